public import Pipeline
import Synchronization

/// A ledger in an SQL database. One transaction writes at a time; questions see one consistent state.
public final class SQLLedger: Ledger {
    private let writer: Mutex<SQLSession>
    private let reader: Mutex<SQLSession>

    /// A ledger in an SQLite file, made where it is missing.
    public convenience init(sqlite path: String) throws {
        let writer = try SQLiteConnection(path: path)
        try Migrations.apply(to: writer)
        try self.init(writer: writer, reader: SQLiteConnection(path: path))
    }

    /// A ledger that is only asked, and lies where nothing may be written: neither it nor anything beside it is changed.
    ///
    /// What a process wrote last and did not copy back lies beside it; a reader needs the index over that, which a process
    /// that may write has to leave there.
    public convenience init(reading path: String) throws {
        let writer = try SQLiteConnection(reading: path)
        let version = try Migrations.version(of: writer)
        guard version <= Migrations.all.count else { throw LedgerFault(kind: .newerSchema(version), message: path) }
        guard version == Migrations.all.count else { throw LedgerFault(kind: .olderSchema(version), message: path) }
        try self.init(writer: writer, reader: SQLiteConnection(reading: path))
    }

    /// A copy in memory of a ledger that lies where nothing may be written.
    public convenience init(copying path: String) throws {
        let name = "file:copy?mode=memory&cache=shared"
        let writer = try SQLiteConnection(path: name, isURI: true)
        try writer.copy(from: SQLiteConnection(reading: path))
        try Migrations.apply(to: writer)
        try self.init(writer: writer, reader: SQLiteConnection(path: name, isURI: true))
    }

    /// A ledger in memory that lasts as long as it is held: to try out what a new one would come to.
    public convenience init(inMemoryAs name: String) throws {
        let path = "file:\(name)?mode=memory&cache=shared"
        let writer = try SQLiteConnection(path: path, isURI: true)
        try Migrations.apply(to: writer)
        try self.init(writer: writer, reader: SQLiteConnection(path: path, isURI: true))
    }

    init(writer: sending any SQLConnection, reader: sending any SQLConnection) throws {
        self.writer = Mutex(SQLSession(writer))
        self.reader = Mutex(SQLSession(reader))
    }

    public func write<Result>(_ body: (any LedgerTransaction) throws -> Result) throws -> Result {
        try run(writer, writing: true, body)
    }

    public func read<Result>(_ body: (any LedgerSnapshot) throws -> Result) throws -> Result {
        try run(reader, writing: false, body)
    }

    /// Reads what only this ledger knows of itself.
    func examine<Result>(_ body: (SQLSession) throws -> Result) throws -> Result {
        try run(reader, writing: false, body)
    }

    private func run<Result>(
        _ session: borrowing Mutex<SQLSession>, writing: Bool, _ body: (SQLSession) throws -> Result
    ) throws -> Result {
        // It is called once, by this thread, before this function returns.
        nonisolated(unsafe) let body = body
        let result = try session.withLock { session -> Unchecked<Result> in
            try session.connection.begin(writing: writing)
            session.forget()
            do {
                let result = try body(session)
                try session.connection.commit()
                return Unchecked(value: result)
            } catch {
                session.connection.rollback()
                throw error
            }
        }
        return result.value
    }
}

/// Carries a result out of the lock that it was made under, to the thread that made it.
private struct Unchecked<Value>: @unchecked Sendable {
    let value: Value
}

/// A connection with what one transaction remembers.
final class SQLSession {
    let connection: any SQLConnection
    /// The next numbers, once they have been asked for in this transaction.
    var nextIntake: Int64?
    var nextWork: Int64?
    var versions: [String: Int] = [:]

    init(_ connection: any SQLConnection) { self.connection = connection }

    func forget() {
        nextIntake = nil
        nextWork = nil
        versions = [:]
    }
}
