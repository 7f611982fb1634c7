import Foundation
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger

/// What a run left behind, as far as anybody outside can see it.
struct Remains: Hashable, Sendable {
    /// The counts of `status`, which two runs over the same input share.
    var counts: String
    /// What happened, in the words of the journal: kind and stream of each event.
    var events: [String]
    /// One line for each effect at the receiver: key and digest.
    var effects: [String]
    /// The files of the outbox with their digests.
    var outbox: [String]
    /// What is left where files wait or are claimed.
    var leftovers: [String]
    /// What `doctor` says.
    var health: String

    /// What differs, in words; empty where nothing does.
    func differences(from expected: Remains) -> [String] {
        var found: [String] = []
        if counts != expected.counts { found.append("counts \(counts), expected \(expected.counts)") }
        for (name, ours, theirs) in [
            ("event", events, expected.events), ("effect", effects, expected.effects),
            ("outbox file", outbox, expected.outbox), ("leftover", leftovers, expected.leftovers),
        ] {
            found += surplus(of: theirs, over: ours).map { "lost \(name): \($0)" }
            found += surplus(of: ours, over: theirs).map { "unexpected \(name): \($0)" }
        }
        if health != expected.health { found.append("doctor: \(health)") }
        return found
    }
}

/// What stands in one list more often than in another.
private func surplus(of list: [String], over other: [String]) -> [String] {
    var counts = Dictionary(other.map { ($0, 1) }, uniquingKeysWith: +)
    return list.filter { item in
        counts[item, default: 0] -= 1
        return counts[item, default: 0] < 0
    }
}

/// Why nothing can be compared.
struct Unplayable: Error {
    var reason: String
}

/// A process that ended.
struct Ended: Sendable {
    var status: Int32
    var wasSignalled: Bool
    var output: String
}

/// Makes workspaces, runs the program in them, and stops it where it is told to.
struct Workshop: Sendable {
    static let isThorough = ProcessInfo.processInfo.environment["QUITTANCE_KILL"] == "1"
    /// The calls that change what lasts, or reach another system.
    static let calls = [
        "renameat2", "unlink", "unlinkat", "fsync", "fdatasync", "pwrite64", "write", "ftruncate", "mkdirat", "connect",
        "sendto", "recvfrom",
    ]
    /// The oldest first. What waits for a younger one comes after what is billed at once: a batch that a fault cuts short would
    /// bill the two in another order.
    static let files = [
        "order-cremerie-duvalet", "despatch-boulangerie-sainte-aure", "order-boulangerie-sainte-aure",
        "truncated-biscuiterie-kerlannoy", "order-patisserie-tilleret-oven",
    ]

    let folder: URL
    private let program: URL
    private var template: URL { folder.appendingPathComponent("template") }

    /// Nil where no process may be traced on this machine.
    init?() throws {
        let built = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        let candidates = [
            checkout.appendingPathComponent(".build/release"), built, checkout.appendingPathComponent(".build/debug"),
        ]
        program =
            (Self.isThorough ? candidates : Array(candidates.dropFirst())).map {
                $0.appendingPathComponent("quittance")
            }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
            ?? candidates[2].appendingPathComponent("quittance")
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("kill-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard let trial = try? Self.run("/usr/bin/env", ["strace", "-qq", "-o", "/dev/null", "true"]), trial.status == 0
        else { return nil }
        _ = try Self.run(program.path, ["init", template.path, "--with-samples"])
        let inbox = template.appendingPathComponent(".quittance/inbox")
        for file in try FileManager.default.contentsOfDirectory(at: inbox, includingPropertiesForKeys: nil) {
            guard let position = Self.files.firstIndex(of: file.deletingPathExtension().lastPathComponent) else {
                try FileManager.default.removeItem(at: file)
                continue
            }
            let moment = Date(timeIntervalSince1970: 1_780_000_000 + Double(position))
            try FileManager.default.setAttributes([.modificationDate: moment], ofItemAtPath: file.path)
        }
    }

    func clear() { try? FileManager.default.removeItem(at: folder) }

    static func run(_ path: String, _ arguments: [String], endpoint: String? = nil) throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        var environment = ProcessInfo.processInfo.environment
        environment["QUITTANCE_ENDPOINT"] = endpoint
        process.environment = environment
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus, wasSignalled: process.terminationReason == .uncaughtSignal,
            output: output)
    }

    /// A fresh workspace with a receiver of its own, for as long as the body runs.
    func play<Result>(_ body: (Play) throws -> Result) throws -> Result {
        let place = folder.appendingPathComponent(UUID().uuidString)
        // With the times of the files: the oldest is taken first.
        _ = try Self.run("/usr/bin/env", ["cp", "-a", template.path, place.path])
        defer { try? FileManager.default.removeItem(at: place) }
        let receiver = Process()
        receiver.executableURL = program
        receiver.arguments = [
            "receive", "--listen", "127.0.0.1:0", "--effects", place.appendingPathComponent("effects").path,
        ]
        let pipe = Pipe()
        receiver.standardOutput = pipe
        try receiver.run()
        defer {
            receiver.terminate()
            receiver.waitUntilExit()
        }
        let greeting = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        guard let address = greeting.firstMatch(of: #/http:\/\/[0-9.:]+/#) else {
            throw Unplayable(reason: "the receiver does not listen: \(greeting)")
        }
        return try body(Play(program: program.path, place: place, endpoint: String(address.output)))
    }
}

