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

/// Letters that never reached their customer, and those that would follow them.
struct UnsentLetterTests {
    private let invoice = "INV-2026-000001"
    private let first = "reminder/C-1001-1"

    /// The letter of 12 August is not taken; on 26 August, the day of the next level, a morning comes.
    private func worldWithDeadLetter(
        _ behaviour: SimulatedReceiver.Behaviour = .answer(422), _ edit: (String) -> String = { $0 }
    ) throws -> World {
        let world = try julyWorld(edit) { $0.receiver.behave(behaviour, towards: first) }
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").map(\.level) == [1])
        return world
    }

    private func dead(_ world: World) throws -> Work { try #require(try world.waiting("dead").first) }
    private func row(_ world: World) throws -> Work { try #require(try world.waiting("undelivered").first) }

    @Test func `no letter follows one that the receiver did not take, and somebody is told, once`() throws {
        let world = try worldWithDeadLetter()
        for date in ["2026-08-26", "2026-08-27"] as [BusinessDate] { try world.remind(on: date) }
        #expect(try world.letters("C-1001").count == 1)
        #expect(
            try world.withheld("C-1001").first?.reasons == [
                "earlier-letters-left: C-1001-1 not delivered: the receiver answered 422"
            ])
        #expect(try world.waiting("undelivered").count == 1)
        let row = try row(world)
        #expect(row.desk == "collection-desk" && row.findings.map(\.code) == ["DUN-016"])
        #expect(
            row.findings[0].message == "letter C-1001-1 of 2026-08-12: not delivered: the receiver answered 422")
        #expect(row.nextAction.contains("`quittance trace C-1001-1`"))
        try world.checkInvariants()
    }

    @Test func `a letter that is sent again within its time counts from the day that it left`() throws {
        let world = try worldWithDeadLetter()
        world.receiver.behave(nil, towards: first)
        try world.intervene(.retry, on: dead(world))
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-08-18")), on: "2026-08-19")
        #expect(world.posted.count == 1)
        try world.remind(on: "2026-08-27")
        #expect(try world.letters("C-1001").count == 1, "eight days after it left at the earliest, and a fortnight")
        try world.remind(on: "2026-09-02")
        let letters = try world.letters("C-1001")
        #expect(letters.map(\.level) == [1, 2] && letters[1].earlierLetters == ["2026-08-12"])
        try world.checkInvariants()
    }

    @Test func `a letter whose time is over before it leaves is written anew, and the row ends`() throws {
        let world = try worldWithDeadLetter()
        try world.remind(on: "2026-08-26")
        world.receiver.behave(nil, towards: first)
        try world.intervene(.retry, on: dead(world))
        try world.run(on: "2026-08-26")
        #expect(try world.posted.isEmpty && world.waiting("undelivered").isEmpty)
        try world.remind(on: "2026-08-27")
        let letter = try #require(try world.letters("C-1001").last)
        #expect(letter.number == "C-1001-2" && letter.level == 1 && letter.earlierLetters.isEmpty)
        #expect(letter.charges == nil)
        #expect(world.posted.count == 1)
        try world.checkInvariants()
    }

    @Test func `a letter that somebody discards was never sent: its level comes again, and nothing is said of it`()
        throws
    {
        let world = try worldWithDeadLetter()
        try world.remind(on: "2026-08-26")
        try world.intervene(.discard, on: dead(world))
        try world.run(on: "2026-08-26")
        #expect(try world.waiting("undelivered").isEmpty)
        for date in ["2026-08-27", "2026-09-10"] as [BusinessDate] { try world.remind(on: date) }
        let letters = try world.letters("C-1001")
        #expect(letters.map(\.number) == ["C-1001-1", "C-1001-2", "C-1001-3"])
        #expect(letters.map(\.level) == [1, 1, 2])
        #expect(letters.map(\.earlierLetters) == [[], [], ["2026-08-27"]])
        #expect(try world.runner().counts()["deliveries-discarded"] == 0, "that counts invoices")
        try world.checkInvariants()
    }

    @Test func `a letter that went by hand counts once the row is released, whatever becomes of its delivery`() throws {
        let world = try worldWithDeadLetter()
        try world.remind(on: "2026-08-26")
        try world.intervene(.release, on: row(world))
        try world.run(on: "2026-08-26")
        try world.intervene(.discard, on: dead(world))
        try world.run(on: "2026-08-26")
        try world.remind(on: "2026-08-27")
        let letters = try world.letters("C-1001")
        #expect(letters.map(\.level) == [1, 2] && letters[1].earlierLetters == ["2026-08-12"])
        try world.checkInvariants()
    }

    @Test func `a row that is discarded is not told again, and no letter leaves`() throws {
        let world = try worldWithDeadLetter()
        try world.remind(on: "2026-08-26")
        try world.intervene(.discard, on: row(world))
        try world.run(on: "2026-08-26")
        try world.remind(on: "2026-08-27")
        #expect(try world.waiting("undelivered").isEmpty && world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test(arguments: [SimulatedReceiver.Behaviour.takeAndDrop, .refuseConnection, .answer(410)])
    func `nor does one follow a letter of which nobody knows whether it arrived, or that waits`(
        behaviour: SimulatedReceiver.Behaviour
    ) throws {
        let world = try worldWithDeadLetter(behaviour)
        try world.remind(on: "2026-08-26")
        #expect(try world.letters("C-1001").count == 1)
        #expect(
            try world.waiting("undelivered").flatMap(\.findings).map(\.message)
                == ["letter C-1001-1 of 2026-08-12: not delivered yet"])
        try world.checkInvariants()
    }

    @Test func `letters of one day do not wait for one another`() throws {
        let world = try worldWithDeadLetter(.answer(422)) {
            $0.replacing(
                "\"levels\": [\"after-due 7\"", with: "\"grouping\": \"invoice\", \"levels\": [\"after-due 7\"")
        }
        let other = SentLetter(number: "C-1001-2", date: "2026-08-12", claims: [], before: [], standing: .awaited)
        var entry = DunningEntry()
        entry.recent = [
            SentLetter(number: "C-1001-1", date: "2026-08-12", claims: [], before: [], standing: .awaited), other,
        ]
        #expect(entry.before(other).recent.isEmpty)
        try world.checkInvariants()
    }

    @Test func `where letters leave by a folder alone, nothing is held`() throws {
        let world = try julyWorld {
            $0.replacing("\"rendered\": \"send-reminder\"", with: "\"rendered\": \"outbox\"")
                .replacing(
                    /\{\s*"id": "send-reminder",.*?"waits": \{ "dead": "collection-desk" \}\s*\},/.dotMatchesNewlines(),
                    with: "")
        }
        for date in ["2026-08-12", "2026-08-26"] as [BusinessDate] { try world.remind(on: date) }
        #expect(try world.letters("C-1001").map(\.level) == [1, 2])
        try world.checkInvariants()
    }
}
