public import Calendars

/// How the dates of a file are written: `yyyy-MM-dd`, `dd/MM/yyyy`, `d.M.yy`.
///
/// `yyyy` and `yy` are the year (of this century), `MM` and `dd` have two digits, `M` and `d` one or two; `*` at the end is
/// whatever follows, such as a time; every other character stands for itself.
public struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case year(digits: Int)
        case month(atLeast: Int)
        case day(atLeast: Int)
        case literal(UInt8)
    }

    /// Whether anything may follow.
    private let isOpen: Bool
    public let text: String
    private let parts: [Part]

    public static let iso = DatePattern("yyyy-MM-dd")!

    /// Nil where the year, the month or the day is missing, or stands there twice.
    public init?(_ text: String) {
        var parts: [Part] = []
        isOpen = text.utf8.last == UInt8(ascii: "*")
        var rest = Array(text.utf8)[...]
        if isOpen { rest.removeLast() }
        while let first = rest.first {
            let run = rest.prefix { $0 == first }.count
            switch (first, run) {
            case (UInt8(ascii: "y"), 4), (UInt8(ascii: "y"), 2): parts.append(.year(digits: run))
            case (UInt8(ascii: "M"), 1...2): parts.append(.month(atLeast: run))
            case (UInt8(ascii: "d"), 1...2): parts.append(.day(atLeast: run))
            case (UInt8(ascii: "y"), _), (UInt8(ascii: "M"), _), (UInt8(ascii: "d"), _): return nil
            default: for _ in 0..<run { parts.append(.literal(first)) }
            }
            rest = rest.dropFirst(run)
        }
        let years = parts.filter { if case .year = $0 { true } else { false } }
        let months = parts.filter { if case .month = $0 { true } else { false } }
        let days = parts.filter { if case .day = $0 { true } else { false } }
        guard years.count == 1, months.count == 1, days.count == 1 else { return nil }
        self.text = text
        self.parts = parts
    }

    /// The day that a text is, written in this way; nil where it is none.
    public func date(_ bytes: UnsafeBufferPointer<UInt8>) -> BusinessDate? {
        var offset = 0
        var (year, month, day) = (0, 0, 0)
        for part in parts {
            switch part {
            case .literal(let byte):
                guard offset < bytes.count, bytes[offset] == byte else { return nil }
                offset += 1
            case .year(let digits):
                guard let number = number(bytes, &offset, digits...digits) else { return nil }
                year = digits == 2 ? 2000 + number : number
            case .month(let least):
                guard let number = number(bytes, &offset, least...2) else { return nil }
                month = number
            case .day(let least):
                guard let number = number(bytes, &offset, least...2) else { return nil }
                day = number
            }
        }
        return isOpen || offset == bytes.count ? BusinessDate(year: year, month: month, day: day) : nil
    }

    private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: inout Int, _ digits: ClosedRange<Int>) -> Int? {
        var number = 0
        var count = 0
        while count < digits.upperBound, offset < bytes.count, bytes[offset] &- UInt8(ascii: "0") <= 9 {
            number = number * 10 + Int(bytes[offset] &- UInt8(ascii: "0"))
            count += 1
            offset += 1
        }
        return digits.contains(count) ? number : nil
    }
}
