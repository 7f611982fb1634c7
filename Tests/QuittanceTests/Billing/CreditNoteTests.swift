import Calendars
import Documents
import Invoicing
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

    private func credits(_ world: World) throws -> [Invoice] {
        try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).filter(\.kind.isCredit)
    }

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

    private func item(_ number: String, in world: World) throws -> OpenItem {
        guard case .invoice(let item)? = try world.ledger.read({ try $0.entries([.invoice(number)]) })[.invoice(number)]
        else {
            throw Failure.input("no \(number)")
        }
        return item
    }

    @Test func `a credit note is set against its invoice at once, and what is left over stays on account`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first { $0.lines.count > 1 })
        try credit(.amount(Money(minorUnits: 1000, invoice.currency)), of: invoice, in: world)
        let note = try #require(try credits(world).first)
        #expect(try item(invoice.number, in: world).open == invoice.owed - note.totals.payable)
        #expect(try item(note.number, in: world).open.isZero)
        try world.instruct(
            .cash(
                .recordPayments([
                    Payment(
                        id: "P1", account: World.account, bookedOn: Samples.today,
                        amount: invoice.owed - note.totals.payable, texts: [invoice.number])
                ])))
        try world.run()
        #expect(try item(invoice.number, in: world).open.isZero)
        try credit(.amount(Money(minorUnits: 1000, invoice.currency)), of: invoice, in: world)
        let second = try #require(try credits(world).last)
        #expect(try item(second.number, in: world).open == -second.totals.payable)
        try world.checkInvariants()
    }

    @Test func `goods that came back are credited by line, once, and the credit note names the note of the return`()
        throws
    {
        let world = try billed()
        let invoice = try #require(
            try world.invoices().first { ($0.lines.first?.quantity.value ?? .zero) > ExactDecimal(1) })
        let line = invoice.lines[0]
        let all = CreditExtent.lines([.init(line: line.id, quantity: line.quantity.value)])
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: all, returnNote: "RET-17")))
        try world.run()
        let note = try #require(try credits(world).first)
        #expect(note.lines.map(\.quantity) == [line.quantity] && note.supportingDocuments.map(\.id) == ["RET-17"])
        let one = CreditExtent.lines([.init(line: line.id, quantity: ExactDecimal(1))])
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: one)))
        try world.run()
        #expect(try credits(world).count == 1, "the line is credited to its last piece")
        #expect(try world.waiting("impossible").first?.findings.first?.code == "BIL-020")
        try world.checkInvariants()
    }

    @Test func `what is left after some lines is credited by line, and the book closes to the cent`() throws {
        let world = try billed()
        let invoice = try #require(
            try world.invoices().first { ($0.lines.first?.quantity.value ?? .zero) > ExactDecimal(2) })
        for _ in 0..<2 {
            try credit(.lines([.init(line: invoice.lines[0].id, quantity: 1)]), of: invoice, in: world)
        }
        try credit(.whole, of: invoice, in: world)
        let notes = try credits(world)
        #expect(notes.count == 3 && notes[2].lines.map(\.item) == invoice.lines.map(\.item))
        let after = try item(invoice.number, in: world)
        #expect(after.open.isZero && after.creditable.isZero && after.credited == after.withTax)
        #expect(after.creditedVAT.map(\.tax).sum(in: .euro) == invoice.totals.tax)
        #expect(notes.map(\.totals.tax).sum(in: .euro) == invoice.totals.tax)
        try world.checkInvariants()
    }

    @Test func `a bonus counts what was bought and kept, not what was credited`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first)
        let half = Percentage(50).of(invoice.totals.beforeTax)
        try credit(.amount(half), of: invoice, in: world)
        try world.instruct(
            .billing(
                .creditPeriod(
                    PeriodCredit(
                        invoices: [invoice], share: Percentage(10), contract: "K-2026",
                        period: Period(start: "2026-01-01", end: "2026-12-31")))))
        try world.run()
        let note = try #require(try credits(world).last)
        #expect(note.kind == .globalAllowance)
        #expect(note.totals.beforeTax == Percentage(10).of(invoice.totals.beforeTax - half))
        try world.checkInvariants()
    }

    @Test func `a bonus for a period names its invoices and stays on the customer's account`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first)
        let before = try item(invoice.number, in: world)
        let period = Period(start: "2026-01-01", end: "2026-12-31")
        let bonus = PeriodCredit(invoices: [invoice], share: Percentage(2), contract: "K-2026", period: period)
        try world.instruct(.billing(.creditPeriod(bonus)))
        try world.run()
        let note = try #require(try credits(world).first)
        #expect(note.kind == .globalAllowance && note.contractReference == "K-2026" && note.period == period)
        #expect(note.lines[0].item.name == "Avoir – remise globale 2\u{A0}% · Contrat K-2026")
        #expect(note.notes.last == InvoiceNote("agreed"))
        let after = try item(invoice.number, in: world)
        #expect(after.open == before.open && after.credited == note.totals.payable)
        #expect(try item(note.number, in: world).open == -note.totals.payable)
        try world.instruct(
            .billing(
                .creditPeriod(
                    PeriodCredit(
                        invoices: [invoice], share: Percentage(2), contract: "K-2025",
                        period: Period(start: "2025-01-01", end: "2025-12-31")))))
        try world.run()
        #expect(try credits(world).count == 1, "an invoice of another year is in no bonus")
        try world.checkInvariants()
    }

    @Test func `a bonus counts a corrective invoice, and takes the parties as they are at last`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first)
        let item = try item(invoice.number, in: world)
        let agreement = """
            { "partner": "\(item.customer)", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "cii-invoice" } }] }
            """
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "Lea",
            reason: "agreed")
        try world.instruct(
            .billing(.correctInvoice(InvoiceCorrection(original: invoice, buyerReference: "REF-9"))))
        try world.run()
        let sorts = try world.ledger.read {
            try invoicesForBonus(of: item.customer, from: "2026-01-01", to: "2026-12-31", $0)
        }
        let right = try #require(try world.invoices().first { $0.kind == .corrected })
        #expect(sorts.count == 1 && sorts[0].map(\.number).contains(right.number))
        #expect(!sorts[0].map(\.number).contains(invoice.number), "what was wrong is bought once")
        var moved = right
        moved.number = "INV-2026-000099"
        moved.buyer.address?.city = "Ailleurs"
        moved.notes.append(InvoiceNote("about that invoice alone"))
        moved.earlyPayment = EarlyPaymentDiscount(percentage: Percentage(2), until: "2026-12-03")
        let bonus = try #require(
            globalAllowance(
                of: [invoice, right, moved], Percentage(10), contract: "K", period: Period(start: nil, end: nil),
                calling: "Bonus", numbered: "AV-1", on: "2026-12-31"))
        #expect(bonus.buyer == moved.buyer && bonus.notes.allSatisfy { $0.subject != nil } && bonus.earlyPayment == nil)
        moved.currency = Currency("USD")!
        #expect(
            globalAllowance(
                of: [right, moved], Percentage(10), contract: "K", period: Period(start: nil, end: nil),
                calling: "Bonus", numbered: "AV-1", on: "2026-12-31") == nil)
    }

    @Test func `a credit note says in the buyer's language what it is on`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first { $0.buyer.address?.country == "FR" })
        try credit(.amount(Money(minorUnits: 1000, invoice.currency)), of: invoice, in: world)
        let credit = try #require(try credits(world).first)
        #expect(credit.lines.allSatisfy { $0.item.name == "Avoir sur la facture \(invoice.number)" })
    }

    @Test func `disputes and instructions share one series, and one room`() throws {
        let world = try billed()
        let invoice = try #require(try world.invoices().first)
        try world.instruct(.cases(.openDispute(.init(invoice: invoice.number, reason: .unitPrice))))
        try world.run()
        try credit(.amount(Money(minorUnits: 1000, invoice.currency)), of: invoice, in: world)
        try world.instruct(.cases(.resolveDispute("\(invoice.number)/D1", .creditNote)))
        try world.run()
        #expect(try credits(world).map(\.number) == ["AV-2026-000001", "AV-2026-000002"])
        #expect(try credits(world).map(\.totals.payable).sum(in: invoice.currency) == invoice.totals.payable)
        #expect(try world.waiting("impossible").isEmpty)
        try world.checkInvariants()
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
