/// A value as a database takes and gives it.
enum SQLValue: Hashable, Sendable {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
    case null

    init(_ text: String?) { self = text.map(SQLValue.text) ?? .null }
    init(_ number: Int64?) { self = number.map(SQLValue.integer) ?? .null }
}

/// One row of an answer, read by column from 0.
protocol SQLRow {
    func integer(_ column: Int32) -> Int64
    func text(_ column: Int32) -> String
    func blob(_ column: Int32) -> [UInt8]
    func isNull(_ column: Int32) -> Bool
}

/// A connection to a database engine: as much of SQL as two engines share.
protocol SQLConnection: AnyObject {
    /// Runs a statement; parameters stand as `?` in it.
    func run(_ statement: StaticString, _ values: [SQLValue]) throws
    func query<Result>(_ statement: StaticString, _ values: [SQLValue], _ read: (any SQLRow) throws -> Result) throws
        -> [Result]
    func execute(_ script: String) throws
    func begin(writing: Bool) throws
    func commit() throws
    func rollback()
    /// Reads all that is stored, and says what of it is damaged.
    func damages() throws -> [String]
}

extension SQLConnection {
    func first<Result>(
        _ statement: StaticString, _ values: [SQLValue], _ read: (any SQLRow) throws -> Result
    ) throws -> Result? {
        try query(statement, values, read).first
    }
}
