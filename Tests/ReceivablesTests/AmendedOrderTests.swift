import Calendars
import Documents
import Money
import Receivables
import Testing

private let key = OrderKey(customer: CustomerID("C-1"), number: "O-1")
private let origin = DocumentOrigin(intake: 1, index: 0)
private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// A version of an order for so many pieces at 10.00, without VAT.
private func version(_ revision: Int, _ quantity: ExactDecimal) -> Event {
    let party = Party(name: "Anyone")
    let line = OrderLine(id: "1", quantity: Quantity(quantity, "H87"), item: ItemReference(name: "A"))
    let price = UnitPrice(10, .euro)
    let order = Order(
        number: "O-1", issueDate: "2026-11-20", currency: .euro, buyer: party, seller: party, lines: [line])
    let identified = IdentifiedLine(
        line: line, item: ItemID("A"), quantity: line.quantity, price: price, net: price.amount(for: quantity)!,
        vat: VATClass(.zeroRated, .zero), name: "A")
    return .orderRegistered(
        IdentifiedOrder(
            key: key, revision: revision, order: order, lines: [identified], contentDigest: [UInt8(revision)]), origin)
}

private func released(_ amount: ExactDecimal) -> Event {
    .orderReleased(key, CreditRelease(exposure: eur(0), limit: nil, reserved: eur(amount)))
}

/// The book after some events of a customer's one order.
private func book(_ events: Event...) -> BookSlice {
    let customer = Customer(
        id: key.customer, party: Party(name: "Anyone"), currency: .euro, terms: PaymentTerms(days: 30),
        creditLimit: nil,
        watchPercent: 80, isStopped: false)
    var book = BookSlice()
    for event in [.customerRecorded(customer)] + events {
        book.load(event.touches, [:])
        book.apply(event)
    }
    return book
}

private let despatched = Event.goodsDespatched(
    key, origin, advice: DespatchName(number: "A", contentDigest: []), lines: [BilledLine(orderLine: "1", quantity: 4)],
    on: "2026-11-21")

struct AmendedOrderTests {
    @Test func `a new version gives back what has not left, and keeps what is its own until credit is decided`() throws
    {
        let book = book(version(0, 10), released(100), despatched, version(1, 8))
        let order = try #require(book.order(key))
        #expect(order.reserved == eur(40) && book.account(key.customer)?.reserved == eur(40))
        #expect(order.reservedBefore == eur(100))
        #expect(order.progress.map(\.despatched) == [4] && order.superseded == [[0]])
    }

    @Test func `its release reserves the new amount, once`() {
        let book = book(version(0, 10), released(100), despatched, version(1, 8), released(80))
        #expect(book.account(key.customer)?.reserved == eur(80))
        #expect(book.order(key)?.reservedBefore == nil)
    }

    @Test func `a version that is held has no claim to the room of the one before`() {
        let held = Event.orderHeld(key, exposure: eur(0), limit: nil, excess: eur(1))
        let book = book(version(0, 10), released(100), despatched, version(1, 20), held)
        #expect(book.order(key)?.reservedBefore == nil)
        #expect(book.account(key.customer)?.reserved == eur(40), "what has left is still to be billed")
    }

    @Test func `an order that is refused in the end still reserves what has left`() {
        let refused = Event.orderRefused(key, reason: "no")
        #expect(book(version(0, 10), released(100), refused).account(key.customer)?.reserved == eur(0))
        let book = book(version(0, 10), released(100), despatched, version(1, 20), refused)
        #expect(book.account(key.customer)?.reserved == eur(40))
    }

    @Test func `the book keeps an amended order as it is`() throws {
        let order = try #require(book(version(0, 10), released(100), despatched, version(1, 8)).order(key))
        #expect(try BookEntry(coded: BookEntry.order(order).coded, rank: BookKey.orderRank) == .order(order))
    }
}
