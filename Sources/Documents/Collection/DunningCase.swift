public import Calendars

/// A customer with open items, to be looked at for reminders.
public struct DunningCase: Hashable, Sendable {
    public var customer: CustomerID
    /// The day that the run is for. A decision that is taken later goes by its own day.
    public var date: BusinessDate

    public init(customer: CustomerID, date: BusinessDate) {
        self.customer = customer
        self.date = date
    }
}

extension DunningCase: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(customer, date) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(customer: try reader.read(), date: try reader.read())
    }
}
