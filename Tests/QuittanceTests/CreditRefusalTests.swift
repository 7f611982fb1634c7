import Documents
import Pipeline
import QuittanceTesting
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
}
