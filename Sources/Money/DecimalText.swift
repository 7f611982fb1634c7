/// Why a text is not a decimal number.
public enum DecimalFault: Error, Hashable, Sendable {
    case empty
    /// The offset, from 0, of the first byte that does not belong.
    case unexpectedByte(at: Int)
    /// More digits than a document may use: 18 in all, 12 after the point.
    case tooManyDigits
}

extension ExactDecimal {
    /// Reads an optional sign, digits, and an optional point with digits; nothing else is accepted.
    ///
    /// This is `xs:decimal` without surrounding space: `12abc`, `1,234.5` and `1e5` are refused.
    /// Leading zeros and zeros beyond the twelfth decimal place do not count as digits.
    public init(parsing bytes: Span<UInt8>) throws(DecimalFault) {
        guard bytes.count > 0 else { throw .empty }
        var index = 0
        let isNegative = bytes[0] == UInt8(ascii: "-")
        if isNegative || bytes[0] == UInt8(ascii: "+") { index = 1 }
        var units: Int64 = 0
        var scale: UInt8 = 0
        var digitCount = 0
        var pointSeen = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digitCount += 1
                let digit = Int64(byte &- UInt8(ascii: "0"))
                if pointSeen, scale == Self.maximumScale {
                    guard digit == 0 else { throw .tooManyDigits }
                } else {
                    guard units <= 99_999_999_999_999_999 else { throw .tooManyDigits }
                    units = units &* 10 &+ digit
                    if pointSeen { scale &+= 1 }
                }
            } else {
                throw .unexpectedByte(at: index)
            }
            index &+= 1
        }
        guard digitCount > 0 else { throw .empty }
        self.init(units: isNegative ? -units : units, scale: scale)
    }

    public init(parsing text: String) throws(DecimalFault) {
        try self.init(parsing: text.utf8Span.span)
    }
}

extension ExactDecimal: CustomStringConvertible {
    public var description: String {
        withDigits { String(decoding: $0, as: UTF8.self) }
    }

    /// Hands over the number as ASCII: a sign where negative, at least one digit before the point.
    @inlinable public func withDigits<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
    {
        try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
            var magnitude = units.magnitude
            var index = 24
            var places = Int(scale)
            repeat {
                index -= 1
                buffer[index] = UInt8(ascii: "0") + UInt8(magnitude % 10)
                magnitude /= 10
                places -= 1
                if places == 0 {
                    index -= 1
                    buffer[index] = UInt8(ascii: ".")
                }
            } while magnitude > 0 || places >= 0
            if units < 0 {
                index -= 1
                buffer[index] = UInt8(ascii: "-")
            }
            return try body(UnsafeBufferPointer(rebasing: buffer[index...]))
        }
    }
}

extension ExactDecimal: ExpressibleByStringLiteral {
    /// A literal in the source must be a number.
    public init(stringLiteral text: String) {
        guard let value = try? ExactDecimal(parsing: text) else { preconditionFailure("not a decimal: \(text)") }
        self = value
    }
}
