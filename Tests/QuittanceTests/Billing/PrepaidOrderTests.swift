import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private let sainteAure = CustomerID("C-1001")
private let order = "order-boulangerie-sainte-aure.xml"
private let quoting = "ACOMPTE COMMANDE BC-2026-0417"

/// Orders of a customer that pays ahead, and payments that quote them in the customer's own words.
struct PrepaidOrderTests {
    private func world() throws -> World {
        let world = try World()
        try prepay(in: world)
        return world
    }

    private func prepay(in world: World) throws {
        var change = CreditInstruction.Change()
        change.isPrepaid = true
        try world.instruct(.credit(.agree(sainteAure, change)))
        try world.run()
    }

    private func statement(_ amount: ExactDecimal = "5000.00", _ text: String = quoting) -> SampleStatement {
        SampleStatement(entries: [
            SampleEntry(amount: amount, text: text, reference: "R1", name: "BOULANGERIE SAINTE AURE")
        ])
    }

    private func credit(_ world: World) throws {
        let payment = try #require(try world.payments().first)
        try world.instruct(.cash(.credit(payment: payment.id, to: sainteAure, payerIsKnown: true)))
        try world.run()
    }

    @Test func `an order that is quoted in the words of a transfer is released once the money is its customer's`()
        throws
    {
        let world = try world()
        world.drop(order)
        try world.run()
        #expect(try world.standing(order).contains("held"))
        try world.take(statement(), as: "statement.xml")
        let action = try #require(try world.waiting("unmatched").first).nextAction
        #expect(action.contains("R1 C-1001 --reason WHY`"), "\(action)")
        try credit(world)
        #expect(try world.account("C-1001").held.isEmpty)
        #expect(try world.waiting("held").isEmpty)
        try world.checkInvariants()
    }

    @Test func `it is released too where the money came before the order`() throws {
        let world = try world()
        try world.take(statement(), as: "statement.xml")
        try credit(world)
        world.drop(order)
        try world.run()
        #expect(try world.standing(order) == "released" || world.account("C-1001").held.isEmpty)
        #expect(try world.waiting("held").isEmpty)
        try world.checkInvariants()
    }

    @Test func `a number within a longer one is no order`() throws {
        let world = try world()
        world.drop(order)
        try world.run()
        try world.take(statement("5000.00", "ACOMPTE COMMANDE XBC-2026-04171"), as: "statement.xml")
        try credit(world)
        #expect(try world.waiting("held").count == 1)
        try world.checkInvariants()
    }

    private var key: OrderKey { OrderKey(customer: sainteAure, number: "BC-2026-0417") }

    private func ask(_ percent: Int, in world: World) throws -> Invoice {
        try world.instruct(.billing(.askPrepayment(key, Percentage(ExactDecimal(percent)))))
        try world.run()
        return try #require(try world.invoices().first)
    }

    @Test func `what waited to be billed and was billed otherwise is shown as waiting no longer`() throws {
        let world = try World()
        world.drop(order)
        try world.run()
        let asked = try ask(30, in: world)
        for _ in 0..<2 { try world.instruct(.confirmDelivery(key, [], on: Samples.today)) }
        try world.run()
        let rows = try world.ledger.read { try allWork($0, states: [.waiting]) }.filter { $0.stage == "invoice" }
        #expect(rows.count == 2)
        try world.take(statement(asked.owed.decimal, asked.number), as: "statement.xml")
        try world.run()
        #expect(try world.invoices().count == 2)
        let states = try world.ledger.read { try $0.standings(after: nil, limit: 100) }.map(\.state)
        #expect(states.contains("ended") && !states.contains("waiting"), "\(states)")
    }

