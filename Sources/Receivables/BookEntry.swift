public import Calendars
public import Documents
public import Money

/// What a customer owes and has reserved, right now.
public struct Account: Hashable, Sendable {
    public var currency: Currency
    /// Σ open amounts of invoices.
    public var receivable: Money
    /// Σ gross of released lines that are not invoiced yet.
    public var reserved: Money
    /// Σ payments and credits that are not allocated yet, as a positive amount.
    public var unapplied: Money
    /// What was asked for ahead of orders that need it no more, by the number of the order.
    public var surpluses: [PrepaidSurplus]
    /// How many payments that nobody has understood yet may be its own.
    public var unclear: Int
    /// The payments that may be the same as others that are known, and its own if they are not; none is in the book.
    public var doubtful: [String]
    /// Where on the ladder the customer was when it was last looked at.
    public var level: CreditLevel
    /// The orders that wait for room, the one that has waited longest first.
    public var held: [String]
    /// The months that have open items, oldest first.
    public var openMonths: [Month]
    /// What its payers announced and has not come yet.
    public var announced: [String]
    /// The customers that have joined its group; who left it says so itself.
    public var members: [CustomerID]
    public var promises: PromiseRecord
    /// The months that have deliveries to be billed together, oldest first.
    public var unbilledMonths: [Month]
    /// The last day up to which its deliveries were called for billing.
    public var calledUntil: BusinessDate?
    /// How often the customer has crossed a line of its credit.
    public var crossings: Int
    /// How many invoices and credit notes it has had.
    public var issued: Int
    /// How many of its orders stand at each status, in the order of the statuses.
    public var orders: [Int]

    public init(currency: Currency) {
        self.currency = currency
        receivable = .zero(currency)
        reserved = .zero(currency)
        unapplied = .zero(currency)
        surpluses = []
        unclear = 0
        doubtful = []
        level = .ok
        held = []
        openMonths = []
        announced = []
        members = []
        promises = PromiseRecord()
        unbilledMonths = []
        crossings = 0
        issued = 0
        orders = OrderStatus.allCases.map { _ in 0 }
    }

    /// How many of its orders stand at a status.
    public subscript(status: OrderStatus) -> Int {
        get { orders[Int(status.rawValue) - 1] }
        set { orders[Int(status.rawValue) - 1] = newValue }
    }

    /// What the customer may cost us: what it owes and what it has been promised, less what it has paid ahead, and what it
    /// was asked for ahead of nothing.
    public var exposure: Money { receivable + reserved - unapplied - surplus }

    /// Whether an order that was held may be released by now. An account that owes more, has more orders wait or only
    /// counts what happened gives no reason to ask for each of them again.
    func mayMakeRoom(after before: Account) -> Bool {
        guard currency == before.currency, exposure >= before.exposure, unapplied == before.unapplied,
            held == before.held || held.starts(with: before.held), openMonths.starts(with: before.openMonths)
        else { return true }
        var grown = before
        (grown.receivable, grown.reserved) = (receivable, reserved)
        (grown.held, grown.openMonths) = (held, openMonths)
        (grown.orders, grown.issued) = (orders, issued)
        return grown != self
    }
}

/// Where an order stands.
public enum OrderStatus: UInt8, Hashable, Sendable, CaseIterable {
    case registered = 1
    case held = 2
    case released = 3
    case invoiced = 4
    case cancelled = 5
    case refused = 6

    public var name: String {
        switch self {
        case .registered: "registered"
        case .held: "held"
        case .released: "released"
        case .invoiced: "invoiced"
        case .cancelled: "cancelled"
        case .refused: "refused"
        }
    }
}

/// How much of an order line has left the house, and has been billed, in the item's own unit.
public struct LineProgress: Hashable, Sendable {
    public var despatched: ExactDecimal
    public var invoiced: ExactDecimal

    public init(despatched: ExactDecimal = .zero, invoiced: ExactDecimal = .zero) {
        self.despatched = despatched
        self.invoiced = invoiced
    }
}

/// What left the house of an order on a day.
public struct Departure: Hashable, Sendable {
    public var day: BusinessDate
    public var lines: [BilledLine]

    public init(on day: BusinessDate, _ lines: [BilledLine]) {
        self.day = day
        self.lines = lines
    }
}

