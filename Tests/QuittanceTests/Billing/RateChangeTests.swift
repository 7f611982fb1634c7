import Calendars
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// A rate of VAT that changes between the order and its delivery: that of the delivery's day applies (CGI art. 269).
struct RateChangeTests {
    private static let grille = "9520417130103"

    private let desk: EDIDesk
    private var world: World { desk.world }

    init() throws { desk = try EDIDesk() }

    private func order(_ number: String, tax: String...) throws -> String {
        try desk.take(
            EDIDesk.orders(number, [["LIN+1++\(Self.grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"] + tax]),
            as: "\(number).edi")
    }

    /// The rate of the grille from a day on; from the day it is told, where none is given.
    private func tell(_ rate: String, from: String = "", on day: BusinessDate) throws {
        let row =
            "id,gtin,name,unit,vatCategory,vatRate,nature,vatFrom\n"
            + "GR-3010,\(Self.grille),Grille,C62,S,\(rate),goods,\(from)\n"
        let runner = try world.runner(asOf: day)
        _ = try importBytes(
            Array(row.utf8), named: "items.csv", as: .items, through: runner, actor: "Lea", reason: "new rate")
        try runner.runUntilIdle()
    }

    private func ship(_ order: String, _ quantity: String = "10", on day: BusinessDate, as number: String? = nil) throws
    {
        let text = EDIDesk.despatch(
            of: order, [("1", "GR-3010", quantity, "C62")], on: "\(day)", numbered: number)
        world.intake.drop("\(number ?? order).xml", Array(text.utf8))
        try world.run(on: day)
    }

    private func ask(_ percent: ExactDecimal, of order: String, paidIn text: String) throws -> Invoice {
        let key = OrderKey(customer: CustomerID("C-1002"), number: order)
        try world.instruct(.billing(.askPrepayment(key, Percentage(percent))))
        try world.run()
        let asked = try #require(try world.invoices().last)
        let payment = Payment(
            id: text, account: World.account, bookedOn: Samples.today, amount: asked.owed, texts: [asked.number],
            bankReference: text)
        try world.instruct(.cash(.recordPayments([payment])))
        try world.run()
        return asked
    }

    /// Each class with what it taxes and the tax.
    private func classes(_ invoice: Invoice) -> [String] {
        invoice.vatBreakdown.map {
            "\($0.vat) \($0.taxable.decimal.normalised) \($0.tax.decimal.normalised)"
        }
    }

    @Test func `what was ordered at one rate is billed at that of its delivery's day`() throws {
        #expect(try order("R-1") == "released")
        try tell("10", on: "2027-01-01")
        try ship("R-1", on: "2027-01-05")
        #expect(classes(try #require(try world.invoices().last)) == ["S 10 % 98.5 9.85"])
        try world.checkBooks()
    }

    @Test func `a rate is told ahead of its day, and what left before is billed at the rate of then`() throws {
        #expect(try order("R-2") == "released")
        try tell("10", from: "2027-01-01", on: "2026-12-01")
        try tell("20", on: "2026-12-15")
        try ship("R-2", "4", on: "2026-12-31", as: "BL-2")
        try ship("R-2", "6", on: "2027-01-01", as: "BL-3")
        #expect(try world.invoices().map(classes) == [["S 20 % 39.4 7.88"], ["S 10 % 59.1 5.91"]])
        try world.checkBooks()
    }

