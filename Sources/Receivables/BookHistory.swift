public import Calendars
import Documents

/// The book as it stood on a day, from the events that took effect until then.
///
/// `knownAt` leaves out what was recorded later, so that a figure can be given again as it was given then. It takes events
/// through the same `apply` as the runner. Where one took effect before the thing that it is about, it is left out until that
/// thing is there: as of a day between the two, neither has happened. Only customers count from the first thing that happened to
/// them, though they were recorded later: what they owed on a day does not depend on when somebody wrote their name down.
public struct BookHistory: Sendable {
    public let date: BusinessDate
    public let knownAt: Instant?
    public private(set) var book = BookSlice()
    /// The first record of each customer that was recorded after the day.
    private var recordedLater: [CustomerID: Event] = [:]

    public init(on date: BusinessDate, knownAt: Instant? = nil) {
        self.date = date
        self.knownAt = knownAt
    }

    public mutating func take(_ recorded: RecordedEvent) {
        guard knownAt.map({ recorded.recordedAt <= $0 }) ?? true else { return }
        guard recorded.effectiveOn <= date else { return keep(recorded.event) }
        for key in recorded.event.presupposes where key.kind == .account { record(CustomerID(key.text)) }
        book.load(recorded.event.touches, [:])
        guard recorded.event.presupposes.allSatisfy({ book.entry($0) != nil }) else { return }
        book.apply(recorded.event)
    }

    private mutating func keep(_ event: Event) {
        guard case .customerRecorded(let customer) = event, recordedLater[customer.id] == nil else { return }
        recordedLater[customer.id] = event
    }

    /// Takes a customer in that something happened to before it was recorded.
    private mutating func record(_ customer: CustomerID) {
        book.load([.account(customer)], [:])
        guard book.entry(.account(customer)) == nil, let event = recordedLater.removeValue(forKey: customer) else {
            return
        }
        book.load(event.touches, [:])
        book.apply(event)
    }
}

extension Event {
    /// The entries that must be there before the event can be applied.
    var presupposes: [BookKey] {
        switch self {
        case .orderRegistered(let order, _): [.account(order.key.customer)]
        case .orderCancelled(let key, _), .orderHeld(let key, _, _, _), .orderReleased(let key, _),
            .orderRefused(let key, _), .orderConfirmed(let key, _, _), .goodsDespatched(let key, _, _, _, _):
            [.order(key), .account(key.customer)]
        case .creditLineCrossed(let customer, _, _, _, _): [.account(customer)]
        case .invoiceStatusRecorded(let status, _): [.invoice(status.invoice)]
        case .cash(let event): event.presupposes
        case .interchange(let event): event.presupposes
        case .waitingOrder(let event): event.presupposes
        case .cases(let event): event.presupposes
        case .billing(let event): event.presupposes
        case .customerAssessed: []
        case .customerRecorded, .itemRecorded, .pricesRecorded, .partnerRecorded, .resendRecognised,
            .orderChangeRefused,
            .dunning, .books,
            .documentWaited, .documentRemarked, .documentInstructed, .documentDiscarded, .documentPoisoned, .delivered,
            .deliveryDied, .deliveryDiscarded, .leftWithoutDelivery,
            .endpointPaused, .endpointResumed,
            .occurrenceReached:
            []
        }
    }
}

extension BookSlice {
    /// The day that an event takes effect on: the day it is decided, unless it says another one or is about something that
    /// comes later. A payment is set against nothing before it has come.
    public func day(of event: Event, decidedOn date: BusinessDate) -> BusinessDate {
        event.effectiveOn ?? event.presupposes.compactMap(beginning).reduce(date, max)
    }

    /// The day from which there is what has an entry; nil where that does not matter.
    private func beginning(of key: BookKey) -> BusinessDate? {
        guard key.kind == .payment || key.kind == .invoice, knows(key) else { return nil }
        return switch entry(key) {
        case .payment(let entry): entry.payment.bookedOn
        case .invoice(let item): item.issueDate
        default: nil
        }
    }

    /// The entries that were changed, of one kind.
    public func changedEntries(rank: UInt8) -> [BookEntry] {
        changed.filter { $0.rank == rank }.sorted().compactMap(entry)
    }
}
