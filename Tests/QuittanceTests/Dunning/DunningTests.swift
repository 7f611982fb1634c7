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

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

@Suite struct DunningTests {
    @Test func `a customer that is late gets one letter, with its invoices, and the checks are kept`() throws {
        let world = try julyWorld()
        try world.remind(on: "2026-08-12")
        let letter = try #require(try world.letters().first)
        #expect(try world.letters().count == 1)
        #expect(letter.number == "C-1001-1")
        #expect(letter.lines.map(\.invoice) == ["INV-2026-000001"])
        #expect(letter.principal == euros("572.96"))
        #expect(letter.charges == nil, "the first letter asks for the invoices alone")
        #expect(world.posted == ["reminder/C-1001-1/reminder-html/platform"])
        #expect(world.outlet.files["reminder-C-1001-1.html"] != nil)
        try world.checkInvariants()
    }

    @Test
    func `a statement that lies in the inbox is decided before reminders are, whichever batch of files it falls into`()
        throws
    {
        for others in [0, Runner.batchSize + 1] {
            let world = try julyWorld()
            let invoice = try #require(try world.invoices().first { $0.totals.payable == Money("572.96", .euro) })
            try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-18")), on: "2026-08-19")
            try world.occur(on: "2026-08-20")
            for number in 0..<others { world.intake.drop("a-\(number).txt", [UInt8(ascii: "x")]) }
            world.intake.drop("z.xml", statement(of: invoice))
            try world.run(on: "2026-08-20")
            #expect(try world.letters("C-1001").isEmpty, "\(others) files before it")
            try world.checkInvariants()
        }
    }

    private func statement(of invoice: Invoice) -> [UInt8] {
        let amount = "<Amt Ccy=\"EUR\">\(invoice.totals.payable.decimal)</Amt>"
        func balance(_ code: String, _ amount: String) -> String {
            "<Bal><Tp><CdOrPrtry><Cd>\(code)</Cd></CdOrPrtry></Tp>\(amount)<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-08-19</Dt></Dt></Bal>"
        }
        return Array(
            """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr/><Stmt><Id>1</Id>\
            <CreDtTm>2026-08-19T20:00:00</CreDtTm><Acct><Id><IBAN>\(World.account)</IBAN></Id><Ccy>EUR</Ccy></Acct>\
            \(balance("OPBD", "<Amt Ccy=\"EUR\">0.00</Amt>"))\(balance("CLBD", amount))\
            <Ntry>\(amount)<CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-08-19</Dt></BookgDt>\
            <NtryDtls><TxDtls><RmtInf><Ustrd>\(invoice.number)</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>
            """.utf8)
    }

    @Test func `the ladder is climbed step by step, and the formal demand waits for somebody's word`() throws {
        let world = try julyWorld()
        for date in ["2026-08-12", "2026-08-26", "2026-09-09"] as [BusinessDate] { try world.remind(on: date) }
        #expect(try world.letters("C-1001").map(\.level) == [1, 2])
        let waiting = try world.waiting("to-approve")
        #expect(waiting.count == 1)
        try world.remind(on: "2026-09-10")
        #expect(try world.waiting("to-approve").count == 1, "a letter that waits is not prepared twice")
        try world.intervene(.release, on: waiting[0])
        try world.run(on: "2026-09-10")
        let letters = try world.letters("C-1001")
        #expect(letters.map(\.level) == [1, 2, 3])
        #expect(letters.map(\.isFormal) == [false, false, true])
        #expect(letters[2].earlierLetters == ["2026-08-12", "2026-08-26"])
        // 572.96 × 36 days from 6 August × 12.15 % / 365
        #expect(letters[2].charges?.interest == euros("6.87"))
        #expect(letters[2].charges?.indemnity == euros("40.00"))
        #expect(letters[2].total == euros("619.83"))
        try world.checkInvariants()
    }

    /// The world with all but a rest of an invoice paid, and letters up to the formal demand.
    private func remindOfRest(_ rest: ExactDecimal, _ settings: String = "") throws -> World {
        let world = try julyWorld {
            $0.replacing("\"levels\": [\"after-due 7\"", with: "\(settings) \"levels\": [\"after-due 7\"")
        }
        try world.pay("P-1", euros("572.96") - euros(rest), "INV-2026-000001", on: "2026-08-10")
        for work in try world.waiting("unmatched") { try world.intervene(.release, on: work) }
        try world.run(on: "2026-08-10")
        for date in ["2026-08-12", "2026-08-26"] as [BusinessDate] { try world.remind(on: date) }
        return world
    }

