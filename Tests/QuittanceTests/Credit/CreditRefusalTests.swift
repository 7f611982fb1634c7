import Documents
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

/// What a buyer is told of an order that the credit desk refuses.
struct CreditRefusalTests {
    private let order = Interchanges.order("K-1", lines: [Interchanges.line("1", quantity: 1000, price: "9.85")])

    private func refuse(_ world: World, _ file: String, _ bytes: [UInt8]) throws -> String {
        world.drop(file, bytes)
        try world.run()
        #expect(try world.standing(file) == "waiting: held")
        #expect(world.answers.isEmpty)
        try world.settle("held", by: .discard)
        #expect(try world.standing(file) == "refused")
        try world.checkInvariants()
        try #require(world.answers.count == 1, "\(world.sentTexts)")
        return world.answers[0]
    }

    @Test func `by EDIFACT, as rejected, line by line, with the reason that the desk gave`() throws {
        let world = try World(isAgreed: true)
        let answer = try refuse(world, "order.edi", order)
        let segments = world.segments("BGM", "LIN", "QTY", "FTX", "RFF", of: answer)
        #expect(segments.first?.hasSuffix("+27") == true, "\(segments)")
        #expect(segments.contains("FTX+AAI+++agreed on the phone") && segments.contains("RFF+ON:K-1"))
        #expect(segments.contains("QTY+21:1000:PCE") && segments.contains { $0.hasPrefix("LIN+1+7+") })
        #expect(try world.invoices().isEmpty)
    }

    @Test func `by X12, with RD`() throws {
        let world = try World(isAgreed: true)
        let order = Interchanges.purchaseOrder("K-2", lines: ["PO1*1*20000*EA*9.85*PE*EN*9520417130103"])
        let answer = try refuse(world, "order.edi", Interchanges.x12("850", order))
        let segments = world.segments("BAK", "ACK", of: answer).map { String($0.prefix(15)) }
        #expect(segments == ["BAK*00*RD*K-2*2", "ACK*IR*20000*EA"])
    }

    @Test func `by UBL and by cXML`() throws {
        let plain = try World()
        #expect(try refuse(plain, "order.edi", order).contains("<cbc:OrderResponseCode>RE</cbc:OrderResponseCode>"))
        let world = try World(
            amend: { $1.replacing("\"answers\": \"edifact-ordrsp-d96a\"", with: "\"answers\": \"cxml-confirmation\"") },
            isAgreed: true)
        #expect(try refuse(world, "order.edi", order).contains("type=\"reject\""))
    }

    @Test func `an order that comes again after it was refused is answered as it was before`() throws {
        let world = try World(isAgreed: true)
        let first = try refuse(world, "order.edi", order)
        world.drop("again.edi", order + [0x0A])
        try world.run()
        #expect(try world.standing("again.edi") == "resent")
        try #require(world.answers.count == 2)
        let numbers = world.answers.map { world.segments("BGM", of: $0).first }
        #expect(numbers[0] == numbers[1] && numbers[0]?.hasSuffix("+27") == true, "\(first)")
        try world.checkInvariants()
    }

    private let ten = [["LIN+10++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]]

    @Test func `a change of a released order is refused alone, and the order stands`() throws {
        let desk = try EDIDesk()
        #expect(try desk.take(EDIDesk.orders("K-3", ten), as: "order.edi") == "released")
        let reserved = try desk.world.account("C-1002").reserved
        let more = EDIDesk.change("CH-1", of: "K-3", [["LIN+10+3", "QTY+21:10000:PCE"]])
        #expect(try desk.take(more, as: "change.edi") == "waiting: held")
        try desk.world.settle("held", by: .discard)
        #expect(try desk.world.standing("change.edi") == "change-refused")
        #expect(try desk.world.account("C-1002").reserved == reserved)
        try #require(desk.posted("ORDRSP").count == 2)
        let answer = desk.world.segments("BGM", "RFF", "FTX", "LIN", of: desk.posted("ORDRSP")[1])
        #expect(answer[0].hasSuffix("+27") && answer.contains("RFF+PP:CH-1") && answer.contains("RFF+ON:K-3"))
        #expect(answer.contains("FTX+AAI+++agreed on the phone") && !answer.contains { $0.hasPrefix("LIN") })
        let again = EDIDesk.orders("K-3", ten).replacing("+261123:0712+K-3", with: "+261123:0712+K-4").replacing(
            "UNZ+1+K-3", with: "UNZ+1+K-4")
        #expect(try desk.take(again, as: "again.edi") == "resent")
        let numbers = desk.posted("ORDRSP").map { desk.world.segments("BGM", of: $0)[0] }
        #expect(numbers.count == 3 && numbers[2] == numbers[0], "\(numbers)")
        let less = EDIDesk.change("CH-2", of: "K-3", [["LIN+10+3", "QTY+21:8:PCE"]])
        #expect(try desk.take(less, as: "less.edi") == "released")
        #expect(try desk.ship("K-3", [("10", "GR-3010", "8", "C62")]).nets == ["78.8"])
        try desk.world.checkInvariants()
    }

    @Test func `a change of a change that is not released yet is refused with it`() throws {
        let desk = try EDIDesk()
        #expect(try desk.take(EDIDesk.orders("K-5", ten), as: "order.edi") == "released")
        for (index, quantity) in [10000, 20000].enumerated() {
            let more = EDIDesk.change("CH-\(index)", of: "K-5", [["LIN+10+3", "QTY+21:\(quantity):PCE"]])
            #expect(try desk.take(more, as: "change-\(index).edi") == "waiting: held")
        }
        try desk.world.settle("held", by: .discard)
        #expect(try desk.ship("K-5", [("10", "GR-3010", "10", "C62")]).nets == ["98.5"])
        try desk.world.checkInvariants()
    }
}
