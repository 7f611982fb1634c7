import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

struct InboxTests {
    @Test func `every file of the inbox ends in the state that the samples say`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let expected = [
            "despatch-bakkerij-van-houtegem.xml": "invoiced", "despatch-boulangerie-sainte-aure.xml": "invoiced",
            "despatch-cuisines-centrales.xml": "invoiced", "despatch-distri-four-atlantique.xml": "invoiced",
            "despatch-fournils-de-la-mauve-part.xml": "invoiced", "despatch-unknown-order.xml": "waiting: no-order",
            "edifact-cremerie-duvalet.edi": "invoiced", "edifact-fournils-de-la-mauve.edi": "released",
            "empty.xml": "waiting: unreadable", "entity-bomb.xml": "waiting: unreadable",
            "not-xml.xml": "waiting: unreadable", "truncated-biscuiterie-kerlannoy.xml": "waiting: unreadable",
            "order-bakkerij-van-houtegem.xml": "released", "order-biscuiterie-kerlannoy.xml": "released",
            "order-boulangerie-sainte-aure.xml": "released", "order-cremerie-duvalet.xml": "invoiced",
            "order-cuisines-centrales.xml": "released", "order-distri-four-atlantique.xml": "released",
            "order-fournils-de-la-mauve.xml": "released", "order-hotels-bellorme.xml": "released",
            "order-institut-du-fournil.xml": "released", "order-patisserie-tilleret-oven.xml": "waiting: held",
            "order-patisserie-tilleret-tools.xml": "waiting: held", "order-restaurants-pampelune.xml": "released",
            "order-traiteur-marsolle.xml": "released", "price-off-agreement-fournils.xml": "waiting: price-differs",
            "resend-boulangerie-sainte-aure.xml": "resent", "revised-order-hotels-bellorme.xml": "released",
            "same-number-restaurants-pampelune.xml": "waiting: conflict",
            // It pays invoices of the history, which did not play here.
            "statement-2026-11-20.xml": "waiting: unmatched",
            "statement-2026-11-23-export.csv": "waiting: unmatched",
            "unknown-customer-auberge.xml": "waiting: unknown",
            "unknown-item-traiteur-marsolle.xml": "waiting: unknown",
            "wrong-totals-quai-vergne.xml": "waiting: refused", "x12-distri-four.edi": "released",
            "revised-lines-traiteur-marsolle.xml": "released",
            "cxml-quai-vergne.xml": "released", "csv-place-de-marche.csv": "released",
            "json-hotels-bellorme.json": "released",
            "order-x-bakkerij-van-houtegem.pdf": "released",
            "too-late-cancellation-cremerie-duvalet.xml": "change-refused",
            "status-questioned-boulangerie-sainte-aure.xml": "waiting: contested",
        ]
        #expect(Set(Samples.files(in: "inbox").map(\.name)) == Set(expected.keys))
        for (file, state) in expected { #expect(try world.standing(file) == state, "\(file)") }
        try world.checkInvariants()
    }

    @Test func `the invoices come to what the samples say`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let invoices = try world.invoices()
        #expect(invoices.count == 7)
        #expect(invoices.map(\.totals.beforeTax).sum(in: .euro) == Money("29989.20", .euro))
        #expect(invoices.map(\.totals.payable).sum(in: .euro) == Money("34828.09", .euro))
    }

    @Test func `a limit that is raised releases what was held, in the order it came`() throws {
        let world = try World()
        world.drop("order-patisserie-tilleret-oven.xml", "order-patisserie-tilleret-tools.xml")
        try world.run()
        #expect(try world.waiting("held").count == 2)
        #expect(try world.account("C-1004").held == ["T-318", "T-319"])
        try world.instruct(.setCreditLimit(CustomerID("C-1004"), Money("10000.00", .euro)!))
        try world.run()
        #expect(try world.waiting("held").isEmpty)
        #expect(try world.account("C-1004").held.isEmpty)
        let released = try world.ledger.read { try allEvents($0) }.compactMap { event in
            if case .orderReleased(let key, _) = event.event { key.number } else { nil }
        }
        #expect(released == ["T-318", "T-319"])
        try world.checkInvariants()
    }

    @Test func `a second run over the same files changes nothing`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let before = try world.ledger.read { try $0.counts() }.map { "\($0)" }
        let effects = world.receiver.effects.map(\.key)
        try world.run()
        #expect(try world.ledger.read { try $0.counts() }.map { "\($0)" } == before)
        #expect(world.receiver.effects.map(\.key) == effects)
    }

    @Test func `pain 20: names of files mean nothing, and a bad file holds up no other`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        world.intake.drop("copy.xml", Samples.bytes("inbox/order-cremerie-duvalet.xml"))
        try world.run()
        #expect(try world.standing("copy.xml") == "resent")
        #expect(try world.invoices().count == 1)
        // Another order under a name that was used, between files that cannot be read.
        world.drop("empty.xml", "not-xml.xml")
        world.intake.drop("copy.xml", Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"))
        try world.run()
        #expect(try world.standing("copy.xml") == "resent", "the first of that name stays what it was")
        #expect(try world.account("C-1001").reserved.isPositive, "the second is an order of its own")
        #expect(try world.waiting("unreadable").count == 2)
        #expect(Set(world.receiver.effects.map(\.key)).count == world.receiver.effects.count)
    }

    @Test func `a despatch of less than nothing is told as what it is`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        let advice = String(decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)
        world.intake.drop("negative.xml", Array(advice.replacing("\"C62\">40<", with: "\"C62\">-2<").utf8))
        try world.run()
        let findings = try #require(try world.waiting("mismatch").first).findings
        #expect(findings.map(\.code) == ["BIL-005"])
        #expect(findings[0].message.contains("delivers -2 C62, which is less than nothing"), "\(findings)")
    }

    @Test func `a despatch advice that comes before its order is billed when the order is released`() throws {
        let world = try World()
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.standing("despatch-boulangerie-sainte-aure.xml") == "waiting: no-order")
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.invoices().count == 1)
        #expect(try world.waiting("no-order").isEmpty)
    }
}

