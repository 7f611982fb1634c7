import Glibc
import Pipeline

@testable import FileExchange

/// A drop folder, a spool and as many processes as a test wants, each with a lock of its own.
final class IntakeBench {
    let scratch = Scratch()
    let drop: String
    let spool: String

    init() {
        drop = scratch.directory("drop")
        spool = scratch.directory("spool")
    }

    var claims: String { "\(spool)/claimed" }
    var owners: String { "\(spool)/locks" }

    func process() throws -> FileOwners { try FileOwners(directory: owners) }

    func intake(
        _ owners: FileOwners? = nil, ready: ReadyRule = .renamed, sizeLimit: Int = 1_000, claimsPath: String? = nil
    ) throws -> FolderIntake {
        let settings = FolderIntakeSettings(
            path: drop, claimsPath: claimsPath ?? claims, ready: ready, sizeLimit: sizeLimit)
        return try FolderIntake(settings, owners: try owners ?? process())
    }

    func put(_ text: String, as name: String) { FileExchangeTests.put(text, at: "\(drop)/\(name)") }

    func put(_ text: String, as name: [UInt8]) {
        let path = Array("\(drop)/".utf8) + name
        let file = open(path.map { CChar(bitPattern: $0) } + [0], O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        precondition(file >= 0, "the test can write the file")
        _ = write(file, text, text.utf8.count)
        close(file)
    }

    /// Where a process that died had put a file, and the claim that it gave it.
    func leaveClaimOfTheDead(_ text: String, as name: String, number: Int = 1) throws -> String {
        let owner = String(repeating: "d", count: 32)
        let directory = "\(claims)/\(owner)"
        try makeDirectories(directory)
        FileExchangeTests.put(text, at: "\(directory)/\(owner)-\(number)__\(name)")
        return "\(owner)-\(number)"
    }
}

extension Intake {
    func claimAll() throws -> [ClaimedFile] { try claim(upTo: .max, bytes: .max) }
}

extension ClaimedFile {
    var text: String { String(decoding: bytes.array, as: UTF8.self) }
}
