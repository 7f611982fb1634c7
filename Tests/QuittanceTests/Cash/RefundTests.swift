import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }
private let duvalet = CustomerID("C-1011")
private let theirs = "FR7699999000010000000400046"

/// Money that we pay back to customers, as statements tell it.
struct RefundTests {
    /// An invoice that was paid, and so much more with it.
    private func overpaid(by more: ExactDecimal) throws -> (World, Invoice) {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let invoice = try #require(try world.invoices().first)
        try tell(invoice.totals.payable.decimal + more, invoice.number, as: 1, in: world)
        if try !world.waiting("unmatched").isEmpty {
            let id = try #require(try world.payments().first).id
            try world.instruct(
                .cash(.allocate(payment: id, [.init(invoice: invoice.number)], payerIsKnown: true)))
            try world.run()
        }
        #expect(try world.account("C-1011").unapplied == euros(more))
        return (world, invoice)
    }

    /// A statement of one entry, of its own day.
    @discardableResult
    private func tell(
        _ amount: ExactDecimal, _ text: String, as number: Int, to iban: String = theirs, _ name: String? = nil,
        in world: World
    ) throws -> String {
        let day = "2026-11-\(19 + number)"
        let entry = SampleEntry(
            amount: amount, text: text, day: day, reference: "R\(number)", name: name, iban: iban)
        let before = try world.payments().map(\.amount.decimal).reduce(.zero, +)
        return try world.take(
            SampleStatement(number: "\(number)", opening: before, from: day, until: day, entries: [entry]),
            as: "\(number).xml")
    }

    @Test func `a transfer that pays back what was paid too much is booked against it`() throws {
        let (world, invoice) = try overpaid(by: "30.00")
        let state = try tell("-30.00", "REMBOURSEMENT TROP PERCU \(invoice.number)", as: 2, in: world)
        #expect(state == "matched")
        #expect(try world.account("C-1011").unapplied.isZero)
        #expect(try world.account("C-1011").exposure.isZero)
        #expect(try world.balance(of: .bank) == invoice.totals.payable)
        #expect(try world.balance(of: .unallocated).isZero)
        #expect(try world.unidentified().isZero)
        try world.checkInvariants()
    }

    @Test func `a transfer to somebody who is no customer is none of ours`() throws {
        let (world, _) = try overpaid(by: "30.00")
        #expect(
            try tell("-30.00", "FACTURE 4711", as: 2, to: "FR7630006000011234567890189", in: world) == "known")
        #expect(try world.payments().count == 1)
        #expect(try world.account("C-1011").unapplied == euros("30.00"))
    }

    @Test func `what two payments may have been paid back by is asked, and booked by the command of its row`() throws {
        let (world, invoice) = try overpaid(by: "0.00")
        try tell("30.00", "un", as: 2, in: world)
        try tell("30.00", "deux", as: 3, in: world)
        let second = try #require(try world.payments().last).id
        for payment in try world.payments().dropFirst() {
            try world.instruct(.cash(.credit(payment: payment.id, to: duvalet, payerIsKnown: true)))
        }
        try world.run()
        #expect(try tell("-30.00", "REMBOURSEMENT", as: 4, in: world) == "waiting: unknown-return")
        #expect(try world.unidentified() == euros("-30.00"))
        let refund = try #require(try world.payments().last).id
        let work = try #require(try world.waiting("unknown-return").first)
        #expect(work.findings.map(\.code) == ["CSH-016"])
        #expect(work.nextAction.contains("`quittance refund \(refund) "), "\(work.nextAction)")
        try world.instruct(.cash(.refund(payment: refund, of: second)))
        try world.run()
        #expect(try world.waiting("unknown-return").isEmpty && world.waiting("impossible").isEmpty)
        #expect(try world.account("C-1011").unapplied == euros("30.00"))
        #expect(try world.account("C-1011").exposure == euros("-30.00"))
        #expect(try world.balance(of: .bank) == invoice.totals.payable + euros("30.00"))
        #expect(try world.balance(of: .unallocated) == euros("-30.00"))
        try world.instruct(.cash(.refund(payment: refund, of: second)))
        try world.run()
        #expect(try world.waiting("impossible").count == 1, "money is paid back once")
        try world.checkInvariants()
    }

    @Test func `a transfer for a credit note settles it`() throws {
        let (world, invoice) = try overpaid(by: "0.00")
        try world.instruct(
            .creditInvoice(
                CreditRequest(
                    original: invoice, extent: .lines([.init(line: invoice.lines[0].id, quantity: 1)]))))
        try world.run()
        let owed = try world.account("C-1011").receivable
        #expect(owed.isNegative)
        #expect(try tell(owed.decimal, "AVOIR AV-2026-000001", as: 2, in: world) == "matched")
        #expect(try world.account("C-1011").receivable.isZero)
        #expect(try world.balance(of: .unallocated).isZero && world.balance(of: .receivable).isZero)
        #expect(try world.balance(of: .bank) == invoice.totals.payable + owed)
        try world.checkInvariants()
    }

    @Test func `a payment to a customer that is no refund leaves the books when it is discarded`() throws {
        let (world, invoice) = try overpaid(by: "0.00")
        #expect(
            try tell("-75.00", "FACTURE FOURNISSEUR 12", as: 2, "Crèmerie Duvalet", in: world)
                == "waiting: unknown-return")
        try world.intervene(.discard, on: #require(try world.waiting("unknown-return").first))
        try world.run()
        #expect(try world.standing("2.xml") == "discarded")
        #expect(try world.balance(of: .bank) == invoice.totals.payable)
        #expect(try world.balance(of: .unallocated).isZero && world.unidentified().isZero)
        try world.checkInvariants()
    }
}
