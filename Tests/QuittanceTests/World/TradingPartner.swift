import Foundation
import QuittanceTesting

/// A trading partner that is not ours, as a process of its own on loopback: it sends an order, and takes what we answer.
final class TradingPartner {
    private static let judges = checkout.appendingPathComponent(".judges/bin")

    /// Whether it is installed; where it must be, a missing one fails.
    static let isThere =
        FileManager.default.isExecutableFile(atPath: judges.appendingPathComponent("mock-edi").path)
        || ProcessInfo.processInfo.environment["CI"] == "true"

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread = Data()

    /// - Parameter dialect: `X12` or `EDIFACT`.
    init(_ dialect: String) throws {
        process.executableURL = Self.judges.appendingPathComponent("python")
        process.arguments = [checkout.appendingPathComponent("Tests/Judges/partner.py").path, dialect]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
    }

    private func line() -> String {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeSubrange(...end) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return String(decoding: unread, as: UTF8.self) }
            unread.append(more)
        }
    }

    func order() -> [UInt8] { [UInt8](Data(base64Encoded: line()) ?? Data()) }

    /// What it says of a document of ours.
    func answer(_ bytes: [UInt8]) -> String {
        input.fileHandleForWriting.write(Data(bytes).base64EncodedData() + Data([0x0A]))
        return line()
    }

    /// Where it disagrees with what we answered, shipped and billed.
    func end() throws -> String {
        try input.fileHandleForWriting.close()
        defer { process.waitUntilExit() }
        return line()
    }
}
