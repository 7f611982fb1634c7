import Calendars
import Documents
import Money
import Receivables
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func item(
    _ number: String, _ customer: String = "C-1", issued: BusinessDate, due: BusinessDate, _ amount: ExactDecimal,
    paid: (BusinessDate, ExactDecimal)...
) -> OpenItem {
    var item = OpenItem(
        number: number, customer: CustomerID(customer), order: nil, issueDate: issued, dueDate: due,
        amount: euros(amount),
        open: euros(amount))
    for (date, part) in paid {
        item.allocations.append(AllocationMark(source: "P\(number)\(date)", amount: euros(part), date: date))
        item.open -= euros(part)
    }
    return item
}

/// Six invoices, each paid ten days late.
private func lateHistory(_ customer: String) -> [OpenItem] {
    (0..<6).map { number in
        let due = ("2026-03-02" as BusinessDate) + 20 * number
        return item("\(customer)-\(number)", customer, issued: due - 30, due: due, "100.00", paid: (due + 10, "100.00"))
    }
}

private func tallies(_ items: [OpenItem]) -> [CustomerID: [MonthTally]] {
    var months: [CustomerID: [Month: MonthTally]] = [:]
    for item in items {
        months[item.customer, default: [:]][Month(of: item.issueDate), default: MonthTally()].add(item)
    }
    return months.mapValues { Array($0.values) }
}

private func receiptsForecast(
    of items: [OpenItem], on date: BusinessDate, weeks: Int, in currency: Currency,
    judgments: [CustomerID: BusinessDate] = [:]
) -> ReceiptsForecast {
    let claims = items.filter { !$0.open.isZero }.map { item in
        OpenClaim(OpenPosition(customer: item.customer, line: item.line), promise: item.promise)
    }
    return Receivables.receiptsForecast(
        of: claims, behaving: BehaviourTable(of: tallies(items), on: date), on: date, weeks: weeks, in: currency,
        judgments: judgments)
}

private func forecastTrials(of items: [OpenItem], before date: BusinessDate, count: Int, in currency: Currency)
    -> [ForecastTrial]
{
    Receivables.forecastTrials(of: tallies(items), before: date, count: count, in: currency)
}

@Suite struct BankDayTests {
    @Test(
        arguments: [
            ("2026-04-03", false), ("2026-04-06", false), ("2026-04-07", true), ("2026-05-01", false),
            ("2026-12-25", false),
            ("2026-12-26", false), ("2026-01-01", false), ("2026-11-21", false), ("2026-11-23", true),
            ("2026-11-11", true),
        ] as [(BusinessDate, Bool)]) func `banks rest at weekends and on the holidays of TARGET, not on national ones`(
            date: BusinessDate, isOpen: Bool
        )
    {
        #expect(date.isBankDay == isOpen)
    }

    @Test func `the next bank day is the day itself where it is one`() {
        #expect(("2026-11-23" as BusinessDate).bankDay == "2026-11-23")
        #expect(("2026-12-25" as BusinessDate).bankDay == "2026-12-28")
        #expect(("2027-03-26" as BusinessDate).bankDay == "2027-03-30")
    }
}

@Suite struct ForecastTests {
    private let today: BusinessDate = "2026-07-01"

    @Test func `a customer is expected as late as it has been, another one as all are`() {
        let open = item("OPEN", issued: "2026-06-01", due: "2026-07-06", "500.00")
        let other = item("OTHER", "C-2", issued: "2026-06-01", due: "2026-07-06", "70.00")
        let forecast = receiptsForecast(of: lateHistory("C-1") + [open, other], on: today, weeks: 6, in: .euro)
        #expect(forecast.weeks.map(\.from).first == "2026-06-29")
        // Due on Monday 6 July, ten days late: Thursday 16 July.
        #expect(forecast.weeks[2].usual == euros("570.00"))
        #expect(forecast.open == euros("570.00"))
    }

