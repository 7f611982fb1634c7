import Calendars
import Documents
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// What leaves in interchanges is known by a name of its own, whatever address of a partner it goes to.
struct InterchangeIdentityTests {
    private let grille = "9520417130103"

    private func order(_ number: String) -> String {
        EDIDesk.orders(number, [["LIN+1++\(grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"]])
    }

    /// What is agreed with Les Fournils de la Mauve, whatever an import would say of it.
    private func agree(_ world: World, _ change: (inout PartnerTerms) -> Void) throws {
        var terms = PartnerTerms(from: "2020-01-01")
        terms.identifiers = [PartyIdentifier(scheme: "14", EDIDesk.buyer)]
        terms.ourIdentifiers = [PartyIdentifier(scheme: "14", "9520417000017")]
        terms.formats = ["answers": "edifact-ordrsp-d96a", "invoices": "edifact-invoic-d96a"]
        change(&terms)
        try world.instruct(.recordPartners([PartnerAgreement(partner: CustomerID("C-1002"), terms: [terms])]))
        try world.run()
    }

    private func interchange(
        _ dialect: InterchangeReport.Dialect, _ scheme: String, _ content: Document
    ) -> OutgoingInterchange {
        OutgoingInterchange(
            dialect: dialect, sender: PartyIdentifier(scheme: scheme, "US"),
            recipient: PartyIdentifier(scheme: scheme, "X"), controlNumber: 1, preparedOn: "2026-11-23",
            preparedTime: "0800", content: content)
    }

