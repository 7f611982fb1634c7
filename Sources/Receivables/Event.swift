public import Calendars
public import Documents
public import Money

/// A stream of the journal: what happened to one thing, in order.
public enum StreamName: Hashable, Sendable {
    case customer(CustomerID)
    case item(ItemID)
    case prices(CustomerID?, ItemID)
    case order(OrderKey)
    case invoice(String)
    /// A document that has no other name yet: the file it came in, and its number in that file from 0.
    case document(DocumentOrigin)
    case delivery(String)
    case schedule(String)
    case payment(String)
    case bankAccount(String)
    case reminders(CustomerID)
    case books
    case interchange(InterchangeKey)
    case dispute(String)
    case promise(String)
    case remittance(String)
    case endpoint(String)

    public var text: String {
        switch self {
        case .customer(let id): "customer:\(id)"
        case .item(let id): "item:\(id)"
        case .prices(let customer, let item): "prices:\(customer?.text ?? "*")/\(item)"
        case .order(let key): "order:\(key)"
        case .invoice(let number): "invoice:\(number)"
        case .document(let origin): "document:\(origin)"
        case .delivery(let key): "delivery:\(key)"
        case .schedule(let name): "schedule:\(name)"
        case .payment(let id): "payment:\(id)"
        case .bankAccount(let account): "bank-account:\(account)"
        case .reminders(let customer): "reminders:\(customer)"
        case .books: "books"
        case .interchange(let key): "interchange:\(key.text)"
        case .dispute(let id): "dispute:\(id)"
        case .promise(let id): "promise:\(id)"
        case .remittance(let key): "remittance:\(key)"
        case .endpoint(let name): "endpoint:\(name)"
        }
    }

    /// What it is, and its name, for people.
    public var inWords: String { text.split(separator: ":", maxSplits: 1).joined(separator: " ") }
}

/// Where a document came from: the file taken in, and its number in that file from 0.
public struct DocumentOrigin: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let intake: Int64
    public let index: Int

    public init(intake: Int64, index: Int) {
        self.intake = intake
        self.index = index
    }

    public var description: String { "\(intake).\(index)" }
    public static func < (a: DocumentOrigin, b: DocumentOrigin) -> Bool { (a.intake, a.index) < (b.intake, b.index) }
}

/// How far a customer has come on the ladder of its credit.
public enum CreditLevel: UInt8, Hashable, Sendable, CaseIterable, Comparable {
    case ok = 0
    /// At or above the watch line.
    case watch = 1
    /// Above the limit.
    case hold = 2
    /// Nothing more is released.
    case stop = 3

    public var name: String {
        switch self {
        case .ok: "ok"
        case .watch: "watch"
        case .hold: "hold"
        case .stop: "stop"
        }
    }

    public static func < (a: CreditLevel, b: CreditLevel) -> Bool { a.rawValue < b.rawValue }
}

/// What was billed of an order by one invoice.
public struct BilledLine: Hashable, Sendable {
    public var orderLine: String
    public var quantity: ExactDecimal

    public init(orderLine: String, quantity: ExactDecimal) {
        self.orderLine = orderLine
        self.quantity = quantity
    }
}

/// Something that happened, and stays.
public indirect enum Event: Hashable, Sendable {
    // Master data
    case customerRecorded(Customer)
    case itemRecorded(Item)
    case pricesRecorded(PriceAgreement)
    case partnerRecorded(PartnerAgreement)

    // Orders
    /// The first version of an order, or a revision of it.
    case orderRegistered(IdentifiedOrder, DocumentOrigin)
    /// The same content came again.
    case resendRecognised(OrderKey, DocumentOrigin)
    /// A revision came too late to be followed.
    case orderChangeRefused(OrderKey, DocumentOrigin, reason: String)
    case orderCancelled(OrderKey, DocumentOrigin)
    case orderHeld(OrderKey, exposure: Money, limit: Money?, excess: Money)
    case orderReleased(OrderKey, CreditRelease)
    case orderRefused(OrderKey, reason: String)
    /// What happened to an order before it was booked.
    case waitingOrder(WaitingOrderEvent)
    case orderConfirmed(OrderKey, response: String, OrderResponse.Decision)

    // Credit
    /// What an application for credit came to, and why.
    case customerAssessed(CustomerID, SolvencyAssessment)
    case creditLineCrossed(CustomerID, from: CreditLevel, to: CreditLevel, exposure: Money, limit: Money?)

    // Delivery and billing
    case goodsDespatched(OrderKey, DocumentOrigin, advice: DespatchName, lines: [BilledLine], on: BusinessDate)
    case billing(BillingEvent)

    /// What a buyer or a platform says became of an invoice.
    case invoiceStatusRecorded(InvoiceStatus, DocumentOrigin)

    // What befell a document on its way
    /// `about` names what it is about beside its own number.
    case documentWaited(DocumentOrigin, stage: String, reason: String, because: [String], about: [String] = [])
    /// It went on, and somebody should know of something that was found; `about` names what came of it.
    case documentRemarked(DocumentOrigin, stage: String, [String], about: [String])
    /// The stage is the one it waited at; `to` is whose list it was put on, or the stage it was taken to.
    case documentInstructed(DocumentOrigin, stage: String, verb: String, reason: String, to: String? = nil)
    case documentDiscarded(DocumentOrigin, stage: String, reason: String)
    case documentPoisoned(DocumentOrigin, stage: String, evidence: String)

    // Deliveries
    case delivered(
        key: String, endpoint: String, status: Int, attempts: Int, replayed: Bool, goesOn: Bool = false)
    case deliveryDied(key: String, endpoint: String, reason: String, attempts: Int)
    /// Somebody decided that an invoice of ours, or an interchange, is not sent; it may have been rendered or not.
    case deliveryDiscarded(SentDocument, DocumentOrigin, stage: String, reason: String)
    /// An invoice of ours, or what it is in, goes a way on which nothing delivers it.
    case leftWithoutDelivery(SentDocument, DocumentOrigin, stage: String)
    /// Nothing is sent there until somebody has looked, but for a delivery now and then that tries.
    case endpointPaused(endpoint: String, reason: String)
    /// A delivery was taken there after a pause.
    case endpointResumed(endpoint: String)
    case occurrenceReached(schedule: String, moment: Instant)

    // Money that arrived
    case cash(CashEvent)

    // Reminders
    case dunning(DunningEvent)

    // Books of account
    case books(BooksEvent)
    // Interchanges with partners
    case interchange(InterchangeEvent)
    // Claims
    case cases(CaseEvent)
}

