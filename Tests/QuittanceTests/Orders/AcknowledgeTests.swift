import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

struct AcknowledgeTests {
    private let order = "edifact-cremerie-duvalet.edi"

    private func acknowledgements(_ world: World) -> [String] {
        world.receiver.effects.filter { $0.key.hasPrefix("outgoing-interchange/") }.map {
            String(decoding: $0.body, as: UTF8.self)
        }
    }

    private func text(_ file: String) -> String {
        String(decoding: Samples.bytes("inbox/" + file).map { $0 < 0x80 ? $0 : 0x65 }, as: UTF8.self)
    }

    @Test func `an EDIFACT order goes from the folder to the invoice, and its interchange is acknowledged`() throws {
        let world = try World()
        world.drop(order)
        try world.run()
        #expect(try world.standing(order) == "invoiced")
        #expect(try world.invoices().map(\.totals.payable.description) == ["198.66 EUR"])
        let answers = acknowledgements(world)
        #expect(
            answers.map { $0.contains("UCI+DUV000031+99991122500012:5+9520417000017:14+7'") } == [true],
            "\(world.receiver.effects.map(\.key))")
        try world.checkInvariants()
    }

    @Test func `what became of each message is in the acknowledgement`() throws {
        let world = try World()
        world.drop("edifact-fournils-de-la-mauve.edi")
        try world.run()
        let answers = acknowledgements(world)
        try #require(answers.count == 1)
        #expect(answers[0].contains("UCM+M002+ORDERS:D:96A:UN:EAN008+7'\nUCS+16+13'"))
        #expect(answers[0].contains("UCM+M003+ORDERS:D:96A:UN:EAN008+4+29+UNT+2'"))
        #expect(!answers[0].contains("M001"))
        #expect(try world.waiting("unreadable").count == 1)
    }

    @Test func `a resend is acknowledged again, under the next number`() throws {
        let world = try World()
        world.drop(order)
        try world.run()
        world.intake.drop("again.edi", Samples.bytes("inbox/" + order))
        try world.run()
        let answers = acknowledgements(world)
        #expect(answers.map { $0.contains("+1'\nUNH") ? 1 : $0.contains("+2'\nUNH") ? 2 : 0 } == [1, 2])
        #expect(answers.allSatisfy { $0.contains("14+7'") })
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }

    @Test func `a reference with other content is answered as what became of it, and waits for a person`() throws {
        let world = try World()
        world.drop(order)
        try world.run()
        world.intake.drop("other.edi", Array(text(order).replacing("DUV-1190", with: "DUV-1191").utf8))
        try world.run()
        #expect(acknowledgements(world).last?.contains("UCI+DUV000031+99991122500012:5+9520417000017:14+7'") == true)
        #expect(try world.invoices().count == 2)
        let waiting = try #require(try world.waiting("reused-reference").first)
        #expect(waiting.findings.map(\.code) == ["ORD-050"])
        try world.intervene(.release, on: waiting)
        try world.run()
        #expect(try world.waiting("reused-reference").isEmpty)
        #expect(acknowledgements(world).count == 2)
        try world.checkInvariants()
    }

    @Test func `numbers follow each other for each partner by itself`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        world.intake.drop("again.edi", Samples.bytes("inbox/edifact-fournils-de-la-mauve.edi"))
        try world.run()
        let numbers = try world.ledger.read { try allEvents($0) }.compactMap { event -> String? in
            guard case .interchange(.acknowledged(let key, let number, _, _)) = event.event, key.dialect == .edifact
            else {
                return nil
            }
            return "\(key.sender.value) \(number)"
        }
        #expect(numbers == ["99991122500012 1", "9520501100012 1", "9520501100012 2"])
    }

    @Test func `nobody acknowledges an acknowledgement`() throws {
        let world = try World { $0.replacing("\"answers\": \"asked\"", with: "\"answers\": \"always\"") }
        let contrl =
            "UNB+UNOC:3+9520501100012:14+9520417000017:14+261123:0930+7'UNH+1+CONTRL:D:3:UN'UCI+R1+B:14+A:14+7'UNT+3+1'UNZ+1+7'"
        world.intake.drop("contrl.edi", Array(contrl.utf8))
        try world.run()
        #expect(acknowledgements(world).isEmpty)
        // Mixed with an order, only what is wrong with the order is told.
        let mixed = text(order).replacing(
            "UNH+1+ORDERS", with: "UNH+0+CONTRL:D:3:UN'UCI+R1+B:14+A:14+7'UNT+3+0'UNH+1+ORDERS"
        ).replacing("UNZ+1", with: "UNZ+2")
        world.intake.drop("mixed.edi", Array(mixed.utf8))
        try world.run()
        #expect(acknowledgements(world).map { $0.contains("UCM") } == [false])
    }

    @Test func `who did not ask gets no acknowledgement, unless something is wrong where that is wanted`() throws {
        let quiet = text(order).replacing("++ORDERS++1'", with: "'")
        #expect(quiet != text(order))
        for (setting, file, count) in [
            ("asked", quiet, 0), ("faulty", quiet, 0), ("always", quiet, 1), ("never", text(order), 0),
            ("faulty", quiet.replacing("UNT+", with: "UNT+1"), 1),
        ] {
            let world = try World { $0.replacing("\"answers\": \"asked\"", with: "\"answers\": \"\(setting)\"") }
            world.intake.drop("order.edi", Array(file.utf8))
            try world.run()
            #expect(acknowledgements(world).count == count, "\(setting)")
        }
    }
}

struct FollowAcknowledgementTests {
    private func contrl(_ rest: String) -> [UInt8] {
        Array("UNB+UNOC:3+9520501100012:14+9520417000017:14+261123:0930+7'UNH+1+CONTRL:D:3:UN'\(rest)UNZ+1+7'".utf8)
    }

    @Test func `what a partner refuses of ours waits for a person, and what it accepts does not`() throws {
        let world = try World()
        world.intake.drop("accepted.edi", contrl("UCI+5+B:14+A:14+7'UNT+3+1'"))
        world.intake.drop("refused.edi", contrl("UCI+6+B:14+A:14+7'UCM+1+INVOIC:D:96A:UN+4'UCS+3'UCD+12+2:2'UNT+6+1'"))
        try world.run()
        #expect(try world.standing("accepted.edi") == "acknowledged")
        #expect(try world.standing("refused.edi") == "waiting: rejected")
        let waiting = try #require(try world.waiting("rejected").first)
        #expect(waiting.findings.map(\.code) == ["ORD-051"] && waiting.desk == "order-desk")
        try world.intervene(.release, on: waiting)
        try world.run()
        #expect(try world.standing("refused.edi") == "acknowledged")
    }
}
