import Calendars
import CashApplication
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// The pains of the trade that need more than a payment: discounts, volume, exposure.
struct PainTests {
    private func item(_ world: World, of customer: String) throws -> OpenItem {
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        return try #require(items.first { $0.customer == CustomerID(customer) })
    }

    private func pay(_ world: World, _ id: String, _ amount: Money, _ text: String, on date: BusinessDate) throws {
        try world.instruct(
            .cash(.recordPayments([Payment(id: id, account: "FR79", bookedOn: date, amount: amount, texts: [text])])))
        try world.run(on: date)
    }

    private func discounted() throws -> World {
        let world = try World()
        var change = CreditInstruction.Change()
        change.discount = DiscountOffer(Percentage(2), days: 10)
        try world.instruct(.credit(.agree(CustomerID("C-1001"), change)))
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        return world
    }

    @Test func `pain 5: a discount taken within its days closes the invoice, after them the rest stays open`() throws {
        for (days, isClosed) in [(10, true), (11, false)] {
            let world = try discounted()
            let item = try item(world, of: "C-1001")
            #expect(item.discount?.until == Samples.today + 10)
            try pay(world, "P1", item.amount - Percentage(2).of(item.amount), item.number, on: Samples.today + days)
            #expect(try self.item(world, of: "C-1001").open.isZero == isClosed)
            try world.checkInvariants()
        }
    }

    @Test func `pain 5: who sets a payment against an invoice by hand gives the discount that was in time`() throws {
        for (days, isClosed) in [(10, true), (11, false)] {
            let world = try discounted()
            let item = try item(world, of: "C-1001")
            let paidOn = Samples.today + days
            try pay(world, "P1", item.amount - Percentage(2).of(item.amount), "virement", on: paidOn)
            try world.instruct(
                .cash(.allocate(payment: "P1", [.init(invoice: item.number)], payerIsKnown: false)), on: paidOn + 20)
            #expect(try self.item(world, of: "C-1001").open.isZero == isClosed)
            try world.checkInvariants()
        }
    }

    @Test func `pain 15: money that may be a customer's holds its letters until somebody has understood it`() throws {
        let world = try julyWorld()
        let payment = Payment(
            id: "P1", account: World.account, bookedOn: "2026-08-10", amount: Money(minorUnits: 50000, .euro),
            payer: Payer(name: "BOULANGERIE SAINTE AURE"), texts: ["acompte"])
        try world.instruct(.cash(.recordPayments([payment])), on: "2026-08-11")
        #expect(try world.account("C-1001").unclear == 1)
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        let held = try world.dunningEvents("C-1001").compactMap { event in
            if case .letterWithheld(_, _, _, let gate, _) = event { gate.reasons.joined() } else { nil }
        }
        #expect(held.first?.contains("1 of the payments that wait may be its own") == true, "\(held)")
        try world.instruct(
            .cash(.credit(payment: "P1", to: CustomerID("C-1002"), payerIsKnown: false)), on: "2026-08-12")
        #expect(try world.account("C-1001").unclear == 0)
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test func `pain 10: what is looked at for one payment does not grow with what others owe`() throws {
        let stage = MatchPayment(settings: try settings())
        let payment = Payment(
            id: "P", account: "FR79", bookedOn: "2026-11-23", amount: Money(minorUnits: 100, .euro),
            payer: Payer(iban: "FR1420041010050500013M02606"), texts: ["INV-2026-000001"])
        var book = BookSlice()
        var asked: Set<BookKey> = []
        while true {
            let missing = stage.reads(payment, book).filter { !book.knows($0) }
            guard !missing.isEmpty else { break }
            asked.formUnion(missing)
            book.load(missing, [:])
        }
        #expect(asked.count < 20, "keys, never a search through all items")
    }

    private func settings() throws -> MatchPayment.Settings {
        var reader = SettingsReader.describing
        return MatchPayment.Settings(from: &reader)
    }

    @Test
    func
        `pain 12: what is owed counts once, from the release to the payment, and a copy of an order has no room of its own`()
        throws
    {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let released = try world.account("C-1001").exposure
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.account("C-1001").exposure == released, "the same order again reserves nothing")
        world.drop("despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.account("C-1001").exposure == released, "billing moves the amount, it does not double it")
        let item = try item(world, of: "C-1001")
        try pay(world, "P1", item.open, item.number, on: Samples.today)
        #expect(try world.account("C-1001").exposure == released - item.amount)
        try world.checkInvariants()
    }
}
