import Testing

@testable import InvoiceRules

/// Numbers beside sums that the official rules compute in binary.
struct FigureTests {
    private func figure(_ text: StaticString) -> Figure {
        text.withUTF8Buffer { Figure(parsing: $0) }
    }

    @Test func `a difference of the limit is within it or not, as the binary sum happens to lie`() {
        let limit = Figure(1).hundredth
        // 35.01 is a little less in binary, 10.01 too: 35.00 is within a hundredth of the one, 10.02 is not of the other.
        #expect(figure("35.00").isWithin(limit, ofBinary: figure("35.01")))
        #expect(!figure("10.02").isWithin(limit, ofBinary: figure("10.01")))
        #expect(figure("10.01").isWithin(limit, ofBinary: figure("10.01")))
        #expect(!figure("10.03").isWithin(limit, ofBinary: figure("10.01")))
    }

    @Test func `zeros at the end of a fraction are no digits too many`() {
        #expect(figure("120.0000000000000000000000000000000000000") == figure("120.00"))
        #expect(figure("0.0000000000000000000000000000000000000").isKnown)
        #expect(!figure("1.0000000000000000000000000000000000001").isKnown)
    }

    @Test func `nothing is a sum like any other, and what is no number is within no limit`() {
        let limit = Figure(1).hundredth
        #expect(Figure.zero.isWithin(.zero, ofBinary: .zero))
        #expect(figure("0.01").isWithin(limit, ofBinary: .zero))
        #expect(!figure("0.02").isWithin(limit, ofBinary: .zero))
        #expect(!Figure.unknown.isWithin(limit, ofBinary: .zero))
        #expect(!Figure.zero.isWithin(limit, ofBinary: .unknown))
    }
}
