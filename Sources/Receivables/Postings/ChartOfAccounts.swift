/// What an amount in the books of account is about.
public enum PostingAccount: String, Hashable, Sendable, CaseIterable {
    case receivable, prepaid, sales, services, vat, bank, unallocated, discount, deduction, bankCharges, smallLoss,
        smallGain,
        writeOff
    case exchangeLoss, exchangeGain, conversion

    /// The usual number in the French chart of accounts.
    fileprivate var usualNumber: String {
        switch self {
        case .receivable: "411000"
        case .prepaid: "419100"
        case .sales: "707000"
        case .services: "706000"
        case .vat: "445710"
        case .bank: "512000"
        case .unallocated: "471000"
        case .discount: "665000"
        case .deduction: "709000"
        case .bankCharges: "627000"
        case .smallLoss: "658000"
        case .smallGain: "758000"
        case .writeOff: "654000"
        case .exchangeLoss: "666000"
        case .exchangeGain: "766000"
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
        case .bank: "Banque"
        case .unallocated: "Encaissements à imputer"
        case .discount: "Escomptes accordés"
        case .deduction: "Rabais, remises et ristournes accordés"
        case .bankCharges: "Services bancaires"
        case .smallLoss: "Charges diverses de gestion courante"
        case .smallGain: "Produits divers de gestion courante"
        case .writeOff: "Pertes sur créances irrécouvrables"
        case .exchangeLoss: "Pertes de change financières"
        case .exchangeGain: "Gains de change financiers"
        case .conversion: "Conversion de devises"
        }
    }
}

/// The numbers that a company's accounts have.
public struct ChartOfAccounts: Hashable, Sendable {
    private let numbers: [String: String]

    /// Numbers by the name of the account; the usual ones where it does not say.
    public init(_ numbers: [String: String] = [:]) { self.numbers = numbers }

    public func number(of account: PostingAccount) -> String { numbers[account.rawValue] ?? account.usualNumber }
}
