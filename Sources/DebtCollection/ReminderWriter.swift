import Calendars
import Documents
import Money
import Receivables

/// Writes down what a letter says: the invoices, what late payment costs, and by when to pay.
struct ReminderWriter {
    let customer: Customer
    let company: Company
    let policy: DunningPolicy
    let language: LetterLanguage
    let facts: DunningFacts
    let entry: DunningEntry
    let date: BusinessDate

    func reminder(about lines: [DunningLine], number: Int) -> Reminder {
        let level = lines.map(\.level).max() ?? 1
        let step = policy.levels[level - 1]
        let asks = step.asksCharges && customer.isBusiness
        let written = lines.map { line(for: $0, withInterest: asks) }
        let letters = lines.compactMap { entry.mark(of: $0.item.invoice) }.flatMap { $0.earlier + [$0.date] }
        return Reminder(
            number: "\(customer.id)-\(number)", customer: customer.id, date: date, level: level,
            isFormal: step.isFormal,
            language: language, creditor: company.party, debtor: customer.party, iban: company.iban, bic: company.bic,
            lines: written, charges: asks ? charges(on: written, of: lines) : nil, payBy: date + policy.deadline,
            earlierLetters: Set(letters).sorted())
    }

    private func line(for line: DunningLine, withInterest asks: Bool) -> ReminderLine {
        guard let item = facts.items[line.item.invoice] else {
            preconditionFailure("\(line.item.invoice) was decided on without being known")
        }
        return ReminderLine(
            invoice: item.number, order: item.order?.number, issueDate: item.issueDate, dueDate: item.dueDate,
            amount: item.amount, open: item.open, claim: line.item.claim, level: line.level,
            daysLate: item.overdueDays(on: date), interest: asks ? interest(on: item, claiming: line.item.claim) : nil,
            interestEnd: asks ? item.interestEnd(under: customer.credit) : nil)
    }

    private func interest(on item: OpenItem, claiming claim: Money) -> Money? {
        let last = item.interestEnd(under: customer.credit) ?? date
        return item.lateInterest(claiming: claim, until: last, at: company.lateRates)?.total
    }

    /// Nil where the law lets nothing be asked for: all of it fell due when proceedings forbade to pay it.
    private func charges(on written: [ReminderLine], of lines: [DunningLine]) -> LateCharges? {
        let bearing = written.filter { line in line.interestEnd.map { line.dueDate < $0 } ?? true }
        let indemnified = lines.count { policy.asksIndemnity(for: $0.item) }
        guard !bearing.isEmpty || indemnified > 0 else { return nil }
        let interests = bearing.map(\.interest)
        return LateCharges(
            interest: interests.contains(nil) ? nil : interests.compactMap(\.self).sum(in: written[0].claim.currency),
            rates: rates(of: bearing), indemnity: indemnity(of: indemnified), indemnified: indemnified)
    }

    private func rates(of lines: [ReminderLine]) -> [DatedRate] {
        guard let first = lines.map(\.dueDate).min(), let last = lines.map({ $0.interestEnd ?? date }).max() else {
            return []
        }
        return company.lateRates.inForce(from: first + 1, until: last)
    }

    /// What is owed for the cost of recovery (code de commerce, D441-5): a fixed sum for each invoice that is late, once,
    /// as far as the policy asks for it.
    private func indemnity(of lateInvoices: Int) -> Money {
        guard let each = company.legal.recoveryIndemnity(on: date) else { return .zero(.euro) }
        return Money(minorUnits: each.minorUnits * Int64(lateInvoices), each.currency)
    }
}
