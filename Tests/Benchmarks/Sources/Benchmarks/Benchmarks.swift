import FileExchange
import Foundation
import Pipeline

/// Measures the shipped paths with default settings, each figure beside its goal.
///
/// `read`, `check`, `edifact`, `bank`, `x12`, `flat`, `collection`, `matching`, `folder`, `interchanges`, `delivery`, `cash`
/// and `growth` choose among the measurements; `--growth` lets the ledger grow to a million, `--trial` does and checks
/// everything once at a tiny size, `--part N` measures an N-th of everything.
@main
struct Benchmarks {
    static func main() throws {
        // As the program does.
        FreedMemory.keep()
        if CommandLine.arguments.dropFirst().first == "receiver" { return try DeliveryBenchmark.receive() }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("quittance-bench-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let schema = root.appendingPathComponent("Schemas/ubl/UBL-Order-2.1.xsd").path
        let reading = try ReadingBenchmark(folder: folder, schema: schema)
        let yardstick = reading.yardstick()
        let orders = FolderBenchmark(folder: folder, yardstick: yardstick)
        let chosen = Set(CommandLine.arguments.dropFirst()).subtracting(["--trial"])
        func isWanted(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }
        if isWanted("read") { try reading.run() }
        if isWanted("check") { try CheckBenchmark(folder: folder, root: root, yardstick: yardstick).run() }
        if isWanted("edifact") { try EDIFACTBenchmark(folder: folder, yardstick: yardstick).run() }
        if isWanted("bank") { try BankBenchmark(yardstick: yardstick).run() }
        if isWanted("x12") { try X12Benchmark(folder: folder, yardstick: yardstick).run() }
        if isWanted("flat") { try FlatBenchmark(folder: folder, yardstick: yardstick).run() }
        if isWanted("collection") { CollectionBenchmark().run() }
        if isWanted("matching") { MatchingBenchmark(yardstick: yardstick).run() }
        if isWanted("folder") { try orders.run(count: sized(6000)) }
        if isWanted("interchanges") { try orders.runInterchanges(count: sized(6000)) }
        if isWanted("delivery") { try DeliveryBenchmark(folder: folder, yardstick: yardstick).run(orders: sized(5000)) }
        if isWanted("cash") { try CashBenchmark(folder: folder, yardstick: yardstick).run(invoices: sized(20_000)) }
        if isWanted("growth") { try orders.runGrowth(to: sized(30_000)) }
        if chosen.contains("--growth") { try orders.runGrowth(to: 1_000_000) }
    }
}

extension Runner {
    /// How many invoices the ledger has.
    func invoiceCount() throws -> Int { try counts()["invoices"] ?? 0 }
}
