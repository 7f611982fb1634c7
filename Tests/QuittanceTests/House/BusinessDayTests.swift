import Calendars
import Documents
import Money
import Pipeline
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

extension World {
    /// A run for a day, while the clock stays where it is.
    fileprivate func run(for day: BusinessDate) throws { try runner(asOf: day).runUntilIdle() }

    fileprivate func firstInvoice() throws -> OpenItem {
        let items = try ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        return try #require(items.first { $0.customer == CustomerID("C-1001") })
    }
}

/// What waits for a business day goes by the day that a run is for, before the clock and behind it.
struct BusinessDayTests {
    @Test(arguments: ["2026-12-01", "2026-11-22"] as [BusinessDate])
    func `a limit for a time begins and ends with the runs of its days`(first: BusinessDate) throws {
        let world = try World()
        try world.run(for: first - 2)
        try world.instruct(.setCreditLimit(CustomerID("C-1001"), euros("1.00")))
        try world.instruct(
            .credit(.grant(CustomerID("C-1001"), DatedLimit(euros("9000.00"), from: first, until: first + 1))))
        world.drop("order-boulangerie-sainte-aure.xml")
        for day in [first - 2, first - 1] {
            try world.run(for: day)
            #expect(try world.standing("order-boulangerie-sainte-aure.xml").contains("held"), "on \(day)")
        }
        try world.run(for: first)
        #expect(try !world.standing("order-boulangerie-sainte-aure.xml").contains("held"))
        try world.run(for: first + 2)
        let ended = try world.ledger.read { try $0.entries([.customer(CustomerID("C-1001"))]) }.values.first
        guard case .customer(let customer)? = ended else { throw Failure.input("no customer") }
        #expect(customer.creditLimit == euros("1.00"))
        try world.checkInvariants()
    }

    @Test func `a promise is broken and a dispute overdue on the day that a run is for`() throws {
        let world = try World()
        world.dropOrders()
        try world.run()
        let item = try world.firstInvoice()
        try world.instruct(
            .cases(
                .openDispute(
                    .init(invoice: item.number, amount: euros("10.00"), reason: .quantity, dueOn: "2026-12-10"))))
        try world.instruct(
            .cases(
                .makePromise(
                    .init(
                        customer: item.customer, invoices: [item.number], amount: euros("20.00"), date: "2026-12-10"))))
        try world.run(for: "2026-12-10")
        #expect(try world.waiting("contested").contains { $0.stage == "follow-case" })
        #expect(try world.waiting("promised").count == 1)
        try world.run(for: "2026-12-20")
        #expect(try world.waiting("overdue").count == 1)
        #expect(try world.waiting("broken").count == 1)
        try world.checkInvariants()
    }
}
