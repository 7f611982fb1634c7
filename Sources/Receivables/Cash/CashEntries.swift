public import Calendars
public import Documents
public import Money

/// A payment in the book.
public struct PaymentEntry: Hashable, Sendable {
    public var payment: Payment
    /// What of it is set against no open item.
    public var rest: Money
    /// Whose account the rest is credited to; nil where nobody knows yet.
    public var creditedTo: CustomerID?
    /// Whose it may be besides, as long as nobody has understood it.
    public var mayBeOf: [CustomerID]
    public var parts: [AllocationPart]
    /// The payment that took it back.
    public var returnedBy: String?
    /// What of it we paid back, or is no customer's.
    public var refunded: Money
    /// The statements that told of it once more, in other words.
    public var toldAgain: [StatementName]
    /// How many open items it was set against, and whether anybody had a hand in that.
    public var matched = 0
    public var isMatchedByHand = false
    /// Whether its row of work has ended: who takes it off something needs a new one.
    public var isWorkEnded = false

    public init(payment: Payment) {
        self.payment = payment
        rest = payment.amount
        mayBeOf = []
        parts = []
        refunded = .zero(payment.amount.currency)
        toldAgain = []
    }

    /// Whether somebody took it off something that it was set against: it is set against nothing again by itself.
    public var isTakenOff: Bool { returnedBy == nil && matched > parts.count }

    /// The statements that told of it.
    public var tellers: [StatementName] { [payment.toldBy].compactMap(\.self) + toldAgain }
}

/// An open item, in what a match and a reminder must know of it.
public struct OpenLine: Hashable, Sendable {
    public var invoice: String
    public var issueDate: BusinessDate
    public var dueDate: BusinessDate
    public var open: Money
    public var discount: EarlyPaymentDiscount?
    /// What of it need not be paid where the rest comes within the days of the discount.
    public var discountLeft: Money
    /// The part of it that the customer contests.
    public var disputed: Money
    /// The last day of grace of the promise that covers it: no reminder until then.
    public var promisedUntil: BusinessDate?
    /// The day that the claim arose on: when the first of what it bills was supplied, or it was issued before that.
    public var arisenOn: BusinessDate
    /// The last day of the period that it bills; the day that the claim arose on where it bills none.
    public var suppliedUntil: BusinessDate

    public init(
        invoice: String, issueDate: BusinessDate, dueDate: BusinessDate, open: Money,
        discount: EarlyPaymentDiscount? = nil
    ) {
        self.invoice = invoice
        self.issueDate = issueDate
        self.dueDate = dueDate
        self.open = open
        self.discount = discount
        discountLeft = discount?.percentage.of(open) ?? .zero(open.currency)
        disputed = .zero(open.currency)
        arisenOn = issueDate
        suppliedUntil = issueDate
    }
}

/// What a reference may mean: invoices, orders and so the invoices that bill them, or payments that may come back.
public struct ReferenceEntry: Hashable, Sendable {
    public var invoices: [String]
    public var orders: [OrderKey]
    public var payments: [String]
    /// What payers said under this reference of their payments.
    public var remittances: [String]
    /// Under the name of a payment that may be a known one told in other words: whose it may be if it is not.
    public var doubted: [CustomerID]

    public init(
        invoices: [String] = [], orders: [OrderKey] = [], payments: [String] = [], remittances: [String] = [],
        doubted: [CustomerID] = []
    ) {
        self.invoices = invoices
        self.orders = orders
        self.payments = payments
        self.remittances = remittances
        self.doubted = doubted
    }
}

/// A name that a payer goes by: where the money comes from, or what the bank calls it.
public struct PayerName: Hashable, Sendable {
    /// `iban` or `name`.
    public let scheme: String
    public let value: String

    public static func iban(_ iban: String) -> PayerName { PayerName(scheme: "iban", value: normalisedReference(iban)) }
    /// Nil for a name that says too little to tell anybody by.
    public static func name(_ name: String) -> PayerName? {
        let value = normalisedName(name)
        return value.utf8.count >= 4 ? PayerName(scheme: "name", value: value) : nil
    }

    init(scheme: String, value: String) {
        self.scheme = scheme
        self.value = value
    }
}

extension PaymentEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(payment, rest, creditedTo, parts, returnedBy, toldAgain, mayBeOf, refunded, matched)
        writer.write(isMatchedByHand, isWorkEnded)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(payment: try reader.read())
        rest = try reader.read()
        creditedTo = try reader.read()
        parts = try reader.read()
        returnedBy = try reader.read()
        toldAgain = try reader.read()
        mayBeOf = try reader.read()
        refunded = try reader.read()
        matched = try reader.read()
        isMatchedByHand = try reader.read()
        isWorkEnded = try reader.read()
    }
}

extension OpenLine: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(invoice, issueDate, dueDate, open, discount, discountLeft, disputed, promisedUntil, arisenOn)
        writer.write(suppliedUntil)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), issueDate: try reader.read(), dueDate: try reader.read(),
            open: try reader.read(),
            discount: try reader.read())
        discountLeft = try reader.read()
        disputed = try reader.read()
        promisedUntil = try reader.read()
        arisenOn = try reader.read()
        suppliedUntil = try reader.read()
    }
}

extension ReferenceEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoices, orders, payments, remittances, doubted) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoices: try reader.read(), orders: try reader.read(), payments: try reader.read(),
            remittances: try reader.read(), doubted: try reader.read())
    }
}