    @Test func `the fixed sum is asked for where an invoice has as much open as the sum is, or what the policy says`()
        throws
    {
        for (rest, settings, asked) in [
            ("39.99", "", "0.00"), ("40.00", "", "40.00"), ("40.00", "\"indemnityFrom\": \"100.00\",", "0.00"),
            ("12.00", "\"indemnityFrom\": \"0.00\",", "40.00"),
        ] as [(ExactDecimal, String, ExactDecimal)] {
            let world = try remindOfRest(rest, settings)
            let letter = try #require(try world.letters("C-1001").last, "\(rest)")
            #expect(letter.level == 2 && letter.principal == euros(rest), "\(rest)")
            #expect(letter.charges?.indemnity == euros(asked), "\(rest) \(settings)")
            #expect(letter.charges?.interest?.isPositive == true, "interest is owed whatever is open")
            let text = String(decoding: try #require(world.outlet.files["reminder-C-1001-2.html"]), as: UTF8.self)
            #expect(text.contains("D441-5") == (asked == "40.00"), "\(rest) \(settings)")
        }
    }

    @Test func `the checks of a letter say for which invoices the fixed sum is asked`() throws {
        let world = try remindOfRest("12.00")
        let gates = try world.dunningEvents("C-1001").compactMap { event -> GateRecord? in
            if case .letterSent(_, let gate, _) = event { gate } else { nil }
        }
        let evidence = gates.last?.checks.first { $0.question.rawValue == "indemnity-from" }?.evidence
        #expect(evidence == "asked for none of 1 invoices: INV-2026-000001 asks for 12.00 EUR, less than 40.00")
    }

    @Test func `policies: a patient customer is written to later, another one not at all`() throws {
        let world = try julyWorld()
        try world.instruct(.collection(.exempt(CustomerID("C-1002"), true)), on: "2026-09-10")
        try world.remind(on: "2026-09-10")
        #expect(try world.letters("C-1008").isEmpty)
        #expect(try world.letters("C-1002").isEmpty)
        #expect(try world.withheld("C-1002").first?.reasons == ["not-exempt: no letters by decision"])
        try world.remind(on: "2026-09-20")
        #expect(try world.letters("C-1008").count == 1)
        try world.instruct(.collection(.exempt(CustomerID("C-1002"), false)), on: "2026-09-21")
        try world.remind(on: "2026-09-21")
        #expect(try world.letters("C-1002").count == 1)
    }

    @Test func `letters leave at their hour, and everything is checked again by then`() throws {
        let world = try julyWorld {
            $0.replacing(
                "\"levels\": [\"after-due 7\"", with: "\"dispatchAfterHours\": 3, \"levels\": [\"after-due 7\"")
        }
        try world.remind(on: "2026-08-12")
        #expect(try world.letters().isEmpty)
        #expect(try world.waiting("not-yet").count == 1)
        world.clock.advance(seconds: 3 * 3600)
        try world.run(on: "2026-08-12")
        #expect(try world.letters().count == 1)
        #expect(try world.waiting("not-yet").isEmpty)
    }

    @Test func `a letter that somebody discards is dropped, and the next one is not blocked`() throws {
        let world = try julyWorld {
            $0.replacing("\"levels\": [\"after-due 7\"", with: "\"approve\": \"all\", \"levels\": [\"after-due 7\"")
        }
        try world.remind(on: "2026-08-12")
        try world.intervene(.discard, on: #require(try world.waiting("to-approve").first))
        try world.run(on: "2026-08-12")
        #expect(try world.letters().isEmpty)
        try world.remind(on: "2026-08-13")
        #expect(try world.waiting("to-approve").count == 1)
    }

    @Test func `a letter that is only put into a folder, and that somebody discards before, was never sent`() throws {
        // What the law says in a letter that asks for interest is not known yet.
        let legal = FileManager.default.temporaryDirectory.appendingPathComponent("legal-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: legal) }
        let texts = String(decoding: Samples.bytes("legal.json"), as: UTF8.self)
        try Data(
            texts.replacing("\"from\": \"2009-01-01\", \"text\"", with: "\"from\": \"2040-01-01\", \"text\"").utf8
        ).write(to: legal)
        let world = try World(
            {
                $0.replacing(
                    "\"to\": { \"rendered\": \"send-reminder\" }", with: "\"to\": { \"rendered\": \"outbox\" }"
                )
                .replacing(
                    /\{\s*"id": "send-reminder",.*?"waits": \{[^}]*\}\s*\},/.dotMatchesNewlines(), with: "")
            },
            amend: { file, text in
                file == "company.json"
                    ? text.replacing("\"legal\": \"legal.json\"", with: "\"legal\": \"\(legal.path)\"") : text
            })
        for (name, bytes) in Samples.files(in: "history/2026-07-06") { world.intake.drop(name, bytes) }
        try world.run(on: "2026-07-06")
        for date in ["2026-08-12", "2026-08-26"] as [BusinessDate] { try world.remind(on: date) }
        let row = try #require(
            try world.ledger.read { try allWork($0, states: [.waiting]) }.first { $0.stage == "write-reminder" })
        #expect(row.findings.map(\.code) == ["LET-001"])
        #expect(try world.letters("C-1001").map(\.level) == [1, 2])
        try world.intervene(.discard, on: row)
        try world.run(on: "2026-08-26")
        try world.remind(on: "2026-08-27")
        #expect(try world.letters("C-1001").map(\.level) == [1, 2, 2], "the second letter comes again")
        #expect(try world.letters("C-1001").last?.earlierLetters == ["2026-08-12"])
        try world.checkInvariants()
    }

    @Test func `one letter for each invoice, where the settings say so`() throws {
        let world = try julyWorld {
            $0.replacing(
                "\"levels\": [\"after-due 7\"", with: "\"grouping\": \"invoice\", \"levels\": [\"after-due 7\"")
        }
        for (name, bytes) in Samples.files(in: "history/2026-10-12") { world.intake.drop(name, bytes) }
        try world.run(on: "2026-10-12")
        try world.remind(on: "2026-12-20")
        let letters = try world.letters("C-1002")
        #expect(letters.count == 2)
        #expect(letters.map(\.number) == ["C-1002-1", "C-1002-2"])
        #expect(letters.allSatisfy { $0.lines.count == 1 })
        try world.checkInvariants()
    }

    @Test func `settings that make no sense are refused with their place`() throws {
        let text = String(decoding: Samples.bytes("../pipeline.json"), as: UTF8.self)
            .replacing("\"since-previous 14 charges\"", with: "\"since-yesterday 14\"")
            .replacing("{ \"policy\": \"patient\" }", with: "{ \"policy\": \"impatient\", \"colour\": \"red\" }")
        let surroundings = ConfigurationSurroundings(directory: "/tmp", variable: { _ in nil }, secret: { _ in nil })
        let (plan, findings) = readPlan(Array(text.utf8), registry: builtIn, in: surroundings)
        #expect(plan == nil)
        let messages = findings.map(\.message)
        #expect(messages.contains { $0.contains("since-yesterday 14") })
        #expect(messages.contains { $0.contains("'impatient' of C-1008") })
        #expect(messages.contains { $0.contains("colour") })
    }
}

/// The pains 13 to 17 of those who remind their customers with other programs.
@Suite struct DunningPainTests {
    @Test func `pain 13: however often a run is repeated, a letter leaves once, and levels keep their distance`() throws
    {
        let world = try julyWorld()
        for _ in 0..<5 { try world.remind(on: "2026-08-12") }
        #expect(try world.letters().count == 1)
        var date: BusinessDate = "2026-08-13"
        while date < "2026-10-15" {
            try world.remind(on: date)
            for work in try world.waiting("to-approve") { try world.intervene(.release, on: work) }
            try world.run(on: date)
            date = date + 3
        }
        let letters = try world.letters("C-1001")
        #expect(letters.map(\.level) == [1, 2, 3])
        for (earlier, later) in zip(letters, letters.dropFirst()) {
            #expect(earlier.date.days(until: later.date) >= 14)
        }
        #expect(Set(world.posted).count == world.posted.count)
        try world.checkInvariants()
    }

