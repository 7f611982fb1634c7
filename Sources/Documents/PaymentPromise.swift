public import Calendars
public import Money

/// Where a promise to pay stands.
public enum PromiseState: UInt8, Hashable, Sendable, CaseIterable, Coded {
    case open = 1
    /// All that was promised came in time.
    case kept = 2
    /// Some of it came in time.
    case partly = 3
    /// Nothing came, the days of grace included.
    case broken = 4
    case cancelled = 5

    public var name: String {
        switch self {
        case .open: "open"
        case .kept: "kept"
        case .partly: "kept in part"
        case .broken: "broken"
        case .cancelled: "cancelled"
        }
    }
}

/// A customer says when it will pay which invoices.
public struct PaymentPromise: Hashable, Sendable {
    /// An invoice that it is for, and what was open of it when it was made.
    public struct Item: Hashable, Sendable {
        public var invoice: String
        public var invoiceDate: BusinessDate
        public var open: Money

        public init(invoice: String, invoiceDate: BusinessDate, open: Money) {
            self.invoice = invoice
            self.invoiceDate = invoiceDate
            self.open = open
        }
    }

    /// The customer and a count, such as `C-1001/P1`.
    public var id: String
    public var customer: CustomerID
    public var items: [Item]
    public var amount: Money
    /// The day it is promised for.
    public var date: BusinessDate
    /// The last day on which it still counts as kept: some bank days later.
    public var graceUntil: BusinessDate
    public var madeOn: BusinessDate
    /// Telephone, mail, letter.
    public var channel: String
    /// Who promised.
    public var person: String
    /// A written promise acknowledges the debt, which begins its prescription anew.
    public var isWritten: Bool
    public var state: PromiseState
    /// What had come when it was closed.
    public var paid: Money
    /// The day it was closed on, the first time.
    public var closedOn: BusinessDate?
    /// Whether somebody has seen to it since it was not kept.
    public var isSeenTo = false

    public init(
        id: String, customer: CustomerID, items: [Item], amount: Money, date: BusinessDate, graceUntil: BusinessDate,
        madeOn: BusinessDate, channel: String, person: String, isWritten: Bool
    ) {
        self.id = id
        self.customer = customer
        self.items = items
        self.amount = amount
        self.date = date
        self.graceUntil = graceUntil
        self.madeOn = madeOn
        self.channel = channel
        self.person = person
        self.isWritten = isWritten
        state = .open
        paid = .zero(amount.currency)
    }

    /// As it is once it holds no more since a day.
    public func closed(on date: BusinessDate) -> PaymentPromise {
        var promise = self
        promise.closedOn = closedOn ?? date
        return promise
    }
}

extension PaymentPromise.Item: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, invoiceDate, open) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(invoice: try reader.read(), invoiceDate: try reader.read(), open: try reader.read())
    }
}

extension PaymentPromise: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, customer, items, amount, date, graceUntil, madeOn, channel, person)
        writer.write(isWritten, state, paid, closedOn, isSeenTo)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), customer: try reader.read(), items: try reader.read(), amount: try reader.read(),
            date: try reader.read(), graceUntil: try reader.read(), madeOn: try reader.read(),
            channel: try reader.read(),
            person: try reader.read(), isWritten: try reader.read())
        state = try reader.read()
        paid = try reader.read()
        closedOn = try reader.read()
        isSeenTo = try reader.read()
    }
}
