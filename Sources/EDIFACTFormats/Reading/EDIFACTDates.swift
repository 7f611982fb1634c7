import Calendars
import Documents
import EDISyntax
import Findings

extension EDIFACTValues {
    /// The day of DTM; of a period, the day on which it begins.
    mutating func date(_ segment: borrowing SegmentReader) -> BusinessDate? { period(segment)?.start }

    /// The day or the period of DTM.
    mutating func period(_ segment: borrowing SegmentReader) -> Period? {
        let raw = segment.rawBytes(1, 2)
        guard !raw.isEmpty else { return nil }
        if let period = dayOrPeriod(raw, segment.code(1, 3)) { return period }
        let format = segment.text(1, 3) ?? ""
        log.report(.edifactDateIsReal, "the date is no day in format '\(format.prefix(3))'", at: segment.place(1, 2))
        return nil
    }
}

/// What a date says in a format of UNCL 2379; without one, its length tells.
private func dayOrPeriod(_ raw: UnsafeBufferPointer<UInt8>, _ format: EDICode) -> Period? {
    switch format {
    case "102", "203", "204", "205": return day(raw, century: true).map { Period(start: $0, end: $0) }
    case "101", "201", "202": return day(raw, century: false).map { Period(start: $0, end: $0) }
    case "303", "304": return day(raw, century: true).map { Period(start: $0, end: $0) }
    case "718", "719", "711": return span(raw, century: true)
    case "713", "717": return span(raw, century: false)
    case "610": return month(raw)
    case "616": return week(raw)
    case .none where raw.count == 6 || raw.count == 10:
        return day(raw, century: false).map { Period(start: $0, end: $0) }
    case .none: return day(raw, century: true).map { Period(start: $0, end: $0) }
    default: return nil
    }
}

/// A day, which a time may follow, and what that is in.
private func day(_ raw: UnsafeBufferPointer<UInt8>, century: Bool) -> BusinessDate? {
    let length = century ? 8 : 6
    guard raw.count >= length, isDigits(UnsafeBufferPointer(rebasing: raw[0..<min(raw.count, length + 4)])) else {
        return nil
    }
    let year = century ? number(raw, 0, 4) : 2000 + number(raw, 0, 2)
    return BusinessDate(year: year, month: number(raw, length - 4, 2), day: number(raw, length - 2, 2))
}

/// Two days of the same length, with or without a dash between them.
private func span(_ raw: UnsafeBufferPointer<UInt8>, century: Bool) -> Period? {
    let first = raw.count / 2
    let second = raw.count - first
    guard first >= (century ? 8 : 6) else { return nil }
    let start = day(UnsafeBufferPointer(rebasing: raw[0..<first]), century: century)
    let end = day(UnsafeBufferPointer(rebasing: raw[second..<raw.count]), century: century)
    guard let start, let end, start <= end, first == second || raw[first] == UInt8(ascii: "-") else { return nil }
    return Period(start: start, end: end)
}

private func month(_ raw: UnsafeBufferPointer<UInt8>) -> Period? {
    guard raw.count == 6, isDigits(raw) else { return nil }
    let first = BusinessDate(year: number(raw, 0, 4), month: number(raw, 4, 2), day: 1)
    return first.map { Period(start: $0, end: $0.endOfMonth) }
}

/// A week of ISO 8601: the first one has the fourth of January in it.
private func week(_ raw: UnsafeBufferPointer<UInt8>) -> Period? {
    guard raw.count == 6, isDigits(raw), (1...53).contains(number(raw, 4, 2)),
        let fourth = BusinessDate(year: number(raw, 0, 4), month: 1, day: 4)
    else { return nil }
    let monday = fourth - (fourth.weekday - 1) + 7 * (number(raw, 4, 2) - 1)
    return Period(start: monday, end: monday + 6)
}

private func isDigits(_ raw: UnsafeBufferPointer<UInt8>) -> Bool { raw.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }

@inline(__always)
private func number(_ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int {
    var value = 0
    for index in start..<(start + count) { value = value * 10 + Int(raw[index] &- 0x30) }
    return value
}
