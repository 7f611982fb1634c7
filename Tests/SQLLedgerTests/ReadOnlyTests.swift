import CSQLite
import Calendars
import Documents
import Foundation
import Pipeline
import Receivables
import Testing

@testable import SQLLedger

/// A ledger that lies where nothing may be written.
struct ReadOnlyTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "read only ?#% \(UUID().uuidString)")
    private var path: String { folder.appendingPathComponent("ledger.db").path }

    private func fill(_ ledger: SQLLedger, count: Int) throws {
        try ledger.write { ledger in
            for number in 0..<count { try ledger.setOccurrence(Instant(startOf: "2026-11-23"), of: "s\(number)") }
        }
    }

    private func contents() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    @Test(arguments: [false, true]) func `nothing goes into a ledger that was removed or replaced`(
        isReplaced: Bool
    ) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let ledger = try SQLLedger(sqlite: path)
        try fill(ledger, count: 1)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        if isReplaced { try Data().write(to: URL(fileURLWithPath: path)) }
        #expect(throws: LedgerFault(kind: .replaced, message: path)) { try fill(ledger, count: 2) }
        try? FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".old", toPath: path)
        try fill(ledger, count: 2)
    }

    @Test func `it can be asked, tried out on a copy, and nothing is made beside it`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        do { try fill(SQLLedger(sqlite: path), count: 3) }
        #expect(try contents() == ["ledger.db"])
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let ledger = try SQLLedger(reading: path)
        #expect(try ledger.read { try $0.lastOccurrence(of: "s2") } != nil)
        #expect(throws: LedgerFault.self) { try fill(ledger, count: 1) }
        let copy = try SQLLedger(copying: path)
        try fill(copy, count: 5)
        #expect(try copy.read { try $0.lastOccurrence(of: "s4") } != nil)
        #expect(try copy.read { try $0.lastOccurrence(of: "s2") } != nil)
        #expect(try contents() == ["ledger.db"])
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
    }

    @Test func `what was written last and lies beside it is read too`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let writer = try SQLLedger(sqlite: path)
        try fill(writer, count: 2)
        #expect(try contents().contains("ledger.db-wal"))
        #expect(try SQLLedger(reading: path).read { try $0.lastOccurrence(of: "s1") } != nil)
        #expect(try SQLLedger(copying: path).read { try $0.lastOccurrence(of: "s1") } != nil)
    }

    @Test func `a ledger that is up to date is not written to by opening it`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        do { try fill(SQLLedger(sqlite: path), count: 2) }
        func time() throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        }
        let before = try time()
        do { _ = try SQLLedger(sqlite: path).read { try $0.lastOccurrence(of: "s1") } }
        #expect(try time() == before)
    }

    /// The engine's code, the system's, whether there is room, and what it means.
    @Test(arguments: [
        (SQLITE_FULL, 0, true, LedgerFault.Kind.full), (SQLITE_IOERR, ENOSPC, true, .full),
        (SQLITE_IOERR | 19 << 8, 0, false, .full), (SQLITE_CANTOPEN, ENOSPC, true, .full),
        (SQLITE_CANTOPEN, 0, false, .full), (SQLITE_IOERR, EIO, true, .other),
        (SQLITE_CANTOPEN, EACCES, true, .unopened),
        (SQLITE_READONLY, 0, false, .readOnly), (SQLITE_BUSY, 0, false, .busy), (SQLITE_CORRUPT, 0, true, .damaged),
    ])
    func `a full disk is told as one, however the engine says it`(
        code: Int32, system: Int32, hasRoom: Bool, kind: LedgerFault.Kind
    ) {
        #expect(SQLiteConnection.kind(ofCode: code, systemError: system, hasRoom: hasRoom) == kind)
    }
}
