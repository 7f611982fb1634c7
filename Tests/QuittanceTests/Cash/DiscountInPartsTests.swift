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
private let theirs = "FR7699999000010000000400046"

/// A discount for paying early that is earned by several payments together.
struct DiscountInPartsTests {
    private let customer = CustomerID("C-1011")

    /// An invoice of this day with two per cent for paying in ten days.
    private func billed() throws -> (World, Invoice) {
        let world = try World()
        var change = CreditInstruction.Change()
        change.discount = DiscountOffer(Percentage(2), days: 10)
        try world.instruct(.credit(.agree(customer, change)))
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        return (world, try #require(try world.invoices().first))
    }

    private func discount(of invoice: Invoice) -> Money { Percentage(2).of(invoice.totals.payable) }

    /// The two halves of what is to be paid in time.
    private func halves(of invoice: Invoice) -> (Money, Money) {
        let whole = invoice.totals.payable - discount(of: invoice)
        let half = whole.split(by: [1, 1])
        return (half[0], half[1])
    }

    private func pay(_ id: String, _ amount: Money, _ invoice: Invoice, after days: Int, in world: World) throws {
        let payment = Payment(
            id: id, account: World.account, bookedOn: Samples.today + days, amount: amount, texts: [invoice.number],
            bankReference: "BNK-\(id)")
        try world.instruct(.cash(.recordPayments([payment])), on: Samples.today + 30)
    }

    private func open(_ invoice: Invoice, in world: World) throws -> Money {
        let key = BookKey.invoice(invoice.number)
        guard case .invoice(let item)? = try world.ledger.read({ try $0.entries([key]) })[key] else {
            throw Failure.input("no \(invoice.number)")
        }
        return item.open
    }

    private func expect(
        open amount: Money, of invoice: Invoice, discount: Money, in world: World,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try open(invoice, in: world) == amount, sourceLocation: sourceLocation)
        #expect(try world.balance(of: .discount) == discount, sourceLocation: sourceLocation)
        let account = try world.account(customer.text)
        #expect(account.receivable == amount && account.unapplied.isZero, sourceLocation: sourceLocation)
        try world.checkInvariants(sourceLocation: sourceLocation)
    }

    @Test func `two statements bring the two halves within the days, and the discount is granted`() throws {
        let (world, invoice) = try billed()
        let (first, second) = halves(of: invoice)
        let one = SampleEntry(
            amount: first.decimal, text: invoice.number, day: "2026-11-26", reference: "C1", iban: theirs)
        try world.take(
            SampleStatement(from: "2026-11-26", until: "2026-11-26", entries: [one]), as: "a.xml", on: "2026-11-27")
        #expect(try open(invoice, in: world) == invoice.totals.payable - first)
        let two = SampleEntry(
            amount: second.decimal, text: invoice.number, day: "2026-11-30", reference: "C2", iban: theirs)
        try world.take(
            SampleStatement(
                number: "2", opening: first.decimal, from: "2026-11-27", until: "2026-11-30", entries: [two]),
            as: "b.xml", on: "2026-12-01")
        try expect(open: euros("0.00"), of: invoice, discount: discount(of: invoice), in: world)
    }

    @Test(
        arguments: [(3, 10, true), (10, 3, true), (3, 11, false), (11, 3, false), (11, 12, false)]
            as [(Int, Int, Bool)])
    func `the sum that comes within the days earns the discount, in whatever order it is told`(
        first: Int, second: Int, isEarned: Bool
    ) throws {
        let (world, invoice) = try billed()
        let (one, two) = halves(of: invoice)
        let whole = discount(of: invoice)
        try pay("P1", one, invoice, after: first, in: world)
        try pay("P2", two, invoice, after: second, in: world)
        let zero = euros("0.00")
        try expect(open: isEarned ? zero : whole, of: invoice, discount: isEarned ? whole : zero, in: world)
    }

