import Foundation
import Pipeline

/// Orders from the folder to durable, validated invoices that are ready to be delivered.
struct FolderBenchmark {
    let folder: URL
    let yardstick: Yardstick

    /// UBL orders, one a file.
    func run(count: Int) throws {
        let rate = try rate(of: count, in: "folder") { try $0.drop($1.count, from: $1.lowerBound) }
        report(
            "UBL orders from the folder to invoices ready to deliver", rate, "orders per CPU-second", goal: 3000,
            scale: yardstick.scale)
    }

    /// EDIFACT orders, many in a file.
    func runInterchanges(count: Int) throws {
        let rate = try rate(of: count, in: "interchanges") { try $0.dropInterchanges(of: $1, each: 500) }
        report(
            "EDIFACT orders from interchanges to invoices to deliver", rate, "orders per CPU-second", goal: 4000,
            scale: yardstick.scale)
    }

    /// How many orders are carried to their invoices in a second, once some have been.
    private func rate(
        of count: Int, in name: String, dropping: (BenchWorkspace, Range<Int>) throws -> Void
    ) throws -> Double {
        let workspace = try BenchWorkspace(folder.appendingPathComponent(name))
        let warming = sized(1000)
        try dropping(workspace, 0..<warming)
        try workspace.runner.runUntilIdle()
        try dropping(workspace, warming..<(warming + count))
        let seconds = try timed { try workspace.runner.runUntilIdle() }
        let invoices = try workspace.runner.invoiceCount()
        require(invoices == count + warming, "every order is invoiced: \(invoices)")
        return Double(count) / seconds
    }

    /// Whether the time for a document stays the same while the ledger grows.
    func runGrowth(to count: Int) throws {
        let workspace = try BenchWorkspace(folder.appendingPathComponent("growth"))
        var done = 0
        var early = 0.0
        var late = 0.0
        let step = sized(5000)
        while done < count {
            try workspace.drop(step, from: done)
            late = try timed { try workspace.runner.runUntilIdle() }
            done += step
            if done == 2 * step { early = late }
        }
        report(
            "time for a document at 10,000 against \(count) documents", early / late, "of the speed", goal: 1 / 1.5)
        print("    memory: \(number(peakMegabytes())) MB")
    }
}
