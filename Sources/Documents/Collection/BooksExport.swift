public import Calendars

/// The entries of a period, as they were given away: a second time is told from the first.
public struct BooksExport: Hashable, Sendable {
    /// Nil for all entries up to the last day.
    public var from: BusinessDate?
    public var until: BusinessDate
    public var on: BusinessDate
    public var by: String
    public var entries: Int
    /// Of the bytes, in hexadecimal digits.
    public var digest: String

    public init(
        from first: BusinessDate?, until: BusinessDate, on date: BusinessDate, by actor: String, entries: Int,
        digest: String
    ) {
        from = first
        self.until = until
        on = date
        by = actor
        self.entries = entries
        self.digest = digest
    }
}

extension BooksExport: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(from, until, on, by, entries, digest) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            from: try reader.read(), until: try reader.read(), on: try reader.read(), by: try reader.read(),
            entries: try reader.read(), digest: try reader.read())
    }
}