    @Test func `a held order reserves what its prepayment invoice asks for no second time`() throws {
        let world = try World()
        world.drop(order)
        try world.run()
        let gross = try world.account("C-1001").reserved

        let held = try World()
        try held.instruct(.setCreditLimit(sainteAure, Money(100, .euro)!))
        held.drop(order)
        try held.run()
        #expect(try held.waiting("held").count == 1)
        let asked = try ask(30, in: held)
        #expect(try held.account("C-1001").exposure == asked.owed)
        try held.instruct(.setCreditLimit(sainteAure, gross))
        try held.run()
        #expect(try held.waiting("held").map(\.findings).isEmpty)
        #expect(try held.account("C-1001").reserved == gross - asked.owed)
        #expect(try held.account("C-1001").exposure == gross)
        try held.checkInvariants()
    }

    @Test(arguments: [100, 30])
    func `the order of a customer that pays ahead is released once its prepayment invoice and the rest are paid`(
        percent: Int
    ) throws {
        let world = try world()
        world.drop(order)
        try world.run()
        let asked = try ask(percent, in: world)
        #expect(try world.waiting("held").count == 1, "it is asked for, and not paid")
        try world.pay("P1", asked.owed, asked.number, on: Samples.today)
        if percent < 100 {
            #expect(try world.waiting("held").count == 1, "a part of it has come")
            try world.take(statement(), as: "statement.xml")
            let rest = try #require(try world.payments().last)
            try world.instruct(.cash(.credit(payment: rest.id, to: sainteAure, payerIsKnown: true)))
            try world.run()
        }
        #expect(try world.waiting("held").map(\.findings).isEmpty)
        try world.checkInvariants()
    }

    @Test(arguments: WayOfCorrecting.allCases)
    func `what is written anew says of prepayments what is so of it`(way: WayOfCorrecting) throws {
        let world = try World()
        if way == .corrective {
            let text = """
                { "partner": "C-1001", "terms": [{ "from": "2026-01-01", "formats": { "invoices": "cii-invoice" } }] }
                """
            _ = try importBytes(
                Array(text.utf8), named: "agreement.json", as: .partners, through: world.runner(), actor: "Lea",
                reason: "agreed")
        }
        world.drop(order)
        try world.run()
        let asked = try ask(30, in: world)
        try world.pay("P1", asked.owed, asked.number, on: Samples.today)
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        let final = try #require(try world.invoices().last)
        #expect(final.totals.prepaid == asked.owed && final.notes.contains { $0.text.contains("TVA restant due") })
        let line = final.lines[0]
        let change = InvoiceCorrection(original: final, lines: [.init(line: line.id, price: line.price.value - 1)])
        try world.instruct(.billing(.correctInvoice(change)))
        try world.run()
        let right = try #require(try world.invoices().last)
        #expect(right.kind == (way == .corrective ? .corrected : .invoice) && right.number != final.number)
        #expect(!right.notes.contains { $0.text.contains("TVA restant due") }, "it is another by now")
        let told = right.notes.contains { $0.text.contains("TVA déjà facturée sur acomptes") }
        #expect(told == (way == .corrective) && right.totals.prepaid.isZero == (way == .credited))
        if way == .credited { #expect(right.process == "B1" && right.precedingInvoices.isEmpty) }
        try world.checkInvariants()
    }

    @Test func `what is for an order is not proposed for another invoice of as much`() throws {
        let world = try World()
        world.drop(order, "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        let invoice = try #require(try world.invoices().first)
        try prepay(in: world)
        let again = String(decoding: Samples.bytes("inbox/" + order), as: UTF8.self)
        world.intake.drop("again.xml", Array(again.replacing("BC-2026-0417", with: "BC-2026-0999").utf8))
        try world.run()
        #expect(try world.waiting("held").count == 1)
        try world.take(
            statement(invoice.totals.payable.decimal, "ACOMPTE COMMANDE BC-2026-0999"), as: "statement.xml")
        let work = try #require(try world.waiting("unmatched").first)
        #expect(!work.nextAction.contains("Release"), "\(work.nextAction)")
        #expect(work.findings.contains { $0.message.contains("order BC-2026-0999 of C-1001") }, "\(work.findings)")
        try credit(world)
        #expect(try world.waiting("held").isEmpty)
        #expect(try world.account("C-1001").receivable == invoice.totals.payable, "nothing is set against the invoice")
        try world.checkInvariants()
    }
}
