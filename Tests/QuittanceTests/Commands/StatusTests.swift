import Calendars
import Documents
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Who may say what became of an invoice.
struct InvoiceStatusTests {
    private func world() throws -> World {
        let world = try World()
        world.dropInbox { !$0.hasPrefix("status-") }
        try world.run()
        return world
    }

    private func status(_ edit: (String) -> String) -> [UInt8] {
        Array(
            edit(String(decoding: Samples.bytes("inbox/status-questioned-boulangerie-sainte-aure.xml"), as: UTF8.self))
                .utf8)
    }

    @Test func `a status of somebody else's invoice changes nothing and waits with its code`() throws {
        let world = try world()
        let invoice = try #require(try world.invoices().first { $0.number == "INV-2026-000003" })
        for (name, code) in [("refused", "RE"), ("paid", "PD")] {
            world.intake.drop(
                "\(name).xml",
                status {
                    $0.replacing("INV-2026-000004", with: invoice.number).replacing(">CA<", with: ">\(code)<")
                        .replacing("RF-2026-077", with: name)
                })
        }
        try world.run()
        let waiting = try world.waiting("unknown-invoice")
        #expect(waiting.map { $0.findings.map(\.code) } == [["STS-004"], ["STS-004"]])
        #expect(
            try !world.ledger.read { try allEvents($0) }.contains {
                $0.event.name == "invoice-status-recorded" || $0.event.name == "dispute-opened"
            })
        try world.intervene(.release, on: waiting[0])
        try world.run()
        #expect(try world.ledger.read { try allEvents($0) }.contains { $0.event.name == "invoice-status-recorded" })
        try world.checkInvariants()
    }

    @Test func `a sender that the customer's agreement names speaks for it, from then on`() throws {
        let world = try world()
        world.intake.drop(
            "platform.xml",
            status { $0.replacing("99990118400013</cbc:EndpointID>", with: "999950009</cbc:EndpointID>") })
        try world.run()
        #expect(try world.standing("platform.xml") == "waiting: unknown-invoice")
        var terms = PartnerTerms(from: "2026-01-01")
        terms.identifiers = [PartyIdentifier(scheme: "0009", "999950009")]
        try world.instruct(.recordPartners([PartnerAgreement(partner: CustomerID("C-1001"), terms: [terms])]))
        try world.run()
        #expect(try world.standing("platform.xml") == "waiting: contested")
        try world.checkInvariants()
    }
}
