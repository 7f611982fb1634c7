import CSQLite
import Glibc

/// A connection to an SQLite file, with its statements prepared once.
final class SQLiteConnection: SQLConnection {
    private let database: OpaquePointer
    private let path: String
    private var statements: [UnsafeRawPointer: OpaquePointer] = [:]
    private let isReadOnly: Bool
    /// The file that was opened; nil for a database in memory.
    private let file: FileIdentity?
    /// Nobody asks how much memory SQLite uses, and counting it takes a lock for every allocation.
    private static let isConfigured = csqlite_count_no_memory()

    /// - Parameter isURI: whether the path is one in the form of SQLite's own addresses.
    init(path: String, isURI: Bool = false) throws {
        _ = Self.isConfigured
        var handle: OpaquePointer?
        let flags =
            SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | (isURI ? SQLITE_OPEN_URI : 0)
        let code = sqlite3_open_v2(path, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            let systemError = handle.map { sqlite3_system_errno($0) } ?? 0
            sqlite3_close(handle)
            throw LedgerFault(
                kind: Self.kind(ofCode: code, systemError: systemError, hasRoom: hasRoom(besides: path)), message: path)
        }
        database = handle
        self.path = path
        isReadOnly = false
        file = isURI ? nil : FileIdentity(of: path)
        sqlite3_busy_timeout(handle, 30_000)
        // A page holds a document or two, so that one is not cut into many, each of which is written, summed and copied
        // back by itself. (A ledger that is there keeps the pages it has.) A commit is on the disk when it returns. Pages
        // that change again and again are copied back less often.
        try execute(
            """
            PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
            PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536; PRAGMA wal_autocheckpoint=4096
            """)
    }

    /// A connection to a file that nothing is written to, nor beside it.
    init(reading path: String) throws {
        _ = Self.isConfigured
        var status = stat()
        let hasNews = stat(path + "-wal", &status) == 0 && status.st_size > 0
        // Without news nobody is at the file: it is read as it is, and no index over the news is made beside it.
        let address = "file:\(addressed(path))?mode=ro" + (hasNews ? "" : "&immutable=1")
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        let code = sqlite3_open_v2(address, &handle, flags, nil)
        guard code == SQLITE_OK, let handle else {
            sqlite3_close(handle)
            throw LedgerFault(kind: .unopened, message: path)
        }
        database = handle
        self.path = path
        isReadOnly = true
        file = nil
        sqlite3_busy_timeout(handle, 30_000)
    }

    /// Takes over all that another database holds.
    func copy(from other: SQLiteConnection) throws {
        guard let backup = sqlite3_backup_init(database, "main", other.database, "main") else { throw fault() }
        let code = sqlite3_backup_step(backup, -1)
        sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE else { throw other.fault() }
    }

    deinit {
        for statement in statements.values { sqlite3_finalize(statement) }
        sqlite3_close(database)
    }

    func execute(_ script: String) throws {
        guard sqlite3_exec(database, script, nil, nil, nil) == SQLITE_OK else { throw fault() }
    }

    /// How the database goes about each statement that was prepared. Tests ask, which want no table read through.
    func plans() throws -> [(statement: String, steps: [String])] {
        try statements.values.compactMap { statement in
            guard let text = sqlite3_sql(statement).map({ String(cString: $0) }) else { return nil }
            var explained: OpaquePointer?
            guard sqlite3_prepare_v2(database, "EXPLAIN QUERY PLAN " + text, -1, &explained, nil) == SQLITE_OK else {
                throw fault()
            }
            defer { sqlite3_finalize(explained) }
            var steps: [String] = []
            while sqlite3_step(explained) == SQLITE_ROW {
                if let step = sqlite3_column_text(explained, 3) { steps.append(String(cString: step)) }
            }
            return (text, steps)
        }
    }

    func begin(writing: Bool) throws {
        guard !writing || !isReadOnly else { throw LedgerFault(kind: .readOnly, message: path) }
        // What goes into a file that was removed or replaced goes nowhere.
        guard !writing || file == nil || FileIdentity(of: path) == file else {
            throw LedgerFault(kind: .replaced, message: path)
        }
        try execute(writing ? "BEGIN IMMEDIATE" : "BEGIN")
    }
    func commit() throws { try execute("COMMIT") }
    func rollback() { sqlite3_exec(database, "ROLLBACK", nil, nil, nil) }