/// A version of an order that was released and confirmed.
public struct StandingOrder: Hashable, Sendable {
    public var identified: IdentifiedOrder
    public var origin: DocumentOrigin
    public var release: CreditRelease
    /// The number of our response to it.
    public var response: String?
}

/// An order in the book.
public struct OrderEntry: Hashable, Sendable {
    public var identified: IdentifiedOrder
    public var status: OrderStatus
    /// The document the current version came in.
    public var origin: DocumentOrigin
    public var release: CreditRelease?
    /// What is reserved for it in its customer's account.
    public var reserved: Money
    public var progress: [LineProgress]
    /// The number of our last response.
    public var response: String?
    public var invoices: [String]
    /// What the version before this one had reserved: so much of the customer's credit is the order's own until it is
    /// decided.
    public var reservedBefore: Money?
    /// The content digests of the versions before this one.
    public var superseded: [[UInt8]]
    /// The prepayment invoices for it.
    public var prepayments: [String]
    /// What they ask for, with tax, and no final invoice has taken off yet.
    public var prepaid: Money
    /// The version that was released, while a change of it is to be decided: it stands where the change is refused.
    @Boxed public var standing: StandingOrder?
    /// What left of it, as it was told.
    public var departures: [Departure]

    public init(identified: IdentifiedOrder, origin: DocumentOrigin) {
        self.identified = identified
        self.origin = origin
        status = .registered
        reserved = .zero(identified.order.currency)
        progress = identified.lines.map { _ in LineProgress() }
        invoices = []
        superseded = []
        prepayments = []
        prepaid = .zero(identified.order.currency)
        standing = nil
        departures = []
    }
}

/// A part of a payment or credit that was set against an open item.
public struct AllocationMark: Hashable, Sendable {
    /// What stands behind it.
    public enum Kind: UInt8, Hashable, Sendable, Coded {
        /// A payment, with what it was taken as paid besides, such as a discount.
        case money = 1
        /// A credit note, or another invoice that stands in the place of this one.
        case credit = 2
        /// Nothing: it is given up.
        case writeOff = 3
    }

    /// The source of a mark that nothing stands behind.
    public static let writeOff = "write-off"

    /// The payment or credit that it is part of.
    public var source: String
    /// What the open amount fell by.
    public var amount: Money
    public var date: BusinessDate
    public var kind: Kind
    /// What of the amount was let go, such as a discount.
    public var residual: Residual?

    public init(source: String, amount: Money, date: BusinessDate, kind: Kind = .money, residual: Residual? = nil) {
        self.source = source
        self.amount = amount
        self.date = date
        self.kind = kind
        self.residual = residual
    }

    static func credit(by source: String, _ amount: Money, on date: BusinessDate) -> AllocationMark {
        AllocationMark(source: source, amount: amount, date: date, kind: .credit)
    }
}

/// An invoice that is, or was, to be paid.
public struct OpenItem: Hashable, Sendable {
    public var number: String
    public var kind: InvoiceKind
    public var customer: CustomerID
    /// The one order that it is for; nil for none or several.
    public var order: OrderKey?
    public var issueDate: BusinessDate
    public var dueDate: BusinessDate
    public var amount: Money
    public var open: Money
    /// The disputes about it, the settled ones too.
    public var disputes: [DisputeMark]
    /// The promise that covers it while that is open.
    public var promise: PromiseMark?
    /// What it costs less when it is paid early.
    public var discount: EarlyPaymentDiscount?
    /// What was set against it, in order.
    public var allocations: [AllocationMark]
    /// What its buyer or a platform said of it last.
    public var status: StatusMark?
    /// What it taxes, per class.
    public var vat: [VATSubtotal]
    /// What it bills of its orders.
    public var billed: [BilledPart]
    /// What it comes to with tax: more than `amount` where something was paid ahead.
    public var withTax: Money
    /// What credit notes took off it, of which lines, and under which VAT classes.
    public var credited: Money
    public var creditedLines: [CreditedLine]
    public var creditedVAT: [VATSubtotal]
    /// What of the amount before tax is for services, and what credit notes took off that.
    public var services: Money
    public var creditedServices: Money
    /// Of a prepayment, what final invoices took off.
    public var deducted: Money
    /// The corrective invoice that took its place, and its day.
    public var replacedBy: String?
    public var replacedOn: BusinessDate?
    /// The process that it is part of (BT-23).
    public var process: String?
    /// The day that the claim arose on: when the first of what it bills was supplied, or it was issued before that.
    public var arisenOn: BusinessDate
    /// The last day of the period that it bills; the day that the claim arose on where it bills none.
    public var suppliedUntil: BusinessDate
    /// Its VAT in the accounting currency, where it is in another one: what takes it off takes so much off the books.
    public var accountedTax: Money?