    @Test func `what is promised is expected on its day, the rest as ever`() {
        var open = item("OPEN", issued: "2026-05-01", due: "2026-07-06", "500.00")
        open.promise = PromiseMark(id: "C-1/P1", date: "2026-07-29", until: "2026-08-03", leaves: euros("200.00"))
        let whole = receiptsForecast(of: lateHistory("C-1") + [open], on: today, weeks: 6, in: .euro)
        #expect(whole.weeks[4].usual == euros("300.00"))
        #expect(whole.weeks[2].usual == euros("200.00"))
        // What came since is of what was promised.
        open.open -= euros("100.00")
        open.allocations.append(AllocationMark(source: "P1", amount: euros("100.00"), date: "2026-06-30"))
        let rest = receiptsForecast(of: lateHistory("C-1") + [open], on: today, weeks: 6, in: .euro)
        #expect(rest.weeks[4].usual == euros("200.00"))
        #expect(rest.open == euros("400.00"))
    }

    @Test func `four payments say nothing, five do`() {
        let settlements = lateHistory("C-1").map {
            Settlement(amount: $0.amount, due: $0.dueDate, paid: $0.allocations[0].date)
        }
        #expect(PaymentBehaviour(of: Array(settlements.prefix(4))) == nil)
        #expect(PaymentBehaviour(of: Array(settlements.prefix(5)))?.usualDelay == 10)
    }

    @Test func `a promise counts as it was made, and a payment moves to a day that banks work`() {
        let receipt = expectedReceipt(
            of: euros("1.00"), due: "2026-05-01", promised: "2026-07-04", by: .onTime, on: today)
        #expect(receipt.usual == "2026-07-06")
        let broken = expectedReceipt(
            of: euros("1.00"), due: "2026-05-01", promised: "2026-06-30", by: .onTime, on: today)
        #expect(broken.usual == "2026-07-08", "what should be here by now is expected in a week")
    }

