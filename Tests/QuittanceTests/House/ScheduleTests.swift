import Calendars
import Documents
import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// The samples' pipeline with a schedule that collects what is billable.
private func withSchedule(_ settings: String) -> (String) -> String {
    { pipeline in
        pipeline.replacingOccurrences(
            of: "\"stages\": [",
            with: """
                "stages": [
                    { "id": "weekly", "uses": "schedule", "settings": \(settings), "to": { "occurred": "collect" } },
                    { "id": "collect", "uses": "collect-billable", "to": { "billable": "invoice" } },
                """)
    }
}

private func billedOnSchedule(_ file: String, _ text: String) -> String {
    file == "customers.csv" ? text.replacingOccurrences(of: ",despatched,", with: ",scheduled,") : text
}

struct ScheduleTests {
    private let day: Int64 = 86_400

    private func occurrences(_ world: World) throws -> [String] {
        try world.ledger.read { try allEvents($0) }.compactMap { event in
            if case .occurrenceReached("weekly", let moment) = event.event { moment.description } else { nil }
        }
    }

    @Test func `a new schedule begins now, and each time comes once`() throws {
        let world = try World(withSchedule(#"{ "at": "09:30" }"#))
        try world.run()
        #expect(try occurrences(world).isEmpty)
        world.clock.advance(seconds: 2 * 3600)
        try world.run()
        try world.run()
        #expect(try occurrences(world) == ["2026-11-23T09:30:00Z"])
    }

    /// How long nothing runs, from eight o'clock on, and how often half past nine is acted on after that.
    @Test(
        arguments: [
            ("latest", 72, 1), ("all", 72, 3), ("skip", 72, 0), ("skip", 76, 1), ("latest", 76, 1), ("skip", 4, 1),
        ] as [(String, Int64, Int)])
    func `times that passed while nothing ran are made up for as the schedule says`(
        missed: String, hours: Int64, count: Int
    ) throws {
        let world = try World(withSchedule(#"{ "at": "09:30", "missed": "\#(missed)" }"#))
        try world.run()
        world.clock.advance(seconds: hours * 3600)
        try world.run()
        #expect(try occurrences(world).count == count)
    }

    @Test func `only the days that are named count`() throws {
        let world = try World(withSchedule(#"{ "at": "09:30", "days": ["wed"], "missed": "all" }"#))
        try world.run()
        world.clock.advance(seconds: 7 * day)
        try world.run()
        #expect(try occurrences(world) == ["2026-11-25T09:30:00Z"])
    }

    @Test func `what was despatched is billed together when its time has come`() throws {
        let world = try World(withSchedule(#"{ "at": "09:30" }"#), amend: billedOnSchedule)
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.standing("despatch-boulangerie-sainte-aure.xml") == "despatched")
        #expect(try world.invoices().isEmpty)
        world.clock.advance(seconds: day)
        try world.run()
        #expect(try world.invoices().count == 1)
        world.clock.advance(seconds: day)
        try world.run()
        #expect(try world.invoices().count == 1)
        try world.checkInvariants()
    }
}

struct PoisonTests {
    /// Claims what is ready and dies, so often.
    private func die(_ times: Int, in world: World) throws {
        world.endOfProcesses = .broke
        for _ in 0..<times {
            _ = try world.runner()
            _ = try world.ledger.write { ledger in
                try ledger.claim(
                    stages: ["decode"], limit: 10, owner: world.owners.current, now: world.clock.now(), toSend: false)
            }
        }
    }

    @Test func `a document that ends its process three times is set aside, and the others go on`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        // The file is taken in and its process dies before it has decided.
        let files = try world.intake.claim(upTo: 1, bytes: .max)
        let reference = try world.blobs.append(files.map(\.bytes))[0]
        try world.ledger.write { ledger in
            let row = try ledger.record([
                NewIntake(
                    source: "inbox", claim: files[0].claim, name: files[0].name, original: reference,
                    receivedAt: world.clock.now(), actor: "quittance")
            ])[0]
            _ = try ledger.insert([
                Work(
                    stage: "decode", origin: DocumentOrigin(intake: row.id, index: 0), subject: .intake,
                    since: world.clock.now())
            ])
        }
        try world.intake.finish(files.map(\.claim))
        try die(3, in: world)
        world.drop("order-biscuiterie-kerlannoy.xml")
        try world.run()
        #expect(try world.standing("order-cremerie-duvalet.xml") == "poison")
        #expect(try world.standing("order-biscuiterie-kerlannoy.xml") == "released")
        let poison = try world.ledger.read { try allWork($0, states: [.poison]) }
        #expect(poison.first?.desk == "order-desk", "somebody has it on a list")
        try world.intervene(.retry, on: #require(poison.first))
        try world.run()
        #expect(try world.standing("order-cremerie-duvalet.xml") == "invoiced")
    }
}
