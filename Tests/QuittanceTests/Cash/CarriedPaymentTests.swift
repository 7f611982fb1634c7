import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// How an invoice is written anew: as a corrective one, or beside a credit note.
enum WayOfCorrecting: CaseIterable {
    case corrective
    case credited
}

/// What became of a payment afterwards.
enum LaterFate: CaseIterable {
    case returned
    case unallocated
}

/// What was paid of an invoice that is written anew or credited: where the money goes, and what is open once it is gone.
struct CarriedPaymentTests {
    private let customer = CustomerID("C-1001")

    /// A customer with two per cent for paying in ten days, and one invoice.
    private func billed(_ way: WayOfCorrecting = .credited) throws -> (World, Invoice) {
        let world = try World()
        if way == .corrective {
            let text = """
                { "partner": "C-1001", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "cii-invoice" } }] }
                """
            _ = try importBytes(
                Array(text.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "Lea",
                reason: "agreed")
        }
        var change = CreditInstruction.Change()
        change.discount = DiscountOffer(Percentage(2), days: 10)
        try world.instruct(.credit(.agree(customer, change)))
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        return (world, try #require(try world.invoices().first))
    }

    private func pay(_ amount: Money, _ text: String, in world: World, as id: String = "P1") throws {
        let payment = Payment(
            id: id, account: World.account, bookedOn: Samples.today, amount: amount, texts: [text],
            bankReference: "BNK-\(id)")
        try world.instruct(.cash(.recordPayments([payment])))
        try world.run()
    }

    private func correct(_ invoice: Invoice, by change: ExactDecimal, in world: World) throws -> Invoice {
        let line = invoice.lines[0]
        try world.instruct(
            .billing(
                .correctInvoice(
                    InvoiceCorrection(
                        original: invoice, lines: [.init(line: line.id, price: line.price.value + change)]))
            ))
        try world.run()
        return try #require(try world.invoices().last)
    }

    private func credits(_ world: World) throws -> [Invoice] {
        try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).filter(\.kind.isCredit)
    }

    private func open(_ number: String, in world: World) throws -> Money {
        guard case .invoice(let item)? = try world.ledger.read({ try $0.entries([.invoice(number)]) })[.invoice(number)]
        else { throw Failure.input("no \(number)") }
        return item.open
    }

    private func exposure(_ world: World) throws -> Money {
        let account = try world.account(customer.text)
        return account.receivable - account.unapplied
    }

    private func paidInTime(_ invoice: Invoice) -> Money { invoice.owed - Percentage(2).of(invoice.owed) }

    @Test(arguments: WayOfCorrecting.allCases, LaterFate.allCases)
    func `a payment that is gone opens the invoice in the place of the one that it paid`(
        way: WayOfCorrecting, fate: LaterFate
    ) throws {
        let (world, wrong) = try billed(way)
        try pay(euros("100.00"), wrong.number, in: world)
        let right = try correct(wrong, by: ExactDecimal(-1), in: world)
        #expect(right.kind == (way == .corrective ? .corrected : .invoice))
        #expect(try open(right.number, in: world) == right.owed - euros("100.00"))
        switch fate {
        case .returned: try pay(euros("-100.00"), "REJET BNK-P1", in: world, as: "P2")
        case .unallocated:
            try world.instruct(.cash(.unallocate(payment: "P1", invoices: [right.number])))
            try world.run()
        }
        #expect(try open(right.number, in: world) == right.owed)
        #expect(try open(wrong.number, in: world).isZero, "nobody is asked for what stands no longer")
        try world.checkInvariants()
    }

    @Test(arguments: WayOfCorrecting.allCases)
    func `a payment that quotes the invoice that was wrong pays the right one`(way: WayOfCorrecting) throws {
        let (world, wrong) = try billed(way)
        let right = try correct(wrong, by: ExactDecimal(-1), in: world)
        try pay(paidInTime(right), wrong.number, in: world)
        #expect(try open(right.number, in: world).isZero)
        #expect(try world.account(customer.text).unapplied.isZero)
        try world.checkInvariants()
    }

    @Test(arguments: WayOfCorrecting.allCases)
    func `a discount follows the right amount, and what was paid too much stays on account`(way: WayOfCorrecting) throws
    {
        let (world, wrong) = try billed(way)
        try pay(paidInTime(wrong), wrong.number, in: world)
        #expect(try open(wrong.number, in: world).isZero)
        let right = try correct(wrong, by: ExactDecimal(-10), in: world)
        #expect(right.owed < wrong.owed)
        #expect(try open(right.number, in: world).isZero)
        let account = try world.account(customer.text)
        let kept = Percentage(2).of(wrong.owed).share(of: right.owed.decimal, in: wrong.owed.decimal)
        #expect(account.unapplied == paidInTime(wrong) - (right.owed - kept))
        #expect(account.receivable.isZero)
        try world.checkInvariants()
    }

    @Test(arguments: WayOfCorrecting.allCases)
    func `a right invoice that comes to more is open for what was not paid of it`(way: WayOfCorrecting) throws {
        let (world, wrong) = try billed(way)
        try pay(paidInTime(wrong), wrong.number, in: world)
        let right = try correct(wrong, by: ExactDecimal(10), in: world)
        #expect(right.owed > wrong.owed)
        #expect(try open(right.number, in: world) == right.owed - wrong.owed, "a discount does not grow")
        try world.checkInvariants()
    }

    @Test func `a credit note gives back what was paid, and no discount that was taken`() throws {
        let (world, invoice) = try billed()
        try pay(paidInTime(invoice), invoice.number, in: world)
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .whole)))
        try world.run()
        #expect(try credits(world).first?.owed == -invoice.owed)
        #expect(try exposure(world) == -paidInTime(invoice))
        #expect(try open(invoice.number, in: world).isZero)
        try world.checkInvariants()
    }

    @Test func `two credit notes give back the discount in parts that add up`() throws {
        let (world, invoice) = try billed()
        try pay(paidInTime(invoice), invoice.number, in: world)
        let part = Money(minorUnits: 10_000, .euro)
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .amount(part))))
        try world.run()
        let first = try #require(try credits(world).first).totals.payable
        #expect(try exposure(world) == -(first - Percentage(2).of(first)))
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .whole)))
        try world.run()
        #expect(try exposure(world) == -paidInTime(invoice))
        try world.checkInvariants()
    }

    @Test func `a credit for what was never paid leaves the discount on what was`() throws {
        let (world, invoice) = try billed()
        let short = euros("120.00")
        let paid = paidInTime(invoice) - short
        try pay(paid, "virement", in: world)
        try world.instruct(
            .cash(
                .allocate(
                    payment: "P1", [.init(invoice: invoice.number, amount: paid)], payerIsKnown: false)))
        try world.run()
        let open = try open(invoice.number, in: world)
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .amount(euros("50.00")))))
        try world.run()
        let note = try #require(try credits(world).first).totals.payable
        #expect(try self.open(invoice.number, in: world) == open - note)
        let moved = try world.ledger.read { try allEvents($0) }.contains {
            if case .cash(.unallocated) = $0.event { true } else { false }
        }
        #expect(!moved)
        try world.checkInvariants()
    }

    @Test(arguments: WayOfCorrecting.allCases)
    func `receivables of a day are those of the journal, though the correction is for a day before the payment`(
        way: WayOfCorrecting
    ) throws {
        let (world, wrong) = try billed(way)
        let paidOn = Samples.today + 5
        let payment = Payment(
            id: "P1", account: World.account, bookedOn: paidOn, amount: euros("100.00"), texts: [wrong.number])
        try world.instruct(.cash(.recordPayments([payment])), on: paidOn)
        let line = wrong.lines[0]
        let correction = InvoiceCorrection(original: wrong, lines: [.init(line: line.id, price: line.price.value - 1)])
        try world.instruct(.billing(.correctInvoice(correction)), on: Samples.today + 2)
        let right = try #require(try world.invoices().last)
        #expect(right.number != wrong.number)
        #expect(try open(right.number, in: world) == right.owed - euros("100.00"))
        for day in 0...6 {
            let date = Samples.today + day
            let (view, events) = try world.ledger.read { ledger in
                (try BookView(history: ledger, on: date, knownAt: nil, in: .euro), try allEvents(ledger))
            }
            var books = BooksOfAccount()
            let lines = events.flatMap { books.entries(for: $0) }.filter { $0.date <= date }.flatMap(\.lines)
            for account in [PostingAccount.receivable, .unallocated] {
                let posted = lines.filter { $0.account == account }.map(\.amount).sum(in: .euro)
                let kept =
                    account == .receivable
                    ? view.positions.map(\.line.open).sum(in: .euro) : -view.payments.map(\.rest).sum(in: .euro)
                #expect(posted == kept, "\(account) on \(date)")
            }
        }
        try world.checkInvariants()
    }

    @Test func `what is carried over is not counted as the work of hands`() throws {
        let (world, wrong) = try billed()
        try pay(euros("100.00"), wrong.number, in: world)
        _ = try correct(wrong, by: ExactDecimal(-1), in: world)
        let report = Report.straightThrough(
            try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) })
        let counts = report.rows.map { row in
            row.compactMap { cell -> Int? in if case .whole(let count) = cell { count } else { nil } }
        }
        #expect(counts == [[1, 1, 0, 0, 1, 1]], "one payment, matched by rules, on one invoice")
    }
}
