import Foundation
import Pipeline

/// Orders, one a file, from the folder to durable, validated invoices that are ready to be delivered.
struct FolderBenchmark {
    let folder: URL
    let yardstick: Yardstick

    func run(count: Int) throws {
        let workspace = try BenchWorkspace(folder.appendingPathComponent("folder"))
        let warming = sized(1000)
        try workspace.drop(warming, from: 0)
        try workspace.runner.runUntilIdle()
        try workspace.drop(count, from: warming)
        let seconds = try timed { try workspace.runner.runUntilIdle() }
        let invoices = try workspace.runner.invoiceCount()
        require(invoices == count + warming, "every order is invoiced: \(invoices)")
        report(
            "UBL orders from the folder to invoices ready to deliver", Double(count) / seconds, "orders per CPU-second",
            goal: 3000, scale: yardstick.scale)
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
