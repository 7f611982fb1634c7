/// A day of the civil calendar, without a time or a zone: the date on a document, a due date.
///
/// It is a count of days, so arithmetic is exact and needs no calendar library.
public struct BusinessDate: Hashable, Sendable, Comparable {
    /// Days since 1970-01-01.
    public let dayNumber: Int32

    @inlinable public init(dayNumber: Int32) { self.dayNumber = dayNumber }

    /// Nil where there is no such day, or the year is outside 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.daysInMonth(month, ofYear: year)
        else { return nil }
        // Days from civil (Howard Hinnant's algorithm): years begin in March, so leap days come last.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// The last day of a month for its 29th, 30th or 31st where it has none: who counts thirty days to every month
    /// writes a 30th of February. Nil where the day exists, or is none in any reckoning.
    public static func endOfShorterMonth(year: Int, month: Int, day: Int) -> BusinessDate? {
        guard (1...9999).contains(year), (1...12).contains(month), (29...31).contains(day) else { return nil }
        let last = daysInMonth(month, ofYear: year)
        return day > last ? BusinessDate(year: year, month: month, day: last) : nil
    }

    /// Year, month (1…12) and day of the month.
    public var components: (year: Int, month: Int, day: Int) {
        let shifted = Int(dayNumber) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1
        )
    }

    public var year: Int { components.year }

    public static func isLeapYear(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    public static func daysInMonth(_ month: Int, ofYear year: Int) -> Int {
        switch month {
        case 2: isLeapYear(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    @inlinable public static func < (a: BusinessDate, b: BusinessDate) -> Bool { a.dayNumber < b.dayNumber }
    @inlinable public static func + (date: BusinessDate, days: Int) -> BusinessDate {
        BusinessDate(dayNumber: date.dayNumber + Int32(days))
    }
    @inlinable public static func - (date: BusinessDate, days: Int) -> BusinessDate { date + -days }

    /// How many days lie between, negative where the other date is earlier.
    @inlinable public func days(until other: BusinessDate) -> Int { Int(other.dayNumber) - Int(dayNumber) }

    public var endOfMonth: BusinessDate {
        let (year, month, day) = components
        return self + (Self.daysInMonth(month, ofYear: year) - day)
    }

    /// The same day a number of months later, or the last day of that month where it is shorter.
    public func adding(months: Int) -> BusinessDate {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let (targetYear, targetMonth) = (index / 12, index % 12 + 1)
        let last = Self.daysInMonth(targetMonth, ofYear: targetYear)
        guard let date = BusinessDate(year: targetYear, month: targetMonth, day: min(day, last)) else {
            preconditionFailure("the date leaves the years 1 to 9999")
        }
        return date
    }

    /// Monday is 1, Sunday 7 (ISO 8601).
    public var weekday: Int { ((Int(dayNumber) + 3) % 7 + 7) % 7 + 1 }
}

extension BusinessDate: CustomStringConvertible {
    /// ISO 8601: 2026-11-23.
    public var description: String {
        let (year, month, day) = components
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { buffer in
            var rest = year
            for index in stride(from: 3, through: 0, by: -1) {
                buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            buffer[4] = UInt8(ascii: "-")
            buffer[5] = UInt8(ascii: "0") + UInt8(month / 10)
            buffer[6] = UInt8(ascii: "0") + UInt8(month % 10)
            buffer[7] = UInt8(ascii: "-")
            buffer[8] = UInt8(ascii: "0") + UInt8(day / 10)
            buffer[9] = UInt8(ascii: "0") + UInt8(day % 10)
            return String(decoding: buffer, as: UTF8.self)
        }
    }

    /// Reads `YYYY-MM-DD`, and nothing else; nil where there is no such day.
    public init?(parsing bytes: Span<UInt8>) {
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        var numbers = (0, 0, 0)
        for index in [0, 1, 2, 3, 5, 6, 8, 9] {
            let byte = bytes[index]
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            let digit = Int(byte - UInt8(ascii: "0"))
            if index < 4 {
                numbers.0 = numbers.0 * 10 + digit
            } else if index < 7 {
                numbers.1 = numbers.1 * 10 + digit
            } else {
                numbers.2 = numbers.2 * 10 + digit
            }
        }
        self.init(year: numbers.0, month: numbers.1, day: numbers.2)
    }

    public init?(parsing text: some StringProtocol) {
        var copy = String(text)
        copy.makeContiguousUTF8()
        self.init(parsing: copy.utf8Span.span)
    }
}

extension BusinessDate: ExpressibleByStringLiteral {
    /// A literal in the source must be a date.
    public init(stringLiteral text: String) {
        guard let date = BusinessDate(parsing: text) else { preconditionFailure("not a date: \(text)") }
        self = date
    }
}
