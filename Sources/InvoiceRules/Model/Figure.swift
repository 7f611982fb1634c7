/// A number in an invoice that is being checked: exact, or not known.
///
/// Nothing is equal to, greater or smaller than a figure that is not known, and nothing comes of computing with it: what
/// is missing or no number makes every claim about it false. Numbers too large to compute with are not known either.
struct Figure: Sendable, BitwiseCopyable {
    private let units: Int128
    private let scale: UInt8

    static let unknown = Figure(units: 0, scale: .max)
    static let zero = Figure(0)

    private init(units: Int128, scale: UInt8) {
        self.units = units
        self.scale = scale
    }

    init(_ whole: Int64) { self.init(units: Int128(whole), scale: 0) }

    var isKnown: Bool { scale != .max }

    /// Reads a decimal number with an optional sign; anything else is not known.
    init(parsing bytes: UnsafeBufferPointer<UInt8>) {
        self = Self.short(bytes) ?? Self.long(bytes)
    }

    /// Up to 18 digits, which is nearly every number there is; nil where there are more.
    private static func short(_ bytes: UnsafeBufferPointer<UInt8>) -> Figure? {
        guard bytes.count <= 19 else { return nil }
        var units: Int64 = 0
        var scale: UInt8 = 0
        var digits = 0
        var pointSeen = false
        var index = 0
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative || bytes.first == UInt8(ascii: "+") { index = 1 }
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            if digit <= 9 {
                guard digits < 18 else { return nil }
                units = units &* 10 &+ Int64(digit)
                digits &+= 1
                if pointSeen { scale &+= 1 }
            } else if bytes[index] == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                return .unknown
            }
            index &+= 1
        }
        return digits == 0 ? .unknown : Figure(units: Int128(isNegative ? -units : units), scale: scale)
    }

    /// Up to 30 digits, without zeros that say nothing.
    private static func long(_ text: UnsafeBufferPointer<UInt8>) -> Figure {
        var bytes = text[...]
        if text.contains(UInt8(ascii: ".")) { while bytes.last == UInt8(ascii: "0") { bytes.removeLast() } }
        var units: Int128 = 0
        var scale: UInt8 = 0
        var digits = 0
        var pointSeen = false
        let isNegative = bytes.first == UInt8(ascii: "-")
        for byte in bytes.dropFirst(isNegative || bytes.first == UInt8(ascii: "+") ? 1 : 0) {
            let digit = byte &- UInt8(ascii: "0")
            if digit <= 9 {
                if units != 0 || digit != 0 { digits += 1 }
                guard digits <= 30 else { return .unknown }
                units = units * 10 + Int128(digit)
                if pointSeen { scale += 1 }
                guard scale <= 30 else { return .unknown }
            } else if byte == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                return .unknown
            }
        }
        return Figure(units: isNegative ? -units : units, scale: scale)
    }

    // MARK: Computing

    static func + (a: Figure, b: Figure) -> Figure {
        guard let (x, y, scale) = aligned(a, b) else { return .unknown }
        let (sum, overflow) = x.addingReportingOverflow(y)
        return overflow ? .unknown : Figure(units: sum, scale: scale)
    }

    static func - (a: Figure, b: Figure) -> Figure { a + -b }

    static prefix func - (a: Figure) -> Figure { Figure(units: 0 &- a.units, scale: a.scale) }

    static func * (a: Figure, b: Figure) -> Figure {
        guard a.isKnown, b.isKnown, Int(a.scale) + Int(b.scale) <= 36 else { return .unknown }
        let (product, overflow) = a.units.multipliedReportingOverflow(by: b.units)
        return overflow ? .unknown : Figure(units: product, scale: a.scale + b.scale)
    }

    var magnitude: Figure { units < 0 ? -self : self }

    /// A hundredth.
    var hundredth: Figure { isKnown && scale <= 34 ? Figure(units: units, scale: scale + 2) : .unknown }

    /// The nearest number of so many decimal places; of two, the greater one (which is how XPath rounds).
    func rounded(to places: UInt8) -> Figure {
        guard isKnown, scale > places else { return self }
        let divisor = powersOfTen[Int(scale - places)]
        if let small = Int64(exactly: units), let by = Int64(exactly: divisor) {
            return Figure(units: Int128(Self.roundedQuotient(small, by)), scale: places)
        }
        var (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 {
            quotient -= 1
            remainder += divisor
        }
        return Figure(units: remainder >= divisor - remainder ? quotient + 1 : quotient, scale: places)
    }

    private static func roundedQuotient(_ units: Int64, _ divisor: Int64) -> Int64 {
        var (quotient, remainder) = units.quotientAndRemainder(dividingBy: divisor)
        if remainder < 0 {
            quotient -= 1
            remainder += divisor
        }
        return remainder >= divisor - remainder ? quotient + 1 : quotient
    }

    /// How many decimal places it was written with.
    var places: Int { isKnown ? Int(scale) : 0 }

    /// The digits as a whole number, and the power of ten that they are divided by.
    var parts: (units: Int128, divisor: Int128)? { isKnown ? (units, powersOfTen[Int(scale)]) : nil }

    private static func aligned(_ a: Figure, _ b: Figure) -> (Int128, Int128, UInt8)? {
        if a.scale == b.scale { return a.isKnown ? (a.units, b.units, a.scale) : nil }
        guard a.isKnown, b.isKnown else { return nil }
        let scale = max(a.scale, b.scale)
        let (x, overflowed) = a.units.multipliedReportingOverflow(by: powersOfTen[Int(scale - a.scale)])
        let (y, overflows) = b.units.multipliedReportingOverflow(by: powersOfTen[Int(scale - b.scale)])
        return overflowed || overflows ? nil : (x, y, scale)
    }

    // MARK: Comparing

    static func == (a: Figure, b: Figure) -> Bool { aligned(a, b).map { $0.0 == $0.1 } ?? false }
    static func != (a: Figure, b: Figure) -> Bool { aligned(a, b).map { $0.0 != $0.1 } ?? false }
    static func < (a: Figure, b: Figure) -> Bool { aligned(a, b).map { $0.0 < $0.1 } ?? false }
    static func > (a: Figure, b: Figure) -> Bool { b < a }
    static func <= (a: Figure, b: Figure) -> Bool { aligned(a, b).map { $0.0 <= $0.1 } ?? false }
    static func >= (a: Figure, b: Figure) -> Bool { b <= a }
}

extension Figure: CustomStringConvertible {
    var description: String {
        guard isKnown else { return "no number" }
        var digits = String(units.magnitude)
        if scale > 0 {
            let missing = Int(scale) + 1 - digits.utf8.count
            if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
            digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -Int(scale)))
        }
        return units < 0 ? "-" + digits : digits
    }
}

private let powersOfTen: [Int128] = (0...37).map { exponent in
    (0..<exponent).reduce(Int128(1)) { product, _ in product * 10 }
}