struct InterventionTests {
    @Test func `releasing a price that differs confirms the agreed one and says so`() throws {
        let world = try World()
        world.drop("price-off-agreement-fournils.xml")
        try world.run()
        let work = try #require(try world.waiting("price-differs").first)
        #expect(work.desk == "order-desk")
        try world.intervene(.release, on: work)
        try world.run()
        #expect(try world.standing("price-off-agreement-fournils.xml") == "released")
        let answers = world.receiver.effects.filter { $0.key.hasPrefix("order-response/") }
        #expect(answers.count == 1)
        #expect(String(decoding: answers[0].body, as: UTF8.self).contains("<cbc:OrderResponseCode>CA<"))
    }

    @Test func `what is accepted is promised for when the buyer wants it`() throws {
        let world = try World()
        world.drop("order-biscuiterie-kerlannoy.xml")
        try world.run()
        let answer = try #require(world.receiver.effects.first { $0.key.hasPrefix("order-response/") })
        let text = String(decoding: answer.body, as: UTF8.self).filter { !$0.isWhitespace }
        #expect(
            text.contains(
                "<cac:Delivery><cac:PromisedDeliveryPeriod><cbc:StartDate>2026-12-01</cbc:StartDate><cbc:EndDate>2026-12-04</cbc:EndDate></cac:PromisedDeliveryPeriod></cac:Delivery>"
            ), "\(text)")
    }

    @Test func `a discarded document is refused for good, with who and why`() throws {
        let world = try World()
        world.drop("wrong-totals-quai-vergne.xml", "empty.xml")
        try world.run()
        for reason in ["refused", "unreadable"] {
            try world.intervene(.discard, on: #require(try world.waiting(reason).first))
        }
        try world.run()
        #expect(try world.standing("wrong-totals-quai-vergne.xml") == "discarded")
        #expect(try world.standing("empty.xml") == "discarded")
        let discarded = try world.ledger.read { try allEvents($0) }.filter { $0.event.name == "document-discarded" }
        #expect(discarded.map(\.actor) == ["Lea", "Lea"])
    }

    @Test func `what was missing and is recorded lets the order go on by itself`() throws {
        let world = try World()
        world.drop("unknown-item-traiteur-marsolle.xml")
        try world.run()
        let work = try #require(try world.waiting("unknown").first)
        #expect(work.findings.contains { $0.code == "ORD-030" })
        try world.intervene(.retry, on: work)
        try world.run()
        #expect(try world.standing("unknown-item-traiteur-marsolle.xml") == "waiting: unknown")
    }

    @Test func `a credit hold that is released is billed, and the override is kept`() throws {
        let world = try World()
        world.drop("order-patisserie-tilleret-oven.xml")
        try world.run()
        try world.intervene(.release, on: #require(try world.waiting("held").first))
        try world.run()
        let releases = try world.ledger.read { try allEvents($0) }.compactMap { event in
            if case .orderReleased(_, let release) = event.event { release } else { nil }
        }
        #expect(releases.first?.override?.actor == "Lea")
        #expect(try world.account("C-1004").exposure == Money("7868.40", .euro))
    }
}
