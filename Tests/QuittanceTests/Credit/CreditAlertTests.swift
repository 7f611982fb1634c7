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

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

extension World {
    fileprivate var alerts: [String] {
        receiver.effects.filter { $0.key.hasPrefix("credit-alert/") }.map { String(decoding: $0.body, as: UTF8.self) }
    }
    fileprivate func crossed() throws -> [Work] { try waiting("crossed") }
    fileprivate func limit(_ amount: ExactDecimal) throws {
        try instruct(.setCreditLimit(CustomerID("C-1001"), euros(amount)))
        try run()
    }
}

/// Who crosses a line of its credit is told of: on the log, to another system, and on a worklist.
struct CreditAlertTests {
    private func ordered() throws -> World {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        return world
    }

    @Test
    func `each crossing is told once, in either direction, and what is worse stays on the list until it is better`()
        throws
    {
        let world = try ordered()
        let exposure = try world.account("C-1001").exposure
        #expect(world.alerts.isEmpty)
        try world.instruct(.setCreditLimit(CustomerID("C-1001"), exposure))
        try world.run()
        #expect(world.alerts.count == 1)
        #expect(world.alerts[0].contains(#""direction": "worse""#) && world.alerts[0].contains(#""to": "watch""#))
        #expect(try world.crossed().map(\.desk) == ["credit-desk"])
        try world.limit(exposure.decimal + ExactDecimal(1))
        #expect(world.alerts.count == 1, "it is on the same step as before")
        try world.limit(exposure.decimal - ExactDecimal(1))
        #expect(world.alerts.count == 2 && world.alerts[1].contains(#""to": "hold""#))
        #expect(try world.crossed().count == 1, "the newer crossing takes the place of the older one")
        try world.limit(ExactDecimal(100_000))
        #expect(world.alerts.count == 3 && world.alerts[2].contains(#""direction": "better""#))
        #expect(try world.crossed().isEmpty)
        try world.limit(exposure.decimal)
        #expect(world.alerts.count == 4 && world.alerts[3].contains(#""crossing": 4"#))
        try world.checkInvariants()
    }

    @Test func `master data that is given again crosses no line while an agreed limit holds`() throws {
        let world = try ordered()
        let exposure = try world.account("C-1001").exposure
        let higher = DatedLimit(exposure + exposure, from: Samples.today, until: Samples.today + 30)
        try world.instruct(.credit(.grant(CustomerID("C-1001"), higher)))
        try world.run()
        let key = BookKey.customer(CustomerID("C-1001"))
        func customer() throws -> Customer? {
            if case .customer(let found)? = try world.ledger.read({ try $0.entries([key])[key] }) { found } else { nil }
        }
        var again = try #require(try customer())
        again.creditLimit = euros("1.00")
        try world.instruct(.recordCustomers([again]))
        try world.run()
        #expect(world.alerts.isEmpty, "\(world.alerts)")
        let kept = try #require(try customer())
        #expect(kept.creditLimit == higher.amount && kept.credit.usual == euros("1.00"))
        try world.checkInvariants()
    }

