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
        world.drop("order.edi", Interchanges.order("E-1", lines: lines))
        try world.run()
        return world
    }

    @Test func `a line that is cancelled is answered as deleted, and not as accepted in full`() throws {
        let world = try ordered()
        let change = Interchanges.orderChange("E-1", lines: ["POC*2*DI"])
        world.drop("change.edi", Interchanges.x12("860", change, number: 2))
        try world.run()
        try #require(world.answers.count == 2)
        #expect(world.segments("ACK", of: world.answers[1]) == ["ACK*ID*0*EA"])
        try world.checkInvariants()
    }

    @Test func `in EDIFACT a line that is cancelled has the action of one that is deleted, and nothing of it comes`()
        throws
    {
        let world = try orderedByEDIFACT()
        let change = Interchanges.ordchg("C-7", of: "E-1", lines: [["LIN+2+2"]])
        world.drop("change.edi", Interchanges.change(change, reference: "2"))
        try world.run()
        try #require(world.answers.count == 2)
        let segments = world.segments("LIN", "QTY", of: world.answers[1])
        #expect(segments.first?.hasPrefix("LIN+1+2+") == true, "\(segments)")
        #expect(segments.dropFirst().first == "QTY+113:0:PCE")
        try world.checkInvariants()
    }

    @Test func `an 860 is answered by an 865, and the order by an 855`() throws {
        let world = try ordered()
        let change = Interchanges.orderChange("E-1", lines: ["POC*2*DI"])
        world.drop("change.edi", Interchanges.x12("860", change, number: 2))
        try world.run()
        world.drop("cancel.edi", Interchanges.x12("860", Interchanges.orderChange("E-1", purpose: "01"), number: 3))
        try world.run()
        try #require(world.answers.count == 3)
        #expect(
            world.segments("ST", "BAK", of: world.answers[0]).map { String($0.prefix(13)) } == [
                "ST*855*0001", "BAK*00*AD*E-1",
            ])
        let answer = world.segments("ST", "BCA", "POC", of: world.answers[1])
        #expect(answer[1].hasPrefix("BCA*00*AD*E-1**1*20261120***C-1008/E-1/1*20261123"), "\(answer)")
        #expect(answer[0] == "ST*865*0001" && answer[2].hasPrefix("POC*2*DI*0**EA*22.15*PE*"), "\(answer)")
        #expect(world.answers[1].contains("GS*CA*"))
        #expect(
            world.segments("ST", "BCA", of: world.answers[2]).map { String($0.prefix(13)) } == [
                "ST*865*0001", "BCA*00*AK*E-1",
            ])
        try world.checkInvariants()
    }

    @Test func `an answer to a change cites the change`() throws {
        let world = try orderedByEDIFACT()
        let change = Interchanges.ordchg("C-7", of: "E-1", lines: [["LIN+2+2"]])
        world.drop("change.edi", Interchanges.change(change, reference: "2"))
        try world.run()
        let cancel = Interchanges.ordchg("C-8", of: "E-1", function: 1)
        world.drop("cancel.edi", Interchanges.change(cancel, reference: "3"))
        try world.run()
        try #require(world.answers.count == 3)
        let cited = world.answers.map { world.segments("RFF", of: $0).filter { !$0.hasPrefix("RFF+VA") } }
        #expect(!cited[0].contains { $0.hasPrefix("RFF+PP") })
        #expect(cited[1].contains("RFF+PP:C-7") && cited[2].contains("RFF+PP:C-8"), "\(cited)")
        try world.checkInvariants()
    }
}
