import Calendars
import Documents
public import Findings
import Money
import Receivables

/// What a self-billed invoice takes off because it was paid ahead, held against the prepayments of its order.
struct PaidAhead {
    private(set) var uses: [PrepaymentUse] = []
    private(set) var findings: [Finding] = []
    let keys: [BookKey]

    /// A prepayment counts once nothing of it is open, and nothing of it was given up.
    init(of order: OrderEntry, takenOffBy invoice: Invoice, _ book: BookSlice) {
        keys = order.prepayments.map { .invoice($0) }
        let paid = order.prepayments.compactMap { book.invoice($0) }.filter { item in
            !item.open.isPositive && item.replacedBy == nil && item.amount.currency == invoice.currency
                && !item.allocations.contains { $0.kind == .writeOff }
        }
        var rest = invoice.totals.prepaid
        for item in paid {
            guard let use = item.use(for: order.identified.key, upTo: rest) else { continue }
            uses.append(use)
            rest -= use.amount
        }
        guard !rest.isZero else { return }
        findings = [
            Finding(
                .selfBilledPrepaymentIsKnown,
                "\(invoice.totals.prepaid) are taken off as paid ahead, \(uses.map(\.amount).sum(in: invoice.currency)) are known and paid",
                at: .document)
        ]
    }
}

/// What names the seller by a number that we do not have.
///
/// An establishment of ours is ours by the register number that its own begins with; an address in a network is no
/// identity, and a number that the buyer gave us says nothing.
func checkSeller(of invoice: Invoice, is company: Company) -> [Finding] {
    let ours = Set(company.party.allIdentifiers + company.interchangeNames.map(\.compared))
    let schemes = Set(ours.map(\.scheme) + [PartyIdentifier.vat]).subtracting([""])
    var seller = invoice.seller
    seller.endpoint = nil
    let foreign = seller.allIdentifiers.filter { identifier in
        schemes.contains(identifier.scheme) && !ours.contains(identifier)
            && !ours.contains { identifier.isEstablishment(of: $0) }
    }
    return foreign.isEmpty
        ? []
        : [
            Finding(
                .selfBilledSellerIsUs, "the seller is named by \(foreign.map(\.description).joined(separator: ", "))",
                at: .document)
        ]
}

/// Where the money of an invoice would go to another: a payee that is not us (BG-10), or an account that is not ours (BT-84).
func checkPayment(of invoice: Invoice, to company: Company) -> [Finding] {
    var findings: [Finding] = []
    func report(_ text: String) { findings.append(Finding(.selfBilledIsPaidToUs, text, at: .document)) }
    if let payee = invoice.payee, !payee.isSurely(company) { report("it is to be paid to another payee (BG-10)") }
    let ours = company.iban.plainAccount
    let others = Set(invoice.payments.flatMap(\.transfers).map(\.account.plainAccount)).subtracting([ours, ""])
    for account in others.sorted() {
        report("it is to be paid to an account that ends in \(account.suffix(4)) (BT-84)")
    }
    return findings
}

extension Party {
    /// Whether all that names the party is ours: a name alone counts where it is the whole of it.
    fileprivate func isSurely(_ company: Company) -> Bool {
        let ours = company.party.allIdentifiers
        guard allIdentifiers.isEmpty else {
            return allIdentifiers.allSatisfy { own in
                ours.contains(own) || ours.contains { own.isEstablishment(of: $0) }
            }
        }
        return [company.party.name, company.party.tradingName].contains(name)
    }
}

extension String {
    /// An account as accounts are compared: without blanks, in capitals.
    fileprivate var plainAccount: String { filter { !$0.isWhitespace }.uppercased() }
}

extension PartyIdentifier {
    fileprivate func isEstablishment(of company: PartyIdentifier) -> Bool {
        scheme == Self.siret && company.scheme == Self.siren && value.hasPrefix(company.value)
    }
}

/// An invoice is written once it can be, and is due when the customer's terms say, or before.
func checkDates(
    of invoice: Invoice, delivered: BusinessDate?, to customer: Customer, on today: BusinessDate
) -> [Finding] {
    var findings: [Finding] = []
    func report(_ rule: Rule, _ text: String) { findings.append(Finding(rule, text, at: .document)) }
    let issued = invoice.issueDate
    if issued > today {
        report(.selfBilledDateIsRight, "the invoice is of \(issued), today is \(today)")
    } else if let delivered, issued < delivered {
        report(.selfBilledDateIsRight, "the invoice is of \(issued), what it bills left on \(delivered)")
    }
    let latest = customer.terms.dueDate(invoiced: issued, delivered: delivered ?? issued)
    if let due = invoice.dueDate, due > latest {
        report(.selfBilledTermsAreAgreed, "the invoice is due on \(due), by the terms (\(customer.terms)) on \(latest)")
    }
    if let taken = invoice.earlyPayment {
        let offer = customer.credit.discount?.offer(on: issued)
        if offer.map({ taken.percentage > $0.percentage || taken.until > $0.until }) ?? true {
            report(
                .selfBilledTermsAreAgreed,
                "the invoice takes \(taken.percentage) % off until \(taken.until), which is not agreed")
        }
    }
    return findings
}