    @Test func `a customer that pays on the tenth and the twenty-fifth is expected then`() throws {
        let runs = (1...6).flatMap { month in [10, 25].map { BusinessDate(year: 2026, month: month, day: $0)! } }
        let behaviour = try #require(
            PaymentBehaviour(of: runs.map { Settlement(amount: euros("1.00"), due: $0 - 3, paid: $0) }))
        #expect(behaviour.runDays == [10, 25])
        let receipt = expectedReceipt(of: euros("1.00"), due: "2026-07-12", promised: nil, by: behaviour, on: today)
        #expect(receipt.usual == "2026-07-27", "25 July 2026 is a Saturday")
    }

    @Test func `weeks, later and contested amounts add up to what is open`() {
        var contested = item("D", issued: "2026-06-01", due: "2026-07-06", "80.00")
        contested.disputes = [DisputeMark(id: "1", amount: euros("30.00"))]
        let far = item("F", issued: "2026-06-01", due: "2026-12-06", "11.00")
        let forecast = receiptsForecast(of: lateHistory("C-1") + [contested, far], on: today, weeks: 4, in: .euro)
        let weeks = forecast.weeks.map(\.usual).sum(in: .euro)
        #expect(weeks + forecast.later + forecast.disputed == forecast.open)
        #expect(forecast.open == euros("91.00"))
        #expect(forecast.later == euros("11.00"))
    }

    @Test func `credit notes that are set against nothing stand apart, and with them it is the receivable`() {
        let items = [
            item("A", issued: "2026-06-01", due: "2026-07-06", "80.00"),
            item("AV", issued: "2026-06-01", due: "2026-06-01", "-30.00"),
        ]
        let forecast = receiptsForecast(of: items, on: today, weeks: 4, in: .euro)
        #expect(forecast.open == euros("80.00") && forecast.credits == euros("-30.00"))
        #expect(forecast.weeks.map(\.usual).sum(in: .euro) == euros("80.00"))
    }

    @Test func `what is older than a judgment is expected in no week, what is younger is`() {
        let old = item("O", issued: "2026-06-01", due: "2026-07-06", "80.00")
        let young = item("Y", issued: "2026-06-20", due: "2026-07-06", "11.00")
        let forecast = receiptsForecast(
            of: [old, young], on: today, weeks: 4, in: .euro, judgments: [CustomerID("C-1"): "2026-06-20"])
        #expect(forecast.frozen == euros("80.00") && forecast.open == euros("91.00"))
        #expect(forecast.weeks.map(\.usual).sum(in: .euro) + forecast.later == euros("11.00"))
    }

    @Test func `a credit note is no payment: it tells nothing of how a customer pays, and was not received`() {
        var credited = item("C", issued: "2026-05-01", due: "2026-06-10", "40.00")
        credited.allocations = [
            AllocationMark(source: "AV-1", amount: euros("40.00"), date: "2026-06-20", kind: .credit)
        ]
        let trials = forecastTrials(of: [credited], before: today, count: 1, in: .euro)
        #expect(trials[0].received.isZero)
    }

    /// The forecast of 3 June 2026, of an invoice that is due a week later and is paid in time.
    private func trial(
        disputes: [Dispute] = [], promises: [PaymentPromise] = [], judgment: BusinessDate? = nil
    ) -> ForecastTrial {
        let paid = item("N", issued: "2026-05-02", due: "2026-06-10", "80.00", paid: ("2026-06-20", "80.00"))
        let past = PastClaim(paid, disputes: disputes, promises: promises)
        return Receivables.forecastTrials(
            of: tallies([paid]), contestedOrPromised: disputes.isEmpty && promises.isEmpty ? [] : [past],
            judgment: { _, day in judgment.flatMap { $0 <= day ? $0 : nil } }, before: today, count: 1, in: .euro)[0]
    }

    private func dispute(closedOn day: BusinessDate?) -> Dispute {
        var dispute = Dispute(
            id: "N/D1", customer: CustomerID("C-1"), invoice: "N", invoiceDate: "2026-05-02", amount: euros("30.00"),
            reason: .quantity, source: .person, openedOn: "2026-05-20", dueOn: "2026-06-20")
        dispute.closedOn = day
        dispute.resolution = day.map { _ in .withdrawn }
        return dispute
    }

    private func promise(for date: BusinessDate, closedOn day: BusinessDate?) -> PaymentPromise {
        var promise = PaymentPromise(
            id: "C-1/P1", customer: CustomerID("C-1"),
            items: [.init(invoice: "N", invoiceDate: "2026-05-02", open: euros("80.00"))], amount: euros("50.00"),
            date: date, graceUntil: date + 3, madeOn: "2026-06-01", channel: "", person: "", isWritten: false)
        promise.closedOn = day
        promise.state = day == nil ? .open : .kept
        return promise
    }

    @Test func `the back-test leaves out what a forecast of its day left out`() {
        let day: BusinessDate = "2026-06-03"
        func result(_ expected: ExactDecimal, _ received: ExactDecimal) -> ForecastTrial {
            ForecastTrial(on: day, expected: euros(expected), received: euros(received))
        }
        #expect(trial() == result("80.00", "80.00"))
        // Frozen: neither expected nor judged. The day of the judgment itself is not older than it.
        #expect(trial(judgment: "2026-05-03") == result("0.00", "0.00"))
        #expect(trial(judgment: "2026-05-02") == result("80.00", "80.00"))
        #expect(trial(judgment: day + 1) == result("80.00", "80.00"))
        // Contested, then and for how long.
        #expect(trial(disputes: [dispute(closedOn: nil)]) == result("50.00", "50.00"))
        #expect(trial(disputes: [dispute(closedOn: day + 1)]) == result("50.00", "50.00"))
        #expect(trial(disputes: [dispute(closedOn: day)]) == result("80.00", "80.00"))
        // Promised for a day beyond the four weeks.
        #expect(trial(promises: [promise(for: "2026-07-20", closedOn: day + 10)]) == result("30.00", "80.00"))
        #expect(trial(promises: [promise(for: "2026-06-20", closedOn: day + 10)]) == result("80.00", "80.00"))
        #expect(trial(promises: [promise(for: "2026-07-20", closedOn: day)]) == result("80.00", "80.00"))
    }

    @Test func `the back-test looks at nothing that was not known then`() {
        let items =
            lateHistory("C-1") + [
                item("N", issued: "2026-06-02", due: "2026-06-10", "40.00", paid: ("2026-06-20", "40.00"))
            ]
        let trials = forecastTrials(of: items, before: today, count: 1, in: .euro)
        #expect(trials == [ForecastTrial(on: "2026-06-03", expected: euros("140.00"), received: euros("140.00"))])
        #expect(trials[0].bias == ExactDecimal("0.0"))
        let later = items.map { item in
            var item = item
            item.allocations.removeAll { $0.date > "2026-06-03" }
            return item
        }
        #expect(forecastTrials(of: later, before: today, count: 1, in: .euro)[0].expected == euros("140.00"))
    }
}
