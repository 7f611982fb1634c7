public import Money

/// How a flat file is written: what separates its cells, and how its numbers, dates and characters look.
public struct FlatLayout: Hashable, Sendable {
    /// What sets the thousands apart.
    public enum GroupMark: String, Hashable, Sendable, CaseIterable {
        case none, space, point, comma, apostrophe
    }

    public var separator = UInt8(ascii: ",")
    /// Whether the first row names the columns.
    public var hasHeader = true
    public var decimalMark = UInt8(ascii: ".")
    public var groupMark = GroupMark.none
    public var dates = DatePattern.iso
    public var charset = FlatCharset.utf8

    public init() {}

    /// The number that a text is: a sign before or a minus after it, digits in groups of three where there is a mark for
    /// them, and decimal places. Nil for anything else, and for more digits than a document may use.
    public func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
        var digits = bytes[...]
        var isNegative = false
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            digits = digits.dropFirst()
        } else if digits.last == UInt8(ascii: "-") {
            isNegative = true
            digits = digits.dropLast()
        }
        guard let magnitude = magnitude(digits) else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    private func magnitude(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> ExactDecimal? {
        var number = DigitCounter()
        var offset = bytes.startIndex
        while offset < bytes.endIndex {
            let byte = bytes[offset]
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9 {
                guard number.take(digit) else { return nil }
                offset += 1
            } else if byte == decimalMark {
                guard number.beginFraction() else { return nil }
                offset += 1
            } else {
                let length = groupMarkLength(bytes[offset...])
                guard length > 0, number.beginGroup() else { return nil }
                offset += length
            }
        }
        return number.value
    }

    /// How many bytes the group mark has that the bytes begin with; 0 where they begin with none.
    private func groupMarkLength(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        switch groupMark {
        case .none: 0
        case .point: bytes.first == UInt8(ascii: ".") ? 1 : 0
        case .comma: bytes.first == UInt8(ascii: ",") ? 1 : 0
        case .apostrophe: bytes.first == UInt8(ascii: "'") ? 1 : bytes.starts(with: [0xE2, 0x80, 0x99]) ? 3 : 0
        case .space:
            bytes.first == 0x20
                ? 1 : bytes.starts(with: [0xC2, 0xA0]) ? 2 : bytes.starts(with: [0xE2, 0x80, 0xAF]) ? 3 : 0
        }
    }
}

/// A number whose digits come one by one.
private struct DigitCounter {
    private var units: Int64 = 0
    private var scale: UInt8 = 0
    private var digitCount = 0
    private var isInFraction = false
    /// The digits since the last group mark; nil where there was none.
    private var groupDigits: Int?

    mutating func take(_ digit: UInt8) -> Bool {
        digitCount += 1
        groupDigits? += 1
        if isInFraction, scale == ExactDecimal.maximumScale { return digit == 0 }
        guard units <= 99_999_999_999_999_999 else { return false }
        units = units &* 10 &+ Int64(digit)
        if isInFraction { scale += 1 }
        return true
    }

    mutating func beginFraction() -> Bool {
        guard !isInFraction, groupDigits ?? 3 == 3 else { return false }
        groupDigits = nil
        isInFraction = true
        return true
    }

    mutating func beginGroup() -> Bool {
        guard !isInFraction, groupDigits.map({ $0 == 3 }) ?? (1...3).contains(digitCount) else { return false }
        groupDigits = 0
        return true
    }

    var value: ExactDecimal? {
        guard digitCount > 0, groupDigits ?? 3 == 3 else { return nil }
        return ExactDecimal(units: units, scale: scale)
    }
}
