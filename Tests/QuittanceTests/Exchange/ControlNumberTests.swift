import Documents
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

/// The numbers of the interchanges that leave have no gap, whatever cannot be written.
struct ControlNumberTests {
    private let grille = "9520417130103"

    private func agree(_ name: String, in world: World) throws {
        let agreement = """
            {"partner": "C-1002", "terms": [{"from": "2020-01-01",
             "identifiers": [{"scheme": "14", "id": "\(EDIDesk.buyer)"}],
             "ourIdentifiers": [{"scheme": "14", "id": "\(name)"}], "answers": ["response"],
             "formats": {"answers": "edifact-ordrsp-d96a"}}]}
            """
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement-\(name.count).json", as: .partners, through: world.runner(),
            actor: "test", reason: "agreed")
        try world.run()
    }

    private func order(_ number: String) -> String {
        EDIDesk.orders(number, [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]])
    }

    @Test func `an answer that cannot be written waits without a number, and takes the next one when it can`() throws {
        let desk = try EDIDesk()
        let long = String(repeating: "9520417000017", count: 3)
        #expect(try desk.take(order("N-1"), as: "N-1.edi") == "released")
        try agree(long, in: desk.world)
        #expect(try desk.take(order("N-2"), as: "N-2.edi").hasPrefix("released"))
        let work = try #require(try desk.world.waiting("unrenderable").first)
        #expect(work.stage == "dispatch-answer" && work.findings.first?.place.contains("UNB") == true, "\(work)")
        try agree("9520417000017", in: desk.world)
        #expect(try desk.take(order("N-3"), as: "N-3.edi") == "released")
        #expect(try desk.world.waiting("unrenderable").isEmpty)
        let all = desk.posted("ORDRSP") + desk.posted("CONTRL")
        let numbers = all.map { desk.world.segments("UNZ", of: $0)[0].split(separator: "+")[2] }.compactMap { Int($0) }
        #expect(desk.posted("ORDRSP").count == 3 && numbers.sorted() == Array(1...all.count), "\(numbers)")
    }

    @Test func `an X12 address of more than fifteen characters is not cut to another one`() throws {
        let desk = try EDIDesk()
        let agreement = """
            {"partner": "C-1008", "terms": [{"from": "2020-01-01", "identifiers": [{"scheme": "ZZ", "id": "\(EDIDesk.american)"}],
             "ourIdentifiers": [{"scheme": "ZZ", "id": "ORMELUNE-EQUIPEMENT"}], "answers": ["response"],
             "formats": {"answers": "x12-855"}}]}
            """
        _ = try importBytes(
            Array(agreement.utf8), named: "long.json", as: .partners, through: desk.world.runner(), actor: "test",
            reason: "agreed")
        let line = "PO1*1*10*EA*9.85*PE*EN*\(grille)"
        _ = try desk.take(EDIDesk.purchaseOrder("N-4", [line]), as: "N-4.edi")
        #expect(desk.posted("ST*855").isEmpty)
        #expect(try desk.world.waiting("unrenderable").first?.stage == "dispatch-answer")
    }
}
