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

/// Credit notes that are set against other invoices by hand.
struct NettingTests {
    private let customer = "C-1001"

    /// The July invoice of 572.96 was paid and then credited, and the one of November is open.
    private func credited() throws -> (World, note: OpenItem, invoice: OpenItem) {
        let world = try julyWorld()
        let first = try #require(try world.invoices().first { $0.number == "INV-2026-000001" })
        try world.pay("P1", first.totals.payable, first.number, on: "2026-08-10")
        try world.instruct(.creditInvoice(CreditRequest(original: first, extent: .whole)), on: "2026-08-11")
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
            .filter { $0.customer == CustomerID("C-1001") && !$0.open.isZero }
        return (
            world, try #require(items.first { $0.open.isNegative }), try #require(items.first { $0.open.isPositive })
        )
    }

    private func item(_ number: String, in world: World) throws -> OpenItem {
        let key = BookKey.invoice(number)
        guard case .invoice(let item)? = try world.ledger.read({ try $0.entries([key]) })[key] else {
            throw Failure.input("no \(number)")
        }
        return item
    }

    @Test func `a credit note pays another invoice of its customer, and can be taken off it again`() throws {
        let (world, note, invoice) = try credited()
        let before = try world.account(customer)
        try world.instruct(
            .cash(.allocate(payment: note.number, [.init(invoice: invoice.number)], payerIsKnown: false)))
        try world.run()
        #expect(try world.waiting("impossible").map(\.findings).isEmpty)
        #expect(try item(note.number, in: world).open.isZero)
        #expect(try item(invoice.number, in: world).open == invoice.open + note.open)
        #expect(try world.account(customer).receivable == before.receivable)
        #expect(try world.account(customer).exposure == before.exposure)
        try world.checkInvariants()
        let words = try world.ledger.read { try Trace(of: invoice.number, in: $0) }?.events.map(\.event.inWords) ?? []
        #expect(words.contains { $0.contains("credit note \(note.number) set against \(invoice.number)") }, "\(words)")
        try world.instruct(.cash(.unallocate(payment: note.number, invoices: [invoice.number])))
        try world.run()
        #expect(try item(note.number, in: world).open == note.open)
        #expect(try item(invoice.number, in: world).open == invoice.open)
        try world.checkInvariants()
    }

    @Test func `no more of a credit note is used than is left, nor for another customer`() throws {
        let (world, note, invoice) = try credited()
        let more = -note.open + euros("0.01")
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        let other = try #require(items.first { $0.customer != invoice.customer && $0.open.isPositive })
        for share in [
            CashInstruction.Share(invoice: invoice.number, amount: more), .init(invoice: other.number),
            .init(invoice: "INV-404"),
        ] {
            try world.instruct(.cash(.allocate(payment: note.number, [share], payerIsKnown: false)))
        }
        try world.instruct(.cash(.unallocate(payment: note.number, invoices: [invoice.number])))
        try world.run()
        #expect(try world.waiting("impossible").count == 4)
        #expect(try item(note.number, in: world).open == note.open)
        try world.checkInvariants()
    }
}
