import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Invoices that are taken back, from the instruction to the credit note that is posted.
struct CreditNoteTests {
    private func billed() throws -> World {
        let world = try World()
        world.dropInbox()
        try world.run()
        return world
    }

    private func credit(_ extent: CreditExtent, of invoice: Invoice, in world: World) throws {
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: extent)))
        try world.run()
    }

    private func credits(_ world: World) throws -> [Invoice] { try world.invoices().filter(\.kind.isCredit) }

    @Test func `a credit note is numbered, written, posted, and lessens what the customer owes`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first)
        let customer = try world.ledger.read { try $0.entries([.invoice(invoice.number)]) }
        guard case .invoice(let item)? = customer[.invoice(invoice.number)] else { throw Failure.input("no open item") }
        let before = try world.account(item.customer.text).receivable
        try credit(.amount(Money(minorUnits: 1000, invoice.currency)), of: invoice, in: world)
        let credit = try #require(try credits(world).first)
        #expect(credit.number == "AV-2026-000001" && credit.precedingInvoices.map(\.number) == [invoice.number])
        #expect(credit.notes.contains(InvoiceNote("agreed")))
        #expect(try world.account(item.customer.text).receivable == before - credit.totals.payable)
        let written = try world.ledger.read { try $0.rendering("invoice/AV-2026-000001/peppol-invoice") }
        #expect(written != nil)
        #expect(try world.ledger.verifyBook().isEmpty)
    }

    @Test func `no more is credited than was billed, and a refused credit takes no number`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first)
        try credit(.whole, of: invoice, in: world)
        try credit(.whole, of: invoice, in: world)
        #expect(try credits(world).count == 1)
        #expect(try world.waiting("impossible").count == 1)
        var unknown = invoice
        unknown.number = "INV-2026-999999"
        try credit(.whole, of: unknown, in: world)
        #expect(try credits(world).count == 1)
        #expect(try world.waiting("impossible").count == 2)
    }
}
