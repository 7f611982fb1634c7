import Calendars
import Documents
import Findings
import Money
import Receivables

extension BillingSetting {
    /// The invoice that stands in the place of one that was wrong: what was paid of that is paid of it.
    ///
    /// It is a corrective invoice (384) where one may leave, or else an invoice like the first beside a credit note that
    /// takes the first back.
    func draft(_ correction: InvoiceCorrection, _ reason: String) throws(BillingFault) -> BillingDraft {
        let item = try correctable(correction.original)
        let payments = CarriedPayments(of: item, book)
        guard !payments.isEmpty else { return try draft(correction, of: item, reason) }
        var unpaid = self
        let takenOff = payments.takenOff(because: "\(item.number) is written anew")
        unpaid.book = book.applying(takenOff)
        var draft = try unpaid.draft(correction, of: unpaid.correctable(correction.original), reason)
        draft.before = takenOff
        draft.after = payments.set(
            against: draft.issue.target(in: unpaid.book), keeping: min(draft.issue.invoice.owed, item.amount),
            of: item.amount, because: "\(draft.issue.invoice.number) stands in the place of \(item.number)")
        return draft
    }

    /// What stands in the place of an invoice that no payment is set against.
    private func draft(
        _ correction: InvoiceCorrection, of item: OpenItem, _ reason: String
    ) throws(BillingFault) -> BillingDraft {
        let original = correction.original
        let customer = customer(item.customer)
        var right = original
        for line in correction.lines { try right.correct(line) }
        let parts = try parts(of: right, correction, item)
        if !correction.lines.isEmpty { share(&right, original, item) }
        right = right.renewed(number, on: date, customer, correction.buyerReference, reason)
        right.paymentTermsNote = terms(of: right, insteadOf: original)
        right.recount(exemptions: original.vatBreakdown)
        right.keepAccountingCurrency(of: original)
        return run.gate(for: item.customer, book).takesCorrective(from: right.seller, to: right.buyer)
            ? try corrective(right, original, item, parts) : try credited(right, original, item, parts, reason)
    }

    /// What says when it is due: at once, where the day has passed on which the first was; else what that said, counted from
    /// its date.
    private func terms(of right: Invoice, insteadOf original: Invoice) -> String? {
        guard let said = original.paymentTermsNote, right.issueDate != original.issueDate, let due = right.dueDate
        else {
            return original.paymentTermsNote
        }
        let words = InvoiceWords.words(for: original, company.stationery)
        return due == right.issueDate
            ? words.text(of: PaymentTerms(days: 0)) : words.text(of: said, countedFrom: original.issueDate)
    }

    private func corrective(
        _ right: Invoice, _ original: Invoice, _ item: OpenItem, _ parts: [BilledPart]
    ) throws(BillingFault) -> BillingDraft {
        var invoice = correctiveInvoice(right, replacing: original)
        invoice.notes = InvoiceWords.words(for: original, company.stationery).notesTakenOver(right.notes)
        invoice.totals.prepaid = original.totals.prepaid
        invoice.totals.payable -= original.totals.prepaid
        let settled = item.amount - item.open
        guard settled <= invoice.owed else {
            throw BillingFault(
                .correctionFits,
                "\(settled) of \(original.number) are settled, the right invoice comes to \(invoice.owed)")
        }
        let issue = InvoiceIssue(
            invoice, customer: item.customer, parts: parts, place: place,
            replaced: ReplacedInvoice(original: original, billed: item.billed, services: item.services))
        return BillingDraft(issue: issue, findings: [], original: original)
    }

    /// What was settled without a payment, or was paid ahead, is within what the credit note gives back: the new invoice asks for all, and is paid by it.
    private func credited(
        _ right: Invoice, _ original: Invoice, _ item: OpenItem, _ parts: [BilledPart], _ reason: String
    ) throws(BillingFault) -> BillingDraft {
        guard let nextCredit else { preconditionFailure("a correction has a number for a credit note") }
        var credit = try takingBack(original, nextCredit, reason)
        credit.orders = Set(item.billed.map(\.order)).sorted()
        credit.isBilledAnew = true
        let given = credit.note.totals.payable
        let left = given - min(given, max(item.open, .zero(item.open.currency)))
        let use = CreditUse(
            note: credit.note.number, issueDate: date, original: item.number,
            amount: min(left, max(right.owed, .zero(left.currency))),
            originalDate: item.issueDate, billed: item.billed)
        let right = original.totals.prepaid.isZero ? right : askingForAll(right)
        let issue = InvoiceIssue(right, customer: item.customer, parts: parts, place: place, credit: use)
        return BillingDraft(
            issue: issue, findings: [], credit: (credit, nextCredit.place, reason), original: original)
    }

