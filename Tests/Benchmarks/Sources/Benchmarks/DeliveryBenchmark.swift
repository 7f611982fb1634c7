import Foundation
import HTTPService
import Pipeline

/// Delivery of documents that are ready in the ledger to a local server, which is a process of its own.
struct DeliveryBenchmark {
    let folder: URL
    let yardstick: Yardstick
    /// With so many lines an invoice has about 13 kB.
    private static let lines = 20

    func run(orders: Int) throws {
        let place = folder.appendingPathComponent("delivery")
        let filling = try BenchWorkspace(place)
        try filling.drop(orders, from: 0, lines: Self.lines)
        try filling.runner.runUntilIdle()
        let server = try ReceiverProcess()
        defer { server.end() }
        let workspace = try BenchWorkspace(place, endpoint: server.address)
        let seconds = try timed { try workspace.runner.runUntilIdle() }
        let delivered = try workspace.runner.counts()["delivered"] ?? 0
        require(delivered == 2 * orders, "every invoice and every answer is delivered: \(delivered)")
        report(
            "deliveries with key, retry state and outcome in the ledger", Double(delivered) / seconds,
            "documents per CPU-second", goal: 20_000, scale: yardstick.scale)
    }

    /// Receives until standard input ends.
    static func receive() throws {
        let receiver = try Receiver()
        print(receiver.port)
        fflush(nil)
        while readLine() != nil {}
        try receiver.stop()
    }
}

/// This program as a receiver.
private struct ReceiverProcess {
    let address: String
    private let process = Process()
    private let input = Pipe()

    init() throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        process.arguments = ["receiver"]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let port = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        address = "http://127.0.0.1:" + port.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func end() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
