import Calendars
public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Records the invoices that a customer writes in our name, once they say what left the house as it was agreed.
///
/// Only a customer whose agreement says so bills itself (a mandate, CGI 289 I-2): its goods are not billed by us.
public struct RecordSelfBilled: Stage {
    public static let name = "record-self-billed"
    public static let summary =
        "Matches invoices that customers write in our name with what left the house, and records them."
    public static let unknown = WaitReason(
        "unknown", "An invoice that is not in our name, or of no customer that bills itself.",
        nextAction: "Ask the sender what it is for; then discard it, or agree on self-billing and retry.")
    public static let differs = WaitReason(
        "differs",
        "A self-billed invoice that does not say what left the house as it was agreed, or a credit note with no reason known.",
        nextAction: "Compare the two; release it to record it as it is, or discard it and ask for a right one.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [unknown, differs] }
    public static var entersBooks: Bool { true }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ invoice: Invoice, _ book: BookSlice) -> [BookKey] {
        let parties = invoice.buyer.allIdentifiers.map(BookKey.party)
        let first = parties + [.invoice(invoice.number)] + invoice.precedingInvoices.map { .invoice($0.number) }
        guard first.allSatisfy(book.knows) else { return first }
        let customers = buyers(of: invoice, book)
        let preceding = invoice.precedingInvoices.compactMap { book.invoice($0.number) }
        let named = invoice.orderReference.map { number in
            customers.map { OrderKey(customer: $0, number: number) }
        }
        let orders = (named ?? []) + preceding.flatMap(\.orders)
        return first + preceding.flatMap { $0.readsOfPayments(book) }
            + customers.flatMap { [BookKey.customer($0), .account($0)] }
            + orders.map(BookKey.order) + orders.flatMap { readsBehind($0, invoice, book) }
    }

    /// What was paid ahead of an order, or what a credit note of its invoices was taken off before.
    private func readsBehind(_ key: OrderKey, _ invoice: Invoice, _ book: BookSlice) -> [BookKey] {
        guard book.knows(.order(key)), let order = book.order(key) else { return [] }
        return (invoice.kind.isCredit ? order.invoices : order.prepayments).map { .invoice($0) }
            + order.identified.lines.map { .item($0.item) }
    }

    private func buyers(of invoice: Invoice, _ book: BookSlice) -> [CustomerID] {
        Set(invoice.buyer.allIdentifiers.flatMap { book.customers(knownAs: $0) }).sorted()
    }

    public func decide(_ invoice: Invoice, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let buyers = buyers(of: invoice, book)
        guard invoice.kind.isSelfBilled, invoice.seller.isSame(as: run.company.party), buyers.count == 1 else {
            return wait(
                Self.unknown, .selfBilledIsOurs, "invoice \(invoice.number) is not in our name, or of no one customer")
        }
        guard let customer = book.customer(buyers[0]), let account = book.account(buyers[0]),
            customer.billing == .selfBilled
        else {
            return wait(
                Self.unknown, .selfBillingIsAgreed, "nothing says that \(buyers[0]) bills itself",
                on: [.customer(buyers[0])])
        }
        if let known = book.invoice(invoice.number) {
            let isSame =
                known.customer == customer.id && known.amount == invoice.owed && known.issueDate == invoice.issueDate
            guard !isSame else { return .emit(state: "resent") }
            return wait(Self.differs, .selfBilledNumberIsNew, "there is another invoice \(invoice.number)")
        }
        return invoice.kind.isCredit
            ? recordCredit(invoice, customer, book, run) : record(invoice, customer, account, book, run)
    }

