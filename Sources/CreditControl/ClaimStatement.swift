import Calendars
import Documents
import Findings
import Money
import Receivables

/// What is declared to the court's agent: each invoice that is older than the judgment with its parts (C. com. L622-25).
struct ClaimStatement {
    /// An invoice, or a credit note that takes something off the claim.
    struct Part {
        var item: OpenItem
        /// Up to the eve of the judgment; nil where a rate is not known.
        var interest: Money?
        /// The fixed sum for recovery, where the invoice was late before the judgment.
        var recovery: Money?
    }

    let proceedings: Proceedings
    let parts: [Part]

    init(of items: [OpenItem], against customer: Customer, in proceedings: Proceedings, _ company: Company) {
        self.proceedings = proceedings
        parts = items.map { item in
            let eve = item.interestEnd(under: customer.credit) ?? proceedings.openedOn - 1
            let owes = customer.isBusiness && item.open.isPositive
            let isLate = item.dueDate < proceedings.openedOn && item.judgmentBeforeDue(under: customer.credit) == nil
            return Part(
                item: item,
                interest: owes
                    ? item.lateInterest(claiming: item.open, until: eve, at: company.lateRates)?.total
                    : .zero(item.open.currency),
                recovery: owes && isLate ? company.legal.recoveryIndemnity(on: item.dueDate + 1) : nil)
        }
    }

    /// The sum, then an invoice each.
    func findings(on date: BusinessDate) -> [Finding] {
        ([inWords(on: date)] + parts.map(inWords)).map { Finding(.claimIsDeclared, $0, at: .document) }
    }

    private func inWords(on date: BusinessDate) -> String {
        guard let currency = parts.first?.item.open.currency else { return "nothing is to be declared" }
        let principal = parts.map(\.item.open).sum(in: currency)
        let declared = parts.compactMap(declared).sum(in: currency)
        let already = declared.isZero ? "" : ", of which \(declared) were declared before"
        return
            "\(principal) of before \(proceedings.openedOn) in \(parts.count) items\(already)\(charges(in: currency)), "
            + (date > proceedings.declareUntil
                ? "were to be declared until \(proceedings.declareUntil); the court can be asked for leave until \(proceedings.relievedUntil) (C. com. L622-26)"
                : "to be declared until \(proceedings.declareUntil)")
    }

    /// How much of what is open of an invoice was declared before.
    private func declared(_ part: Part) -> Money? {
        proceedings.declared(of: part.item.number).map { min($0, part.item.open) }
    }

    private func charges(in currency: Currency) -> String {
        let interests = parts.map(\.interest)
        let interest = interests.contains(nil) ? nil : interests.compactMap(\.self).sum(in: currency)
        let recoveries = parts.compactMap(\.recovery)
        let recovery = recoveries.first.map { recoveries.sum(in: $0.currency) }
        return [
            interest.map { $0.isZero ? "" : " and \($0) of interest" } ?? " and interest at a rate that is not entered",
            recovery.map { " and \($0) for recovery" } ?? "",
        ].joined()
    }

    private func inWords(_ part: Part) -> String {
        let item = part.item
        let due = item.dueDate < proceedings.openedOn ? "due on \(item.dueDate)" : "to fall due on \(item.dueDate)"
        let interest =
            part.interest.map { $0.isZero ? "" : ", interest \($0)" } ?? ", interest at a rate that is not entered"
        return "\(item.number) of \(item.issueDate), \(due): \(item.open)\(interest)"
            + (part.recovery.map { ", for recovery \($0)" } ?? "")
            + (declared(part).map { "; \($0) were declared before" } ?? "")
    }
}
