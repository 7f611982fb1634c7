import CIIFormats
import Calendars
import Documents
import Findings
import Foundation
import InvoiceRules
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing
import UBLFormats

@testable import Invoicing
@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// One customer is billed otherwise than the others.
private func billed(_ moment: String) -> (String, String) -> String {
    { file, text in
        guard file == "customers.csv" else { return text }
        return text.split(separator: "\n").map { line in
            line.hasPrefix("C-1001,") ? String(line).replacing(",despatched,", with: ",\(moment),") : String(line)
        }.joined(separator: "\n") + "\n"
    }
}

extension World {
    fileprivate func item(_ number: String) throws -> OpenItem {
        guard case .invoice(let item)? = try ledger.read({ try $0.entries([.invoice(number)]) })[.invoice(number)]
        else {
            throw Failure.input("no \(number)")
        }
        return item
    }

    /// Writes an invoice anew with another quantity in a line.
    fileprivate func correct(_ line: InvoiceLine, of invoice: Invoice, to quantity: ExactDecimal) throws {
        let change = InvoiceCorrection(original: invoice, lines: [.init(line: line.id, quantity: quantity)])
        try instruct(.billing(.correctInvoice(change)))
        try run()
    }

    fileprivate func deliver(on date: BusinessDate = Samples.today) throws {
        drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try run(on: date)
    }
}

/// Everything that is billed beside single deliveries, from the file or the instruction to the book.
struct BillingFlowTests {
    @Test(
        arguments: [
            ("weekly", "2026-11-25", "2026-11-22"), ("weekly", "2026-11-29", "2026-11-29"),
            ("decade", "2026-11-09", "2026-10-31"),
            ("decade", "2026-11-10", "2026-11-10"), ("decade", "2026-11-19", "2026-11-10"),
            ("decade", "2026-11-20", "2026-11-20"),
            ("decade", "2026-11-30", "2026-11-30"), ("monthly", "2026-11-29", "2026-10-31"),
            ("monthly", "2026-11-30", "2026-11-30"),
            ("scheduled", "2026-11-25", "2026-11-25"),
        ] as [(String, BusinessDate, BusinessDate)]) func `a period is over on its last day`(
            moment: String, date: BusinessDate, last: BusinessDate
        ) throws
    {
        let billing = try #require(BillingMoment.allCases.first { $0.name == moment })
        #expect(billing.lastDay(on: date) == last)
    }

