/// A number exactly as it is written.
///
/// It never passes through a binary fraction: `0.10` stays `0.10`.
public struct JSONNumber: Hashable, Sendable {
    public let literal: String

    /// Takes a literal that keeps the grammar of RFC 8259, and no other.
    public init?(literal: String) {
        guard Self.fault(in: literal.utf8.span) == nil else { return nil }
        self.literal = literal
    }

    public init(_ value: some FixedWidthInteger) { literal = String(value) }

    init(checked literal: String) { self.literal = literal }

    /// The number where it is written without fraction or exponent and fits.
    ///
    /// `1.0` and `1e3` are not: whoever asks for a whole number wants it written as one.
    public var int: Int? { Int(literal) }
}

extension JSONNumber {
    /// What keeps a text from being a number, or `nil` if it is one.
    static func fault(in text: Span<UInt8>) -> NumberFault? {
        var index = 0
        if text.count > 0, text[0] == UInt8(ascii: "-") { index = 1 }
        let whole = digitCount(in: text, from: index)
        guard whole > 0 else { return .noLeadingDigit }
        guard whole == 1 || text[index] != UInt8(ascii: "0") else { return .leadingZero }
        index += whole
        if index < text.count, text[index] == UInt8(ascii: ".") {
            let places = digitCount(in: text, from: index + 1)
            guard places > 0 else { return .noFraction }
            index += 1 + places
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            index += 1
            if index < text.count, text[index] == UInt8(ascii: "+") || text[index] == UInt8(ascii: "-") { index += 1 }
            let power = digitCount(in: text, from: index)
            guard power > 0 else { return .noExponent }
            index += power
        }
        return index == text.count ? nil : .trailingCharacters
    }

    private static func digitCount(in text: Span<UInt8>, from start: Int) -> Int {
        var index = start
        while index < text.count, text[index] &- UInt8(ascii: "0") < 10 { index += 1 }
        return index - start
    }
}

/// What is wrong with the way a number is written.
enum NumberFault: Error {
    case noLeadingDigit, leadingZero, noFraction, noExponent, trailingCharacters

    var message: String {
        switch self {
        case .noLeadingDigit: "a number begins with a digit, or a minus and a digit"
        case .leadingZero: "a number has no leading zero"
        case .noFraction: "the decimal point of a number is followed by a digit"
        case .noExponent: "the exponent of a number has a digit"
        case .trailingCharacters: "a number holds digits, one decimal point and one exponent only"
        }
    }
}
