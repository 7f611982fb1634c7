public import Calendars
public import Documents
public import Money

/// That a statement of one of our accounts was taken in.
public struct StatementRecord: Hashable, Sendable {
    /// The account, by the name that the book has for it.
    public var account: String
    /// What the account is kept in; nil where somebody said by hand that it is known.
    public var currency: Currency?
    public var number: String
    public var sequence: Int?
    public var kind: BankStatement.Kind
    /// The days that it covers.
    public var from: BusinessDate
    public var until: BusinessDate
    public var opening: Money?
    public var closing: Money?
    /// The file that it came in.
    public var intake: Int64

    public init(
        account: String, currency: Currency? = nil, number: String, sequence: Int? = nil,
        kind: BankStatement.Kind = .statement, from: BusinessDate,
        until: BusinessDate, opening: Money?, closing: Money?, intake: Int64 = 0
    ) {
        self.account = account
        self.currency = currency
        self.number = number
        self.sequence = sequence
        self.kind = kind
        self.from = from
        self.until = until
        self.opening = opening
        self.closing = closing
        self.intake = intake
    }

    /// Whether it is the same statement, whichever file it came in.
    public func isSame(as other: StatementRecord) -> Bool {
        var copy = other
        copy.intake = intake
        return self == copy
    }

    /// Whether it says what another one says, under the same name or, where the bank counts its statements, under another.
    public func repeats(_ other: StatementRecord) -> Bool {
        var copy = other
        if sequence != nil { copy.number = number }
        return isSame(as: copy)
    }
}

/// How far we know what happened on one of our bank accounts.
///
/// One IBAN may be several accounts, one for each currency (ISO 20022 names an account by both): the first that is told of
/// has the IBAN for its name, the others have their currency behind it.
public struct BankAccountEntry: Hashable, Sendable {
    /// How many statements are remembered one by one.
    public static let remembered = 64

    /// What it is kept in, as the first that was told of it says, whatever became of that; nil while nothing was.
    public private(set) var currency: Currency?
    /// The last day that a statement covers.
    public var knownUntil: BusinessDate
    /// The statement that reaches furthest; the next one begins where it ends.
    public var last: StatementRecord?
    /// What was taken in last, reports and notifications too, the newest at the end.
    public var recent: [StatementRecord]
    /// What waits until somebody has looked at it: what it tells is not in the book.
    public var held: [StatementRecord]

    public init(knownUntil: BusinessDate) {
        self.knownUntil = knownUntil
        recent = []
        held = []
    }

    mutating func hold(_ record: StatementRecord) {
        currency = currency ?? record.currency
        if !held.contains(record) { held.append(record) }
    }

    mutating func release(_ record: StatementRecord) { held.removeAll { $0 == record } }

    /// An older statement that comes late does not make the account less known.
    mutating func take(_ record: StatementRecord) {
        currency = currency ?? record.currency
        knownUntil = max(knownUntil, record.until)
        if record.kind == .statement, last.map({ $0.until <= record.until }) ?? true { last = record }
        recent.append(record)
        release(record)
        if recent.count > Self.remembered { recent.removeFirst() }
    }
}

extension StatementRecord: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(account, number, sequence, kind, from, until, opening, closing)
        writer.write(intake, currency)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            account: try reader.read(), number: try reader.read(), sequence: try reader.read(), kind: try reader.read(),
            from: try reader.read(), until: try reader.read(), opening: try reader.read(), closing: try reader.read(),
            intake: try reader.read())
        currency = try reader.read()
    }
}

extension BankAccountEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(knownUntil, last, recent, held, currency) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(knownUntil: try reader.read())
        last = try reader.read()
        recent = try reader.read()
        held = try reader.read()
        currency = try reader.read()
    }
}
