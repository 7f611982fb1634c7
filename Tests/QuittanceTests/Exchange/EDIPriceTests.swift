import Documents
import Findings
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

/// Prices that are for another unit than the one that is ordered, or before allowances.
struct EDIPriceTests {
    private let grille = "9520417130103"

    private func boxes(_ number: String, at price: String) -> String {
        EDIDesk.orders(number, [["LIN+1++\(grille):EN", "QTY+21:5:BX", "PRI+AAA:\(price)"]])
    }

    @Test func `a price for pieces of what is ordered in boxes is compared, and answered for boxes`() throws {
        let desk = try EDIDesk(amend: EDIDesk.inBoxes)
        #expect(try desk.take(boxes("P-1", at: "5.00:::1:PCE"), as: "P-1.edi") == "waiting: price-differs")
        #expect(try desk.take(boxes("P-2", at: "9.85:::1:PCE"), as: "P-2.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("+29'") && answer.contains("LIN+1+5+"), "\(answer)")
        #expect(answer.contains("QTY+113:5:BX'") && answer.contains("PRI+AAA:118.2'"), "\(answer)")
        #expect(try desk.ship("P-2", [("1", "GR-3010", "60", "C62")]).nets == ["591"])
    }

    @Test func `a price for a unit that the item is not sold in waits, and the agreed one is confirmed`() throws {
        let desk = try EDIDesk(amend: EDIDesk.inBoxes)
        #expect(try desk.take(boxes("P-3", at: "9.85:::1:KGM"), as: "P-3.edi") == "waiting: price-differs")
        let waiting = try #require(try desk.world.waiting("price-differs").first)
        #expect(waiting.findings.map(\.code) == ["ORD-033"] && waiting.findings[0].message.contains("KGM"))
        try desk.world.intervene(.release, on: waiting)
        try desk.world.run()
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("LIN+1+3+") && answer.contains("PRI+AAA:118.2'"), "\(answer)")
        #expect(try desk.ship("P-3", [("1", "GR-3010", "60", "C62")]).nets == ["591"])
    }

    @Test func `a price on a basis that is not read waits, whatever it is`() throws {
        let desk = try EDIDesk()
        for (control, price) in ["5.00", "9.85"].enumerated() {
            let line = "PO1*1*10*EA*\(price)*ZZ*EN*\(grille)"
            let order = EDIDesk.purchaseOrder("P-\(price)", [line], control: control + 1)
            #expect(try desk.take(order, as: "P-\(price).edi") == "waiting: price-differs")
        }
        let waiting = try desk.world.waiting("price-differs")
        for work in waiting { try desk.world.intervene(.release, on: work) }
        try desk.world.run()
        #expect(desk.posted("ST*855").count == 2 && desk.posted("ST*855").allSatisfy { $0.contains("*9.85*PE*") })
        #expect(try desk.ship("P-5.00", [("1", "GR-3010", "10", "C62")], to: EDIDesk.american).nets == ["98.5"])
    }

    @Test(arguments: ["d96a", "d01b"])
    func `a price before allowances is answered and billed as one, beside the allowances`(_ directory: String) throws {
        let desk = try EDIDesk(directory: directory)
        let lines = [
            ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++++DI", "PCD+1:10", "MOA+204:9.85"],
            ["LIN+2++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"],
        ]
        #expect(try desk.take(EDIDesk.orders("P-6", lines), as: "P-6.edi") == "released")
        #expect(try desk.ship("P-6", [("1", "GR-3010", "10", "C62"), ("2", "GR-3010", "10", "C62")]).net == "187.15")
        for type in ["ORDRSP", "INVOIC"] {
            let text = try #require(desk.posted(type).last)
            let prices = text.matches(of: /PRI\+[^']*/).map { String($0.output) }
            #expect(prices == ["PRI+AAB:9.85", "PRI+AAA:9.85"], "\(text)")
            #expect(text.contains("ALC+A+:95") && text.contains("MOA+204:9.85'"), "\(text)")
        }
    }

    @Test func `a price of UBL for another unit than the one that is ordered is no price for that`() throws {
        let desk = try EDIDesk()
        let order = String(decoding: Samples.bytes("inbox/order-distri-four-atlantique.xml"), as: UTF8.self)
        let one = "<n2:BaseQuantity unitCode=\"C62\">"
        let other = order.replacing(one, with: "<n2:BaseQuantity unitCode=\"XBX\">", maxReplacements: 1)
        #expect(other != order)
        #expect(try desk.take(other, as: "other.xml") == "waiting: price-differs")
        #expect(try desk.world.waiting("price-differs").flatMap(\.findings).map(\.code) == ["ORD-033"])
    }
}
