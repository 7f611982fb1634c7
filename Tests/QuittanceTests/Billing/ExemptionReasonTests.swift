import Calendars
import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance

/// An invoice says one reason why no VAT is taken for each category: what has another one stands on another invoice.
struct ExemptionReasonTests {
    private static let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")

    /// The sample order: FO… at 20 %, and two items that are exempt for reasons of their own.
    private func world(billed moment: String = "despatched", delivered: Bool = true) throws -> World {
        let world = try World(amend: { file, text in
            switch file {
            case "customers.csv": text.inLines(of: ["C-1001"]) { $0.replacing(",despatched,", with: ",\(moment),") }
            case "items.csv":
                text.inLines(of: ["BC-3001", "TO-5050", "FA-6001", "BA-3070"]) {
                    $0.replacing(",S,20,", with: ",E,0,").replacing(",S,5.5,", with: ",E,0,")
                }
            case "legal.json":
                text.replacing(
                    #""exemptions": ["#,
                    with: #"""
                        "exemptions": [
                            { "category": "E", "from": "2020-01-01", "code": "VATEX-FR-CGI261-4" },
                            { "category": "E", "from": "2020-01-01", "code": "VATEX-EU-F", "items": ["BC-3*"] },
                        """#)
            default: text
            }
        })
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let silent = order.replacing(
            #/<cac:TaxTotal>[\s\S]*?<\/cac:TaxTotal>|<cac:AnticipatedMonetaryTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>|<cac:ClassifiedTaxCategory>[\s\S]*?<\/cac:ClassifiedTaxCategory>/#,
            with: "")
        world.intake.drop("order.xml", Array(silent.utf8))
        if delivered { world.drop("despatch-boulangerie-sainte-aure.xml") }
        try world.run()
        return world
    }

    private func deliver(_ lines: [(String, ExactDecimal)], in world: World) throws {
        let delivered = lines.map { BillableDelivery.Line(orderLine: $0.0, quantity: $0.1) }
        try world.instruct(.confirmDelivery(Self.key, delivered, on: Samples.today))
        try world.run()
    }

    @Test func `an order with two reasons waits, says how to bill them, and is billed so on two invoices`() throws {
        let world = try world()
        #expect(try world.invoices().isEmpty, "no number is taken")
        let work = try #require(try world.waiting("unbillable").first)
        let finding = try #require(work.findings.first { $0.code == "INV-022" }, "\(work.findings)")
        #expect(finding.message.contains("line 2 of order BC-2026-0417"), "\(finding.message)")
        #expect(finding.message.contains("VATEX-EU-F") && finding.message.contains("VATEX-FR-CGI261-4"))
        #expect(finding.place.hasPrefix("line "), "the line of the order's file: \(finding)")
        #expect(
            work.nextAction.contains("`quittance delivered C-1001 BC-2026-0417 --line 2=40 --reason WHY`"),
            "\(work.nextAction)")
        #expect(work.nextAction.contains("--line 1=1") && work.nextAction.contains("discard"), "\(work.nextAction)")
        try world.intervene(.discard, on: work)
        try deliver([("2", 40)], in: world)
        try deliver([("1", 1), ("3", 250)], in: world)
        let codes = try world.invoices().map { $0.vatBreakdown.map(\.exemptionCode) }
        #expect(codes == [["VATEX-EU-F"], ["VATEX-FR-CGI261-4"]])
        try world.checkInvariants()
    }

    @Test func `deliveries of a month with two reasons wait together, and the rest is billed once one is apart`() throws
    {
        let world = try world(billed: "monthly")
        let day: BusinessDate = "2026-12-02"
        try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
        try world.run(on: day)
        let work = try #require(try world.waiting("unbillable").first)
        #expect(work.findings.map(\.code).contains("INV-022"))
        #expect(work.nextAction.contains("then retry"), "\(work.nextAction)")
        try world.instruct(.confirmDelivery(Self.key, [.init(orderLine: "2", quantity: 40)], on: Samples.today))
        try world.run(on: day)
        try world.intervene(.retry, on: work)
        try world.run(on: day)
        #expect(try world.waiting("unbillable").isEmpty)
        #expect(
            try world.invoices().map { $0.vatBreakdown.map(\.exemptionCode) } == [
                ["VATEX-EU-F"], ["VATEX-FR-CGI261-4"],
            ])
    }

    @Test func `nothing is asked ahead with one of two reasons`() throws {
        let world = try world(delivered: false)
        try world.instruct(.billing(.askPrepayment(Self.key, Percentage(30))))
        try world.run()
        #expect(try world.invoices().isEmpty)
        #expect(try world.waiting("unbillable").first?.findings.map(\.code).contains("INV-022") == true)
    }
}
