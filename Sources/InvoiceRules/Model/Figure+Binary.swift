extension Figure {
    /// Whether a number differs from an exact one by less than one, where the limits are computed in binary.
    ///
    /// Some official rules add to a text and subtract from it, which XPath does with binary floating point numbers. A
    /// difference of exactly the limit is therefore within it or not, according to how the sum happens to be rounded:
    /// 44682.01 and 44683.01 differ by less than one, 100.00 and 101.00 do not.
    func isWithinOne(of exact: Figure) -> Bool {
        binarySum(adding: Figure(1), comparedTo: exact) == .greater
            && binarySum(adding: -Figure(1), comparedTo: exact) == .less
    }

    /// Whether a number differs from an exact one by no more than two hundredths, the limits again computed in binary.
    func isWithinTwoHundredths(of exact: Figure) -> Bool {
        let limit = Figure(2).hundredth
        let (above, below) = (binarySum(adding: limit, comparedTo: exact), binarySum(adding: -limit, comparedTo: exact))
        return [.greater, .equal].contains(above) && [.less, .equal].contains(below)
    }

    /// Whether a number differs from another by one at most, or by less where it is smaller, computed in binary throughout.
    func isWithinOneInBinary(of other: Figure) -> Bool {
        guard let a = Double(description), let b = Double(other.description) else { return false }
        return a - 1 <= b && a + 1 > b
    }

    /// Whether a sum that is computed in binary, whatever its sign, is no more than this.
    func isAtLeast(binarySumOf amounts: [Figure], roundedToHundredths rounds: Bool) -> Bool {
        var sum = 0.0
        for amount in amounts {
            guard let binary = Double(amount.description) else { return false }
            sum += binary
        }
        let size = rounds ? (sum.magnitude * 100 + 0.5).rounded(.down) / 100 : sum.magnitude
        return Double(description).map { size <= $0 } ?? false
    }

    /// Whether a number differs by no more than a limit from a sum that is computed in binary, and compared exactly.
    func isWithin(_ limit: Figure, ofBinary sum: Figure) -> Bool {
        guard let binary = Double(sum.description) else { return false }
        return [.less, .equal].contains((self + limit).order(ofBinary: binary))
            && [.greater, .equal].contains((self - limit).order(ofBinary: binary))
    }

    private enum Order { case less, equal, greater, unknown }

    /// How the sum of two numbers, computed in binary, compares to an exact one.
    private func binarySum(adding other: Figure, comparedTo exact: Figure) -> Order {
        let sum = self + other
        if sum > exact { return .greater }
        if sum < exact { return .less }
        guard sum == exact, let a = Double(description), let b = Double(other.description) else { return .unknown }
        return sum.order(ofBinary: a + b)
    }

    /// Whether a binary number is greater than this one, less, or equal, exactly.
    private func order(ofBinary binary: Double) -> Order {
        guard let (units, divisor) = parts, binary.isFinite else { return .unknown }
        // Zero has no exponent to compute with.
        let exponent = binary == 0 ? 0 : min(0, Int(binary.exponent) - 52)
        guard exponent > -60, binary.magnitude < 0x1p52 else { return .equal }
        let significand = Int128(binary * Double(sign: .plus, exponent: -exponent, significand: 1))
        let (left, overflows) = significand.multipliedReportingOverflow(by: divisor)
        let (right, overflowed) = units.multipliedReportingOverflow(by: Int128(1) << Int128(-exponent))
        guard !overflows, !overflowed else { return .equal }
        return left == right ? .equal : left > right ? .greater : .less
    }
}