    @Test func `what left in a month in which the rate changed is billed at both rates, and credited at them`() throws {
        try world.importRow(of: "C-1002") { $0.replacing(",despatched,", with: ",monthly,") }
        #expect(try order("R-3") == "released")
        try ship("R-3", "4", on: "2027-01-05", as: "BL-2")
        try tell("10", on: "2027-01-10")
        try ship("R-3", "6", on: "2027-01-12", as: "BL-3")
        try world.runner(asOf: "2027-01-31").occur(
            "every-evening", on: "2027-01-31", named: "evening", actor: "Lea", reason: "test")
        try world.run(on: "2027-01-31")
        let invoice = try #require(try world.invoices().last)
        #expect(classes(invoice) == ["S 20 % 39.4 7.88", "S 10 % 59.1 5.91"])
        try world.instruct(
            .creditInvoice(CreditRequest(original: invoice, extent: .whole)), on: "2027-02-01")
        try world.run(on: "2027-02-01")
        let note = try #require(
            try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).last(where: \.kind.isCredit))
        #expect(classes(note) == classes(invoice))
        try world.checkBooks()
    }

    @Test func `where the buyer stated the rate that has changed, it waits and says so`() throws {
        #expect(try order("R-4", tax: "TAX+7+VAT+++:::20+S") == "released")
        try tell("10", on: "2027-01-01")
        try ship("R-4", on: "2027-01-05")
        let row = try #require(try world.waiting("unbillable").first)
        #expect(
            row.findings.map(\.message) == [
                "line 1 of order R-4 states VAT of S 20 %, S 10 % applies on the day of the delivery"
            ])
        #expect(
            row.findings.map(\.code) == ["BIL-032"] && row.nextAction.hasPrefix("Tell the buyer"), "\(row.nextAction)")
        try world.runner(asOf: "2027-01-05").intervene(
            Intervention(verb: .release, actor: "Lea", role: "finance-director", reason: "told the buyer"), on: row.id)
        try world.run(on: "2027-01-05")
        #expect(classes(try #require(try world.invoices().last)) == ["S 10 % 98.5 9.85"])
        try world.checkBooks()
    }

    @Test func `an order that states the rate of the day it is wanted on is taken, and one that states today's waits`()
        throws
    {
        try tell("10", from: "2027-01-01", on: "2026-11-23")
        for (number, rate, standing) in [("R-5", "10", "released"), ("R-6", "20", "waiting: price-differs")] {
            let text = EDIDesk.orders(
                number,
                [
                    [
                        "LIN+1++\(Self.grille):EN", "QTY+21:10:PCE", "DTM+2:20270105:102", "PRI+AAA:9.85",
                        "TAX+7+VAT+++:::\(rate)+S",
                    ]
                ])
            #expect(try desk.take(text, as: "\(number).edi") == standing)
        }
    }

    // MARK: Prepayments

    @Test func `what was paid ahead keeps its rate, and the rest is taxed as on the day of the delivery`() throws {
        #expect(try order("R-7") == "released")
        let asked = try ask(50, of: "R-7", paidIn: "P-7")
        #expect(classes(asked) == ["S 20 % 49.25 9.85"])
        try tell("10", on: "2027-01-01")
        try ship("R-7", on: "2027-01-05")
        let final = try #require(try world.invoices().last)
        #expect(classes(final) == ["S 10 % 49.25 4.93", "S 20 % 49.25 9.85"])
        #expect(final.totals.prepaid == asked.owed && final.owed.decimal.description == "54.18")
        try world.checkBooks()
    }

    @Test(arguments: ["10", "20.6"]) func `what was wholly paid ahead is taxed no more and no less`(_ rate: String)
        throws
    {
        #expect(try order("R-8") == "released")
        let asked = try ask(100, of: "R-8", paidIn: "P-8")
        try tell(rate, on: "2027-01-01")
        try ship("R-8", "4", on: "2027-01-05", as: "BL-2")
        try ship("R-8", "6", on: "2027-01-06", as: "BL-3")
        let finals = try world.invoices().dropFirst()
        #expect(finals.map(classes).map(\.last) == ["S 20 % 39.4 7.88", "S 20 % 59.1 11.82"])
        #expect(finals.allSatisfy { $0.owed.isZero } && finals.count == 2)
        #expect(finals.map(\.totals.prepaid).sum(in: .euro) == asked.owed)
        try world.checkBooks()
    }

    @Test func `a note for a part of it takes back both rates, in proportion`() throws {
        #expect(try order("R-9") == "released")
        _ = try ask(50, of: "R-9", paidIn: "P-9")
        try tell("10", on: "2027-01-01")
        try ship("R-9", on: "2027-01-05")
        let final = try #require(try world.invoices().last)
        let half = CreditRequest(original: final, extent: .lines([.init(line: "1", quantity: 5)]))
        try world.instruct(.creditInvoice(half), on: "2027-01-06")
        try world.run(on: "2027-01-06")
        let note = try #require(
            try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).last(where: \.kind.isCredit))
        #expect(note.totals.beforeTax.decimal.description == "49.25")
        #expect(note.vatBreakdown.map(\.taxable.decimal.description) == ["24.62", "24.63"], "\(classes(note))")
        try world.checkBooks()
    }

    @Test func `what keeps its rate is credited and corrected with its own lines, beside others of that rate`() throws {
        let order = EDIDesk.orders(
            "R-11",
            [
                ["LIN+1++\(Self.grille):EN", "QTY+21:10:PCE", "PRI+AAA:9.85"],
                ["LIN+2++9520417120104:EN", "QTY+21:1:PCE", "PRI+AAA:1890.00"],
            ])
        #expect(try desk.take(order, as: "R-11.edi") == "released")
        _ = try ask(50, of: "R-11", paidIn: "P-11")
        try tell("10", on: "2027-01-01")
        let advice = EDIDesk.despatch(
            of: "R-11", [("1", "GR-3010", "10", "C62"), ("2", "BA-2010", "1", "C62")], on: "2027-01-05")
        world.intake.drop("R-11.xml", Array(advice.utf8))
        try world.run(on: "2027-01-05")
        let final = try #require(try world.invoices().last)
        #expect(final.vatBreakdown.map(\.vat.rate) == [Percentage(10), Percentage(20)])
        func note(_ line: String, _ quantity: ExactDecimal) throws -> Invoice {
            let part = CreditRequest(original: final, extent: .lines([.init(line: line, quantity: quantity)]))
            try world.instruct(.creditInvoice(part), on: "2027-01-06")
            try world.run(on: "2027-01-06")
            return try #require(
                try world.ledger.read { try allEvents($0) }.compactMap(\.event.issuedInvoice).last(
                    where: \.kind.isCredit))
        }
        #expect(classes(try note("2", 1)) == ["S 20 % 1890 378"], "what was always taxed so bears nothing of the other")
        #expect(try note("1", 10).totals.beforeTax.decimal.description == "98.50")
        try world.checkBooks()
    }

    @Test func `what is asked for ahead is taxed as on its day, and no more than the order comes to then`() throws {
        #expect(try order("R-10") == "released")
        try tell("20.6", on: "2026-11-23")
        let asked = try ask(100, of: "R-10", paidIn: "P-10")
        #expect(classes(asked) == ["S 20.6 % 98.5 20.29"])
        try ship("R-10", on: "2026-11-24")
        let final = try #require(try world.invoices().last)
        #expect(final.number != asked.number && final.owed.isZero)
        try world.checkBooks()
    }
}

extension World {
    /// What must hold of the books, whichever years its numbers are of.
    fileprivate func checkBooks() throws {
        #expect(try waiting("unbillable").isEmpty)
        #expect(try ledger.verifyBook().isEmpty && ledger.read(brokenLaws) == [])
    }

    /// Records a customer of the samples anew, with a change.
    fileprivate func importRow(of customer: String, _ change: (String) -> String) throws {
        let rows = String(decoding: Samples.bytes("customers.csv"), as: UTF8.self).split(separator: "\n")
        let kept = rows.prefix(1) + rows.filter { $0.hasPrefix(customer + ",") }
        _ = try importBytes(
            Array(kept.map { change(String($0)) }.joined(separator: "\n").utf8), named: "customers.csv", as: .customers,
            through: runner(), actor: "Lea", reason: "billing")
        try run()
    }
}
