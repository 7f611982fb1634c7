import Documents
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Pipeline
@testable import Quittance

/// A large file is decided in slices, each in a transaction of its own.
struct SliceTests {
    private struct Remains: Equatable {
        var effects: [String]
        var counts: [String]
        var standings: [String]
    }

    /// What is left of files of many messages, where one process dies at a write.
    private func remains(slice: Int?, dyingAt write: Int? = nil, afterCommit: Bool = false) throws -> Remains {
        let world = try World()
        let files = ["edifact-fournils-de-la-mauve.edi", "x12-distri-four.edi", "csv-place-de-marche.csv"]
        world.dropInbox { files.contains($0) }
        if let write {
            let failing = FailingLedger(world.ledger, failingAt: write, afterCommit: afterCommit)
            _ = try? run(try world.runner(ledger: failing), slice)
        }
        try run(try world.runner(), slice)
        try world.checkInvariants()
        return try world.ledger.read { ledger in
            Remains(
                effects: world.receiver.effects.map { "\($0.key) \(Digest.sha256($0.body).hex)" }.sorted(),
                counts: try ledger.counts().filter { $0.name != "events" }.map { "\($0)" },
                standings: try files.flatMap { file -> [String] in
                    guard let intake = try ledger.intakes(named: file).last else { return ["\(file) is not there"] }
                    return try (0..<6).compactMap { index in
                        try ledger.standing(DocumentOrigin(intake: intake.id, index: index)).map {
                            "\(file) \(index): \($0.kind) \($0.title) \($0.inWords)"
                        }
                    }
                })
        }
    }

    private func run(_ runner: Runner, _ slice: Int?) throws {
        if let slice { runner.slicing = (bytes: 1, messages: slice) }
        try runner.runUntilIdle()
    }

    @Test(arguments: [1, 2, 3]) func `a file in slices leaves what a file at once leaves`(slice: Int) throws {
        #expect(try remains(slice: slice) == remains(slice: nil))
    }

    @Test func `a process that dies between slices leaves what one that lives leaves`() throws {
        let expected = try remains(slice: 1)
        for write in 1...16 {
            for afterCommit in [false, true] {
                let after = try remains(slice: 1, dyingAt: write, afterCommit: afterCommit)
                #expect(after == expected, "write \(write), after commit: \(afterCommit)")
            }
        }
    }
}
