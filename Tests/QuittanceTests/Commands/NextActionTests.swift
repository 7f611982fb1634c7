import Calendars
import CashApplication
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// What a row of work says is to be done fits what was found.
struct NextActionTests {
    private let name = "order-boulangerie-sainte-aure.xml"

    private func waiting(_ reason: String, after edits: [(String, String)]) throws -> Work {
        let world = try World()
        var text = String(decoding: Samples.bytes("inbox/" + name), as: UTF8.self)
        for (old, new) in edits {
            #expect(text.contains(old), "the sample has no \(old)")
            text = text.replacing(old, with: new)
        }
        world.intake.drop("edited.xml", Array(text.utf8))
        try world.run()
        return try #require(try world.waiting(reason).first)
    }

    @Test func `an order in a wrong currency is not to be mended by recording anything`() throws {
        let work = try waiting("unknown", after: [("EUR", "USD")])
        #expect(work.findings.map(\.code) == ["ORD-023"])
        #expect(work.nextAction == "Ask the buyer to order in the agreed currency; then discard the order.")
    }

    @Test func `several findings bring their remedy once`() throws {
        let work = try waiting(
            "unknown", after: [("unitCode=\"KGM\"", "unitCode=\"LTR\""), ("unitCode=\"MTR\"", "unitCode=\"LTR\"")])
        #expect(work.findings.map(\.code) == ["ORD-031", "ORD-031"])
        #expect(
            work.nextAction
                == "Ask the buyer for a unit that the item is sold in, and discard the order; or record the unit with the item."
        )
    }

    @Test func `an order under a used number says what differs: the field, the new and the old`() throws {
        let world = try World()
        world.drop("order-restaurants-pampelune.xml", "same-number-restaurants-pampelune.xml")
        try world.run()
        let finding = try #require(try world.waiting("conflict").first?.findings.first)
        #expect(finding.message.contains("no revision is declared: "))
        #expect(finding.message.contains(" before "), "\(finding.message)")
    }

    @Test func `a file in no known format may be sound: another format is asked for, not another file`() throws {
        let world = try World()
        world.intake.drop("letter.txt", Array("Dear Sirs".utf8))
        world.drop("truncated-biscuiterie-kerlannoy.xml")
        try world.run()
        let actions = try world.waiting("unreadable").map(\.nextAction)
        #expect(actions.contains { $0.hasPrefix("Ask the sender for another format") }, "\(actions)")
        #expect(actions.contains("Ask the sender for a sound file; then discard this one."), "\(actions)")
    }

    @Test func `an order that is held behind others is not said to come to too much`() throws {
        let world = try World()
        world.drop("order-patisserie-tilleret-oven.xml", "order-patisserie-tilleret-tools.xml")
        try world.run()
        let words = try world.ledger.read { try allEvents($0) }.filter { $0.event.name == "order-held" }.map(
            \.event.inWords)
        #expect(words.count == 2 && words[0].contains("no room for") && !words[1].contains("no room"), "\(words)")
    }

    @Test func `what is put on somebody's list still wakes by itself`() throws {
        let world = try World()
        world.drop("order-patisserie-tilleret-oven.xml")
        try world.run()
        let held = try #require(try world.waiting("held").first)
        #expect(!held.wakeOn.isEmpty)
        try world.runner().assign(held.id, to: "Noor", actor: "Lea", reason: "on leave")
        #expect(try world.waiting("held").first?.assignee == "Noor")
        try world.instruct(.setCreditLimit(CustomerID("C-1004"), Money(minorUnits: 10_000_000, .euro)))
        try world.run()
        #expect(try world.waiting("held").isEmpty)
    }

    private func billed() throws -> (World, Invoice) {
        let world = try World()
        world.dropOrders()
        try world.run()
        return (world, try #require(try world.invoices().first { $0.lines.count > 1 }))
    }

    private func pay(_ id: String, _ amount: Money, _ text: String, in world: World) throws {
        try world.instruct(
            .cash(
                .recordPayments([
                    Payment(
                        id: id, account: "FR7999999004170004160Q11882", bookedOn: Samples.today, amount: amount,
                        texts: [text])
                ])))
        try world.run()
    }

    @Test
    func `a payment without a proposal is credited by a command, and a release says that there is nothing to follow`()
        throws
    {
        let (world, _) = try billed()
        try pay("P/7", euros("12.34"), "hello", in: world)
        let work = try #require(try world.waiting("unmatched").first)
        #expect(
            work.nextAction.contains("`quittance credit P/7 CUSTOMER --reason WHY`")
                && !work.nextAction.contains("Release"))
        try world.intervene(.release, on: work)
        try world.run()
        let again = try #require(try world.waiting("unmatched").first)
        #expect(again.findings.first?.message.contains("it was released, and there is no proposal to follow") == true)
    }

    @Test func `a payment that names a settled invoice says so, and by what it was settled`() throws {
        let (world, invoice) = try billed()
        try pay("P1", invoice.totals.payable, invoice.number, in: world)
        try pay("P2", invoice.totals.payable, invoice.number, in: world)
        let work = try #require(try world.waiting("unmatched").first)
        #expect(
            work.findings.contains {
                $0.message.contains("\(invoice.number), which it names, is settled already, by P1")
            }, "\(work.findings)")
        #expect(!work.findings.contains { $0.code == "CSH-002" }, "a known invoice is named")
    }

    @Test func `a credit beyond what is left says how the rest is credited, and that works`() throws {
        let (world, invoice) = try billed()
        func credit(_ extent: CreditExtent) throws {
            try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: extent)))
            try world.run()
        }
        try credit(.lines([.init(line: invoice.lines[0].id, quantity: 1)]))
        try credit(.lines([.init(line: invoice.lines[0].id, quantity: invoice.lines[0].quantity.value)]))
        let work = try #require(try world.waiting("impossible").first)
        #expect(work.findings.map(\.code) == ["BIL-020"])
        #expect(work.nextAction.contains("`quittance credit-note \(invoice.number) --reason WHY`"))
        try credit(.whole)
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        let item = try #require(items.first { $0.number == invoice.number })
        #expect(item.credited == item.amount && item.creditable.isZero, "what is proposed credits all that was left")
        try credit(.whole)
        #expect(
            try world.waiting("impossible").contains {
                $0.nextAction == "Nothing is left of \(invoice.number): discard it."
            })
    }
}
