import Documents
import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance
@testable import SQLLedger

/// A delivery keeps its key, whatever its endpoint is called later.
struct FrozenKeyTests {
    /// The house goes on under a configuration in which the endpoint is called otherwise.
    private func renamed(_ world: World) throws -> World {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).db")
        defer { try? FileManager.default.removeItem(at: file) }
        try world.saveLedger(to: file)
        return try World({ $0.replacing("\"platform\"", with: "\"as2\"") }, past: file)
    }

    private func keys(_ world: World) -> [String] {
        world.receiver.requests.compactMap { request in
            request.headers.first { $0.name == "Idempotency-Key" }?.value
        }
    }

    @Test(arguments: [
        SimulatedReceiver.Behaviour.takeAndDrop, .answer(503), .answer(429), .refuseConnection, .answer(401),
    ])
    func `what was tried once is sent again under the same key`(behaviour: SimulatedReceiver.Behaviour) throws {
        let world = try World()
        for prefix in ["order-response/", "invoice/"] { world.receiver.behave(behaviour, towards: prefix) }
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let before = Set(keys(world))
        #expect(!before.isEmpty && before.allSatisfy { $0.hasSuffix("/platform") })

        let later = try renamed(world)
        later.clock.advance(seconds: 7200)
        try later.run()
        #expect(Set(keys(later)).isSuperset(of: before), "\(keys(later))")
        #expect(keys(later).allSatisfy { $0.hasSuffix("/platform") })
        #expect(try later.ledger.read { try $0.pausedEndpoints() }.isEmpty, "no endpoint is paused that there is not")
        try later.checkInvariants()
    }

    @Test func `what is new is sent under the new name`() throws {
        let later = try renamed(World())
        later.drop("order-cremerie-duvalet.xml")
        try later.run()
        #expect(!keys(later).isEmpty && keys(later).allSatisfy { $0.hasSuffix("/as2") })
    }

    @Test
    func `work that was tried keeps its key where it is moved to another stage, and what was not takes a new one`()
        throws
    {
        let world = try World {
            $0.replacing(
                "\"endpoints\": {",
                with: "\"endpoints\": { \"as2\": { \"url\": \"http://127.0.0.1:1\", \"allowPrivateAddress\": true },"
            ).replacing(
                /("id": "send-advice",\s*"uses": "deliver",\s*"settings": \{ "endpoint": )"platform"/,
                with: { "\($0.output.1)\"as2\"" })
        }
        world.receiver.behave([.answer(422)])
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let row = try #require(try world.waiting("dead").first)
        let runner = try world.runner()
        try runner.move(row.id, to: "send-advice", actor: "Lea", reason: "it is there now")
        try runner.runUntilIdle()
        #expect(world.receiver.requests.allSatisfy { $0.headers.contains { $0.value.hasSuffix("/platform") } })
        #expect(keys(world).last?.hasSuffix("/platform") == true)
    }
}
