import Calendars
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// From order to cash with a trading partner that is not ours; skipped where `make judges` has not installed it.
@Suite(.enabled(if: TradingPartner.isThere, "mock-edi is not installed; `make judges` installs it"))
struct PartnerPlayTests {
    @Test func `an X12 partner finds nothing against what the house answers, ships and bills`() throws {
        let partner = try TradingPartner("X12")
        let posted = try play(partner, Self.x12)
        let sets = ["ST*855", "ST*997", "ST*856", "ST*810"]
        #expect(zip(posted, sets).allSatisfy { $0.contains($1) } && posted.count == sets.count, "\(posted)")
        for text in posted {
            let verdict = partner.answer(Array(text.utf8))
            #expect(Self.withoutNotes(verdict) == Self.nothing, "\(verdict) of \(text)")
        }
        let disagreements = try partner.end()
        #expect(!disagreements.contains("rule"), "\(disagreements)")
    }

    /// Its lists of codes are shorter than the directory's, it knows no FII, which D.96A has after NAD in an INVOIC, and it
    /// wants a despatch advice that nobody has to send.
    @Test func `an EDIFACT partner accepts what the house answers and bills`() throws {
        let partner = try TradingPartner("EDIFACT")
        let posted = try play(partner, Self.edifact)
        let types = ["ORDRSP:D:96A", "CONTRL:D:3", "INVOIC:D:96A"]
        #expect(zip(posted, types).allSatisfy { $0.contains($1) } && posted.count == types.count, "\(posted)")
        for text in posted {
            let verdict = partner.answer(Array(text.unicodeScalars.map { UInt8($0.value) }))
            #expect(verdict.contains(#""accepted": true"#), "\(verdict) of \(text)")
            for finding in verdict.matches(of: /"([A-Z]{3})@\d+: ([^"]*)"/) {
                let isOfLists = finding.2.contains(" is not a code ") || finding.1 == "TAX"
                let isOfAccount =
                    finding.1 == "FII" && finding.2.hasSuffix("not a segment this transaction set defines")
                #expect(isOfLists || isOfAccount, "\(finding.0) of \(text)")
            }
        }
        let disagreements = try partner.end()
        #expect(disagreements.matches(of: /"rule": "([a-z-]*)"/).map { String($0.1) } == ["billed-before-shipped"])
    }

    private static let nothing = #"{"accepted": true, "findings": []}"#

    /// A verdict without what it finds in notes: it knows no NTE in an 810, which 004010 has at position 030 of its heading,
    /// and where we say why no VAT is taken.
    private static func withoutNotes(_ verdict: String) -> String {
        let rest = verdict.replacing(/"NTE@\d+: NTE is not a segment this transaction set defines"(, )?/, with: "")
        return rest == verdict ? verdict : rest.replacing(#""one or more segments in error""#, with: "")
    }
    private static let x12 = #""answers": "x12-855", "despatches": "x12-856-out", "invoices": "x12-810""#
    private static let edifact = #""answers": "edifact-ordrsp-d96a", "invoices": "edifact-invoic-d96a""#

    /// What is posted when the partner's order comes, and then the despatch advice of the warehouse.
    private func play(_ partner: TradingPartner, _ formats: String) throws -> [String] {
        let world = try house(formats)
        let bytes = partner.order()
        let order = try #require(readOrder(bytes))
        world.intake.drop("order.edi", bytes)
        try world.run(on: order.issueDate)
        #expect(try world.standing("order.edi") == "released")
        world.intake.drop("despatch.xml", Array(despatch(of: order).utf8))
        try world.run(on: order.issueDate)
        let waiting = try world.waiting("unbillable").flatMap(\.findings).map { "\($0.code) \($0.message)" }
        #expect(try world.standing("despatch.xml") == "invoiced", "\(waiting)")
        try world.checkInvariants()
        return world.receiver.effects.map { effect in
            var text = ""
            for byte in effect.body { text.unicodeScalars.append(Unicode.Scalar(byte)) }
            return text
        }
    }

    @Test func `the partner finds a price that we did not agree on, and a quantity that we did not ship`() throws {
        let partner = try TradingPartner("X12")
        let posted = try play(partner, Self.x12)
        #expect(posted.map { partner.answer(Array($0.replacing("*100*EA*12.50*", with: "*90*EA*13*").utf8)) } != [])
        let disagreements = try partner.end()
        #expect(disagreements.contains("rule"), "\(disagreements)")
    }

    private static let mentions =
        #""latePenalty": "Late: 12.15 %.", "recoveryIndemnity": "And 40 EUR.", "earlyPayment": "No discount.""#

    /// The samples' house, with the partner among its customers.
    private func house(_ formats: String) throws -> World {
        let world = try World(amend: { file, text in
            switch file {
            case "customers.csv":
                text
                    + "C-2001,Mock EDI Supply Co,,,,,500 Seaport Boulevard,Boston,02210,US,30d,20000.00,EUR,80,despatched,0,0208,MOCKEDI,\n"
            case "items.csv":
                text + "WIDGET-001,,\"Widget, blue, 40mm\",C62,S,20\nCABLE-2M,,\"Power cable, 2 m\",C62,S,20\n"
            case "prices.csv":
                text + "C-2001,WIDGET-001,12.50,EUR,1,2026-01-01,,\nC-2001,CABLE-2M,3.95,EUR,1,2026-01-01,,\n"
            // The partner knows no note of an invoice but in its terms, and five of these.
            case "company.json": text.replacing(/"mentions": \{[^}]*\}/, with: "\"mentions\": {\(Self.mentions)}")
            default: text
            }
        })
        let agreement = """
            {"partner": "C-2001", "terms": [{"from": "2020-01-01",
             "identifiers": [{"scheme": "ZZ", "id": "MOCKEDI"}, {"scheme": "92", "id": "MOCKEDI"}],
             "ourIdentifiers": [{"scheme": "ZZ", "id": "NORTHWIND"}, {"scheme": "92", "id": "NORTHWIND"}],
             "answers": ["acknowledgement", "response"], "formats": {\(formats)}}]}
            """
        let runner = try world.runner()
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement.json", as: .partners, through: runner, actor: "test",
            reason: "play")
        try runner.runUntilIdle()
        return world
    }

    private func readOrder(_ bytes: [UInt8]) -> Order? {
        guard case .order(let order)? = Pipeline.read(bytes, as: builtIn.readingFormats).first?.document else {
            return nil
        }
        return order
    }

    /// What the warehouse says when all of it has left.
    private func despatch(of order: Order) -> String {
        let lines = order.lines.map { line in
            """
            <cac:DespatchLine><cbc:ID>\(line.id)</cbc:ID>
            <cbc:DeliveredQuantity unitCode="C62">\(line.quantity.value)</cbc:DeliveredQuantity>
            <cac:OrderLineReference><cbc:LineID>\(line.id)</cbc:LineID>
            <cac:OrderReference><cbc:ID>\(order.number)</cbc:ID></cac:OrderReference></cac:OrderLineReference>
            <cac:Item><cbc:Name>\(line.item.name)</cbc:Name></cac:Item></cac:DespatchLine>
            """
        }
        return String(decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)
            .replacing("BC-2026-0417", with: order.number).replacing("99990118400013", with: "MOCKEDI")
            .replacing("schemeID=\"0009\"", with: "schemeID=\"92\"").replacing("2026-11-23", with: "\(order.issueDate)")
            .replacing(/<cac:DespatchLine>(.|\n)*<\/cac:DespatchLine>/, with: lines.joined(separator: "\n"))
    }
}
