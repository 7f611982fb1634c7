import Calendars
import Documents
import Pipeline
import QuittanceTesting
import SQLLedger
import Testing

@testable import Quittance

private let sample = "order-cremerie-duvalet.xml"

/// What must not take the house down, and whom it must not take with it.
struct PerilTests {
    private func order(_ number: String, from file: String = sample) -> [UInt8] {
        let text = String(decoding: Samples.bytes("inbox/" + file), as: UTF8.self)
        return Array(text.replacing("DUV-1182", with: number).utf8)
    }

    /// Claims what is ready for a stage and dies, so often.
    private func die(
        _ times: Int, as end: OwnerEnd = .broke, at stage: String = "decode", in world: World
    ) throws {
        world.endOfProcesses = end
        for _ in 0..<times {
            _ = try world.runner()
            _ = try world.ledger.write {
                try $0.claim(
                    stages: [stage], limit: 10, owner: world.owners.current, now: world.clock.now(), toSend: false)
            }
        }
    }

    /// Takes files in without decoding them.
    private func takeIn(_ names: [String], _ world: World) throws {
        for (number, name) in names.enumerated() { world.intake.drop(name, order("DUV-9\(number)")) }
        let failing = FailingLedger(world.ledger, failingAt: 3, afterCommit: false)
        _ = try? world.runner(ledger: failing).runUntilIdle()
    }

    private func rows(_ state: WorkState, _ world: World) throws -> [Work] {
        try world.ledger.read { try allWork($0, states: [state]) }
    }

    // MARK: Processes that die

    @Test func `what was under way when a process was killed is no poison for that`() throws {
        let world = try World()
        try takeIn(["a.xml", "b.xml", "c.xml"], world)
        // Each process gets a little further before it is killed in its turn.
        for write in [5, 5, 2, 2, 1] {
            _ = try? world.runner(ledger: FailingLedger(world.ledger, failingAt: write, afterCommit: false))
                .runUntilIdle()
        }
        try world.run()
        #expect(try rows(.poison, world).isEmpty)
        for name in ["a.xml", "b.xml", "c.xml"] {
            #expect(["invoiced", "waiting: held"].contains(try world.standing(name)))
        }
        try world.checkInvariants()
    }

    @Test func `a document that ends its process takes no other with it`() throws {
        let world = try World()
        try takeIn(["a.xml", "b.xml", "c.xml"], world)
        try die(3, in: world)
        try world.run()
        let poison = try rows(.poison, world)
        #expect(poison.count == 1)
        #expect(poison.first?.findings.map(\.code) == ["RUN-001"])
        #expect(poison.first?.desk == "order-desk")
        #expect(try world.standing("b.xml") == "invoiced")
    }

    @Test func `what comes of a document is written in the transaction that decides on it`() throws {
        let world = try World()
        world.intake.drop("a.xml", order("DUV-90"))
        let failing = FailingLedger(world.ledger, failingAt: 4, afterCommit: false)
        #expect(throws: (any Error).self) { try world.runner(ledger: failing).runUntilIdle() }
        #expect(try world.standing("a.xml") == "invoiced")
        #expect(try rows(.claimed, world).isEmpty)
        #expect(try rows(.ready, world).allSatisfy { $0.subject != .intake })
    }

    @Test func `a document that ended a process is decided before what comes of it is written`() throws {
        let world = try World()
        try takeIn(["a.xml"], world)
        let failing = FailingLedger(world.ledger, failingAt: 4, afterCommit: false)
        #expect(throws: (any Error).self) { try world.runner(ledger: failing).runUntilIdle() }
        #expect(try world.standing("a.xml") == "invoiced")
        #expect(try rows(.claimed, world).map(\.stage).contains("write-invoice"))
        try world.run()
        #expect(try rows(.claimed, world).isEmpty && rows(.ready, world).isEmpty)
        try world.checkInvariants()
    }

