extension Figure {
    /// Whether a number differs from an exact one by less than one, where the limits are computed in binary.
    ///
    /// The official rules on taxable amounts take one from a text and add one to it, which XPath does with binary floating
    /// point numbers. A difference of exactly one is therefore within the limits or not, according to how the
    /// limit happens to be rounded: 44682.01 and 44683.01 agree, 100.00 and 101.00 do not.
    func isWithinOne(of sum: Figure) -> Bool {
        isAbove(sum, adding: 1) && isBelow(sum, subtracting: 1)
    }

    private func isAbove(_ sum: Figure, adding one: Int64) -> Bool {
        let limit = self + Figure(one)
        if limit == sum { return binaryError(ofAdding: 1) > 0 }
        return limit > sum
    }

    private func isBelow(_ sum: Figure, subtracting one: Int64) -> Bool {
        let limit = self - Figure(one)
        if limit == sum { return binaryError(ofAdding: -1) < 0 }
        return limit < sum
    }

    /// How far the binary sum of this number and another lies from the exact one: only its sign counts.
    private func binaryError(ofAdding other: Double) -> Int {
        guard let binary = Double(description) else { return 0 }
        let exact = self + Figure(other < 0 ? -1 : 1)
        return exact.compare(toBinary: binary + other)
    }

    /// Whether a binary number is greater than this one (1), less (-1) or equal (0), exactly.
    private func compare(toBinary binary: Double) -> Int {
        guard let (units, ten) = parts, binary.isFinite else { return 0 }
        let exponent = min(0, Int(binary.exponent) - 52)
        guard exponent > -60, binary.magnitude < 0x1p52 else { return 0 }
        let significand = Int128(binary * Double(sign: .plus, exponent: -exponent, significand: 1))
        let (left, overflows) = significand.multipliedReportingOverflow(by: ten)
        let (right, overflowed) = units.multipliedReportingOverflow(by: Int128(1) << Int128(-exponent))
        guard !overflows, !overflowed else { return 0 }
        return left == right ? 0 : left > right ? 1 : -1
    }
}
