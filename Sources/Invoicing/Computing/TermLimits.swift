public import Documents
public import Findings
public import Calendars

/// An alert where an invoice is due later than a law in force allows; the due date stays what was agreed.
public func termAlert(for invoice: Invoice, _ terms: PaymentTerms, within limit: TermLimit) -> Finding? {
    guard let due = invoice.dueDate, limit.holds(on: invoice.issueDate), !limit.allowsAlways(terms) else { return nil }
    let last = limit.lastDay(
        invoiced: invoice.issueDate, delivered: invoice.delivery?.date ?? invoice.issueDate)
    guard due > last else { return nil }
    return Finding(
        .termIsWithinLimit, "\(invoice.number) is due on \(due); \(limit.article) allows \(last) at the latest",
        at: .document)
}
