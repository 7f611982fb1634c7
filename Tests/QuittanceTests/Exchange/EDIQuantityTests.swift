import Calendars
import Documents
import Findings
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Quantities and prices that stand in a line more than once.
struct EDIQuantityTests {
    private let grille = "9520417130103"

    private func released(_ number: String) throws -> EDIDesk {
        let desk = try EDIDesk()
        let line = ["LIN+1++\(grille):EN", "QTY+21:60:PCE", "PRI+AAA:9.85"]
        #expect(try desk.take(EDIDesk.orders(number, [line]), as: "order.edi") == "released")
        return desk
    }

    @Test func `quantities of one line that left in several lots are billed together`() throws {
        let desk = try released("Q-1")
        let lots = ["LIN+1++\(grille):EN", "QTY+12:40:PCE", "QTY+12:20:PCE", "RFF+ON:Q-1:1"]
        #expect(try desk.take(EDIDesk.desadv("D-1", [lots]), as: "despatch.edi") == "invoiced")
        #expect(try desk.world.invoices().map(\.nets) == [["591"]])
    }

    @Test func `quantities that left in several units are not added up`() throws {
        let desk = try released("Q-2")
        let lots = ["LIN+1++\(grille):EN", "QTY+12:40:PCE", "QTY+12:2:BX", "RFF+ON:Q-2:1"]
        #expect(try desk.take(EDIDesk.desadv("D-2", [lots]), as: "despatch.edi") == "waiting: unreadable")
        #expect(try desk.world.waiting("unreadable").flatMap(\.findings).map(\.code).contains("EDF-024"))
        #expect(try desk.world.invoices().isEmpty)
    }

    @Test(arguments: [
        ["QTY+21:6:PCE", "QTY+21:4:PCE", "PRI+AAA:9.85"], ["QTY+21:6:PCE", "PRI+AAA:9.85", "PRI+AAA:9.00"],
    ])
    func `a line that orders two quantities, or at two prices, is refused, and the others go on`(_ twice: [String])
        throws
    {
        let desk = try EDIDesk()
        let sound = ["LIN+2++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85", "PRI+AAA:9.85"]
        let order = EDIDesk.orders("Q-3", [["LIN+1++\(grille):EN"] + twice, sound])
        #expect(try desk.take(order, as: "order.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("LIN+1+5+") && answer.contains("LIN+2+7+"), "\(answer)")
        #expect(try desk.ship("Q-3", [("2", "GR-3010", "10", "C62")]).nets == ["98.5"])
    }

    @Test func `what goes where of a line stands in its note, and comes to the line`() throws {
        let desk = try EDIDesk()
        func line(_ last: Int) -> [String] {
            [
                "LIN+1++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85", "LOC+7+9520501100029::9", "QTY+11:4:PCE",
                "DTM+2:20261201:102", "LOC+7+9520501100036::9", "QTY+11:\(last):PCE", "DTM+2:20261208:102",
            ]
        }
        #expect(try desk.take(EDIDesk.orders("W-1", [line(6)]), as: "order.edi") == "released")
        let key = BookKey.order(OrderKey(customer: CustomerID("C-1002"), number: "W-1"))
        guard case .order(let entry)? = try desk.world.ledger.read({ try $0.entries([key]) })[key] else { return }
        let booked = try #require(entry.identified.order.lines.first)
        #expect(
            booked.note
                == "Deliver 4 C62 to 9520501100029 on 2026-12-01. Deliver 6 C62 to 9520501100036 on 2026-12-08.")
        #expect(booked.requestedDelivery == Period(start: "2026-12-01", end: "2026-12-08"))
        #expect(try desk.take(EDIDesk.orders("W-2", [line(5)]), as: "other.edi") == "waiting: unreadable")
    }

    @Test func `what X12 sends to places stands in the note of the line, and comes to the line`() throws {
        let desk = try EDIDesk()
        let line = "PO1*1*10*EA*9.85*PE*EN*9520417130103"
        let whole = EDIDesk.purchaseOrder("S-1", [line, "SDQ*EA*92*001*4*002*5", "SDQ*EA*92*003*1"])
        #expect(try desk.take(whole, as: "whole.edi") == "released")
        let other = EDIDesk.purchaseOrder("S-2", [line, "SDQ*EA*92*001*4*002*5"], control: 2)
        #expect(try desk.take(other, as: "other.edi") == "waiting: unreadable")
        #expect(try desk.world.waiting("unreadable").flatMap(\.findings).map(\.code).contains("X12-034"))
    }

    @Test func `what X12 says of the whole order is compared with its lines`() throws {
        let desk = try EDIDesk()
        for (index, (total, standing)) in [
            ("98.5", "released"), ("118.2", "released"), ("985", "waiting: unreadable"), ("97", "waiting: unreadable"),
        ].enumerated() {
            let order = EDIDesk.purchaseOrder(
                "TT-\(index)", ["PO1*1*10*EA*9.85*PE*EN*9520417130103"], control: index + 1)
            let text = order.replacing("CTT*1~", with: "CTT*1~\nAMT*TT*\(total)~").replacing(/SE\*(\d+)\*/) {
                "SE*\(Int($0.1)! + 1)*"
            }
            #expect(try desk.take(text, as: "\(index).edi") == standing, "\(total)")
        }
    }

    @Test func `an order that another customer is to be billed for is told of`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        for (number, payer, isTold) in [("V-1", EDIDesk.american, true), ("V-2", EDIDesk.buyer, false)] {
            let order = EDIDesk.orders(number, [line]).replacing(
                "CUX+2:EUR:9'", with: "NAD+IV+\(payer)::9'\nCUX+2:EUR:9'"
            ).replacing(/UNT\+(\d+)/) { "UNT+\(Int($0.1)! + 1)" }
            #expect(try desk.take(order, as: "\(number).edi") == "released")
            let told = try desk.world.ledger.read { try allEvents($0) }.contains { event in
                guard case .documentRemarked(_, _, let findings, _) = event.event else { return false }
                return findings.contains { $0.contains("order \(number)") && $0.contains("C-1008") }
            }
            #expect(told == isTold)
        }
    }

    @Test func `what X12 wants on several days comes to the line`() throws {
        let desk = try EDIDesk()
        for (number, second, standing) in [("D-1", 6, "released"), ("D-2", 5, "waiting: unreadable")] {
            let lines = [
                "PO1*1*10*EA*9.85*PE*EN*9520417130103", "SCH*4*EA***002*20261201", "SCH*\(second)*EA***002*20261208",
            ]
            let order = EDIDesk.purchaseOrder(number, lines, control: second)
            #expect(try desk.take(order, as: "\(number).edi") == standing)
        }
    }

    @Test func `a blanket order is delivered and billed only where somebody says so`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++9520417130103:EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]
        for (number, type) in [("B-1", "221"), ("B-2", "227")] {
            let order = EDIDesk.orders(number, [line]).replacing("BGM+220", with: "BGM+\(type)")
            #expect(try desk.take(order, as: "\(number).edi") == "waiting: refused")
        }
        let x12 = EDIDesk.purchaseOrder("B-3", ["PO1*1*10*EA*9.85*PE*EN*9520417130103"]).replacing("*SA*", with: "*BK*")
        #expect(try desk.take(x12, as: "B-3.edi") == "waiting: refused")
        #expect(Set(try desk.world.waiting("refused").flatMap(\.findings).map(\.code)) == ["ORD-009"])
        try desk.world.settle("refused", by: .release)
        for file in ["B-1.edi", "B-2.edi", "B-3.edi"] { #expect(try desk.world.standing(file) == "released") }
    }
}
