public import Calendars
public import Documents
public import Money

/// How a customer has been reminded so far.
public struct DunningEntry: Hashable, Sendable {
    /// How many letters it has had; also the number of the last one.
    public var letters: Int
    /// The last letter about each invoice that was in one.
    public var marks: [ReminderMark]
    /// A letter that is due and waits for somebody, or for its hour.
    public var pending: PendingLetter?
    /// The last letter that was due and was not sent, where nothing was sent since.
    public var withheld: WithheldLetter?
    /// Whether somebody decided that it gets no letters.
    public var isExempt: Bool
    /// The letters of the last month, the oldest first: they may still be on their way.
    public var recent: [SentLetter]
    /// The invoices that all letters were sent about, as somebody was told of them.
    public var ended: [ToldInvoices]
    /// The invoices that are in no letter since they were not delivered, as somebody was told of them.
    public var undelivered: [ToldInvoices]
    /// The row of work that says which credits hold its letters back.
    public var creditTold: DocumentOrigin?
    /// The credit that somebody has said letters leave beside; any other is asked about.
    public var passedCredit: Money?

    public init() {
        letters = 0
        marks = []
        isExempt = false
        recent = []
        ended = []
        undelivered = []
    }

    public func mark(of invoice: String) -> ReminderMark? { marks.first { $0.invoice == invoice } }
    public var lastLetter: BusinessDate? { marks.map(\.date).max() }
}

/// Invoices that somebody was told something of, and the row of work that says it.
public struct ToldInvoices: Hashable, Sendable {
    /// The document that waits until somebody has seen to them.
    public var origin: DocumentOrigin
    public var invoices: [String]
    /// Whether somebody has, or nothing is open any more.
    public var isOver: Bool

    public init(origin: DocumentOrigin, invoices: [String], isOver: Bool = false) {
        self.origin = origin
        self.invoices = invoices
        self.isOver = isOver
    }
}

/// The last letter that an invoice was in.
public struct ReminderMark: Hashable, Sendable {
    public var invoice: String
    public var level: Int
    public var date: BusinessDate
    /// The days of the letters before it.
    public var earlier: [BusinessDate]

    public init(invoice: String, level: Int, date: BusinessDate, earlier: [BusinessDate] = []) {
        self.invoice = invoice
        self.level = level
        self.date = date
        self.earlier = earlier
    }
}

/// A letter that is due and waits.
public struct PendingLetter: Hashable, Sendable {
    /// The document that it comes of.
    public var origin: DocumentOrigin
    public var level: Int
    public var since: BusinessDate
    /// The moment before which it does not leave; nil where only somebody's word is missing.
    public var leavesAt: Instant?

    public init(origin: DocumentOrigin, level: Int, since: BusinessDate, leavesAt: Instant?) {
        self.origin = origin
        self.level = level
        self.since = since
        self.leavesAt = leavesAt
    }
}

/// A letter that was due and was not sent.
public struct WithheldLetter: Hashable, Sendable {
    public var date: BusinessDate
    public var level: Int
    public var invoices: [String]
    public var reasons: [String]

    public init(date: BusinessDate, level: Int, invoices: [String], reasons: [String]) {
        self.date = date
        self.level = level
        self.invoices = invoices
        self.reasons = reasons
    }
}

extension ReminderMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(invoice, level, date, earlier) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), level: try reader.read(), date: try reader.read(), earlier: try reader.read())
    }
}

extension ToldInvoices: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(origin, invoices, isOver) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(origin: try reader.read(), invoices: try reader.read(), isOver: try reader.read())
    }
}

extension PendingLetter: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(origin, level, since, leavesAt) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            origin: try reader.read(), level: try reader.read(), since: try reader.read(), leavesAt: try reader.read())
    }
}

extension WithheldLetter: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(date, level, invoices, reasons) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            date: try reader.read(), level: try reader.read(), invoices: try reader.read(), reasons: try reader.read())
    }
}

extension DunningEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(letters, marks, pending, withheld, isExempt, recent, ended, creditTold)
        writer.write(passedCredit, undelivered)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        letters = try reader.read()
        marks = try reader.read()
        pending = try reader.read()
        withheld = try reader.read()
        isExempt = try reader.read()
        recent = try reader.read()
        ended = try reader.read()
        creditTold = try reader.read()
        passedCredit = try reader.read()
        undelivered = try reader.read()
    }
}
