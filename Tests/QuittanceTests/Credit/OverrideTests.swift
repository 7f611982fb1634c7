import Calendars
import CreditControl
import Documents
import Findings
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

/// Orders that somebody has go on although the customer has no credit for them.
struct OverrideTests {
    private let customer = CustomerID("C-1001")
    private let file = "order-boulangerie-sainte-aure.xml"

    private func world(members: String = "") throws -> World {
        try World {
            $0.replacing("credit-manager 5000.00 EUR", with: "credit-manager 100.00 EUR")
                .replacing("\"members\": []", with: "\"members\": [\(members)]")
        }
    }

    /// Holds the order of the samples for want of so much credit.
    private func hold(_ world: World, short: ExactDecimal) throws -> Work {
        let trial = try World()
        trial.drop(file)
        try trial.run()
        let needed = try trial.account(customer.text).exposure
        try world.instruct(.setCreditLimit(customer, needed - euros(short)))
        world.drop(file)
        try world.run()
        return try #require(try world.waiting("held").first)
    }

    private func override(_ world: World) throws -> CreditRelease.Override? {
        try world.ledger.read { try allEvents($0) }.compactMap { event in
            if case .orderReleased(_, let release) = event.event { release.override } else { nil }
        }.first
    }

    @Test func `a held order goes on only for somebody who names a role that may`() throws {
        let world = try world()
        let work = try hold(world, short: "60.00")
        for role in [nil, "sales-administration", "collector"] {
            try world.intervene(.release, on: work, as: role)
            try world.run()
            let held = try #require(try world.waiting("held").first)
            #expect(held.findings.map(\.code) == ["CRD-001", "CRD-015"] && held.desk == "credit-desk")
            #expect(held.findings.last?.message.contains("credit-manager or finance-director may") == true)
            #expect(try world.account(customer.text).reserved.isZero, "nothing was reserved")
        }
        try world.intervene(.release, on: work, as: "credit-manager")
        try world.run()
        #expect(try world.standing(file) == "released")
        #expect(
            try override(world)
                == CreditRelease.Override(
                    actor: "Lea", role: "credit-manager", reason: "agreed on the phone", beyond: euros("60.00")))
        try world.checkInvariants()
    }

    @Test(arguments: [("99.99", true), ("100.00", true), ("100.01", false)] as [(ExactDecimal, Bool)])
    func `a role goes as far beyond the limit as it may, and no cent further`(short: ExactDecimal, may: Bool) throws {
        let world = try world()
        let work = try hold(world, short: short)
        try world.intervene(.release, on: work, as: "credit-manager")
        try world.run()
        #expect(try world.waiting("held").isEmpty == may)
        if !may {
            let message = try #require(try world.waiting("held").first?.findings.last?.message)
            #expect(
                message
                    == "credit-manager may go \(euros("100.00")) beyond a limit; this goes \(euros("100.01")) beyond it, which finance-director may"
            )
            try world.intervene(.release, on: work, as: "finance-director")
            try world.run()
            #expect(try override(world)?.role == "finance-director")
        }
        try world.checkInvariants()
    }

    @Test func `what fits by now is released without anybody's leave`() throws {
        let world = try world()
        let work = try hold(world, short: "500.00")
        try world.intervene(.release, on: work, as: nil)
        try world.instruct(.setCreditLimit(customer, euros("100000.00")))
        try world.run()
        #expect(try world.standing(file) == "released")
        #expect(try override(world) == nil)
    }

    @Test func `a role with members is acted in by those alone, and they need not name it`() throws {
        let world = try world(members: "\"Camille\"")
        let work = try hold(world, short: "500.00")
        #expect(throws: InterventionFault.otherRole(actor: "Lea", role: "finance-director")) {
            try world.intervene(.release, on: work, by: "Lea", as: "finance-director")
        }
        #expect(throws: InterventionFault.noSuchRole("king")) {
            try world.intervene(.release, on: work, by: "Lea", as: "king")
        }
        #expect(InterventionFault.noSuchRole("king").inWords.contains("DSK-003"))
        try world.run()
        #expect(try world.waiting("held").count == 1)
        try world.intervene(.release, on: work, by: "Camille", as: nil)
        try world.run()
        #expect(try override(world)?.role == "finance-director")
    }

    @Test func `a limit that is raised above the threshold waits for another person too`() throws {
        let world = try World {
            $0.replacing(
                "\"uses\": \"set-credit\",",
                with: "\"uses\": \"set-credit\", \"settings\": { \"approvalAbove\": 10000000 },")
        }
        try world.instruct(.setCreditLimit(customer, euros("100000.01")))
        try world.run()
        #expect(try world.waiting("approval").count == 1)
        try world.instruct(.setCreditLimit(customer, euros("100000.00")))
        try world.run()
        #expect(try world.waiting("approval").count == 1, "the threshold itself may be granted alone")
        let view = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        #expect(view.customers[customer]?.creditLimit == euros("100000.00"))
    }

    @Test func `a role that nobody has heard of, and a text that is no amount, are refused before anything moves`() {
        let surroundings = ConfigurationSurroundings(directory: "/tmp", variable: { _ in nil }, secret: { _ in nil })
        func codes(_ text: String) -> [String] {
            let file = String(decoding: Samples.bytes("../pipeline.json"), as: UTF8.self)
                .replacing("credit-manager 5000.00 EUR", with: text)
            return readPlan(Array(file.utf8), registry: builtIn, in: surroundings).findings.map(\.rule.code)
        }
        #expect(codes("collector 5000.00 EUR") == [])
        #expect(codes("credit-maneger 5000.00 EUR") == ["CFG-029"])
        for text in ["credit-manager", "credit-manager 5000.00", "credit-manager -1.00 EUR", "credit-manager all"] {
            #expect(codes(text) == ["CFG-004"], "\(text)")
        }
    }

    @Test func `an amount in another currency is only for a role that may go any way`() {
        let dollars = Money("10.00", Currency("USD")!)!
        let authorities = ["manager 5000.00 EUR", "director any"].compactMap(OverrideAuthority.init)
        #expect(refusal(of: "manager", releasing: dollars, authorities)?.rule.code == "CRD-015")
        #expect(refusal(of: "director", releasing: dollars, authorities) == nil)
        #expect(refusal(of: "director", releasing: dollars, [])?.message.contains("no role may") == true)
    }
}