    public init(
        number: String, customer: CustomerID, order: OrderKey?, issueDate: BusinessDate, dueDate: BusinessDate,
        amount: Money, open: Money
    ) {
        self.number = number
        kind = .invoice
        self.customer = customer
        self.order = order
        self.issueDate = issueDate
        self.dueDate = dueDate
        self.amount = amount
        self.open = open
        disputes = []
        allocations = []
        vat = []
        billed = []
        withTax = amount
        credited = .zero(amount.currency)
        creditedLines = []
        creditedVAT = []
        services = .zero(amount.currency)
        creditedServices = .zero(amount.currency)
        deducted = .zero(amount.currency)
        arisenOn = issueDate
        suppliedUntil = issueDate
    }

    /// The part of the open amount that the customer contests.
    public var disputed: Money {
        guard !disputes.isEmpty else { return .zero(open.currency) }
        let contested = disputes.filter(\.isOpen).map(\.amount).sum(in: open.currency)
        return open.isPositive ? min(contested, open) : .zero(open.currency)
    }

    /// The orders that it bills or asks for ahead; one may be named more than once.
    public var orders: [OrderKey] { billed.map(\.order) + [order].compactMap(\.self) }

    /// What credit notes may still take off it. Of a prepayment, what final invoices took off is no longer there.
    public var creditable: Money { withTax - credited - deducted }

    public func overdueDays(on date: BusinessDate) -> Int { max(0, dueDate.days(until: date)) }
}

/// A despatch advice in the book.
public struct DespatchEntry: Hashable, Sendable {
    /// What it brought of one order, in the item's own unit.
    public struct Part: Hashable, Sendable {
        public var order: OrderKey
        public var lines: [BilledLine]

        public init(order: OrderKey, lines: [BilledLine]) {
            self.order = order
            self.lines = lines
        }
    }

    public var origin: DocumentOrigin
    /// A SHA-256 of what it says, wherever that stood in the file.
    public var contentDigest: [UInt8]
    public var parts: [Part]

    public init(origin: DocumentOrigin, contentDigest: [UInt8], parts: [Part] = []) {
        self.origin = origin
        self.contentDigest = contentDigest
        self.parts = parts
    }
}

/// A gapless series of numbers.
public struct SeriesEntry: Hashable, Sendable {
    /// The last number taken; 0 before the first.
    public var last: Int
    public var lastDate: BusinessDate

    public init(last: Int, lastDate: BusinessDate) {
        self.last = last
        self.lastDate = lastDate
    }
}

/// The next number of a series, which begins anew each year; nil where the date lies before the last one it issued.
public func nextSequence(after series: SeriesEntry?, on date: BusinessDate) -> Int? {
    guard let series else { return 1 }
    guard date >= series.lastDate else { return nil }
    return date.year == series.lastDate.year ? series.last + 1 : 1
}

/// One entry of the book.
public indirect enum BookEntry: Hashable, Sendable {
    case customer(Customer)
    case party([CustomerID])
    case item(Item)
    case itemAlias([ItemID])
    case prices(PriceAgreement)
    case partner(PartnerAgreement)
    case account(Account)
    case order(OrderEntry)
    case despatch(DespatchEntry)
    case invoice(OpenItem)
    case series(SeriesEntry)
    case payment(PaymentEntry)
    case reference(ReferenceEntry)
    case openItems([OpenLine])
    case payer([CustomerID])
    case bankAccount(BankAccountEntry)
    case dunning(DunningEntry)
    case books(BooksEntry)
    case interchange(InterchangeEntry)
    case dispute(Dispute)
    case promise(PaymentPromise)
    case remittance(RemittanceEntry)
    case waitingOrder(WaitingOrder)
    case unbilled([UnbilledDelivery])
    case tally(MonthTally)
    case matches(MatchTally)
    case delivery(DeliveryStanding)
    /// What an interchange of ours holds.
    case sentInterchange(InterchangeContent)
}
