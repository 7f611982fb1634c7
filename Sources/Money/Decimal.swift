/// An exact decimal number: `units × 10^-scale`.
///
/// The scale is kept as it was written, so `1.50` reads back as `1.50`; equality and order go by value.
public struct ExactDecimal: Sendable {
    public let units: Int64
    public let scale: UInt8

    /// The most digits after the point that a document may use.
    public static let maximumScale: UInt8 = 12

    @inlinable public init(units: Int64, scale: UInt8) {
        precondition(scale <= Self.maximumScale, "a decimal has at most \(Self.maximumScale) decimal places")
        self.units = units
        self.scale = scale
    }

    @inlinable public init(_ whole: Int) { self.init(units: Int64(whole), scale: 0) }

    public static let zero = ExactDecimal(units: 0, scale: 0)

    @inlinable public var isZero: Bool { units == 0 }
    @inlinable public var isNegative: Bool { units < 0 }

    /// The same value without trailing zeros after the point.
    public var normalised: ExactDecimal {
        var units = units
        var scale = scale
        while scale > 0, units % 10 == 0 {
            units /= 10
            scale -= 1
        }
        return ExactDecimal(units: units, scale: scale)
    }

    @inlinable public static prefix func - (value: ExactDecimal) -> ExactDecimal {
        ExactDecimal(units: -value.units, scale: value.scale)
    }

    /// The value at another scale, rounded half away from zero; nil where it does not fit in 64 bits.
    public func rounded(toScale target: UInt8) -> ExactDecimal? {
        guard target != scale else { return self }
        if target > scale {
            let (product, overflow) = units.multipliedReportingOverflow(by: Int64(powerOfTen(target - scale)))
            return overflow ? nil : ExactDecimal(units: product, scale: target)
        }
        return Int64(exactly: dividedHalfAwayFromZero(Int128(units), by: powerOfTen(scale - target)))
            .map { ExactDecimal(units: $0, scale: target) }
    }

    /// The product; nil where it needs more digits than a decimal has.
    public func multiplied(by other: ExactDecimal) -> ExactDecimal? {
        if other == ExactDecimal(1) { return self }
        let (product, overflow) = units.multipliedReportingOverflow(by: other.units)
        guard !overflow, scale + other.scale <= Self.maximumScale else { return nil }
        return ExactDecimal(units: product, scale: scale + other.scale).normalised
    }

    /// Both values as numerators over one denominator.
    @inlinable static func aligned(_ a: ExactDecimal, _ b: ExactDecimal) -> (Int128, Int128, UInt8) {
        let scale = max(a.scale, b.scale)
        return (
            Int128(a.units) * powerOfTen(scale - a.scale), Int128(b.units) * powerOfTen(scale - b.scale), scale
        )
    }

    /// The sum of values that nobody has bounded; nil where it does not fit in 64 bits.
    public func adding(_ other: ExactDecimal) -> ExactDecimal? {
        let (x, y, scale) = Self.aligned(self, other)
        return Int64(exactly: x + y).map { ExactDecimal(units: $0, scale: scale) }
    }

    /// The sum, at the longer scale.
    public static func + (a: ExactDecimal, b: ExactDecimal) -> ExactDecimal {
        let (x, y, scale) = aligned(a, b)
        return ExactDecimal(units: Int64(x + y), scale: scale)
    }

    public static func - (a: ExactDecimal, b: ExactDecimal) -> ExactDecimal { a + -b }
}

extension ExactDecimal: Hashable, Comparable {
    @inlinable public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool {
        if a.scale == b.scale { return a.units == b.units }
        let (x, y, _) = aligned(a, b)
        return x == y
    }

    @inlinable public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool {
        if a.scale == b.scale { return a.units < b.units }
        let (x, y, _) = aligned(a, b)
        return x < y
    }

    public func hash(into hasher: inout Hasher) {
        let plain = normalised
        hasher.combine(plain.units)
        hasher.combine(plain.scale)
    }
}

@usableFromInline let powersOfTen: [Int128] = (0...37).map { exponent in
    (0..<exponent).reduce(Int128(1)) { product, _ in product * 10 }
}

@inlinable func powerOfTen(_ exponent: UInt8) -> Int128 { powersOfTen[Int(exponent)] }

/// The quotient rounded to the nearest whole number, halves away from zero.
@inlinable func dividedHalfAwayFromZero(_ numerator: Int128, by denominator: Int128) -> Int128 {
    precondition(denominator > 0, "the divisor is positive")
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard remainder.magnitude * 2 >= denominator.magnitude else { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
}

extension ExactDecimal: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}
