import Calendars
import Documents
import Money
import Receivables
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func item(
    _ number: String, _ customer: String = "C-1", issued: BusinessDate, due: BusinessDate, _ amount: ExactDecimal,
    open: ExactDecimal? = nil
) -> OpenItem {
    OpenItem(
        number: number, customer: CustomerID(customer), order: nil, issueDate: issued, dueDate: due,
        amount: euros(amount), open: euros(open ?? amount))
}

@Test func `an age on the edge of a bucket belongs to the lower one`() {
    let ages = [0, 1, 30, 31, 60, 61, 90, 91, -5]
    let names = ages.map { AgeingBucket(overdueDays: $0).name }
    #expect(names == ["not-due", "1-30", "1-30", "31-60", "31-60", "61-90", "61-90", "over-90", "not-due"])
}

@Test func `the buckets add up to the receivable, whatever the ages`() {
    var generator = SystemRandomNumberGenerator()
    let items = (0..<500).map { number in
        item(
            "I\(number)", "C-\(number % 7)", issued: "2026-01-01",
            due: "2026-06-30" + Int.random(in: -200...200, using: &generator),
            ExactDecimal(units: Int64.random(in: 1...1_000_000, using: &generator), scale: 2))
    }
    let balances = ageing(of: items, on: "2026-06-30")
    #expect(balances.values.map(\.receivable).sum(in: .euro) == items.map(\.open).sum(in: .euro))
    for balance in balances.values {
        #expect(balance.notOverdue + balance.overdue == balance.receivable)
    }
}

@Test func `a settled item is in no bucket, a part payment ages the rest`() {
    let items = [
        item("A", issued: "2026-01-01", due: "2026-01-31", "100.00", open: "0.00"),
        item("B", issued: "2026-01-01", due: "2026-01-31", "100.00", open: "40.00"),
    ]
    let balance = ageing(of: items, on: "2026-03-31")[AccountName(customer: CustomerID("C-1"), currency: .euro)]
    #expect(balance?[.upTo60] == euros("40.00"))
    #expect(balance?.receivable == euros("40.00"))
}

@Test func `what we owe is never late, and takes nothing off what another is late with`() {
    let items = [
        item("A", "C-1", issued: "2026-01-01", due: "2026-01-31", "100.00"),
        item("AV", "C-2", issued: "2026-01-01", due: "2026-01-31", "-40.00"),
    ]
    var total = AgedBalance(.euro)
    for balance in ageing(of: items, on: "2026-02-10").values { total += balance }
    #expect(total.overdue == euros("100.00"))
    #expect(total[.credits] == euros("-40.00") && total[.notDue].isZero)
    #expect(total.receivable == euros("60.00") && total.notOverdue == euros("-40.00"))
}

@Test func `the classic figure is receivable over sales times days`() {
    #expect(daysSalesOutstanding(euros("2500.00"), salesOfPeriod: euros("5000.00"), days: 90) == ExactDecimal("45.00"))
    #expect(daysSalesOutstanding(euros("2500.00"), salesOfPeriod: euros("0.00"), days: 90) == nil)
    #expect(daysSalesOutstanding(euros("0.00"), salesOfPeriod: euros("10.00"), days: 90) == ExactDecimal("0.00"))
}

private func months(_ sales: (BusinessDate, ExactDecimal)...) -> [MonthlySales] {
    sales.map { MonthlySales(month: Month(of: $0.0), days: Month(of: $0.0).days, sales: euros($0.1)) }
}

@Test func `counting back gives the worked examples`() {
    let november = months(("2026-11-30", "1200.00"), ("2026-10-31", "800.00"), ("2026-09-30", "700.00"))
    #expect(countback(euros("2500.00"), sales: november).days == ExactDecimal("82.43"))
    let thirties = ["2026-11-30", "2026-09-30", "2026-06-30"] as [BusinessDate]
    let mesha = zip(thirties, ["100000.00", "80000.00", "70000.00"] as [ExactDecimal]).map {
        MonthlySales(month: Month(of: $0), days: 30, sales: euros($1))
    }
    #expect(countback(euros("212000.00"), sales: mesha).days == ExactDecimal("73.71"))
    let calendar = months(("2026-03-31", "900000.00"), ("2026-02-28", "800000.00"), ("2026-01-31", "700000.00"))
    #expect(countback(euros("2100000.00"), sales: calendar).days == ExactDecimal("76.71"))
}

