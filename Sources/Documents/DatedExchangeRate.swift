public import Calendars
public import Money

/// What one unit of a foreign currency is worth in the accounting currency, from a day on.
public struct DatedExchangeRate: Hashable, Sendable {
    public var currency: Currency
    public var from: BusinessDate
    public var rate: ExactDecimal

    public init(_ currency: Currency, from: BusinessDate, _ rate: ExactDecimal) {
        self.currency = currency
        self.from = from
        self.rate = rate
    }
}

extension DatedExchangeRate: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(currency, from, rate) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(try reader.read(), from: try reader.read(), try reader.read())
    }
}
