import Calendars
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private let dollar = Currency("USD")!
private let duvalet = CustomerID("C-1011")
private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private func dollars(_ amount: ExactDecimal) -> Money { Money(amount, dollar)! }

/// Payments in other currencies than that of the invoices that they pay.
struct ForeignPaymentTests {
    private let rates = ExchangeRates(
        in: .euro,
        [
            DatedExchangeRate(dollar, from: "2026-01-01", "0.90"),
            DatedExchangeRate(dollar, from: "2026-11-24", "0.98"),
        ])

    /// An invoice in dollars, for a customer with its account in dollars.
    private func billed() throws -> (World, OpenItem) {
        let world = try World(amend: { file, text in
            switch file {
            case "company.json":
                return text.replacing(
                    /{/, maxReplacements: 1
                ) { _ in
                    #"{ "exchangeRates": [{ "currency": "USD", "from": "2026-01-01", "rate": "0.90" }, { "currency": "USD", "from": "2026-11-24", "rate": "0.98" }],"#
                }
            case "customers.csv":
                return text.split(separator: "\n").map {
                    $0.hasPrefix("C-1011,") ? String($0).replacing(",EUR,", with: ",USD,") : String($0)
                }.joined(separator: "\n")
            case "prices.csv":
                let rows = text.split(separator: "\n").filter { $0.hasPrefix(",") }
                return text + rows.map { "C-1011" + $0.replacing(",EUR,", with: ",USD,") + "\n" }.joined()
            default: return text
            }
        })
        let order = String(decoding: Samples.bytes("inbox/order-cremerie-duvalet.xml"), as: UTF8.self)
        world.intake.drop("order.xml", Array(order.replacing("EUR", with: "USD").utf8))
        try world.run()
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        return (world, try #require(items.first { $0.customer == duvalet && $0.open.currency == dollar }))
    }

    private func receive(_ amount: Money, _ text: String, as id: String, on date: BusinessDate, in world: World) throws
    {
        try world.instruct(
            .cash(
                .recordPayments([
                    Payment(
                        id: id, account: "FR7999999004170004160Q11882", bookedOn: date, amount: amount, texts: [text],
                        endToEnd: "E2E-0001")
                ])))
        try world.runner(asOf: date).runUntilIdle()
    }

    private func worth(_ account: PostingAccount, in world: World) throws -> Money {
        var books = BooksOfAccount(at: rates)
        let entries = try world.ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
        #expect(entries.allSatisfy { $0.isBalanced })
        return entries.flatMap(\.lines).filter { $0.account == account }.compactMap { $0.worth(in: .euro) }
            .sum(in: .euro)
    }

    @Test func `a payment that comes back at another rate leaves its difference as a loss, and nothing in between`()
        throws
    {
        let (world, item) = try billed()
        try receive(item.amount, item.number, as: "P1", on: Samples.today, in: world)
        #expect(try world.account("C-1011").receivable.isZero)
        world.clock.advance(seconds: 86400)
        try receive(-item.amount, "REJET E2E-0001", as: "P2", on: "2026-11-24", in: world)
        #expect(try world.account("C-1011").receivable == item.amount)
        let loss =
            try #require(rates.accounted(item.amount, on: "2026-11-24"))
            - #require(rates.accounted(item.amount, on: Samples.today))
        #expect(try worth(.unallocated, in: world).isZero)
        #expect(try worth(.exchangeLoss, in: world) == loss)
        try world.checkInvariants()
    }

    @Test func `what the bank kept of a payment is worth what it was on that day`() throws {
        let (world, item) = try billed()
        world.clock.advance(seconds: 86400)
        let came = item.amount - dollars("4.44")
        let payment = Payment(
            id: "P1", account: "FR7999999004170004160Q11882", bookedOn: "2026-11-24", amount: came,
            texts: [item.number], charges: dollars("4.44"))
        try world.instruct(.cash(.recordPayments([payment])))
        try world.runner(asOf: "2026-11-24").runUntilIdle()
        #expect(try world.account("C-1011").receivable.isZero)
        #expect(try worth(.bankCharges, in: world) == rates.accounted(dollars("4.44"), on: "2026-11-24"))
        let entered = try #require(rates.accounted(item.amount, on: item.issueDate))
        let became = try #require(rates.accounted(came, on: "2026-11-24")) + worth(.bankCharges, in: world)
        #expect(try -worth(.exchangeGain, in: world) == became - entered)
        try world.checkInvariants()
    }

    @Test func `a payment in euros is set against an invoice in dollars as its row says, and the difference is posted`()
        throws
    {
        let (world, item) = try billed()
        let due = try #require(rates.accounted(item.amount, on: item.issueDate))
        let paid = due - euros("10.00")
        try receive(paid, item.number, as: "P1", on: Samples.today, in: world)
        let work = try #require(try world.waiting("unmatched").first)
        #expect(
            work.nextAction.contains(
                "`quittance allocate P1 \(item.number)=\(item.open.decimal) --currency USD --reason WHY`"),
            "\(work.nextAction)")
        try world.instruct(
            .cash(.allocate(payment: "P1", [.init(invoice: item.number, amount: item.open)], payerIsKnown: false)))
        try world.run()
        #expect(try world.waiting("impossible").map(\.findings).isEmpty)
        #expect(try world.waiting("unmatched").isEmpty)
        #expect(try world.account("C-1011").receivable.isZero)
        #expect(try worth(.receivable, in: world).isZero && worth(.unallocated, in: world).isZero)
        let difference = try worth(.exchangeGain, in: world) + worth(.exchangeLoss, in: world)
        #expect(difference == euros("10.00"))
        try world.checkInvariants()
    }

    /// The dollars of the invoice are worth 0.90 each.
    @Test(arguments: [("0.85", false), ("0.86", true), ("0.94", true), ("0.95", false)] as [(ExactDecimal, Bool)])
    func `all of a payment is taken where it is worth about what it settles, and asked about else`(
        rate: ExactDecimal, isTaken: Bool
    ) throws {
        let (world, item) = try billed()
        let paid = try #require(UnitPrice(rate, .euro).amount(for: item.amount.decimal))
        try receive(paid, "virement", as: "P1", on: Samples.today, in: world)
        try world.instruct(
            .cash(.allocate(payment: "P1", [.init(invoice: item.number, amount: item.open)], payerIsKnown: false)))
        try world.run()
        #expect(try world.account("C-1011").receivable.isZero == isTaken)
        #expect(try world.waiting("impossible").isEmpty == isTaken)
        guard !isTaken else { return }
        let finding = try #require(try world.waiting("impossible").first?.findings.first)
        #expect(
            finding.message.contains("\(item.number)=\(item.open.decimal):\(paid.decimal)"), "\(finding.message)")
        // Who says how much of it that takes is taken at the word.
        try world.instruct(
            .cash(
                .allocate(
                    payment: "P1", [.init(invoice: item.number, amount: item.open, taking: paid)], payerIsKnown: false))
        )
        try world.run()
        #expect(try world.account("C-1011").receivable.isZero)
        try world.checkInvariants()
    }

