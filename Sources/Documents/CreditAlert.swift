public import Calendars
public import Money

/// A customer has crossed a line of its credit, in one direction or the other.
public struct CreditAlert: Hashable, Sendable {
    public var customer: CustomerID
    /// Counts the crossings of the customer from 1.
    public var count: Int
    public var name: String
    /// The steps of the ladder, such as `watch`.
    public var from: String
    public var to: String
    public var isWorse: Bool
    public var exposure: Money
    public var limit: Money?
    public var date: BusinessDate

    public init(
        customer: CustomerID, count: Int, name: String, from: String, to: String, isWorse: Bool, exposure: Money,
        limit: Money?, date: BusinessDate
    ) {
        self.customer = customer
        self.count = count
        self.name = name
        self.from = from
        self.to = to
        self.isWorse = isWorse
        self.exposure = exposure
        self.limit = limit
        self.date = date
    }

    public var number: String { "\(customer)-\(count)" }

    public var inWords: String {
        "customer \(customer) goes from \(from) to \(to): \(exposure) of \(limit.map { "\($0)" } ?? "no limit")"
    }
}

extension CreditAlert: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(customer, count, name, from, to, isWorse, exposure, limit, date)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            customer: try reader.read(), count: try reader.read(), name: try reader.read(), from: try reader.read(),
            to: try reader.read(), isWorse: try reader.read(), exposure: try reader.read(), limit: try reader.read(),
            date: try reader.read())
    }
}
