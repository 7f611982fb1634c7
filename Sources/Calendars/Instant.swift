/// A moment: microseconds since 1970-01-01T00:00:00Z.
public struct Instant: Hashable, Sendable, Comparable {
    public let microseconds: Int64

    @inlinable public init(microseconds: Int64) { self.microseconds = microseconds }

    @inlinable public static func < (a: Instant, b: Instant) -> Bool { a.microseconds < b.microseconds }

    @inlinable public func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }
    @inlinable public func adding(microseconds delta: Int64) -> Instant {
        Instant(microseconds: microseconds + delta)
    }

    /// The start of a day in UTC.
    public init(startOf date: BusinessDate) {
        self.init(microseconds: Int64(date.dayNumber) * 86_400_000_000)
    }

    /// The day in UTC that the moment falls on.
    public var dateInUTC: BusinessDate {
        let day = 86_400_000_000 as Int64
        let whole = microseconds / day
        return BusinessDate(dayNumber: Int32(microseconds % day < 0 ? whole - 1 : whole))
    }

    /// Seconds since midnight UTC.
    public var secondOfDay: Int {
        Int((microseconds - Instant(startOf: dateInUTC).microseconds) / 1_000_000)
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, to the second: 2026-11-23T08:15:00Z.
    public var description: String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let second = secondOfDay
        return "\(dateInUTC)T\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))Z"
    }
}