    @Test func `the first number of a new address is sent, though the address before had it too`() throws {
        let desk = try EDIDesk()
        #expect(try desk.take(order("I-1"), as: "I-1.edi") == "released")
        try agree(desk.world) { $0.identifiers.insert(PartyIdentifier(scheme: "ZZZ", EDIDesk.buyer), at: 0) }
        #expect(try desk.take(order("I-2"), as: "I-2.edi") == "released")
        let answers = desk.posted("ORDRSP")
        #expect(answers.count == 2 && answers[0].contains("I-1") && answers[1].contains("I-2"), "\(answers)")
        let headers = answers.map { desk.world.segments("UNB", of: $0)[0] }
        #expect(headers[0].contains("\(EDIDesk.buyer):14") && headers[1].contains("\(EDIDesk.buyer):ZZZ"))
        #expect(headers.allSatisfy { $0.split(separator: "+")[5].hasPrefix("1") }, "\(headers)")
        let keys = desk.world.receiver.effects.map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `an interchange is no other one of the same number`() throws {
        var maker = InvoiceMaker(seed: 3)
        let invoice = Document.invoice(maker.invoice())
        let all = [
            interchange(.edifact, "14", invoice), interchange(.edifact, "ZZZ", invoice),
            interchange(.x12, "14", invoice), interchange(.x12, "ZZ", invoice),
        ]
        #expect(Set(all.map(\.title)).count == all.count)
        for outgoing in all {
            let key = RenderingKey(.outgoingInterchange, outgoing.title, format: "f").text
            #expect(SentDocument(.outgoingInterchange(outgoing)) == SentDocument(rendered: key))
        }
    }

    @Test func `what is taken of another address says nothing of an invoice`() throws {
        let number = "INV-2026-000001"
        let (ours, other) = ("x12/ZZ:X-1", "x12/07:X-1")
        let sent = Event.interchange(
            .sent(
                .invoice(number), title: "invoice \(number)", interchange: ours,
                to: PartyIdentifier(scheme: "ZZ", "X"), series: "interchanges to x12 ZZ:X", controlNumber: 1,
                on: "2026-11-23"))
        func delivered(_ title: String, _ format: String) -> Event {
            let key = RenderingKey(.outgoingInterchange, title, format: format).text
            return .delivered(key: key, endpoint: "e", status: 200, attempts: 1, replayed: false, goesOn: false)
        }
        let invoice = SentDocument.invoice(number)
        var slice = BookSlice()
        slice.load([BookKey.delivery(invoice)], [.delivery(invoice): .delivery(.awaited)])
        for event in [sent, delivered(other, "x12-997-out"), delivered(ours, "x12-810")] {
            slice.load(event.touches.filter { !slice.knows($0) }, [:])
        }
        slice.apply(sent)
        slice.apply(delivered(other, "x12-997-out"))
        #expect(slice.undelivered(number) == "not delivered yet")
        slice.apply(delivered(ours, "x12-810"))
        #expect(slice.undelivered(number) == nil)
    }

    @Test func `what an earlier release named keeps its name, however often it is stored`() throws {
        var maker = InvoiceMaker(seed: 3)
        let outgoing = interchange(.edifact, "14", .invoice(maker.invoice()))
        var writer = ByteWriter()
        writer.writeByte(DocumentKind.outgoingInterchange.rawValue)
        writer.writeByte(1)
        outgoing.encode(to: &writer)
        let early = try Document(coded: writer.bytes)
        #expect(early.title == "X-1" && outgoing.title == "edifact/14:X-1")
        #expect(try Document(coded: early.coded) == early)
        #expect(try Document(coded: Document.outgoingInterchange(outgoing).coded).title == outgoing.title)

        writer = ByteWriter()
        writer.writeByte(102)
        writer.writeByte(1)
        writer.write(
            InterchangeContent.invoice("INV-1"), "invoice INV-1", outgoing.recipient, "interchanges to edifact 14:X", 1,
            "2026-11-23" as BusinessDate)
        let event = try Event(coded: writer.bytes)
        guard case .interchange(.sent(_, _, let title, _, _, _, _)) = event else {
            Issue.record("\(event)")
            return
        }
        #expect(title == early.title)
        #expect(try Event(coded: event.coded) == event)
    }

    @Test func `a document whose key is another's waits and is not taken for it`() throws {
        let desk = try EDIDesk()
        let title = "edifact/14:\(EDIDesk.buyer)-1"
        let other = RenderedDocument(
            key: RenderingKey(.outgoingInterchange, title, format: "edifact-ordrsp-d96a").text,
            format: "edifact-ordrsp-d96a", contentType: "text/plain", name: "other", lane: "", bytes: [1])
        #expect(try desk.world.ledger.write { try $0.store(other, at: desk.world.clock.now()) })
        desk.world.intake.drop("I-1.edi", Array(order("I-1").utf8))
        try desk.world.run()
        let waiting = try desk.world.waiting("unrenderable")
        #expect(waiting.flatMap(\.findings).map(\.code) == ["RUN-002"], "\(waiting)")
        #expect(desk.posted("ORDRSP").isEmpty && desk.posted("CONTRL").count == 1)
    }

    @Test func `an acknowledgement that could not be written is sent once it can be`() throws {
        let desk = try EDIDesk()
        try agree(desk.world) {
            $0.ourIdentifiers = [PartyIdentifier(scheme: "14", String(repeating: "9520417000017", count: 3))]
        }
        let text = order("I-1").replacing("+9520417000017:14+", with: "+9520411111119:14+")
        _ = try desk.take(text, as: "I-1.edi")
        let row = try #require(try desk.world.waiting("unrenderable").first)
        #expect(row.stage.hasPrefix("acknowledge") && desk.posted("CONTRL").isEmpty, "\(row)")
        // Nothing has changed yet: it waits on.
        try desk.world.intervene(.retry, on: row)
        try desk.world.run()
        let still = try #require(try desk.world.waiting("unrenderable").first)
        try agree(desk.world) { _ in }
        try desk.world.intervene(.retry, on: still)
        try desk.world.run()
        #expect(try desk.world.waiting("unrenderable").isEmpty)
        #expect(desk.posted("CONTRL").map { $0.contains("UCI+I-1+") && $0.contains("+4+") } == [true])
        try desk.world.checkInvariants()
    }

    @Test func `what was to leave plain is numbered where it is agreed meanwhile that it leaves by EDI`() throws {
        let desk = try EDIDesk()
        try agree(desk.world) {
            $0.formats["answers"] = "paper"
            $0.answers = ["response"]
        }
        _ = try desk.take(order("I-1"), as: "I-1.edi")
        let row = try #require(try desk.world.waiting("unrenderable").first)
        #expect(row.findings.map(\.code) == ["PTN-001"] && desk.posted.isEmpty, "\(row)")
        try agree(desk.world) { $0.answers = ["response"] }
        try desk.world.intervene(.retry, on: row)
        try desk.world.run()
        #expect(try desk.world.waiting("unrenderable").isEmpty)
        let keys = desk.world.receiver.effects.map(\.key)
        #expect(
            keys.map { $0.hasPrefix("outgoing-interchange/edifact/14:\(EDIDesk.buyer)-1/edifact-ordrsp-d96a") } == [
                true
            ],
            "\(keys)")
        #expect(desk.posted("ORDRSP").map { desk.world.segments("UNZ", of: $0) } == [["UNZ+1+1"]])
        try desk.world.checkInvariants()
        #expect(try desk.take(order("I-2"), as: "I-2.edi") == "released")
        #expect(desk.posted("ORDRSP").last.map { desk.world.segments("UNZ", of: $0) } == ["UNZ+1+2"])
    }
}
