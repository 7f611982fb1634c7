public import Calendars
public import Documents

/// What an amount in the books of account is about.
public enum PostingAccount: String, Hashable, Sendable, CaseIterable {
    case receivable, prepaid, sales, services, vat, bank, unallocated, discount, deduction, bankCharges, smallLoss,
        smallGain,
        writeOff
    /// VAT that falls due when it is paid.
    case vatPending
    case exchangeLoss, exchangeGain, conversion

    /// The usual number in the French chart of accounts.
    fileprivate var usualNumber: String {
        switch self {
        case .receivable: "411000"
        case .prepaid: "419100"
        case .sales: "707000"
        case .services: "706000"
        case .vat: "445710"
        case .vatPending: "445800"
        case .bank: "512000"
        case .unallocated: "471000"
        case .discount: "665000"
        case .deduction: "709000"
        case .bankCharges: "627000"
        case .smallLoss: "658000"
        case .smallGain: "758000"
        case .writeOff: "654000"
        // Of trade receivables: 666 and 766 are for what is financial (PCG art. 946-65 and 947-75).
        case .exchangeLoss: "656000"
        case .exchangeGain: "756000"
        case .conversion: "478000"
        }
    }

    public var label: String {
        switch self {
        case .receivable: "Clients"
        case .prepaid: "Clients - avances et acomptes reçus"
        case .sales: "Ventes de marchandises"
        case .services: "Prestations de services"
        case .vat: "TVA collectée"
        case .vatPending: "Taxes sur le chiffre d’affaires à régulariser ou en attente"
        case .bank: "Banque"
        case .unallocated: "Encaissements à imputer"
        case .discount: "Escomptes accordés"
        case .deduction: "Rabais, remises et ristournes accordés"
        case .bankCharges: "Services bancaires"
        case .smallLoss: "Charges diverses de gestion courante"
        case .smallGain: "Produits divers de gestion courante"
        case .writeOff: "Pertes sur créances irrécouvrables"
        case .exchangeLoss: "Pertes de change sur créances et dettes commerciales"
        case .exchangeGain: "Gains de change sur créances et dettes commerciales"
        case .conversion: "Conversion de devises"
        }
    }
}

/// The numbers that the accounts of closed books have for good, whatever is usual later.
public struct AccountNumbers: Hashable, Sendable {
    /// By the name of the account.
    fileprivate let numbers: [String: String]

    /// Those that a company has given its accounts, and the usual ones of all others.
    public init(_ given: [String: String]) {
        numbers = Dictionary(
            uniqueKeysWithValues: PostingAccount.allCases.map { ($0.rawValue, given[$0.rawValue] ?? $0.usualNumber) })
    }

    fileprivate init(kept: [String: String]) { numbers = kept }
}

/// The numbers that a company's accounts have.
///
/// What is entered in books that are closed keeps those that they were closed with.
public struct ChartOfAccounts: Hashable, Sendable {
    struct Closing: Hashable, Sendable {
        let until: BusinessDate
        let numbers: AccountNumbers?
    }

    private let numbers: [String: String]
    /// In order.
    private let closings: [Closing]

    /// Numbers by the name of the account; the usual ones where it does not say.
    public init(_ numbers: [String: String] = [:]) { self.init(numbers, closings: []) }

    init(_ numbers: [String: String], closings: [Closing]) {
        self.numbers = numbers
        self.closings = closings
    }

    /// The number of an account for what is entered on a day.
    public func number(of account: PostingAccount, on date: BusinessDate) -> String {
        let closed = closings.first { date <= $0.until }?.numbers
        return (closed?.numbers ?? numbers)[account.rawValue] ?? account.usualNumber
    }
}

extension AccountNumbers: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(numbers.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    }

    public init(from reader: inout ByteReader) throws(CodingFault) {
        let texts: [String] = try reader.read()
        guard texts.count.isMultiple(of: 2) else { throw .invalid("an account has no number") }
        let pairs = stride(from: 0, to: texts.count, by: 2).map { (texts[$0], texts[$0 + 1]) }
        self.init(kept: Dictionary(pairs) { $1 })
    }
}