    @Test func `nobody says how far an account is known that is mistyped`() throws {
        let world = try julyWorld()
        let mistyped = String(World.account.dropLast()) + "9"
        try world.instruct(.collection(.bankKnown(account: mistyped, until: "2026-08-13")), on: "2026-08-14")
        let told = try #require(try world.waiting("impossible").first?.findings.first)
        #expect(told.message.contains(mistyped), "\(told)")
    }

    @Test func `pain 14: a day that failed is made up for, and nothing is sent twice`() throws {
        let world = try julyWorld()
        // The day of the first letter nothing ran; two days later the process dies at every write in turn.
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-13")), on: "2026-08-14")
        try world.occur(on: "2026-08-14")
        for write in 1...8 {
            for afterCommit in [false, true] {
                let dying = FailingLedger(world.ledger, failingAt: write, afterCommit: afterCommit)
                _ = try? world.runner(ledger: dying, asOf: "2026-08-14").runUntilIdle()
            }
        }
        try world.run(on: "2026-08-14")
        #expect(try world.letters().count == 1)
        #expect(world.posted.count == 1)
        try world.checkInvariants()
    }

    @Test func `pain 15: never the day after, never a level skipped, never to who has paid`() throws {
        let world = try julyWorld()
        try world.remind(on: "2026-08-06")
        #expect(try world.letters().isEmpty, "a day late is no reason to write")
        try world.remind(on: "2027-03-01")
        #expect(try world.letters("C-1001").map(\.level) == [1], "half a year late is still the first letter")
        let paid = try julyWorld()
        try paid.pay("P1", euros("572.96"), "INV-2026-000001", on: "2026-08-11")
        try paid.remind(on: "2026-08-12")
        #expect(try paid.letters().isEmpty)
        #expect(try paid.withheld().isEmpty)
    }

