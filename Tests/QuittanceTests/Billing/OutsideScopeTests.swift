import Calendars
import Documents
import Findings
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// What is outside the scope of VAT is billed apart, and by nobody's VAT number (BR-O-02 to BR-O-04, BR-O-11 to BR-O-14).
struct OutsideScopeTests {
    /// The sample order, some items of which are outside the scope of VAT, delivered, and billed in a format.
    private func world(
        of items: Set<String>, leavingAs format: String, billed moment: String = "despatched"
    ) throws -> World {
        let world = try World(amend: { file, text in
            switch file {
            case "customers.csv":
                text.replacing(",0009,99990118400013,", with: ",0225,999901184,").inLines(of: ["C-1001"]) {
                    $0.replacing(",despatched,", with: ",\(moment),")
                }
            case "items.csv":
                text.inLines(of: items) { $0.replacing(",S,20,", with: ",O,,").replacing(",S,5.5,", with: ",O,,") }
            default: text
            }
        })
        let agreement = """
            { "partner": "C-1001", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "\(format)" } }] }
            """
        _ = try importBytes(
            Array(agreement.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "Lea",
            reason: "agreed")
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let silent = order.replacing(
            #/<cac:TaxTotal>[\s\S]*?<\/cac:TaxTotal>|<cac:AnticipatedMonetaryTotal>[\s\S]*?<\/cac:AnticipatedMonetaryTotal>|<cac:ClassifiedTaxCategory>[\s\S]*?<\/cac:ClassifiedTaxCategory>/#,
            with: "")
        world.intake.drop("order.xml", Array(silent.utf8))
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        return world
    }

    private static let all: Set<String> = ["BA-3070", "BC-3001", "FA-6001", "TO-5050"]

    @Test(arguments: [
        "peppol-invoice", "ubl-invoice", "cii-invoice", "ubl-extended-ctc-fr", "cii-extended-ctc-fr", "factur-x",
    ])
    func `an order of nothing else is billed without VAT numbers, and credited so, in every profile`(
        format: String
    ) throws {
        let world = try world(of: Self.all, leavingAs: format)
        #expect(try world.waiting("unbillable").flatMap(\.findings) == [])
        let invoice = try #require(try world.invoices().first)
        #expect(invoice.seller.vatNumber == nil && invoice.buyer.vatNumber == nil)
        #expect(invoice.seller.registration != nil && invoice.totals.tax.isZero)
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .whole)))
        try world.run()
        let issued = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice)
        let note = try #require(issued.first { $0.kind.isCredit })
        #expect(note.seller.vatNumber == nil && note.buyer.vatNumber == nil)
        try judgeInEveryProfile([invoice, note])
        try world.checkInvariants()
    }

    @Test(arguments: ["peppol-invoice", "ubl-invoice", "cii-invoice", "factur-x"])
    func `an order of that and of something else waits with the rule, the lines of the order and what to do`(
        format: String
    ) throws {
        let world = try world(of: ["BC-3001"], leavingAs: format)
        #expect(try world.invoices().isEmpty, "no number is taken")
        let work = try #require(try world.waiting("unbillable").first)
        let finding = try #require(work.findings.first { $0.code == "INV-012" }, "\(work.findings)")
        #expect(finding.message.contains("line 2 of order BC-2026-0417") && finding.message.contains("BR-O-12"))
        #expect(finding.message.contains("BT-151"), "\(finding.message)")
        #expect(finding.place.hasPrefix("line "), "the line of the order's file: \(finding)")
        #expect(
            work.nextAction.contains("`quittance delivered C-1001 BC-2026-0417 --line 2=40 --reason WHY`"),
            "\(work.nextAction)")
        try world.checkInvariants()
    }

    @Test func `the two sorts of an order that waits are billed apart`() throws {
        let world = try world(of: ["BC-3001"], leavingAs: "peppol-invoice")
        let work = try #require(try world.waiting("unbillable").first)
        try world.intervene(.discard, on: work)
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        for lines in [[("2", 40)], [("1", 1), ("3", 250)]] {
            let delivered = lines.map { BillableDelivery.Line(orderLine: $0.0, quantity: ExactDecimal($0.1)) }
            try world.instruct(.confirmDelivery(key, delivered, on: Samples.today))
            try world.run()
        }
        let invoices = try world.invoices()
        #expect(invoices.map(\.vatBreakdown.count) == [1, 2])
        #expect(invoices.map(\.seller.vatNumber).map { $0 == nil } == [true, false])
        #expect(invoices.map(\.buyer.vatNumber).map { $0 == nil } == [true, false])
        try judgeInEveryProfile(invoices)
    }

    @Test func `what left in a month is billed apart too, and the rest when the summary is decided again`() throws {
        let world = try world(of: ["BC-3001"], leavingAs: "peppol-invoice", billed: "monthly")
        let day: BusinessDate = "2026-12-02"
        try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
        try world.run(on: day)
        let work = try #require(try world.waiting("unbillable").first)
        let command = "`quittance delivered C-1001 BC-2026-0417 --line 2=40 --reason WHY`"
        #expect(work.nextAction.contains("by itself: \(command); then retry"), "\(work.nextAction)")
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        try world.instruct(.confirmDelivery(key, [.init(orderLine: "2", quantity: 40)], on: Samples.today))
        try world.run(on: day)
        try world.intervene(.retry, on: work)
        try world.run(on: day)
        #expect(try world.waiting("unbillable").isEmpty)
        let invoices = try world.invoices()
        #expect(invoices.map(\.vatBreakdown.count) == [1, 2])
        try world.checkInvariants()
    }

    @Test func `a bonus of a year with invoices of both sorts is given in two credit notes`() throws {
        let world = try world(of: ["BC-3001"], leavingAs: "peppol-invoice")
        try world.intervene(.discard, on: try #require(try world.waiting("unbillable").first))
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        for lines in [[("2", 40)], [("1", 1), ("3", 250)]] {
            let delivered = lines.map { BillableDelivery.Line(orderLine: $0.0, quantity: ExactDecimal($0.1)) }
            try world.instruct(.confirmDelivery(key, delivered, on: Samples.today))
            try world.run()
        }
        let issued = try world.invoices()
        let sorts = try world.ledger.read {
            try invoicesForBonus(of: key.customer, from: "2026-01-01", to: "2026-12-31", $0)
        }
        #expect(sorts.map { $0.map(\.number) } == issued.map { [$0.number] })
        for invoice in issued {
            let credit = PeriodCredit(
                invoices: [invoice], share: Percentage(2), contract: "K-2026",
                period: Period(start: "2026-01-01", end: "2026-12-31"))
            try world.instruct(.billing(.creditPeriod(credit)))
            try world.run()
        }
        let notes = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).filter(
            \.kind.isCredit)
        #expect(notes.map(\.seller.vatNumber).map { $0 == nil } == [true, false])
        try judgeInEveryProfile(notes)
        try world.checkInvariants()
    }

    @Test func `the French extension takes both on one invoice, with the VAT numbers`() throws {
        let world = try world(of: ["BC-3001"], leavingAs: "cii-extended-ctc-fr")
        #expect(try world.waiting("unbillable").flatMap(\.findings) == [])
        let invoice = try #require(try world.invoices().first)
        #expect(invoice.vatBreakdown.contains { $0.vat.category == .outsideScope } && invoice.vatBreakdown.count == 3)
        #expect(invoice.seller.vatNumber != nil)
    }
}
