public import Calendars
public import Money

/// Money that arrived on one of our bank accounts, or that was taken back from it.
///
/// One entry of a bank statement, in what it says about who paid what.
public struct Payment: Hashable, Sendable {
    /// Unique among all payments, and the same whenever the same entry is read again.
    public var id: String
    /// Our account: an IBAN where there is one.
    public var account: String
    public var bookedOn: BusinessDate
    public var valueOn: BusinessDate?
    /// Negative where an earlier payment came back, or we paid money back.
    public var amount: Money
    public var payer: Payer
    /// What the payer quoted where the bank has a field for it (ISO 11649 and national references, document numbers).
    public var references: [String]
    /// What the payer wrote.
    public var texts: [String]
    /// The bank's own name for the entry.
    public var bankReference: String?
    /// What the payer called the payment, which a bank quotes when it comes back.
    public var endToEnd: String?
    /// Why it came back (ISO 20022 external return reason), for a negative amount.
    public var returnReason: String?
    /// The statement that told of it; nil where a person did.
    public var toldBy: StatementName?
    /// What banks kept of what was sent, where the statement says so: the payer paid so much more.
    public var charges: Money?

    public init(
        id: String, account: String, bookedOn: BusinessDate, valueOn: BusinessDate? = nil, amount: Money,
        payer: Payer = Payer(), references: [String] = [], texts: [String] = [], bankReference: String? = nil,
        endToEnd: String? = nil, returnReason: String? = nil, toldBy: StatementName? = nil,
        charges: Money? = nil
    ) {
        self.id = id
        self.account = account
        self.bookedOn = bookedOn
        self.valueOn = valueOn
        self.amount = amount
        self.payer = payer
        self.references = references
        self.texts = texts
        self.bankReference = bankReference
        self.endToEnd = endToEnd
        self.returnReason = returnReason
        self.toldBy = toldBy
        self.charges = charges
    }
}

extension Payment {
    /// Whether we paid it: a statement tells of it, and of no payment that was taken back by it.
    public var isPaidByUs: Bool { amount.isNegative && returnReason == nil && toldBy != nil }

    /// Whether it is the same money: of one account, day and amount.
    public func isSameMoney(as other: Payment) -> Bool {
        account == other.account && bookedOn == other.bookedOn && amount == other.amount
    }
}

/// What a bank calls one of its statements, reports or notifications about an account.
public struct StatementName: Hashable, Sendable {
    public var kind: BankStatement.Kind
    public var number: String

    public init(_ kind: BankStatement.Kind, _ number: String) {
        self.kind = kind
        self.number = number
    }
}

extension StatementName: CustomStringConvertible {
    public var description: String { "\(kind) \(number)" }
}

extension StatementName: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(kind, number) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.read(), try reader.read()) }
}

/// Who paid, as far as the bank says.
public struct Payer: Hashable, Sendable {
    public var name: String?
    /// The account that the money came from, without spaces.
    public var iban: String?
    public var identifiers: [PartyIdentifier]

    public init(name: String? = nil, iban: String? = nil, identifiers: [PartyIdentifier] = []) {
        self.name = name
        self.iban = iban
        self.identifiers = identifiers
    }
}

extension Payer: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(name, iban, identifiers) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(name: try reader.read(), iban: try reader.read(), identifiers: try reader.read())
    }
}

extension Payment: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, account, bookedOn, valueOn, amount, payer, references, texts)
        writer.write(bankReference, endToEnd, returnReason, toldBy, charges)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), account: try reader.read(), bookedOn: try reader.read(), valueOn: try reader.read(),
            amount: try reader.read(), payer: try reader.read(), references: try reader.read(),
            texts: try reader.read(), bankReference: try reader.read(), endToEnd: try reader.read(),
            returnReason: try reader.read(), toldBy: try reader.read(), charges: try reader.read())
    }
}
