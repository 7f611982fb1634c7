import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables

/// An invoice under a provisional number, and what it will do to the book.
///
/// Whatever is billed (a delivery, those of a period, a prepayment, what was billed wrongly) becomes one of these, and goes
/// one way from there.
struct BillingDraft {
    var issue: InvoiceIssue
    var findings: [Finding]
    /// What has to change for the findings to go.
    var wakeOn: [BookKey] = []
    /// What takes back the invoice that is written anew, where no corrective invoice may leave.
    var credit: (issue: CreditNoteIssue, place: SeriesPlace, reason: String)?
    /// What is recorded of payments before it is issued, and after.
    var before: [Event] = []
    var after: [Event] = []
    /// What stays to be billed later, and what that waits for.
    var later: (findings: [Finding], wakeOn: [BookKey])?
    /// Of what is asked for ahead, the invoice that all of it would be.
    var ordered: InvoiceIssue?
    /// The invoice that it stands in the place of.
    var original: Invoice?
}

extension BillingDraft {
    /// What is recorded for it.
    var events: [Event] {
        let credit = credit.map { Event.billing(.creditNoteIssued($0.issue, place: $0.place, reason: $0.reason)) }
        return before + [credit, .billing(.invoiceIssued(issue))].compactMap(\.self) + after
    }

    /// What is written anew is worth what it was when it was first billed, and what was asked ahead what it was then.
    mutating func accountVAT(in company: Company, _ book: BookSlice) -> Finding? {
        let ahead = issue.prepayments.compactMap { use -> (tax: Money, worth: Money)? in
            guard let item = book.invoice(use.invoice), let whole = item.accountedTax,
                whole.currency == company.currency
            else { return nil }
            let tax = item.vat.map(\.tax).sum(in: use.tax.currency)
            return (use.tax, use.tax.isZero ? .zero(whole.currency) : whole.share(of: use.tax.decimal, in: tax.decimal))
        }
        return issue.invoice.accountVAT(in: company, on: issue.ratedOn, askedAhead: ahead)
    }
}

/// Why nothing can be billed so.
struct BillingFault: Error {
    let rule: Rule
    let message: String
    var finding: Finding { Finding(rule, message, at: .document) }

    init(_ rule: Rule, _ message: String) {
        self.rule = rule
        self.message = message
    }
}

/// What an invoice is written from beside what is to be billed.
struct BillingSetting {
    var book: BookSlice
    let run: Run
    let next: ProvisionalNumber
    /// For what takes back an invoice that is written anew.
    let nextCredit: ProvisionalNumber?

    var company: Company { run.company }
    var date: BusinessDate { run.businessDate }
    var number: String { next.text }
    var place: SeriesPlace { next.place }
}

extension BillingSetting {
    /// Nil where nothing is left to bill.
    func draft(_ billable: Billable) throws(BillingFault) -> BillingDraft? {
        switch billable {
        case .delivery(let delivery): try draft(delivery.naming(linesOf: order(delivery.order)))
        case .order(.deliveries(let customer, let date)): try draft(customer, until: date)
        case .order(.prepayment(let order, let share)): try draft(order, share)
        case .order(.correction(let correction, let reason)): try draft(correction, reason)
        }
    }

    private func draft(_ delivery: BillableDelivery) throws(BillingFault) -> BillingDraft? {
        guard !delivery.lines.isEmpty else { return nil }
        if let fault = faultOfBilled(delivery) { throw fault }
        let customer = customer(delivery.order.customer)
        let draft = draftInvoice(
            billing: delivery, of: order(delivery.order), taxedBy: vat(ofLinesOf: delivery.order), to: customer,
            from: company, on: date, numbered: number)
        return final(draft.invoice, [BilledPart(delivery.order, draft.lines)], draft.taxed, customer.id, draft.findings)
    }

    /// What waited may be billed by now, as where all that was left of its order was: nothing of it can be any more.
    private func faultOfBilled(_ delivery: BillableDelivery) -> BillingFault? {
        let entry = order(delivery.order)
        let places = entry.identified.placesOfLines
        let isBilled = delivery.lines.allSatisfy { line in
            places[line.orderLine].map { entry.unbilled[$0] <= .zero } ?? false
        }
        guard isBilled else { return nil }
        let lines = Set(delivery.lines.map(\.orderLine)).sorted().joined(separator: ", ")
        return BillingFault(
            .billedIsLeft,
            "all of line \(lines) of order \(delivery.order.number) is billed, by \(entry.invoices.sorted().joined(separator: ", "))"
        )
    }

    // MARK: Deliveries of a period

