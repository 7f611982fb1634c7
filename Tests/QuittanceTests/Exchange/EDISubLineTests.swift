import Documents
import Findings
import Pipeline
import Receivables
import Testing

@testable import Quittance

/// Lines that belong to another line (C829, SLN).
struct EDISubLineTests {
    private let grille = "9520417130103"
    private let thermometer = "9520417130608"

    private var line: [String] { ["LIN+1++\(grille):EN", "QTY+21:5:PCE", "PRI+AAA:9.85"] }

    @Test func `a sub-line that says what a line consists of is no line to be billed`() throws {
        let desk = try EDIDesk()
        let part = ["LIN+2++\(thermometer):EN+1:1", "IMD+F++:::Sonde", "QTY+21:2:PCE"]
        #expect(try desk.take(EDIDesk.orders("S-1", [line, part]), as: "S-1.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("+29'") && !answer.contains("LIN+2"), "\(answer)")
        #expect(try desk.ship("S-1", [("1", "GR-3010", "5", "C62")]).nets == ["49.25"])
    }

    @Test func `a sub-line that has a price of its own is refused, and so is one of a line that is not there`() throws {
        let desk = try EDIDesk()
        let priced = ["LIN+2++\(thermometer):EN+1:1", "QTY+21:2:PCE", "PRI+AAA:34.20"]
        let stray = ["LIN+3++\(thermometer):EN+1:9", "QTY+21:2:PCE"]
        #expect(try desk.take(EDIDesk.orders("S-2", [line, priced, stray]), as: "S-2.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("LIN+1+5+") && answer.contains("LIN+2+7+") && answer.contains("LIN+3+7+"), "\(answer)")
        #expect(try desk.ship("S-2", [("1", "GR-3010", "5", "C62")]).nets == ["49.25"])
    }

    @Test func `what SLN includes in a line is no line to be billed, and what it adds costs the line`() throws {
        let desk = try EDIDesk()
        let order = EDIDesk.purchaseOrder(
            "S-3",
            [
                "PO1*1*10*EA*9.85*PE*EN*\(grille)", "SLN*1**I*5*EA*1.00*PE**EN*\(thermometer)",
                "PO1*2*10*EA*9.85*PE*EN*\(grille)", "SLN*1**A*5*EA*1.00*PE**EN*\(thermometer)",
            ])
        #expect(try desk.take(order, as: "S-3.edi") == "released")
        let answer = try #require(desk.posted("ST*855").last)
        #expect(answer.contains("ACK*IA*10*EA") && answer.contains("ACK*IR*10*EA"), "\(answer)")
        #expect(try desk.ship("S-3", [("1", "GR-3010", "10", "C62")], to: EDIDesk.american).nets == ["98.5"])
    }
}
