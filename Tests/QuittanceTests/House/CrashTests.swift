import ArgumentParser
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// A ledger that fails at one of its writes: before the write took place, or just after it did.
final class FailingLedger: Ledger, @unchecked Sendable {
    struct Killed: Error {}
    let base: any Ledger
    private var writesLeft: Int
    private let failsAfterCommit: Bool

    init(_ base: any Ledger, failingAt write: Int, afterCommit: Bool) {
        self.base = base
        writesLeft = write
        failsAfterCommit = afterCommit
    }

    func write<Result>(_ body: (any LedgerTransaction) throws -> Result) throws -> Result {
        writesLeft -= 1
        if writesLeft == 0, !failsAfterCommit { throw Killed() }
        let result = try base.write(body)
        if writesLeft == 0 { throw Killed() }
        return result
    }

    func read<Result>(_ body: (any LedgerSnapshot) throws -> Result) throws -> Result { try base.read(body) }
}

struct CrashTests {
    /// Runs the inbox with one process dying at a write, and others after it until all is done.
    private func effects(dyingAt write: Int?, afterCommit: Bool = false) throws -> (
        lines: Set<String>, counts: [String]
    ) {
        let world = try World()
        world.dropInbox()
        if let write {
            let failing = FailingLedger(world.ledger, failingAt: write, afterCommit: afterCommit)
            _ = try? world.runner(ledger: failing).runUntilIdle()
        }
        try world.run()
        try world.checkInvariants()
        let lines = world.receiver.effects.map { "\($0.key) \(Digest.sha256($0.body).hex)" }
        #expect(Set(lines).count == lines.count, "no effect happens twice")
        let counts = try world.ledger.read { try $0.counts() }.filter { $0.name != "events" }.map { "\($0)" }
        return (Set(lines), counts)
    }

    @Test func `a process that dies at any write leaves what one that lives leaves`() throws {
        let expected = try effects(dyingAt: nil)
        for write in 1...14 {
            for afterCommit in [false, true] {
                let after = try effects(dyingAt: write, afterCommit: afterCommit)
                #expect(after.lines == expected.lines, "write \(write), after commit: \(afterCommit)")
                #expect(after.counts == expected.counts, "write \(write), after commit: \(afterCommit)")
            }
        }
    }
}

struct DeliveryTests {
    /// What the receiver does first; in the end each document has had its effect once.
    @Test(arguments: [
        [SimulatedReceiver.Behaviour.takeAndDrop], [.drop], [.refuseConnection], [.answer(500)], [.answer(503)],
        [.answer(429, retryAfter: "120")], [.answer(408)], [.takeAndDrop, .answer(502), .drop],
    ])
    func `each document has its effect once, whatever the receiver does at first`(
        script: [SimulatedReceiver.Behaviour]
    ) throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave(script)
        let runner = try world.runner()
        for _ in 0..<10 {
            try runner.runUntilIdle()
            world.clock.advance(seconds: 3601)
        }
        let keys = world.receiver.effects.map(\.key)
        #expect(
            keys.sorted() == [
                "invoice/INV-2026-000001/peppol-invoice/platform",
                "order-response/C-1011/DUV-1182/0/ubl-order-response/platform",
            ])
        #expect(world.outlet.files.count == 2)
    }

    @Test(arguments: [401, 403, 404, 302])
    func `an endpoint that is not as it should be is paused, and nothing is lost`(
        status: Int
    ) throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.answer(status)])
        try world.run()
        #expect(world.receiver.requests.count == 1)
        #expect(try world.ledger.read { try $0.pausedEndpoints() }["platform"] != nil)
        world.receiver.behave([.answer(status)])
        world.clock.advance(seconds: 901)
        try world.run()
        #expect(try told(world) == ["endpoint-paused"], "tried in vain again, it is the same pause")
        world.clock.advance(seconds: 901)
        try world.run()
        #expect(world.receiver.effects.count == 2)
        #expect(try world.ledger.read { try $0.pausedEndpoints() }.isEmpty)
        #expect(try told(world) == ["endpoint-paused", "endpoint-resumed"])
        try world.checkInvariants()
    }

    @Test func `that an endpoint is gone counts more than what it says of another request`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml", "order-boulangerie-sainte-aure.xml")
        world.receiver.behave([.answer(410), .answer(401)])
        try world.run()
        #expect(world.receiver.requests.count == 2, "both are under way at once")
        #expect(try world.waiting("gone").count == 1)
        let pause = try #require(try world.ledger.read { try $0.pausedEndpoints() }.values.first)
        #expect(pause.reason.contains("410") && pause.until == EndpointPause.untilDecided, "\(pause)")
    }

    @Test func `an endpoint that is gone gets nothing until somebody has decided`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.answer(410)])
        try world.run()
        let gone = try world.waiting("gone")
        #expect(gone.count == 1 && !gone[0].desk.isEmpty && !gone[0].nextAction.isEmpty, "\(gone)")
        for _ in 1...3 {
            world.clock.advance(seconds: 86_400)
            try world.run()
        }
        #expect(world.receiver.requests.count == 1, "neither a day later nor a new run tries again")
        try world.intervene(.retry, on: gone[0])
        try world.run()
        #expect(world.receiver.effects.count == 2)
        #expect(try told(world) == ["endpoint-paused", "endpoint-resumed"])
        #expect(try world.waiting("gone").isEmpty)
        try world.checkInvariants()
    }

    @Test func `what waits for a paused endpoint has a desk, a reason and something to do`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.answer(401)])
        try world.run()
        let rows = try world.ledger.read { try WorkFilter.parse([]).rows($0, of: world.plan, otherwise: [.ready]) }
        #expect(rows.count == 2 && rows.allSatisfy { $0.reason == "paused" && !$0.desk.isEmpty }, "\(rows)")
        #expect(rows.allSatisfy { !$0.nextAction.isEmpty })
    }

    private func told(_ world: World) throws -> [String] {
        try world.ledger.read { try $0.events(of: .endpoint("platform")) }.map(\.event.name)
    }

    @Test(arguments: [400, 413, 422]) func `what a receiver will never take waits for a person`(status: Int) throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.answer(status)])
        try world.run()
        let dead = try world.waiting("dead")
        #expect(dead.count == 1 && dead[0].nextAction.hasPrefix("Correct what the receiver's answer names"))
        try world.intervene(.retry, on: dead[0])
        try world.run()
        #expect(world.receiver.effects.count == 2)
        let attempts = try world.ledger.read { try allEvents($0) }.compactMap { event in
            if case .delivered(_, _, _, let attempts, _, _) = event.event { attempts } else { nil }
        }
        #expect(attempts.sorted() == [1, 2], "the first one counts, too")
        #expect(try world.waiting("dead").isEmpty)
    }

    @Test func `an unknown outcome older than the receiver's memory goes to a person`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.drop])
        let runner = try world.runner()
        try runner.runUntilIdle()
        world.clock.advance(seconds: 25 * 3600)
        world.receiver.behave([.drop])
        try runner.runUntilIdle()
        #expect(try world.waiting("dead").count == 1)
    }

    @Test func `the answer to an order leaves before the invoice of the same order`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.answer(500)])
        let runner = try world.runner()
        try runner.runUntilIdle()
        #expect(world.receiver.effects.isEmpty)
        world.clock.advance(seconds: 10)
        try runner.runUntilIdle()
        #expect(world.receiver.effects.map { $0.key.prefix(7) } == ["order-r", "invoice"])
    }
}