    @Test func `pain 15: a letter that waits is dropped when its invoice is paid in between`() throws {
        let world = try julyWorld()
        for date in ["2026-08-12", "2026-08-26", "2026-09-09"] as [BusinessDate] { try world.remind(on: date) }
        let waiting = try #require(try world.waiting("to-approve").first)
        try world.pay("P1", euros("572.96"), "INV-2026-000001", on: "2026-09-09")
        #expect(try world.waiting("to-approve").isEmpty, "the payment has it decided again")
        #expect(try world.ledger.read { try $0.work(waiting.id) } == nil)
        #expect(try world.letters("C-1001").count == 2)
        guard case .letterDropped? = try world.dunningEvents("C-1001").last else {
            Issue.record("nothing says that the letter was dropped")
            return
        }
    }

    @Test func `pain 15: no letter on stale bank data, and the reason is kept`() throws {
        let world = try julyWorld()
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-08")), on: "2026-08-09")
        try world.remind(on: "2026-08-12", bankKnown: false)
        #expect(try world.letters().isEmpty)
        #expect(try world.withheld().first?.reasons == ["cash-is-fresh: the bank is known until 2026-08-08"])
        try world.remind(on: "2026-08-13")
        #expect(try world.letters().count == 1, "it is made up for as soon as the bank is known")
    }

    @Test func `a letter that waits for the bank has one row, and leaves as soon as the bank is known`() throws {
        let world = try julyWorld()
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-08")), on: "2026-08-09")
        for day in ["2026-08-12", "2026-08-13"] as [BusinessDate] { try world.remind(on: day, bankKnown: false) }
        let rows = try world.waiting("not-yet")
        #expect(rows.count == 1 && rows.first?.findings.map(\.code) == ["DUN-006"])
        #expect(rows.first?.nextAction.contains("statements") == true)
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-12")), on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        #expect(try world.waiting("not-yet").isEmpty)
        try world.checkInvariants()
    }

    @Test func `a letter that waits for the bank is dropped where the bank tells that it is paid`() throws {
        let world = try julyWorld()
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-08")), on: "2026-08-09")
        try world.remind(on: "2026-08-12", bankKnown: false)
        try world.pay("P1", Money("572.96", .euro)!, "INV-2026-000001", on: "2026-08-12")
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").isEmpty && world.waiting("not-yet").isEmpty)
        try world.checkInvariants()
    }

