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

/// Letters that could not be sent at once, and what happened until they can.
struct LetterRecheckTests {
    private let invoice = "INV-2026-000001"

    /// The letter of 12 August is written, and its receiver is not there.
    private func worldWithLetter(_ behaviour: SimulatedReceiver.Behaviour = .refuseConnection) throws -> World {
        let world = try julyWorld()
        world.receiver.behave([behaviour])
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").map(\.level) == [1])
        return world
    }

    /// An hour later the receiver is there again.
    private func tryAgain(_ world: World, on date: BusinessDate = "2026-08-12") throws {
        world.clock.advance(seconds: 3600)
        try world.run(on: date)
        try world.checkInvariants()
    }

    private func checks(_ world: World) throws -> [GateRecord] {
        try world.dunningEvents("C-1001").compactMap {
            if case .letterChecked(_, "C-1001-1", let gate, _) = $0 { gate } else { nil }
        }
    }

    private func stops(_ world: World) throws -> [[String]] {
        try world.dunningEvents("C-1001").compactMap {
            if case .letterStopped(_, _, _, let reasons, _, _) = $0 { reasons } else { nil }
        }
    }

    private func marks(_ world: World) throws -> [ReminderMark] {
        let key = BookKey.dunning(CustomerID("C-1001"))
        guard case .dunning(let entry)? = try world.ledger.read({ try $0.entries([key])[key] }) else { return [] }
        return entry.marks
    }

    @Test func `a letter that is still right leaves once its receiver is there, and every attempt keeps its gate`()
        throws
    {
        let world = try worldWithLetter()
        #expect(world.posted.isEmpty)
        try tryAgain(world)
        #expect(world.posted.count == 1)
        let checks = try checks(world)
        #expect(checks.count == 2 && checks.allSatisfy { $0.isPassed && $0.checks.count == 7 })
        #expect(try stops(world).isEmpty && marks(world).map(\.level) == [1])
    }

    @Test func `a process that dies at any write of an attempt leaves one gate for it, and one letter`() throws {
        for write in 1...4 {
            for afterCommit in [false, true] {
                let world = try worldWithLetter()
                world.clock.advance(seconds: 3600)
                let failing = FailingLedger(world.ledger, failingAt: write, afterCommit: afterCommit)
                _ = try? world.runner(ledger: failing, asOf: "2026-08-12").runUntilIdle()
                try tryAgain(world)
                #expect(world.posted.count == 1, "write \(write), after commit: \(afterCommit)")
                #expect(try checks(world).count == 2, "write \(write), after commit: \(afterCommit)")
            }
        }
    }

    @Test func `pain 15: a payment that comes while a letter waits to be sent again stops it`() throws {
        let world = try worldWithLetter()
        world.intake.drop(
            "late.xml",
            SampleStatement(
                from: "2026-08-12", until: "2026-08-12",
                entries: [SampleEntry(amount: "572.96", text: invoice, day: "2026-08-12", reference: "B1")]
            ).bytes)
        try tryAgain(world)
        #expect(world.posted.isEmpty, "who has paid gets no letter")
        #expect(try stops(world) == [["nothing in it is due any more"]])
        #expect(try marks(world).isEmpty, "it counts for nothing")
        #expect(try world.ledger.read { try allWork($0, states: []) }.filter { $0.stage == "send-reminder" }.isEmpty)
        try tryAgain(world)
        #expect(try stops(world).count == 1 && world.posted.isEmpty)
    }

    @Test func `a part that is paid stops the letter, and the next morning asks for the rest as if it had not been`()
        throws
    {
        let world = try worldWithLetter()
        try world.pay("P1", euros("100.00"), invoice, on: "2026-08-12")
        try tryAgain(world)
        #expect(world.posted.isEmpty)
        #expect(try stops(world) == [["\(invoice): it asks for 572.96 EUR, 472.96 EUR may be asked for"]])
        try world.remind(on: "2026-08-13")
        let letter = try #require(try world.letters("C-1001").last)
        #expect(letter.number == "C-1001-2" && letter.level == 1 && letter.principal == euros("472.96"))
        #expect(letter.earlierLetters.isEmpty, "nothing is said of a letter that never left")
        #expect(world.posted.count == 1)
        try world.checkInvariants()
    }

    @Test func `a dispute and a promise stop it`() throws {
        for order in [
            CaseInstruction.openDispute(.init(invoice: invoice, amount: nil, reason: .other)),
            .makePromise(
                .init(customer: CustomerID("C-1001"), invoices: [invoice], amount: nil, date: "2026-08-20")),
        ] {
            let world = try worldWithLetter()
            try world.instruct(.cases(order), on: "2026-08-12")
            try tryAgain(world)
            #expect(world.posted.isEmpty)
            #expect(try stops(world).count == 1)
        }
    }

    @Test func `money that nobody has allocated stops it, by the gate`() throws {
        let world = try worldWithLetter()
        try world.pay("P1", euros("50.00"), "something", on: "2026-08-12")
        try world.instruct(
            .cash(.credit(payment: "P1", to: CustomerID("C-1001"), payerIsKnown: false)), on: "2026-08-12")
        try tryAgain(world)
        #expect(world.posted.isEmpty)
        #expect(try stops(world) == [["nothing-unapplied: 50.00 EUR not allocated"]])
    }

    @Test func `a bank that was not heard of since stops it`() throws {
        let world = try worldWithLetter()
        try tryAgain(world, on: "2026-08-30")
        #expect(world.posted.isEmpty)
        #expect(try stops(world) == [["cash-is-fresh: the bank is known until 2026-08-11"]])
    }

    @Test func `where an attempt may have reached the customer, the letter counts though it is not sent again`() throws
    {
        let world = try worldWithLetter(.takeAndDrop)
        #expect(world.posted.count == 1)
        try world.pay("P1", euros("100.00"), invoice, on: "2026-08-12")
        try tryAgain(world)
        #expect(world.posted.count == 1)
        #expect(try stops(world).count == 1)
        #expect(try marks(world).map(\.level) == [1])
        for date in ["2026-08-13", "2026-08-26"] as [BusinessDate] { try world.remind(on: date) }
        #expect(try world.letters("C-1001").map(\.level) == [1, 2])
        try world.checkInvariants()
    }

    @Test func `a person who has a dead letter sent again does not get past the gate`() throws {
        let world = try worldWithLetter(.answer(400))
        let dead = try #require(try world.waiting("dead").first)
        try world.pay("P1", euros("572.96"), invoice, on: "2026-08-12")
        try world.intervene(.retry, on: dead)
        try tryAgain(world)
        #expect(world.posted.isEmpty)
        #expect(try stops(world).count == 1)
    }

    @Test func `the laws of the book see a letter that was sent after it was stopped`() throws {
        let world = try worldWithLetter()
        try world.pay("P1", euros("572.96"), invoice, on: "2026-08-12")
        try tryAgain(world)
        try world.ledger.write { ledger in
            try ledger.append([
                NewEvent(
                    event: .delivered(
                        key: "reminder/C-1001-1/reminder-html", endpoint: "platform", status: 200, attempts: 3,
                        replayed: false), effectiveOn: "2026-08-12", recordedAt: world.clock.now(), actor: "nobody",
                    cause: nil, configuration: "")
            ])
        }
        #expect(try world.ledger.read(brokenLaws) == ["letter C-1001-1 was stopped, and sent"])
    }
}
