import Calendars
import DebtCollection
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Invoices that never reached their buyer are not asked for in letters.
struct UndeliveredTests {
    private let invoice = "INV-2026-000001"

    /// The receiver treats the invoice of C-1001 so, and takes everything else.
    private func worldWithout(
        _ behaviour: SimulatedReceiver.Behaviour = .answer(422), _ edit: (String) -> String = { $0 }
    ) throws -> World {
        try julyWorld(edit) { $0.receiver.behave(behaviour, towards: "invoice/\(invoice)") }
    }

    private func obstacles(_ world: World) throws -> [[String]] { try world.withheld("C-1001").map(\.reasons) }

    @Test func `no letter asks for an invoice that the receiver did not take, and somebody is told`() throws {
        let world = try worldWithout()
        for date in ["2026-08-12", "2026-08-13"] as [BusinessDate] { try world.remind(on: date) }
        #expect(try world.letters("C-1001").isEmpty)
        #expect(
            try obstacles(world).first == [
                "invoices-delivered: \(invoice) not delivered: the receiver answered 422"
            ])
        let rows = try world.waiting("undelivered")
        #expect(rows.count == 1, "it is told once")
        let row = try #require(rows.first)
        #expect(row.desk == "collection-desk" && row.findings.map(\.code) == ["DUN-005"])
        #expect(row.findings[0].message == "\(invoice): not delivered: the receiver answered 422")
        #expect(row.nextAction.contains("`quittance trace \(invoice)`"))
        try world.checkInvariants()
    }

    @Test func `the letter leaves once the invoice has been delivered, and the row ends`() throws {
        let world = try worldWithout()
        try world.remind(on: "2026-08-12")
        world.receiver.behave(nil, towards: "invoice/\(invoice)")
        try world.intervene(.retry, on: #require(try world.waiting("dead").first))
        try world.run(on: "2026-08-12")
        #expect(try world.waiting("undelivered").isEmpty)
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").map { $0.lines.map(\.invoice) } == [[invoice]])
        try world.checkInvariants()
    }

    @Test(arguments: [SimulatedReceiver.Behaviour.takeAndDrop, .refuseConnection, .answer(401), .answer(410)])
    func `nor for one of which nobody knows whether it arrived, or that waits`(
        behaviour: SimulatedReceiver.Behaviour
    ) throws {
        let world = try worldWithout(behaviour)
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        #expect(
            try world.waiting("undelivered").flatMap(\.findings).map(\.message)
                == ["\(invoice): not delivered yet"])
        try world.checkInvariants()
    }

    @Test func `a delivery that was discarded is counted, and asked for once its buyer has the invoice all the same`()
        throws
    {
        let world = try worldWithout()
        try world.intervene(.discard, on: #require(try world.waiting("dead").first))
        try world.run(on: "2026-08-11")
        #expect(try world.runner().counts()["deliveries-discarded"] == 1)
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        let row = try #require(try world.waiting("undelivered").first)
        #expect(row.findings[0].message == "\(invoice): its delivery was discarded: agreed on the phone")

        try world.intervene(.release, on: row)
        try world.run(on: "2026-08-12")
        #expect(try world.waiting("undelivered").isEmpty)
        #expect(try world.runner().counts()["deliveries-discarded"] == 0)
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test func `a row that is discarded is not told again, and the letter does not leave`() throws {
        let world = try worldWithout()
        try world.remind(on: "2026-08-12")
        try world.intervene(.discard, on: #require(try world.waiting("undelivered").first))
        try world.run(on: "2026-08-12")
        try world.remind(on: "2026-08-13")
        #expect(try world.waiting("undelivered").isEmpty && world.letters("C-1001").isEmpty)
        try world.checkInvariants()
    }

    /// What the platform has taken is sent on to whoever gets copies.
    private func sentOn(_ pipeline: String) -> String {
        pipeline.replacing(
            "\"platform\": {",
            with: "\"copies\": { \"url\": \"http://127.0.0.1:8182\", \"allowPrivateAddress\": true }, \"platform\": {",
            maxReplacements: 1
        ).replacing(
            /("path": "\/invoices" \},\s*"to": \{ "delivered": )"outbox"(, "answered": "end" \},\s*"waits": \{ "dead": "billing-desk" \}\s*\},)/
        ) { match in
            """
            \(match.output.1)"send-copy"\(match.output.2)
            { "id": "send-copy", "uses": "deliver", "settings": { "endpoint": "copies" },
              "to": { "delivered": "outbox", "answered": "end" }, "waits": { "dead": "billing-desk" } },
            """
        }
    }

    @Test func `an invoice that one receiver has taken and the next is still to take is in no letter`() throws {
        let world = try julyWorld(sentOn) { $0.copies.behave(.answer(503), towards: "invoice/\(invoice)") }
        #expect(world.receiver.effects.contains { $0.key.hasPrefix("invoice/\(invoice)") })
        #expect(!world.copies.effects.isEmpty, "the others are sent on")
        let copy = try world.ledger.read {
            try $0.work(after: 0, limit: 10, states: [.ready], stages: ["send-copy"])
        }
        #expect(
            copy.count == 1 && copy[0].lane.hasPrefix("send-copy/"), "what comes after it in its lane waits behind it")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        #expect(
            try world.waiting("undelivered").flatMap(\.findings).map(\.message) == ["\(invoice): not delivered yet"])
        world.copies.behave(nil, towards: "invoice/\(invoice)")
        world.clock.advance(seconds: 3600)
        try world.run(on: "2026-08-12")
        #expect(try world.waiting("undelivered").isEmpty)
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test func `where invoices leave by a folder alone, nothing is held`() throws {
        let world = try julyWorld {
            $0.replacing("\"rendered\": \"send-invoice\"", with: "\"rendered\": \"outbox\"")
                .replacing(
                    /\{\s*"id": "send-invoice",.*?"waits": \{ "dead": "billing-desk" \}\s*\},/.dotMatchesNewlines(),
                    with: "")
        }
        #expect(!world.receiver.effects.contains { $0.key.hasPrefix("invoice/") })
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test func `where some leave by a folder and others are delivered, those of the folder are not held`() throws {
        let world = try julyWorld {
            // Only what goes in interchanges is delivered.
            $0.replacing(
                /("format": "peppol-invoice", "fromPartner": "invoices" \},\s*"to": \{ "rendered": )"send-invoice"/,
                with: { "\($0.output.1)\"outbox\"" })
        }
        #expect(!world.receiver.effects.contains { $0.key.hasPrefix("invoice/") })
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test func `an invoice within an interchange is delivered with it`() throws {
        let world = try World(
            { $0.replacing("\"reminder-pdf\"", with: "\"reminder-html\"") }, isAgreed: true)
        world.receiver.behave(.answer(422), towards: "outgoing-interchange/edifact/5:99991122500012-2/")
        world.drop("edifact-cremerie-duvalet.edi")
        try world.run()
        let customer = try #require(
            try world.ledger.read { try allEvents($0) }.compactMap {
                if case .billing(.invoiceIssued(let issue)) = $0.event { issue.customer } else { nil }
            }.first)
        try world.remind(on: "2027-03-01")
        #expect(try world.letters(customer.text).isEmpty)
        #expect(
            try world.waiting("undelivered").flatMap(\.findings).map(\.message)
                == ["\(invoice): not delivered: the receiver answered 422"])
        world.receiver.behave(nil, towards: "outgoing-interchange/edifact/5:99991122500012-2/")
        try world.intervene(.retry, on: #require(try world.waiting("dead").first))
        try world.run(on: "2027-03-01")
        #expect(try world.waiting("undelivered").isEmpty)
        try world.remind(on: "2027-03-02")
        #expect(try world.letters(customer.text).count == 1)
        try world.checkInvariants()
    }

    @Test func `of an invoice that is written anew, what counts is whether the new one arrived`() throws {
        let world = try julyWorld()
        let anew = "INV-2026-000004"
        world.receiver.behave(.answer(422), towards: "invoice/\(anew)")
        let wrong = try #require(try world.invoices().first { $0.number == invoice })
        try world.instruct(
            .billing(.correctInvoice(InvoiceCorrection(original: wrong, buyerReference: "PO 7"))), on: "2026-07-10")
        #expect(try world.invoices().map(\.number).contains(anew))
        try world.remind(on: "2026-09-15")
        #expect(try world.letters("C-1001").isEmpty)
        #expect(
            try world.waiting("undelivered").flatMap(\.findings).map(\.message)
                == ["\(anew): not delivered: the receiver answered 422"])
        world.receiver.behave(nil, towards: "invoice/\(anew)")
        try world.intervene(.retry, on: #require(try world.waiting("dead").first))
        try world.run(on: "2026-09-15")
        try world.remind(on: "2026-09-16")
        #expect(try world.letters("C-1001").map { $0.lines.map(\.invoice) } == [[anew]])
        try world.checkInvariants()
    }

    @Test func `a letter about other invoices leaves, and keeps why one is not in it`() {
        let decided = decideDunning(
            of: DunningSubject(
                customer: CustomerID("C-1001"),
                items: [
                    DunnableItem(
                        invoice: "A", dueDate: "2026-08-05", open: Money("50.00", .euro)!,
                        undelivered: "not delivered yet"),
                    DunnableItem(invoice: "B", dueDate: "2026-08-05", open: Money("50.00", .euro)!),
                ], unapplied: .zero(.euro), cashKnownUntil: "2026-08-12"),
            by: .usual, on: "2026-08-13")
        guard case .letter(let lines, _, let gate) = decided else {
            Issue.record("\(decided)")
            return
        }
        #expect(lines.map(\.item.invoice) == ["B"])
        #expect(gate.left == ["A": .undelivered("not delivered yet")])
    }
}
