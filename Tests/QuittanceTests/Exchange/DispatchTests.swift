import CIIFormats
import Documents
import EDIFACTFormats
import Findings
import Foundation
import InvoiceRules
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing
import X12Formats

@testable import Quittance

/// What partners get whose agreements name EDI formats.
struct DispatchTests {
    private func posted(_ world: World) -> [(key: String, text: String)] {
        world.receiver.effects.map { ($0.key, String(decoding: $0.body, as: UTF8.self)) }
    }

    /// The control numbers of what was posted to a partner, in the order in which it was posted.
    private func numbers(_ world: World, to partner: String) -> [Int] {
        posted(world).compactMap { effect in
            let start = "outgoing-interchange/\(partner)-"
            guard effect.key.hasPrefix(start) else { return nil }
            return Int(effect.key.dropFirst(start.count).prefix { $0 != "/" })
        }
    }

    @Test func `an EDIFACT partner gets ORDRSP, INVOIC and CONTRL under numbers without a gap`() throws {
        let world = try World(isAgreed: true)
        world.drop("edifact-cremerie-duvalet.edi")
        try world.run()
        #expect(numbers(world, to: "edifact/5:99991122500012") == [1, 2, 3])
        let texts = posted(world).map(\.text)
        #expect(texts.allSatisfy { $0.contains("+9520417000017:14+99991122500012:5+") })
        for (text, type) in zip(texts, ["ORDRSP:D:96A", "INVOIC:D:96A", "CONTRL:D:3"]) { #expect(text.contains(type)) }
        #expect(posted(world).allSatisfy { $0.key.hasPrefix("outgoing-interchange/") })
        try world.checkInvariants()
    }

    @Test func `an answer that its partner refuses leaves anew once its order is put into the inbox again`() throws {
        let world = try World(isAgreed: true)
        world.drop("edifact-cremerie-duvalet.edi")
        try world.run()
        let refusal =
            "UNB+UNOC:3+99991122500012:5+9520417000017:14+261123:0930+70'UNH+1+CONTRL:D:3:UN'"
            + "UCI+1+9520417000017:14+99991122500012:5+7'UCM+1+ORDRSP:D:96A:UN+4'UNT+4+1'UNZ+1+70'"
        world.intake.drop("refused.edi", Array(refusal.utf8))
        try world.run()
        let row = try #require(try world.waiting("rejected").first)
        #expect(
            row.nextAction.contains("put the file of order ") && row.nextAction.contains("into the inbox once more"))
        func answers() -> Int { posted(world).count { $0.text.contains("ORDRSP:D:96A") } }
        #expect(answers() == 1)
        world.intake.drop("again.edi", Samples.bytes("inbox/edifact-cremerie-duvalet.edi"))
        try world.run()
        #expect(answers() == 2)
        try world.checkInvariants()
    }

    @Test func `an invoice that its partner refuses stands so, is told by its number, and is not asked for`() throws {
        let world = try World(isAgreed: true)
        world.drop("edifact-cremerie-duvalet.edi")
        try world.run()
        let number = try #require(try world.invoices().first).number
        func answer(_ name: String, _ reference: Int, _ rest: String) throws {
            let contrl =
                "UNB+UNOC:3+99991122500012:5+9520417000017:14+261123:0930+\(reference)'UNH+1+CONTRL:D:3:UN'"
                + "UCI+2+9520417000017:14+99991122500012:5+7'\(rest)UNZ+1+\(reference)'"
            world.intake.drop(name, Array(contrl.utf8))
            try world.run()
        }
        func standing() throws -> (InvoiceStanding?, String?) {
            try world.runner().ask { ledger in
                var slice = BookSlice()
                let keys = [BookKey.invoice(number), .delivery(.invoice(number))]
                slice.load(keys, try ledger.entries(keys))
                return (slice.invoice(number)?.status?.standing, slice.undelivered(number))
            }
        }
        try answer("refused.edi", 71, "UCM+1+INVOIC:D:96A:UN+4'UCS+3'UCD+12+2:2'UNT+6+1'")
        let row = try #require(try world.waiting("rejected").first)
        #expect(row.findings.map(\.message).first?.contains("with invoice \(number) to C-") == true)
        #expect(row.nextAction.contains("`quittance credit-note \(number) --reason WHY`"))
        let refused = try standing()
        #expect(refused.0 == .rejected && refused.1 == "not delivered: it was rejected on 2026-11-23")

        try answer("accepted.edi", 72, "UNT+3+1'")
        let accepted = try standing()
        #expect(accepted.0 == .received && accepted.1 == nil)
        try world.checkInvariants()
    }