/// What self-billed invoices billed of their orders, and has not left: what a credit note may take back.
struct BilledExcess {
    let orders: [OrderKey]
    /// Before tax, and less what credit notes took off the orders' invoices.
    private var room: [VATClass: Money] = [:]

    init(of items: [OpenItem], _ book: BookSlice, taxedBy rate: (IdentifiedLine, OrderEntry, BusinessDate) -> VATClass)
    {
        orders = Set(items.flatMap(\.orders)).sorted()
        let entries = orders.compactMap { book.order($0) }
        for order in entries { add(order, billedBy: items, rate) }
        for number in Set(entries.flatMap(\.invoices)) {
            for part in book.invoice(number)?.creditedVAT ?? [] { take(part) }
        }
    }

    private mutating func add(
        _ order: OrderEntry, billedBy items: [OpenItem], _ rate: (IdentifiedLine, OrderEntry, BusinessDate) -> VATClass
    ) {
        let key = order.identified.key
        let own = items.filter { $0.kind.isSelfBilled && $0.orders.contains(key) }
        let day = own.map(\.suppliedUntil).max() ?? order.identified.order.issueDate
        let billed = own.flatMap(\.billed).filter { $0.order == key }.flatMap(\.lines).reduce(
            into: [String: ExactDecimal]()
        ) { sums, line in
            sums[line.orderLine] = (sums[line.orderLine] ?? .zero) + line.quantity
        }
        for (line, progress) in zip(order.identified.lines, order.progress) {
            let excess = min(progress.invoiced - progress.despatched, billed[line.line.id] ?? .zero)
            guard excess > .zero else { continue }
            let net = line.net(of: excess, after: progress.invoiced - excess)
            room[rate(line, order, day).plain, default: .zero(net.currency)] += net
        }
    }

    private mutating func take(_ credited: VATSubtotal) {
        guard let left = room[credited.vat.plain], left.currency == credited.taxable.currency else { return }
        room[credited.vat.plain] = left - credited.taxable
    }

    /// Whether a note takes back no more than that, of any class.
    func covers(_ note: Invoice) -> Bool {
        guard note.totals.payable.isPositive, note.totals.payable <= note.totals.withTax,
            checkTotals(of: note).isEmpty, checkBreakdown(of: note).isEmpty
        else { return false }
        return note.vatBreakdown.allSatisfy { part in
            guard let left = room[part.vat.plain], left.currency == note.currency else { return false }
            return !part.taxable.isNegative && part.taxable <= left
        }
    }
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
    public static let selfBilledVATIsAgreed = Rule(
        "SBI-025", "Each line of a self-billed invoice has the VAT of the order's.",
        remedy: "Ask for a right one: we owe the VAT of what we sell; release it only where the order is wrong.")
    public static let selfBilledExtrasAreAgreed = Rule(
        "SBI-026", "A self-billed invoice takes off no more, and adds as much, as the order's allowances and charges.",
        remedy: "Compare the two; release it as it is, or ask for a right one.")
    public static let selfBilledPrepaymentIsKnown = Rule(
        "SBI-027", "A self-billed invoice takes off what was asked for ahead of its order and paid.",
        remedy: "Look for the payment; release it as it is, or ask for a right one.")
    public static let selfBilledTermsAreAgreed = Rule(
        "SBI-028", "A self-billed invoice is due by the terms of its customer, or earlier.",
        remedy: "Compare it with the agreed terms; release it as it is, or ask for a right one.")
    public static let selfBilledDateIsRight = Rule(
        "SBI-029", "A self-billed invoice is of a day from the last delivery that it bills to today.",
        remedy: "Ask for one with its right day, or wait for that and retry; release it as it is.")
    public static let selfBilledSellerIsUs = Rule(
        "SBI-030", "A self-billed invoice names the seller by numbers that are ours.",
        remedy: "Ask for one with our numbers; release it only where the number is ours all the same.")
    public static let selfBilledIsPaidToUs = Rule(
        "SBI-032", "A self-billed invoice is paid to us: to no other payee, and to our account.",
        remedy:
            "Find out with the customer who gave it that account: the money would go elsewhere. Ask for a right one; release it only where the account is ours."
    )
    public static let selfBilledAddsUp = Rule(
        "SBI-033", "The totals of a self-billed invoice follow from its lines (EN 16931 BR-CO-10 to BR-CO-17).",
        remedy: "Ask for a right one: nobody can book it as it is; release it only to record what it says.")
    public static let selfBilledCreditHasReason = Rule(
        "SBI-031", "A self-billed credit note takes back what self-billed invoices billed and has not left.",
        remedy: "Ask what it is for; release it where you agree to it, or discard it.")
}

/// Every rule of self-billed invoices, for `explain`.
public let selfBillingRules: [Rule] = [
    .selfBilledIsOurs, .selfBillingIsAgreed, .selfBilledIsDelivered, .selfBilledPriceIsAgreed, .selfBilledNumberIsNew,
    .selfBilledVATIsAgreed, .selfBilledExtrasAreAgreed, .selfBilledPrepaymentIsKnown, .selfBilledTermsAreAgreed,
    .selfBilledDateIsRight, .selfBilledSellerIsUs, .selfBilledCreditHasReason,
    .selfBilledIsPaidToUs, .selfBilledAddsUp,
]