    @Test func `pain 16: money and credits that nobody has allocated hold the letter, a settled invoice ends it`()
        throws
    {
        let world = try julyWorld()
        try world.pay("P1", euros("100.00"), "something", on: "2026-08-11")
        try world.instruct(
            .cash(.credit(payment: "P1", to: CustomerID("C-1001"), payerIsKnown: false)), on: "2026-08-11")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters().isEmpty)
        #expect(try world.withheld().first?.reasons == ["nothing-unapplied: 100.00 EUR not allocated"])
        try world.instruct(
            .cash(.allocate(payment: "P1", [.init(invoice: "INV-2026-000001")], payerIsKnown: false)), on: "2026-08-13")
        try world.remind(on: "2026-08-13")
        #expect(try world.letters().first?.principal == euros("472.96"))
        try world.instruct(.cash(.writeOff(invoice: "INV-2026-000001", amount: nil)), on: "2026-08-20")
        try world.intervene(.release, on: #require(try world.waiting("approval").first), by: "Noor")
        try world.run(on: "2026-08-20")
        try world.remind(on: "2026-09-01")
        #expect(try world.letters("C-1001").count == 1, "what is settled in another way is reminded of no more")
    }

    /// The formal demand of 9 September gives eight days.
    @Test func `after the last letter somebody is told, once, until it is seen to or paid`() throws {
        for isPaid in [true, false] {
            let world = try julyWorld()
            for date in ["2026-08-12", "2026-08-26", "2026-09-09"] as [BusinessDate] { try world.remind(on: date) }
            try world.intervene(.release, on: #require(try world.waiting("to-approve").first))
            try world.run(on: "2026-09-09")
            try world.remind(on: "2026-09-17")
            #expect(try world.waiting("last-letter-sent").isEmpty, "the time of the letter is not over")
            for day in ["2026-09-18", "2026-09-21"] as [BusinessDate] { try world.remind(on: day) }
            let rows = try world.waiting("last-letter-sent")
            #expect(rows.count == 1)
            let row = try #require(rows.first)
            #expect(row.findings.map(\.code) == ["DUN-002"] && row.findings[0].message.contains("INV-2026-000001"))
            if isPaid {
                try world.pay("P1", euros("572.96"), "INV-2026-000001", on: "2026-09-22")
            } else {
                try world.intervene(.release, on: row)
                try world.run(on: "2026-09-22")
            }
            #expect(try world.waiting("last-letter-sent").isEmpty)
            try world.remind(on: "2026-09-23")
            #expect(try world.waiting("last-letter-sent").filter { $0.findings[0].message.contains("000001") }.isEmpty)
            try world.checkInvariants()
        }
    }

    @Test(arguments: [
        (
            "C-1001",
            [
                "mise en demeure", "SIREN 999941602", "SIREN 999901184", "INV-2026-000001", "05/08/2026", "572,96",
                "8 jours", "12,15", "40 EUR", "recommandée", "recouvrement judiciaire", "12/08/2026 et 26/08/2026",
                "BC-2026-0233", "FR79\u{A0}9999\u{A0}9004\u{A0}1700\u{A0}0416\u{A0}0Q11\u{A0}882",
            ]
        )
    ]) func `pain 17: a formal demand says what the law wants, with a time to pay`(customer: String, texts: [String])
        throws
    {
        let world = try julyWorld()
        for date in ["2026-08-12", "2026-08-26", "2026-09-09"] as [BusinessDate] { try world.remind(on: date) }
        try world.intervene(.release, on: #require(try world.waiting("to-approve").first))
        try world.run(on: "2026-09-09")
        let page = String(decoding: try #require(world.outlet.files["reminder-\(customer)-3.html"]), as: UTF8.self)
        for text in texts { #expect(page.contains(text), "\(text)") }
        #expect(page.contains("<html lang=\"fr\">"))
    }
}

@Suite struct PDFLetterTests {
    @Test func `a formal demand is a page on the company's paper, the same whenever it is written`() throws {
        let files = try (0..<2).map { _ in
            let world = try julyWorld { $0.replacing("\"reminder-html\"", with: "\"reminder-pdf\"") }
            for date in ["2026-08-12", "2026-08-26", "2026-09-09"] as [BusinessDate] { try world.remind(on: date) }
            try world.intervene(.release, on: #require(try world.waiting("to-approve").first))
            try world.run(on: "2026-09-09")
            return try #require(world.outlet.files["reminder-C-1001-3.pdf"])
        }
        #expect(files[0].starts(with: "%PDF-1.".utf8))
        #expect(files[0] == files[1])
        if let folder = ProcessInfo.processInfo.environment["LETTERS"] {
            try Data(files[0]).write(to: URL(fileURLWithPath: folder).appendingPathComponent("letter.pdf"))
        }
    }
}
