public import Calendars
public import Documents
public import Money

/// A dispute, as its invoice knows it.
public struct DisputeMark: Hashable, Sendable {
    public var id: String
    public var amount: Money
    public var isOpen: Bool

    public init(id: String, amount: Money, isOpen: Bool = true) {
        self.id = id
        self.amount = amount
        self.isOpen = isOpen
    }
}

/// A promise, as the invoices that it covers know it.
public struct PromiseMark: Hashable, Sendable {
    public var id: String
    /// The day it is promised for.
    public var date: BusinessDate
    /// The last day of grace.
    public var until: BusinessDate
    /// What stays open of the invoice once it is kept.
    public var leaves: Money

    public init(id: String, date: BusinessDate, until: BusinessDate, leaves: Money) {
        self.id = id
        self.date = date
        self.until = until
        self.leaves = leaves
    }
}

/// How a customer has kept its promises.
public struct PromiseRecord: Hashable, Sendable {
    public var made = 0
    public var kept = 0
    public var partly = 0
    public var broken = 0

    public init() {}

    /// Those whose day has come.
    public var due: Int { kept + partly + broken }
}

extension DisputeMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(id, amount, isOpen) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(id: try reader.read(), amount: try reader.read(), isOpen: try reader.read())
    }
}

extension PromiseMark: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(id, date, until, leaves) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            id: try reader.read(), date: try reader.read(), until: try reader.read(), leaves: try reader.read())
    }
}

extension PromiseRecord: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(made, kept, partly, broken) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init()
        made = try reader.read()
        kept = try reader.read()
        partly = try reader.read()
        broken = try reader.read()
    }
}