    @Test func `on a day that is fixed, every interchange is the same at whatever hour it is written`() throws {
        let worlds = try [0, 7 * 3600].map { later in
            let world = try World(isAgreed: true)
            world.clock.advance(seconds: later)
            world.drop("edifact-cremerie-duvalet.edi", "x12-distri-four.edi")
            try world.run()
            return world
        }
        #expect(posted(worlds[0]).count > 5)
        #expect(posted(worlds[0]).map(\.text) == posted(worlds[1]).map(\.text))
    }

    @Test func `an X12 partner gets 855, 997, 856 and 810 under numbers without a gap, in ISA, GS and IEA alike`()
        throws
    {
        let world = try World(isAgreed: true)
        world.drop("x12-distri-four.edi", "order-distri-four-atlantique.xml", "despatch-distri-four-atlantique.xml")
        try world.run()
        let numbers = numbers(world, to: "x12/ZZ:9520504400027")
        #expect(numbers == Array(1...6))
        let sets = posted(world).map { $0.text.split(separator: "~\n").first { $0.hasPrefix("ST*") } ?? "" }
        #expect(Set(sets.map { String($0.dropFirst(3).prefix(3)) }) == ["855", "997", "856", "810"])
        for (effect, number) in zip(posted(world), numbers) {
            let control = String("\(1_000_000_000 + number)".dropFirst())
            #expect(effect.text.hasPrefix("ISA*00*          *00*          *ZZ*9520417000017  *ZZ*9520504400027  *"))
            #expect(effect.text.contains("*\(control)*0*P*>~\n") && effect.text.hasSuffix("~\nIEA*1*\(control)~\n"))
            #expect(effect.text.contains("*\(number)*X*004010~\n") && effect.text.contains("~\nGE*1*\(number)~\n"))
        }
        try world.checkInvariants()
    }

    @Test func `a partner who agreed on Factur-X gets a page that holds the invoice`() throws {
        let world = try World(isAgreed: true)
        world.dropInbox()
        try world.run()
        let pages = world.receiver.effects.filter { $0.key.hasPrefix("invoice/") && $0.body.starts(with: "%PDF".utf8) }
        #expect(pages.count == 2)
        for page in pages {
            let verdict = checkFile([UInt8](page.body), schema: { CheckCommand.schema(of: $0) })
            #expect(verdict.isValid && verdict.profile == .en16931, "\(page.key): \(verdict.log.findings)")
            let held = try #require(HybridFormat.invoice.read([UInt8](page.body), maxLines: 100).first?.document)
            guard case .invoice(let invoice) = held else {
                Issue.record("\(page.key) holds no invoice")
                continue
            }
            #expect(page.key.contains(invoice.number))
            let issued = try #require(try world.invoices().first { $0.number == invoice.number })
            #expect(invoice.totals == issued.totals && invoice.lines.count == issued.lines.count)
        }
    }

    @Test func `an interchange keeps its number, whatever the receiver does at first`() throws {
        let world = try World(isAgreed: true)
        world.drop("edifact-cremerie-duvalet.edi")
        world.receiver.behave([.takeAndDrop, .answer(503), .drop])
        for _ in 0..<6 {
            try world.run()
            world.clock.advance(seconds: 7200)
        }
        #expect(numbers(world, to: "edifact/5:99991122500012") == [1, 2, 3])
        try world.checkInvariants()
    }

    @Test func `a partner that wants no response gets none, and one that wants no acknowledgement neither`() throws {
        for (answers, kinds) in [
            ("[]", ["INVOIC"]), ("[\"response\"]", ["ORDRSP", "INVOIC"]),
            ("[\"acknowledgement\"]", ["INVOIC", "CONTRL"]),
        ] {
            let world = try World(
                amend: { file, text in
                    guard file.contains("duvalet") else { return text }
                    return text.replacing("\"formats\":", with: "\"answers\": \(answers), \"formats\":")
                }, isAgreed: true)
            world.drop("edifact-cremerie-duvalet.edi")
            try world.run()
            let types = posted(world).map { effect in
                ["ORDRSP", "INVOIC", "CONTRL"].first { effect.text.contains("+\($0):D") } ?? effect.key
            }
            #expect(types == kinds, "\(answers)")
            #expect(numbers(world, to: "edifact/5:99991122500012") == Array(1...kinds.count))
        }
    }

