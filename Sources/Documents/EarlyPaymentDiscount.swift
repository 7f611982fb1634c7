public import Calendars
public import Money

/// What an invoice costs less when it is paid by a day.
public struct EarlyPaymentDiscount: Hashable, Sendable {
    public var percentage: Percentage
    /// The last day on which it may be taken.
    public var until: BusinessDate

    public init(percentage: Percentage, until: BusinessDate) {
        self.percentage = percentage
        self.until = until
    }
}

extension EarlyPaymentDiscount: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(percentage, until) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(percentage: try reader.read(), until: try reader.read())
    }
}
