import Calendars

/// A moment as the file says it, in UTC.
struct PDFDate {
    let date: BusinessDate
    let second: Int

    init(_ moment: Instant) {
        date = moment.dateInUTC
        second = moment.secondOfDay
    }

    /// Year, month, day, hour, minute and second, with the digits of each.
    var parts: [(value: Int, digits: Int)] {
        let (year, month, day) = date.components
        return [(year, 4), (month, 2), (day, 2), (second / 3600, 2), (second / 60 % 60, 2), (second % 60, 2)]
    }
}
