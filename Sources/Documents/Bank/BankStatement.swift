public import Calendars
public import Money

/// What a bank says happened on one of our accounts, or a part of it.
///
/// A statement with more entries than a document may have comes in parts. Each part says the same of the whole: its
/// balances, and what all its entries come to.
public struct BankStatement: Hashable, Sendable {
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable, Coded {
        /// All that was booked between two balances (camt.053, MT940, CFONB 120).
        case statement = 1
        /// What has happened so far today, or since the last report (camt.052, MT942).
        case interim = 2
        /// Single entries, without a balance (camt.054).
        case notification = 3
    }

    public var kind: Kind
    /// Our account: an IBAN where the bank names it so, else the bank's own number; without spaces.
    public var account: String
    /// What the bank calls the statement.
    public var number: String
    /// Counts the statements of the account.
    public var sequence: Int?
    public var currency: Currency
    /// The days that it covers, as far as it says.
    public var from: BusinessDate?
    public var until: BusinessDate?
    public var opening: Balance?
    public var closing: Balance?
    /// Whether the bank says that it has sent it before.
    public var isDuplicate: Bool
    public var part: Part
    /// What all the entries of all the parts come to.
    public var total: Total
    /// The entries of this part.
    public var entries: CodedList<BankEntry>

    public init(
        kind: Kind, account: String, number: String, sequence: Int? = nil, currency: Currency,
        from: BusinessDate? = nil,
        until: BusinessDate? = nil, opening: Balance? = nil, closing: Balance? = nil, isDuplicate: Bool = false,
        part: Part = .whole, total: Total, entries: CodedList<BankEntry>
    ) {
        self.kind = kind
        self.account = account
        self.number = number
        self.sequence = sequence
        self.currency = currency
        self.from = from
        self.until = until
        self.opening = opening
        self.closing = closing
        self.isDuplicate = isDuplicate
        self.part = part
        self.total = total
        self.entries = entries
    }

    /// What stood on the account at the beginning or the end of a day.
    public struct Balance: Hashable, Sendable {
        public var amount: Money
        public var date: BusinessDate

        public init(_ amount: Money, on date: BusinessDate) {
            self.amount = amount
            self.date = date
        }
    }

    /// Which part of a statement it is.
    public struct Part: Hashable, Sendable {
        /// From 1.
        public var number: Int
        public var count: Int

        public init(_ number: Int, of count: Int) {
            self.number = number
            self.count = count
        }

        public static let whole = Part(1, of: 1)
    }

    /// What the booked entries of a statement come to; entries that are not booked change no balance.
    public struct Total: Hashable, Sendable {
        /// All entries, booked or not.
        public var entryCount: Int
        public var booked: Money

        public init(entryCount: Int, booked: Money) {
            self.entryCount = entryCount
            self.booked = booked
        }
    }

    /// How people tell it from others: its number and its part.
    public var title: String { part.count > 1 ? "\(number) (part \(part.number) of \(part.count))" : number }

    /// What the closing balance must be; nil where there is none to begin from.
    public var expectedClosing: Money? { opening.map { $0.amount + total.booked } }
}

extension BankStatement.Balance: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(amount, date) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), on: try reader.read())
    }
}

extension BankStatement.Part: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(number, count) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), of: try reader.read())
    }
}

extension BankStatement.Total: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(entryCount, booked) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(entryCount: try reader.read(), booked: try reader.read())
    }
}

extension BankStatement: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(kind, account, number, sequence, currency, from, until)
        writer.write(opening, closing, isDuplicate, part, total, entries)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            kind: try reader.read(), account: try reader.read(), number: try reader.read(), sequence: try reader.read(),
            currency: try reader.read(), from: try reader.read(), until: try reader.read(), opening: try reader.read(),
            closing: try reader.read(), isDuplicate: try reader.read(), part: try reader.read(),
            total: try reader.read(), entries: try reader.read())
    }
}
