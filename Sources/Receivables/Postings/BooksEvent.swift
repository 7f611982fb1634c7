public import Calendars
public import Documents

/// Something that happened to the books of account.
public enum BooksEvent: Hashable, Sendable {
    /// Nothing more is entered up to a day.
    case closed(until: BusinessDate)
}

/// How far the books are closed.
public struct BooksEntry: Hashable, Sendable {
    public var closedUntil: BusinessDate

    public init(closedUntil: BusinessDate) { self.closedUntil = closedUntil }
}

extension BooksEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(closedUntil) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(closedUntil: try reader.read()) }
}

extension BooksEvent: Coded {
    public func encode(to writer: inout ByteWriter) {
        switch self {
        case .closed(let date): writer.write(date)
        }
    }
    public init(from reader: inout ByteReader) throws(CodingFault) { self = .closed(until: try reader.read()) }
}
