public import Calendars
public import Documents

/// The part of the book that a batch of decisions knows: what was asked for, and what the batch has changed of it.
public struct BookSlice: Sendable {
    /// An entry that was asked for; nil inside where the book does not have it.
    private struct Slot: Sendable {
        var entry: BookEntry?
        var isChanged = false
    }

    private var slots: [BookKey: Slot] = [:]
    /// The keys whose entries are no longer as they were loaded, each once.
    public private(set) var changed: [BookKey] = []
    /// The accounts that left more room at some moment of the batch than just before it.
    private var roomier: Set<BookKey> = []

    public init() {}

    public func knows(_ key: BookKey) -> Bool { slots[key] != nil }

    /// Whether the book is known to have an entry.
    public func has(_ key: BookKey) -> Bool { slots[key]?.entry != nil }

    /// Takes in what the ledger has under the keys; a key without an entry is known to be absent.
    public mutating func load(_ keys: some Sequence<BookKey>, _ found: [BookKey: BookEntry]) {
        for key in keys where slots[key] == nil { slots[key] = Slot(entry: found[key]) }
    }

    /// What has changed for those who wait: the entries, and the room that accounts leave.
    public var news: [BookKey] { changed + roomier }

    public func entry(_ key: BookKey) -> BookEntry? {
        guard let slot = slots[key] else { preconditionFailure("a stage reads \(key), which it did not ask for") }
        return slot.entry
    }

    mutating func set(_ key: BookKey, _ entry: BookEntry) {
        let before = slots.updateValue(Slot(entry: entry, isChanged: true), forKey: key)
        if before?.isChanged != true { changed.append(key) }
        guard case .account(let account) = entry, !roomier.contains(key.room) else { return }
        if case .account(let before)? = before?.entry, !account.mayMakeRoom(after: before) { return }
        roomier.insert(key.room)
    }
}

extension BookSlice {
    public func customer(_ id: CustomerID) -> Customer? {
        if case .customer(let value)? = entry(.customer(id)) { value } else { nil }
    }

    public func customers(knownAs identifier: PartyIdentifier) -> [CustomerID] {
        if case .party(let value)? = entry(.party(identifier)) { value } else { [] }
    }

    public func item(_ id: ItemID) -> Item? {
        if case .item(let value)? = entry(.item(id)) { value } else { nil }
    }

    public func items(knownAs alias: ItemAlias) -> [ItemID] {
        if case .itemAlias(let value)? = entry(.itemAlias(alias)) { value } else { [] }
    }

    public func prices(_ customer: CustomerID?, _ item: ItemID) -> PriceAgreement? {
        if case .prices(let value)? = entry(.prices(customer, item)) { value } else { nil }
    }

    public func partner(_ id: CustomerID) -> PartnerAgreement? {
        if case .partner(let value)? = entry(.partner(id)) { value } else { nil }
    }

    public func account(_ id: CustomerID) -> Account? {
        if case .account(let value)? = entry(.account(id)) { value } else { nil }
    }

    public func order(_ key: OrderKey) -> OrderEntry? {
        if case .order(let value)? = entry(.order(key)) { value } else { nil }
    }

    public func waitingOrder(_ key: OrderKey) -> WaitingOrder? {
        if case .waitingOrder(let value)? = entry(.waitingOrder(key)) { value } else { nil }
    }

    public func despatch(_ key: DespatchKey) -> DespatchEntry? {
        if case .despatch(let value)? = entry(.despatch(key)) { value } else { nil }
    }

    public func invoice(_ number: String) -> OpenItem? {
        if case .invoice(let value)? = entry(.invoice(number)) { value } else { nil }
    }

    public func series(_ name: String) -> SeriesEntry? {
        if case .series(let value)? = entry(.series(name)) { value } else { nil }
    }

    public func payment(_ id: String) -> PaymentEntry? {
        if case .payment(let value)? = entry(.payment(id)) { value } else { nil }
    }

    public func reference(_ text: String) -> ReferenceEntry? {
        if case .reference(let value)? = entry(.reference(text)) { value } else { nil }
    }

    public func openItems(_ customer: CustomerID, _ month: Month) -> [OpenLine] {
        if case .openItems(let value)? = entry(.openItems(customer, month)) { value } else { [] }
    }

    public func customers(payingAs name: PayerName) -> [CustomerID] {
        if case .payer(let value)? = entry(.payer(name)) { value } else { [] }
    }

    public func dispute(_ id: String) -> Dispute? {
        if case .dispute(let value)? = entry(.dispute(id)) { value } else { nil }
    }

    public func promise(_ id: String) -> PaymentPromise? {
        if case .promise(let value)? = entry(.promise(id)) { value } else { nil }
    }

    public func remittance(_ key: String) -> RemittanceEntry? {
        if case .remittance(let value)? = entry(.remittance(key)) { value } else { nil }
    }

    public func unbilled(_ customer: CustomerID, _ month: Month) -> [UnbilledDelivery] {
        if case .unbilled(let value)? = entry(.unbilled(customer, month)) { value } else { [] }
    }

    public func bankAccount(_ account: String) -> BankAccountEntry? {
        if case .bankAccount(let value)? = entry(.bankAccount(account)) { value } else { nil }
    }

    /// The last day that the books are closed for; nil where they never were.
    public var booksClosedUntil: BusinessDate? { books.closedUntil }

    /// How far the books are closed, and what that wants.
    public var books: BooksEntry { if case .books(let value)? = entry(.books) { value } else { BooksEntry() } }

    /// How a customer has been reminded; empty where it never was.
    public func dunning(_ customer: CustomerID) -> DunningEntry {
        if case .dunning(let value)? = entry(.dunning(customer)) { value } else { DunningEntry() }
    }

    /// What an interchange of ours holds; nil for one that we did not send, or that holds an acknowledgement.
    public func sentInterchange(_ series: String, _ number: Int) -> InterchangeContent? {
        if case .sentInterchange(let value)? = entry(.sentInterchange(series, number)) { value } else { nil }
    }

    public func interchange(_ key: InterchangeKey) -> InterchangeEntry? {
        if case .interchange(let value)? = entry(.interchange(key)) { value } else { nil }
    }
}

/// What is asked for so often that no more of an entry is taken out than that.
extension BookSlice {
    /// The customers that a mark of a payer stands for: a name, an account or an identifier.
    public func customers(under key: BookKey) -> [CustomerID] {
        switch entry(key) {
        case .payer(let customers)?, .party(let customers)?: customers
        default: []
        }
    }

    public func customer(ofInvoice number: String) -> CustomerID? {
        if case .invoice(let item)? = entry(.invoice(number)) { item.customer } else { nil }
    }

    /// The months that a customer has open items of, oldest first.
    public func openMonths(of customer: CustomerID) -> [Month] {
        if case .account(let account)? = entry(.account(customer)) { account.openMonths } else { [] }
    }

    /// What the payers of a customer announced and has not come yet.
    public func announcements(by customer: CustomerID) -> [String] {
        if case .account(let account)? = entry(.account(customer)) { account.announced } else { [] }
    }

    public func proceedings(of customer: CustomerID) -> Proceedings? {
        if case .customer(let value)? = entry(.customer(customer)) { value.credit.proceedings } else { nil }
    }
}
