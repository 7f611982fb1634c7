import Calendars
import Money

/// A record of up to 120 characters; blanks at its end may have been left out.
struct CFONBRecord {
    let base: UnsafePointer<UInt8>
    let count: Int

    @inline(__always) subscript(offset: Int) -> UInt8 { offset < count ? base[offset] : UInt8(ascii: " ") }

    /// A part of the record without blanks around it.
    @inline(__always) func part(_ offset: Int, _ length: Int) -> UnsafeBufferPointer<UInt8> {
        let start = min(offset, count)
        return trimmed(UnsafeBufferPointer(start: base + start, count: min(offset + length, count) - start))
    }

    var isBlank: Bool { self[0] <= UInt8(ascii: " ") && part(0, count).isEmpty }

    func string(_ offset: Int, _ length: Int) -> String { String(decoding: part(offset, length), as: UTF8.self) }

    /// A day written DDMMYY.
    func date(_ offset: Int, _ known: inout ShortDateCache) -> BusinessDate? {
        guard offset + 6 <= count else { return nil }
        return known.date(base + offset) { digits in
            let bytes = UnsafeBufferPointer(start: digits, count: 6)
            guard let day = twoDigits(bytes, at: 0), let month = twoDigits(bytes, at: 2),
                let year = twoDigits(bytes, at: 4)
            else { return nil }
            return shortDate(year, month, day)
        }
    }

    /// Thirteen digits and a character that is the last digit and the sign: `{` and A to I are +0 to +9, `}` and J to R
    /// are -0 to -9. The record says how many of them are decimal places.
    func amount(_ offset: Int, _ currency: Currency, places: UInt8? = nil) -> Money? {
        guard offset + 14 <= count else { return nil }
        var units: Int64 = 0
        for index in offset..<(offset + 13) {
            let digit = base[index] &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            units = units &* 10 &+ Int64(digit)
        }
        guard let (digit, isNegative) = overpunched(base[offset + 13]) else { return nil }
        units = units &* 10 &+ digit
        let scale = places ?? self[19] &- UInt8(ascii: "0")
        guard let scaled = rescale(units, from: scale, to: currency.minorDigits) else { return nil }
        return Money(minorUnits: isNegative ? -scaled : scaled, currency)
    }

    @inline(__always)
    private func overpunched(_ byte: UInt8) -> (digit: Int64, isNegative: Bool)? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "I"): (Int64(byte) - 64, false)
        case UInt8(ascii: "J")...UInt8(ascii: "R"): (Int64(byte) - 73, true)
        case UInt8(ascii: "{"): (0, false)
        case UInt8(ascii: "}"): (0, true)
        default: nil
        }
    }

    private func rescale(_ units: Int64, from scale: UInt8, to digits: UInt8) -> Int64? {
        guard scale != digits else { return units <= Money.documentLimit ? units : nil }
        guard scale <= 4 else { return nil }
        var units = units
        for _ in scale..<max(scale, digits) { units *= 10 }
        for _ in digits..<max(scale, digits) {
            guard units % 10 == 0 else { return nil }
            units /= 10
        }
        return units <= Money.documentLimit ? units : nil
    }
}

/// Cuts a file into records: at line ends, and where there are none every 120 characters.
struct CFONBRecords {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    /// The number of the last record, from 1.
    private(set) var number = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func next() -> CFONBRecord? {
        while offset < bytes.count {
            let record = cut()
            if !record.isBlank {
                number += 1
                return record
            }
        }
        return nil
    }

    private mutating func cut() -> CFONBRecord {
        let base = bytes.baseAddress! + offset
        let left = min(bytes.count - offset, 121)
        var length = firstLineFeed(base, left) ?? min(left, 120)
        offset += length
        if offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
        while length > 0, base[length - 1] == 0x0D || base[length - 1] == 0x1A { length -= 1 }
        return CFONBRecord(base: base, count: length)
    }
}

/// Where the first line feed stands among so many bytes, eight at a time.
@inline(__always)
func firstLineFeed(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int? {
    var offset = 0
    // Records are long: four words at a time, until one of them has it.
    while offset &+ 32 <= count {
        let first = lineFeeds(base + offset) | lineFeeds(base + (offset &+ 8))
        let second = lineFeeds(base + (offset &+ 16)) | lineFeeds(base + (offset &+ 24))
        if first | second != 0 { break }
        offset &+= 32
    }
    while offset &+ 8 <= count {
        let found = lineFeeds(base + offset)
        if found != 0 { return offset &+ found.trailingZeroBitCount / 8 }
        offset &+= 8
    }
    while offset < count {
        if base[offset] == 0x0A { return offset }
        offset &+= 1
    }
    return nil
}

/// Of eight bytes the highest bit of each that is a line feed, the first one lowest; those above it say nothing.
@inline(__always)
private func lineFeeds(_ eight: UnsafePointer<UInt8>) -> UInt64 {
    // A byte that is a line feed becomes zero, and a zero byte sets its highest bit.
    let word = UInt64(littleEndian: UnsafeRawPointer(eight).loadUnaligned(as: UInt64.self)) ^ 0x0A0A_0A0A_0A0A_0A0A
    return (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
}