/// What the journal knows of an event besides the event.
public struct RecordedEvent: Sendable {
    /// Counts all events of the ledger from 1.
    public let sequence: Int64
    public let stream: StreamName
    /// Counts the events of the stream from 1.
    public let version: Int
    public let event: Event
    public let effectiveOn: BusinessDate
    public let recordedAt: Instant
    public let actor: String
    /// The document that caused it.
    public let cause: DocumentOrigin?
    /// The first bytes of the digest of the configuration that was in force.
    public let configuration: String

    public init(
        sequence: Int64, stream: StreamName, version: Int, event: Event, effectiveOn: BusinessDate,
        recordedAt: Instant, actor: String, cause: DocumentOrigin?, configuration: String
    ) {
        self.sequence = sequence
        self.stream = stream
        self.version = version
        self.event = event
        self.effectiveOn = effectiveOn
        self.recordedAt = recordedAt
        self.actor = actor
        self.cause = cause
        self.configuration = configuration
    }
}

extension Event {
    public var stream: StreamName {
        switch self {
        case .customerRecorded(let customer): .customer(customer.id)
        case .itemRecorded(let item): .item(item.id)
        case .pricesRecorded(let agreement): .prices(agreement.customer, agreement.item)
        case .partnerRecorded(let agreement): .customer(agreement.partner)
        case .orderRegistered(let order, _): .order(order.key)
        case .resendRecognised(let key, _), .orderChangeRefused(let key, _, _), .orderCancelled(let key, _),
            .orderHeld(let key, _, _, _), .orderReleased(let key, _), .orderRefused(let key, _),
            .orderConfirmed(let key, _, _), .goodsDespatched(let key, _, _, _, _):
            .order(key)
        case .waitingOrder(let event): .order(event.key)
        case .creditLineCrossed(let customer, _, _, _, _): .customer(customer)
        case .billing(let event): event.stream
        case .invoiceStatusRecorded(let status, _): .invoice(status.invoice)
        case .documentWaited(let origin, _, _, _, _), .documentInstructed(let origin, _, _, _, _),
            .documentDiscarded(let origin, _, _), .documentPoisoned(let origin, _, _),
            .documentRemarked(let origin, _, _, _), .deliveryDiscarded(_, let origin, _, _),
            .leftWithoutDelivery(_, let origin, _):
            .document(origin)
        case .delivered(let key, _, _, _, _, _), .deliveryDied(let key, _, _, _): .delivery(key)
        case .endpointPaused(let endpoint, _), .endpointResumed(let endpoint): .endpoint(endpoint)
        case .occurrenceReached(let schedule, _): .schedule(schedule)
        case .cash(let event): event.stream
        case .dunning(let event): .reminders(event.customer)
        case .books: .books
        case .interchange(let event): event.stream
        case .cases(let event): event.stream
        case .customerAssessed(let customer, _): .customer(customer)
        }
    }

    /// The name of the event in the journal; it never changes its meaning.
    public var name: String {
        switch self {
        case .customerRecorded: "customer-recorded"
        case .itemRecorded: "item-recorded"
        case .pricesRecorded: "prices-recorded"
        case .partnerRecorded: "partner-recorded"
        case .orderRegistered: "order-registered"
        case .resendRecognised: "resend-recognised"
        case .orderChangeRefused: "order-change-refused"
        case .orderCancelled: "order-cancelled"
        case .orderHeld: "order-held"
        case .orderReleased: "order-released"
        case .orderRefused: "order-refused"
        case .orderConfirmed: "order-confirmed"
        case .waitingOrder(let event): event.name
        case .creditLineCrossed: "credit-line-crossed"
        case .goodsDespatched: "goods-despatched"
        case .billing(let event): event.name
        case .invoiceStatusRecorded: "invoice-status-recorded"
        case .documentWaited: "document-waited"
        case .documentRemarked: "document-remarked"
        case .documentInstructed: "document-instructed"
        case .documentDiscarded: "document-discarded"
        case .documentPoisoned: "document-poisoned"
        case .delivered: "delivered"
        case .deliveryDied: "delivery-died"
        case .deliveryDiscarded: "delivery-discarded"
        case .leftWithoutDelivery: "left-without-delivery"
        case .endpointPaused: "endpoint-paused"
        case .endpointResumed: "endpoint-resumed"
        case .occurrenceReached: "occurrence-reached"
        case .cash(let event): event.name
        case .dunning(let event): event.name
        case .books(let event): event.name
        case .interchange(let event): event.name
        case .cases(let event): event.name
        case .customerAssessed: "customer-assessed"
        }
    }

    /// The day it takes effect on where that is not the day it is decided.
    public var effectiveOn: BusinessDate? {
        if case .cash(let event) = self { event.effectiveOn } else { nil }
    }
}
