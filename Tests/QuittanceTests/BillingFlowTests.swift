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
        #expect(try world.account("C-1001").receivable == final.owed && world.account("C-1001").reserved.isZero)
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

    @Test func `fewer pieces in a corrective invoice can be billed again, more than were ordered cannot`() throws {
        let world = try World()
        try world.deliver()
        let wrong = try #require(try world.invoices().first)
        let line = try #require(wrong.lines.first { $0.quantity.value > ExactDecimal(1) })
        try world.instruct(
            .billing(
                .correctInvoice(
                    InvoiceCorrection(
                        original: wrong, lines: [.init(line: line.id, quantity: line.quantity.value + ExactDecimal(1))])
                )))
        try world.run()
        #expect(try world.waiting("unbillable").first?.findings.first?.code == "BIL-011")
        try world.instruct(
            .billing(
                .correctInvoice(
                    InvoiceCorrection(
                        original: wrong, lines: [.init(line: line.id, quantity: line.quantity.value - ExactDecimal(1))])
                )))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.kind == .corrected)
        #expect(try world.account("C-1001").reserved == wrong.owed - right.owed, "the piece is left to bill")
        try world.checkInvariants()
    }
}
