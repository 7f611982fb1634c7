import Documents
import Money
import Receivables
import Testing

@testable import Invoicing

/// What was despatched in the unit that was ordered, counted in the item's own.
struct DespatchedUnitTests {
    /// So many boxes were ordered, which are so many pieces.
    private func line(_ boxes: ExactDecimal, of pieces: ExactDecimal) -> IdentifiedLine {
        let ordered = OrderLine(id: "1", quantity: Quantity(boxes, "XBX"), item: ItemReference(name: "A"))
        return IdentifiedLine(
            line: ordered, item: ItemID("A"), quantity: Quantity(pieces, "C62"), price: UnitPrice("1", .euro),
            net: .zero(.euro), vat: VATClass(.standard, Percentage("20")), name: "A")
    }

    @Test(arguments: ["10", "10.000", "10.0"] as [ExactDecimal])
    func `however the ordered number is written, half of it is half of the pieces`(boxes: ExactDecimal) {
        #expect(line(boxes, of: 120).inOwnUnit(Quantity("5", "XBX")) == 60)
        #expect(line(boxes, of: "120.00").inOwnUnit(Quantity("5.000", "XBX")) == 60)
    }

    @Test func `what comes out is counted, also from a fraction, and what does not is no number`() {
        #expect(line("2.5", of: 30).inOwnUnit(Quantity("1", "XBX")) == 12)
        #expect(line("3", of: 1).inOwnUnit(Quantity("1", "XBX")) == nil)
        #expect(line("1", of: "90000000").inOwnUnit(Quantity("2", "XBX")) == 180_000_000)
        #expect(line("4", of: 48).inOwnUnit(Quantity("1", "XCT")) == nil)
    }
}
