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
        let entries = try world.ledger.read { try allEvents($0) }.compactMap { books.entry(for: $0) }
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

    @Test func `a payment in euros is set against an invoice in dollars as its row says, and the difference is posted`()
        throws
    {
        let (world, item) = try billed()
        try receive(euros("1000.00"), item.number, as: "P1", on: Samples.today, in: world)
        let work = try #require(try world.waiting("unmatched").first)
        #expect(
            work.nextAction.contains(
                "`quittance allocate P1 \(item.number)=\(item.open.decimal) --currency USD`"), "\(work.nextAction)")
        try world.instruct(
            .cash(.allocate(payment: "P1", [.init(invoice: item.number, amount: item.open)], payerIsKnown: false)))
        try world.run()
        #expect(try world.waiting("impossible").map(\.findings).isEmpty)
        #expect(try world.waiting("unmatched").isEmpty)
        #expect(try world.account("C-1011").receivable.isZero)
        let due = try #require(rates.accounted(item.amount, on: item.issueDate))
        #expect(try worth(.receivable, in: world).isZero && worth(.unallocated, in: world).isZero)
        let difference = try worth(.exchangeGain, in: world) + worth(.exchangeLoss, in: world)
        #expect(difference == due - euros("1000.00"))
        try world.checkInvariants()
    }
}
