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
    public var ended: [ToldNumbers]
    /// The invoices that are in no letter since they were not delivered, as somebody was told of them.
    public var undelivered: [ToldNumbers]
    /// The letters that have not left, and hold the next one back, as somebody was told of them.
    public var unsent: [ToldNumbers]
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
        unsent = []
    }

    public func mark(of invoice: String) -> ReminderMark? { marks.first { $0.invoice == invoice } }
    public var lastLetter: BusinessDate? { marks.map(\.date).max() }
}

extension BookSlice {
    /// Takes a customer to have been reminded otherwise, to try out what would follow.
    public mutating func remind(_ customer: CustomerID, as entry: DunningEntry) {
        set(.dunning(customer), .dunning(entry))
    }
}

/// Invoices, or letters, that somebody was told something of, and the row of work that says it.
public struct ToldNumbers: Hashable, Sendable {
    /// The document that waits until somebody has seen to them.
    public var origin: DocumentOrigin
    public var numbers: [String]
    /// Whether somebody has, or there is nothing more to see to.
    public var isOver: Bool

    public init(origin: DocumentOrigin, _ numbers: [String], isOver: Bool = false) {
        self.origin = origin
        self.numbers = numbers
        self.isOver = isOver
    }
}

/// The last letter that an invoice was in.
public struct ReminderMark: Hashable, Sendable {
    public var invoice: String
    /// The number of the letter.
    public var letter: String
    public var level: Int
    /// The day that stands in the letter.
    public var date: BusinessDate
    /// The day on which it left, where that is a later one.
    public var leftOn: BusinessDate?
    /// The days of the letters before it.
    public var earlier: [BusinessDate]

    public init(invoice: String, letter: String, level: Int, date: BusinessDate, earlier: [BusinessDate] = []) {
        self.invoice = invoice
        self.letter = letter
        self.level = level
        self.date = date
        self.earlier = earlier
    }

    /// The day that the time until the next letter is counted from.
    public var countedFrom: BusinessDate { leftOn ?? date }
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
    public func encode(to writer: inout ByteWriter) {
        writer.write(invoice, letter, level, date, earlier, leftOn)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            invoice: try reader.read(), letter: try reader.read(), level: try reader.read(), date: try reader.read(),
            earlier: try reader.read())
        leftOn = try reader.read()
    }
}

extension ToldNumbers: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(origin, numbers, isOver) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(origin: try reader.read(), try reader.read(), isOver: try reader.read())
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
        writer.write(passedCredit, undelivered, unsent)
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
        unsent = try reader.read()
    }
}