    @Test func `an implementation convention, or the agreement, has a 999 answer in place of a 997`() throws {
        let order = String(decoding: Samples.bytes("inbox/x12-distri-four.edi"), as: UTF8.self)
        let convention = order.replacing("*X*004010~", with: "*X*005010X999~").replacing("*00401*", with: "*00501*")
        for (file, format, set) in [
            (order, "x12-997-out", "997"), (order, "x12-999-out", "999"), (convention, "x12-997-out", "997"),
            (convention, "", "999"),
        ] {
            let world = try World(
                amend: { name, text in
                    text.replacing("\"acknowledgements\": \"x12-997-out\"", with: "\"acknowledgements\": \"\(format)\"")
                        .replacing(", \"acknowledgements\": \"\"", with: "")
                }, isAgreed: true)
            world.intake.drop("order.edi", Array(file.utf8))
            try world.run()
            let sets = posted(world).compactMap { $0.text.split(separator: "~\n").first { $0.hasPrefix("ST*99") } }
            #expect(sets.map { String($0.dropFirst(3).prefix(3)) } == [set], "\(format)")
        }
    }

    @Test func `a partner's own endpoint gets what is agreed for it, and one that is not there is told`() throws {
        let second = "\"endpoints\": { \"as2\": { \"url\": \"http://127.0.0.1:1\", \"allowPrivateAddress\": true },"
        for (endpoint, reasons) in [("as2", [String]()), ("as3", ["PTN-002", "PTN-002"])] {
            let world = try World(
                { text in
                    text.replacing("\"endpoints\": {", with: second)
                        .replacing(
                            "\"platform\", \"path\": \"/invoices\"", with: "\"platform\", \"fromPartner\": \"invoices\""
                        )
                        .replacing("\"path\": \"/acknowledgements\"", with: "\"fromPartner\": \"acknowledgements\"")
                },
                amend: { file, text in
                    guard file.contains("duvalet") else { return text }
                    let own =
                        "\"endpoints\": {\"invoices\": \"\(endpoint)\", \"acknowledgements\": \"\(endpoint)\"}, \"formats\":"
                    return text.replacing("\"formats\":", with: own)
                }, isAgreed: true)
            world.drop("edifact-cremerie-duvalet.edi", "order-fournils-de-la-mauve.xml")
            try world.run()
            let keys = world.receiver.effects.map(\.key)
            #expect(keys.filter { $0.hasSuffix("/as2") }.count == (reasons.isEmpty ? 2 : 0), "\(keys)")
            #expect(keys.filter { $0.hasSuffix("/platform") }.count == 2, "\(keys)")
            #expect(try world.waiting("unrenderable").flatMap(\.findings).map(\.code) == reasons)
            try world.checkInvariants()
        }
    }

    @Test func `the journal says in which interchange a document left`() throws {
        let world = try World(isAgreed: true)
        world.drop("edifact-cremerie-duvalet.edi")
        try world.run()
        let sent = try world.ledger.read { try allEvents($0) }.filter { $0.event.name == "interchange-sent" }
        #expect(
            sent.map(\.event.inWords) == [
                "answer C-1011/DUV-1190/0 put into interchange 1 to 5:99991122500012",
                "invoice INV-2026-000001 put into interchange 2 to 5:99991122500012",
            ])
        for event in sent { #expect(try Event(coded: event.event.coded) == event.event) }
    }