    private func draft(_ id: CustomerID, until last: BusinessDate) throws(BillingFault) -> BillingDraft? {
        let all = book.deliveries(to: id, until: last)
        let unpaid = Set(all.map(\.order)).sorted().flatMap { unpaidPrepayments(of: $0) }
        let blocked = Set(unpaid.map(\.order))
        var sheaf = sheaf(of: all.filter { !blocked.contains($0.order) }, to: id)
        let isSplit = !sheaf.invoices.isEmpty && !unpaid.isEmpty
        if sheaf.invoices.isEmpty { sheaf = self.sheaf(of: all, to: id) }
        guard let first = sheaf.invoices.first else { return nil }
        let dates = InvoiceWords.words(for: first, company.stationery).dates
        guard var summary = summaryInvoice(of: sheaf.invoices, numbered: number, on: date, writing: dates.text) else {
            throw BillingFault(.summaryIsOfOneKind, "the deliveries to \(id) are not in one currency")
        }
        if summary.orderReference == nil, summary.buyerReference == nil { summary.buyerReference = id.text }
        var draft = final(summary, sheaf.parts, sheaf.taxed, id, sheaf.findings)
        if isSplit { draft.later = (unpaid.map(\.finding), unpaid.map { .invoice($0.item.number) }) }
        return draft
    }

    private func sheaf(of deliveries: [UnbilledDelivery], to id: CustomerID) -> DeliverySheaf {
        var sheaf = DeliverySheaf(customer: customer(id), setting: self)
        for delivery in deliveries { sheaf.add(delivery) }
        return sheaf
    }

    // MARK: Prepayments

    private func draft(_ key: OrderKey, _ share: Percentage) throws(BillingFault) -> BillingDraft {
        guard let entry = book.order(key), ![.cancelled, .refused].contains(entry.status) else {
            throw BillingFault(.prepaymentFits, "order \(key) is not in the book, or has ended")
        }
        // What is asked ahead is due at once: there is nothing to gain by paying it early.
        var customer = customer(key.customer)
        customer.credit.discount = nil
        let left = zip(entry.identified.lines, entry.unbilled).filter { $1 > .zero }.map {
            BillableDelivery.Line(orderLine: $0.line.id, quantity: $1)
        }
        let whole = draftInvoice(
            billing: BillableDelivery(order: key, lines: left, deliveredOn: nil, despatchNumber: nil), of: entry,
            taxedBy: vat(ofLinesOf: key), to: customer, from: company, on: date, numbered: number)
        let words = InvoiceWords.words(for: whole.invoice, company.stationery)
        var invoice = prepaymentInvoice(
            of: whole.invoice, share,
            calling: "\(words.prepayment) \(words.numbers.percentage(share)) – \(words.order) \(key.number)")
        invoice.dueDate = date
        invoice.paymentTermsNote = words.text(of: PaymentTerms(days: 0))
        guard invoice.owed.isPositive, invoice.owed <= whole.invoice.owed - entry.prepaid else {
            throw BillingFault(
                .prepaymentFits,
                "\(invoice.owed) of order \(key): \(whole.invoice.owed) are left to bill, \(entry.prepaid) are asked for already"
            )
        }
        let issue = InvoiceIssue(invoice, customer: customer.id, parts: [BilledPart(key, [])], place: place)
        let goods = InvoiceIssue(
            whole.invoice, customer: customer.id, parts: [BilledPart(key, whole.lines)], place: place)
        let mixed = goods.standingBesideOtherReason(book, company.legal)
        let stated = statedOtherwise(whole.taxed)
        return BillingDraft(
            issue: issue, findings: whole.findings + stated + [mixed].compactMap(\.self),
            wakeOn: stated.isEmpty ? [] : [.order(key)], ordered: goods)
    }

    // MARK: Final invoices

    /// Takes what was paid ahead off an invoice; it is billed only once what was asked for ahead is paid.
    private func final(
        _ invoice: Invoice, _ parts: [BilledPart], _ taxed: [TaxedPart], _ customer: CustomerID, _ findings: [Finding]
    ) -> BillingDraft {
        let asked = Set(parts.map(\.order)).sorted().flatMap { key in
            order(key).prepayments.compactMap { book.invoice($0) }.map { (key, $0) }
        }
        let unpaid = Set(parts.map(\.order)).sorted().flatMap { unpaidPrepayments(of: $0) }
        var uses: [PrepaymentUse] = []
        var shares: [PrepaymentShare] = []
        let words = InvoiceWords.words(for: invoice, company.stationery)
        var ahead = TaxedAhead(invoice, taxed, taxedBy: vat)
        for (key, item) in asked where ahead.invoice.totals.payable > uses.total(in: invoice.currency) {
            ahead.keepRates(of: item, for: key, calling: "\(words.prepayment) \(item.number)")
            let rest = ahead.invoice.totals.payable - uses.total(in: invoice.currency)
            guard let use = item.use(for: key, upTo: rest) else { continue }
            uses.append(use)
            shares.append(PrepaymentShare(of: item, use))
        }
        var final = uses.isEmpty ? invoice : finalInvoice(ahead.invoice, deducting: uses)
        final.notes = words.notes(on: shares, of: ahead.invoice) + invoice.notes
        let issue = InvoiceIssue(
            final, customer: customer, parts: parts,
            place: place,
            prepayments: uses)
        let stated = statedOtherwise(taxed)
        return BillingDraft(
            issue: issue, findings: findings + stated + unpaid.map(\.finding),
            wakeOn: (stated.isEmpty ? [] : issue.orders.map(BookKey.order))
                + unpaid.map { .invoice($0.item.number) })
    }

