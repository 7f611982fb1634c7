import Documents
import Findings
import Pipeline
import Receivables
import Testing

@testable import Quittance

/// Quantities and prices that stand in a line more than once.
struct EDIQuantityTests {
    private let grille = "9520417130103"

    private func released(_ number: String) throws -> EDIDesk {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:60:PCE", "PRI+AAA:9.85"]
        #expect(try desk.take(EDIDesk.orders(number, [line]), as: "order.edi") == "released")
        return desk
    }

    @Test func `quantities of one line that left in several lots are billed together`() throws {
        let desk = try released("Q-1")
        let lots = ["LIN+1++\(grille):EN", "QTY+12:40:PCE", "QTY+12:20:PCE", "RFF+ON:Q-1:1"]
        #expect(try desk.take(EDIDesk.desadv("D-1", [lots]), as: "despatch.edi") == "invoiced")
        #expect(try desk.world.invoices().map(\.nets) == [["591"]])
    }

    @Test func `quantities that left in several units are not added up`() throws {
        let desk = try released("Q-2")
        let lots = ["LIN+1++\(grille):EN", "QTY+12:40:PCE", "QTY+12:2:BX", "RFF+ON:Q-2:1"]
        #expect(try desk.take(EDIDesk.desadv("D-2", [lots]), as: "despatch.edi") == "waiting: unreadable")
        #expect(try desk.world.waiting("unreadable").flatMap(\.findings).map(\.code).contains("EDF-024"))
        #expect(try desk.world.invoices().isEmpty)
    }

    @Test(arguments: [
        ["QTY+21:6:PCE", "QTY+21:4:PCE", "PRI+AAA:9.85"], ["QTY+21:6:PCE", "PRI+AAA:9.85", "PRI+AAA:9.00"],
    ])
    func `a line that orders two quantities, or at two prices, is refused, and the others go on`(_ twice: [String])
        throws
    {
        let desk = try EDIDesk()
        let sound = ["LIN+2++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85", "PRI+AAA:9.85"]
        let order = EDIDesk.orders("Q-3", [["LIN+1++\(grille):EN"] + twice, sound])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("LIN+1+5+") && answer.contains("LIN+2+7+"), "\(answer)")
        #expect(try desk.ship("Q-3", [("2", "GR-3010", "10", "C62")]).nets == ["98.5"])
    }
}
