import Documents
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// Despatch advices that count, or number lines, otherwise than the order.
struct DespatchUnitTests {
    /// The crémerie is billed on despatch, and a grid comes in boxes of twelve too.
    private func ordered(line: String = "1", quantity: Int) throws -> World {
        let world = try World(
            amend: { file, text in
                guard file != "customers.csv" else {
                    return text.replacing(",75,released,0,0009,", with: ",75,despatched,0,0009,")
                }
                guard file == "items.csv" else { return text }
                return text.split(separator: "\n").map { row in
                    row + (row.hasPrefix("id,") ? ",otherUnits" : row.hasPrefix("GR-3010") ? ",XBX=12" : ",")
                }.joined(separator: "\n") + "\n"
            }, isAgreed: true)
        let order = Interchanges.orders("D-1", lines: [Interchanges.line(line, quantity: quantity, price: "9.85")])
        world.drop("order.edi", Interchanges.edifact("ORDERS:D:96A:UN:EAN008", order))
        try world.run()
        return world
    }

    private func despatch(_ world: World, quantity: String, line: String) throws {
        let advice = [
            "BGM+351+DB-1+9", "DTM+137:20261123:102", "DTM+11:20261123:102", "NAD+SU+9520417000017::9",
            "NAD+BY+++Duvalet", "RFF+VA:FR54999911225", "CPS+1", "LIN+1++9520417130103:EN", "QTY+12:\(quantity)",
            "RFF+ON:D-1:\(line)",
        ]
        world.drop("advice.edi", Interchanges.edifact("DESADV:D:96A:UN:EAN005", advice, reference: "2"))
        try world.run()
    }

    @Test func `goods that left in another unit of their item are billed in the item's own`() throws {
        let world = try ordered(quantity: 36)
        try despatch(world, quantity: "2:XBX", line: "1")
        #expect(try world.waiting("mismatch").flatMap(\.findings).map(\.message) == [])
        #expect(try world.invoices().flatMap(\.lines).map(\.quantity.description) == ["24 C62"])
        try world.checkInvariants()
    }

    @Test func `more than was ordered, counted in another unit, is not billed`() throws {
        let world = try ordered(quantity: 36)
        try despatch(world, quantity: "4:XBX", line: "1")
        #expect(try world.waiting("mismatch").flatMap(\.findings).map(\.code) == ["BIL-005"])
    }

    @Test func `a line number that has lost its zeros is the same number`() throws {
        let world = try ordered(line: "000030", quantity: 10)
        try despatch(world, quantity: "10:PCE", line: "30")
        #expect(try world.waiting("mismatch").flatMap(\.findings).map(\.message) == [])
        #expect(try world.invoices().flatMap(\.lines).map(\.quantity.description) == ["10 C62"])
        try world.checkInvariants()
    }
}
