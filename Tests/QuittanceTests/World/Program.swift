import Foundation
import QuittanceTesting

/// The program as a process of its own, as a person or a script calls it.
struct Program {
    struct Ended {
        var status: Int32
        var output: String
        var complaint: String
        var lines: [Substring] { output.split(separator: "\n") }
    }

    /// A folder for this program alone.
    let folder: URL

    private let executable: URL

    init(_ name: String = "quittance") throws {
        executable =
            Self.products.map { $0.appendingPathComponent(name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? Self.products[0]
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("program-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func clear() { try? FileManager.default.removeItem(at: folder) }

    /// Where the build puts programs.
    private static let products: [URL] = {
        let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        return [beside, checkout.appendingPathComponent(".build/debug")]
    }()

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
        return path(name)
    }

    /// Runs in the folder, with no variable of ours set.
    func callAsFunction(_ arguments: String...) throws -> Ended { try self(arguments) }

    /// Has a shell call it, as `$0`: names can be given that are no text.
    func shell(_ script: String) throws -> Ended { try self(["-c", script, executable.path], by: "/bin/sh") }

    /// - Parameters:
    ///   - seconds: after how long it is killed, wherever it is; nil to let it end.
    ///   - sink: what its output goes into, instead of a file that is read afterwards.
    func callAsFunction(
        _ arguments: [String], by other: String? = nil, killedAfter seconds: Double? = nil, into sink: String? = nil,
        with variables: [String: String] = [:]
    ) throws -> Ended {
        let process = Process()
        process.executableURL = other.map { URL(fileURLWithPath: $0) } ?? executable
        process.arguments = arguments
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        environment["QUITTANCE_ENDPOINT"] = nil
        process.environment = environment.merging(variables) { $1 }
        // Files, since a pipe that nobody empties would stop a talkative program.
        let (output, complaint) = (path("stdout-\(UUID().uuidString)"), path("stderr-\(UUID().uuidString)"))
        for file in [output, complaint] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: sink ?? output)
        process.standardError = FileHandle(forWritingAtPath: complaint)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        if let seconds {
            usleep(UInt32(seconds * 1_000_000))
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
            complaint: try String(contentsOfFile: complaint, encoding: .utf8))
    }
}
