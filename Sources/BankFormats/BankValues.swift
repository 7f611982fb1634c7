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

extension BankParty {
    var isEmpty: Bool { name == nil && ultimateName == nil && account == nil && identifier == nil }
}

extension BankTransactionForm {
    /// Takes everything away but the memory of the lists, for the next entry.
    mutating func clear() {
        var texts = texts
        var documents = documents
        self.texts = []
        self.documents = []
        texts.removeAll(keepingCapacity: true)
        documents.removeAll(keepingCapacity: true)
        self = BankTransactionForm()
        self.texts = texts
        self.documents = documents
    }
}
