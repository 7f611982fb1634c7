import Calendars
import Glibc
import Pipeline
import Testing

@testable import FileExchange

struct FolderIntakeTests {
    private let bench = IntakeBench()

    @Test func `files come oldest first, and by name where they are of the same age`() throws {
        for (name, age) in [("c", 30), ("a", 20), ("b", 20), ("d", 10)] {
            bench.put(name, as: name)
            setChanged("\(bench.drop)/\(name)", to: 1_700_000_000 - age)
        }
        let files = try bench.intake().claimAll()
        #expect(files.map(\.name) == ["c", "a", "b", "d"])
        #expect(files.map(\.text) == ["c", "a", "b", "d"])
        #expect(files[0].changedAt == Instant(microseconds: (1_700_000_000 - 30) * 1_000_000))
        #expect(Set(files.map(\.claim)).count == 4)
        #expect(list(bench.drop).isEmpty)
    }

    @Test func `a claim takes up to so many files and bytes, and always one`() throws {
        for name in ["a", "b", "c", "d"] {
            bench.put("12345", as: name)
            setChanged("\(bench.drop)/\(name)", to: 1_700_000_000)
        }
        let intake = try bench.intake()
        #expect(try intake.claim(upTo: 0, bytes: .max).isEmpty)
        #expect(try intake.claim(upTo: 1, bytes: .max).map(\.name) == ["a"])
        #expect(try intake.claim(upTo: 9, bytes: 10).map(\.name) == ["b", "c"])
        #expect(try intake.claim(upTo: 9, bytes: 1).map(\.name) == ["d"])
        #expect(try intake.claimAll().isEmpty)
    }

    @Test func `a large file is handed out as it lies there, and stays readable once it is finished`() throws {
        let text = String(repeating: "0123456789", count: mappedFrom / 10 + 1)
        bench.put(text, as: "large")
        let intake = try bench.intake(sizeLimit: 1 << 24)
        let files = try intake.claimAll()
        try intake.finish(files.map(\.claim))
        #expect(files.map(\.text) == [text])
    }

    @Test func `waiting names what would be claimed and touches nothing`() throws {
        bench.put("1", as: "a.xml")
        bench.put("2", as: ".a.xml")
        _ = try bench.leaveClaimOfTheDead("3", as: "left.xml")
        let settings = FolderIntakeSettings(path: bench.drop, claimsPath: bench.claims)
        let owners = OwnersElsewhere(directory: bench.owners)
        let before = names(in: bench.owners)
        func waiting() throws -> [String] { try settings.filesWaiting(owners: owners).map(\.name) }
        #expect(try waiting() == ["left.xml", "a.xml"])
        #expect(list(bench.drop) == [".a.xml", "a.xml"])
        #expect(names(in: bench.owners) == before)
        let intake = try bench.intake()
        #expect(try intake.claimAll().map(\.name) == ["left.xml", "a.xml"])
        #expect(try waiting().isEmpty)
    }

    @Test func `a name under which senders write is left alone`() throws {
        for name in [".hidden", "a.tmp", "a.part", "a.filepart"] { bench.put("half", as: name) }
        bench.put("whole", as: "tmp")
        let intake = try bench.intake()
        #expect(try intake.claimAll().map(\.name) == ["tmp"])
        #expect(list(bench.drop) == [".hidden", "a.filepart", "a.part", "a.tmp"])
        #expect(intake.passedOver.isEmpty)
    }

    @Test func `finishing removes the file, and does so again without a fault`() throws {
        bench.put("1", as: "a")
        let owners = try bench.process()
        let intake = try bench.intake(owners)
        let claims = try intake.claimAll().map(\.claim)
        #expect(list("\(bench.claims)/\(owners.current)").count == 1)
        try intake.finish(claims)
        try intake.finish(claims + ["unheard of"])
        #expect(list("\(bench.claims)/\(owners.current)").isEmpty)
        #expect(list(bench.drop).isEmpty)
    }

    @Test func `releasing puts the file back under its name, for another try`() throws {
        bench.put("1", as: "ä %.xml")
        let intake = try bench.intake()
        let first = try intake.claimAll()
        try intake.release(first.map(\.claim))
        #expect(list(bench.drop) == ["ä %.xml"])
        try intake.release(first.map(\.claim))
        let second = try intake.claimAll()
        #expect(second.map(\.name) == ["ä %.xml"])
        #expect(second[0].claim != first[0].claim)
    }

    @Test func `a file whose name has been taken meanwhile replaces nothing and comes again`() throws {
        bench.put("old", as: "a")
        let intake = try bench.intake()
        let old = try intake.claimAll()
        bench.put("new", as: "a")
        try intake.release(old.map(\.claim))
        #expect(contents(of: "\(bench.drop)/a") == Array("new".utf8))
        let files = try intake.claimAll()
        #expect(files.map(\.text) == ["old", "new"])
        #expect(files[0].claim == old[0].claim)
    }

    @Test func `two processes claim each of a thousand files exactly once`() async throws {
        for number in 0..<1_000 { bench.put("\(number)", as: "file-\(number)") }
        let intakes = [try bench.intake(), try bench.intake()]
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for intake in intakes {
                group.addTask {
                    var texts = [String]()
                    while true {
                        let files = try intake.claim(upTo: 7, bytes: .max)
                        if files.isEmpty { return texts }
                        texts += files.map(\.text)
                        try intake.finish(files.map(\.claim))
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 1_000)
        #expect(Set(claimed) == Set((0..<1_000).map(String.init)))
    }
}
