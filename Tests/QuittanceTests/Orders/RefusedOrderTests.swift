import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What a buyer is told of an order that the order desk discards.
struct RefusedOrderTests {
    private let unknownItem = "9520417999999"

    private func order(of item: String, price: String = "9.85") -> [UInt8] {
        let lines = [Interchanges.line("1", item, quantity: 2, price: price)]
        return Interchanges.order("E-1", lines: lines)
    }

    @Test func `an EDIFACT order that is discarded is answered as rejected, with the reason and the codes`() throws {
        let world = try World(isAgreed: true)
        let lines = [
            Interchanges.line("1", quantity: 2, price: "9.85"),
            Interchanges.line("2", unknownItem, quantity: 10, price: "9.85"),
        ]
        world.drop("order.edi", Interchanges.order("E-1", lines: lines))
        try world.run()
        #expect(world.answers.isEmpty)
        try world.settle("unknown", by: .discard)
        try #require(world.answers.count == 1)
        let segments = world.segments("BGM", "LIN", "QTY", "FTX", of: world.answers[0])
        #expect(segments[0].hasPrefix("BGM+231+") && segments[0].hasSuffix("+27"))
        #expect(segments[1] == "FTX+AAI+++agreed on the phone (ORD-030)")
        #expect(segments.filter { $0.hasPrefix("LIN") }.allSatisfy { $0.split(separator: "+")[2] == "7" })
        #expect(segments.filter { $0.hasPrefix("QTY") } == ["QTY+21:2:PCE", "QTY+21:10:PCE"])
        #expect(segments.filter { $0.contains("ORD-030?: line 2") }.count == 1)
        #expect(try world.standing("order.edi") == "discarded")
        try world.checkInvariants()
    }

    @Test func `an X12 order that is discarded is answered with RD, line by line`() throws {
        let world = try World(isAgreed: true)
        let order = Interchanges.purchaseOrder("E-2", lines: ["PO1*1*10*EA*9.85*PE*EN*\(unknownItem)"])
        world.drop("order.edi", Interchanges.x12("850", order))
        try world.run()
        try world.settle("unknown", by: .discard)
        try #require(world.answers.count == 1)
        #expect(
            world.segments("BAK", "ACK", of: world.answers[0]).map { String($0.prefix(14)) } == [
                "BAK*00*RD*E-2*", "ACK*IR*10*EA",
            ])
        #expect(world.answers[0].contains("agreed on the phone (ORD-030)"))
        try world.checkInvariants()
    }

    @Test func `a price off the agreement, or sums that contradict each other, are refused by an answer too`() throws {
        for (file, number, reason, code) in [
            ("price-off-agreement-fournils.xml", "", "price-differs", "ORD-033"),
            ("wrong-totals-quai-vergne.xml", "", "refused", "ORD-01"),
            ("unknown-item-traiteur-marsolle.xml", "", "unknown", "ORD-030"),
        ] {
            let world = try World()
            world.drop(file)
            try world.run()
            #expect(world.answers.isEmpty, "\(number)")
            try world.settle(reason, by: .discard)
            try #require(world.answers.count == 1, "\(file)")
            #expect(world.answers[0].contains("<cbc:OrderResponseCode>RE</cbc:OrderResponseCode>"))
            #expect(world.answers[0].contains("agreed on the phone (\(code)"), "\(world.answers[0])")
            try world.checkInvariants()
        }
    }

    @Test func `a partner who agreed on cXML gets a rejection`() throws {
        let world = try World(
            amend: { $1.replacing("\"answers\": \"edifact-ordrsp-d96a\"", with: "\"answers\": \"cxml-confirmation\"") },
            isAgreed: true)
        world.drop("order.edi", order(of: unknownItem))
        try world.run()
        try world.settle("unknown", by: .discard)
        try #require(world.answers.count == 1)
        #expect(world.answers[0].contains("type=\"reject\"") && world.answers[0].contains("(ORD-030)"))
        try world.checkInvariants()
    }

    @Test func `a change of an order that nobody has is answered as rejected when it is discarded`() throws {
        let world = try World(isAgreed: true)
        let change = Interchanges.ordchg("C-1", of: "E-9", lines: [["LIN+1+2"]])
        world.drop("change.edi", Interchanges.edifact("ORDCHG:D:96A:UN:EAN006", change))
        try world.run()
        try world.settle("unknown", by: .discard)
        try #require(world.answers.count == 1)
        #expect(world.segments("BGM", of: world.answers[0])[0].hasSuffix("+27"))
        try world.checkInvariants()
    }

    @Test func `what is discarded of a customer that nobody knows is answered to nobody`() throws {
        let world = try World(isAgreed: true)
        world.drop("unknown-customer-auberge.xml")
        try world.run()
        try world.settle("unknown", by: .discard)
        #expect(world.answers.isEmpty)
        #expect(try world.standing("unknown-customer-auberge.xml") == "discarded")
    }

    @Test func `an order that could be taken by now is refused all the same`() throws {
        let world = try World(isAgreed: true)
        world.drop("order.edi", order(of: "9520417130103", price: "8.85"))
        try world.run()
        let price = DatedPrice(price: UnitPrice("8.85", .euro), from: "2026-01-01")
        try world.instruct(
            .recordPrices([PriceAgreement(customer: CustomerID("C-1011"), item: ItemID("GR-3010"), prices: [price])]))
        try world.run()
        try world.settle("price-differs", by: .discard)
        #expect(try world.standing("order.edi") == "discarded")
        #expect(world.answers.map { world.segments("BGM", of: $0).map { String($0.suffix(3)) } } == [["+27"]])
        #expect(try world.invoices().isEmpty)
        try world.checkInvariants()
    }
}
