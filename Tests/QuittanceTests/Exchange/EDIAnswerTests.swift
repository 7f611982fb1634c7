import Documents
import Findings
import Pipeline
import Receivables
import Testing

@testable import Quittance

/// What answers by EDIFACT and X12 are written in: the buyer's units and bases, its character set, numbers that fit.
struct EDIAnswerTests {
    private let grille = "9520417130103"

    @Test func `an answer stays in the character set of the order, whatever signs our names have`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++9520417130608:EN", "QTY+21:2:PCE", "PRI+AAA:34.20"]
        #expect(try desk.take(EDIDesk.orders("N-1", [line]), as: "N-1.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("UNB+UNOC:3+") && answer.contains("-40/?+200"), "\(answer)")
    }

    @Test func `an answer gives back the unit and the basis of the order`() throws {
        let desk = try EDIDesk(amend: EDIDesk.inBoxes)
        let lines = [
            ["LIN+1++\(grille):EN", "QTY+21:5:BX", "PRI+AAA:118.20"],
            ["LIN+2++9520417130806:EN", "QTY+21:350:EA", "PRI+AAA:18.50:::100:EA"],
            ["LIN+3++9520417130806:EN", "QTY+21:350:PCE", "PRI+AAA:0.185"],
        ]
        #expect(try desk.take(EDIDesk.orders("N-2", lines), as: "N-2.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        let quantities = answer.matches(of: /QTY\+[^']*/).map { String($0.output) }
        #expect(quantities == ["QTY+113:5:BX", "QTY+113:350:EA", "QTY+113:350:PCE"])
        let prices = answer.matches(of: /PRI\+[^']*/).map { String($0.output) }
        #expect(prices == ["PRI+AAA:118.2", "PRI+AAA:18.5:::100:EA", "PRI+AAA:0.185"], "\(answer)")
    }

    @Test func `answers to two versions of an order with a long number have numbers of their own`() throws {
        let desk = try EDIDesk()
        let number = "ORDER-NUMBER-OF-EXACTLY-35-CHARS-00"
        for (index, quantity) in ["5", "6"].enumerated() {
            let line = ["LIN+1++\(grille):EN", "QTY+21:\(quantity):PCE", "PRI+AAA:9.85"]
            let order = EDIDesk.orders(number, [line])
                .replacing("BGM+220+\(number)+9", with: "BGM+220+\(number)+\(index == 0 ? 9 : 5)")
                .replacing("12+\(number)++++1", with: "12+R\(index)++++1")
                .replacing("UNZ+1+\(number)", with: "UNZ+1+R\(index)")
            #expect(try desk.take(order, as: "\(index).edi") == "released")
        }
        let numbers = desk.posted("ORDRSP").compactMap { $0.firstMatch(of: /BGM\+231\+([^+]*)\+/)?.output.1 }
        #expect(numbers.count == 2 && Set(numbers).count == 2 && numbers.allSatisfy { $0.count <= 35 }, "\(numbers)")
    }

    @Test func `an 855 and an 865 say whether the price or the quantity of a line is another one`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder(
            "N-3", ["PO1*1*7*EA*9.85*PE*EN*\(grille)", "PO1*2*5*EA*9.00*PE*EN*\(grille)"])
        #expect(try desk.take(order, as: "order.edi") == "waiting: price-differs")
        for work in try desk.world.waiting("price-differs") { try desk.world.intervene(.release, on: work) }
        try desk.world.run()
        #expect(desk.posted("ST*855").last?.contains("ACK*IP*5*EA") == true, "\(desk.posted("ST*855"))")
        _ = try desk.ship("N-3", [("1", "GR-3010", "2", "C62")], to: EDIDesk.american)
        let change = EDIDesk.x12(
            "860",
            [
                "BCH*04*SA*N-3**1*20261120*****20261123", "CUR*BY*EUR", "REF*DP*M", "N1*BY*D*UL*\(EDIDesk.american)",
                "POC*1*DI", "CTT*1",
            ], control: 2)
        #expect(try desk.take(change, as: "change.edi") == "released")
        #expect(desk.posted("ST*865").last?.contains("ACK*IQ*2*EA") == true, "\(desk.posted("ST*865"))")
    }
}