    @Test func `where no rate of the day is known, how much it takes must be said`() throws {
        let (world, item) = try billed()
        let pound = Currency("GBP")!
        try receive(Money(item.amount.decimal, pound)!, "virement", as: "P1", on: Samples.today, in: world)
        try world.instruct(
            .cash(.allocate(payment: "P1", [.init(invoice: item.number, amount: item.open)], payerIsKnown: false)))
        try world.run()
        let finding = try #require(try world.waiting("impossible").first?.findings.first)
        #expect(finding.message.contains("no rate") && finding.message.contains("GBP"), "\(finding.message)")
        #expect(try world.account("C-1011").receivable == item.amount)
    }

    /// Half of the payment pays half of the invoice, which is then written anew for less.
    @Test func `money in another currency follows an invoice that is written anew`() throws {
        let (world, item) = try billed()
        let wrong = try #require(try world.invoices().first { $0.number == item.number })
        try receive(euros("400.00"), "virement", as: "P1", on: Samples.today, in: world)
        try world.instruct(
            .cash(
                .allocate(
                    payment: "P1", [.init(invoice: item.number, amount: dollars("200.00"), taking: euros("180.00"))],
                    payerIsKnown: false)))
        try world.run()
        #expect(try world.account("C-1011").receivable == item.amount - dollars("200.00"))
        let line = wrong.lines[0]
        try world.instruct(
            .billing(
                .correctInvoice(
                    InvoiceCorrection(original: wrong, lines: [.init(line: line.id, price: line.price.value - 1)]))))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.number != wrong.number)
        let account = try world.account("C-1011")
        #expect(account.receivable == right.owed - dollars("200.00"))
        let key = BookKey.payment("P1")
        guard case .payment(let entry)? = try world.ledger.read({ try $0.entries([key]) })[key] else {
            Issue.record("no payment")
            return
        }
        #expect(entry.rest == euros("220.00") && entry.parts.map(\.invoice) == [right.number])
        #expect(entry.parts.map(\.settling) == [dollars("200.00")] && entry.parts.map(\.paid) == [euros("180.00")])
        #expect(try worth(.conversion, in: world).isZero)
        try world.checkInvariants()
    }

    @Test func `exposure and forecast show what is owed in other currencies, apart from the rest`() throws {
        let (world, item) = try billed()
        let view = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        for (report, name) in [(Report.exposure(view), "receivable"), (.forecast(view, weeks: 13), "open")] {
            guard case .group(let others)? = report.totals.first(where: { $0.name == "otherCurrencies" })?.total,
                case .group(let dollars)? = others.first(where: { $0.name == "USD" })?.total,
                case .cell(.amount(let amount))? = dollars.first(where: { $0.name == name })?.total
            else {
                Issue.record("\(report.name) says nothing of dollars")
                continue
            }
            #expect(amount == item.open)
            #expect(report.definition.contains("in each other one follow"))
        }
    }

    @Test
    func `sales outstanding and collection effectiveness show customers in other currencies, apart from the rest`()
        throws
    {
        let (world, item) = try billed()
        let view = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        for (report, name) in [
            (Report.salesOutstanding(view, days: 90), "receivable"), (.collectionEffectiveness(view, days: 90), "end"),
        ] {
            let csv = String(decoding: report.write(as: .csv), as: UTF8.self)
            #expect(csv.contains("C-1011,\"Crèmerie Duvalet & Fils SNC\",USD,") || csv.contains("SNC,USD,"), "\(csv)")
            #expect(String(decoding: report.write(as: .text), as: UTF8.self).contains("USD"))
            let json = try JSONSerialization.jsonObject(with: Data(report.write(as: .json))) as? [String: Any]
            let totals = try #require(json?["totals"] as? [String: Any])
            let others = totals["otherCurrencies"] as? [String: [String: Any]]
            #expect(others?["USD"]?[name] as? String == "\(item.open.decimal)", "\(totals)")
            #expect(totals["currency"] as? String == "EUR" && totals[name] as? String == "0.00")
        }
    }
}
