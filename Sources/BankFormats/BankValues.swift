import Calendars
import Documents
import Money

/// An amount without a sign, as banks write it: digits, a mark, digits. Nil for anything else, for more decimal places
/// than the currency has, and beyond what a document may say.
@inline(__always)
func minorUnits(_ bytes: UnsafeBufferPointer<UInt8>, digits minorDigits: UInt8, mark: UInt8) -> Int64? {
    var units: Int64 = 0
    var places: UInt8 = 0
    var isAfterMark = false
    var digitCount = 0
    for byte in bytes {
        let digit = byte &- UInt8(ascii: "0")
        if digit <= 9 {
            digitCount &+= 1
            if isAfterMark {
                // Zeros beyond the places of the currency say nothing.
                if places == minorDigits, digit == 0 { continue }
                places &+= 1
            }
            guard places <= minorDigits, units <= Money.documentLimit else { return nil }
            units = units &* 10 &+ Int64(digit)
        } else if byte == mark, !isAfterMark {
            isAfterMark = true
        } else {
            return nil
        }
    }
    guard digitCount > 0 else { return nil }
    while places < minorDigits {
        guard units <= Money.documentLimit else { return nil }
        units &*= 10
        places &+= 1
    }
    return units <= Money.documentLimit ? units : nil
}

/// The number of two digits; nil where there are none.
@inline(__always)
func twoDigits(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    let tens = bytes[offset] &- UInt8(ascii: "0")
    let ones = bytes[offset + 1] &- UInt8(ascii: "0")
    return tens <= 9 && ones <= 9 ? Int(tens) * 10 + Int(ones) : nil
}

/// A day of a year in two digits: above 60 it is one of the last century.
func shortDate(_ year: Int, _ month: Int, _ day: Int) -> BusinessDate? {
    BusinessDate(year: year > 60 ? 1900 + year : 2000 + year, month: month, day: day)
}

/// The last day of a shorter month for a 29th, 30th or 31st that it does not have, in a year of two digits.
func endOfShorterMonth(_ year: Int, _ month: Int, _ day: Int) -> BusinessDate? {
    BusinessDate.endOfShorterMonth(year: year > 60 ? 1900 + year : 2000 + year, month: month, day: day)
}

/// A part of a text without blanks around it; of many blanks at its end, eight at a time.
@inline(__always)
func trimmed(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    guard let base = bytes.baseAddress else { return bytes }
    var start = 0
    var end = bytes.count
    while end &- start >= 8, areBlanks(base + (end &- 8)) { end &-= 8 }
    while end > start, base[end &- 1] <= UInt8(ascii: " ") { end &-= 1 }
    while start < end, base[start] <= UInt8(ascii: " ") { start &+= 1 }
    return UnsafeBufferPointer(start: base + start, count: end &- start)
}

@inline(__always)
private func areBlanks(_ eight: UnsafePointer<UInt8>) -> Bool {
    UnsafeRawPointer(eight).loadUnaligned(as: UInt64.self) == 0x2020_2020_2020_2020
}

/// The day that was read last: statements say the same day over and over.
struct DateCache {
    private var word: UInt64 = 0
    private var rest: UInt16 = 0
    private var date: BusinessDate?

    /// A day written `YYYY-MM-DD`, whatever follows it: a time, a zone.
    mutating func date(_ bytes: UnsafeBufferPointer<UInt8>) -> BusinessDate? {
        guard bytes.count >= 10, let base = bytes.baseAddress else { return nil }
        if bytes.count > 10, bytes[10] != UInt8(ascii: "T"), !"Z+-".utf8.contains(bytes[10]) { return nil }
        let raw = UnsafeRawPointer(base)
        let word = raw.loadUnaligned(as: UInt64.self)
        let rest = raw.loadUnaligned(fromByteOffset: 8, as: UInt16.self)
        if word == self.word, rest == self.rest { return date }
        date = BusinessDate(parsing: UnsafeBufferPointer(rebasing: bytes[..<10]).span)
        self.word = word
        self.rest = rest
        return date
    }
}

/// The day that was read last in six digits, for statements that say the same day over and over.
struct ShortDateCache {
    private var digits: UInt64 = 0
    private var date: BusinessDate?

    /// The day that stands in six bytes, or what a body makes of them where they are not those of the last time.
    @inline(__always)
    mutating func date(
        _ bytes: UnsafePointer<UInt8>, _ read: (UnsafePointer<UInt8>) -> BusinessDate?
    ) -> BusinessDate? {
        let raw = UnsafeRawPointer(bytes)
        let digits =
            UInt64(raw.loadUnaligned(as: UInt32.self)) << 16
            | UInt64(raw.loadUnaligned(fromByteOffset: 4, as: UInt16.self))
        if digits != self.digits { (self.digits, date) = (digits, read(bytes)) }
        return date
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are those of a word.
    @inline(__always) func spells(_ word: StaticString) -> Bool {
        guard count == word.utf8CodeUnitCount else { return false }
        for index in 0..<count where self[index] != word.utf8Start[index] { return false }
        return true
    }
}

extension BankParty {
    var isEmpty: Bool { name == nil && ultimateName == nil && account == nil && identifier == nil }

    mutating func clear() {
        (name, ultimateName, account, bank) = (nil, nil, nil, nil)
        (identifier, identifierScheme) = (nil, nil)
    }
}

extension BankTransactionForm {
    /// Takes everything away but the memory of the lists, for the next entry.
    mutating func clear() {
        (amount, original, rate, charges) = (nil, nil, nil, nil)
        (endToEnd, mandate, bankReference, transactionID) = (nil, nil, nil, nil)
        (returnReason, information) = (nil, nil)
        counterparty.clear()
        // To empty what is empty takes as long as the rest together.
        if !texts.isEmpty { texts.removeAll(keepingCapacity: true) }
        if !documents.isEmpty { documents.removeAll(keepingCapacity: true) }
    }
}
