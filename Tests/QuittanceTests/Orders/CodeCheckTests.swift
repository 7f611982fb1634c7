import Calendars
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

/// What a document says under a code that no list has is reported and kept, whatever format it came in.
struct CodeCheckTests {
    private static func sample(_ name: String) throws -> String {
        String(
            decoding: try Data(contentsOf: checkout.appendingPathComponent("Samples/\(name)")), as: UTF8.self)
    }

    private static func latin(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// A sample, what is changed in it, and what is said of that.
    @Test(arguments: [
        ("edifact/orders-d01b.edi", ":PCE", ":QQQ", "DOC-001"),
        ("edifact/orders-d01b.edi", "CUX+2:EUR", "CUX+2:QQQ", "DOC-002"),
        ("edifact/orders-d01b.edi", "BGM+220", "BGM+999", "DOC-004"),
        ("inbox/order-boulangerie-sainte-aure.xml", "unitCode=\"C62\"", "unitCode=\"QQQ\"", "DOC-001"),
        ("inbox/order-boulangerie-sainte-aure.xml", "EUR", "QQQ", "DOC-002"),
        ("inbox/order-boulangerie-sainte-aure.xml", "OrderTypeCode>220", "OrderTypeCode>999", "DOC-004"),
        ("cxml/order-new.xml", "<UnitOfMeasure>EA", "<UnitOfMeasure>QQQ", "DOC-001"),
        ("cxml/order-new.xml", "currency=\"EUR\"", "currency=\"QQQ\"", "DOC-002"),
        ("orderx/order.xml", "unitCode=\"C62\"", "unitCode=\"QQQ\"", "DOC-001"),
        ("x12/order-850.edi", "CUR*BY*EUR", "CUR*BY*QQQ", "DOC-002"), ("x12/order-850.edi", "*EA*", "*Q7*", "X12-028"),
        ("edifact/desadv.edi", ":PCE", ":QQQ", "DOC-001"),
        ("edifact/orders-d01b.edi", "NAD+SU+9520417000017", "NAD+SU+9520417000018", "DOC-007"),
        ("edifact/ordchg.edi", "LIN+1+3", "LIN+1+9", "EDF-022"),
        ("edifact/orders-d01b.edi", "MOA+203", "MOA+66", "EDF-018"),
        ("edifact/remadv.edi", "CUX+2:EUR", "CUX+2:QQQ", "DOC-002"),
        ("bank/mt940.sta", "EUR", "QQQ", "DOC-002"),
    ])
    func `a code that no list has is reported at a place, and the document is read`(
        name: String, before: String, after: String, code: String
    ) throws {
        let text = try Self.sample(name)
        let sound = Pipeline.read(Self.latin(text), as: builtIn.readingFormats)
        #expect(!sound.flatMap(\.findings).contains { $0.rule.code == code }, "\(name)")
        let changed = text.replacing(before, with: after)
        try #require(changed != text, "\(name) has no \(before)")
        let read = Pipeline.read(Self.latin(changed), as: builtIn.readingFormats)
        let found = read.flatMap(\.findings).filter { $0.rule.code == code }
        #expect(
            !found.isEmpty && found.allSatisfy { $0.place != .document && $0.severity < .fatal },
            "\(read.flatMap(\.findings))")
        #expect(read[0].document != nil, "\(name)")
    }

    private static let euro = Currency.euro

    private static func order(_ edit: (inout Order) -> Void) -> [String] {
        var order = Order(
            number: "1", issueDate: "2026-01-01", currency: .euro, buyer: Party(name: "A"), seller: Party(name: "B"),
            lines: [
                OrderLine(
                    id: "1", quantity: Quantity(ExactDecimal(2), "KGM"), amount: Money(minorUnits: 200, .euro),
                    item: ItemReference(
                        name: "I", standardID: PartyIdentifier(scheme: "0160", "4006381333931")),
                    source: SourceLine(segment: 7))
            ])
        edit(&order)
        var log = FindingLog()
        Document.order(order).checkCodes(&log)
        return log.findings.map { "\($0.rule.code) \($0.place)" }
    }

    @Test func `numbers that do not check are reported`() {
        #expect(Self.order { _ in }.isEmpty)
        #expect(
            Self.order { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0160", "4006381333932") } == [
                "DOC-003 segment 7"
            ])
        #expect(
            Self.order { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0160", "40063813") } == [
                "DOC-003 segment 7"
            ])
        #expect(Self.order { $0.lines[0].item.standardID = PartyIdentifier(scheme: "0088", "4006381333932") }.isEmpty)
    }

    /// What is negative and nothing explains is told once, by the stage that decides, with its place.
    @Test(arguments: [
        ("allowance", ["ORD-006"]), ("line", ["ORD-010", "ORD-008"]), ("total", ["ORD-013"]), ("despatch", ["BIL-005"]),
    ]) func `what is negative is told by one rule`(what: String, codes: [String]) throws {
        let order = try Self.sample("inbox/order-boulangerie-sainte-aure.xml")
        let despatch = try Self.sample("inbox/despatch-boulangerie-sainte-aure.xml")
        let allowance = """
            <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
            <cbc:Amount currencyID="EUR">-1.00</cbc:Amount></cac:AllowanceCharge><cac:TaxTotal>
            """
        let changed =
            switch what {
            case "allowance":
                order.replacing("<cac:TaxTotal>", with: allowance)
                    .replacing(#/<cac:TaxTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>/#, with: "")
            case "line":
                order.replacing(">189.00</cbc:LineExtensionAmount>", with: ">-189.00</cbc:LineExtensionAmount>")
                    .replacing(#/<cac:TaxTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>/#, with: "")
            case "total": order.replacing(">1160.62</cbc:PayableAmount>", with: ">-1160.62</cbc:PayableAmount>")
            default: order
            }
        #expect(what == "despatch" || changed != order)
        let world = try World()
        world.intake.drop("order.xml", Array(changed.utf8))
        world.intake.drop("despatch.xml", Array(despatch.replacing(">40<", with: ">-40<").utf8))
        try world.run()
        let file = what == "despatch" ? "despatch.xml" : "order.xml"
        let origins = try world.ledger.read { ledger in
            try ledger.intakes(named: file).map { DocumentOrigin(intake: $0.id, index: 0) }
        }
        let works = try world.ledger.read { try allWork($0, states: [.waiting]) }.filter { origins.contains($0.origin) }
        let findings = works.flatMap { $0.findings }
        #expect(findings.map { $0.code } == codes)
        #expect(findings.allSatisfy { $0.place != "the document" })
        let bytes = what == "despatch" ? despatch.replacing(">40<", with: ">-40<") : changed
        let read = Pipeline.read(Array(bytes.utf8), as: builtIn.readingFormats).flatMap { $0.findings }
        #expect(read.filter { $0.rule.code.hasPrefix("DOC-") }.isEmpty, "told once: \(read)")
    }

    @Test func `a GTIN checks itself in each of its lengths`() {
        for sound in ["96385074", "036000291452", "4006381333931", "10614141543219"] {
            #expect(IdentityCheck.isGTIN(sound), "\(sound)")
            let last = sound.utf8.last! == 0x30 ? "1" : "0"
            #expect(!IdentityCheck.isGTIN(sound.dropLast() + last), "\(sound)")
        }
        for wrong in ["", "4", "400638133393", "40063813339311", "4006381333931 ", "400638133393X"] {
            #expect(!IdentityCheck.isGTIN(wrong), "\(wrong)")
        }
    }
}
