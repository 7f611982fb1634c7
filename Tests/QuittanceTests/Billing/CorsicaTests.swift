import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// Corsica has rates of VAT of its own for some goods: nobody bills there at another one without being told.
struct CorsicaTests {
    private func told(_ legal: String = "", postal: String = "20090") throws -> (World, [String]) {
        let world = try World(amend: { file, text in
            switch file {
            case "legal.json": text.replacing(#""regionalRates": ["#, with: #""regionalRates": ["# + legal)
            case "customers.csv": text.inLines(of: ["C-1001"]) { $0.replacing(",71000,", with: ",\(postal),") }
            default: text
            }
        })
        // The order says nothing of VAT, and where it goes our books say.
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let silent = order.replacing(
            #/<cac:TaxTotal>[\s\S]*?<\/cac:TaxTotal>|<cac:AnticipatedMonetaryTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>|<cac:ClassifiedTaxCategory>[\s\S]*?<\/cac:ClassifiedTaxCategory>/#,
            with: "")
        world.intake.drop("order.xml", Array(silent.utf8))
        world.drop("despatch-boulangerie-sainte-aure.xml")
        let runner = try world.runner()
        var told: [String] = []
        runner.onRemark = { told.append("\($0.finding)") }
        try runner.runUntilIdle()
        return (world, told.filter { $0.contains("ORD-061") })
    }

    @Test func `an order that goes to Corsica is booked, and told with its lines`() throws {
        let (world, told) = try told()
        #expect(told.count == 1 && told[0].contains("line 1 ("), "\(told)")
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }

    @Test func `what is said of every rate is no longer told, and taken`() throws {
        let said = ["20", "5.5"].map {
            #"{ "regions": ["FR-20R"], "from": "2014-01-01", "rate": "\#($0)", "regionalRate": "2.1" },"#
        }.joined()
        let (world, told) = try told(said)
        #expect(told.isEmpty, "\(told)")
        let rates = try world.invoices().flatMap { $0.vatBreakdown.map(\.vat.rate) }
        #expect(rates == [Percentage("2.1")])
    }

    @Test func `what stays on the continent is not told`() throws { #expect(try told(postal: "21000").1.isEmpty) }
}