    private func record(
        _ invoice: Invoice, _ customer: Customer, _ account: Account, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        let key = OrderKey(customer: customer.id, number: invoice.orderReference ?? "")
        guard let order = book.knows(.order(key)) ? book.order(key) : nil else {
            return wait(
                Self.differs, .selfBilledIsDelivered, "invoice \(invoice.number) names no order of \(customer.id)",
                on: [.order(key)])
        }
        let match = matchSelfBilled(invoice, with: order) { line, day in
            vat(of: line, in: order, for: customer, on: day, book, run)
        }
        let ahead = PaidAhead(of: order, takenOffBy: invoice, book)
        let findings =
            match.findings + ahead.findings + checkSeller(of: invoice, is: run.company)
            + checkPayment(of: invoice, to: run.company)
            + checkDates(of: invoice, delivered: match.lastDelivery, to: customer, on: run.businessDate)
        guard findings.isEmpty || run.intervention?.verb == .release else {
            return .wait(Wait(Self.differs, because: findings, wakeOn: [.order(key)] + ahead.keys))
        }
        var issue = InvoiceIssue(
            invoice, customer: customer.id, parts: [BilledPart(key, match.lines)], place: nil, prepayments: ahead.uses)
        issue.services = issue.servicesBilled(book)
        issue.taxOnReceipt = issue.taxOnReceipt(to: run.company, onDebits: run.company.vatOnDebits, book)
        let crossed = customer.lineCrossed(by: account, comingTo: issue.exposure(of: account, book))
        return .proceed(
            [], recording: [.billing(.invoiceIssued(issue))] + (crossed.map { [$0] } ?? []), state: "recorded")
    }

    private func vat(
        of line: IdentifiedLine, in order: OrderEntry, for customer: Customer, on day: BusinessDate, _ book: BookSlice,
        _ run: Run
    ) -> VATClass {
        guard let item = book.item(line.item) else { return line.vat }
        return vatClass(
            of: item, from: run.company, to: customer, deliveredTo: order.identified.order.deliveryAddress, on: day)
    }

    /// A self-billed credit note is for invoices that are in the book, and for no more than is left of them. What it takes
    /// back was billed and has not left, or somebody has agreed to it.
    private func recordCredit(
        _ note: Invoice, _ customer: Customer, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        let numbers = Set(note.precedingInvoices.map(\.number)).sorted()
        let items = numbers.compactMap { book.invoice($0) }.filter {
            $0.customer == customer.id && $0.amount.currency == note.currency
        }
        let left = items.map(\.creditable).sum(in: note.currency)
        guard !items.isEmpty, items.count == numbers.count, note.totals.payable <= left else {
            return wait(
                Self.differs, .creditHasRoom,
                "\(note.number) credits \(note.totals.payable), its invoices have \(left) left",
                on: note.precedingInvoices.map { .invoice($0.number) })
        }
        let excess = BilledExcess(of: items, book) { line, order, day in
            vat(of: line, in: order, for: customer, on: day, book, run)
        }
        guard excess.covers(note) || run.intervention?.verb == .release else {
            return wait(
                Self.differs, .selfBilledCreditHasReason,
                "\(note.number) credits \(note.totals.payable); nothing is known that takes so much back of what was billed",
                on: excess.orders.map(BookKey.order))
        }
        var rest = note.totals.payable
        let parts = items.map { item -> CreditPart in
            let amount = min(rest, item.creditable)
            rest -= amount
            var part = CreditPart(
                invoice: item.number, issueDate: item.issueDate, amount: amount, vat: note.share(of: amount))
            part.services = item.services(within: part)
            return part
        }
        let issue = CreditNoteIssue(note: note, customer: customer.id, parts: parts.filter { !$0.amount.isZero })
        let event = Event.billing(.creditNoteIssued(issue, place: nil, reason: note.notes.first?.text ?? "self-billed"))
        let events = issue.discountsTakenBack(book) + [event]
        return .proceed([], recording: events + book.linesCrossed(by: events), state: "recorded")
    }

    private func wait(_ reason: WaitReason, _ rule: Rule, _ message: String, on keys: [BookKey] = []) -> StageOutcome {
        .wait(Wait(reason, because: [Finding(rule, message, at: .document)], wakeOn: keys))
    }
}

extension Invoice {
    /// What an amount with tax takes of each class, in proportion.
    fileprivate func share(of amount: Money) -> [VATSubtotal] {
        vatBreakdown.map { subtotal in
            VATSubtotal(
                vat: subtotal.vat, taxable: subtotal.taxable.share(of: amount.decimal, in: totals.payable.decimal),
                tax: subtotal.tax.share(of: amount.decimal, in: totals.payable.decimal))
        }
    }
}

extension Party {
    /// Whether two parties share an identifier.
    fileprivate func isSame(as other: Party) -> Bool { !Set(allIdentifiers).isDisjoint(with: other.allIdentifiers) }
}
