import Documents
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What a buyer is told of a change or a cancellation.
struct ChangeAnswerTests {
    private let lines = ["PO1*1*10*EA*9.85*PE*EN*9520417130103", "PO1*2*2*EA*22.15*PE*VP*CO-3050"]

    private func ordered() throws -> World {
        let world = try World(isAgreed: true)
        world.drop("order.edi", Interchanges.x12("850", Interchanges.purchaseOrder("E-1", lines: lines)))
        try world.run()
        return world
    }

    private func orderedByEDIFACT() throws -> World {
        let world = try World(
            amend: { file, text in
                text.replacing(",75,released,0,0009,99991122500012", with: ",75,despatched,0,0009,99991122500012")
            }, isAgreed: true)
        let lines = [
            Interchanges.line("1", quantity: 10, price: "9.85"),
            Interchanges.line("2", "9520417130509", quantity: 4, price: "27.90"),
        ]
        world.drop("order.edi", Interchanges.edifact("ORDERS:D:96A:UN:EAN008", Interchanges.orders("E-1", lines: lines)))
        try world.run()
        return world
    }

    @Test func `a line that is cancelled is answered as deleted, and not as accepted in full`() throws {
        let world = try ordered()
        world.drop("change.edi", Interchanges.x12("860", Interchanges.orderChange("E-1", lines: ["POC*2*DI"]), number: 2))
        try world.run()
        try #require(world.answers.count == 2)
        #expect(world.segments("ACK", of: world.answers[1]) == ["ACK*ID*0*EA"])
        try world.checkInvariants()
    }

    @Test func `in EDIFACT a line that is cancelled has the action of one that is deleted, and nothing of it comes`() throws {
        let world = try orderedByEDIFACT()
        let change = Interchanges.ordchg("C-7", of: "E-1", lines: [["LIN+2+2"]])
        world.drop("change.edi", Interchanges.edifact("ORDCHG:D:96A:UN:EAN006", change, reference: "2"))
        try world.run()
        try #require(world.answers.count == 2)
        let segments = world.segments("LIN", "QTY", of: world.answers[1])
        #expect(segments.first?.hasPrefix("LIN+1+2+") == true, "\(segments)")
        #expect(segments.dropFirst().first == "QTY+113:0:PCE")
        try world.checkInvariants()
    }
}
