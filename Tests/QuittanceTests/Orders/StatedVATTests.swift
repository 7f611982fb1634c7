import Documents
import Findings
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// The VAT that an order states, against the VAT that is billed: from the file to the answer and the invoice.
struct StatedVATTests {
    private let grille = "9520417130103"

    private func edifact(_ number: String, tax: String...) -> String {
        EDIDesk.orders(
            number, [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"] + tax])
    }

    private func x12(_ number: String, head: [String] = [], tax: String...) -> String {
        let lines = ["PO1*1*10*EA*9.85*PE*EN*\(grille)"] + tax
        return EDIDesk.purchaseOrder(number, head: head, lines)
    }

    private func ubl(_ category: String) -> String {
        String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self).replacing(
            #/<cac:ClassifiedTaxCategory>\s*<cbc:ID>S<\/cbc:ID>\s*<cbc:Percent>20<\/cbc:Percent>/#,
            with: "<cac:ClassifiedTaxCategory>\(category)", maxReplacements: 1)
    }

    private func cxml(_ tax: String) throws -> String {
        let order = try Data(contentsOf: checkout.appendingPathComponent("Samples/cxml/order-new.xml"))
        return String(decoding: order, as: UTF8.self).replacing(
            "</ItemDetail>", with: "</ItemDetail>\(tax)", maxReplacements: 1)
    }

    /// An order of EDIFACT that says of its taxes before its lines.
    private func edifact(_ number: String, inHead head: [String]) -> String {
        edifact(number).replacing("CUX+2", with: head.map { $0 + "'\n" }.joined() + "CUX+2").replacing(
            #/UNT\+(\d+)/#
        ) { "UNT+\(Int($0.1)! + head.count)" }
    }

    private static let cxmlTax = """
        <Tax><Money currency="EUR">10.83</Money><Description xml:lang="fr">TVA</Description>\
        <TaxDetail category="vat" percentageRate="RATE"><TaxAmount><Money currency="EUR">10.83</Money></TaxAmount>\
        </TaxDetail></Tax>
        """

    // MARK: Another VAT

    @Test func `a line of UBL that states another VAT waits, with what both are, where it stands`() throws {
        let desk = try EDIDesk()
        let order = ubl("<cbc:ID>E</cbc:ID><cbc:Percent>0</cbc:Percent>")
        #expect(try desk.take(order, as: "order.xml") == "waiting: price-differs")
        let work = try #require(try desk.world.waiting("price-differs").first)
        let finding = try #require(work.findings.first)
        #expect(work.findings.map(\.code) == ["ORD-055"])
        #expect(finding.message == "line 1 states VAT of E 0 %, S 20 % is billed" && finding.place.contains("line "))
        #expect(work.nextAction.hasPrefix("Release to bill our VAT"), "\(work.nextAction)")
    }

    @Test func `what is released is billed with our VAT, and the answer says so`() throws {
        let desk = try EDIDesk()
        #expect(try desk.take(edifact("V-1", tax: "TAX+7+VAT+++:::5.5+S"), as: "V-1.edi") == "waiting: price-differs")
        #expect(try desk.take(x12("V-2", tax: "TXI*VA**5.5"), as: "V-2.edi") == "waiting: price-differs")
        for work in try desk.world.waiting("price-differs") {
            #expect(work.findings.map(\.message) == ["line 1 states VAT of S 5.5 %, S 20 % is billed"])
            try desk.world.intervene(.release, on: work)
        }
        try desk.world.run()
        let edifact = try #require(desk.posted("ORDRSP").last)
        #expect(edifact.contains("BGM+231+") && edifact.contains("+4'") && edifact.contains("LIN+1+3+"), "\(edifact)")
        #expect(edifact.contains("FTX+AAI+++VAT of S 20 % applies"), "\(edifact)")
        let american = try #require(desk.posted("ST*855").last)
        #expect(american.contains("*AC*V-2*") && american.contains("ACK*IC*10*EA"), "\(american)")
        let invoice = try desk.ship("V-1", [("1", "GR-3010", "10", "C62")])
        #expect(invoice.totals.tax.decimal.description == "19.70")
    }

    @Test(arguments: [
        ["TAX+7+VAT+++:::5.5"], ["TAX+7+VAT+++:::0"], ["TAX+7+VAT++++E"], ["TAX+7+VAT+++:::5.5+AA"],
        ["TAX+7+VAT+++:::19+H"], ["TAX+7+VAT+++:::10+XY"],
    ])
    func `EDIFACT states it by a rate, a category or both, on the line or for the whole order`(_ tax: [String]) throws {
        let desk = try EDIDesk()
        #expect(try desk.take(edifact("V-3", tax: tax[0]), as: "line.edi") == "waiting: price-differs")
        #expect(try desk.take(edifact("V-4", inHead: tax), as: "head.edi") == "waiting: price-differs")
        let said = try desk.world.waiting("price-differs").map(\.findings)
        #expect(said.count == 2 && said[0].last?.message == said[1].last?.message, "\(said)")
    }

    @Test(arguments: ["TXI*VA**5.5", "TXI*VA**0", "TXI*VA*0****1", "TXI*VA*****0"])
    func `X12 states it on the line or for the whole order`(_ tax: String) throws {
        let desk = try EDIDesk()
        #expect(try desk.take(x12("V-5", tax: tax), as: "line.edi") == "waiting: price-differs")
        let head = EDIDesk.purchaseOrder("V-6", head: [tax], ["PO1*1*10*EA*9.85*PE*EN*\(grille)"], control: 2)
        #expect(try desk.take(head, as: "head.edi") == "waiting: price-differs")
    }

    @Test func `cXML states it in the tax of a line`() throws {
        let desk = try EDIDesk()
        let other = try cxml(Self.cxmlTax.replacing("RATE", with: "5.5"))
        #expect(try desk.take(other, as: "other.xml") == "waiting: price-differs")
        let same = try cxml(Self.cxmlTax.replacing("RATE", with: "20.0")).replacing("CX-100", with: "CX-101")
        #expect(try desk.take(same, as: "same.xml") == "released")
    }

    @Test func `a change that states another VAT waits too`() throws {
        let desk = try EDIDesk()
        #expect(try desk.take(edifact("V-7", tax: "TAX+7+VAT+++:::20+S"), as: "order.edi") == "released")
        let line = ["LIN+1+3+\(grille):EN", "QTY+21:12:PCE", "PRI+AAA:9.85", "TAX+7+VAT++++E"]
        #expect(
            try desk.take(EDIDesk.change("C-7", of: "V-7", [line]), as: "change.edi") == "waiting: price-differs")
    }

