import Documents
import Findings
import Pipeline
import Receivables
import Testing

@testable import Quittance

/// Changes by EDIFACT and X12 that leave open what stays as it is.
struct EDIChangeTests {
    private let grille = "9520417130103"

    private func edifact() throws -> EDIDesk {
        let desk = try EDIDesk()
        let line = ["LIN+10++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        #expect(try desk.take(EDIDesk.orders("C-1", [line]), as: "order.edi") == "released")
        return desk
    }

    private func x12() throws -> EDIDesk {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder("C-2", ["PO1*1*10*EA*9.85*PE*EN*\(grille)"])
        #expect(try desk.take(order, as: "order.edi") == "released")
        return desk
    }

    private func change(_ lines: String...) -> String {
        let head = [
            "BCH*04*SA*C-2**1*20261120*****20261123", "CUR*BY*EUR", "REF*DP*M", "N1*BY*D*UL*\(EDIDesk.american)",
        ]
        return EDIDesk.x12("860", Array([head, lines, ["CTT*\(lines.count)"]].joined()), control: 2)
    }

    @Test func `an ORDCHG that changes a price only leaves the quantity as it is`() throws {
        let desk = try edifact()
        let change = EDIDesk.change("CH-1", of: "C-1", [["LIN+10+3+\(grille):EN", "PRI+AAA:9.85"]])
        #expect(try desk.take(change, as: "change.edi") == "released")
        #expect(desk.posted("CONTRL").last?.contains("UCS") == false)
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("LIN+1+5+") && answer.contains("QTY+113:10:PCE"), "\(answer)")
        #expect(try desk.ship("C-1", [("10", "GR-3010", "10", "C62")]).nets == ["98.5"])
    }

    @Test func `a price that is changed alone is for the unit that it says, or that is ordered`() throws {
        let desk = try EDIDesk(amend: EDIDesk.inBoxes)
        let line = ["LIN+10++\(grille):EN", "QTY+21:5:BX", "PRI+AAA:118.20"]
        #expect(try desk.take(EDIDesk.orders("C-1", [line]), as: "order.edi") == "released")
        for (index, price) in ["9.85:::1:PCE", "118.20:::1:BX", "118.20"].enumerated() {
            let change = EDIDesk.change("CH-\(index)", of: "C-1", [["LIN+10+3", "PRI+AAA:\(price)"]])
            #expect(try desk.take(change, as: "\(index).edi") == "released")
            let answer = try #require(desk.posted("ORDRSP").last)
            #expect(answer.contains("LIN+1+5+") && answer.contains("QTY+113:5:BX"), "\(answer)")
        }
        let wrong = EDIDesk.change("CH-3", of: "C-1", [["LIN+10+3", "PRI+AAA:118.20:::1:PCE"]])
        #expect(try desk.take(wrong, as: "wrong.edi") == "waiting: price-differs")
    }

    @Test func `an 860 that changes a price only leaves the quantity as it is`() throws {
        let desk = try x12()
        #expect(try desk.take(change("POC*1*PC****9.85*PE"), as: "change.edi") == "released")
        #expect(desk.posted("ST*997").last?.contains("AK5*A") == true)
        #expect(desk.posted("ST*855").last?.contains("ACK*IA*10*EA") == true, "\(desk.posted("ST*855"))")
        #expect(try desk.ship("C-2", [("1", "GR-3010", "10", "C62")], to: EDIDesk.american).nets == ["98.5"])
    }

    @Test func `a price that is not agreed waits, whether a quantity is given or not`() throws {
        let desk = try x12()
        #expect(try desk.take(change("POC*1*PC****9.00*PE"), as: "change.edi") == "waiting: price-differs")
    }

    @Test func `a line that is added without a quantity is refused where it stands, and nothing besides`() throws {
        let american = try x12()
        let addition = change("POC*2*AI****9.85*PE*EN*\(grille)")
        #expect(try american.take(addition, as: "change.edi") == "waiting: unreadable")
        let answer = try #require(american.posted("ST*997").last)
        #expect(answer.contains("AK3*POC*") && answer.contains("AK4*3**2~"), "\(answer)")
        #expect(!answer.contains("AK3*SE") && answer.contains("AK5*R*5~"), "\(answer)")

        let desk = try edifact()
        let change = EDIDesk.change("CH-2", of: "C-1", [["LIN+11+1+\(grille):EN", "PRI+AAA:9.85"]])
        #expect(try desk.take(change, as: "change.edi") == "waiting: unreadable")
        let contrl = try #require(desk.posted("CONTRL").last)
        #expect(contrl.contains("UCS+8+13'") && !contrl.contains("UCS+2+32"), "\(contrl)")
    }
}
