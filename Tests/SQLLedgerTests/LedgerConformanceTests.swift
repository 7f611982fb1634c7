import Calendars
import Documents
import Foundation
import Money
import Pipeline
import Receivables
import Testing

@testable import SQLLedger

/// What every engine of the ledger must do: a second one runs the same tests with another `make`.
struct LedgerConformanceTests {
    private struct Refused: Error {}
    private let now = Instant(startOf: "2026-11-23")

    /// An empty ledger.
    private func make() throws -> SQLLedger {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString).db").path
        return try SQLLedger(sqlite: path)
    }

    private func row(_ stage: String = "check", _ intake: Int64 = 1, lane: String = "") -> Work {
        Work(
            stage: stage, origin: DocumentOrigin(intake: intake, index: 0), subject: .rendering("r"), lane: lane,
            since: now)
    }

    private func intake(_ claim: String, name: String = "a.xml") -> NewIntake {
        NewIntake(
            source: "inbox", claim: claim, name: name,
            original: BlobReference(pack: 1, offset: 0, length: 3, digest: .sha256([1])), receivedAt: now, actor: "test"
        )
    }

    private func event(_ event: Event, cause: DocumentOrigin? = nil) -> NewEvent {
        NewEvent(
            event: event, effectiveOn: "2026-11-23", recordedAt: now, actor: "test", cause: cause, configuration: "c")
    }

    private func claim(_ ledger: SQLLedger, at moment: Instant? = nil, limit: Int = 10, toSend: Bool = true) throws
        -> [Int64]
    {
        try ledger.write {
            try $0.claim(stages: ["check"], limit: limit, owner: "me", now: moment ?? now, toSend: toSend).map(\.id)
        }
    }

    @Test func `a transaction that fails leaves nothing behind`() throws {
        let ledger = try make()
        #expect(throws: Refused.self) {
            try ledger.write { transaction in
                _ = try transaction.insert([row()])
                try transaction.append([event(.deliveryDied(key: "k", endpoint: "e", reason: "r", attempts: 1))])
                throw Refused()
            }
        }
        #expect(try ledger.read { try $0.work(after: 0, limit: 10, states: [], stages: []).isEmpty })
        #expect(try ledger.read { try $0.events(after: 0, limit: 10).isEmpty })
        // The numbers are taken again.
        #expect(try ledger.write { try $0.insert([row()]) } == [1])
    }

    @Test func `an input is taken in once, however often its claim comes`() throws {
        let ledger = try make()
        let first = try ledger.write { try $0.record([intake("x"), intake("y"), intake("x")]) }
        #expect(first.map(\.isNew) == [true, true, false])
        #expect(first[0].id == first[2].id)
        let again = try ledger.write { try $0.record([intake("y"), intake("z")]) }
        #expect(again.map(\.isNew) == [false, true])
        #expect(again[0].id == first[1].id)
        #expect(
            try ledger.read { try $0.intakes(named: "a.xml").map(\.id) } == [again[1].id, first[1].id, first[0].id])
    }

    @Test func `work is claimed in the order it was made, up to a bound, and not twice`() throws {
        let ledger = try make()
        _ = try ledger.write { try $0.insert([row(), row("other"), row(), row()]) }
        #expect(try claim(ledger, limit: 2) == [1, 3])
        #expect(try claim(ledger) == [4])
        #expect(try claim(ledger).isEmpty)
        #expect(try ledger.read { try $0.owners() } == ["me"])
        let claimed = try ledger.read { try $0.work(1) }
        #expect(claimed?.attempts == 1 && claimed?.state == .claimed && claimed?.owner == "me")
    }

    @Test func `of a lane only the first is claimed, and the next one only when it is done`() throws {
        let ledger = try make()
        _ = try ledger.write { try $0.insert([row(lane: "a"), row(lane: "a"), row(lane: "b"), row(), row(lane: "a")]) }
        #expect(try claim(ledger) == [1, 3, 4])
        #expect(try claim(ledger).isEmpty)
        try ledger.write { try $0.complete([1]) }
        #expect(try claim(ledger) == [2])
    }

    @Test func `what stands behind another row of its lane is due when that one is`() throws {
        let ledger = try make()
        _ = try ledger.write { try $0.insert([row(lane: "a"), row(lane: "a")]) }
        #expect(try ledger.read { try $0.nextWake(stages: ["check"]) } == Instant(microseconds: 0))
        _ = try claim(ledger)
        try ledger.write { ledger in
            var first = try #require(try ledger.work(1))
            (first.state, first.owner, first.wakeAt) = (.ready, "", now.adding(seconds: 60))
            try ledger.update(first)
        }
        #expect(try ledger.read { try $0.nextWake(stages: ["check"]) } == now.adding(seconds: 60))
    }

    @Test func `a whole lane is claimed by who wants whole lanes`() throws {
        let ledger = try make()
        _ = try ledger.write { try $0.insert([row(lane: "a"), row(lane: "a"), row()]) }
        #expect(try claim(ledger, toSend: false) == [1, 2, 3])
    }

    @Test func `a row is due at its moment, not before`() throws {
        let ledger = try make()
        var later = row()
        later.wakeAt = now.adding(seconds: 60)
        _ = try ledger.write { try $0.insert([later]) }
        #expect(try claim(ledger, at: now.adding(seconds: 59)).isEmpty)
        #expect(try ledger.read { try $0.nextWake(stages: ["check"]) } == now.adding(seconds: 60))
        #expect(try ledger.read { try $0.nextWake(stages: ["other"]) } == nil)
        #expect(try claim(ledger, at: now.adding(seconds: 60)) == [1])
    }

    @Test(arguments: [(OwnerEnd.stopped, 1), (.killed, 2), (.broke, 4)])
    func `what a dead owner held is ready again, and counts its attempt by how it ended`(
        end: OwnerEnd, attempts: Int
    ) throws {
        let ledger = try make()
        _ = try ledger.write { try $0.insert([row()]) }
        _ = try claim(ledger, toSend: false)
        try ledger.write { try $0.releaseClaims(of: "somebody else", after: end) }
        #expect(try claim(ledger).isEmpty)
        try ledger.write { try $0.releaseClaims(of: "me", after: end) }
        #expect(try claim(ledger) == [1])
        #expect(try ledger.read { try $0.work(1)?.attempts } == attempts)
    }

    @Test func `a waiting row is woken by its keys, once`() throws {
        let ledger = try make()
        let account = BookKey.account(CustomerID("C-1"))
        var waiting = row()
        waiting.state = .waiting
        waiting.reason = "held"
        waiting.wakeOn = [account, .customer(CustomerID("C-1"))]
        _ = try ledger.write { try $0.insert([waiting]) }
        #expect(try claim(ledger).isEmpty)
        #expect(try ledger.write { try $0.wake([.account(CustomerID("C-2"))]) } == 0)
        #expect(try ledger.write { try $0.wake([account, .customer(CustomerID("C-1"))]) } == 1)
        #expect(try ledger.write { try $0.wake([account]) } == 0)
        #expect(try claim(ledger) == [1])
    }

    @Test func `that something waits for a reason is known by its stage, and only while it waits`() throws {
        let ledger = try make()
        func waits(_ reason: String, _ stages: Set<String>) throws -> Bool {
            try ledger.read { try $0.waits(for: reason, at: stages) }
        }
        var (gone, other) = (row(), row("other"))
        (gone.state, gone.reason) = (.waiting, "gone")
        (other.state, other.reason) = (.ready, "gone")
        _ = try ledger.write { try $0.insert([row(), other, gone]) }
        #expect(try waits("gone", ["check"]) && waits("gone", ["none", "check"]))
        #expect(try !waits("dead", ["check"]) && !waits("gone", ["other", "none"]) && !waits("gone", []))
        try ledger.write { try $0.complete([3]) }
        #expect(try !waits("gone", ["check"]))
    }

    @Test func `everything about a row is kept as it was updated`() throws {
        let ledger = try make()
        _ = try ledger.write { try $0.insert([row()]) }
        var work = try #require(try ledger.read { try $0.work(1) })
        work.state = .waiting
        work.reason = "refused"
        work.desk = "order-desk"
        work.nextAction = "Ask."
        work.findings = [StoredFinding(code: "ORD-001", severity: 2, message: "no line", place: "line 3")]
        work.assignee = "Lea"
        work.cursor = "17"
        work.firstSentAt = now
        work.isOutcomeUnknown = true
        work.intervention = Intervention(verb: .release, actor: "Lea", reason: "agreed")
        work.wakeAt = now.adding(seconds: 5)
        work.wakeOn = [.account(CustomerID("C-1")), .payment("P/1")]
        try ledger.write { try $0.update(work) }
        let kept = try #require(try ledger.read { try $0.work(1) })
        #expect(
            kept.state == .waiting && kept.reason == "refused" && kept.desk == "order-desk" && kept.nextAction == "Ask."
        )
        #expect(kept.findings == work.findings && kept.assignee == "Lea" && kept.cursor == "17")
        #expect(
            kept.firstSentAt == now && kept.isOutcomeUnknown && kept.intervention == work.intervention
                && kept.wakeAt == work.wakeAt && kept.wakeOn == work.wakeOn)
        #expect(try ledger.read { try $0.occupiedStages() } == [work.stage])
    }

    @Test func `events are numbered through, and versioned by stream`() throws {
        let ledger = try make()
        let cause = DocumentOrigin(intake: 4, index: 2)
        let died = Event.deliveryDied(key: "k", endpoint: "e", reason: "r", attempts: 1)
        let reached = Event.occurrenceReached(schedule: "daily", moment: now)
        try ledger.write { try $0.append([event(died), event(reached, cause: cause), event(died)]) }
        try ledger.write { try $0.append([event(died)]) }
        let all = try ledger.read { try $0.events(after: 0, limit: 10) }
        #expect(all.map(\.sequence) == [1, 2, 3, 4])
        #expect(all.map(\.version) == [1, 1, 2, 3])
        #expect(all.map(\.event) == [died, reached, died, died])
        #expect(try ledger.read { try $0.events(after: 1, limit: 2).map(\.sequence) } == [2, 3])
        #expect(try ledger.read { try $0.events(of: died.stream).map(\.version) } == [1, 2, 3])
        #expect(try ledger.read { try $0.events(causedBy: cause).map(\.sequence) } == [2])
    }

    @Test func `a rendered document stays as it was first, and another is never taken for it`() throws {
        let ledger = try make()
        func rendered(_ byte: UInt8) -> RenderedDocument {
            RenderedDocument(
                key: "invoice/1", format: "f", contentType: "text/plain", name: "n", lane: "l", bytes: [byte])
        }
        #expect(try ledger.write { try $0.store(rendered(1), at: now) })
        #expect(try ledger.write { try $0.store(rendered(1), at: now.adding(seconds: 1)) })
        #expect(try !ledger.write { try $0.store(rendered(2), at: now) })
        #expect(try ledger.read { try $0.rendering("invoice/1") } == rendered(1))
        #expect(try ledger.read { try $0.renderingKeys(containing: "/1", limit: 5) } == ["invoice/1"])
        #expect(try ledger.read { try $0.renderingKeys(containing: "invoice/", limit: 5) } == ["invoice/1"])
        #expect(try ledger.read { try $0.renderingKeys(containing: "oice/", limit: 5) }.isEmpty, "by the whole number")
        #expect(try ledger.read { try $0.renderingKeys(containing: "invoice/1/platform", limit: 5) } == ["invoice/1"])
        #expect(try ledger.read { try $0.renderingKeys(containing: "/%", limit: 5) }.isEmpty)
        #expect(try ledger.read { try $0.renderingKeys(named: "n") } == ["invoice/1"])
        #expect(try ledger.read { try $0.renderingKeys(named: "m") }.isEmpty)
    }

    @Test func `what a row was about is known when it has ended, and no other gets its number`() throws {
        let ledger = try make()
        let origin = DocumentOrigin(intake: 3, index: 1)
        let work = Work(stage: "s", origin: origin, subject: .rendering("invoice/1"), since: now)
        let first = try ledger.write { try $0.insert([work]) }
        #expect(try ledger.read { try $0.originOfPastWork(first[0]) } == nil)
        try ledger.write { try $0.complete(first) }
        #expect(try ledger.read { try $0.originOfPastWork(first[0]) } == origin)
        #expect(try ledger.write { try $0.insert([work]) } == [first[0] + 1])
    }

    @Test func `what is small is kept too: deliveries, pauses, occurrences, the configuration`() throws {
        let ledger = try make()
        let record = DeliveryRecord(
            key: "k", endpoint: "e", attempts: 2, status: 200, isReplay: true, settledAt: now,
            answerDigest: .sha256([7]))
        try ledger.write { transaction in
            try transaction.record(record)
            try transaction.pause("e", EndpointPause(reason: "401", until: now))
            try transaction.setOccurrence(now, of: "daily")
            try transaction.setActiveConfiguration("abc")
        }
        #expect(try ledger.read { try $0.deliveries("k") } == [record])
        #expect(try ledger.read { try $0.pausedEndpoints() } == ["e": EndpointPause(reason: "401", until: now)])
        #expect(try ledger.read { try $0.lastOccurrence(of: "daily") } == now)
        #expect(try ledger.read { try $0.activeConfiguration() } == "abc")
        try ledger.write { try $0.pause("e", nil) }
        #expect(try ledger.read { try $0.pausedEndpoints() }.isEmpty)
    }

    @Test func `entries of the book are found under their keys, and replaced`() throws {
        let ledger = try make()
        var account = Account(currency: .euro)
        let key = BookKey.account(CustomerID("C-1"))
        try ledger.write { try $0.save([(key, .account(account))]) }
        account.held = ["O-1"]
        try ledger.write { try $0.save([(key, .account(account))]) }
        let found = try ledger.read { try $0.entries([key, .account(CustomerID("C-2"))]) }
        #expect(found == [key: .account(account)])
    }

    @Test func `a document's standing is its last one`() throws {
        let ledger = try make()
        let origin = DocumentOrigin(intake: 1, index: 0)
        func standing(_ state: String) -> Standing {
            Standing(origin: origin, kind: "order", title: "O-1", state: state, stage: "check", since: now)
        }
        try ledger.write { try $0.save([standing("waiting"), standing("released")]) }
        #expect(try ledger.read { try $0.standing(origin) } == standing("released"))
        try ledger.write { try $0.save([standing("invoiced")]) }
        #expect(try ledger.read { try $0.standings(after: nil, limit: 5) } == [standing("invoiced")])
    }
}

