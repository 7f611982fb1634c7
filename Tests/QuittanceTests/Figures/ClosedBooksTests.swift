import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// What is dated within books that are closed, from the file to the entry.
struct ClosedBooksTests {
    /// July and August are closed, and it is September.
    private func closedWorld(_ edit: (String) -> String = { $0 }) throws -> World {
        let world = try julyWorld(edit)
        try world.instruct(.collection(.closeBooks(until: "2026-08-31")), on: "2026-09-05")
        return world
    }

    private func entries(_ world: World) throws -> [JournalEntry] {
        var books = BooksOfAccount()
        return try world.ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
    }

    private func auditFile(_ world: World) throws -> [UInt8] {
        let entries = try entries(world).filter { $0.date <= "2026-08-31" }
        return AuditFile(
            entries: entries, lettering: Lettering(of: [], []), chart: ChartOfAccounts(), accounting: .euro, names: [:],
            day: \.dateInUTC
        )
        .bytes
    }

    private func statement(_ days: BusinessDate...) -> SampleStatement {
        let until = days.max() ?? "2026-09-04"
        return SampleStatement(
            from: "\(days.min() ?? until)", until: "\(until)",
            entries: days.map {
                SampleEntry(amount: "572.96", text: "INV-2026-000001", day: "\($0)", reference: "B\($0)")
            })
    }

    @Test func `a statement with an entry of a closed day waits whole, until somebody has it entered on an open one`()
        throws
    {
        let world = try closedWorld()
        let before = try auditFile(world)
        #expect(
            try world.take(statement("2026-08-31", "2026-09-01"), as: "a.xml", on: "2026-09-05")
                == "waiting: books-closed")
        let work = try #require(try world.waiting("books-closed").first)
        #expect(work.desk == "cash-desk" && work.findings.map(\.code) == ["BKS-001"])
        #expect(work.findings.first?.message.contains("2026-08-31, the books are closed up to 2026-08-31") == true)
        #expect(try world.payments().isEmpty, "nothing of it is half entered")
        try world.intervene(.retry, on: work)
        try world.run(on: "2026-09-05")
        #expect(try world.payments().isEmpty, "asking again opens nothing")

        try world.intervene(.release, on: #require(try world.waiting("books-closed").first))
        try world.run(on: "2026-09-05")
        #expect(try world.payments().map(\.bookedOn) == ["2026-08-31", "2026-09-01"], "the bank's own day is kept")
        let received = try entries(world).filter { $0.journal == .bank }
        #expect(received.map(\.date) == ["2026-09-01", "2026-09-01"])
        #expect(received.map(\.referenceDate) == ["2026-08-31", "2026-09-01"])
        #expect(received.map(\.text) == ["Règlement reçu, opération du 2026-08-31", "Règlement reçu"])
        #expect(try auditFile(world) == before, "what was closed stays as it was, byte for byte")
        try world.checkInvariants()
    }

    @Test func `the figures of a closed day do not change with what is entered later`() throws {
        let world = try closedWorld()
        func unapplied() throws -> Int64 {
            let view = try world.ledger.read {
                try BookView(history: $0, on: "2026-08-31", knownAt: nil, in: .euro)
            }
            return view.payments.map(\.rest.minorUnits).reduce(0, +)
        }
        #expect(try unapplied() == 0)
        try world.take(statement("2026-08-20"), as: "a.xml", on: "2026-09-05")
        try world.intervene(.release, on: #require(try world.waiting("books-closed").first))
        try world.run(on: "2026-09-05")
        #expect(try unapplied() == 0)
    }

    @Test func `the day after the last closed one is open`() throws {
        let world = try closedWorld()
        #expect(try world.take(statement("2026-09-01"), as: "a.xml", on: "2026-09-05") == "matched")
        #expect(try world.waiting("books-closed").isEmpty)
    }

    @Test func `a configuration may say that late entries go to the first open day`() throws {
        let world = try closedWorld {
            $0.replacing("\"version\": 1,", with: "\"version\": 1, \"lateEntries\": \"first-open-day\",")
        }
        let before = try auditFile(world)
        #expect(try world.take(statement("2026-08-20"), as: "a.xml", on: "2026-09-05") == "matched")
        let entry = try #require(try entries(world).first { $0.journal == .bank })
        #expect(entry.date == "2026-09-01" && entry.referenceDate == "2026-08-20")
        #expect(entry.text.hasSuffix("opération du 2026-08-20"))
        #expect(try auditFile(world) == before)
        try world.checkInvariants()
    }

    @Test func `a payment by hand of a closed day waits too`() throws {
        let world = try closedWorld()
        let payment = Payment(
            id: "P4", account: World.account, bookedOn: "2026-08-20", amount: euros("10.00"), texts: ["late"])
        try world.instruct(.cash(.recordPayments([payment])), on: "2026-09-05")
        #expect(try world.waiting("books-closed").map(\.desk) == ["cash-desk"])
        #expect(try world.payments().isEmpty)
        try world.intervene(.discard, on: #require(try world.waiting("books-closed").first))
        try world.run(on: "2026-09-05")
        #expect(try world.waiting("books-closed").isEmpty && world.payments().isEmpty)
        try world.checkInvariants()
    }

    @Test func `a credit note for an invoice of a closed month is entered in the open one, and none in the closed one`()
        throws
    {
        let world = try closedWorld()
        let invoice = try #require(try world.invoices().first)
        let request = Instruction.Order.creditInvoice(
            CreditRequest(original: invoice, extent: .amount(euros("100.00"))))
        let before = try auditFile(world)
        // A run that stands at a closed day issues nothing.
        try world.instruct(request, on: "2026-08-31")
        let work = try #require(try world.waiting("books-closed").first)
        #expect(work.stage == "credit-note" && work.desk == "billing-desk")
        #expect(work.findings.map(\.code) == ["BKS-001"])
        try world.intervene(.retry, on: work)
        try world.run(on: "2026-09-05")
        let note = try #require(try entries(world).last { $0.journal == .sales })
        #expect(note.reference == "AV-2026-000001" && note.date == "2026-09-05")
        #expect(try auditFile(world) == before)
        try world.checkInvariants()
    }

    @Test func `an invoice of a closed day is not issued, and takes no number`() throws {
        let world = try closedWorld()
        for (name, bytes) in Samples.files(in: "history/2026-08-17") { world.intake.drop(name, bytes) }
        try world.run(on: "2026-08-31")
        #expect(try world.invoices().count == 3)
        let refused = try world.waiting("books-closed")
        #expect(!refused.isEmpty && refused.allSatisfy { $0.stage == "invoice" && $0.desk == "billing-desk" })
        for work in refused { try world.intervene(.retry, on: work) }
        try world.run(on: "2026-09-05")
        #expect(try world.invoices().count == 3 + refused.count)
        #expect(try world.invoices().dropFirst(3).allSatisfy { $0.issueDate == "2026-09-05" })
        try world.checkInvariants()
    }

    @Test func `the laws of the book see an entry on a day that was closed`() throws {
        let world = try closedWorld()
        let payment = Payment(
            id: "P9", account: World.account, bookedOn: "2026-08-31", amount: euros("10.00"), texts: [])
        try world.ledger.write { ledger in
            try ledger.append([
                NewEvent(
                    event: .cash(.paymentReceived(payment)), effectiveOn: "2026-08-31", recordedAt: world.clock.now(),
                    actor: "nobody", cause: nil, configuration: "")
            ])
        }
        let faults = try world.ledger.read(brokenLaws)
        #expect(faults.contains { $0.hasSuffix("is of 2026-08-31, the books were closed up to 2026-08-31") })
    }
}
