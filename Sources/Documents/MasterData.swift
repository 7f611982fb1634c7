public import Calendars
public import Money

/// The number a customer has in our books.
public struct CustomerID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
    public static func < (a: CustomerID, b: CustomerID) -> Bool { a.text < b.text }
}

/// The number an item has in our books.
public struct ItemID: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let text: String
    public init(_ text: String) { self.text = text }
    public var description: String { text }
    public static func < (a: ItemID, b: ItemID) -> Bool { a.text < b.text }
}

/// An order, as both sides name it: the customer's own number.
public struct OrderKey: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let customer: CustomerID
    public let number: String

    public init(customer: CustomerID, number: String) {
        self.customer = customer
        self.number = number
    }

    public var description: String { "\(customer)/\(number)" }
    public static func < (a: OrderKey, b: OrderKey) -> Bool { (a.customer, a.number) < (b.customer, b.number) }
}

/// When a customer's goods are billed.
public enum BillingMoment: UInt8, Hashable, Sendable, CaseIterable {
    /// When they are despatched, or the service is done.
    case despatched = 1
    /// When the order is released: the goods leave that day.
    case released = 2
    /// When a schedule says so: what was despatched until then, together.
    case scheduled = 3
    /// Together, for each week.
    case weekly = 4
    /// Together, for each third of a month: up to the 10th, the 20th and its last day.
    case decade = 5
    /// Together, for each month.
    case monthly = 6
    /// By the customer, in our name.
    case selfBilled = 7

    public var name: String {
        switch self {
        case .despatched: "despatched"
        case .released: "released"
        case .scheduled: "scheduled"
        case .weekly: "weekly"
        case .decade: "decade"
        case .monthly: "monthly"
        case .selfBilled: "self-billed"
        }
    }

    /// Whether what leaves is put aside, to be billed together.
    public var isTogether: Bool { [.scheduled, .weekly, .decade, .monthly].contains(self) }

    /// The last day up to which is billed together on a day: the end of a period that is over, or that ends today.
    public func lastDay(on date: BusinessDate) -> BusinessDate {
        let month = date.endOfMonth
        switch self {
        case .weekly: return date.weekday == 7 ? date : date - date.weekday
        case .decade:
            let day = date.components.day
            return date == month ? date : date - (day >= 20 ? day - 20 : day >= 10 ? day - 10 : day)
        case .monthly: return date == month ? date : date - date.components.day
        case .despatched, .released, .scheduled, .selfBilled: return date
        }
    }
}

/// A company we sell to, and what is agreed with it.
public struct Customer: Hashable, Sendable {
    public var id: CustomerID
    @Boxed public var party: Party
    public var currency: Currency
    public var terms: PaymentTerms
    /// The most the customer may owe; nil where none is set, which holds every order.
    public var creditLimit: Money?
    /// The part of the limit, in percent, from which the customer is watched.
    public var watchPercent: Int
    /// Whether nothing more is released, whatever the limit.
    public var isStopped: Bool
    public var billing: BillingMoment
    /// By how much an ordered price may differ from the agreed one.
    public var priceTolerance: Percentage
    public var buyerReference: String?
    /// What else is agreed of its credit.
    public var credit: CreditTerms

    public init(
        id: CustomerID, party: Party, currency: Currency, terms: PaymentTerms, creditLimit: Money?,
        watchPercent: Int = 80, isStopped: Bool = false, billing: BillingMoment = .despatched,
        priceTolerance: Percentage = .zero, buyerReference: String? = nil
    ) {
        credit = CreditTerms()
        credit.usual = creditLimit
        self.id = id
        self.party = party
        self.currency = currency
        self.terms = terms
        self.creditLimit = creditLimit
        self.watchPercent = watchPercent
        self.isStopped = isStopped
        self.billing = billing
        self.priceTolerance = priceTolerance
        self.buyerReference = buyerReference
    }

    /// Whether it buys for a business: it stands in a register, or has a VAT number. Only such a customer owes interest
    /// and the fixed sum without a word about them.
    public var isBusiness: Bool { party.registration != nil || party.vatNumber != nil }
}

/// A unit that an item can also be ordered in.
public struct ItemUnit: Hashable, Sendable {
    /// UNECE Recommendation 20.
    public var code: String
    /// How many of the item's own unit it holds.
    public var factor: ExactDecimal

    public init(code: String, factor: ExactDecimal) {
        self.code = code
        self.factor = factor
    }
}

