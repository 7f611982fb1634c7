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
            lines: written, charges: asks ? charges(on: written) : nil, payBy: date + policy.deadline,
            earlierLetters: Set(letters).sorted())
    }

    private func line(for line: DunningLine, withInterest asks: Bool) -> ReminderLine {
        guard let item = facts.items[line.item.invoice] else {
            preconditionFailure("\(line.item.invoice) was decided on without being known")
        }
        return ReminderLine(
            invoice: item.number, order: item.order?.number, issueDate: item.issueDate, dueDate: item.dueDate,
            amount: item.amount, open: item.open, claim: line.item.claim, level: line.level,
            daysLate: item.overdueDays(on: date), interest: asks ? interest(on: item, claiming: line.item.claim) : nil)
    }

    /// On what was paid late, up to its day, and on what is asked for, up to today. What was credited was never owed, and
    /// what was given up is not asked for. Nil where a rate is missing.
    private func interest(on item: OpenItem, claiming claim: Money) -> Money? {
        let paid = item.allocations.filter(\.isMoney).map {
            LateAmount($0.amount, until: $0.date)
        }
        return lateInterest(
            on: paid + [LateAmount(claim, until: date)], due: item.dueDate, at: rates, in: claim.currency)?.total
    }

    private func charges(on lines: [ReminderLine]) -> LateCharges {
        let interests = lines.map(\.interest)
        let currency = lines[0].claim.currency
        let first = (lines.map(\.dueDate).min() ?? date) + 1
        let indemnified = lines.count { policy.asksIndemnity(for: $0.claim) }
        return LateCharges(
            interest: interests.contains(nil) ? nil : interests.compactMap(\.self).sum(in: currency),
            rates: rates.inForce(from: first, until: date), indemnity: indemnity(of: indemnified),
            indemnified: indemnified)
    }

    /// What is owed for the cost of recovery (code de commerce, D441-5): a fixed sum for each invoice that is late, once,
    /// as far as the policy asks for it.
    private func indemnity(of lateInvoices: Int) -> Money {
        guard let each = company.legal.recoveryIndemnity(on: date) else { return .zero(.euro) }
        return Money(minorUnits: each.minorUnits * Int64(lateInvoices), each.currency)
    }

    private var rates: InterestRates {
        InterestRates(company.legal.latePenaltyRates).adding(company.interestRates)
    }
}