    @Test func `a part that is late leaves no discount on the others`() throws {
        let (world, invoice) = try billed()
        let half = invoice.totals.payable.split(by: [1, 1])
        try pay("P1", half[0], invoice, after: 20, in: world)
        try pay("P2", half[1] - Percentage(2).of(half[1]), invoice, after: 3, in: world)
        try expect(open: Percentage(2).of(half[1]), of: invoice, discount: euros("0.00"), in: world)
    }

    @Test func `who pays more than the discounted amount in time has earned the rest as a discount`() throws {
        let (world, invoice) = try billed()
        let (one, two) = halves(of: invoice)
        try pay("P1", one, invoice, after: 3, in: world)
        try pay("P2", two + euros("1.00"), invoice, after: 5, in: world)
        try expect(
            open: euros("0.00"), of: invoice, discount: discount(of: invoice) - euros("1.00"), in: world)
    }

    @Test func `a person who sets the second half against the invoice gives the discount`() throws {
        let (world, invoice) = try billed()
        let (one, two) = halves(of: invoice)
        try pay("P1", one, invoice, after: 3, in: world)
        let payment = Payment(
            id: "P2", account: World.account, bookedOn: Samples.today + 5, amount: two, texts: ["virement"])
        try world.instruct(.cash(.recordPayments([payment])), on: Samples.today + 30)
        try world.instruct(
            .cash(.allocate(payment: "P2", [.init(invoice: invoice.number)], payerIsKnown: false)),
            on: Samples.today + 30)
        try expect(open: euros("0.00"), of: invoice, discount: discount(of: invoice), in: world)
    }

    private func credit(_ invoice: Invoice, in world: World) throws {
        try world.instruct(
            .creditInvoice(CreditRequest(original: invoice, extent: .amount(euros("100.00")))), on: Samples.today + 31)
    }

    @Test(arguments: [true, false])
    func `a credit note lowers what the discount is taken of, between the parts or after them`(isBetween: Bool) throws {
        let (trial, before) = try billed()
        try credit(before, in: trial)
        let payable = try open(before, in: trial)
        let half = (payable - Percentage(2).of(payable)).split(by: [1, 1])

        let (world, invoice) = try billed()
        try pay("P1", half[0], invoice, after: 3, in: world)
        if !isBetween { try pay("P2", half[1], invoice, after: 5, in: world) }
        try credit(invoice, in: world)
        if isBetween { try pay("P2", half[1], invoice, after: 5, in: world) }
        try expect(open: euros("0.00"), of: invoice, discount: Percentage(2).of(payable), in: world)
    }

    @Test(arguments: LaterFate.allCases)
    func `a part that is gone takes the discount of the whole with it, and what replaces it in time earns it again`(
        fate: LaterFate
    ) throws {
        let (world, invoice) = try billed()
        let (one, two) = halves(of: invoice)
        try pay("P1", one, invoice, after: 3, in: world)
        try pay("P2", two, invoice, after: 5, in: world)
        #expect(try open(invoice, in: world).isZero)
        switch fate {
        case .returned:
            let back = Payment(
                id: "P3", account: World.account, bookedOn: Samples.today + 6, amount: -one, texts: ["REJET BNK-P1"])
            try world.instruct(.cash(.recordPayments([back])), on: Samples.today + 30)
            try expect(
                open: invoice.totals.payable - two, of: invoice, discount: euros("0.00"), in: world)
            try pay("P4", one, invoice, after: 7, in: world)
        case .unallocated:
            try world.instruct(.cash(.unallocate(payment: "P1", invoices: [invoice.number])), on: Samples.today + 30)
            #expect(try open(invoice, in: world) == invoice.totals.payable - two)
            #expect(try world.balance(of: .discount).isZero)
            #expect(try world.account(customer.text).unapplied == one)
            try world.checkInvariants()
            try world.instruct(
                .cash(.allocate(payment: "P1", [.init(invoice: invoice.number)], payerIsKnown: false)),
                on: Samples.today + 30)
        }
        try expect(open: euros("0.00"), of: invoice, discount: discount(of: invoice), in: world)
    }
}
