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
        let entries = try ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
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

    @Test func `a return that names nothing but the invoice is of the payment that had paid it`() throws {
        let (world, invoice) = try paid(naming: "PAY77")
        let entry = SampleEntry(
            amount: -invoice.totals.payable.decimal, text: "REJET \(invoice.number)", day: "2026-11-21",
            reference: "C9",
            reason: "AC04")
        let state = try world.take(
            SampleStatement(
                number: "2", opening: invoice.totals.payable.decimal, from: "2026-11-21", until: "2026-11-21",
                entries: [entry]), as: "b.xml")
        #expect(state == "matched")
        try expectOpen(invoice, charged: euros("0.00"), in: world)
    }

    @Test(arguments: [true, false])
    func `a return that names nothing is found by its account, with the charges that the bank tells`(
        isWithin: Bool
    ) throws {
        let (world, invoice) = try paid(naming: "PAY77")
        let (paid, charges) = (invoice.totals.payable, euros("60.00"))
        var entry = SampleEntry(
            amount: -(isWithin ? paid + charges : paid).decimal, text: "REJET", day: "2026-11-21", reference: "C9",
            reason: "AC04", iban: theirs)
        entry.charges = "<TtlChrgsAndTaxAmt Ccy=\"EUR\">60.00</TtlChrgsAndTaxAmt>"
        let state = try world.take(
            SampleStatement(
                number: "2", opening: paid.decimal, from: "2026-11-21", until: "2026-11-21", entries: [entry]),
            as: "b.xml")
        #expect(state == "matched")
        try expectOpen(invoice, charged: isWithin ? charges : euros("0.00"), in: world)
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
        #expect(
            work.nextAction.contains("`quittance returned \(ids[0]) --by \(ids[1]) --reason WHY`"), "\(work.nextAction)"
        )
        try world.instruct(.cash(.returned(payment: ids[0], by: ids[1])))
        try world.run()
        #expect(try world.waiting("impossible").isEmpty && world.waiting("unknown-return").isEmpty)
        try expectOpen(invoice, charged: euros("400.00"), in: world)
    }

    @Test func `a part of a payment that comes back opens as much of its invoice`() throws {
        let (world, invoice) = try paid(naming: "PAY77")
        #expect(try bounce(euros("40.00"), naming: "PAY77", in: world) == "matched")
        #expect(try world.account("C-1011").receivable == euros("40.00"))
        #expect(try world.account("C-1011").exposure == euros("40.00"))
        #expect(try world.account("C-1011").unapplied.isZero && world.unidentified().isZero)
        #expect(try world.balance(of: .unallocated).isZero)
        #expect(try world.balance(of: .bank) == invoice.totals.payable - euros("40.00"))
        try world.checkInvariants()
        // The rest of it comes back later.
        let rest = invoice.totals.payable - euros("40.00")
        let entry = SampleEntry(
            amount: -rest.decimal, text: "REJET", day: "2026-11-22", reference: "C10", reason: "AC04",
            endToEnd: "PAY77",
            iban: theirs)
        let state = try world.take(
            SampleStatement(
                number: "3", opening: rest.decimal, from: "2026-11-22", until: "2026-11-22", entries: [entry]),
            as: "c.xml")
        #expect(state == "matched")
        try expectOpen(invoice, charged: euros("0.00"), in: world)
    }

    @Test func `a part of a payment of several invoices is asked about, and the last one opens`() throws {
        let world = try World()
        world.dropOrders()
        try world.run()
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
            .filter { $0.open.isPositive && $0.open.currency == .euro }.sorted { $0.number < $1.number }.prefix(2)
        let sum = items.map(\.open).sum(in: .euro)
        let entry = SampleEntry(
            amount: sum.decimal, text: items.map(\.number).joined(separator: " "), reference: "C1", endToEnd: "PAY77",
            iban: theirs)
        try world.take(SampleStatement(entries: [entry]), as: "a.xml")
        let id = try #require(try world.payments().first).id
        if try !world.waiting("unmatched").isEmpty {
            try world.instruct(
                .cash(.allocate(payment: id, items.map { .init(invoice: $0.number) }, payerIsKnown: true)))
            try world.run()
        }
        #expect(try bounce(euros("40.00"), naming: "PAY77", in: world) == "waiting: unknown-return")
        let row = try #require(try world.waiting("unknown-return").first)
        let back = try #require(try world.payments().last).id
        #expect(row.nextAction.contains("`quittance returned \(id) --by \(back) --reason WHY`"), "\(row.nextAction)")
        try world.instruct(.cash(.returned(payment: id, by: back)))
        try world.run()
        #expect(try world.waiting("unknown-return").isEmpty && world.waiting("impossible").isEmpty)
        let now = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        #expect(now.first { $0.number == items.last?.number }?.open == euros("40.00"))
        #expect(now.first { $0.number == items.first?.number }?.open.isZero == true)
        #expect(try world.unidentified().isZero)
        try world.checkInvariants()
    }

    @Test func `a discount that was taken for a payment in full goes with the part that comes back`() throws {
        let world = try World()
        var change = CreditInstruction.Change()
        change.discount = DiscountOffer(Percentage(2), days: 10)
        try world.instruct(.credit(.agree(CustomerID("C-1011"), change)))
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let invoice = try #require(try world.invoices().first)
        let discount = Percentage(2).of(invoice.totals.payable)
        let entry = SampleEntry(
            amount: (invoice.totals.payable - discount).decimal, text: invoice.number, reference: "C1",
            endToEnd: "PAY77", iban: theirs)
        let opening = try world.take(SampleStatement(entries: [entry]), as: "a.xml")
        #expect(opening == "matched")
        #expect(try bounce(euros("40.00"), naming: "PAY77", in: world) == "matched")
        #expect(try world.account("C-1011").receivable == euros("40.00") + discount)
        #expect(try world.balance(of: .discount).isZero)
        try world.checkInvariants()
    }

    /// A payment of more than its invoice, of which we pay back what was too much; then the bank takes all of it back.
    @Test func `what was paid back of a payment that then comes back is owed by the customer`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let invoice = try #require(try world.invoices().first)
        let whole = invoice.totals.payable + euros("30.00")
        func tell(_ amount: Money, _ text: String, on day: String, reason: String? = nil, as number: Int) throws
            -> String
        {
            let entry = SampleEntry(
                amount: amount.decimal, text: text, day: day, reference: "C\(number)", reason: reason,
                endToEnd: reason == nil ? "PAY\(number)" : "PAY1", iban: theirs)
            let before = try world.payments().map(\.amount.decimal).reduce(.zero, +)
            return try world.take(
                SampleStatement(number: "\(number)", opening: before, from: day, until: day, entries: [entry]),
                as: "\(number).xml")
        }
        _ = try tell(whole, invoice.number, on: "2026-11-18", as: 1)
        #expect(try tell(-euros("30.00"), "REMBOURSEMENT \(invoice.number)", on: "2026-11-19", as: 2) == "matched")
        #expect(
            try tell(-whole, "REJET", on: "2026-11-20", reason: "AC04", as: 3) == "waiting: unknown-return")
        let account = try world.account("C-1011")
        #expect(account.receivable == invoice.totals.payable)
        #expect(account.exposure == whole, "it owes what it was paid back too")
        #expect(try world.balance(of: .bank) == euros("-30.00"))
        #expect(try world.unidentified().isZero, "it is known who owes it")
        let row = try #require(try world.waiting("unknown-return").first)
        #expect(row.findings.first?.message.contains("30.00") == true)
        // It pays that back.
        _ = try tell(euros("30.00"), "remboursement", on: "2026-11-21", as: 4)
        let ids = try world.payments().map(\.id)
        #expect(row.nextAction.contains("`quittance refund \(ids[2]) PAYMENT --reason WHY`"), "\(row.nextAction)")
        if try world.account("C-1011").unapplied != euros("0.00") {
            try world.instruct(.cash(.credit(payment: ids[3], to: CustomerID("C-1011"), payerIsKnown: true)))
        }
        try world.instruct(.cash(.refund(payment: ids[2], of: ids[3])))
        try world.run()
        #expect(try world.waiting("impossible").map(\.findings).isEmpty)
        #expect(try world.waiting("unknown-return").isEmpty && world.waiting("unmatched").isEmpty)
        #expect(try world.account("C-1011").exposure == invoice.totals.payable)
        #expect(try world.balance(of: .unallocated).isZero)
        try world.checkInvariants()
    }
}
