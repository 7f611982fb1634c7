/// An amount of money: a whole number of a currency's minor units.
public struct Money: Hashable, Sendable {
    public let minorUnits: Int64
    public let currency: Currency

    /// The most a single amount in a document may be, in minor units: 100 billion euros.
    ///
    /// Sums of bounded amounts over ten thousand lines, and over a hundred thousand documents, stay within 64 bits.
    public static let documentLimit: Int64 = 10_000_000_000_000

    @inlinable public init(minorUnits: Int64, _ currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    @inlinable public static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency) }

    /// The amount a decimal stands for, or nil where it has more decimal places than the currency, or is beyond
    /// what a document may say.
    public init?(_ value: ExactDecimal, _ currency: Currency) {
        let digits = currency.minorDigits
        let plain = value.scale > digits ? value.normalised : value
        guard plain.scale <= digits, let scaled = plain.rounded(toScale: digits),
            scaled.units.magnitude <= Self.documentLimit.magnitude
        else { return nil }
        self.init(minorUnits: scaled.units, currency)
    }

    public var decimal: ExactDecimal { ExactDecimal(units: minorUnits, scale: currency.minorDigits) }

    /// The same with no more than the two decimal places that EN 16931 has for every currency, where the others are
    /// nothing.
    public var invoiceDecimal: ExactDecimal {
        guard currency.minorDigits > 2, minorUnits.isMultiple(of: 10) else { return decimal }
        return ExactDecimal(units: minorUnits / 10, scale: currency.minorDigits - 1)
    }

    @inlinable public var isZero: Bool { minorUnits == 0 }
    @inlinable public var isNegative: Bool { minorUnits < 0 }
    @inlinable public var isPositive: Bool { minorUnits > 0 }
    @inlinable public var magnitude: Money { Money(minorUnits: abs(minorUnits), currency) }

    @inlinable func mustShareCurrency(with other: Money) {
        precondition(currency == other.currency, "amounts in different currencies cannot be combined")
    }

    @inlinable public static func + (a: Money, b: Money) -> Money {
        a.mustShareCurrency(with: b)
        return Money(minorUnits: a.minorUnits + b.minorUnits, a.currency)
    }

    @inlinable public static func - (a: Money, b: Money) -> Money {
        a.mustShareCurrency(with: b)
        return Money(minorUnits: a.minorUnits - b.minorUnits, a.currency)
    }

    @inlinable public static prefix func - (a: Money) -> Money { Money(minorUnits: -a.minorUnits, a.currency) }
    @inlinable public static func += (a: inout Money, b: Money) { a = a + b }
    @inlinable public static func -= (a: inout Money, b: Money) { a = a - b }

    /// Splits the amount by weights so that the parts add up to it: each part is rounded down, and the minor units
    /// left over go to the parts with the largest remainders, earlier parts first.
    public func split(by weights: [Int64]) -> [Money] {
        precondition(!weights.isEmpty && weights.allSatisfy { $0 >= 0 }, "weights are not negative, and there is one")
        let total = weights.reduce(Int128(0)) { $0 + Int128($1) }
        precondition(total > 0, "at least one weight is positive")
        let shares = weights.map { (Int128(minorUnits.magnitude) * Int128($0)).quotientAndRemainder(dividingBy: total) }
        var units = shares.map { Int64($0.quotient) }
        let rest = Int(Int64(minorUnits.magnitude) - units.reduce(0, +))
        let byRemainder = shares.indices.sorted {
            shares[$0].remainder > shares[$1].remainder || (shares[$0].remainder == shares[$1].remainder && $0 < $1)
        }
        for index in byRemainder.prefix(rest) { units[index] += 1 }
        return units.map { Money(minorUnits: minorUnits < 0 ? -$0 : $0, currency) }
    }
}

extension Money: Comparable {
    @inlinable public static func < (a: Money, b: Money) -> Bool {
        a.mustShareCurrency(with: b)
        return a.minorUnits < b.minorUnits
    }
}

extension Money: CustomStringConvertible {
    public var description: String { "\(decimal) \(currency)" }
}

extension Sequence<Money> {
    /// The sum; zero of the currency where there is nothing to add.
    public func sum(in currency: Currency) -> Money { reduce(.zero(currency), +) }
}