/// Something we sell.
public struct Item: Hashable, Sendable {
    public var id: ItemID
    public var name: String
    /// The unit that stock and prices count in.
    public var unit: String
    public var otherUnits: [ItemUnit]
    /// The VAT that was said last.
    public var vat: VATClass
    /// The day that it applies from; nil where it always did, for all that is known.
    public var vatFrom: BusinessDate?
    /// What applied before that, the oldest first.
    public var vatBefore: [DatedVAT] = []
    public var gtin: String?
    /// Whether it is done, and not delivered: a service.
    public var isService: Bool

    public init(
        id: ItemID, name: String, unit: String, otherUnits: [ItemUnit] = [], vat: VATClass, gtin: String? = nil,
        isService: Bool = false
    ) {
        self.id = id
        self.name = name
        self.unit = unit
        self.otherUnits = otherUnits
        self.vat = vat
        self.gtin = gtin
        self.isService = isService
    }
}

/// The VAT of an item from a day on; from ever, where it names none.
public struct DatedVAT: Hashable, Sendable {
    public var vat: VATClass
    public var from: BusinessDate?

    public init(_ vat: VATClass, from: BusinessDate?) {
        self.vat = vat
        self.from = from
    }
}

extension Item {
    /// The VAT at home on a day: a delivery is taxed at the rate of its day (CGI art. 269), whenever it was ordered.
    public func vat(on date: BusinessDate) -> VATClass {
        guard let from = vatFrom, date < from else { return vat }
        return (vatBefore.last { $0.holds(on: date) } ?? vatBefore.first)?.vat ?? vat
    }

    /// The item as it is told on a day, with the VAT that it had until then.
    ///
    /// What names no day for its VAT says what applies today: it takes nothing back that is known of days to come, unless
    /// it says something else.
    public func following(_ known: Item, on today: BusinessDate) -> Item {
        var item = self
        let spans = known.vatBefore + [DatedVAT(known.vat, from: known.vatFrom)]
        let day = vatFrom ?? today
        let isKnown = vatFrom == nil && known.vat(on: today) == vat
        var kept = isKnown ? spans : spans.filter { span in span.from.map { $0 < day } ?? true }
        if !isKnown, kept.last?.vat != vat { kept.append(DatedVAT(vat, from: day)) }
        if let last = kept.popLast() { (item.vat, item.vatFrom) = (last.vat, last.from) }
        item.vatBefore = kept
        return item
    }
}

extension DatedVAT {
    fileprivate func holds(on date: BusinessDate) -> Bool { from.map { $0 <= date } ?? true }
}

/// A price for a time.
public struct DatedPrice: Hashable, Sendable {
    public var price: UnitPrice
    public var from: BusinessDate
    /// The last day; nil where it is open.
    public var until: BusinessDate?

    public init(price: UnitPrice, from: BusinessDate, until: BusinessDate? = nil) {
        self.price = price
        self.from = from
        self.until = until
    }

    public func holds(on date: BusinessDate) -> Bool { from <= date && until.map { date <= $0 } ?? true }
}

/// What an item costs a customer, or everybody, over time.
public struct PriceAgreement: Hashable, Sendable {
    /// Nil for the list price.
    public var customer: CustomerID?
    public var item: ItemID
    /// The customer's own number for the item.
    public var buyerItemID: String?
    public var prices: [DatedPrice]

    public init(customer: CustomerID?, item: ItemID, buyerItemID: String? = nil, prices: [DatedPrice]) {
        self.customer = customer
        self.item = item
        self.buyerItemID = buyerItemID
        self.prices = prices
    }

    /// The price on a day; where several hold, the one that began last.
    public func price(on date: BusinessDate, in currency: Currency) -> UnitPrice? {
        prices.filter { $0.price.currency == currency && $0.holds(on: date) }.max { $0.from < $1.from }?.price
    }

    /// What is agreed together with what was before: a price takes the place of that of the same day and currency.
    public func adding(_ more: PriceAgreement) -> PriceAgreement {
        var all = more
        all.buyerItemID = more.buyerItemID ?? buyerItemID
        let kept = prices.filter { price in
            !more.prices.contains { $0.from == price.from && $0.price.currency == price.price.currency }
        }
        all.prices = (kept + more.prices).sorted {
            ($0.from, $0.price.currency.code) < ($1.from, $1.price.currency.code)
        }
        return all
    }
}