    @Test func `poison that is discarded is gone, and poison that is retried is poison again`() throws {
        let world = try World()
        try takeIn(["a.xml"], world)
        try die(3, in: world)
        try world.run()
        try world.intervene(.retry, on: #require(try rows(.poison, world).first))
        try die(4, in: world)
        try world.run()
        try world.intervene(.discard, on: #require(try rows(.poison, world).first))
        try world.run()
        #expect(try rows(.poison, world).isEmpty)
        #expect(try world.standing("a.xml") == "discarded")
        try world.checkInvariants()
    }

    // MARK: What poison comes back to

    /// Nobody can say which order is in a file that ends whoever reads it: so what comes later under its number is taken,
    /// and the file itself, when it can be read, is what came too late.
    @Test(arguments: [(false, "ORD-040"), (true, "ORD-057")])
    func `an order that was poison does not take the place of a later one under its number`(
        numberMeansRevision: Bool, code: String
    ) throws {
        let world = try World()
        if numberMeansRevision {
            let agreement =
                #"{"partner": "C-1011", "terms": [{"from": "2020-01-01", "sameNumberMeansRevision": true}]}"#
            _ = try importBytes(
                Array(agreement.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "test",
                reason: "agreed")
            try world.run()
        }
        try takeIn(["first.xml"], world)
        try die(3, in: world)
        let later = String(decoding: order("DUV-90"), as: UTF8.self).replacing("Livr", with: "LIVR").replacing(
            #/<cbc:Note>[^<]*<\/cbc:Note>/#, with: "<cbc:Note>Later.</cbc:Note>")
        world.intake.drop("later.xml", Array(later.utf8))
        try world.run()
        #expect(try world.standing("first.xml") == "poison" && world.standing("later.xml") == "invoiced")
        try world.intervene(.retry, on: #require(try rows(.poison, world).first))
        try world.run()
        #expect(try world.standing("first.xml") == "waiting: conflict")
        #expect(try world.waiting("conflict").flatMap(\.findings).map(\.code) == [code])
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }

    @Test func `a process with another configuration stays away while any other lives`() throws {
        let world = try World()
        try world.run()
        world.neighbours = [world.plan.digest, "another"]
        #expect(throws: RunnerFault.otherConfigurationActive(active: "another", ours: world.plan.digest)) {
            try world.runner()
        }
        world.neighbours = [world.plan.digest]
        try world.run()
    }

    @Test(arguments: [
        (OwnerEnd.stopped, 20, false), (.killed, 7, false), (.killed, 8, true), (.broke, 1, false), (.broke, 2, true),
    ])
    func `a document is poison for what breaks its process, not for what befalls it`(
        end: OwnerEnd, times: Int, isPoison: Bool
    ) throws {
        let world = try World()
        try takeIn(["a.xml"], world)
        try die(times, as: end, in: world)
        try world.run()
        #expect(try rows(.poison, world).isEmpty != isPoison)
        #expect(try world.standing("a.xml") == (isPoison ? "poison" : "invoiced"))
    }

    // MARK: Names

    @Test(arguments: [("D/1", "D-1"), ("D/1", "D_1"), ("D_1", "D%5F1")])
    func `no two documents share a key or a file name`(first: String, second: String) throws {
        let world = try World()
        world.intake.drop("first.xml", order(first))
        world.intake.drop("second.xml", order(second))
        try world.run()
        // The second order also crosses a line of its customer's credit, which is told beside the documents.
        let keys = world.receiver.effects.map(\.key)
        #expect(Set(keys).count == keys.count && keys.count { !$0.hasPrefix("credit-alert/") } == 4)
        #expect(world.outlet.files.count == 4)
    }

    @Test func `customers and order numbers that read alike are told apart`() throws {
        let world = try World(amend: { $1.replacing("C-1012,", with: "C-1011-D,") })
        world.intake.drop("first.xml", order("D-7"))
        let other = String(decoding: Samples.bytes("inbox/order-bakkerij-van-houtegem.xml"), as: UTF8.self)
        world.intake.drop("second.xml", Array(other.replacing("VH2026-0631", with: "7").utf8))
        try world.run()
        #expect(try world.standing("second.xml") == "released")
        #expect(world.receiver.effects.filter { $0.key.hasPrefix("order-response") }.count == 2)
    }

    @Test func `a file that is in the way holds up one document, and that waits for a person`() throws {
        let world = try World()
        world.outlet.put([1], at: "invoice-INV-2026-000001.xml")
        world.drop(sample)
        try world.run()
        #expect(world.outlet.files["invoice-INV-2026-000001.xml"] == [1])
        #expect(world.outlet.files.count == 2)
        let work = try #require(try world.waiting("name-taken").first)
        #expect(work.desk == "order-desk")
        try world.intervene(.discard, on: work)
        try world.run()
        #expect(try world.waiting("name-taken").isEmpty)
    }

    // MARK: Moves

    @Test(arguments: ["inbox", "credit", "outbox", "write-invoice", "due-reminders"])
    func `what could not be read goes to no other kind of stage`(stage: String) throws {
        let world = try World()
        world.intake.drop("broken.xml", Array("<Order".utf8))
        try world.run()
        let work = try #require(try world.waiting("unreadable").first)
        #expect(throws: InterventionFault.self) {
            try world.runner().move(work.id, to: stage, actor: "Lea", reason: "try")
        }
        try world.runner().move(work.id, to: "decode", actor: "Lea", reason: "try")
        try world.run()
    }

    @Test func `a dead delivery goes to no stage that decides`() throws {
        let world = try World()
        world.receiver.behave([.answer(422)])
        world.drop(sample)
        try world.run()
        let work = try #require(try world.waiting("dead").first)
        for stage in ["credit", "due-reminders", "write-invoice", "decode"] {
            #expect(throws: InterventionFault.self) {
                try world.runner().move(work.id, to: stage, actor: "Lea", reason: "try")
            }
        }
    }
}

/// Deliveries whose fate nobody knows, and receivers that ask for patience.
struct PatienceTests {
    @Test func `what may have had its effect is not sent again once its key may be forgotten`() throws {
        let world = try World()
        world.drop(sample)
        world.receiver.behave([.takeAndDrop])
        let runner = try world.runner()
        try runner.runUntilIdle()
        world.clock.advance(seconds: 70 * 3600)
        try runner.runUntilIdle()
        #expect(answersSent(world) == 1)
        let dead = try #require(try world.waiting("dead").first)
        try world.intervene(.retry, on: dead)
        try world.run()
        #expect(answersSent(world) == 2)
        #expect(try world.waiting("dead").isEmpty)
    }

    @Test func `a process that dies while it sends leaves word that it may have sent`() throws {
        let world = try World()
        world.drop(sample)
        world.receiver.behave([.takeAndDrop])
        // The process dies before it can settle what it sent.
        for write in 1...12 {
            let failing = FailingLedger(world.ledger, failingAt: write, afterCommit: false)
            _ = try? world.runner(ledger: failing).runUntilIdle()
            guard world.receiver.requests.isEmpty else { break }
        }
        #expect(answersSent(world) == 1)
        world.clock.advance(seconds: 70 * 3600)
        try world.run()
        #expect(answersSent(world) == 1)
        #expect(try world.waiting("dead").count == 1)
    }

    @Test func `what a clock is behind for is billed on its day by itself`() throws {
        let world = try World(hoursBehind: 5)
        world.drop(sample)
        try world.runner(asOf: "2026-11-25").runUntilIdle()
        #expect(try world.invoices().map(\.issueDate) == ["2026-11-25"])
        world.drop("order-bakkerij-van-houtegem.xml", "order-boulangerie-sainte-aure.xml")
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.runner(asOf: "2026-11-24").runUntilIdle()
        let waiting = try world.waiting("unbillable")
        #expect(waiting.flatMap(\.findings).map(\.code) == ["INV-001"])
        #expect(waiting.map(\.wakeAt) == [Instant(startOf: "2026-11-25").adding(seconds: 5 * 3600)])
        world.clock.advance(seconds: 2 * 86_400)
        try world.runner(asOf: "2026-11-25").runUntilIdle()
        #expect(try world.invoices().count == 2)
        try world.checkInvariants()
    }

    @Test func `a pause ends by itself, with one delivery that tries`() throws {
        let world = try World()
        world.drop(sample, "order-bakkerij-van-houtegem.xml")
        world.receiver.behave([.answer(401), .answer(401)])
        let runner = try world.runner()
        try runner.runUntilIdle()
        let sent = world.receiver.requests.count
        world.receiver.behave([.answer(401)])
        world.clock.advance(seconds: 901)
        #expect(try runner.nextWake().map { $0 <= world.clock.now() } == true)
        try runner.runUntilIdle()
        #expect(world.receiver.requests.count == sent + 1)
        world.clock.advance(seconds: 901)
        try runner.runUntilIdle()
        #expect(try world.ledger.read { try $0.pausedEndpoints() }.isEmpty)
        #expect(try rows(world) == 0)
    }

    @Test func `who has corrected the endpoint and runs again need not wait`() throws {
        let world = try World()
        world.drop(sample)
        world.receiver.behave([.answer(403)])
        try world.run()
        try world.run()
        #expect(world.receiver.effects.count == 2)
    }

    @Test func `nothing wakes the house for an endpoint that is paused`() throws {
        let world = try World()
        world.drop(sample)
        world.receiver.behave([.answer(404)])
        let runner = try world.runner()
        try runner.runUntilIdle()
        #expect(try runner.nextWake() == world.clock.now().adding(seconds: 900))
    }

    @Test func `a receiver that asks for patience is sent nothing more for as long`() throws {
        let world = try World()
        world.drop(sample)
        world.receiver.behave([.answer(429, retryAfter: "120")])
        let runner = try world.runner()
        try runner.runUntilIdle()
        world.drop("order-bakkerij-van-houtegem.xml")
        world.clock.advance(seconds: 60)
        try runner.runUntilIdle()
        #expect(world.receiver.requests.count == 1)
        world.clock.advance(seconds: 3600)
        try runner.runUntilIdle()
        #expect(try rows(world) == 0)
    }

    private func answersSent(_ world: World) -> Int {
        world.receiver.requests.count { request in
            request.headers.contains { $0.name == "Idempotency-Key" && $0.value.hasPrefix("order-response") }
        }
    }

    private func rows(_ world: World) throws -> Int {
        try world.ledger.read { try allWork($0, states: [.ready, .claimed]) }.count
    }
}