    @Test func `what left in a month is billed on its last day, once, and a missed evening is made up for`() throws {
        let world = try World(amend: billed("monthly"))
        try world.deliver()
        #expect(try world.invoices().isEmpty)
        let reserved = try world.account("C-1001").reserved
        #expect(reserved.isPositive, "it stays reserved until it is billed")
        try world.runner(asOf: "2026-11-29").occur(
            "every-evening", on: "2026-11-29", named: "evening", actor: "Lea", reason: "test")
        try world.run(on: "2026-11-29")
        #expect(try world.invoices().isEmpty)
        for day in ["2026-12-02", "2026-12-02"] as [BusinessDate] {
            try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
            try world.run(on: day)
        }
        let invoice = try #require(try world.invoices().first)
        #expect(try world.invoices().count == 1 && invoice.owed == reserved)
        #expect(
            invoice.issueDate == "2026-12-02"
                && invoice.lines.allSatisfy { $0.note?.contains("LB-") == true || $0.note != nil })
        let account = try world.account("C-1001")
        #expect(account.reserved.isZero && account.unbilledMonths.isEmpty)
        try world.checkInvariants()
    }

    @Test func `what left in two months is on two invoices, whenever it is called for`() throws {
        let world = try World(amend: billed("monthly"))
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let sample = String(decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let line = sample.matches(of: /<cac:DespatchLine>[\s\S]*?<\/cac:DespatchLine>/)[1].output
        for (number, quantity, day) in [("BL-1", "7", "2026-11-23"), ("BL-2", "5", "2026-12-02")] {
            let text = sample.replacing("BL-26-1051", with: number).replacing(/2026-11-2[0-9]/) { _ in day }
                .replacing(/<cac:DespatchLine>[\s\S]*<\/cac:DespatchLine>/) { _ in line }
                .replacing(">40</cbc:DeliveredQuantity>", with: ">\(quantity)</cbc:DeliveredQuantity>")
            world.intake.drop("\(number).xml", Array(text.utf8))
            try world.run(on: #require(BusinessDate(parsing: day)))
        }
        let day: BusinessDate = "2026-12-31"
        try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
        try world.run(on: day)
        let invoices = try world.invoices()
        #expect(invoices.map { $0.lines.first?.quantity.value } == [ExactDecimal(7), ExactDecimal(5)], "\(invoices)")
        #expect(try world.account("C-1001").unbilledMonths.isEmpty)
        try world.checkInvariants()
    }

    @Test func `an order whose prepayment is unpaid waits alone, and what else left in the month is billed`() throws {
        let world = try World(amend: billed("monthly"))
        try world.deliver()
        let texts = ["order", "despatch"].map {
            String(decoding: Samples.bytes("inbox/\($0)-boulangerie-sainte-aure.xml"), as: UTF8.self)
                .replacing("BC-2026-0417", with: "BC-2026-0418").replacing("BL-26-1051", with: "BL-26-1052")
        }
        world.intake.drop("other-order.xml", Array(texts[0].utf8))
        try world.run()
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0418")
        try world.instruct(.billing(.askPrepayment(key, Percentage(50))))
        world.intake.drop("other-despatch.xml", Array(texts[1].utf8))
        try world.run()
        let asked = try #require(try world.invoices().first)
        let day: BusinessDate = "2026-12-02"
        try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
        try world.run(on: day)
        #expect(try world.invoices().dropFirst().map(\.orderReference) == ["BC-2026-0417"])
        let row = try #require(try world.waiting("unbillable").first)
        #expect(row.findings.map(\.code) == ["BIL-014"] && row.findings[0].message.contains("BC-2026-0418"))
        #expect(row.nextAction.contains("Wait for the payment"), "\(row.nextAction)")
        #expect(try world.account("C-1001").unbilledMonths.count == 1)
        #expect(
            try world.ledger.read { try $0.entries([.delivery(.invoice("INV-2026-000002"))]) }.isEmpty == false,
            "that it is to be delivered is known")
        try world.checkInvariants()
        try world.pay("P-1", asked.owed, asked.number, on: day)
        let last = try #require(try world.invoices().last)
        #expect(try world.invoices().count == 3 && last.orderReference == "BC-2026-0418")
        #expect(last.totals.prepaid == asked.owed)
        #expect(try world.waiting("unbillable").isEmpty)
        #expect(try world.account("C-1001").unbilledMonths.isEmpty)
        try world.checkInvariants()
    }

    @Test func `what a replaced despatch advice adds is billed with the month too`() throws {
        let world = try World(amend: billed("monthly"))
        let sample = String(decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)
        func advice(_ quantity: String, _ status: String) -> [UInt8] {
            let text = sample.replacing(">40</cbc:DeliveredQuantity>", with: ">\(quantity)</cbc:DeliveredQuantity>")
            return Array(
                text.replacing(/<cbc:IssueDate>[^<]+<\/cbc:IssueDate>(\s*<cbc:IssueTime>[^<]+<\/cbc:IssueTime>)?/) {
                    "\($0.output.0)\(status)"
                }.utf8)
        }
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        world.intake.drop("a.xml", advice("7", ""))
        try world.run()
        world.intake.drop("b.xml", advice("40", "<cbc:DocumentStatusCode>Revised</cbc:DocumentStatusCode>"))
        try world.run()
        let reserved = try world.account("C-1001").reserved
        let day: BusinessDate = "2026-12-02"
        try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
        try world.run(on: day)
        #expect(try world.invoices().map(\.owed) == [reserved])
        #expect(try world.account("C-1001").reserved.isZero)
        try world.checkInvariants()
    }

    /// Two advices of one order: all of it but 33 of one line on the 23rd, and these two days later.
    private func deliverTwice(_ world: World, between: () throws -> Void = {}) throws {
        let sample = String(decoding: Samples.bytes("inbox/despatch-boulangerie-sainte-aure.xml"), as: UTF8.self)
        world.drop("order-boulangerie-sainte-aure.xml")
        world.intake.drop("a.xml", Array(sample.replacing(">40</cbc:Del", with: ">7</cbc:Del").utf8))
        try world.run()
        try between()
        // The second advice has the one line that was not delivered whole.
        let parts = sample.replacing("BL-26-1051", with: "BL-26-1052").replacing("2026-11-23<", with: "2026-11-25<")
            .components(separatedBy: "<cac:DespatchLine>")
        let line = try #require(parts.first { $0.contains(">40</cbc:Del") })
        let end = line.contains("</DespatchAdvice>") ? "" : "</DespatchAdvice>"
        let second = parts[0] + "<cac:DespatchLine>" + line.replacing(">40</cbc:Del", with: ">33</cbc:Del") + end
        world.intake.drop("b.xml", Array(second.utf8))
        try world.run(on: "2026-11-25")
    }

    private func collect(_ world: World, on day: BusinessDate) throws {
        try world.runner(asOf: day).occur("every-evening", on: day, named: "evening", actor: "Lea", reason: "test")
        try world.run(on: day)
    }

    @Test func `what left before a judgment is billed apart from what left since`() throws {
        let world = try World(amend: billed("monthly"))
        let court = Proceedings(.redressement, openedOn: "2026-11-24", publishedOn: "2026-11-24")
        try deliverTwice(world) {
            try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-11-24")
        }
        let reserved = try world.account("C-1001").reserved
        try collect(world, on: "2026-12-02")
        let items = try world.invoices().map { try world.item($0.number) }
        #expect(items.map(\.arisenOn) == ["2026-11-23", "2026-11-25"])
        #expect(items.map(\.amount).sum(in: .euro) == reserved)
        #expect(try world.account("C-1001").reserved.isZero)
        try world.checkInvariants()
    }

    @Test func `an invoice that a judgment told of later cuts in two is split by a person, who is told how`() throws {
        let world = try World(amend: billed("monthly"))
        try deliverTwice(world)
        try collect(world, on: "2026-12-02")
        let invoice = try #require(try world.invoices().first)
        #expect(try world.invoices().count == 1)
        let court = Proceedings(.redressement, openedOn: "2026-11-24", publishedOn: "2026-11-24")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-12-03")
        let row = try #require(try world.waiting("declare-claim").first)
        #expect(row.findings.map(\.code) == ["CRD-026"] && row.desk == "credit-desk")
        #expect(
            row.findings.first?.message
                == "\(invoice.number), of which \(invoice.owed) are open, bills what was supplied from 2026-11-23 to "
                + "2026-11-25, before the judgment of 2026-11-24 and since")
        #expect(row.nextAction.contains("`quittance dispute open \(invoice.number) --code "), "\(row.nextAction)")
        #expect(row.nextAction.contains("`quittance dispute resolve \(invoice.number)/D1 --how re-bill --reason WHY`"))
        #expect(
            row.nextAction.contains(
                "`quittance delivered C-1001 BC-2026-0417 --line LINE=QUANTITY --on DATE --reason WHY`"))

        // What the row says is done: credited, and billed in two parts.
        try world.instruct(.cases(.openDispute(.init(invoice: invoice.number, reason: .total))), on: "2026-12-03")
        try world.instruct(.cases(.resolveDispute("\(invoice.number)/D1", .rebill)), on: "2026-12-03")
        #expect(try world.waiting("declare-claim").isEmpty, "nothing is open that is of both")
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        let cut = try #require(try cutLine(of: key, in: world))
        try world.instruct(
            .confirmDelivery(key, [.init(orderLine: cut, quantity: ExactDecimal(33))], on: "2026-11-25"),
            on: "2026-12-03")
        try world.instruct(.confirmDelivery(key, [], on: "2026-11-23"), on: "2026-12-03")
        try collect(world, on: "2026-12-31")
        let items = try world.invoices().dropFirst().map { try world.item($0.number) }
        #expect(Set(items.map(\.arisenOn)) == ["2026-11-23", "2026-11-25"])
        #expect(items.map(\.open).sum(in: .euro) == invoice.owed)
        #expect(try Set(world.waiting("declare-claim").flatMap(\.findings).map(\.code)) == ["CRD-012"])
        try world.checkInvariants()
    }

    @Test func `an invoice that is issued once the judgment was told, and lies on both sides, has its row too`() throws
    {
        let world = try World(amend: billed("monthly"))
        try deliverTwice(world) {
            let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
            try world.instruct(.billing(.askPrepayment(key, Percentage(30))), on: "2026-11-23")
        }
        try collect(world, on: "2026-12-02")
        #expect(try world.waiting("unbillable").flatMap(\.findings).map(\.code) == ["BIL-014"])
        let court = Proceedings(.redressement, openedOn: "2026-11-24", publishedOn: "2026-11-24")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-12-03")
        #expect(try world.waiting("declare-claim").isEmpty)
        let asked = try #require(try world.invoices().first)
        try world.instruct(.creditInvoice(CreditRequest(original: asked, extent: .whole)), on: "2026-12-03")
        let invoice = try #require(try world.invoices().last)
        #expect(try invoice.number != asked.number && world.item(invoice.number).arisenOn == "2026-11-23")
        let row = try #require(try world.waiting("declare-claim").first)
        #expect(row.findings.map(\.code) == ["CRD-026"] && row.findings[0].message.contains(invoice.number))
        try world.checkInvariants()
    }

    /// The line of which forty pieces were ordered.
    private func cutLine(of key: OrderKey, in world: World) throws -> String? {
        guard case .order(let entry)? = try world.ledger.read({ try $0.entries([.order(key)]) })[.order(key)] else {
            return nil
        }
        return entry.identified.lines.first { $0.line.quantity.value == ExactDecimal(40) }?.line.id
    }

    @Test func `a prepayment is asked for no more than is left, and its goods are billed once it is paid`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let before = try world.account("C-1001")
        let key = try #require(
            try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).orders }.first?.identified
                .key)
        try world.instruct(.billing(.askPrepayment(key, Percentage(60))))
        try world.instruct(.billing(.askPrepayment(key, Percentage(60))))
        try world.run()
        let asked = try #require(try world.invoices().first)
        #expect(try world.invoices().count == 1 && asked.kind == .prepayment)
        #expect(try world.waiting("unbillable").first?.findings.first?.code == "BIL-013")
        #expect(
            try world.account("C-1001").exposure == before.exposure, "what is asked for ahead is no longer reserved")
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.invoices().count == 1)
        #expect(try world.waiting("unbillable").contains { $0.findings.first?.code == "BIL-014" })
        try world.pay("P-1", asked.owed, asked.number, on: Samples.today)
        let final = try #require(try world.invoices().last)
        #expect(
            final.kind == .invoice && final.totals.prepaid == asked.owed
                && final.precedingInvoices.map(\.number) == [asked.number])
        #expect(final.totals.withTax == before.reserved && final.owed == before.reserved - asked.owed)
        let said = final.notes.filter { $0.subject == nil }.map(\.text)
        #expect(said.count == 2, "\(said)")
        let rates = asked.vatBreakdown.map { NumberStyle.french.text($0.tax) }
        let sums = [asked.totals.beforeTax, asked.totals.withTax].map { NumberStyle.french.text($0) }
        #expect((rates + sums + [asked.number, "23/11/2026"]).allSatisfy { said[0].contains($0) }, "\(said)")
        let left = [asked.totals.tax, final.totals.tax - asked.totals.tax].map { NumberStyle.french.text($0) }
        #expect(left.allSatisfy { said[1].contains($0) }, "\(said)")
        #expect(try world.account("C-1001").receivable == final.owed && world.account("C-1001").reserved.isZero)
        try world.checkInvariants()
    }

    @Test func `a part that was billed while it waited says so, and by what`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        for _ in 0..<2 {
            try world.instruct(.confirmDelivery(key, [.init(orderLine: "2", quantity: 40)], on: Samples.today))
        }
        try world.run()
        let row = try #require(try world.waiting("unbillable").first)
        #expect(row.findings.map(\.code) == ["BIL-031"])
        #expect(row.findings[0].message == "all of line 2 of order BC-2026-0417 is billed, by INV-2026-000001")
        #expect(row.nextAction == "It is billed already: discard this row.")
        try world.checkInvariants()
    }

    @Test func `all that is left is told when it is billed, after a part that waited`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let before = try world.account("C-1001")
        let key = OrderKey(customer: CustomerID("C-1001"), number: "BC-2026-0417")
        try world.instruct(.billing(.askPrepayment(key, Percentage(30))))
        try world.run()
        let asked = try #require(try world.invoices().first)
        try world.instruct(.confirmDelivery(key, [.init(orderLine: "2", quantity: 15)], on: Samples.today))
        try world.run()
        try world.instruct(.confirmDelivery(key, [], on: Samples.today))
        try world.run()
        #expect(try world.waiting("unbillable").map { $0.findings.map(\.code) } == [["BIL-014"], ["BIL-014"]])
        try world.pay("P-1", asked.owed, asked.number, on: Samples.today)
        #expect(try world.waiting("unbillable").flatMap { $0.findings.map(\.message) } == [])
        let finals = try world.invoices().dropFirst()
        #expect(finals.count == 2 && finals.map(\.totals.withTax).sum(in: .euro) == before.reserved)
        #expect(try world.account("C-1001").reserved.isZero)
        // Where nothing is left, that is said.
        try world.instruct(.confirmDelivery(key, [], on: Samples.today))
        try world.run()
        #expect(try world.invoices().count == 3)
        try world.checkInvariants()
    }

    @Test func `a prepayment that is credited is reserved again, and nothing is taken off for it`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let before = try world.account("C-1001").exposure
        let key = try #require(
            try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).orders }.first?.identified
                .key)
        try world.instruct(.billing(.askPrepayment(key, Percentage(30))))
        try world.run()
        let asked = try #require(try world.invoices().first)
        try world.instruct(.creditInvoice(CreditRequest(original: asked, extent: .whole)))
        try world.run()
        let notes = try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).filter(
            \.kind.isCredit)
        #expect(notes.map(\.kind) == [.prepaymentCreditNote])
        #expect(try world.account("C-1001").exposure == before && world.account("C-1001").receivable.isZero)
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.invoices().last?.totals.prepaid.isZero == true)
        try world.checkInvariants()
    }

    @Test func `pain 19: an invoice is written anew for what is open of it, the first asks for nothing more`() throws {
        let world = try World()
        try world.agreeOnCII()
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        try world.pay("P-1", euros("100.00"), wrong.number, on: Samples.today)
        let line = wrong.lines[0]
        let price = line.price.value - ExactDecimal(1)
        try world.instruct(
            .billing(
                .correctInvoice(
                    InvoiceCorrection(
                        original: wrong, lines: [.init(line: line.id, price: price)], buyerReference: "SERVICE-7"))))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.kind == .corrected && right.buyerReference == "SERVICE-7" && right.owed < wrong.owed)
        #expect(right.precedingInvoices == [PrecedingInvoice(number: wrong.number, issueDate: wrong.issueDate)])
        #expect(right.dueDate == wrong.dueDate && right.paymentTermsNote == wrong.paymentTermsNote)
        #expect(try world.item(wrong.number).open.isZero && world.item(wrong.number).replacedBy == right.number)
        #expect(try world.item(right.number).open == right.owed - euros("100.00"))
        #expect(try world.account("C-1001").receivable == right.owed - euros("100.00"))
        try world.instruct(.creditInvoice(CreditRequest(original: wrong, extent: .whole)))
        try world.instruct(.billing(.correctInvoice(InvoiceCorrection(original: wrong, buyerReference: "X"))))
        try world.run()
        #expect(try world.invoices().count == 2, "what was replaced is neither credited nor written anew")
        #expect(try world.waiting("impossible").count == 1 && world.waiting("unbillable").count == 1)
        try world.checkInvariants()
    }

    @Test(arguments: [10, 200]) func `a corrective invoice says the terms that its due date comes of`(days: Int) throws
    {
        let world = try World()
        try world.agreeOnCII()
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        let (due, said) = (try #require(wrong.dueDate), try #require(wrong.paymentTermsNote))
        try world.instruct(.billing(.correctInvoice(InvoiceCorrection(original: wrong, buyerReference: "SERVICE-7"))))
        try world.run(on: Samples.today + days)
        let right = try #require(try world.invoices().last)
        #expect(right.kind == .corrected && right.issueDate == Samples.today + days)
        #expect(right.dueDate == max(due, right.issueDate))
        let isPast = due <= right.issueDate
        #expect(isPast == (days > 100))
        #expect(right.paymentTermsNote == (isPast ? "à réception" : "\(said), à compter du 23/11/2026"))
    }

    @Test func `fewer pieces in a corrective invoice can be billed again, more than were ordered cannot`() throws {
        let world = try World()
        try world.agreeOnCII()
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        let line = try #require(wrong.lines.first { $0.quantity.value > ExactDecimal(1) })
        try world.correct(line, of: wrong, to: line.quantity.value + ExactDecimal(1))
        #expect(try world.waiting("unbillable").first?.findings.first?.code == "BIL-011")
        try world.correct(line, of: wrong, to: line.quantity.value - ExactDecimal(1))
        let right = try #require(try world.invoices().last)
        #expect(right.kind == .corrected)
        #expect(try world.account("C-1001").reserved == wrong.owed - right.owed, "the piece is left to bill")
        try world.checkInvariants()
    }

    @Test(arguments: [true, false]) func `what was billed wrongly and is billed no more can still leave`(
        isCorrective: Bool
    ) throws {
        let world = try World()
        if isCorrective { try world.agreeOnCII() }
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        let line = try #require(wrong.lines.first { $0.quantity.value > ExactDecimal(1) })
        try world.correct(line, of: wrong, to: line.quantity.value - ExactDecimal(1))
        let right = try #require(try world.invoices().last)
        #expect(right.kind == (isCorrective ? .corrected : .invoice) && right.owed < wrong.owed)
        let order = try #require(
            try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).orders }.first)
        let index = try #require(order.identified.lines.firstIndex { $0.line.id == line.orderLine })
        #expect(order.left[index] == order.identified.lines[index].quantity.value - ExactDecimal(1))
        let missing = BillableDelivery.Line(orderLine: line.orderLine ?? "", quantity: ExactDecimal(1))
        try world.instruct(.confirmDelivery(order.identified.key, [missing], on: Samples.today))
        try world.run()
        #expect(try world.invoices().count == 3 && world.account("C-1001").reserved.isZero)
        try world.checkInvariants()
    }

    // MARK: Where no corrective invoice may leave

    @Test
    func `in Peppol between French parties a wrong invoice is credited and billed anew, and what was paid counts`()
        throws
    {
        let world = try World()
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        try world.pay("P-1", euros("100.00"), wrong.number, on: Samples.today)
        let line = wrong.lines[0]
        try world.instruct(
            .billing(
                .correctInvoice(
                    InvoiceCorrection(
                        original: wrong, lines: [.init(line: line.id, price: line.price.value - ExactDecimal(1))]))))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.kind == .invoice && right.owed < wrong.owed && right.precedingInvoices.isEmpty)
        let note = try #require(try world.credits().first)
        #expect(note.number == "AV-2026-000001" && note.kind == .creditNote && note.totals.payable == wrong.owed)
        #expect(note.precedingInvoices.map(\.number) == [wrong.number])
        #expect(note.paymentTermsNote != nil, "on what terms it is given")
        #expect(try world.item(wrong.number).open.isZero && world.item(wrong.number).creditable.isZero)
        #expect(try world.item(note.number).open.isZero, "what was paid is set against the new invoice")
        #expect(try world.item(right.number).open == right.owed - euros("100.00"))
        #expect(try world.account("C-1001").receivable == right.owed - euros("100.00"))
        #expect(try world.account("C-1001").reserved.isZero)
        for (bytes, profile) in try [note, right].map({ (try world.written($0), CheckProfile.peppol) }) {
            let verdict = checkFile(bytes, as: profile, schema: { CheckCommand.schema(of: $0) })
            #expect(verdict.isValid, "\(verdict.log.findings)")
        }
        try world.instruct(.billing(.correctInvoice(InvoiceCorrection(original: wrong, buyerReference: "X"))))
        try world.run()
        #expect(try world.invoices().count == 2 && world.waiting("unbillable").count == 1)
        try world.checkInvariants()
    }

    @Test func `what was paid beyond the right invoice stays on account`() throws {
        let world = try World()
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        try world.pay("P-1", wrong.owed, wrong.number, on: Samples.today)
        let line = try #require(wrong.lines.first { $0.quantity.value > ExactDecimal(1) })
        try world.instruct(
            .billing(
                .correctInvoice(InvoiceCorrection(original: wrong, lines: [.init(line: line.id, quantity: 1)]))))
        try world.run()
        let right = try #require(try world.invoices().last)
        let note = try #require(try world.credits().first)
        #expect(try world.item(right.number).open.isZero)
        #expect(try world.item(note.number).open.isZero)
        #expect(try world.account("C-1001").receivable.isZero)
        #expect(try world.account("C-1001").unapplied == wrong.owed - right.owed)
        #expect(try world.account("C-1001").reserved == wrong.owed - right.owed, "the pieces are left to bill")
        try world.checkInvariants()
    }

    @Test(arguments: [true, false])
    func `what is a percentage follows the right quantity, and the rest of the order bears the rest`(isAgreed: Bool)
        throws
    {
        let world = try World()
        if isAgreed { try world.agreeOnCII() }
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        world.intake.drop("order.xml", Array(order.discounted.utf8))
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        let wrong = try #require(try world.invoices().first)
        let line = try #require(wrong.lines.first { $0.quantity.value > ExactDecimal(1) })
        #expect(wrong.allowanceCharges.map(\.percentage) == [Percentage(10)])
        try world.instruct(
            .billing(.correctInvoice(InvoiceCorrection(original: wrong, lines: [.init(line: line.id, quantity: 1)]))))
        try world.run()
        let right = try #require(try world.invoices().last)
        let net = right.lines.filter { $0.vat == line.vat }.map(\.netAmount).sum(in: .euro)
        #expect(wrong.totals.allowances == euros("77.05") && net == euros("306.37"))
        #expect(right.totals.allowances == euros("30.64"), "10 % of what is billed at 20 %, not of what was")
        #expect(right.totals.beforeTax == right.totals.lines - euros("30.64"))
        // What is left of the order is billed: both together are the first invoice.
        let key = try #require(try world.item(wrong.number).order)
        try world.instruct(.confirmDelivery(key, [], on: Samples.today))
        try world.run()
        let rest = try #require(try world.invoices().last)
        #expect(rest.number != right.number)
        #expect(rest.totals.beforeTax + right.totals.beforeTax == wrong.totals.beforeTax)
        try world.checkInvariants()
    }

    // MARK: The frame of a French invoice

    @Test(arguments: [("", "B1"), ("service", "M1")])
    func `an invoice says whether it bills goods, services or both, and passes the French rules`(
        nature: String, frame: String
    ) throws {
        let world = try World(amend: { file, text in
            switch file {
            case "customers.csv":
                text.inLines(of: ["C-1001"]) { $0.replacing(",0009,99990118400013,", with: ",0225,999901184,") }
            case "items.csv" where nature == "service":
                text.inLines(of: ["BC-3001"]) { $0.replacing(",goods", with: ",service") }
            default: text
            }
        })
        try world.agreeOnCII()
        try world.deliver()
        let invoice = try #require(try world.invoices().first)
        #expect(invoice.process == frame)
        try world.instruct(
            .creditInvoice(
                CreditRequest(original: invoice, extent: .lines([.init(line: "1", quantity: ExactDecimal(1))]))))
        try world.run()
        let note = try #require(try world.credits().last)
        #expect(note.kind == .creditNote && note.process == frame && note.paymentTermsNote != nil)
        for document in [invoice, note] {
            for bytes in [
                UBLInvoiceFormat.extendedFrench.write(.invoice(document)),
                CIIInvoiceFormat.extendedFrench.write(.invoice(document)),
            ] {
                let verdict = checkFile(bytes, as: .frCTC) { _ in nil }
                let fatal = verdict.log.findings.filter { $0.severity == .fatal }.map(\.rule.code)
                #expect(fatal == [], "\(document.number)")
            }
        }
    }

    @Test func `an invoice that a French platform would refuse takes no number`() throws {
        let world = try World(amend: { file, text in
            guard file == "customers.csv" else { return text }
            return text.inLines(of: ["C-1001"]) {
                $0.replacing(",999901184,99990118400013,", with: ",,99990118400013,")
            }
        })
        let text = """
            { "partner": "C-1001", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "cii-extended-ctc-fr" } }] }
            """
        _ = try importBytes(
            Array(text.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "Lea",
            reason: "agreed")
        try world.deliver()
        #expect(try world.invoices().isEmpty)
        let work = try #require(try world.waiting("unbillable").first)
        #expect(!work.findings.isEmpty)
        #expect(work.findings.allSatisfy { $0.code.hasPrefix("BR-FR-") }, "\(work.findings)")
    }

    // MARK: The gate before the number

    @Test func `what would break a rule takes no number, and says the rule, the line of the order and what to do`()
        throws
    {
        let world = try World()
        // An import refuses such a unit; who records items otherwise may know no better.
        let item = Item(
            id: ItemID("BC-3001"), name: "Banneton osier rond 1 kg", unit: "Z99",
            vat: VATClass(.standard, Percentage(20)))
        try world.instruct(.recordItems([item]))
        for name in ["order", "despatch"] {
            let text = String(
                decoding: Samples.bytes("inbox/\(name)-boulangerie-sainte-aure.xml"), as: UTF8.self)
            world.intake.drop("\(name).xml", Array(text.replacing("\"C62\">40<", with: "\"Z99\">40<").utf8))
        }
        try world.run()
        #expect(try world.invoices().isEmpty)
        let work = try #require(try world.waiting("unbillable").first)
        let finding = try #require(work.findings.first { $0.code == "BR-CL-23" })
        #expect(finding.message.contains("line 2 of order"), "\(finding)")
        #expect(finding.place.hasPrefix("line "), "the line of the order's file: \(finding)")
        #expect(!work.nextAction.isEmpty)
        world.drop("order-hotels-bellorme.xml")
        try world.checkInvariants()
    }

    @Test func `an invoice in a foreign currency waits for the rate, and then says its VAT in euros too`() throws {
        final class Rates: @unchecked Sendable { var text = "" }
        let rates = Rates()
        let world = try World(amend: { file, text in
            switch file {
            case "customers.csv": text.inLines(of: ["C-1001"]) { $0.replacing(",EUR,", with: ",USD,") }
            case "prices.csv": text.replacing(",EUR,", with: ",USD,")
            case "company.json": text.replacing("\"currency\": \"EUR\",", with: "\"currency\": \"EUR\",\(rates.text)")
            default: text
            }
        })
        let order = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        world.intake.drop("order.xml", Array(order.replacing("EUR", with: "USD").utf8))
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.invoices().isEmpty)
        let work = try #require(try world.waiting("unbillable").first)
        #expect(work.findings.map(\.code) == ["INV-011"] && work.desk == "billing-desk")
        rates.text = "\"exchangeRates\": [{ \"currency\": \"USD\", \"from\": \"2026-11-01\", \"rate\": \"0.9213\" }],"
        try world.intervene(.retry, on: work)
        try world.run()
        let invoice = try #require(try world.invoices().first)
        // 166.40 × 0.9213 = 153.30432
        #expect(invoice.accountingCurrency == .euro && invoice.totals.taxInAccountingCurrency == euros("153.30"))
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .whole)))
        try world.run()
        let note = try #require(try world.credits().first)
        #expect(note.totals.taxInAccountingCurrency == euros("153.30"))
        try world.checkInvariants()
    }
}

