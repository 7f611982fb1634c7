public import Documents

/// What one entry of the book is about.
///
/// The order of the cases is the order in which locks are taken: master data, accounts, orders, series last.
public enum BookKey: Hashable, Sendable {
    case customer(CustomerID)
    /// The customers known under an identifier.
    case party(PartyIdentifier)
    case item(ItemID)
    /// The items known under an identifier: `gtin` with the number, or a customer with its own number.
    case itemAlias(ItemAlias)
    case prices(CustomerID?, ItemID)
    case account(CustomerID)
    case order(OrderKey)
    /// A despatch advice, by who sent it and its number.
    case despatch(DespatchKey)
    case invoice(String)
    case series(String)
    case payment(String)
    /// The invoices and orders that a reference may mean, in the form of `normalisedReference`.
    case reference(String)
    /// The open items of a customer that were issued in a month.
    case openItems(CustomerID, Month)
    /// The customers that pay under a name.
    case payer(PayerName)
    /// One of our bank accounts.
    case bankAccount(String)
    case interchange(InterchangeKey)
    /// What is agreed with a customer about the exchange of documents.
    case partner(CustomerID)
    /// How a customer has been reminded.
    case dunning(CustomerID)
    /// The books of account.
    case books
    case dispute(String)
    case promise(String)
    /// What a payer said of a payment, by `RemittanceAdvice.key`.
    case remittance(String)
    /// What left the house in a month, to be billed together.
    case unbilled(CustomerID, Month)

    /// The number of the kind at rest.
    public var rank: UInt8 {
        switch self {
        case .customer: 1
        case .party: 2
        case .item: 3
        case .itemAlias: 4
        case .prices: 5
        case .account: 6
        case .order: 7
        case .despatch: 8
        case .invoice: 9
        case .series: 10
        case .payment: 11
        case .reference: 12
        case .openItems: 13
        case .payer: 14
        case .bankAccount: 15
        case .interchange: 16
        case .partner: 17
        case .dunning: 20
        case .books: 22
        case .dispute: 18
        case .promise: 19
        case .remittance: 21
        case .unbilled: 24
        }
    }

    /// The highest rank there is.
    public static let lastRank: UInt8 = 24

    /// Everything that counts upwards is locked last, so that it is held for the shortest time.
    private var lockOrder: UInt8 { if case .series = self { .max } else { rank } }

    public static let orderRank: UInt8 = 7

    /// The key as text, unique within its kind.
    public var text: String {
        switch self {
        case .customer(let id), .account(let id), .partner(let id), .dunning(let id): id.text
        case .books: "books"
        case .party(let identifier): identifier.scheme + ":" + identifier.value
        case .item(let id): id.text
        case .itemAlias(let alias): alias.scope + ":" + alias.value
        case .prices(let customer, let item): (customer?.text ?? "*") + "/" + item.text
        case .order(let key): key.customer.text + "/" + key.number
        case .despatch(let key): key.customer.text + "/" + key.number
        case .invoice(let number): number
        case .series(let name): name
        case .payment(let id): id
        case .reference(let text): text
        case .openItems(let customer, let month), .unbilled(let customer, let month): "\(customer)/\(month)"
        case .payer(let name): name.scheme + ":" + name.value
        case .bankAccount(let account): account
        case .interchange(let key): key.text
        case .dispute(let id), .promise(let id), .remittance(let id): id
        }
    }
}

extension BookKey: Comparable {
    public static func < (a: BookKey, b: BookKey) -> Bool {
        a.lockOrder == b.lockOrder ? a.text < b.text : a.lockOrder < b.lockOrder
    }
}

/// Another name of an item.
public struct ItemAlias: Hashable, Sendable {
    /// `gtin`, or the customer whose name it is.
    public let scope: String
    public let value: String

    public static func gtin(_ value: String) -> ItemAlias { ItemAlias(scope: "gtin", value: value) }
    public static func customer(_ id: CustomerID, _ value: String) -> ItemAlias {
        ItemAlias(scope: "customer " + id.text, value: value)
    }
}

/// A despatch advice, by the customer it is for and its number.
public struct DespatchKey: Hashable, Sendable {
    public let customer: CustomerID
    public let number: String

    public init(customer: CustomerID, number: String) {
        self.customer = customer
        self.number = number
    }
}