    /// The credit note gives back what was paid ahead too: the new invoice takes nothing off, and is no final one.
    private func askingForAll(_ final: Invoice) -> Invoice {
        var invoice = final
        invoice.notes = InvoiceWords.words(for: final, company.stationery).notesWithoutPrepayments(final.notes)
        invoice.process = BillingFrame.ofCredit(final.process)
        invoice.precedingInvoices = []
        return invoice
    }

    /// The credit note for all of an invoice, as an instruction to credit it would have it.
    private func takingBack(
        _ original: Invoice, _ next: ProvisionalNumber, _ reason: String
    ) throws(BillingFault) -> CreditNoteIssue {
        let setting = CreditSetting(book: book, company: company, date: date, number: next.text, reason: reason)
        do {
            return setting.withTerms(try setting.draft(CreditRequest(original: original, extent: .whole))).issue
        } catch {
            throw BillingFault(error.rule, error.message)
        }
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
                "\(original.number) is credited, or no invoice for deliveries: write a credit note")
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

    /// Shares out anew what the order takes off or adds, as it would have been for the right quantities and prices.
    ///
    /// An invoice for one delivery is drafted once more from its order; one for several keeps its shares, and takes its
    /// percentages of what it comes to now.
    private func share(_ right: inout Invoice, _ original: Invoice, _ item: OpenItem) {
        guard let key = item.order, item.billed.count == 1, let prices = right.pricesByOrderLine,
            !original.keepsRates
        else {
            return right.takePercentages(insteadOf: original)
        }
        let delivery = BillableDelivery(
            order: key, lines: right.lines.map { .init(orderLine: $0.orderLine ?? "", quantity: $0.quantity.value) },
            deliveredOn: nil, despatchNumber: nil)
        let draft = draftInvoice(
            billing: delivery, of: order(key).unbilled(item.billed[0].lines), at: prices,
            taxedBy: { line, _ in original.lines.first { $0.orderLine == line.line.id }?.vat ?? line.vat },
            to: customer(key.customer), from: company, on: date, numbered: number)
        guard draft.findings.isEmpty else { return right.takePercentages(insteadOf: original) }
        for (index, line) in draft.invoice.lines.enumerated() {
            right.lines[index].allowanceCharges = line.allowanceCharges
            right.lines[index].netAmount = line.netAmount
        }
        right.allowanceCharges = draft.invoice.allowanceCharges
    }
}

extension Invoice {
    /// The price of each line of the order; nil where a line names none, or is billed at two prices.
    fileprivate var pricesByOrderLine: [String: UnitPrice]? {
        var prices: [String: UnitPrice] = [:]
        for line in lines {
            guard let id = line.orderLine, prices.updateValue(line.price, forKey: id).map({ $0 == line.price }) ?? true
            else { return nil }
        }
        return prices
    }

    /// Takes the percentages of lines and of the document of what they come to now.
    fileprivate mutating func takePercentages(insteadOf original: Invoice) {
        for (index, line) in lines.enumerated() {
            let before = original.lines[index]
            guard let product = line.price.amount(for: line.quantity.value),
                let was = before.price.amount(for: before.quantity.value)
            else { continue }
            for extra in line.allowanceCharges.indices {
                lines[index].allowanceCharges[extra].takePercentage(of: product, insteadOf: was)
            }
            lines[index].netAmount = product + lines[index].allowanceCharges.map(\.effect).sum(in: currency)
        }
        for index in allowanceCharges.indices {
            let vat = allowanceCharges[index].vat
            allowanceCharges[index].takePercentage(of: net(under: vat), insteadOf: original.net(under: vat))
        }
    }

    /// The net of the lines that bear an allowance or a charge of a VAT class.
    private func net(under vat: VATClass?) -> Money {
        let own = lines.filter { $0.vat == vat }
        return (own.isEmpty ? lines : own).map(\.netAmount).sum(in: currency)
    }

    /// Sets the quantity and the price of a line right.
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
        invoice.dueDate = dueDate.map { max($0, date) }
        invoice.buyer = customer.party
        if invoice.buyer.contact == nil { invoice.buyer.contact = buyer.contact }
        if invoice.buyer.endpoint == nil { invoice.buyer.endpoint = buyer.endpoint }
        invoice.buyerReference = buyerReference ?? invoice.buyerReference
        invoice.notes.append(InvoiceNote(reason))
        return invoice
    }

    /// The VAT in the accounting currency, at the rate that the wrong invoice was at.
    fileprivate mutating func keepAccountingCurrency(of original: Invoice) {
        guard let tax = original.totals.taxInAccountingCurrency, !original.totals.tax.isZero else { return }
        totals.taxInAccountingCurrency = tax.share(of: totals.tax.decimal, in: original.totals.tax.decimal)
    }
}