    @Test func `a charge of the order is billed with the VAT of its lines, and waits where it states another`() throws {
        let desk = try EDIDesk()
        for (number, rate, standing) in [("V-20", "20", "released"), ("V-21", "5.5", "waiting: price-differs")] {
            let order = EDIDesk.orders(
                number, head: ["ALC+C++++FC", "MOA+23:10.00", "TAX+7+VAT+++:::\(rate)+S"],
                [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]])
            #expect(try desk.take(order, as: "\(number).edi") == standing)
        }
        let work = try #require(try desk.world.waiting("price-differs").first)
        #expect(
            work.findings.map(\.message) == [
                "a charge of 10.00 EUR states VAT of S 5.5 %, the lines are billed with S 20 %"
            ])
        #expect(work.findings.map(\.place) == ["segment 7"])
        try desk.world.intervene(.release, on: work)
        try desk.world.run()
        let invoice = try desk.ship("V-21", [("1", "GR-3010", "10", "C62")])
        #expect(invoice.totals.tax.decimal.description == "21.70" && invoice.vatBreakdown.count == 1)
    }

    @Test func `a row of CSV that states another VAT waits, with its place, and is billed with ours`() throws {
        let desk = try EDIDesk({
            $0.replacing(
                "\"requestedDelivery\": \"Livraison souhaitée\"",
                with: "\"requestedDelivery\": \"Livraison souhaitée\", \"vatRate\": \"TVA\"")
        })
        func order(_ number: String, _ rate: String) -> [UInt8] {
            let text = """
                Commande;Date;Devise;SIRET;Acheteur;Pos;Article;Désignation;Qté;Unité;Prix HT;Montant HT;Livraison souhaitée;TVA
                \(number);23/11/2026;EUR;99990118400013;X;1;GR-3010;Grille;10;pièce;9,85;98,50;;\(rate)

                """
            return text.unicodeScalars.map { UInt8($0.value) }
        }
        desk.world.intake.drop("V-30.csv", order("V-30", "20"))
        desk.world.intake.drop("V-31.csv", order("V-31", "5,5"))
        try desk.world.run()
        #expect(try desk.world.standing("V-30.csv") == "released")
        #expect(try desk.world.standing("V-31.csv") == "waiting: price-differs")
        let work = try #require(try desk.world.waiting("price-differs").first)
        #expect(
            work.findings.map(\.code) == ["ORD-055"] && work.findings[0].place.hasPrefix("line 2"), "\(work.findings)")
        #expect(work.findings.map(\.message) == ["line 1 states VAT of S 5.5 %, S 20 % is billed"])
        try desk.world.intervene(.release, on: work)
        try desk.world.run()
        #expect(try desk.world.standing("V-31.csv") == "released")
    }

    // MARK: The same VAT

    @Test(arguments: ["", "TAX+7+VAT+++:::20", "TAX+7+VAT+++:::20.00+S", "TAX+7+VAT++++S", "TAX+7+VAT+++:::20+H"])
    func `the same rate, however it is said, is no reason to wait`(_ tax: String) throws {
        let desk = try EDIDesk()
        let order = tax.isEmpty ? edifact("V-8") : edifact("V-8", tax: tax)
        #expect(try desk.take(order, as: "order.edi") == "released")
        #expect(try desk.world.remarks("order.edi").isEmpty)
    }

    @Test func `another category of the same tax is told, and keeps nothing waiting`() throws {
        let desk = try EDIDesk(amend: { file, text in
            file == "items.csv" ? text.inLines(of: ["GR-3010"]) { $0.replacing(",S,20,", with: ",E,0,") } : text
        })
        #expect(try desk.take(edifact("V-9", tax: "TAX+7+VAT+++:::0+Z"), as: "order.edi") == "released")
        let remarks = try desk.world.remarks("order.edi")
        #expect(remarks == ["ORD-056 at segment 7: line 1 states VAT of Z 0 %, E 0 % is billed"])
    }

    // MARK: What is no VAT, or none that can be told

    @Test func `another tax, and a rate said twice, are told where they stand`() throws {
        let desk = try EDIDesk()
        #expect(try desk.take(edifact("V-10", tax: "TAX+7+EXC+++:::5"), as: "excise.edi") == "released")
        let found = try desk.world.findings(of: edifact("V-10", tax: "TAX+7+EXC+++:::5"))
        #expect(found.contains { $0.rule.code == "EDF-018" && $0.message.contains("EXC") }, "\(found)")
        let twice = edifact("V-11", tax: "TAX+7+VAT+++:::20+S", "TAX+7+VAT+++:::5.5+S")
        #expect(try desk.world.findings(of: twice).contains { $0.rule.code == "EDF-024" })
        let heads = edifact("V-12", inHead: ["TAX+7+VAT+++:::20+S", "TAX+7+VAT+++:::5.5+S"])
        #expect(try desk.world.findings(of: heads).contains { $0.rule.code == "EDF-018" && $0.message.contains("5.5") })
        let amount = x12("V-13", tax: "TXI*VA*19.70")
        #expect(
            try desk.world.findings(of: amount).contains { $0.rule.code == "X12-020" && $0.message.contains("19.70") })
        let money = try cxml("<Tax><Money currency=\"EUR\">10.83</Money><Description>TVA</Description></Tax>")
        #expect(try desk.world.findings(of: money).contains { $0.rule.code == "CXM-024" })
    }
}

extension World {
    /// What is told of the document of a file that goes on.
    func remarks(_ file: String) throws -> [String] {
        try ledger.read { ledger in
            let intake = try #require(try ledger.intakes(named: file).last, "\(file) was not taken in")
            var told: [String] = []
            for event in try allEvents(ledger) {
                if case .documentRemarked(let origin, _, let remarks, _) = event.event, origin.intake == intake.id {
                    told += remarks
                }
            }
            return told
        }
    }

    /// What reading a file finds, whatever comes of it.
    func findings(of text: String) throws -> [Finding] {
        var found: [Finding] = []
        Array(text.utf8).withUnsafeBufferPointer { bytes in
            Pipeline.read(bytes, as: builtIn.readingFormats) { message in found.append(contentsOf: message.findings) }
        }
        return found
    }
}