    /// What was asked for ahead of an order and is still open: nothing of the order is billed before that is paid.
    private func unpaidPrepayments(of key: OrderKey) -> [UnpaidPrepayment] {
        order(key).prepayments.compactMap { book.invoice($0) }.filter { $0.open.isPositive }.map {
            UnpaidPrepayment(order: key, item: $0)
        }
    }

    func customer(_ id: CustomerID) -> Customer {
        guard let customer = book.customer(id) else { preconditionFailure("\(id) is billed and is not in the book") }
        return customer
    }

    func order(_ key: OrderKey) -> OrderEntry {
        guard let entry = book.order(key) else {
            preconditionFailure("order \(key) is billed before it was registered")
        }
        return entry
    }
}

/// A prepayment invoice that is open, and the order that waits for it.
private struct UnpaidPrepayment {
    let order: OrderKey
    let item: OpenItem

    var finding: Finding {
        Finding(
            .prepaymentIsPaid, "\(item.open) of \(item.number), asked for ahead of order \(order.number), are open",
            at: .document)
    }
}

extension OpenItem {
    /// What a final invoice takes off for a prepayment; nil where all of it was taken off or credited.
    func use(for order: OrderKey, upTo limit: Money) -> PrepaymentUse? {
        let use = min(amount - credited - deducted, limit)
        guard kind.isPrepayment, use.isPositive else { return nil }
        let whole = vat.map(\.tax).sum(in: amount.currency)
        let tax =
            whole.share(of: (deducted + use).decimal, in: amount.decimal)
            - whole.share(of: deducted.decimal, in: amount.decimal)
        return PrepaymentUse(invoice: number, issueDate: issueDate, order: order, amount: use, tax: tax)
    }
}

extension BookSlice {
    /// What was put aside to be billed together, of the month of a day up to it, the oldest first.
    func deliveries(to customer: CustomerID, until last: BusinessDate) -> [UnbilledDelivery] {
        let month = Month(of: last)
        guard let account = account(customer), account.unbilledMonths.contains(month) else { return [] }
        return unbilled(customer, month).filter { $0.despatch.date <= last }.sorted {
            ($0.despatch.date, $0.order, $0.despatch.number) < ($1.despatch.date, $1.order, $1.despatch.number)
        }
    }
}

/// The invoices of single deliveries that become one, each of which is billed after those before it.
private struct DeliverySheaf {
    let customer: Customer
    let setting: BillingSetting
    private(set) var invoices: [Invoice] = []
    private(set) var parts: [BilledPart] = []
    private(set) var findings: [Finding] = []
    private(set) var taxed: [TaxedPart] = []
    private var orders: [OrderKey: OrderEntry] = [:]

    init(customer: Customer, setting: BillingSetting) {
        self.customer = customer
        self.setting = setting
    }

    /// What was billed otherwise since it left is not billed again.
    mutating func add(_ delivery: UnbilledDelivery) {
        let entry = orders[delivery.order] ?? setting.order(delivery.order)
        let left = Dictionary(zip(entry.identified.lines.map(\.line.id), entry.unbilled)) { first, _ in first }
        let lines = delivery.lines.compactMap { line -> BilledLine? in
            let quantity = min(line.quantity, left[line.orderLine] ?? .zero)
            return quantity > .zero ? BilledLine(orderLine: line.orderLine, quantity: quantity) : nil
        }
        parts.append(BilledPart(delivery.order, lines, despatch: delivery.despatch))
        guard !lines.isEmpty else { return }
        let billable = BillableDelivery(
            order: delivery.order, lines: lines.map { .init(orderLine: $0.orderLine, quantity: $0.quantity) },
            deliveredOn: delivery.despatch.date, despatchNumber: delivery.despatch.number)
        var draft = draftInvoice(
            billing: billable, of: entry, taxedBy: setting.vat(ofLinesOf: delivery.order), to: customer,
            from: setting.company, on: setting.date, numbered: setting.number)
        draft.invoice.buyer = customer.party
        invoices.append(draft.invoice)
        findings += draft.findings
        taxed += draft.taxed
        orders[delivery.order] = entry.billed(draft.lines)
    }
}