/// A workspace that is played in.
struct Play {
    let program: String
    let place: URL
    let endpoint: String
    private var config: String { place.appendingPathComponent("pipeline.json").path }
    private var command: [String] { ["run", "--config", config, "--as-of", "2026-11-23"] }

    /// Runs once; under a fault where one is given, as strace names it.
    func run(injecting fault: String? = nil, tracing call: String = "") throws -> Ended {
        guard let fault else { return try Workshop.run(program, command, endpoint: endpoint) }
        return try Workshop.run(
            "/usr/bin/env",
            ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(call)", "-e", "inject=\(call):\(fault)", program]
                + command,
            endpoint: endpoint)
    }

    /// How often each call is made by the thread that makes it most often.
    func countCalls() throws -> [String: Int] {
        let trace = place.appendingPathComponent("trace")
        let ended = try Workshop.run(
            "/usr/bin/env",
            ["strace", "-f", "-qq", "-o", trace.path, "-e", "trace=" + Workshop.calls.joined(separator: ","), program]
                + command,
            endpoint: endpoint)
        guard ended.status == 0 else {
            throw Unplayable(reason: "an undisturbed run exits \(ended.status): \(ended.output)")
        }
        var counts: [String: [Substring: Int]] = [:]
        for line in try String(contentsOf: trace, encoding: .utf8).split(separator: "\n") {
            // `1234  pwrite64(7, …`: the number of the thread is padded.
            guard let match = line.prefixMatch(of: #/(\d+) +(\w+)\(/#), Workshop.calls.contains(String(match.output.2))
            else { continue }
            counts[String(match.output.2), default: [:]][match.output.1, default: 0] += 1
        }
        return counts.compactMapValues { $0.values.max() }
    }

    func remains() throws -> Remains {
        let status = try Workshop.run(program, ["status", "--config", config, "--format", "json"], endpoint: endpoint)
        let counts =
            status.output.firstMatch(of: #/"counts"\s*:\s*\{[^}]*\}/#).map { String($0.output) } ?? status.output
        let effects = (try? String(contentsOf: place.appendingPathComponent("effects"), encoding: .utf8)) ?? ""
        let doctor = try Workshop.run(program, ["doctor", "--config", config], endpoint: endpoint)
        return Remains(
            counts: counts.filter { !$0.isWhitespace }, events: try events(),
            effects: effects.split(separator: "\n").map(String.init).sorted(),
            outbox: try listing(".quittance/outbox", withContent: true),
            leftovers: try listing(".quittance/inbox", withContent: false)
                + listing(".quittance/spool/claims", withContent: false),
            health: "\(doctor.status) "
                + doctor.output.split(separator: "\n").filter { !$0.hasPrefix("anchor") }.joined(separator: "; "))
    }

    private func events() throws -> [String] {
        let ledger = try SQLLedger(sqlite: place.appendingPathComponent(".quittance/ledger.db").path)
        let events = try ledger.read { try $0.events(after: 0, limit: 10_000) }
        return events.map { "\($0.event.kindCode) of \($0.event.stream.text)" }.sorted()
    }

    private func listing(_ path: String, withContent: Bool) throws -> [String] {
        let folder = place.appendingPathComponent(path)
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
        var names: [String] = []
        for case let file as URL in files!
        where try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
            let content = withContent ? " \(try Data(contentsOf: file).hashOfContent)" : ""
            names.append(file.lastPathComponent + content)
        }
        return names.sorted()
    }
}

extension Data {
    /// A number that changes with the content (FNV-1a).
    fileprivate var hashOfContent: UInt64 {
        reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