    @Test func `somebody who has looked takes a crossing off the list, and the order keeps its own standing`() throws {
        let world = try World()
        try world.limit(ExactDecimal(1200))
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.standing("order-boulangerie-sainte-aure.xml") == "released")
        let row = try #require(try world.crossed().first)
        try world.intervene(.release, on: row)
        try world.run()
        #expect(try world.crossed().isEmpty && world.alerts.count == 1)
    }

    @Test func `the log says it when it is durable`() throws {
        let world = try ordered()
        try world.instruct(.setCreditLimit(CustomerID("C-1001"), euros("1.00")))
        let runner = try world.runner()
        var told: [String] = []
        runner.onAlert = { told.append($0.inWords) }
        try runner.runUntilIdle()
        #expect(told.count == 1 && told[0].hasPrefix("customer C-1001 goes from ok to hold"))
    }

    @Test func `an order that a person releases beyond the limit says who and why, and its crossing is told`() throws {
        let world = try World()
        try world.limit(ExactDecimal(1))
        world.drop("order-boulangerie-sainte-aure.xml")
        try world.run()
        let held = try #require(try world.waiting("held").first)
        #expect(held.desk == "credit-desk")
        try world.intervene(.release, on: held)
        try world.run()
        let releases = try world.ledger.read { try allEvents($0) }.compactMap { event -> CreditRelease? in
            if case .orderReleased(_, let release) = event.event { release } else { nil }
        }
        #expect(releases.map { $0.override?.actor } == ["Lea"])
        #expect(world.alerts.count == 1)
    }

    @Test func `two workers who take turns never use the same room`() throws {
        let world = try World()
        let text = String(decoding: Samples.bytes("inbox/order-boulangerie-sainte-aure.xml"), as: UTF8.self)
        let number = try #require(text.firstMatch(of: /<cbc:ID>([^<]*)<\/cbc:ID>/)).1
        try world.limit(ExactDecimal(3000))
        let workers = [try world.worker("left"), try world.worker("right")]
        for turn in 0..<6 {
            for copy in 0..<2 {
                world.intake.drop(
                    "order-\(turn)-\(copy).xml", Array(text.replacing(">\(number)<", with: ">T-\(turn)-\(copy)<").utf8))
            }
            _ = try workers[turn % 2].cycle()
            _ = try workers[(turn + 1) % 2].cycle()
        }
        for worker in workers { try worker.runUntilIdle() }
        let account = try world.account("C-1001")
        let order = try #require(
            try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).orders }.first)
        let gross = order.identified.gross
        #expect(account.exposure <= euros("3000.00") && account.exposure + gross > euros("3000.00"))
        #expect(account.held.count == 12 - Int(account.exposure.minorUnits / gross.minorUnits))
        try world.checkInvariants()
    }
}

/// Promises and proceedings hold letters through the gate, from the file to the ledger.
struct GateFlowTests {
    private func late() throws -> World { try julyWorld() }

    @Test func `a promise holds its invoice, and the letter comes once the promise is taken back`() throws {
        let world = try late()
        try world.instruct(
            .cases(
                .makePromise(
                    .init(
                        customer: CustomerID("C-1001"), invoices: ["INV-2026-000001"], date: "2026-08-14",
                        person: "Mme Aure"))), on: "2026-08-11")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        try world.instruct(.cases(.cancelPromise("C-1001/P1")), on: "2026-08-13")
        try world.remind(on: "2026-08-13")
        let letter = try #require(try world.letters("C-1001").first)
        #expect(letter.lines.map(\.invoice) == ["INV-2026-000001"])
        try world.checkInvariants()
    }

