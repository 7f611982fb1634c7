import Documents
import Foundation
import Money
import Pipeline
import Receivables

/// Payments from a statement to allocations that are durable in the ledger: reading, recording and matching included.
struct CashBenchmark {
    let folder: URL
    let yardstick: Yardstick

    func run(invoices count: Int) throws {
        let workspace = try BenchWorkspace(folder.appendingPathComponent("cash"))
        try workspace.drop(count, from: 0, lines: 1)
        try workspace.runner.runUntilIdle()
        let open = try openItems(workspace.runner)
        require(open.count == count, "every order is invoiced: \(open.count)")
        let statement = SampleStatements.camt(paying: open.map { ($0.number, $0.open.minorUnits) })
        try Data(statement.utf8).write(to: workspace.inbox.appendingPathComponent("statement.xml"))
        let start = ContinuousClock.now
        try workspace.runner.runUntilIdle()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let left = try openItems(workspace.runner).count
        require(left == 0, "every payment is set against its invoice: \(left) are open")
        report(
            "payments of a statement, matched and committed", Double(count) / seconds, "per second", goal: 20_000,
            scale: yardstick.scale)
    }

    private func openItems(_ runner: Runner) throws -> [OpenItem] {
        try runner.ask { ledger in
            var items: [OpenItem] = []
            var after = ""
            while true {
                let rows = try ledger.bookRows(rank: 9, after: after, limit: 1000)
                for row in rows {
                    if case .invoice(let item) = try BookEntry(coded: row.body, rank: 9), !item.open.isZero {
                        items.append(item)
                    }
                }
                guard let last = rows.last else { return items }
                after = last.text
            }
        }
    }
}
