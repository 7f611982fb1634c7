/// How much of something, in a unit of UNECE Recommendation 20.
public struct Quantity: Hashable, Sendable {
    public let value: ExactDecimal
    /// The unit's code, such as `C62` (piece) or `KGM`.
    public let unit: String

    public init(_ value: ExactDecimal, _ unit: String) {
        self.value = value
        self.unit = unit
    }
}

extension Quantity: CustomStringConvertible {
    public var description: String { "\(value) \(unit)" }
}

/// A price for a number of units: 12.50 for each, or 3.10 for each hundred.
public struct UnitPrice: Hashable, Sendable {
    public let value: ExactDecimal
    public let currency: Currency
    /// What the price is for (BT-149); never zero or negative.
    public let baseQuantity: ExactDecimal

    public init(_ value: ExactDecimal, _ currency: Currency, per baseQuantity: ExactDecimal = ExactDecimal(1)) {
        precondition(baseQuantity > .zero, "a price is for a positive quantity")
        self.value = value
        self.currency = currency
        self.baseQuantity = baseQuantity
    }

    /// Quantity times price, rounded half away from zero to the currency's minor unit; nil where the result is
    /// beyond what a document may say.
    public func amount(for quantity: ExactDecimal) -> Money? {
        let numerator = Int128(value.units).multipliedReportingOverflow(by: Int128(quantity.units))
        guard !numerator.overflow else { return nil }
        // value × quantity × 10^minor ÷ base, as one fraction of whole numbers.
        let up = currency.minorDigits + baseQuantity.scale
        let down = value.scale + quantity.scale
        var top = numerator.partialValue
        var bottom = Int128(baseQuantity.units)
        if up >= down {
            let scaled = top.multipliedReportingOverflow(by: powerOfTen(up - down))
            guard !scaled.overflow else { return nil }
            top = scaled.partialValue
        } else {
            let scaled = bottom.multipliedReportingOverflow(by: powerOfTen(down - up))
            guard !scaled.overflow else { return nil }
            bottom = scaled.partialValue
        }
        let units = dividedHalfAwayFromZero(top, by: bottom)
        guard units.magnitude <= Int128(Money.documentLimit).magnitude else { return nil }
        return Money(minorUnits: Int64(units), currency)
    }

    /// The same price for another quantity, at nine decimal places at most; nil where no such decimal is exactly that.
    public func per(_ quantity: ExactDecimal) -> UnitPrice? {
        guard quantity > .zero else { return nil }
        let (over, under, _) = ExactDecimal.aligned(quantity, baseQuantity)
        let top = Int128(value.units).multipliedReportingOverflow(by: over)
        let bottom = under.multipliedReportingOverflow(by: powerOfTen(value.scale))
        guard !top.overflow, !bottom.overflow,
            let exact = ExactDecimal(top.partialValue, over: bottom.partialValue, scale: 9)?.normalised
        else { return nil }
        let other = UnitPrice(exact, currency, per: quantity)
        return other.isSamePerUnit(as: self) ? other : nil
    }

    /// Whether two prices come to the same for one unit.
    public func isSamePerUnit(as other: UnitPrice) -> Bool {
        currency == other.currency && perUnitDifference(from: other, within: .zero)
    }

    /// Whether this price differs from another by at most a percentage of the other.
    public func isWithin(_ tolerance: Percentage, of other: UnitPrice) -> Bool {
        currency == other.currency && perUnitDifference(from: other, within: tolerance)
    }

    /// |a/ab − b/bb| ≤ tolerance · b/bb, cross-multiplied; a product beyond 128 bits counts as a difference.
    private func perUnitDifference(from other: UnitPrice, within tolerance: Percentage) -> Bool {
        let (a, b, _) = ExactDecimal.aligned(value, other.value)
        let (aBase, bBase, _) = ExactDecimal.aligned(baseQuantity, other.baseQuantity)
        let left = a.multipliedReportingOverflow(by: bBase)
        let right = b.multipliedReportingOverflow(by: aBase)
        guard !left.overflow, !right.overflow else { return false }
        if tolerance.value.isZero { return left.partialValue == right.partialValue }
        let hundred = powerOfTen(tolerance.value.scale + 2)
        let gap = (left.partialValue - right.partialValue).magnitude.multipliedReportingOverflow(by: hundred.magnitude)
        let room = right.partialValue.magnitude.multipliedReportingOverflow(
            by: UInt128(tolerance.value.units.magnitude))
        guard !gap.overflow, !room.overflow else { return false }
        return gap.partialValue <= room.partialValue
    }
}

extension UnitPrice: CustomStringConvertible {
    public var description: String {
        "\(value) \(currency)" + (baseQuantity == ExactDecimal(1) ? "" : " per \(baseQuantity)")
    }
}

/// A rate in percent: 20 means one fifth.
public struct Percentage: Hashable, Sendable, Comparable {
    public let value: ExactDecimal

    public init(_ value: ExactDecimal) { self.value = value }

    public static let zero = Percentage(.zero)

    /// The part of an amount that this rate makes, rounded half away from zero to the minor unit.
    public func of(_ amount: Money) -> Money {
        let product = Int128(amount.minorUnits) * Int128(value.units)
        return Money(
            minorUnits: Int64(dividedHalfAwayFromZero(product, by: powerOfTen(value.scale + 2))), amount.currency)
    }

    public static func < (a: Percentage, b: Percentage) -> Bool { a.value < b.value }
}

extension Percentage: CustomStringConvertible {
    public var description: String { "\(value) %" }
}