/// The company that sells: what stands at the head and the foot of its documents.
public struct Company: Hashable, Sendable {
    public var party: Party
    /// Names that interchanges have for us, besides those of the party: mailboxes, warehouses.
    public var interchangeNames: [PartyIdentifier] = []
    public var currency: Currency
    public var iban: String
    public var bic: String?
    /// The notes that the law wants on every invoice.
    public var mentions: [Mention]
    /// What the law says that its invoices say besides.
    public var legal = LegalTexts()
    /// Whether it has opted to pay the VAT of services when they are debited, at the invoice (CGI art. 269-2 c).
    public var vatOnDebits = false
    /// What it sells, where the law limits terms otherwise than in general, such as `perishable`.
    public var branch = TermLimit.general
    /// How its pages look.
    public var stationery = Stationery()
    /// The rates of late interest that the company has entered, besides those that the program knows.
    public var interestRates: [DatedRate] = []
    /// What foreign currencies are worth, as the company has entered it.
    public var exchangeRates: [DatedExchangeRate] = []
    /// The numbers of its accounts, by what they are for, where they are not the usual ones.
    public var accountNumbers: [String: String] = [:]

    public init(party: Party, currency: Currency, iban: String, bic: String?, mentions: [Mention]) {
        self.party = party
        self.currency = currency
        self.iban = iban
        self.bic = bic
        self.mentions = mentions
    }

    /// The notes that stand on an invoice of a day.
    public func notes(on date: BusinessDate, in language: String) -> [InvoiceNote] {
        mentions.compactMap { mention in
            mention.texts.text(on: date, in: language).map { InvoiceNote(subject: mention.subject, $0) }
        }
    }
}

extension CustomerID: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeText(text) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.readText()) }
}

extension ItemID: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeText(text) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(try reader.readText()) }
}

extension OrderKey: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(customer, number) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(customer: try reader.read(), number: try reader.read())
    }
}

extension BillingMoment: Coded {}

extension Customer: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(id, party, currency, terms, creditLimit, watchPercent, isStopped, billing, priceTolerance)
        writer.write(buyerReference, credit)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), party: try reader.read(), currency: try reader.read(), terms: try reader.read(),
            creditLimit: try reader.read(), watchPercent: try reader.read(), isStopped: try reader.read(),
            billing: try reader.read(), priceTolerance: try reader.read(), buyerReference: try reader.read())
        credit = try reader.read()
    }
}

extension ItemUnit: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(code, factor) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(code: try reader.read(), factor: try reader.read())
    }
}

extension Item: Coded {
    public func encode(to writer: inout ByteWriter) {
        encodePlain(to: &writer)
        writer.writeLast(vatFrom == nil && vatBefore.isEmpty ? nil : VATHistory(from: vatFrom, before: vatBefore))
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        try self.init(plain: &reader)
        let history: VATHistory? = try reader.readLast()
        vatFrom = history?.from
        vatBefore = history?.before ?? []
    }

    fileprivate func encodePlain(to writer: inout ByteWriter) {
        writer.write(id, name, unit, otherUnits, vat, gtin, isService)
    }
    fileprivate init(plain reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), name: try reader.read(), unit: try reader.read(), otherUnits: try reader.read(),
            vat: try reader.read(), gtin: try reader.read(), isService: try reader.read())
    }
}

/// What came to be known of an item's VAT over time.
private struct VATHistory: Coded {
    var from: BusinessDate?
    var before: [DatedVAT]

    init(from: BusinessDate?, before: [DatedVAT]) {
        self.from = from
        self.before = before
    }

    func encode(to writer: inout ByteWriter) { writer.write(from, before) }
    init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(from: try reader.read(), before: try reader.read())
    }
}

extension DatedVAT: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(vat, from) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), from: try reader.read())
    }
}

/// An item as an import tells it, among others.
struct ToldItem: Coded {
    let item: Item

    init(_ item: Item) { self.item = item }

    func encode(to writer: inout ByteWriter) {
        item.encodePlain(to: &writer)
        writer.write(item.vatFrom)
    }
    init(from reader: inout ByteReader) throws(CodingFault) {
        var item = try Item(plain: &reader)
        item.vatFrom = try reader.read()
        self.init(item)
    }
}

/// The same in the form that knows no days.
struct PlainItem: Coded {
    let item: Item

    init(_ item: Item) { self.item = item }

    func encode(to writer: inout ByteWriter) { item.encodePlain(to: &writer) }
    init(from reader: inout ByteReader) throws(CodingFault) { self.init(try Item(plain: &reader)) }
}

extension DatedPrice: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(price, from, until) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(price: try reader.read(), from: try reader.read(), until: try reader.read())
    }
}

extension PriceAgreement: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(customer, item, buyerItemID, prices) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            customer: try reader.read(), item: try reader.read(), buyerItemID: try reader.read(),
            prices: try reader.read())
    }
}
