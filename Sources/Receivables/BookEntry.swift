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
    /// Where on the ladder the customer was when it was last looked at.
    public var level: CreditLevel
    /// The orders that wait for room, the one that has waited longest first.
    public var held: [String]

    public init(currency: Currency) {
        self.currency = currency
        receivable = .zero(currency)
        reserved = .zero(currency)
        unapplied = .zero(currency)
        level = .ok
        held = []
    }

    /// What the customer may cost us: what it owes and what it has been promised, less what it has paid ahead.
    public var exposure: Money { receivable + reserved - unapplied }
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

    public init(identified: IdentifiedOrder, origin: DocumentOrigin) {
        self.identified = identified
        self.origin = origin
        status = .registered
        reserved = .zero(identified.order.currency)
        progress = identified.lines.map { _ in LineProgress() }
        invoices = []
    }
}

/// A part of a payment or credit that was set against an open item.
public struct AllocationMark: Hashable, Sendable {
    /// The payment or credit that it is part of.
    public var source: String
    /// What the open amount fell by.
    public var amount: Money
    public var date: BusinessDate

    public init(source: String, amount: Money, date: BusinessDate) {
        self.source = source
        self.amount = amount
        self.date = date
    }
}

/// An invoice that is, or was, to be paid.
public struct OpenItem: Hashable, Sendable {
    public var number: String
    public var customer: CustomerID
    public var order: OrderKey?
    public var issueDate: BusinessDate
    public var dueDate: BusinessDate
    public var amount: Money
    public var open: Money
    /// The part of the open amount that the customer contests.
    public var disputed: Money
    /// What was set against it, in order.
    public var allocations: [AllocationMark]

    public init(
        number: String, customer: CustomerID, order: OrderKey?, issueDate: BusinessDate, dueDate: BusinessDate,
        amount: Money, open: Money
    ) {
        self.number = number
        self.customer = customer
        self.order = order
        self.issueDate = issueDate
        self.dueDate = dueDate
        self.amount = amount
        self.open = open
        disputed = .zero(amount.currency)
        allocations = []
    }

    public func overdueDays(on date: BusinessDate) -> Int { max(0, dueDate.days(until: date)) }
}

/// A despatch advice in the book.
public struct DespatchEntry: Hashable, Sendable {
    public var order: OrderKey
    public var origin: DocumentOrigin

    public init(order: OrderKey, origin: DocumentOrigin) {
        self.order = order
        self.origin = origin
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
    case account(Account)
    case order(OrderEntry)
    case despatch(DespatchEntry)
    case invoice(OpenItem)
    case series(SeriesEntry)
}

extension Account: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(currency, receivable, reserved, unapplied, level, held)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(currency: try reader.read())
        receivable = try reader.read()
        reserved = try reader.read()
        unapplied = try reader.read()
        level = try reader.read()
        held = try reader.read()
    }
}

extension OrderStatus: Coded {}

extension LineProgress: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(despatched, invoiced) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(despatched: try reader.read(), invoiced: try reader.read())
    }
}

extension OrderEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(identified, origin, status, release, reserved, progress, response, invoices)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(identified: try reader.read(), origin: try reader.read())
        status = try reader.read()
        release = try reader.read()
        reserved = try reader.read()
        progress = try reader.read()
        response = try reader.read()
        invoices = try reader.read()
    }
}

extension AllocationMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(source, amount, date) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(source: try reader.read(), amount: try reader.read(), date: try reader.read())
    }
}

extension OpenItem: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(number, customer, order, issueDate, dueDate, amount, open, disputed, allocations)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            number: try reader.read(), customer: try reader.read(), order: try reader.read(),
            issueDate: try reader.read(), dueDate: try reader.read(), amount: try reader.read(),
            open: try reader.read())
        disputed = try reader.read()
        allocations = try reader.read()
    }
}

extension DespatchEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(order, origin) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(order: try reader.read(), origin: try reader.read())
    }
}

extension SeriesEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(last, lastDate) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(last: try reader.read(), lastDate: try reader.read())
    }
}

extension BookEntry {
    /// The entry at rest. Its kind is its key's, so it does not stand in the bytes.
    public var coded: [UInt8] {
        var writer = ByteWriter()
        writer.writeByte(1)  // the version of the form
        switch self {
        case .customer(let value): value.encode(to: &writer)
        case .party(let value): value.encode(to: &writer)
        case .item(let value): value.encode(to: &writer)
        case .itemAlias(let value): value.encode(to: &writer)
        case .prices(let value): value.encode(to: &writer)
        case .account(let value): value.encode(to: &writer)
        case .order(let value): value.encode(to: &writer)
        case .despatch(let value): value.encode(to: &writer)
        case .invoice(let value): value.encode(to: &writer)
        case .series(let value): value.encode(to: &writer)
        }
        return writer.bytes
    }

    /// The entry that stands under a key.
    public init(coded bytes: [UInt8], under key: BookKey) throws(CodingFault) { try self.init(coded: bytes, rank: key.rank) }

    /// An entry of the kind that the rank of its key tells.
    public init(coded bytes: [UInt8], rank: UInt8) throws(CodingFault) {
        var reader = ByteReader(bytes)
        let version = try reader.readByte()
        guard version == 1 else { throw .unknownCase(UInt64(version), of: "the codec of the book") }
        switch rank {
        case 1: self = .customer(try reader.read())
        case 2: self = .party(try reader.read())
        case 3: self = .item(try reader.read())
        case 4: self = .itemAlias(try reader.read())
        case 5: self = .prices(try reader.read())
        case 6: self = .account(try reader.read())
        case 7: self = .order(try reader.read())
        case 8: self = .despatch(try reader.read())
        case 9: self = .invoice(try reader.read())
        case 10: self = .series(try reader.read())
        default: throw .unknownCase(UInt64(rank), of: "BookEntry")
        }
        try reader.expectEnd()
    }
}
