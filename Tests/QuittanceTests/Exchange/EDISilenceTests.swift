import Documents
import Findings
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What orders of EDIFACT and X12 say is read, or told where it stands; and the answers say what days they are for.
struct EDISilenceTests {
    private let grille = "9520417130103"

    private func order(_ number: String, head: [String] = [], _ line: String...) -> String {
        EDIDesk.orders(number, head: head, [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"] + line])
    }

    // MARK: Segments and quantities

    @Test func `a segment that is not read is told once for each sort, with its place`() throws {
        let desk = try EDIDesk()
        let text = EDIDesk.orders(
            "S-1", head: ["TOD+5++EXW"],
            (1...2).map { ["LIN+\($0)++\(grille):EN", "QTY+21:10:PCE", "QVR+2:21+BP", "PRI+AAA:9.85"] })
        let found = try desk.world.findings(of: text).filter { $0.rule.code == "EDF-039" }
        #expect(
            found.map(\.message) == [
                "TOD is not read: what it says is left aside", "LIN/QVR is not read: what it says is left aside",
            ])
        #expect(found.last.map { "\($0.place)" }?.contains("segment 10") == true, "\(found)")
        #expect(try desk.take(text, as: "order.edi") == "released")
        let american = EDIDesk.purchaseOrder(
            "S-2", head: ["FOB*CC"], ["PO1*1*10*EA*9.85*PE*EN*\(grille)", "TD5**2*UPSN"])
        let codes = try desk.world.findings(of: american).filter { $0.rule.code == "X12-045" }.map(\.message)
        #expect(codes.map { $0.prefix { $0 != " " } } == ["FOB", "PO1/TD5"], "\(codes)")
    }

    @Test func `what is back-ordered is not ordered, and a count beside the order is told`() throws {
        let desk = try EDIDesk()
        let both = EDIDesk.orders("S-3", [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "QTY+83:3:PCE", "PRI+AAA:9.85"]])
        #expect(try desk.world.findings(of: both).contains { $0.rule.code == "EDF-018" && $0.message.contains("83") })
        #expect(try desk.take(both, as: "both.edi") == "released")
        #expect(try desk.ship("S-3", [("1", "GR-3010", "10", "C62")]).nets == ["98.5"])
        let alone = EDIDesk.orders("S-4", [["LIN+1++\(grille):EN", "QTY+83:3:PCE", "PRI+AAA:9.85"]])
        #expect(try desk.world.findings(of: alone).contains { $0.rule.code == "EDF-008" })
        let counted = EDIDesk.orders("S-5", [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "QTY+1:12:PCE", "PRI+AAA:9.85"]])
        #expect(
            try desk.world.findings(of: counted).contains { $0.rule.code == "EDF-018" && $0.message.contains("'1'") })
    }

    // MARK: Allowances

    @Test func `a rate for each line is taken off and added, where no line has its own`() throws {
        let desk = try EDIDesk()
        let text = order("S-6", head: ["ALC+G++++DI", "PCD+1:10", "ALC+L++++FC", "PCD+2:2"])
        #expect(try desk.take(text, as: "order.edi") == "released")
        #expect(try desk.ship("S-6", [("1", "GR-3010", "10", "C62")]).net == "90.62")
        for (number, head, line) in [
            ("S-7", ["ALC+G++++DI", "PCD+1:10"], ["ALC+A++++DI", "MOA+204:5"]),
            ("S-8", ["ALC+L++++FC", "MOA+23:5"], []),
        ] {
            let unclear = EDIDesk.orders(
                number, head: head, [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAB:9.85"] + line])
            let found = try desk.world.findings(of: unclear).first { $0.rule.code == "EDF-040" }
            #expect(found?.severity == .fatal && "\(found!.place)".contains("ALC"), "\(unclear)")
        }
    }

    @Test(arguments: ["D", "E", "J", "P"])
    func `an allowance or charge of a kind that is not billed refuses the order, and says where`(_ code: String) throws
    {
        let desk = try EDIDesk()
        let text = order("S-9", head: ["ALC+\(code)++++DI", "PCD+1:10"])
        #expect(try desk.take(text, as: "order.edi") == "waiting: unreadable")
        let found = try desk.world.waiting("unreadable").flatMap(\.findings)
        #expect(found.contains { $0.code == "EDF-040" && $0.place.contains("ALC") }, "\(found)")
    }

    @Test func `that nothing is taken off is nothing to tell`() throws {
        let desk = try EDIDesk()
        for code in ["N", "V", "W"] {
            #expect(try desk.world.findings(of: order("S-10", head: ["ALC+\(code)"])).isEmpty)
        }
    }

    // MARK: Days

    @Test func `the answer repeats when what is accepted is wanted`() throws {
        let desk = try EDIDesk()
        let lines = [
            ["LIN+1++\(grille):EN", "QTY+21:10:PCE", "DTM+2:20261202:102", "PRI+AAA:9.85"],
            ["LIN+2++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"],
        ]
        let head = ["DTM+64:20261201:102", "DTM+63:20261204:102"]
        let text = EDIDesk.orders("S-11", head: [], lines).replacing(
            "DTM+137:20261123:102'", with: "DTM+137:20261123:102'\n" + head.joined(separator: "'\n") + "'"
        ).replacing(#/UNT\+(\d+)/#) { "UNT+\(Int($0.1)! + 2)" }
        #expect(try desk.take(text, as: "order.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("DTM+64:20261201:102'") && answer.contains("DTM+63:20261204:102'"))
        #expect(answer.contains("QTY+113:10:PCE'\nDTM+2:20261202:102'"), "\(answer)")
        let american = EDIDesk.purchaseOrder(
            "S-12", head: ["DTM*002*20261203"],
            [
                "PO1*1*10*EA*9.85*PE*EN*\(grille)", "DTM*002*20261202", "PO1*2*10*EA*9.85*PE*EN*\(grille)",
                "DTM*064*20261205",
                "DTM*063*20261209",
            ])
        #expect(try desk.take(american, as: "american.edi") == "released")
        let said = try #require(desk.posted("ST*855").last)
        #expect(said.contains("~\nDTM*002*20261203~") && said.contains("ACK*IA*10*EA*002*20261202~"), "\(said)")
        #expect(said.contains("DTM*064*20261205~\nDTM*063*20261209~\nACK*IA*10*EA~"), "\(said)")
    }
}
