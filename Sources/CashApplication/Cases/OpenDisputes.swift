import Calendars
import Documents
import Money
import Receivables

/// The disputes that short payments open: of each no more than is open and not contested yet.
func openDisputes(
    _ claims: [ShortPayment], on date: BusinessDate, dueOn: BusinessDate, because evidence: String, _ book: BookSlice
) -> [Dispute] {
    var counts: [String: Int] = [:]
    return claims.map { claim in
        let known = book.invoice(claim.invoice)?.disputes.count ?? 0
        counts[claim.invoice, default: known] += 1
        return Dispute(
            id: Dispute.id(of: claim.invoice, counts[claim.invoice, default: 1]), customer: claim.customer,
            invoice: claim.invoice, invoiceDate: claim.invoiceDate, amount: claim.amount, reason: claim.reason,
            source: .shortPayment, openedOn: date, dueOn: dueOn,
            evidence: [evidence] + (claim.said.isEmpty ? [] : [claim.said]))
    }
}