    func damages() throws -> [String] {
        try query("PRAGMA integrity_check(20)", []) { $0.text(0) }.filter { $0 != "ok" }
    }

    func run(_ statement: StaticString, _ values: [SQLValue]) throws {
        let prepared = try prepare(statement, values)
        defer { sqlite3_reset(prepared) }
        guard sqlite3_step(prepared) == SQLITE_DONE else { throw fault() }
    }

    func query<Result>(
        _ statement: StaticString, _ values: [SQLValue], _ read: (any SQLRow) throws -> Result
    ) throws -> [Result] {
        let prepared = try prepare(statement, values)
        defer { sqlite3_reset(prepared) }
        var results: [Result] = []
        let row = SQLiteRow(statement: prepared)
        while true {
            switch sqlite3_step(prepared) {
            case SQLITE_ROW: results.append(try read(row))
            case SQLITE_DONE: return results
            default: throw fault()
            }
        }
    }

    private func prepare(_ statement: StaticString, _ values: [SQLValue]) throws -> OpaquePointer {
        let key = UnsafeRawPointer(statement.utf8Start)
        let prepared: OpaquePointer
        if let known = statements[key] {
            prepared = known
        } else {
            var fresh: OpaquePointer?
            let text = UnsafeRawPointer(statement.utf8Start).assumingMemoryBound(to: CChar.self)
            guard sqlite3_prepare_v3(database, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &fresh, nil) == SQLITE_OK,
                let fresh
            else { throw fault() }
            statements[key] = fresh
            prepared = fresh
        }
        for (index, value) in values.enumerated() { bind(value, at: Int32(index + 1), to: prepared) }
        return prepared
    }

    private func bind(_ value: SQLValue, at index: Int32, to statement: OpaquePointer) {
        switch value {
        case .integer(let number): sqlite3_bind_int64(statement, index, number)
        case .text(var text):
            text.withUTF8 { utf8 in
                _ = utf8.withMemoryRebound(to: CChar.self) {
                    csqlite_bind_text(statement, index, $0.baseAddress ?? emptyText, UInt64($0.count))
                }
            }
        case .blob(let bytes):
            _ = bytes.withUnsafeBytes {
                csqlite_bind_blob(statement, index, $0.baseAddress, UInt64($0.count))
            }
        case .null: sqlite3_bind_null(statement, index)
        }
    }

    private func fault() -> LedgerFault {
        LedgerFault(
            kind: Self.kind(
                ofCode: sqlite3_errcode(database), systemError: sqlite3_system_errno(database),
                hasRoom: hasRoom(besides: path)),
            message: "\(path): \(String(cString: sqlite3_errmsg(database)))")
    }

    /// What a code of the engine's means.
    ///
    /// On a full disk it may say that it could not read or write, or make the files beside its own: whether there is room
    /// tells what that comes from.
    static func kind(ofCode code: Int32, systemError: Int32, hasRoom: Bool) -> LedgerFault.Kind {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_FULL: .full
        case SQLITE_IOERR, SQLITE_CANTOPEN:
            if !hasRoom || [ENOSPC, EDQUOT].contains(systemError) {
                .full
            } else {
                code & 0xFF == SQLITE_CANTOPEN ? .unopened : .other
            }
        case SQLITE_NOTADB: .notALedger
        case SQLITE_CORRUPT: .damaged
        case SQLITE_READONLY: .readOnly
        default: .other
        }
    }
}

/// Which file a path leads to.
private struct FileIdentity: Equatable {
    let device: dev_t
    let number: ino_t

    init?(of path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = status.st_dev
        number = status.st_ino
    }
}

/// A path as a part of an address: what has a meaning there is encoded.
private func addressed(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("?", with: "%3F").replacing("#", with: "%23")
}

/// Whether anything can still be written beside a file.
private func hasRoom(besides path: String) -> Bool {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return true }
    return status.f_bavail > 0
}

/// What an empty text points to: no address at all would bind as null.
private nonisolated(unsafe) let emptyText = UnsafePointer<CChar>(UnsafeMutablePointer<CChar>.allocate(capacity: 1))

private struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    func blob(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }
}
