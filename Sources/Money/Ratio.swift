extension ExactDecimal {
    /// A fraction at a number of decimal places, rounded half away from zero.
    ///
    /// Nil where the denominator is zero, or the result is more than a decimal holds.
    public init?(_ numerator: Int128, over denominator: Int128, scale: UInt8) {
        guard denominator != 0, scale <= Self.maximumScale else { return nil }
        let scaled = numerator.multipliedReportingOverflow(by: powerOfTen(scale))
        guard !scaled.overflow, denominator != .min, scaled.partialValue != .min else { return nil }
        let signed = denominator < 0 ? -scaled.partialValue : scaled.partialValue
        let units = dividedHalfAwayFromZero(signed, by: denominator < 0 ? -denominator : denominator)
        guard let units = Int64(exactly: units), units != .min else { return nil }
        self.init(units: units, scale: scale)
    }
}
