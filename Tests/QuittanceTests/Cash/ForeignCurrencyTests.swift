import Calendars
import Documents
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Amounts in a currency that is not the customer's, through every instruction and every kind of document: a finding, never a trap.
struct ForeignCurrencyTests {
    private static let currencies = ["USD", "CHF", "JPY", "EUR"].map { Currency($0)! }

    private func world() throws -> World {
        let world = try World()
        world.dropInbox { !$0.hasPrefix("statement-") }
        try world.run()
        return world
    }

    private func amount(_ random: inout SplitMix) -> Money {
        let units = [1, 100, 4_000_000].randomElement(using: &random)!
        return Money(minorUnits: Int64(units), Self.currencies.randomElement(using: &random)!)
    }

    /// Each instruction that has an amount, with amounts in any currency.
    private func orders(_ item: OpenItem, _ number: Int, _ random: inout SplitMix) -> [Instruction.Order] {
        let (customer, first) = (item.customer, amount(&random))
        var change = CreditInstruction.Change()
        (change.ordersLimit, change.overdueLimit, change.groupLimit) = (
            amount(&random), amount(&random), amount(&random)
        )
        change.group = [nil, CustomerID("C-1002")].randomElement(using: &random)!
        let line = RemittanceLine(
            kind: .invoice, number: item.number, paid: amount(&random), discount: amount(&random),
            deductions: [RemittanceDeduction(amount: amount(&random), reasonCode: "16")])
        let advice = RemittanceAdvice(
            number: "A\(number)", issueDate: Samples.today, currency: amount(&random).currency,
            payer: Party(name: "Payer"),
            payee: Party(name: "We"), total: amount(&random), lines: [line])
        let payment = Payment(
            id: "P\(number)", account: "FR79", bookedOn: Samples.today, amount: amount(&random),
            payer: Payer(iban: "FR7612345"),
            references: [item.number])
        return [
            .setCreditLimit(customer, amount(&random)), .credit(.agree(customer, change)),
            .credit(.grant(customer, DatedLimit(amount(&random), from: Samples.today, until: Samples.today + 9))),
            .cash(.recordRemittances([advice])), .cash(.recordPayments([payment])),
            .cash(.credit(payment: payment.id, to: customer, payerIsKnown: true)),
            .cash(.allocate(payment: payment.id, [.init(invoice: item.number, amount: first)], payerIsKnown: true)),
            .cash(.allocate(payment: payment.id, [.init(invoice: item.number)], payerIsKnown: true)),
            .cash(.unallocate(payment: payment.id, invoices: [])),
            .cash(.writeOff(invoice: item.number, amount: first)),
            .cases(.openDispute(.init(invoice: item.number, amount: first, reason: .other))),
            .cases(
                .makePromise(.init(customer: customer, invoices: [item.number], amount: first, date: Samples.today + 5))
            ),
        ]
    }

    @Test func `instructions in any currency are followed or wait, and every report stands`() throws {
        var random = SplitMix(seed: 10)
        let world = try world()
        let items = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        for number in 0..<rounds(6) {
            let item = try #require(items.randomElement(using: &random))
            for order in orders(item, number, &random).shuffled(using: &random) { try world.instruct(order) }
            try world.run()
        }
        world.intake.drop(
            "again.xml",
            Array(
                String(decoding: Samples.bytes("inbox/order-cuisines-centrales.xml"), as: UTF8.self)
                    .replacing(/<cbc:ID>[^<]+</, maxReplacements: 1) { _ in "<cbc:ID>AGAIN-1<" }.utf8))
        try world.run()
        try world.checkInvariants()
        let view = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        #expect(!Report.exposure(view).write(as: .json).isEmpty && !Report.aged(view).write(as: .json).isEmpty)
        #expect(try world.ledger.read { try allWork($0, states: [.poison]) }.isEmpty)
        for (id, account) in view.accounts { #expect(view.customers[id]?.currency == account.currency) }
    }

    @Test func `documents in any currency are taken or wait, and the book stays whole`() throws {
        var random = SplitMix(seed: 11)
        let world = try world()
        let folders = ["inbox", "bank", "ubl", "edifact", "x12"]
        for (number, file) in folders.flatMap(Samples.files).enumerated() where file.bytes.count < 100_000 {
            var text = String(decoding: file.bytes, as: UTF8.self)
            for place in text.ranges(of: "EUR").reversed() where Bool.random(using: &random) {
                text.replaceSubrange(place, with: Self.currencies.randomElement(using: &random)!.code)
            }
            world.intake.drop("\(number)-\(file.name)", Array(text.utf8))
        }
        try world.run()
        try world.checkInvariants()
        #expect(try world.ledger.read { try allWork($0, states: [.poison]) }.isEmpty)
    }

    @Test func `a customer and its limit stay in the currency of its account`() throws {
        let world = try world()
        try world.instruct(.setCreditLimit(CustomerID("C-1001"), Money("100", Currency("USD")!)!))
        try world.run()
        #expect(try world.waiting("impossible").last?.findings.map(\.code) == ["CRD-013"])
        var change = CreditInstruction.Change()
        change.ordersLimit = Money("5", Currency("USD")!)
        try world.instruct(.credit(.agree(CustomerID("C-1001"), change)))
        try world.run()
        #expect(try world.waiting("impossible").last?.findings.map(\.code) == ["CRD-013"])
        let text = String(decoding: Samples.bytes("customers.csv"), as: UTF8.self).replacing(
            "15000.00,EUR", with: "16000.00,USD"
        )
        .replacing("60000.00,EUR", with: "61000.00,EUR")
        let runner = try world.runner()
        _ = try importBytes(
            Array(text.utf8), named: "c.csv", as: .customers, through: runner, actor: "Lea", reason: "x")
        try runner.runUntilIdle()
        #expect(try world.waiting("impossible").last?.findings.map(\.code).first == "DSK-002")
        let view = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        #expect(view.customers[CustomerID("C-1001")]?.creditLimit == Money("15000.00", .euro))
        #expect(view.customers[CustomerID("C-1002")]?.creditLimit == Money("61000.00", .euro), "what fits is recorded")
        try world.checkInvariants()
    }

    @Test func `a limit that falls below what is owed is told once`() throws {
        let world = try world()
        for _ in 0..<2 {
            try world.instruct(.setCreditLimit(CustomerID("C-1001"), Money("1.00", .euro)!))
            try world.run()
        }
        let crossed = try world.ledger.read { try allEvents($0) }.filter {
            if case .creditLineCrossed(CustomerID("C-1001"), _, .hold, _, _) = $0.event { true } else { false }
        }
        #expect(crossed.count == 1)
    }
}
