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

/// Credits that hold letters back: somebody is told, once, and what to do.
struct UnusedCreditTests {
    private let invoice = "INV-2026-000001"

    /// The customer has 50.00 on its account, which nobody has set against what it owes.
    private func worldWithCredit() throws -> World {
        let world = try julyWorld()
        try world.pay("P1", euros("50.00"), "something", on: "2026-08-10")
        try world.instruct(
            .cash(.credit(payment: "P1", to: CustomerID("C-1001"), payerIsKnown: false)), on: "2026-08-10")
        for date in ["2026-08-12", "2026-08-13"] as [BusinessDate] { try world.remind(on: date) }
        #expect(try world.letters("C-1001").isEmpty)
        return world
    }

    @Test func `a credit that holds letters back is told once, with what to do`() throws {
        let world = try worldWithCredit()
        let rows = try world.waiting("credit-unused")
        #expect(rows.count == 1)
        let row = try #require(rows.first)
        #expect(row.desk == "collection-desk" && row.findings.map(\.code) == ["DUN-004"])
        #expect(row.findings[0].message.contains("50.00") && row.findings[0].message.contains(invoice))
        #expect(row.nextAction.contains("`quittance trace C-1001`"), "\(row.nextAction)")
        #expect(row.nextAction.contains("`quittance allocate PAYMENT \(invoice) --reason WHY`"), "\(row.nextAction)")
        try world.checkInvariants()
    }

    @Test func `the row ends once the credit is used, and the letter leaves`() throws {
        let world = try worldWithCredit()
        try world.instruct(
            .cash(.allocate(payment: "P1", [.init(invoice: invoice)], payerIsKnown: false)), on: "2026-08-13")
        #expect(try world.waiting("credit-unused").isEmpty)
        try world.remind(on: "2026-08-14")
        #expect(try world.letters("C-1001").map(\.principal) == [euros("522.96")])
        try world.checkInvariants()
    }

    @Test func `whoever releases the row lets letters leave beside that credit and no other`() throws {
        let world = try worldWithCredit()
        try world.intervene(.release, on: #require(try world.waiting("credit-unused").first))
        try world.run(on: "2026-08-13")
        try world.pay("P2", euros("0.01"), "something", on: "2026-08-13")
        try world.instruct(
            .cash(.credit(payment: "P2", to: CustomerID("C-1001"), payerIsKnown: false)), on: "2026-08-13")
        try world.remind(on: "2026-08-14")
        #expect(try world.letters("C-1001").isEmpty, "there is more credit than was passed")
        #expect(try world.waiting("credit-unused").count == 1)
        try world.instruct(
            .cash(.allocate(payment: "P2", [.init(invoice: invoice)], payerIsKnown: false)), on: "2026-08-14")
        try world.remind(on: "2026-08-15")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }
}
