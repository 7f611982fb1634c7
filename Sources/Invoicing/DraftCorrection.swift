import Calendars
import Documents
import Findings
import Money
import Receivables

extension BillingSetting {
    /// The corrective invoice (384) for one that was wrong: what was paid of that is paid of it.
    func draft(_ correction: InvoiceCorrection, _ reason: String) throws(BillingFault) -> BillingDraft {
        let original = correction.original
        let item = try correctable(original)
        let customer = customer(item.customer)
        var right = original
        for line in correction.lines { try right.correct(line) }
        right = right.renewed(number, on: date, customer, correction.buyerReference, reason)
        right.recount(exemptions: original.vatBreakdown)
        right.totals.prepaid = original.totals.prepaid
        right.totals.payable -= original.totals.prepaid
        let invoice = correctiveInvoice(right, replacing: original)
        let settled = item.amount - item.open
        guard settled <= invoice.owed else {
            throw BillingFault(
                .correctionFits,
                "\(settled) of \(original.number) are settled, the right invoice comes to \(invoice.owed)")
        }
        let parts = try parts(of: invoice, correction, item)
        let issue = InvoiceIssue(
            invoice, customer: item.customer, parts: parts, place: place,
            replaced: ReplacedInvoice(original: original, billed: item.billed))
        return BillingDraft(issue: issue, findings: [])
    }

    /// The item of an invoice that can be written anew.
    private func correctable(_ original: Invoice) throws(BillingFault) -> OpenItem {
        guard let item = book.invoice(original.number), item.amount == original.owed,
            item.issueDate == original.issueDate
        else {
            throw BillingFault(
                .correctionFits, "there is no invoice \(original.number) of \(original.issueDate) and \(original.owed)")
        }
        if let other = item.replacedBy {
            throw BillingFault(.correctionFits, "\(other) took the place of \(original.number)")
        }
        guard !item.kind.isCredit, !item.kind.isPrepayment, item.credited.isZero, item.billed.count > 0 else {
            throw BillingFault(
                .correctionFits,
                "\(original.number) is credited in part, or no invoice for deliveries: write a credit note")
        }
        return item
    }

    /// What it bills: where quantities change, so does what is left to bill of the order.
    private func parts(
        of invoice: Invoice, _ correction: InvoiceCorrection, _ item: OpenItem
    ) throws(BillingFault) -> [BilledPart] {
        guard correction.lines.contains(where: { $0.quantity != nil }) else { return item.billed }
        guard let key = item.order, item.billed.count == 1 else {
            throw BillingFault(
                .correctionFits, "\(item.number) is for several deliveries: write a credit note for what is too much")
        }
        let entry = order(key).unbilled(item.billed[0].lines)
        let lines = invoice.lines.compactMap { line in
            line.orderLine.map { BilledLine(orderLine: $0, quantity: line.quantity.value) }
        }
        for line in lines {
            let left = zip(entry.identified.lines, entry.unbilled).first { $0.0.line.id == line.orderLine }?.1 ?? .zero
            guard line.quantity > .zero, line.quantity <= left else {
                throw BillingFault(
                    .correctionFits,
                    "line \(line.orderLine): \(line.quantity) are to be billed, \(left) are left to bill")
            }
        }
        return [BilledPart(key, lines, despatch: item.billed[0].despatch)]
    }
}

extension Invoice {
    /// Sets a line right: what is taken off or added stays as it was.
    fileprivate mutating func correct(_ change: InvoiceCorrection.Line) throws(BillingFault) {
        guard let index = lines.firstIndex(where: { $0.id == change.line }) else {
            throw BillingFault(.correctionFits, "\(number) has no line \(change.line)")
        }
        var line = lines[index]
        if let quantity = change.quantity { line.quantity = Quantity(quantity, line.quantity.unit) }
        if let price = change.price {
            line.price = UnitPrice(price, line.price.currency, per: line.price.baseQuantity)
            line.grossPrice = nil
        }
        guard let product = line.price.amount(for: line.quantity.value) else {
            throw BillingFault(.correctionFits, "line \(change.line) comes to no amount")
        }
        line.netAmount = product + line.allowanceCharges.map(\.effect).sum(in: currency)
        lines[index] = line
    }

    /// The same under a number and a day of its own, for the buyer as the book has it today.
    fileprivate func renewed(
        _ number: String, on date: BusinessDate, _ customer: Customer, _ buyerReference: String?, _ reason: String
    ) -> Invoice {
        var invoice = numbered(number)
        invoice.issueDate = date
        invoice.buyer = customer.party
        if invoice.buyer.contact == nil { invoice.buyer.contact = buyer.contact }
        if invoice.buyer.endpoint == nil { invoice.buyer.endpoint = buyer.endpoint }
        invoice.buyerReference = buyerReference ?? invoice.buyerReference
        invoice.notes.append(InvoiceNote(reason))
        return invoice
    }
}
