import Documents
import Money

extension Event {
    /// The event with the rate that its foreign amounts are entered into the books at.
    ///
    /// A rate is a fact of the day on which something was entered: whatever a company says later that the currency was worth,
    /// what was entered stays as it was. What settles something in the books needs no rate of its own, for it leaves them at
    /// what that came in at.
    public func entered(at rates: ExchangeRates) -> Event {
        switch self {
        case .billing(.invoiceIssued(var issue)) where issue.invoice.currency != rates.accounting:
            issue.rate = issue.rate ?? rates.rate(of: issue.invoice.currency, on: issue.ratedOn)
            return .billing(.invoiceIssued(issue))
        case .billing(.creditNoteIssued(var issue, let place, let reason))
        where issue.note.currency != rates.accounting:
            issue.rate = issue.rate ?? rates.rate(of: issue.note.currency, on: issue.note.issueDate)
            return .billing(.creditNoteIssued(issue, place: place, reason: reason))
        case .cash(.paymentReceived(let payment, let rate)) where payment.amount.currency != rates.accounting:
            let entered = rate ?? rates.rate(of: payment.amount.currency, on: payment.bookedOn)
            return .cash(.paymentReceived(payment, rate: entered))
        default: return self
        }
    }
}
