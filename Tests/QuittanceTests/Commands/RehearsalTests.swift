import Documents
import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// What a plan says of the files that wait.
struct RehearsalTests {
    private func planned(_ world: World, _ files: [(name: String, bytes: [UInt8])]) throws -> [String: [String]] {
        let folder = try #require(world.plan.steps.first { $0.id == "inbox" })
        let said = try world.runner().rehearse([FilesInFolder(folder, files)])[0]
        return Dictionary(uniqueKeysWithValues: said.map { ($0.name, $0.standings.map(\.inWords)) })
    }

    private func found(_ world: World, _ name: String) throws -> [String] {
        try world.ledger.read { ledger in
            let intake = try #require(try ledger.intakes(named: name).first, "\(name)")
            return try ledger.standings(after: DocumentOrigin(intake: intake.id, index: -1), limit: 100)
                .filter { $0.origin.intake == intake.id }.map(\.inWords)
        }
    }

    @Test func `a plan says of every file of the samples what a run makes of it, and keeps nothing`() throws {
        let world = try World(isAgreed: true)
        let files = Samples.files(in: "inbox")
        let before = try world.ledger.read { try $0.counts().map { "\($0)" } }
        let plan = try planned(world, files)
        #expect(try world.ledger.read { try $0.counts().map { "\($0)" } } == before)
        for (name, bytes) in files { world.intake.drop(name, bytes) }
        try world.run()
        for (name, _) in files { #expect(try found(world, name) == plan[name], "\(name)") }
    }

    @Test func `an advice that lies before its order waits for it in a plan too, and goes on`() throws {
        let world = try World()
        let names = ["despatch-boulangerie-sainte-aure.xml", "order-boulangerie-sainte-aure.xml"]
        let files = names.map { ($0, Samples.bytes("inbox/" + $0)) }
        let plan = try planned(world, files)
        #expect(plan[names[0]]?.contains { $0.hasPrefix("waiting") } == false, "\(plan)")
        for (name, bytes) in files { world.intake.drop(name, bytes) }
        try world.run()
        for name in names { #expect(try found(world, name) == plan[name], "\(name)") }
    }

    @Test func `what is recorded and not followed yet counts in a plan`() throws {
        let world = try World()
        let name = "unknown-item-traiteur-marsolle.xml"
        let before = try planned(world, [(name, Samples.bytes("inbox/" + name))])
        #expect(before[name] == ["waiting: unknown"], "\(before)")
        try world.instruct(.setCreditStop(CustomerID("C-1001"), true))
        let order = "order-boulangerie-sainte-aure.xml"
        #expect(
            try planned(world, [(order, Samples.bytes("inbox/" + order))])[order]?.first?.hasPrefix("waiting") == true)
    }
}
