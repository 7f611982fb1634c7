public import Calendars
public import Money

public typealias BankEntry = BankEntryForm<String>
/// An entry whose texts are bytes that somebody else keeps.
public typealias RawBankEntry = BankEntryForm<RawText>

/// Something that happened on an account.
public struct BankEntryForm<Text: BankText>: Hashable, Sendable {
    public var bookedOn: BusinessDate
    public var valueOn: BusinessDate?
    /// Positive where money came in.
    public var amount: Money
    public var status: BankEntryStatus
    public var code: BankTransactionCode<Text>
    /// The bank's own name for the entry.
    public var bankReference: Text?
    /// Whether it takes back an earlier entry.
    public var isReversal: Bool
    /// What the bank says of the entry in its own words.
    public var information: Text?
    /// How many transactions it stands for, where the bank says that.
    public var batchCount: Int?
    /// What names the batch: our own payment information, or the bank's.
    public var batchReference: Text?
    public var charges: Money?
    /// What it is made of; one for most entries, and none where the bank says nothing.
    public var transactions: [BankTransactionForm<Text>]
    public var identity: BankEntryIdentity
    public var source: SourceLine

    @inlinable public init(bookedOn: BusinessDate, amount: Money, status: BankEntryStatus = .booked) {
        self.bookedOn = bookedOn
        self.amount = amount
        self.status = status
        code = BankTransactionCode()
        isReversal = false
        transactions = []
        identity = .none
        source = .none
    }
}

public enum BankEntryStatus: UInt8, Hashable, Sendable, CaseIterable, Coded {
    case booked = 1
    /// Announced, and not yet on the account.
    case pending = 2
    /// Said for information alone.
    case information = 3

    public var name: String {
        switch self {
        case .booked: "booked"
        case .pending: "pending"
        case .information: "information"
        }
    }
}

/// What kind of entry it is, in the bank's codes.
public struct BankTransactionCode<Text: BankText>: Hashable, Sendable {
    /// ISO 20022: `PMNT`, `RCDT`, `ESCT`.
    public var domain: Text?
    public var family: Text?
    public var subfamily: Text?
    /// The bank's own: an interbank code of CFONB, a type of SWIFT, or anything.
    public var proprietary: Text?

    @inlinable public init(domain: Text? = nil, family: Text? = nil, subfamily: Text? = nil, proprietary: Text? = nil) {
        self.domain = domain
        self.family = family
        self.subfamily = subfamily
        self.proprietary = proprietary
    }
}

/// What tells an entry from all others of its account, in whichever statement it stands.
public struct BankEntryIdentity: Hashable, Sendable {
    /// Of what the bank says of the entry: its reference where it gives one, else its texts.
    public var fingerprint: UInt64
    /// Entries of one day that are alike in everything are counted from 1.
    public var occurrence: Int
    public static let none = BankEntryIdentity(fingerprint: 0, occurrence: 0)

    @inlinable public init(fingerprint: UInt64, occurrence: Int) {
        self.fingerprint = fingerprint
        self.occurrence = occurrence
    }
}

extension BankEntry {
    /// What names the entry among all those of its account, in every statement that has it.
    public var identityText: String { identityText(occurrence: identity.occurrence) }

    /// The same, of the entry that is a given one among those of its day that are alike.
    public func identityText(occurrence: Int) -> String {
        let name =
            bankReference.map { String(decoding: referenceCharacters($0), as: UTF8.self) }
            ?? String(identity.fingerprint, radix: 36)
        return "\(bookedOn)/\(amount.decimal)/\(name)" + (occurrence > 1 ? "/\(occurrence)" : "")
    }
}