    @Test func `an agreed style is written: separators, decimal mark, character set and version`() throws {
        let style =
            #""version": "D:96A:UN", "charset": "UNOA", "delimiters": {"element": "|", "decimalMark": ","}, "formats":"#
        let world = try World(
            amend: { file, text in file.contains("duvalet") ? text.replacing("\"formats\":", with: style) : text },
            isAgreed: true)
        world.drop("edifact-cremerie-duvalet.edi")
        try world.run()
        let texts = posted(world).map(\.text)
        #expect(texts.allSatisfy { $0.hasPrefix("UNA:|,? '\nUNB|UNOA:3|9520417000017:14|99991122500012:5|") })
        #expect(texts[0].contains("UNH|1|ORDRSP:D:96A:UN'") && texts[1].contains("UNH|1|INVOIC:D:96A:UN'"))
        #expect(
            texts[1].contains("MOA|9:198,66'") && texts[1].contains("||CREMERIE DUVALET & FILS SNC|"), "\(texts[1])")
        for effect in world.receiver.effects {
            #expect(OrdrspFormat.d96A.check(effect.body).filter { $0.severity == .fatal } == [])
        }
    }

    @Test func `agreed separators of X12 are written, and stand in no text`() throws {
        let style =
            #""version": "005010", "delimiters": {"element": "|", "segment": "\n", "component": ":"}, "formats":"#
        let world = try World(
            amend: { file, text in file.contains("distri") ? text.replacing("\"formats\":", with: style) : text },
            isAgreed: true)
        world.drop("order-distri-four-atlantique.xml", "despatch-distri-four-atlantique.xml")
        try world.run()
        #expect(world.receiver.effects.count == 3)
        for (key, text) in posted(world) {
            #expect(text.hasPrefix("ISA|00|          |00|          |ZZ|9520417000017  |ZZ|9520504400027  |"))
            #expect(text.contains("|P|:\nGS|") && text.contains("|X|005010\nST|"), "\(key)")
            #expect(!text.contains("\n\n") && !text.contains("~") && !text.contains("*"))
        }
        for effect in world.receiver.effects {
            #expect(X12OutFormat.invoice.check(effect.body).filter { $0.severity == .fatal } == [])
        }
    }

    @Test func `a test never reaches the books: it is acknowledged as one where that is agreed, and refused where not`()
        throws
    {
        let edifact = String(
            decoding: Samples.bytes("inbox/edifact-cremerie-duvalet.edi").map { $0 < 0x80 ? $0 : 0x65 }, as: UTF8.self)
        let x12 = String(decoding: Samples.bytes("inbox/x12-distri-four.edi"), as: UTF8.self)
        let files = [
            (
                edifact.replacing("++1'", with: "++1++1'"), "UCI+DUV000031+99991122500012:5+9520417000017:14+7'",
                "14+4+25'"
            ),
            (x12.replacing("*0*P*>", with: "*1*T*>"), "AK2*850*0001", "TA1*000000981*261123*0715*R*020"),
        ]
        for (file, accepted, refused) in files {
            for isTaken in [true, false] {
                let world = try World(
                    amend: { name, text in
                        isTaken && name.hasPrefix("partners/")
                            ? text.replacing("\"formats\":", with: "\"takesTests\": true, \"formats\":") : text
                    }, isAgreed: true)
                world.intake.drop("test.edi", Array(file.utf8))
                try world.run()
                #expect(try world.standing("test.edi") == "test")
                let orders = try world.ledger.read { try allEvents($0) }.filter { $0.event.name == "order-registered" }
                #expect(orders.isEmpty)
                let texts = posted(world).map(\.text)
                #expect(texts.count == 1 && texts[0].contains(isTaken ? accepted : refused), "\(texts)")
                #expect(texts[0].contains("*0*T*>") || texts[0].contains("+1'\nUNH"))
                #expect(try world.waiting("test").flatMap(\.findings).map(\.code) == (isTaken ? [] : ["ORD-024"]))
                try world.checkInvariants()
            }
        }
    }

    @Test func `lines that were left out are refused in the answer, in each partner's format`() throws {
        let world = try World()
        world.drop("edifact-fournils-de-la-mauve.edi", "x12-distri-four.edi")
        try world.run()
        let answers = posted(world).map(\.text).filter { $0.contains("<cbc:LineStatusCode>7<") }
        #expect(answers.count == 2 && answers.allSatisfy { $0.contains("<cbc:OrderResponseCode>CA<") })
        #expect(answers.contains { $0.contains("EDF-008: line 2 orders no quantity") })
        let agreed = try World(isAgreed: true)
        agreed.drop("x12-distri-four.edi")
        agreed.intake.drop(
            "order.edi",
            Array(
                String(
                    decoding: Samples.bytes("inbox/edifact-cremerie-duvalet.edi").map { $0 < 0x80 ? $0 : 0x65 },
                    as: UTF8.self
                ).replacing("QTY+21:20:LTR'\n", with: "").replacing("UNT+27", with: "UNT+26").utf8))
        try agreed.run()
        let texts = posted(agreed).map(\.text)
        #expect(
            texts.contains {
                $0.contains("BAK*00*AC*DFA-0098111*") && $0.contains("PO1*2*0*EA***BP*DFA-00633~\nACK*IR*0*EA~")
            }, "\(texts)")
        #expect(
            texts.contains { $0.contains("RFF+ON:DUV-1190'") && $0.contains("+7+9520417150309:EN'") },
            "\(texts)")
    }
}
