public import Calendars
public import Documents
public import Findings

/// The longest term that a law allows, while it is in force.
public struct TermLimit: Hashable, Sendable {
    /// What it is for, such as `perishable food`.
    public var name: String
    public var longest: PaymentTerms
    public var from: BusinessDate
    /// The last day; nil where it is open.
    public var until: BusinessDate?

    public init(name: String, longest: PaymentTerms, from: BusinessDate, until: BusinessDate? = nil) {
        self.name = name
        self.longest = longest
        self.from = from
        self.until = until
    }

    public func holds(on date: BusinessDate) -> Bool { from <= date && until.map { date <= $0 } ?? true }
}

/// An alert where an invoice is due later than a law in force allows; the due date stays what was agreed.
///
/// Either way of "45 days end of month" may pass 60 days and is lawful as it is (C. com. L441-10 I).
public func termAlert(for invoice: Invoice, _ terms: PaymentTerms, within limit: TermLimit) -> Finding? {
    guard let due = invoice.dueDate, limit.holds(on: invoice.issueDate), !terms.isFortyFiveDaysEndOfMonth else {
        return nil
    }
    let delivered = invoice.delivery?.date ?? invoice.issueDate
    let last = limit.longest.dueDate(invoiced: invoice.issueDate, delivered: delivered)
    guard due > last else { return nil }
    return Finding(
        .termIsWithinLimit, "\(invoice.number) is due on \(due); \(limit.name) allows \(last) at the latest",
        at: .document)
}

extension PaymentTerms {
    fileprivate var isFortyFiveDaysEndOfMonth: Bool {
        endOfMonth != .ignored && days <= 45 && anchor == .invoiceDate && dayOfNextMonth == nil
    }
}
