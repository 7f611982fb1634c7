import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// Sales of goods stand at 707, those of services at 706, on invoices and on what takes them back.
struct SalesByNatureTests {
    /// The sample order less an amount, billed, with some items that are services.
    private func world(services: Set<String>, less allowance: ExactDecimal? = nil) throws -> World {
        let world = try World(amend: { file, text in
            file == "items.csv"
                ? text.inLines(of: services) { $0.replacing(",goods", with: ",service") } : text
        })
        let sample = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let order = sample.replacing(
            #/<cac:TaxTotal>[\s\S]*?<\/cac:TaxTotal>\s*<cac:AnticipatedMonetaryTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>/#,
            with: allowance.map { amount in
                """
                <cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator>
                <cbc:AllowanceChargeReason>Remise</cbc:AllowanceChargeReason>
                <cbc:Amount currencyID="EUR">\(amount)</cbc:Amount>
                <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
                <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:AllowanceCharge>
                """
            } ?? "")
        world.intake.drop("order.xml", Array(order.utf8))
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        return world
    }

    /// What the sales entries of a document put at an account of the chart; credits are positive.
    private func sales(_ world: World, of document: String? = nil, at account: String) throws -> Money {
        let chart = ChartOfAccounts()
        var books = BooksOfAccount()
        let entries = try world.ledger.read { try allEvents($0) }.flatMap { books.entries(for: $0) }
        #expect(entries.allSatisfy { $0.isBalanced })
        return entries.filter { $0.journal == .sales && (document == nil || $0.reference == document) }
            .flatMap(\.lines).filter { chart.number(of: $0.account, on: Samples.today) == account }.map { -$0.amount }
            .sum(in: .euro)
    }

    @Test func `an invoice for services alone is no sale of goods, and one for goods none of services`() throws {
        let goods = try world(services: [])
        #expect(try sales(goods, at: "707000") == euros("994.22") && sales(goods, at: "706000").isZero)
        let services = try world(services: ["BA-3070", "BC-3001", "FA-6001", "TO-5050"])
        #expect(try sales(services, at: "706000") == euros("994.22") && sales(services, at: "707000").isZero)
    }

    @Test func `what the document takes off is shared by the lines of its VAT class, to the cent`() throws {
        // At 20 %: goods of 189.00 and 105.47, a service of 476.00. 100.01 × 476.00 / 770.47 = 61.79
        let world = try world(services: ["BC-3001"], less: "100.01")
        let invoice = try #require(try world.invoices().first)
        #expect(invoice.totals.beforeTax == euros("894.21"))
        #expect(try sales(world, at: "706000") == euros("414.21"))
        #expect(try sales(world, at: "707000") == euros("480.00"))
    }

    private func credit(_ world: World, _ extent: CreditExtent) throws -> Invoice {
        let invoice = try #require(try world.invoices().first)
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: extent)))
        try world.run()
        let issued = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice)
        return try #require(issued.last { $0.kind.isCredit })
    }

    @Test func `credits of lines, of an amount and of the rest leave nothing at either account`() throws {
        let world = try world(services: ["BC-3001"], less: "100.01")
        let line = try credit(world, .lines([.init(line: "2", quantity: ExactDecimal(10))]))
        #expect(try sales(world, of: line.number, at: "706000") == -line.totals.beforeTax)
        #expect(try sales(world, of: line.number, at: "707000").isZero)
        let amount = try credit(world, .amount(euros("100.00")))
        let (goods, services) = (
            try sales(world, of: amount.number, at: "707000"), try sales(world, of: amount.number, at: "706000")
        )
        #expect(goods + services == euros("-100.00") && goods.isNegative && services.isNegative)
        let rest = try credit(world, .whole)
        let ofRest = try sales(world, of: rest.number, at: "707000") + sales(world, of: rest.number, at: "706000")
        #expect(ofRest == -rest.totals.beforeTax)
        #expect(try sales(world, at: "707000").isZero && sales(world, at: "706000").isZero)
        try world.checkInvariants()
    }

    @Test func `what replaces a wrong invoice is booked by its own lines`() throws {
        let world = try world(services: ["BC-3001"])
        let wrong = try #require(try world.invoices().first)
        let change = InvoiceCorrection.Line(line: "2", quantity: ExactDecimal(10), price: nil)
        try world.instruct(.billing(.correctInvoice(InvoiceCorrection(original: wrong, lines: [change]))))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.number != wrong.number)
        #expect(try sales(world, at: "706000") == euros("119.00"))
        #expect(try sales(world, at: "707000") == euros("518.22"))
    }

    @Test func `the file for the tax office names both accounts`() throws {
        let world = try world(services: ["BC-3001"])
        let events = try world.ledger.read { try allEvents($0) }
        var books = BooksOfAccount()
        let entry = try #require(events.flatMap { books.entries(for: $0) }.first { $0.journal == .sales })
        let labels = entry.lines.map(\.account).filter { ![.receivable, .vat, .vatPending].contains($0) }.map(\.label)
        #expect(Set(labels) == ["Ventes de marchandises", "Prestations de services"])
    }
}
