import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private let theirs = "FR7699999000010000000400046"

extension World {
    /// What the entries of the journal leave on an account.
    func balance(of account: PostingAccount) throws -> Money {
        var books = BooksOfAccount(at: ExchangeRates(in: .euro))
        let entries = try ledger.read { try allEvents($0) }.compactMap { books.entry(for: $0) }
        return entries.flatMap(\.lines).filter { $0.account == account }.map(\.amount).sum(in: .euro)
    }

    func unidentified() throws -> Money {
        let book = try ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        return try #require(Report.aged(book).unidentified)
    }
}

extension Report {
    fileprivate var unidentified: Money? {
        totals.lazy.compactMap { total -> Money? in
            if total.name == "unidentified", case .cell(.amount(let amount)) = total.total { amount } else { nil }
        }.first
    }
}

/// Payments that come back with what the bank takes for it.
struct BouncedPaymentTests {
    /// An invoice, paid by an entry of the first statement.
    private func paid(naming name: String) throws -> (World, Invoice) {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let invoice = try #require(try world.invoices().first)
        let entry = SampleEntry(
            amount: invoice.totals.payable.decimal, text: invoice.number, reference: "C1", endToEnd: name, iban: theirs)
        try world.take(SampleStatement(entries: [entry]), as: "a.xml")
        #expect(try world.account("C-1011").receivable.isZero)
        return (world, invoice)
    }

    private func bounce(_ amount: Money, naming name: String, in world: World) throws -> String {
        let entry = SampleEntry(
            amount: -amount.decimal, text: "REJET", day: "2026-11-21", reference: "C9", reason: "AC04", endToEnd: name,
            iban: theirs)
        let opening = try world.payments()[0].amount.decimal
        return try world.take(
            SampleStatement(
                number: "2", opening: opening, from: "2026-11-21", until: "2026-11-21", entries: [entry]), as: "b.xml")
    }

    private func expectOpen(_ invoice: Invoice, charged: Money, in world: World) throws {
        #expect(try world.account("C-1011").receivable == invoice.totals.payable)
        #expect(try world.account("C-1011").unapplied.isZero)
        #expect(try world.balance(of: .unallocated).isZero)
        #expect(try world.balance(of: .bankCharges) == charged)
        #expect(try world.balance(of: .bank) == -charged)
        #expect(try world.unidentified().isZero)
        try world.checkInvariants()
    }

    @Test func `a payment that comes back with charges opens its invoice, and the charges are booked`() throws {
        let (world, invoice) = try paid(naming: "PAY77")
        #expect(try bounce(invoice.totals.payable + euros("15.00"), naming: "PAY77", in: world) == "matched")
        try expectOpen(invoice, charged: euros("15.00"), in: world)
    }

    @Test func `charges beyond what is usual are asked about, stand in the aged balance, and are booked by hand`()
        throws
    {
        let (world, invoice) = try paid(naming: "PAY77")
        let back = invoice.totals.payable + euros("400.00")
        #expect(try bounce(back, naming: "PAY77", in: world) == "waiting: unknown-return")
        #expect(try world.unidentified() == -back)
        let ids = try world.payments().map(\.id)
        let work = try #require(try world.waiting("unknown-return").first)
        #expect(work.nextAction.contains("`quittance returned \(ids[0]) --by \(ids[1])`"), "\(work.nextAction)")
        try world.instruct(.cash(.returned(payment: ids[0], by: ids[1])))
        try world.run()
        #expect(try world.waiting("impossible").isEmpty && world.waiting("unknown-return").isEmpty)
        try expectOpen(invoice, charged: euros("400.00"), in: world)
    }

    @Test func `less than a payment is no return of it`() throws {
        let (world, invoice) = try paid(naming: "PAY77")
        let state = try bounce(invoice.totals.payable - euros("15.00"), naming: "PAY77", in: world)
        #expect(state == "waiting: unknown-return")
        let ids = try world.payments().map(\.id)
        try world.instruct(.cash(.returned(payment: ids[0], by: ids[1])))
        try world.run()
        #expect(try world.waiting("impossible").count == 1)
        #expect(try world.account("C-1011").receivable.isZero)
        try world.checkInvariants()
    }
}