/// Whether a ledger that somebody changed behind our back shows it.
struct TamperingTests {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString).db")
        .path

    private func filled() throws -> SQLLedger {
        let ledger = try SQLLedger(sqlite: path)
        for number in 1...4 {
            try ledger.write { transaction in
                try transaction.append([
                    NewEvent(
                        event: .deliveryDied(key: "k\(number)", endpoint: "e", reason: "r", attempts: number),
                        effectiveOn: "2026-11-23",
                        recordedAt: Instant(startOf: "2026-11-23"), actor: "test", cause: nil, configuration: "c"),
                    NewEvent(
                        event: .occurrenceReached(schedule: "s", moment: Instant(startOf: "2026-11-23")),
                        effectiveOn: "2026-11-23",
                        recordedAt: Instant(startOf: "2026-11-23"), actor: "test", cause: nil, configuration: "c"),
                ])
            }
        }
        return ledger
    }

    @Test func `an untouched journal has no defects`() throws { #expect(try filled().verifyJournal().isEmpty) }

    /// What somebody does to the file, and what is said of it.
    @Test(arguments: [
        ("UPDATE event SET actor = 'nobody' WHERE sequence = 3", "event 3 was changed"),
        ("UPDATE event SET payload = x'00' WHERE sequence = 1", "event 1 was changed"),
        ("UPDATE event SET effective_on = effective_on - 1 WHERE sequence = 8", "event 8 was changed"),
        ("DELETE FROM event WHERE sequence = 4", "events between 3 and 4 are missing"),
        ("DELETE FROM event WHERE sequence >= 7", "events between 7 and 8 are missing"),
        ("DELETE FROM seal WHERE number = 2", "seal 3 does not follow the one before it"),
        ("DELETE FROM seal WHERE number = 4", "2 events from 7 on are not sealed"),
        ("UPDATE seal SET root = x'00' WHERE number = 2", "seal 2 was changed"),
        ("UPDATE event SET sequence = 100 - sequence WHERE sequence IN (1, 2)", "events between 1 and 2 are missing"),
    ])
    func `a change behind our back is found`(statement: String, message: String) throws {
        let ledger = try filled()
        try SQLiteConnection(path: path).execute(statement)
        let defects = try ledger.verifyJournal().map(\.description)
        #expect(defects.contains(message), "\(defects)")
    }

    @Test func `a journal rewritten as a whole no longer holds an anchor that was kept elsewhere`() throws {
        let ledger = try filled()
        let anchor = try ledger.anchor()
        #expect(try ledger.holds(anchor: anchor))
        try SQLiteConnection(path: path).execute("DELETE FROM event; DELETE FROM seal")
        _ = try filled()
        try ledger.write { transaction in
            try transaction.append([
                NewEvent(
                    event: .deliveryDied(key: "other", endpoint: "e", reason: "r", attempts: 1),
                    effectiveOn: "2026-11-23",
                    recordedAt: Instant(startOf: "2026-11-23"), actor: "test", cause: nil, configuration: "c")
            ])
        }
        #expect(try ledger.verifyJournal().isEmpty)
        #expect(try ledger.holds(anchor: anchor), "the same events give the same seals")
        try SQLiteConnection(path: path).execute("DELETE FROM event; DELETE FROM seal")
        try ledger.write { transaction in
            try transaction.append([
                NewEvent(
                    event: .deliveryDied(key: "other", endpoint: "e", reason: "r", attempts: 1),
                    effectiveOn: "2026-11-23",
                    recordedAt: Instant(startOf: "2026-11-23"), actor: "test", cause: nil, configuration: "c")
            ])
        }
        #expect(try ledger.verifyJournal().isEmpty)
        #expect(try !ledger.holds(anchor: anchor))
    }

    @Test func `a ledger of a newer release is refused, and left as it is`() throws {
        _ = try filled()
        try SQLiteConnection(path: path).execute("UPDATE meta SET value = '99' WHERE name = 'schema'")
        #expect(throws: LedgerFault(kind: .newerSchema(99), message: "")) { _ = try SQLLedger(sqlite: path) }
    }

    /// Leaves the ledger as a build did whose book had other forms, and whose journal is as given.
    private func age(_ script: String) throws {
        let work = Work(
            stage: "check", origin: DocumentOrigin(intake: 1, index: 0), subject: .rendering("r"),
            since: Instant(startOf: "2026-11-23"))
        let closing = NewEvent(
            event: .books(.closed(until: "2026-10-31", nil)), effectiveOn: "2026-10-31",
            recordedAt: Instant(startOf: "2026-11-23"), actor: "test", cause: nil, configuration: "c")
        let ledger = try filled()
        try ledger.write { transaction in
            try transaction.append([closing])
            _ = try transaction.insert([work])
        }
        try SQLiteConnection(path: path).execute("UPDATE meta SET value = '12' WHERE name = 'schema'; \(script)")
    }

    @Test func `a book of other forms is written anew from the journal`() throws {
        try age("INSERT INTO book_party VALUES ('x', x'00')")
        let ledger = try SQLLedger(sqlite: path)
        #expect(try ledger.verifyBook().isEmpty)
        #expect(try ledger.read { try $0.bookRows(rank: BookKey.books.rank, after: "", limit: 9).count } == 1)
    }

    @Test(arguments: [
        (
            "UPDATE event SET payload = substr(payload, 1, 9) WHERE sequence = 1",
            "the event after 0 of its journal: it breaks off at byte 9"
        ),
        ("UPDATE work SET findings = x'01'", "work 1: it breaks off at byte 1"),
    ]) func `a ledger with forms that are not read is refused, and left as it is`(script: String, place: String) throws
    {
        try age(script)
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: LedgerFault(kind: .unreadForm, message: place)) { _ = try SQLLedger(sqlite: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test func `a file that is no ledger is refused`() throws {
        try Data("this is a letter, and no database at all".utf8).write(to: URL(fileURLWithPath: path))
        #expect { _ = try SQLLedger(sqlite: path) } throws: { ($0 as? LedgerFault)?.kind == .notALedger }
    }

    @Test func `a full disk refuses the transaction, and what was there stays`() throws {
        let ledger = try filled()
        try ledger.write { transaction in
            let session = try #require(transaction as? SQLSession)
            try session.connection.execute("PRAGMA max_page_count = 1")
        }
        let body = RenderedDocument(
            key: "k", format: "f", contentType: "t", name: "n", lane: "", bytes: [UInt8](repeating: 7, count: 1 << 20))
        #expect { try ledger.write { try $0.store(body, at: Instant(startOf: "2026-11-23")) } } throws: {
            ($0 as? LedgerFault)?.kind == .full
        }
        #expect(try ledger.verifyJournal().isEmpty)
    }
}
