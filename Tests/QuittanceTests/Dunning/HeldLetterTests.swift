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

/// Letters that do not leave while money may lie at our own desk, and leave once somebody has looked.
struct HeldLetterTests {
    private let invoice = "INV-2026-000001"

    private func take(_ statement: SampleStatement, as name: String, on date: BusinessDate, in world: World) throws {
        world.intake.drop(name, statement.bytes)
        try world.run(on: date)
    }

    private func statement(
        _ number: String, _ opening: ExactDecimal, _ day: BusinessDate, _ entries: [SampleEntry] = []
    ) -> SampleStatement {
        SampleStatement(number: number, opening: opening, from: "\(day)", until: "\(day)", entries: entries)
    }

    /// The bank is known up to 10 August; then a statement comes that does not go on there, with the customer's money.
    private func worldWithGap() throws -> World {
        let world = try julyWorld()
        try take(statement("1", "0.00", "2026-08-10"), as: "1.xml", on: "2026-08-11", in: world)
        let paid = SampleEntry(amount: "572.96", text: invoice, day: "2026-08-12", reference: "B1")
        try take(statement("3", "9.00", "2026-08-12", [paid]), as: "3.xml", on: "2026-08-12", in: world)
        #expect(try world.waiting("gap").count == 1)
        return world
    }

    @Test func `no letter leaves while a statement waits, and none to who has paid by it`() throws {
        let world = try worldWithGap()
        try world.remind(on: "2026-08-13")
        #expect(try world.letters().isEmpty)
        let reason = "cash-is-fresh: the bank is known until 2026-08-12, and what it told waits: statement 3"
        #expect(try world.withheld("C-1001").first?.reasons == [reason])
        let between = SampleEntry(amount: "9.00", text: "divers", day: "2026-08-11", reference: "B0")
        try take(statement("2", "0.00", "2026-08-11", [between]), as: "2.xml", on: "2026-08-13", in: world)
        #expect(try world.waiting("gap").isEmpty)
        try world.remind(on: "2026-08-14")
        #expect(try world.letters("C-1001").isEmpty, "it has paid")
        try world.checkInvariants()
    }

    @Test func `a statement that is discarded holds nothing any more`() throws {
        let world = try worldWithGap()
        try world.intervene(.discard, on: #require(try world.waiting("gap").first))
        try world.run(on: "2026-08-13")
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    /// A payment is known; another of the same amount and day is told in other words, and may be of another invoice.
    private func worldWithDoubt() throws -> World {
        let world = try julyWorld()
        try world.pay("P1", euros("100.00"), invoice, on: "2026-08-10")
        let other = SampleEntry(amount: "100.00", text: "\(invoice) solde", day: "2026-08-10", reference: "B1")
        try take(statement("1", "0.00", "2026-08-10", [other]), as: "1.xml", on: "2026-08-11", in: world)
        #expect(try world.waiting("possible-duplicate").count == 1)
        return world
    }

    @Test func `no letter leaves to whom a payment may be of that may be the same as another`() throws {
        let world = try worldWithDoubt()
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").isEmpty)
        #expect(try world.withheld("C-1001").first?.reasons.first?.contains("1 of the payments that wait") == true)
        try world.intervene(.retry, on: #require(try world.waiting("possible-duplicate").first))
        try world.run(on: "2026-08-13")
        #expect(try world.account("C-1001").doubtful.count == 1, "asked again, it is doubted once")
        try world.checkInvariants()
    }

    @Test(arguments: [Intervention.Verb.discard, .release])
    func `once somebody has said what the payment is, letters leave for what is open`(verb: Intervention.Verb) throws {
        let world = try worldWithDoubt()
        try world.intervene(verb, on: #require(try world.waiting("possible-duplicate").first))
        try world.run(on: "2026-08-13")
        #expect(try world.account("C-1001").doubtful.isEmpty)
        try world.remind(on: "2026-08-13")
        let open = verb == .discard ? euros("472.96") : euros("372.96")
        #expect(try world.letters("C-1001").map(\.principal) == [open])
        try world.checkInvariants()
    }

    @Test(arguments: [Intervention.Verb.discard, .release])
    func `letters are held to whose the other payment is now, and to nobody once it is known`(
        verb: Intervention.Verb
    ) throws {
        let world = try julyWorld()
        try world.pay("P1", euros("100.00"), invoice, on: "2026-08-10")
        let other = SampleEntry(amount: "100.00", text: "divers", day: "2026-08-10", reference: "B1")
        try take(statement("1", "0.00", "2026-08-10", [other]), as: "1.xml", on: "2026-08-11", in: world)
        #expect(try world.account("C-1001").doubtful.count == 1)
        try world.instruct(.cash(.unallocate(payment: "P1", invoices: [])), on: "2026-08-11")
        try world.instruct(
            .cash(.credit(payment: "P1", to: CustomerID("C-1002"), payerIsKnown: false)), on: "2026-08-11")
        #expect(try world.account("C-1001").doubtful.isEmpty, "it is nothing of this one's any more")
        #expect(try world.account("C-1002").doubtful.count == 1)
        try world.intervene(verb, on: #require(try world.waiting("possible-duplicate").first))
        try world.run(on: "2026-08-12")
        for customer in ["C-1001", "C-1002"] { #expect(try world.account(customer).doubtful.isEmpty) }
        try world.checkInvariants()
    }

    @Test(arguments: [("5.00", true), ("5.01", false)] as [(ExactDecimal, Bool)])
    func `a credit that covers next to nothing holds no letter`(amount: ExactDecimal, leaves: Bool) throws {
        let world = try julyWorld()
        try world.pay("P1", euros(amount), "something", on: "2026-08-11")
        try world.instruct(
            .cash(.credit(payment: "P1", to: CustomerID("C-1001"), payerIsKnown: false)), on: "2026-08-11")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty == !leaves)
    }

    @Test func `a letter asks no interest on what was credited`() throws {
        let world = try julyWorld()
        let original = try #require(try world.invoices().first { $0.number == invoice })
        let half = Money(minorUnits: original.totals.beforeTax.minorUnits / 2, .euro)
        try world.instruct(.creditInvoice(CreditRequest(original: original, extent: .amount(half))), on: "2026-08-20")
        for date in ["2026-08-21", "2026-09-04"] as [BusinessDate] { try world.remind(on: date) }
        let letter = try #require(try world.letters("C-1001").last { $0.charges != nil })
        let line = try #require(letter.lines.first)
        let days = line.dueDate.days(until: letter.date)
        // 12.15 % a year, as the samples' law has it.
        let due = Money(minorUnits: (line.claim.minorUnits * Int64(days) * 1215 + 1_825_000) / 3_650_000, .euro)
        #expect(letter.charges?.interest == due)
    }
}
