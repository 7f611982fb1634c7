public import Calendars
public import Documents

/// Something that happened to the books of account.
public enum BooksEvent: Hashable, Sendable {
    /// Nothing more is entered up to a day; the accounts keep the numbers that the company gave them then. Nil in the first
    /// ledgers.
    case closed(until: BusinessDate, AccountNumbers? = nil)
    /// The entries of a closed period were given away.
    case exported(BooksExport)

    var name: String {
        switch self {
        case .closed: "books-closed"
        case .exported: "books-exported"
        }
    }

    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .closed: 155
        case .exported: 160
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .closed(let date, let numbers):
            writer.write(date)
            writer.writeLast(numbers)
        case .exported(let export): writer.write(export)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 155: self = .closed(until: try reader.read(), try reader.readLast())
        case 160: self = .exported(try reader.read())
        default: return nil
        }
    }
}

/// How far the books are closed, and what was given away of them.
public struct BooksEntry: Hashable, Sendable {
    /// Nil where they never were.
    public var closedUntil: BusinessDate?
    public var exports: [BooksExport] = []

    public init(closedUntil: BusinessDate? = nil) { self.closedUntil = closedUntil }

    /// The export of a period; nil where there was none.
    public func export(from first: BusinessDate?, until last: BusinessDate) -> BooksExport? {
        exports.first { $0.from == first && $0.until == last }
    }
}

extension BookSlice {
    mutating func apply(_ event: BooksEvent) {
        var books = BooksEntry()
        if case .books(let entry)? = entry(.books) { books = entry }
        switch event {
        case .closed(let date, _): books.closedUntil = date
        case .exported(let export): books.exports.append(export)
        }
        set(.books, .books(books))
    }
}

extension BooksEntry: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(closedUntil, exports) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(closedUntil: try reader.read())
        exports = try reader.read()
    }
}