@Test func `a receivable beyond all sales counts every day and says what is left`() {
    let result = countback(euros("1000.00"), sales: months(("2026-11-30", "300.00"), ("2026-10-31", "200.00")))
    #expect(result.days == ExactDecimal(61))
    #expect(result.beyondHistory == euros("500.00"))
}

@Test func `a month without sales has its days counted and leaves the rest`() {
    let sales = months(("2026-11-30", "100.00"), ("2026-10-31", "-20.00"), ("2026-09-30", "100.00"))
    #expect(countback(euros("150.00"), sales: sales).days == ExactDecimal("76.00"))
    #expect(countback(euros("-1.00"), sales: sales).days == ExactDecimal(0))
}

@Test func `monthly sales go back without a gap to the first invoice`() {
    let items = [
        item("A", issued: "2026-09-10", due: "2026-10-10", "10.00"),
        item("B", issued: "2026-11-02", due: "2026-12-02", "5.00"),
        item("C", issued: "2026-11-20", due: "2026-12-02", "99.00"),
    ]
    var tally = MonthTally()
    for item in items { tally.add(item) }
    let sales = monthlySales(of: [tally], in: .euro, until: "2026-11-15")
    #expect(sales.map(\.days) == [15, 31, 30])
    #expect(sales.map(\.sales) == [euros("5.00"), euros("0.00"), euros("10.00")])
}

@Test func `a month is tallied by the days of its invoices and of what was paid, and untallied to nothing`() {
    var one = item("A", issued: "2026-09-10", due: "2026-10-10", "10.00")
    one.allocations = [
        AllocationMark(source: "P1", amount: euros("4.00"), date: "2026-10-12"),
        AllocationMark(source: "P2", amount: euros("6.00"), date: "2026-10-02"),
        AllocationMark(source: "AV-1", amount: euros("3.00"), date: "2026-10-20", kind: .credit),
    ]
    var two = item("B", issued: "2026-09-10", due: "2026-10-10", "5.00")
    two.allocations = [AllocationMark(source: "P3", amount: euros("1.00"), date: "2026-10-12")]
    var tally = MonthTally()
    tally.add(one)
    tally.add(two)
    #expect(tally.sales == [MonthTally.Sales(date: "2026-09-10", amount: euros("15.00"))])
    #expect(
        tally.settled == [
            Settlement(amount: euros("6.00"), due: "2026-10-10", paid: "2026-10-02"),
            Settlement(amount: euros("5.00"), due: "2026-10-10", paid: "2026-10-12", count: 2),
        ])
    #expect(weightedDaysLate(tally.settled) == ExactDecimal("-3.45"), "(6 × −8 + 5 × 2) ÷ 11")
    tally.remove(one)
    tally.remove(two)
    #expect(tally.isEmpty)
}

@Test func `collecting all that was due is a hundred percent`() {
    let all = collectionEffectiveness(
        begin: euros("100.00"), sales: euros("50.00"), end: euros("30.00"), endNotDue: euros("30.00"))
    #expect(all == ExactDecimal("100.00"))
    let part = collectionEffectiveness(
        begin: euros("100.00"), sales: euros("50.00"), end: euros("60.00"), endNotDue: euros("30.00"))
    #expect(part == ExactDecimal("75.00"))
    #expect(
        collectionEffectiveness(
            begin: euros("0.00"), sales: euros("0.00"), end: euros("0.00"), endNotDue: euros("0.00")) == nil)
}

@Test func `days late are weighted by amount, and early payment counts against late`() {
    let settlements = [
        Settlement(amount: euros("300.00"), due: "2026-06-10", paid: "2026-06-20"),
        Settlement(amount: euros("100.00"), due: "2026-06-10", paid: "2026-06-05"),
    ]
    #expect(weightedDaysLate(settlements) == ExactDecimal("6.25"))
    #expect(weightedDaysLate([]) == nil)
    #expect(daysLate(quantile: 50, of: settlements) == -5)
    #expect(daysLate(quantile: 80, of: settlements) == 10)
}
