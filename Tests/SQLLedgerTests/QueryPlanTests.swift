import CSQLite
import Foundation
import Testing

@testable import SQLLedger

/// How SQLite goes about the questions that are asked again and again.
struct QueryPlanTests {
    /// The steps by which SQLite answers a statement.
    private func plan(of statement: String) throws -> [String] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("ledger-\(UUID().uuidString).db").path
        _ = try SQLLedger(sqlite: path)
        var database: OpaquePointer?
        try #require(sqlite3_open(path, &database) == SQLITE_OK)
        defer { sqlite3_close(database) }
        var prepared: OpaquePointer?
        try #require(sqlite3_prepare_v2(database, "EXPLAIN QUERY PLAN " + statement, -1, &prepared, nil) == SQLITE_OK)
        defer { sqlite3_finalize(prepared) }
        var steps: [String] = []
        while sqlite3_step(prepared) == SQLITE_ROW { steps.append(String(cString: sqlite3_column_text(prepared, 3))) }
        return steps
    }

    /// A step that grows with what is there, and not with what is due.
    private func isSlow(_ step: String) -> Bool {
        step.contains("SCAN") && !step.contains("SCALAR") || step.contains("TEMP B-TREE")
            || step.contains("PRIMARY KEY (rowid<")
    }

    @Test func `what is due is found by looking it up, however much waits`() throws {
        let steps = try plan(of: "\(SQLSession.due)")
        #expect(steps.count >= 3 && !steps.contains(where: isSlow), "\(steps)")
    }

    @Test func `a lane that is looked for by its number would be seen`() throws {
        let careless = "\(SQLSession.due)".replacingOccurrences(of: " AND e.lane <> ''", with: "")
        #expect(try plan(of: careless).contains(where: isSlow))
    }
}
