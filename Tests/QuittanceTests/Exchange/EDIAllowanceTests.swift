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

    @Test func `a rate for each unit is worked out, for the quantity that it is of`() throws {
        let desk = try EDIDesk()
        func line(_ id: Int, _ rest: String...) -> [String] {
            ["LIN+\(id)++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++++DI"] + rest
        }
        let order = EDIDesk.orders(
            "R-1", [line(1, "RTE+1:0.5"), line(2, "RTE+1:5:10:PCE"), line(3, "QTY+1:4:PCE", "RTE+1:0.5:1:PCE")])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let invoice = try desk.ship("R-1", (1...3).map { ("\($0)", "GR-3010", "10", "C62") })
        #expect(invoice.nets == ["93.5", "93.5", "96.5"])
        let other = EDIDesk.orders("R-2", [line(1, "RTE+1:0.5:1:KGM")])
        #expect(try desk.take(other, as: "other.edi") == "waiting: unreadable")
        #expect(try desk.world.waiting("unreadable").flatMap(\.findings).map(\.code).contains("EDF-017"))
    }

    @Test func `a total with tax is compared with what is said of the tax`() throws {
        let desk = try EDIDesk()
        let plain = ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "MOA+203:98.5", "PRI+AAA:9.85"]
        let taxed = plain + ["TAX+7+VAT+++:::20+S"]
        for (number, line, total, standing) in [
            ("M-1", plain, "118.20", "released"), ("M-2", taxed, "118.20", "released"),
            ("M-3", taxed, "118.21", "released"), ("M-4", taxed, "119.20", "waiting: refused"),
            ("M-5", plain, "985.00", "waiting: refused"), ("M-6", plain, "98.50", "released"),
            ("M-7", plain, "97.50", "waiting: refused"),
        ] {
            let order = EDIDesk.orders(number, [line], summary: ["MOA+79:98.50", "MOA+86:\(total)"]).replacing(
                /(CNT[^']*'\n)((?:MOA[^']*'\n)*)/
            ) { "\($0.2)\($0.1)" }
            #expect(try desk.take(order, as: "\(number).edi") == standing, "\(number)")
        }
    }

    @Test func `what a code of the published lists means is told, and no other is guessed`() throws {
        let desk = try EDIDesk()
        let codes = ["RAA", "DAE", "CAD", "QQQ"]
        let lines = codes.enumerated().map { index, code in
            ["LIN+\(index + 1)++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85", "ALC+A++++\(code)", "MOA+204:1.00"]
        }
        #expect(try desk.take(EDIDesk.orders("U-1", lines), as: "order.edi") == "released")
        let invoice = try desk.ship("U-1", (1...4).map { ("\($0)", "GR-3010", "10", "C62") })
        let reasons = invoice.lines.compactMap { $0.allowanceCharges.first?.reason }
        #expect(reasons == ["Rebate", "Distributor discount", "UNCL 7161: CAD", "UNCL 7161: QQQ"])
    }

    @Test func `how X12 has a charge handled decides whether it is billed, and what it leaves open is told`() throws {
        let desk = try EDIDesk()
        let codes = ["02", "06", "CA", "01", "09", "12", "ZZ"]
        let charges = codes.map { "SAC*C*D240***100*******\($0)" }
        let order = EDIDesk.purchaseOrder("H-1", head: charges, ["PO1*1*100*EA*9.85*PE*EN*\(grille)"])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let invoice = try desk.ship("H-1", [("1", "GR-3010", "100", "C62")], to: EDIDesk.american)
        #expect(invoice.net == "989")
    }
}
