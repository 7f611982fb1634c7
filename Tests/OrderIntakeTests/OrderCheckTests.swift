import Calendars
import Documents
import Findings
import Money
import OrderIntake
import Testing

private let today: BusinessDate = "2026-11-23"

private func eur(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private func price(_ amount: ExactDecimal, per base: ExactDecimal = 1) -> UnitPrice {
    UnitPrice(amount, .euro, per: base)
}

/// Two lines, 10 × 4.00 and 3 × 20.00, a charge of 5.00, an allowance of 2.00, 20 % VAT.
private var sound: Order {
    let party = Party(name: "Anyone")
    var order = Order(number: "O-1", issueDate: "2026-11-20", currency: .euro, buyer: party, seller: party)
    order.lines = [
        OrderLine(
            id: "1", quantity: Quantity(10, "C62"), amount: eur(40), price: price(4), item: ItemReference(name: "A"),
            source: SourceLine(10)),
        OrderLine(
            id: "2", quantity: Quantity(3, "C62"), amount: eur(60), price: price(20), item: ItemReference(name: "B"),
            source: SourceLine(20)),
    ]
    order.allowanceCharges = [
        AllowanceCharge(isCharge: true, amount: eur(5)), AllowanceCharge(isCharge: false, amount: eur(2)),
    ]
    var totals = OrderTotals(lines: eur(100), payable: eur("123.60"), source: SourceLine(30))
    totals.charges = eur(5)
    totals.allowances = eur(2)
    totals.beforeTax = eur(103)
    totals.tax = eur("20.60")
    totals.withTax = eur("123.60")
    order.totals = totals
    return order
}

/// The rules that an edit of the sound order breaks.
private func expect(
    _ codes: [String], maxLines: Int = 100, sourceLocation: SourceLocation = #_sourceLocation,
    when edit: (inout Order) -> Void
) {
    var order = sound
    edit(&order)
    let findings = checkOrder(order, arriving: today, maxLines: maxLines).findings
    #expect(findings.map(\.rule.code) == codes, "\(findings)", sourceLocation: sourceLocation)
}

struct OrderCheckTests {
    @Test func `a sound order has no findings`() { expect([]) { _ in } }

    @Test func `what is wrong with an allowance, a charge or a total is found where that stands`() {
        func places(_ edit: (inout Order) -> Void) -> [Place] {
            var order = sound
            order.allowanceCharges[1].source = SourceLine(25)
            edit(&order)
            return checkOrder(order, arriving: today, maxLines: 100).findings.map(\.place)
        }
        let dollars = Money(5, Currency("USD")!)!
        #expect(places { $0.allowanceCharges[1].amount = dollars } == [SourceLine(25).place])
        #expect(places { $0.allowanceCharges[0].amount = dollars } == [sound.place])
        #expect(places { $0.totals?.payable = dollars } == [SourceLine(30).place])
        #expect(places { $0.allowanceCharges[1].amount = eur(-2) }.first == SourceLine(25).place)
        #expect(
            places { $0.lines[0].allowanceCharges = [AllowanceCharge(isCharge: true, amount: eur(-1))] }.last
                == SourceLine(10).place)
    }

    @Test func `where it stood is no part of what an allowance says`() {
        let here = AllowanceCharge(isCharge: true, amount: eur(5), source: SourceLine(3))
        let there = AllowanceCharge(isCharge: true, amount: eur(5), source: SourceLine(segment: 8))
        #expect(here == there && Set([here, there]).count == 1)
    }

    @Test func `what is taken off or added is not negative`() {
        expect(["ORD-006"]) {
            $0.allowanceCharges = [AllowanceCharge(isCharge: true, amount: eur(-5))]
            $0.totals = nil
        }
        expect(["ORD-006"]) {
            $0.lines[0].allowanceCharges = [AllowanceCharge(isCharge: false, amount: eur("-0.01"))]
        }
        expect([]) { $0.lines[0].allowanceCharges = [AllowanceCharge(isCharge: false, amount: eur(0))] }
    }

    @Test func `a percentage of a base comes to the amount, within two cents`() {
        func allowance(_ amount: ExactDecimal) -> AllowanceCharge {
            AllowanceCharge(isCharge: false, amount: eur(amount), base: eur(100), percentage: Percentage(10))
        }
        expect(["ORD-007"]) {
            $0.allowanceCharges = [allowance("8.37")]
            $0.totals = nil
        }
        for amount in ["9.98", "10", "10.02"] as [ExactDecimal] {
            expect([]) {
                $0.allowanceCharges = [allowance(amount)]
                $0.totals = nil
            }
        }
        expect(["ORD-007"]) {
            $0.allowanceCharges = [allowance("10.03")]
            $0.totals = nil
        }
    }

    @Test func `a line and the order come to no less than nothing`() {
        func take(_ amount: ExactDecimal) -> [AllowanceCharge] {
            [AllowanceCharge(isCharge: false, amount: eur(amount))]
        }
        expect([]) {
            $0.lines[0].allowanceCharges = take(40)
            $0.lines[0].amount = eur(0)
            $0.totals = nil
        }
        expect(["ORD-008"]) {
            $0.lines[0].allowanceCharges = take("40.01")
            $0.lines[0].amount = nil
            $0.totals = nil
        }
        expect([]) {
            $0.allowanceCharges = take(100)
            $0.totals = nil
        }
        expect(["ORD-008"]) {
            $0.allowanceCharges = take("100.01")
            $0.totals = nil
        }
    }

    @Test func `what a change makes negative is told too`() {
        expect(["ORD-008"]) {
            $0.function = .change
            $0.lines[0].action = .changed
            $0.lines[0].price = nil
            $0.lines[0].amount = eur(-40)
            $0.totals = nil
        }
        expect(["ORD-008"]) {
            $0.function = .change
            $0.totals?.payable = eur(-1)
        }
    }

    @Test func `an order without lines is refused, a cancellation is not`() {
        expect(["ORD-001"]) {
            $0.lines = []; $0.totals = nil
        }
        expect([]) {
            $0.lines = []; $0.totals = nil; $0.function = .cancellation
        }
    }

    @Test func `as many lines as allowed are allowed`() {
        expect([], maxLines: 2) { _ in }
        expect(["ORD-002"], maxLines: 1) { _ in }
    }

    @Test func `two lines of one number are refused where the second stands`() {
        var order = sound
        order.lines[1].id = "1"
        let findings = checkOrder(order, arriving: today, maxLines: 100).findings
        #expect(findings.map(\.rule.code) == ["ORD-003"])
        #expect(findings.first?.place == .text(line: 20, column: 0, path: ""))
    }

    /// The first line orders and costs so much; the totals are left out.
    private func line(_ quantity: ExactDecimal, at price: ExactDecimal, amount: Money?) -> (inout Order) -> Void {
        { order in
            order.lines[0].quantity = Quantity(quantity, "C62")
            order.lines[0].price = UnitPrice(price, .euro)
            order.lines[0].amount = amount
            order.totals = nil
        }
    }

    @Test func `a quantity is more than nothing`() {
        expect(["ORD-004"], when: line(0, at: 4, amount: eur(0)))
        expect([], when: line("0.001", at: 4, amount: eur(0)))
        expect(["ORD-004"], when: line(-1, at: 4, amount: eur(-4)))
    }

    @Test func `a price may be nothing, but not less`() {
        expect([], when: line(10, at: 0, amount: eur(0)))
        expect(["ORD-005"], when: line(10, at: "-0.01", amount: eur("-0.10")))
    }

    @Test func `a line may be two cents off its product, not three`() {
        expect([], when: line(10, at: 4, amount: eur("40.02")))
        expect([], when: line(10, at: 4, amount: eur("39.98")))
        expect(["ORD-010"], when: line(10, at: 4, amount: eur("40.03")))
        expect(["ORD-010"], when: line(10, at: 4, amount: eur("39.97")))
    }

    @Test func `a line's product takes its base quantity, allowances and charges into account`() {
        expect([]) { $0.lines[0].price = price(400, per: 100) }
        expect([]) {
            $0.lines[0].allowanceCharges = [AllowanceCharge(isCharge: false, amount: eur(4))]
            $0.lines[0].amount = eur(36)
            $0.totals = nil
        }
    }

    /// The totals are edited, and nothing is said of the tax.
    private func totals(_ edit: @escaping (inout OrderTotals) -> Void) -> (inout Order) -> Void {
        { order in
            var totals = OrderTotals(lines: eur(100), payable: eur(103))
            totals.beforeTax = eur(103)
            edit(&totals)
            order.totals = totals
        }
    }

    @Test func `lines add up to their total to the cent`() {
        expect([], when: totals { _ in })
        expect(
            ["ORD-011"],
            when: totals {
                $0.lines = eur("100.01"); $0.beforeTax = eur("103.01"); $0.payable = eur("103.01")
            })
    }

    @Test func `allowances and charges add up to their totals`() {
        expect(
            ["ORD-012"],
            when: totals {
                $0.charges = eur(6); $0.beforeTax = nil; $0.payable = eur(104)
            })
        expect(
            ["ORD-012"],
            when: totals {
                $0.allowances = eur("1.99"); $0.beforeTax = nil; $0.payable = eur("103.01")
            })
    }

    @Test func `the payable amount follows, with or without the tax`() {
        expect(["ORD-013"]) { $0.totals?.payable = eur("123.61") }
        expect(
            [],
            when: totals {
                $0.tax = eur("20.60"); $0.payable = eur("123.60")
            })
        expect([]) {
            $0.totals?.prepaid = eur("23.60"); $0.totals?.payable = eur(100)
        }
        expect([]) {
            $0.totals?.rounding = eur("0.40"); $0.totals?.payable = eur(124)
        }
        expect(
            ["ORD-013"],
            when: totals {
                $0.beforeTax = eur("103.01"); $0.payable = eur(103)
            })
    }

    @Test func `one amount in another currency is refused, and nothing is added up`() throws {
        let dollars = try #require(Currency("USD").flatMap { Money(40, $0) })
        expect(["ORD-014"]) { $0.lines[0].amount = dollars }
        expect(["ORD-014"]) { $0.allowanceCharges[0].amount = dollars }
        expect(["ORD-014"]) { $0.totals?.payable = dollars }
    }

    @Test func `a currency that nobody uses is refused`() {
        expect(["ORD-015"]) {
            $0.currency = Currency("XQZ")!
            $0.lines = [OrderLine(id: "1", quantity: Quantity(1, "C62"), item: ItemReference(name: "A"))]
            $0.allowanceCharges = []
            $0.totals = nil
        }
    }

    @Test func `a date is plausible a week ahead and a year behind`() {
        expect([]) { $0.issueDate = "2026-11-30" }
        expect(["ORD-016"]) { $0.issueDate = "2026-12-01" }
        expect([]) { $0.issueDate = "2025-11-22" }
        expect(["ORD-018"]) { $0.issueDate = "2031-11-23" }
        expect(["ORD-016"]) { $0.issueDate = "2025-11-21" }
    }

    @Test func `an order is valid on its last day`() {
        expect([]) { $0.validUntil = today }
        expect(["ORD-017"]) { $0.validUntil = "2026-11-22" }
    }

    @Test func `a line that comes to more than can be billed is refused`() {
        expect(["ORD-034"], when: line("99999999999", at: "9999999999", amount: eur(1)))
    }
}
