public import Calendars
public import Documents

/// A month of a year.
public struct Month: Hashable, Sendable, Comparable, CustomStringConvertible {
    public let year: Int
    public let month: Int

    public init(of date: BusinessDate) { (year, month, _) = date.components }

    private init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    public var previous: Month { month == 1 ? Month(year: year - 1, month: 12) : Month(year: year, month: month - 1) }
    public var days: Int { BusinessDate.daysInMonth(month, ofYear: year) }
    /// `2026-11`.
    public var description: String { String("\(first)".prefix(7)) }
    /// The first day.
    public var first: BusinessDate {
        guard let date = BusinessDate(year: year, month: month, day: 1) else {
            preconditionFailure("month \(month) of \(year) has no first day")
        }
        return date
    }
    public var last: BusinessDate { first + (days - 1) }

    public static func < (a: Month, b: Month) -> Bool { (a.year, a.month) < (b.year, b.month) }
}

extension Month: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(first) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(of: try reader.read()) }
}
