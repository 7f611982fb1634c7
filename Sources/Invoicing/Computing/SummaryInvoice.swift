public import Calendars
public import Documents
public import Money

/// One invoice for several orders or deliveries of one buyer: each line says which it belongs to.
///
/// What the single ones take off or add stays as it is, and the whole is taxed once per class, so a summary may differ
/// from the sum of its parts by the cents that rounding makes.
///
/// - Parameter text: how a day is written in the language of the invoice.
public func summaryInvoice(
    of parts: [Invoice], numbered number: String, on date: BusinessDate,
    writing text: (BusinessDate) -> String = \.description
) -> Invoice? {
    guard var summary = parts.first, parts.allSatisfy({ $0.canStand(beside: summary) }) else { return nil }
    summary.number = number
    summary.process = BillingFrame.common(parts.map(\.process))
    summary.issueDate = date
    summary.payment?.reference = number
    summary.lines = parts.flatMap { part in part.lines.map { (part, $0) } }.enumerated().map { index, entry in
        entry.1.named("\(index + 1)", of: entry.0, entry.0.delivery?.date.map(text))
    }
    summary.allowanceCharges = parts.flatMap(\.allowanceCharges)
    summary.references.order = parts.common(\.references.order)
    summary.references.despatch = parts.common(\.references.despatch)
    summary.references.contract = parts.common(\.references.contract)
    summary.dueDate = parts.compactMap(\.dueDate).max()
    let days = parts.compactMap(\.delivery?.date)
    if let first = days.min(), let last = days.max(), first != last {
        summary.delivery?.date = last
        summary.period = Period(start: first, end: last)
    }
    let exemptions = parts.flatMap(\.vatBreakdown)
    summary.recount(exemptions: exemptions)
    return summary
}

/// A credit for all that was bought in a period (262), such as a year's bonus: a share of what each VAT class came to.
///
/// It names the contract and the period (BR-FR-CO-03), and the invoices that it is taken of. What was credited of those
/// counts no more. The parties are as the last of the invoices has them: they may have moved in the period.
///
/// - Parameter invoices: those of one customer, the oldest first, in one currency.
/// - Parameter left: what is left of the VAT classes of the invoices; nil for all that they billed.
public func globalAllowance(
    of invoices: [Invoice], _ share: Percentage, leaving left: [VATSubtotal]? = nil, contract: String, period: Period,
    calling text: String, numbered number: String, on date: BusinessDate
) -> Invoice? {
    guard var credit = invoices.last,
        invoices.allSatisfy({ $0.currency == credit.currency && !$0.kind.isCredit })
    else { return nil }
    let exemptions = invoices.flatMap(\.vatBreakdown)
    let classes = (left ?? exemptions).summed.filter(\.taxable.isPositive)
    credit.kind = .globalAllowance
    credit.process = BillingFrame.ofCredit(BillingFrame.common(invoices.map(\.process)))
    credit.number = number
    credit.issueDate = date
    credit.lines = classes.enumerated().compactMap { index, subtotal in
        let amount = share.of(subtotal.taxable)
        return amount.isZero ? nil : lumpSum("\(index + 1)", text, amount, subtotal.vat)
    }
    credit.allowanceCharges = []
    credit.references = InvoiceReferences(contract: contract)
    credit.period = period
    credit.precedingInvoices = invoices.map { PrecedingInvoice(number: $0.number, issueDate: $0.issueDate) }
    credit.dueDate = nil
    credit.delivery = nil
    credit.payments = []
    credit.paymentTermsNote = nil
    credit.earlyPayment = nil
    credit.supportingDocuments = []
    // What the law wants has a subject; what has none was about that invoice alone.
    credit.notes.removeAll { $0.subject == nil }
    credit.recount(exemptions: exemptions)
    return credit
}

extension Invoice {
    /// Whether two invoices can be one: of one seller and one buyer, in one currency, of one kind.
    fileprivate func canStand(beside other: Invoice) -> Bool {
        seller == other.seller && buyer == other.buyer && currency == other.currency && kind == other.kind
    }
}

extension [Invoice] {
    /// What all of them say; nil where they differ.
    fileprivate func common(_ term: (Invoice) -> String?) -> String? {
        let values = Set(map(term))
        return values.count == 1 ? values.first ?? nil : nil
    }
}

extension InvoiceLine {
    /// The line of a summary: it says which order and delivery it belongs to.
    fileprivate func named(_ id: String, of invoice: Invoice, _ day: String?) -> InvoiceLine {
        var line = self
        line.id = id
        let names = [invoice.references.order, invoice.references.despatch, day]
        let words: [String] = [note ?? "", names.compactMap { $0 }.joined(separator: " · ")]
        let text = words.filter { !$0.isEmpty }.joined(separator: " – ")
        line.note = text.isEmpty ? nil : text
        return line
    }
}

extension [VATSubtotal] {
    /// One of each class, in the order that the classes first occur.
    fileprivate var summed: [VATSubtotal] {
        reduce(into: []) { sums, subtotal in
            if let index = sums.firstIndex(where: { $0.vat == subtotal.vat }) {
                sums[index].taxable += subtotal.taxable
                sums[index].tax += subtotal.tax
            } else {
                sums.append(subtotal)
            }
        }
    }
}
