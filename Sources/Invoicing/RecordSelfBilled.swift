import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Records the invoices that a customer writes in our name, once they say what left the house at the prices agreed.
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
        "differs", "A self-billed invoice that does not say what left the house at the prices agreed.",
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
        let orders = [invoice.orderReference].compactMap(\.self)
        return first
            + invoice.precedingInvoices.flatMap { book.invoice($0.number)?.readsOfPayments(book) ?? [] }
            + customers.flatMap { id in
                [BookKey.customer(id), .account(id)] + orders.map { .order(OrderKey(customer: id, number: $0)) }
            }
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
            ? recordCredit(invoice, customer, book) : record(invoice, customer, account, book, run)
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
        let match = matchSelfBilled(invoice, with: order)
        guard match.findings.isEmpty || run.intervention?.verb == .release else {
            return .wait(Wait(Self.differs, because: match.findings, wakeOn: [.order(key)]))
        }
        var issue = InvoiceIssue(invoice, customer: customer.id, parts: [BilledPart(key, match.lines)], place: nil)
        issue.services = issue.servicesBilled(book)
        let crossed = customer.lineCrossed(by: account, comingTo: issue.exposure(of: account, book))
        return .proceed(
            [], recording: [.billing(.invoiceIssued(issue))] + (crossed.map { [$0] } ?? []), state: "recorded")
    }

    /// A self-billed credit note is for invoices that are in the book, and for no more than is left of them.
    private func recordCredit(
        _ note: Invoice, _ customer: Customer, _ book: BookSlice
    ) -> StageOutcome {
        let items = note.precedingInvoices.compactMap { book.invoice($0.number) }.filter { $0.customer == customer.id }
        let left = items.map(\.creditable).sum(in: note.currency)
        guard !items.isEmpty, items.count == note.precedingInvoices.count, note.totals.payable <= left else {
            return wait(
                Self.differs, .creditHasRoom,
                "\(note.number) credits \(note.totals.payable), its invoices have \(left) left",
                on: note.precedingInvoices.map { .invoice($0.number) })
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

/// What a self-billed invoice bills of an order, and where it does not say what left the house.
public struct SelfBilledMatch: Hashable, Sendable {
    public var lines: [BilledLine]
    public var findings: [Finding]
}

/// Compares each line of a self-billed invoice with the order: what is billed has left and is not billed yet, at the price
/// that was agreed.
public func matchSelfBilled(_ invoice: Invoice, with order: OrderEntry) -> SelfBilledMatch {
    var match = SelfBilledMatch(lines: [], findings: checkTotals(of: invoice))
    func report(_ rule: Rule, _ text: String) { match.findings.append(Finding(rule, text, at: .document)) }
    var billed = order.progress.map(\.invoiced)
    let places = OrderLineIndex(order.identified)
    for line in invoice.lines {
        guard let index = places.place(of: line.orderLine, for: line.item) else {
            report(.selfBilledIsDelivered, "line \(line.id) is for no line of order \(order.identified.key)")
            continue
        }
        let ordered = order.identified.lines[index]
        let left = order.progress[index].despatched - billed[index]
        if line.quantity.value > left || !line.quantity.unit.isSameUnit(as: ordered.quantity.unit) {
            report(
                .selfBilledIsDelivered,
                "line \(line.id) bills \(line.quantity), \(left) \(ordered.quantity.unit) have left and are not billed")
        }
        if line.price.each != ordered.price.each {
            report(.selfBilledPriceIsAgreed, "line \(line.id) has the price \(line.price), agreed is \(ordered.price)")
        }
        let quantity = min(line.quantity.value, ordered.quantity.value - billed[index])
        guard quantity > .zero else { continue }
        billed[index] = billed[index] + quantity
        match.lines.append(BilledLine(orderLine: ordered.line.id, quantity: quantity))
    }
    return match
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

extension UnitPrice {
    /// For a million, so that prices per hundred, and parts of a cent, compare.
    fileprivate var each: Money? { amount(for: ExactDecimal(1_000_000)) }
}

extension Party {
    /// Whether two parties share an identifier.
    fileprivate func isSame(as other: Party) -> Bool { !Set(allIdentifiers).isDisjoint(with: other.allIdentifiers) }
}

extension Rule {
    public static let selfBilledIsOurs = Rule(
        "SBI-001", "A self-billed invoice is in our name, and of one customer.",
        remedy: "Ask the sender what it is for.")
    public static let selfBillingIsAgreed = Rule(
        "SBI-002", "A customer bills itself only where that is agreed.",
        remedy: "Record the customer with the billing `self-billed`, or discard the invoice.")
    public static let selfBilledIsDelivered = Rule(
        "SBI-003", "A self-billed invoice bills what has left the house and is not billed yet.",
        remedy: "Compare it with the despatch advices; release it as it is, or ask for a right one.")
    public static let selfBilledPriceIsAgreed = Rule(
        "SBI-004", "A self-billed invoice has the prices of the order.",
        remedy: "Compare the two; release it as it is, or ask for a right one.")
    public static let selfBilledNumberIsNew = Rule(
        "SBI-005", "A number of an invoice is used once.",
        remedy: "Ask the customer to number its invoices in a series of their own.")
}

/// Every rule of self-billed invoices, for `explain`.
public let selfBillingRules: [Rule] = [
    .selfBilledIsOurs, .selfBillingIsAgreed, .selfBilledIsDelivered, .selfBilledPriceIsAgreed, .selfBilledNumberIsNew,
]
