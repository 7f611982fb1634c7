import Money
import Testing

private func eur(_ text: ExactDecimal) -> Money { Money(text, .euro)! }

struct ExactDecimalTests {
    @Test(arguments: ["0", "-0.5", "12", "1.50", "0.000000000001", "999999999999999999", "-12.30"])
    func `what is written reads back as it was written`(text: String) throws {
        #expect(try ExactDecimal(parsing: text).description == text)
    }

    @Test(arguments: ["", "-", ".", "12abc", "1,234.5", "1e5", " 12", "0x10", "1_000", "1.2.3", "--1", "٣"])
    func `nothing but a decimal is read`(text: String) {
        #expect(throws: DecimalFault.self) { try ExactDecimal(parsing: text) }
    }

    @Test func `the place of a wrong byte is told`() {
        #expect(throws: DecimalFault.unexpectedByte(at: 2)) { try ExactDecimal(parsing: "12abc") }
    }

    @Test func `nineteen digits are too many, zeros beyond the twelfth place are not`() throws {
        #expect(throws: DecimalFault.tooManyDigits) { try ExactDecimal(parsing: "1234567890123456789") }
        #expect(try ExactDecimal(parsing: "1.50000000000000000") == "1.5")
        #expect(throws: DecimalFault.tooManyDigits) { try ExactDecimal(parsing: "0.0000000000001") }
    }

    @Test func `equality and order go by value, not by scale`() {
        #expect(ExactDecimal("1.50") == ExactDecimal("1.5"))
        #expect(ExactDecimal("1.50").hashValue == ExactDecimal("1.5").hashValue)
        #expect(ExactDecimal("-2") < ExactDecimal("-1.999"))
    }

    @Test func `halves are rounded away from zero`() {
        #expect(ExactDecimal("2.345").rounded(toScale: 2) == "2.35")
        #expect(ExactDecimal("-2.345").rounded(toScale: 2) == "-2.35")
        #expect(ExactDecimal("2.3449").rounded(toScale: 2) == "2.34")
    }
}

struct MoneyTests {
    @Test func `an amount never has more decimal places than its currency`() {
        #expect(Money("1.234", .euro) == nil)
        #expect(Money("1.230", .euro) == eur("1.23"))
        #expect(Money("1.5", Currency("JPY")!) == nil)
        #expect(Money("1.234", Currency("KWD")!)?.minorUnits == 1234)
    }

    @Test func `an amount at the limit is accepted, one above it is not`() {
        #expect(Money("100000000000.00", .euro) != nil)
        #expect(Money("100000000000.01", .euro) == nil)
        #expect(Money("-100000000000.01", .euro) == nil)
    }

    @Test func `quantity times price is rounded once, at the end`() {
        #expect(UnitPrice("1.2345", .euro).amount(for: "7.5") == eur("9.26"))
        #expect(UnitPrice("33.33", .euro).amount(for: "3") == eur("99.99"))
        #expect(UnitPrice("3.10", .euro, per: "100").amount(for: "250") == eur("7.75"))
        #expect(UnitPrice("0.005", .euro).amount(for: "-1") == eur("-0.01"))
        #expect(UnitPrice("1", .euro, per: "3").amount(for: "1") == eur("0.33"))
        #expect(UnitPrice("999999999999", .euro).amount(for: "999999") == nil)
    }

    @Test func `the price tolerance includes its edge`() {
        let agreed = UnitPrice("10.00", .euro)
        #expect(UnitPrice("10.20", .euro).isWithin(Percentage("2"), of: agreed))
        #expect(!UnitPrice("10.2001", .euro).isWithin(Percentage("2"), of: agreed))
        #expect(UnitPrice("9.80", .euro).isWithin(Percentage("2"), of: agreed))
        #expect(UnitPrice("1000", .euro, per: "100").isSamePerUnit(as: agreed))
        #expect(!UnitPrice("10", Currency("USD")!).isWithin(Percentage("2"), of: agreed))
    }

    @Test func `a price for another quantity is exactly that, or none`() {
        #expect(UnitPrice("591", .euro, per: 5).per(1) == UnitPrice("118.2", .euro))
        #expect(UnitPrice("6475", .euro, per: 35_000).per(100) == UnitPrice("18.5", .euro, per: 100))
        #expect(UnitPrice("0.000000001", .euro, per: 1).per(1)?.value == "0.000000001")
        #expect(UnitPrice("1", .euro, per: 3).per(1) == nil && UnitPrice("1", .euro).per(.zero) == nil)
    }

    @Test func `an invoice writes no third decimal that is nothing`() {
        let dinar = Currency("TND")!
        #expect(Money(minorUnits: 37_520, dinar).invoiceDecimal.description == "37.52")
        #expect(Money(minorUnits: -37_525, dinar).invoiceDecimal.description == "-37.525")
        #expect(Money(minorUnits: 3_750, .euro).invoiceDecimal.description == "37.50")
    }

    @Test func `a rate of an amount is rounded half away from zero`() {
        #expect(Percentage("20").of(eur("104.25")) == eur("20.85"))
        #expect(Percentage("5.5").of(eur("100.00")) == eur("5.50"))
        #expect(Percentage("50").of(eur("-0.01")) == eur("-0.01"))
    }

    @Test(
        arguments: [1, 100, 9_999, -12_345, 7] as [Int64], [[1, 1, 1], [0, 5, 2], [1], [3, 3, 3, 1]] as [[Int64]])
    func `the parts of a split add up to the whole`(units: Int64, weights: [Int64]) {
        let whole = Money(minorUnits: units, .euro)
        #expect(whole.split(by: weights).sum(in: .euro) == whole)
    }
}
