import Documents
import Findings
import Pipeline
import Receivables
import Testing

@testable import Quittance

/// What EDIFACT and X12 orders take off and add, from the order to the invoice.
struct EDIAllowanceTests {
    private let grille = "9520417130103"

    @Test func `what EDIFACT takes off and adds is billed, with a reason, whatever its codes`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.orders(
            "A-1", head: ["ALC+C", "MOA+8:12.00", "ALC+A++++QQQ", "MOA+8:2.00"],
            [
                ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++++DI", "PCD+1:10", "MOA+204:9.85"],
                ["LIN+2++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A", "PCD+1:10"],
                ["LIN+3++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+C++++FC", "MOA+23:3.00"],
            ])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let invoice = try desk.ship("A-1", (1...3).map { ("\($0)", "GR-3010", "10", "C62") })
        #expect(invoice.nets == ["88.65", "88.65", "101.5"] && invoice.net == "288.8")
        #expect(invoice.lines[0].allowanceCharges.map(\.reasonCode) == ["95"])
        #expect(invoice.lines[2].allowanceCharges.map(\.reasonCode) == ["FC"])
        #expect(invoice.allowanceCharges.map(\.reason) == ["Frais", "UNCL 7161: QQQ"])
    }

    @Test func `what X12 takes off and adds is billed, with a reason, whatever its codes`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder(
            "A-2", head: ["SAC*C*D240***1500**********Freight", "SAC*A*B840***100"],
            ["PO1*1*100*EA*9.85*PE*EN*\(grille)", "SAC*A*C310***4925*3*5********Discount"])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let invoice = try desk.ship("A-2", [("1", "GR-3010", "100", "C62")], to: EDIDesk.american)
        #expect(invoice.nets == ["935.75"] && invoice.net == "949.75")
        #expect(invoice.allowanceCharges.map(\.reasonCode) == ["FC", nil])
        #expect(invoice.allowanceCharges.map(\.reason) == ["Freight", "X12 1300: B840"])
    }

    @Test func `what the summary of ORDERS takes off is billed, and told by the invoice`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        let order = EDIDesk.orders("A-3", [line], summary: ["ALC+A++++:::Remise", "MOA+204:5.00"])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let invoice = try desk.ship("A-3", [("1", "GR-3010", "10", "C62")])
        #expect(invoice.net == "93.5" && invoice.allowanceCharges.map(\.reason) == ["Remise"])
    }

    @Test func `a summary of what stands above takes nothing off once more, and another sum is refused`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++++DI", "MOA+204:2.00"]
        func order(_ number: String, _ sum: String) -> String {
            EDIDesk.orders(
                number, head: ["ALC+A++++DI", "MOA+204:5.00"], [line], summary: ["ALC+A++++DI", "MOA+204:\(sum)"])
        }
        for (number, sum) in [("A-4", "5.00"), ("A-5", "7.00")] {
            #expect(try desk.take(order(number, sum), as: "\(number).edi") == "released")
            #expect(try desk.ship(number, [("1", "GR-3010", "10", "C62")]).net == "91.5")
        }
        #expect(try desk.take(order("A-6", "6.00"), as: "A-6.edi") == "waiting: unreadable")
        #expect(try desk.world.waiting("unreadable").flatMap(\.findings).map(\.code) == ["EDF-023"])
    }
}
