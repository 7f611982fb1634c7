import Foundation
import Synchronization
import Testing

/// Where a run is disturbed, and how.
struct Disturbance: Hashable, Sendable, CustomStringConvertible {
    var call: String
    var number: Int
    /// `signal=KILL` or `error=ENOSPC`.
    var fault: String
    var description: String { "\(fault) at \(call) \(number)" }
    var isKill: Bool { fault == "signal=KILL" }
}

/// Stops the program at its system calls, or lets them fail, and compares what a later run makes of it with what an
/// undisturbed one leaves.
///
/// `make test` plays forty points, `make kill` all of them.
@Suite(.serialized) struct KillTests {
    /// The calls that may fail for want of space or through a broken disk.
    private static let failing = [
        "pwrite64", "write", "fsync", "fdatasync", "renameat2", "ftruncate", "mkdirat", "unlinkat",
    ]

    private func workshop() throws -> Workshop? {
        if let workshop = try Workshop() { return workshop }
        if ProcessInfo.processInfo.environment["CI"] == "true" {
            Issue.record("strace is missing, or may not trace here")
        }
        print("skipped: strace is missing, or may not trace here")
        return nil
    }

    private func points(_ counts: [String: Int]) -> [Disturbance] {
        Workshop.calls.flatMap { call in
            (0..<(counts[call] ?? 0)).flatMap { number in
                let faults = ["signal=KILL"] + (Self.failing.contains(call) ? ["error=ENOSPC", "error=EIO"] : [])
                return faults.map { Disturbance(call: call, number: number + 1, fault: $0) }
            }
        }
    }

    /// Every point in a thorough run; else so many, some of each call.
    private func chosen(_ all: [Disturbance], _ count: Int) -> [Disturbance] {
        guard !Workshop.isThorough else { return all }
        var state: UInt64 = 20_261_123
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let kinds = Dictionary(grouping: all) { "\($0.call) \($0.isKill)" }.values.sorted { "\($0[0])" < "\($1[0])" }
        return (0..<count).map { number in
            let kind = kinds[number % kinds.count]
            return kind[next(kind.count)]
        }
    }

    /// What a run that is disturbed, and then run again, differs in from one that is not.
    private func disturb(_ workshop: Workshop, _ point: Disturbance, expecting expected: Remains) throws -> [String] {
        try workshop.play { play in
            let first = try play.run(injecting: "\(point.fault):when=\(point.number)", tracing: point.call)
            var faults: [String] = []
            // The tracer ends as what it traced did.
            let died = first.wasSignalled || first.status > 128
            if !point.isKill {
                if died { faults.append("it crashed: \(first.output.suffix(300))") }
                if ![0, 69, 74, 75].contains(first.status) {
                    faults.append("exit \(first.status): \(first.output.suffix(300))")
                }
                if first.status != 0, first.output.isEmpty { faults.append("it failed without a word") }
            }
            for _ in 0..<2 {
                let again = try play.run()
                if again.status != 0 { faults.append("a later run exits \(again.status): \(again.output.suffix(300))") }
            }
            return faults + (try play.remains().differences(from: expected))
        }
    }

    @Test(.timeLimit(.minutes(60)))
    func `a run that is stopped anywhere and run again leaves what an undisturbed one leaves`() throws {
        guard let workshop = try workshop() else { return }
        defer { workshop.clear() }
        let (expected, counts) = try workshop.play { play in
            let counts = try play.countCalls()
            return (try play.remains(), counts)
        }
        #expect(expected.effects.count == 4 && expected.outbox.count == 4 && expected.leftovers.isEmpty, "\(expected)")
        #expect(expected.health.hasPrefix("0 "))
        let points = chosen(points(counts), 40)
        let found = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 2) { worker in
            for point in points.enumerated().filter({ $0.offset % 2 == worker }).map(\.element) {
                do {
                    let differences = try disturb(workshop, point, expecting: expected)
                    if !differences.isEmpty {
                        found.withLock { $0.append("\(point): \(differences.joined(separator: "; "))") }
                    }
                } catch {
                    found.withLock { $0.append("\(point): \(error)") }
                }
            }
        }
        for difference in found.withLock({ $0 }) { Issue.record("\(difference)") }
        print("\(points.count) points played, of \(self.points(counts).count)")
    }

    @Test func `a file whose claim fails once is taken before those that are younger`() throws {
        guard let workshop = try workshop() else { return }
        defer { workshop.clear() }
        let expected = try workshop.play { play in
            _ = try play.run()
            return try play.remains()
        }
        for number in 2...3 {
            let point = Disturbance(call: "renameat2", number: number, fault: "error=EIO")
            #expect(try disturb(workshop, point, expecting: expected).isEmpty, "\(point)")
        }
    }

    // MARK: Planted bugs: the harness must see them

    @Test func `a lost claim is seen`() throws {
        guard let workshop = try workshop() else { return }
        defer { workshop.clear() }
        let expected = try workshop.play { play in
            _ = try play.run()
            return try play.remains()
        }
        let differences = try workshop.play { play in
            // It dies with its files claimed, and somebody tidies up.
            _ = try play.run(injecting: "signal=KILL:when=1", tracing: "fdatasync")
            try FileManager.default.removeItem(at: play.place.appendingPathComponent(".quittance/spool/claims/inbox"))
            _ = try play.run()
            return try play.remains().differences(from: expected)
        }
        #expect(differences.contains { $0.hasPrefix("lost effect") })
    }

    @Test func `an original that was never synced is seen`() throws {
        guard let workshop = try workshop() else { return }
        defer { workshop.clear() }
        let differences = try workshop.play { play in
            _ = try play.run()
            let expected = try play.remains()
            // A power cut took what the disk had not: the pack ends early, though the ledger speaks of it.
            let pack = play.place.appendingPathComponent(".quittance/spool/packs/pack-000001.qpk")
            let content = try Data(contentsOf: pack)
            try content.prefix(content.count - 4096).write(to: pack)
            return try play.remains().differences(from: expected)
        }
        #expect(differences.contains { $0.hasPrefix("doctor") }, "\(differences)")
    }

    @Test func `an effect that came twice, was changed, or is missing is seen`() {
        let sound = Remains(
            counts: "{}", events: ["1 of order"], effects: ["a 1", "b 2"], outbox: ["f 1"], leftovers: [],
            health: "0 sound")
        func seen(_ edit: (inout Remains) -> Void) -> Bool {
            var remains = sound
            edit(&remains)
            return !remains.differences(from: sound).isEmpty
        }
        #expect(sound.differences(from: sound).isEmpty)
        #expect(seen { $0.effects.append("a 1") })
        #expect(seen { $0.effects[0] = "a 9" })
        #expect(seen { $0.events = ["1 of order", "1 of order"] })
        #expect(seen { $0.effects.removeLast() })
        #expect(seen { $0.outbox = [] })
        #expect(seen { $0.leftovers = ["claim"] })
        #expect(seen { $0.counts = "{1}" })
        #expect(seen { $0.health = "70 torn" })
    }
}
