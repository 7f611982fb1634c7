import Calendars
public import Documents
import Money

extension BookSlice {
    /// Brings the book up to date with what was billed.
    mutating func apply(_ event: BillingEvent) {
        switch event {
        case .invoiceIssued(let issue):
            bill(issue)
            if let place = issue.place { advance(place, on: issue.invoice.issueDate) }
        case .creditNoteIssued(let issue, let place, _):
            credit(issue)
            if let place { advance(place, on: issue.note.issueDate) }
        case .deliveryPutAside(let delivery): putAside(delivery)
        case .billingCalled(let customer, let date):
            change(customer) { $0.calledUntil = max($0.calledUntil ?? date, date) }
        }
    }

    private mutating func advance(_ place: SeriesPlace, on date: BusinessDate) {
        set(.series(place.series), .series(SeriesEntry(last: place.sequence, lastDate: date)))
    }

    // MARK: Invoices

    /// Moves an amount from reserved to receivable: the invoice is owed, and what it bills is no longer reserved.
    private mutating func bill(_ issue: InvoiceIssue) {
        let invoice = issue.invoice
        for order in issue.orders(after: self.order) { replace(order) }
        let before = issue.replaced.flatMap { self.invoice($0.original.number) }
        var item = OpenItem(issue, open: issue.open(replacing: before))
        if let before {
            if item.open != item.amount {
                item.allocations = [.credit(by: before.number, item.amount - item.open, on: invoice.issueDate)]
            }
            close(before, by: invoice)
        } else if let credit = issue.credit, !credit.amount.isZero {
            item.allocations = [.credit(by: credit.note, credit.amount, on: invoice.issueDate)]
            change(issue.customer) { $0.receivable += credit.amount }
            changeAndList(credit.note) { note in
                note.open += credit.amount
                note.allocations.append(.credit(by: invoice.number, -credit.amount, on: invoice.issueDate))
            }
        }
        change(issue.customer) { $0.receivable += item.open }
        replace(item)
        list(item)
        if issue.isToBeDelivered { set(SentDocument.invoice(invoice.number).key, .delivery(.awaited)) }
        for use in issue.prepayments { change(invoice: use.invoice) { $0.deducted += use.amount } }
        takeUp(issue.parts, of: issue.customer)
        for reference in issue.quotable { refer(reference) { $0.invoices.insert(invoice.number) } }
        for key in issue.orders { refer(normalisedReference(key.number)) { $0.orders.insert(key) } }
    }

    /// Nothing is open any more of an invoice that another one has taken the place of.
    private mutating func close(_ before: OpenItem, by invoice: Invoice) {
        change(before.customer) { $0.receivable -= before.open }
        changeAndList(before.number) { item in
            if !item.open.isZero {
                item.allocations.append(.credit(by: invoice.number, item.open, on: invoice.issueDate))
            }
            item.open = .zero(item.open.currency)
            item.replacedBy = invoice.number
            item.replacedOn = invoice.issueDate
        }
    }

    // MARK: Credit notes

    /// The note takes its amount off the invoices as far as they are open; what is left of it is owed to the customer.
    private mutating func credit(_ issue: CreditNoteIssue) {
        let note = issue.note
        // What is to be billed anew is what was left before this note took it off.
        let orders = issue.orders(after: self.order, self.invoice)
        var item = OpenItem(
            number: note.number, customer: issue.customer, order: nil, issueDate: note.issueDate,
            dueDate: note.issueDate,
            amount: note.owed, open: note.owed)
        item.kind = note.kind
        item.vat = note.vatBreakdown
        for part in issue.parts { take(part, issue, &item) }
        replace(item)
        list(item)
        refer(normalisedReference(note.number)) { $0.invoices.insert(note.number) }
        change(issue.customer) { $0.receivable += note.owed }
        if let answer = issue.answer { close(answer.dispute.closed(on: note.issueDate), answer.resolution) }
        for order in orders { replace(order) }
    }

    private mutating func take(_ part: CreditPart, _ issue: CreditNoteIssue, _ item: inout OpenItem) {
        let note = issue.note
        var netted = Money.zero(part.amount.currency)
        changeAndList(part.invoice) { invoice in
            invoice.credited += part.amount
            invoice.creditedLines += part.lines
            invoice.creditedVAT.add(part.vat)
            invoice.creditedServices += part.services
            guard issue.isNetted, invoice.open.isPositive else { return }
            netted = min(part.amount, invoice.open)
            invoice.open -= netted
            invoice.allocations.append(.credit(by: note.number, netted, on: note.issueDate))
        }
        guard !netted.isZero else { return }
        item.open += netted
        item.allocations.append(.credit(by: part.invoice, -netted, on: note.issueDate))
    }
}

extension CreditNoteIssue {
    /// The orders as they stand once it is issued: what is billed anew is reserved, and so is what no prepayment covers
    /// any more. Goods that were credited line by line came back, and are not billed anew.
    public func orders(after entry: (OrderKey) -> OrderEntry?, _ item: (String) -> OpenItem?) -> [OrderEntry] {
        orders.compactMap { key in
            guard var order = entry(key) else { return nil }
            for part in parts {
                guard let item = item(part.invoice) else { continue }
                if item.kind.isPrepayment {
                    order.prepaid -= part.amount
                    order.reserved = order.grossReserved
                } else if isBilledAnew {
                    order = order.unbilled(item.billedAndKept(of: key))
                }
            }
            return order
        }
    }
}

extension OpenItem {
    /// What it bills of an order, less what credit notes took off its lines.
    fileprivate func billedAndKept(of key: OrderKey) -> [BilledLine] {
        var returned = creditedLines.filter { $0.order == key }
        return billed.filter { $0.order == key }.flatMap(\.lines).compactMap { line in
            var line = line
            for index in returned.indices where returned[index].orderLine == line.orderLine {
                let part = min(returned[index].quantity, line.quantity)
                returned[index].quantity = returned[index].quantity - part
                line.quantity = line.quantity - part
            }
            return line.quantity.isZero ? nil : line
        }
    }

    fileprivate init(_ issue: InvoiceIssue, open: Money) {
        let invoice = issue.invoice
        self.init(
            number: invoice.number, customer: issue.customer, order: issue.order, issueDate: invoice.issueDate,
            dueDate: invoice.dueDate ?? invoice.issueDate, amount: invoice.owed, open: open)
        kind = invoice.kind
        withTax = invoice.totals.payable + invoice.totals.prepaid
        discount = invoice.earlyPayment
        vat = invoice.vatBreakdown
        services = issue.services
        // A book from before rates were kept stays what the journal says.
        accountedTax = issue.rate.flatMap { _ in invoice.totals.taxInAccountingCurrency }
        process = invoice.process
        billed = issue.parts
        let supplied = invoice.period?.start ?? invoice.delivery?.date ?? invoice.issueDate
        arisenOn = min(supplied, invoice.issueDate)
        suppliedUntil = max(arisenOn, invoice.period?.end ?? arisenOn)
    }
}

extension [VATSubtotal] {
    /// Adds what is taken of some classes to what was taken of them before.
    mutating func add(_ more: [VATSubtotal]) {
        for subtotal in more {
            if let index = firstIndex(where: { $0.vat == subtotal.vat }) {
                self[index].taxable += subtotal.taxable
                self[index].tax += subtotal.tax
            } else {
                append(VATSubtotal(vat: subtotal.vat, taxable: subtotal.taxable, tax: subtotal.tax))
            }
        }
    }
}
