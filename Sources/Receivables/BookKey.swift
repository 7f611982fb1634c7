import Calendars
public import Documents

/// What one entry of the book is about: its kind, and a name that no other of the kind has.
///
/// A decision asks for many keys, so a key is kept as the book's tables have it, and is compared as it is.
public struct BookKey: Hashable, Sendable {
    /// The numbers stand at rest. Their order is the order in which locks are taken: master data, accounts, orders.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case customer = 1
        case party = 2
        case item = 3
        case itemAlias = 4
        case prices = 5
        case account = 6
        case order = 7
        case despatch = 8
        case invoice = 9
        case series = 10
        case payment = 11
        case reference = 12
        case openItems = 13
        case payer = 14
        case bankAccount = 15
        case interchange = 16
        case partner = 17
        case dispute = 18
        case promise = 19
        case dunning = 20
        case remittance = 21
        case books = 22
        case waitingOrder = 23
        case unbilled = 24
        case tally = 25
        /// No entry: that an account has come to leave more room for orders that are held.
        case room = 26
        case matches = 27
        case delivery = 28
        case sentInterchange = 29
    }

    public let kind: Kind
    /// The key as text, unique within its kind.
    public let text: String

    /// A key as it stands at rest.
    public init(_ kind: Kind, _ text: String) {
        self.kind = kind
        self.text = text
    }

    public var rank: UInt8 { kind.rawValue }
    /// The highest rank that entries have.
    public static let lastRank: UInt8 = 29
    public static let orderRank = Kind.order.rawValue

    /// The number of the invoice that the key is of, where it is of one.
    public var invoiceNumber: String? { kind == .invoice ? text : nil }
}

extension BookKey {
    public static func customer(_ id: CustomerID) -> BookKey { BookKey(.customer, id.text) }

    /// The customers known under an identifier.
    public static func party(_ identifier: PartyIdentifier) -> BookKey {
        BookKey(.party, identifier.scheme + ":" + identifier.value)
    }

    public static func item(_ id: ItemID) -> BookKey { BookKey(.item, id.text) }

    /// The items known under an identifier: `gtin` with the number, or a customer with its own number.
    public static func itemAlias(_ alias: ItemAlias) -> BookKey { BookKey(.itemAlias, alias.scope + ":" + alias.value) }

    public static func prices(_ customer: CustomerID?, _ item: ItemID) -> BookKey {
        BookKey(.prices, (customer?.text ?? "*") + "/" + item.text)
    }

    public static func account(_ id: CustomerID) -> BookKey { BookKey(.account, id.text) }
    /// What to wait for where an account leaves no room: no entry, but that it comes to leave more.
    public static func room(_ id: CustomerID) -> BookKey { BookKey(.room, id.text) }
    public static func order(_ key: OrderKey) -> BookKey { BookKey(.order, key.customer.text + "/" + key.number) }

    /// An order that is not booked yet.
    public static func waitingOrder(_ key: OrderKey) -> BookKey {
        BookKey(.waitingOrder, key.customer.text + "/" + key.number)
    }

    /// A despatch advice, by who sent it and its number.
    public static func despatch(_ key: DespatchKey) -> BookKey {
        BookKey(.despatch, key.customer.text + "/" + key.number)
    }

    public static func invoice(_ number: String) -> BookKey { BookKey(.invoice, number) }
    public static func series(_ name: String) -> BookKey { BookKey(.series, name) }
    public static func payment(_ id: String) -> BookKey { BookKey(.payment, id) }

    /// The invoices and orders that a reference may mean, in the form of `normalisedReference`.
    public static func reference(_ text: String) -> BookKey { BookKey(.reference, text) }

    /// The open items of a customer that were issued in a month.
    public static func openItems(_ customer: CustomerID, _ month: Month) -> BookKey {
        BookKey(.openItems, "\(customer)/\(month)")
    }

    /// The customers that pay under a name.
    public static func payer(_ name: PayerName) -> BookKey { BookKey(.payer, name.scheme + ":" + name.value) }

    /// One of our bank accounts.
    public static func bankAccount(_ account: String) -> BookKey { BookKey(.bankAccount, account) }
    public static func interchange(_ key: InterchangeKey) -> BookKey { BookKey(.interchange, key.text) }

    /// What is agreed with a customer about the exchange of documents.
    public static func partner(_ id: CustomerID) -> BookKey { BookKey(.partner, id.text) }

    /// How a customer has been reminded.
    public static func dunning(_ id: CustomerID) -> BookKey { BookKey(.dunning, id.text) }

    /// The books of account.
    public static let books = BookKey(.books, "books")
    public static func dispute(_ id: String) -> BookKey { BookKey(.dispute, id) }
    public static func promise(_ id: String) -> BookKey { BookKey(.promise, id) }

    /// What a payer said of a payment, by `RemittanceAdvice.key`.
    public static func remittance(_ key: String) -> BookKey { BookKey(.remittance, key) }

    /// What left the house in a month, to be billed together.
    public static func unbilled(_ customer: CustomerID, _ month: Month) -> BookKey {
        BookKey(.unbilled, "\(customer)/\(month)")
    }

    /// Whether a document of ours has arrived.
    public static func delivery(_ document: SentDocument) -> BookKey { BookKey(.delivery, document.text) }

    /// An interchange of ours, by its series and its number there.
    public static func sentInterchange(_ series: String, _ number: Int) -> BookKey {
        BookKey(.sentInterchange, "\(series) \(number)")
    }

    /// What became of some payments, this one among them.
    static func matches(_ payment: String) -> BookKey { BookKey(.matches, "\(MatchTally.share(of: payment))") }

    /// What the invoices of a customer that were issued in a month come to.
    public static func tally(_ customer: CustomerID, _ month: Month) -> BookKey {
        BookKey(.tally, "\(customer)/\(month)")
    }
}

extension BookKey {
    /// What a customer's invoices of the month of a day are listed and counted in.
    static func pages(_ customer: CustomerID, _ date: BusinessDate) -> [BookKey] {
        [.openItems(customer, Month(of: date)), .tally(customer, Month(of: date))]
    }

    /// The room that the account under this key leaves.
    var room: BookKey { BookKey(.room, text) }

    /// Whether it is such a page, or a count: there is nothing in it before the first invoice of the month, or payment.
    var isPage: Bool { kind == .openItems || kind == .tally || kind == .matches }
}

extension BookKey: CustomStringConvertible {
    public var description: String { "\(kind) \(text)" }
}

extension BookKey: Comparable {
    public static func < (a: BookKey, b: BookKey) -> Bool {
        a.kind == b.kind ? a.text < b.text : a.lockOrder < b.lockOrder
    }

    /// Everything that counts upwards is locked last, so that it is held for the shortest time.
    private var lockOrder: UInt8 { kind == .series ? .max : rank }
}

/// Another name of an item.
public struct ItemAlias: Hashable, Sendable {
    /// `gtin`, or the customer whose name it is.
    public let scope: String
    public let value: String

    public static func gtin(_ value: String) -> ItemAlias { ItemAlias(scope: "gtin", value: shortest(value)) }

    /// A GTIN is the same with noughts before it: one of 12 digits, or of 14 that begin with a nought, is kept as the 13 of
    /// it, and one of 8 as these.
    private static func shortest(_ value: String) -> String {
        let digits = value.utf8
        guard digits.count == 12 || digits.count == 14, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            return value
        }
        if digits.count == 12 { return "0" + value }
        if value.hasPrefix("000000") { return String(value.dropFirst(6)) }
        return value.hasPrefix("0") ? String(value.dropFirst()) : value
    }
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
