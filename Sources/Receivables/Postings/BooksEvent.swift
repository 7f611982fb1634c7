public import Calendars
public import Documents

/// Something that happened to the books of account.
public enum BooksEvent: Hashable, Sendable {
    /// Nothing more is entered up to a day; the accounts keep the numbers that the company gave them then, nil in the first
    /// ledgers, and what was entered without a rate counts at the rates that it gave then.
    case closed(until: BusinessDate, AccountNumbers? = nil, rates: [DatedExchangeRate] = [])
    /// Something was entered in a foreign currency while nothing said what that was worth on its day.
    case rateMissing(MissingRate)
    /// The entries of a closed period were given away.
    case exported(BooksExport)

    var name: String {
        switch self {
        case .closed: "books-closed"
        case .rateMissing: "rate-missing"
        case .exported: "books-exported"
        }
    }

    /// The number of the event's kind at rest; never reused.
    var kindCode: UInt8 {
        switch self {
        case .closed(_, _, let rates): rates.isEmpty ? 155 : 251
        case .rateMissing: 252
        case .exported: 160
        }
    }

    func encodePayload(to writer: inout ByteWriter) {
        switch self {
        case .closed(let date, let numbers, let rates):
            writer.write(date)
            guard !rates.isEmpty else { return writer.writeLast(numbers) }
            writer.write(numbers, rates)
        case .rateMissing(let missing): writer.write(missing)
        case .exported(let export): writer.write(export)
        }
    }

    /// Nil for the kind of another family.
    init?(kind: UInt8, from reader: inout ByteReader) throws(CodingFault) {
        switch kind {
        case 155: self = .closed(until: try reader.read(), try reader.readLast())
        case 251: self = .closed(until: try reader.read(), try reader.read(), rates: try reader.read())
        case 252: self = .rateMissing(try reader.read())
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
    /// What was entered without a rate, on days that are still open.
    public var missingRates: [MissingRate] = []
    /// What foreign currencies were worth when each period was closed.
    public var keptRates: [KeptRates] = []

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
        case .closed(let date, _, let rates):
            books.closedUntil = date
            books.missingRates.removeAll { $0.day <= date }
            if !rates.isEmpty { books.keptRates.append(KeptRates(until: date, rates: rates)) }
        case .rateMissing(let missing): books.missingRates.append(missing)
        case .exported(let export): books.exports.append(export)
        }
        set(.books, .books(books))
    }
}

extension BooksEntry: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(closedUntil, exports)
        guard !missingRates.isEmpty || !keptRates.isEmpty else { return }
        writer.write(missingRates, keptRates)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(closedUntil: try reader.read())
        exports = try reader.read()
        guard !reader.isAtEnd else { return }
        missingRates = try reader.read()
        keptRates = try reader.read()
    }
}