    @Test func `a disputed invoice is in no letter, and is again once the customer is found wrong`() throws {
        let world = try late()
        try world.instruct(.cases(.openDispute(.init(invoice: "INV-2026-000001", reason: .quality))), on: "2026-08-11")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        try world.instruct(.cases(.resolveDispute("INV-2026-000001/D1", .rejected)), on: "2026-08-13")
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    @Test(arguments: Proceedings.Kind.allCases)
    func `a judgment of another century is a slip, and an opening is told as such`(kind: Proceedings.Kind) throws {
        let world = try World()
        func open(on day: BusinessDate) throws -> [String] {
            let court = Proceedings(kind, openedOn: day, publishedOn: day)
            try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-11-23")
            return try world.ledger.read { try allEvents($0) }.map(\.event.inWords).filter {
                $0.contains(" in \(kind.name) since ")
            }
        }
        #expect(try open(on: "0001-01-01").isEmpty && world.waiting("impossible").count == 1)
        #expect(try open(on: "1999-12-31").isEmpty)
        #expect(try open(on: "2000-01-01").count == 1)
    }

    @Test(arguments: Proceedings.Kind.allCases)
    func `proceedings of any kind hold every letter, with the reason, until they end`(kind: Proceedings.Kind) throws {
        let world = try late()
        let proceedings = Proceedings(kind, openedOn: "2026-08-10", publishedOn: "2026-08-11")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), proceedings)), on: "2026-08-11")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty)
        #expect(try world.withheld("C-1001").first?.reasons == ["no-proceedings: proceedings opened on 2026-08-10"])
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), nil)), on: "2026-08-13")
        try world.remind(on: "2026-08-13")
        #expect(try world.letters("C-1001").count == 1)
        try world.checkInvariants()
    }

    /// The invoice of 6 July falls due on 5 August.
    @Test(
        arguments: Proceedings.Kind.allCases.flatMap { kind in
            [
                ("2026-08-10", "0.76", "40.00"), ("2026-08-06", "0.00", "40.00"), ("2026-08-05", nil, nil),
                ("2026-07-06", "6.68", "40.00"),
            ].map { (kind, $0.0, $0.1, $0.2) }
        } as [(Proceedings.Kind, BusinessDate, ExactDecimal?, ExactDecimal?)])
    func `once proceedings have ended, late payment of what is older costs what it had cost by the judgment`(
        kind: Proceedings.Kind, opened: BusinessDate, interest: ExactDecimal?, indemnity: ExactDecimal?
    ) throws {
        let world = try late()
        let customer = CustomerID("C-1001")
        let court = Proceedings(kind, openedOn: opened, publishedOn: opened)
        try world.instruct(.credit(.proceedings(customer, court)), on: "2026-08-10")
        try world.instruct(.credit(.proceedings(customer, nil)), on: "2026-08-11")
        for date in ["2026-08-12", "2026-08-26", "2026-09-09"] as [BusinessDate] { try world.remind(on: date) }
        try world.intervene(.release, on: #require(try world.waiting("to-approve").first))
        try world.run(on: "2026-09-09")
        let letter = try #require(try world.letters("C-1001").last)
        #expect(letter.isFormal)
        #expect(letter.charges?.interest == interest.flatMap { Money($0, .euro) })
        #expect(letter.charges?.indemnity == indemnity.flatMap { Money($0, .euro) })
        let page = String(decoding: try #require(world.outlet.files["reminder-C-1001-3.html"]), as: UTF8.self)
        #expect(page.contains("L622-28") == (opened > "2026-08-05"), "the letter says why interest stopped")
        #expect(page.contains("40 EUR") == (indemnity != nil))
        try world.checkInvariants()
    }

    /// The July invoices are of the 6th; what they bill left the house that day.
    @Test(arguments: [("2026-07-06", true), ("2026-07-07", false)] as [(BusinessDate, Bool)])
    func `what arose on the day of the judgment or later is asked for as usual`(opened: BusinessDate, leaves: Bool)
        throws
    {
        let world = try late()
        let proceedings = Proceedings(.redressement, openedOn: opened, publishedOn: opened)
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), proceedings)), on: "2026-08-11")
        try world.remind(on: "2026-08-12")
        #expect(try world.letters("C-1001").isEmpty == !leaves)
        #expect(try world.withheld("C-1001").isEmpty == leaves)
        try world.checkInvariants()
    }

    @Test func `goods that left before the judgment are of before it, whenever they are billed`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run(on: Samples.today + 2)
        let invoice = try #require(try world.invoices().first)
        let left = try #require(invoice.delivery?.date)
        #expect(left < invoice.issueDate)
        let key = BookKey.invoice(invoice.number)
        guard case .invoice(let item)? = try world.ledger.read({ try $0.entries([key]) })[key] else {
            Issue.record("no item")
            return
        }
        let court = Proceedings(.sauvegarde, openedOn: invoice.issueDate, publishedOn: invoice.issueDate)
        #expect(item.arisenOn == left && court.freezes(claimOf: item.line.arisenOn))
    }
}