extension World {
    /// Invoices of the customer leave as CII, which knows corrective ones.
    fileprivate func agreeOnCII() throws {
        let text = """
            { "partner": "C-1001", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "cii-invoice" } }] }
            """
        _ = try importBytes(
            Array(text.utf8), named: "agreement.json", as: .partners, through: runner(), actor: "Lea", reason: "agreed")
    }

    fileprivate func credits() throws -> [Invoice] {
        try ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).filter(\.kind.isCredit)
    }

    fileprivate func written(_ invoice: Invoice) throws -> [UInt8] {
        try #require(try ledger.read { try $0.rendering("invoice/\(invoice.number)/peppol-invoice") }).bytes
    }
}

extension String {
    /// The sample order less ten percent of its lines at 20 %.
    fileprivate var discounted: String {
        replacing(
            "<cac:TaxTotal>",
            with: """
                <cac:AllowanceCharge>
                  <cbc:ChargeIndicator>false</cbc:ChargeIndicator>
                  <cbc:AllowanceChargeReason>Remise</cbc:AllowanceChargeReason>
                  <cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>
                  <cbc:Amount currencyID="EUR">77.05</cbc:Amount>
                  <cbc:BaseAmount currencyID="EUR">770.47</cbc:BaseAmount>
                  <cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>20</cbc:Percent>
                    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory>
                </cac:AllowanceCharge>
                <cac:TaxTotal>
                """, maxReplacements: 1
        )
        .replacing(">166.40<", with: ">150.99<").replacing(">1160.62<", with: ">1068.16<")
        .replacing(
            "<cbc:TaxExclusiveAmount currencyID=\"EUR\">994.22",
            with: "<cbc:TaxExclusiveAmount currencyID=\"EUR\">917.17"
        )
        .replacing(
            "<cbc:PayableAmount",
            with: "<cbc:AllowanceTotalAmount currencyID=\"EUR\">77.05</cbc:AllowanceTotalAmount><cbc:PayableAmount")
    }
}
