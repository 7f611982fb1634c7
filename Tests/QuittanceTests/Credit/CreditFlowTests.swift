import Calendars
import CreditControl
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

struct WithdrawnTermTests {
    @Test(arguments: CreditInstruction.Agreed.allCases)
    func `what was agreed can be withdrawn, and nothing else goes with it`(agreed: CreditInstruction.Agreed) throws {
        let world = try World()
        try world.agree("C-1001") { change in
            (change.ordersLimit, change.overdueLimit, change.groupLimit) = (euros("1"), euros("2"), euros("3"))
            (change.overdueDays, change.reviewOn, change.validUntil) = (4, "2027-01-01", "2027-02-01")
            change.discount = DiscountOffer(Percentage(2), days: 10)
        }
        let court = Proceedings(.sauvegarde, openedOn: Samples.today, publishedOn: Samples.today)
        try world.credit(.proceedings(CustomerID("C-1001"), court))
        let before = try world.customer("C-1001").credit
        try world.credit(.withdraw(CustomerID("C-1001"), [agreed]))
        let after = try world.customer("C-1001").credit
        #expect(after != before && after == agreed.withdrawn(from: before))
        #expect(CreditInstruction.Agreed.allCases.count { $0.withdrawn(from: after) == after } == 1)
        #expect(try world.waiting("impossible").isEmpty)
        try world.checkInvariants()
    }
}

extension World {
    fileprivate func credit(_ order: CreditInstruction) throws {
        try instruct(.credit(order))
        try run()
    }

    fileprivate func agree(_ customer: String, _ edit: (inout CreditInstruction.Change) -> Void) throws {
        var change = CreditInstruction.Change()
        edit(&change)
        try credit(.agree(CustomerID(customer), change))
    }

    fileprivate func pay(_ id: String, _ amount: Money, to customer: String, quoting reference: String? = nil) throws {
        try instruct(
            .cash(
                .recordPayments([
                    Payment(
                        id: id, account: "FR7999999004170004160Q11882", bookedOn: Samples.today, amount: amount,
                        references: reference.map { [$0] } ?? [])
                ])))
        try run()
        try instruct(.cash(.credit(payment: id, to: CustomerID(customer), payerIsKnown: false)))
        try run()
    }

    fileprivate func customer(_ id: String) throws -> Customer {
        let key = BookKey.customer(CustomerID(id))
        guard case .customer(let customer)? = try ledger.read({ try $0.entries([key]) })[key] else {
            throw Failure.input("no \(id)")
        }
        return customer
    }

    fileprivate func pass(to date: BusinessDate) throws {
        clock.advance(seconds: max(0, Int64(clock.now().dateInUTC.days(until: date))) * 86400)
        try runner(asOf: date).runUntilIdle()
    }

    fileprivate func apply(_ csv: String) throws {
        let runner = try runner()
        _ = try importBytes(
            Array(csv.utf8), named: "applications.csv", as: .applications, through: runner, actor: "Lea",
            reason: "an application")
        try runner.runUntilIdle()
    }
}

private let order = "order-boulangerie-sainte-aure.xml"

struct CreditFlowTests {
    @Test func `a limit for a time begins and ends on its days, and held orders are decided again`() throws {
        let world = try World()
        try world.instruct(.setCreditLimit(CustomerID("C-1001"), euros("1.00")))
        try world.credit(
            .grant(CustomerID("C-1001"), DatedLimit(euros("9000.00"), from: "2026-12-01", until: "2026-12-31")))
        world.drop(order)
        try world.run()
        #expect(try world.standing(order).contains("held"))
        try world.pass(to: "2026-12-01")
        #expect(try !world.standing(order).contains("held"))
        #expect(try world.customer("C-1001").creditLimit == euros("9000.00"))
        try world.pass(to: "2027-01-01")
        #expect(try world.customer("C-1001").creditLimit == euros("1.00"))
        try world.checkInvariants()
    }

    @Test func `who stops the credit of a customer records the limit of that day, whichever held when it was agreed`()
        throws
    {
        let world = try World()
        try world.credit(
            .grant(CustomerID("C-1001"), DatedLimit(euros("9000.00"), from: "2026-12-01", until: "2026-12-31")))
        let usual = try world.customer("C-1001").creditLimit
        try world.instruct(.setCreditStop(CustomerID("C-1001"), true), on: "2026-12-05")
        #expect(try world.customer("C-1001").creditLimit == euros("9000.00") && usual != euros("9000.00"))
        try world.instruct(.setCreditStop(CustomerID("C-1001"), false), on: "2027-01-02")
        #expect(try world.customer("C-1001").creditLimit == usual)
        try world.checkInvariants()
    }

    @Test func `a large limit counts once somebody else has approved it`() throws {
        let world = try World {
            $0.replacing(
                "\"uses\": \"set-credit\",",
                with: "\"uses\": \"set-credit\", \"settings\": { \"approvalAbove\": 100000 },")
        }
        try world.credit(
            .grant(CustomerID("C-1001"), DatedLimit(euros("90000.00"), from: "2026-11-01", until: "2026-12-31")))
        let waiting = try #require(try world.waiting("approval").first)
        try world.intervene(.release, on: waiting)
        try world.run()
        #expect(try world.waiting("approval").count == 1, "who asks does not approve")
        try world.runner().intervene(
            Intervention(verb: .release, actor: "Camille", reason: "a good customer"), on: waiting.id)
        try world.run()
        #expect(try world.customer("C-1001").creditLimit == euros("90000.00"))
        try world.checkInvariants()
    }

    @Test func `a group shares its limit, and a payment of one makes room for another`() throws {
        let world = try World()
        try world.agree("C-1005") { $0.group = CustomerID("C-1001") }
        try world.agree("C-1001") { $0.groupLimit = euros("1500.00") }
        world.drop("order-boulangerie-sainte-aure.xml", "order-traiteur-marsolle.xml")
        try world.run()
        let held = try ["C-1001", "C-1005"].map { try world.account($0).held.count }
        let exposure = try ["C-1001", "C-1005"].map { try world.account($0).exposure }.sum(in: .euro)
        #expect(exposure <= euros("1500.00"))
        let view = try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro) }
        let report = try JSONSerialization.jsonObject(with: Data(Report.exposure(view).write(as: .json)))
        let totals = (report as? [String: Any])?["totals"] as? [String: Any]
        let groups = totals?["groups"] as? [String: [String: Any]]
        #expect(groups?.keys.sorted() == ["C-1001"])
        #expect(groups?["C-1001"]?["exposure"] as? String == "\(exposure.decimal)")
        #expect(groups?["C-1001"]?["limit"] as? String == "1500.00")
        let words = try world.ledger.read(allEvents).map(\.event.inWords)
        #expect(words.contains { $0.hasPrefix("customer C-1005 recorded") && $0.hasSuffix("of the group of C-1001") })
        try world.pay("P1", euros("5000.00"), to: "C-1001")
        if held != [0, 0] { #expect(try ["C-1001", "C-1005"].map { try world.account($0).held.count } == [0, 0]) }
        try world.checkInvariants()
    }

    @Test func `the head of a group joins no other, or its members would be counted nowhere`() throws {
        let world = try World()
        try world.agree("C-1005") { $0.group = CustomerID("C-1001") }
        try world.agree("C-1001") { $0.group = CustomerID("C-1002") }
        let refused = try #require(try world.waiting("impossible").first)
        #expect(refused.findings.first?.code == "CRD-009")
        #expect(try world.customer("C-1001").credit.group == nil)
        try world.agree("C-1005") { $0.group = CustomerID("C-1005") }
        try world.agree("C-1001") { $0.group = CustomerID("C-1002") }
        #expect(try world.customer("C-1001").credit.group == CustomerID("C-1002"), "nobody is left in its group")
        try world.checkInvariants()
    }

    @Test func `what cannot be of credit waits, and changes nothing`() throws {
        let world = try World()
        let before = try world.customer("C-1001")
        try world.agree("C-1001") { $0.overdueDays = -3 }
        for (opened, published) in [
            (Samples.today + 1, Samples.today + 1), (Samples.today, Samples.today + 1),
            (Samples.today, Samples.today - 1),
        ] {
            try world.credit(
                .proceedings(
                    CustomerID("C-1001"), Proceedings(.sauvegarde, openedOn: opened, publishedOn: published)))
        }
        #expect(
            try world.waiting("impossible").map { $0.findings.first?.code } == Array(repeating: "CRD-009", count: 4))
        #expect(try world.customer("C-1001") == before)
        try world.credit(
            .proceedings(
                CustomerID("C-1001"),
                Proceedings(.sauvegarde, openedOn: Samples.today, publishedOn: Samples.today)))
        #expect(try world.customer("C-1001").credit.proceedings != nil)
        try world.checkInvariants()
    }

    @Test func `pain 11: an order that is paid ahead passes, whatever the customer owes`() throws {
        let world = try World()
        try world.agree("C-1001") { $0.isPrepaid = true }
        world.drop(order)
        try world.run()
        #expect(try world.standing(order).contains("held"))
        let held = try #require(try world.account("C-1001").held.first)
        let finding = try #require(try world.waiting("held").first?.findings.first)
        #expect(finding.code == "CRD-008")
        try world.pay("P1", euros("5000.00"), to: "C-1001", quoting: held)
        #expect(try world.account("C-1001").held.isEmpty)
        try world.checkInvariants()
    }

    @Test func `orders under way and overdue amounts have limits of their own`() throws {
        let world = try World()
        try world.agree("C-1001") { $0.ordersLimit = euros("1.00") }
        world.drop(order)
        try world.run()
        #expect(try world.waiting("held").first?.findings.first?.code == "CRD-005")
        try world.agree("C-1001") { $0.ordersLimit = euros("5000.00") }
        #expect(try world.account("C-1001").held.isEmpty, "a new limit has it decided again")
        try world.checkInvariants()
    }

    /// A customer whose invoice is older than a judgment, and what it paid on a day, told after that.
    private func judged(paidOn day: BusinessDate) throws -> (world: World, item: OpenItem) {
        let world = try World()
        world.dropOrders()
        try world.run()
        let item = try #require(try items(world).first { $0.customer == CustomerID("C-1001") })
        try world.pass(to: Samples.today + 3)
        let court = Proceedings(.redressement, openedOn: Samples.today + 1, publishedOn: Samples.today + 3)
        try world.instruct(.credit(.proceedings(item.customer, court)))
        try world.pass(to: Samples.today + 3)
        let payment = Payment(id: "P1", account: "FR79", bookedOn: day, amount: item.amount, texts: [item.number])
        try world.instruct(.cash(.recordPayments([payment])))
        try world.run(on: Samples.today + 3)
        return (world, item)
    }

    private func items(_ world: World) throws -> [OpenItem] {
        try world.ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
    }

    @Test func `a court freezes what is older, asks for the claim in time, and has orders paid ahead`() throws {
        let (world, item) = try judged(paidOn: Samples.today + 1)
        #expect(try world.waiting("unmatched").count == 1, "no money goes to frozen claims by itself")
        try world.pass(to: "2026-12-28")
        let claim = try #require(try world.waiting("declare-claim").first)
        #expect(claim.findings.first?.message.contains(item.amount.description) == true)
        try world.checkInvariants()
    }

    @Test
    func `the claim is told with its parts, and comes back when more than was declared is older than the judgment`()
        throws
    {
        let world = try julyWorld()
        let court = Proceedings(.redressement, openedOn: "2026-08-10", publishedOn: "2026-08-20")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-08-20")
        try world.run(on: "2026-09-20")
        let claim = try #require(try world.waiting("declare-claim").first)
        // 572.96 × 4 days from 6 to 9 August × 12.15 % / 365
        #expect(
            claim.findings.map(\.message) == [
                "572.96 EUR of before 2026-08-10 in 1 items and 0.76 EUR of interest and 40.00 EUR for recovery, to be declared until 2026-10-20",
                "INV-2026-000001 of 2026-07-06, due on 2026-08-05: 572.96 EUR, interest 0.76 EUR, for recovery 40.00 EUR",
            ])
        try world.pay("P1", euros("100.00"), "INV-2026-000001", on: "2026-09-21")
        for work in try world.waiting("unmatched") {
            try world.runner(asOf: "2026-09-21").intervene(
                Intervention(verb: .discard, actor: "Lea", reason: "paid back"), on: work.id)
        }
        try world.intervene(.release, on: #require(try world.waiting("declare-claim").first))
        try world.run(on: "2026-09-21")
        #expect(try world.waiting("declare-claim").isEmpty)
        #expect(try world.customer("C-1001").credit.proceedings?.declared(of: "INV-2026-000001") == euros("572.96"))
        try world.run(on: "2027-01-10")
        #expect(try world.waiting("declare-claim").isEmpty, "it is declared")
        try world.checkInvariants()
    }

    @Test func `a claim is due again for another invoice of as much as was declared`() throws {
        let world = try julyWorld()
        let court = Proceedings(.redressement, openedOn: "2026-08-10", publishedOn: "2026-08-20")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-08-20")
        try world.run(on: "2026-09-20")
        var terms = try world.customer("C-1001")
        // As much was declared, of an invoice that is not this one.
        terms.credit.proceedings?.declare([DeclaredClaim(invoice: "INV-X", amount: euros("572.96"))])
        try world.instruct(.recordCustomers([terms]), on: "2026-09-20")
        try world.run(on: "2026-09-21")
        let claim = try #require(try world.waiting("declare-claim").first)
        #expect(claim.findings.first?.message.contains("declared before") == false)
    }

    @Test func `a limit that ends while a claim is due ends on its day`() throws {
        let world = try julyWorld()
        let court = Proceedings(.redressement, openedOn: "2026-08-10", publishedOn: "2026-08-20")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-08-20")
        let usual = try world.customer("C-1001").creditLimit
        let dated = DatedLimit(euros("9000.00"), from: "2026-08-01", until: "2026-09-30")
        try world.instruct(.credit(.grant(CustomerID("C-1001"), dated)), on: "2026-08-21")
        for day in ["2026-08-21", "2026-09-20", "2026-09-30"] as [BusinessDate] { try world.run(on: day) }
        #expect(try world.waiting("declare-claim").count == 1)
        #expect(try world.customer("C-1001").creditLimit == euros("9000.00"))
        try world.run(on: "2026-10-01")
        #expect(try world.customer("C-1001").creditLimit == usual)
        #expect(try world.waiting("declare-claim").count == 1)
    }

    @Test func `a claim that nobody declared in time keeps its row, which says until when the court can be asked`()
        throws
    {
        let world = try julyWorld()
        let court = Proceedings(.liquidation, openedOn: "2026-07-10", publishedOn: "2026-07-20")
        try world.instruct(.credit(.proceedings(CustomerID("C-1001"), court)), on: "2026-08-01")
        for day in ["2026-09-19", "2026-09-21", "2026-12-01"] as [BusinessDate] { try world.run(on: day) }
        let claim = try #require(try world.waiting("declare-claim").first)
        #expect(
            claim.findings.first?.message
                == "572.96 EUR of before 2026-07-10 in 1 items, were to be declared until 2026-09-20; the court can be asked for leave until 2027-01-20 (C. com. L622-26)"
        )
        #expect(claim.findings.last?.message == "INV-2026-000001 of 2026-07-06, to fall due on 2026-08-05: 572.96 EUR")
    }

    @Test func `proceedings that were told by mistake were never there`() throws {
        let world = try World()
        let court = Proceedings(.sauvegarde, openedOn: Samples.today, publishedOn: Samples.today)
        let before = try world.customer("C-1001").credit
        for order in [.proceedings(CustomerID("C-1001"), court), .proceedings(CustomerID("C-1001"), nil)]
            as [CreditInstruction]
        {
            try world.credit(order)
        }
        #expect(try world.customer("C-1001").credit.pastProceedings.map(\.openedOn) == [court.openedOn])
        try world.credit(.withdraw(CustomerID("C-1001"), [.proceedings]))
        #expect(try world.customer("C-1001").credit == before)
    }

    @Test func `what was paid before the judgment pays what is older, whenever the bank tells it`() throws {
        let (world, item) = try judged(paidOn: Samples.today)
        #expect(try world.waiting("unmatched").isEmpty)
        #expect(try items(world).first { $0.number == item.number }?.open.isZero == true)
        try world.checkInvariants()
    }

    @Test func `pain 12: two orders never use the same room, whatever comes together and however it is cut`() throws {
        for limit in stride(from: 0, through: 6000, by: 1500) {
            let world = try World()
            try world.instruct(.setCreditLimit(CustomerID("C-1001"), euros(ExactDecimal(limit))))
            try world.run()
            let text = String(decoding: Samples.bytes("inbox/" + order), as: UTF8.self)
            let number = try #require(text.firstMatch(of: /<cbc:ID>([^<]+)<\/cbc:ID>/)?.1)
            for copy in 0..<7 {
                world.intake.drop("order-\(copy).xml", Array(text.replacing(number, with: "\(number)-\(copy)").utf8))
            }
            try world.run()
            let account = try world.account("C-1001")
            #expect(account.exposure <= euros(ExactDecimal(limit)))
            let releases = try world.ledger.read { try allEvents($0) }.compactMap { event in
                if case .orderReleased(_, let release) = event.event { release } else { nil }
            }
            for (earlier, later) in zip(releases, releases.dropFirst()) {
                #expect(later.exposure == earlier.exposure + earlier.reserved, "each release sees the one before it")
            }
            try world.checkInvariants()
        }
    }
}

struct OnboardingFlowTests {
    private let header =
        "id,name,siren,siret,vat,country,street,city,postalCode,terms,currency,creditLimit,foundedOn,legalForm,rating,insurerLimit,averageDaysLate,disputes,iban\n"
    private let good =
        "C-2001,Moulin de Verre SAS,732829320,73282932000074,FR44732829320,FR,1 rue du Bief,Cluny,71250,45d,EUR,15000.00,2009-03-01,corporation,80,30000.00,2,0,FR1420041010050500013M02606\n"

    @Test func `an application is checked, scored and recorded with its reasons, its limit and its review`() throws {
        let world = try World()
        try world.apply(header + good)
        let customer = try world.customer("C-2001")
        #expect(customer.creditLimit == euros("15000.00") && customer.credit.validUntil == "2027-11-23")
        #expect(customer.credit.reviewOn == "2027-10-23")
        try world.pass(to: "2027-10-23")
        #expect(try world.waiting("review-due").count == 1)
        try world.agree("C-2001") { $0.reviewOn = "2028-10-23" }
        try world.pass(to: "2027-10-23")
        #expect(try world.waiting("review-due").isEmpty)
        try world.pass(to: "2027-11-24")
        #expect(try world.customer("C-2001").creditLimit == euros("0.00"), "its limit has run out")
        try world.checkInvariants()
    }

    @Test func `the form of a company is taken as registers write it`() throws {
        for (text, form) in [("SAS", "legal form 100 of 100"), ("Sarl", "legal form 70 of 100")] {
            let world = try World()
            try world.apply(header + good.replacing("corporation", with: text))
            let reasons = try world.ledger.read(allEvents).flatMap { recorded -> [String] in
                if case .customerAssessed(_, let assessment) = recorded.event { assessment.reasons } else { [] }
            }
            #expect(reasons.contains { $0.hasPrefix(form) }, "\(reasons)")
        }
    }

    @Test func `an identifier that cannot be, and a company that is known, wait for a person`() throws {
        let world = try World()
        try world.apply(header + good.replacing("73282932000074", with: "73282932000075"))
        let unsound = try world.waiting("unsound")
        let identities = try world.ledger.read { ledger in try unsound.map { try WorkIdentity(of: $0, in: ledger) } }
        #expect(identities.map(\.details) == ["C-2001 Moulin de Verre SAS"])
        try world.apply(header + good)
        try world.apply(header + good.replacing("C-2001", with: "C-2002"))
        let duplicate = try #require(try world.waiting("duplicate").first)
        #expect(duplicate.findings.first?.message.contains("C-2001") == true)
        try world.intervene(.release, on: duplicate)
        try world.run()
        #expect(try world.customer("C-2002").creditLimit == euros("15000.00"))
        try world.checkInvariants()
    }

    @Test func `an application under a customer's own number changes nothing of it, whoever releases it`() throws {
        let world = try World()
        let before = try world.customer("C-1001")
        try world.apply(header + good.replacing("C-2001", with: "C-1001"))
        let row = try #require(try world.waiting("duplicate").first)
        #expect(row.findings.map(\.code) == ["CUS-014"] && row.nextAction.contains("C-1001 with `quittance agree`"))
        try world.intervene(.release, on: row)
        try world.run()
        #expect(try world.customer("C-1001") == before && world.waiting("duplicate").count == 1)
        try world.checkInvariants()
    }

    @Test func `applications come from a folder as they do by command, and a customer's record is none`() throws {
        let world = try World { text in
            text.replacing("\"json-order\", ", with: "\"json-order\", \"credit-applications\", ")
                .replacing(
                    "\"order\": \"check\", \"despatch",
                    with: "\"instruction\": \"onboard\", \"order\": \"check\", \"despatch")
        }
        world.intake.drop("new.csv", Array((header + good).utf8))
        world.intake.drop("faulty.csv", Array((header + good.replacing("15000.00", with: "plenty")).utf8))
        world.intake.drop("customers.csv", Samples.bytes("customers.csv"))
        try world.run()
        #expect(try world.customer("C-2001").creditLimit == euros("15000.00"))
        #expect(try Set(world.waiting("unreadable").flatMap { $0.findings.map(\.code) }).isSuperset(of: ["CSV-004"]))
        #expect(try world.waiting("unreadable").count == 2)
        try world.checkInvariants()
    }

    @Test func `a limit below nothing and a company of tomorrow are no facts`() throws {
        let world = try World()
        try world.apply(header + good.replacing("2009-03-01", with: "2026-11-24"))
        let unsound = try #require(try world.waiting("unsound").first)
        #expect(unsound.findings.map(\.code) == ["CUS-004"])
        try world.apply(header + good.replacing("2009-03-01", with: "2026-11-23"))
        #expect(try world.waiting("review-due").isEmpty && world.customer("C-2001").creditLimit != nil)
        #expect(throws: Failure.self) {
            try world.apply(header + good.replacing("30000.00", with: "-5.00"))
        }
        try world.checkInvariants()
    }

    @Test func `of whom too little is known gets no credit without the word of somebody else`() throws {
        func row(_ facts: String, as id: String) -> String {
            "\(id),Société \(id) SAS,,,,FR,1 rue,Cluny,71250,45d,EUR,20000.00,\(facts),\n"
        }
        let world = try World()
        try world.apply(header + row(",,,,,", as: "C-2005"))
        let waiting = try #require(try world.waiting("approval").first)
        #expect(
            waiting.findings.first?.message.hasPrefix(
                "C-2005, given by Lea: score 50 gives 20000.00 EUR; of what counts 0 % is known, less than 50 %; ")
                == true)
        #expect(waiting.nextAction.contains("somebody else"))
        try world.intervene(.release, on: waiting)
        try world.run()
        #expect(try world.waiting("approval").count == 1, "who gave it does not approve it")
        try world.runner().intervene(
            Intervention(verb: .release, actor: "Camille", reason: "a company that I know"), on: waiting.id)
        try world.run()
        #expect(try world.customer("C-2005").creditLimit == euros("20000.00"))
        // Rating and insurer weigh 45 of 100, with its disputes 55.
        try world.apply(header + row(",,80,30000.00,,", as: "C-2006"))
        #expect(try world.waiting("approval").count == 1)
        try world.apply(header + row(",,80,30000.00,,0", as: "C-2007"))
        #expect(try world.customer("C-2007").creditLimit == euros("20000.00"))
        // A bad score needs nobody: it gives no credit.
        try world.apply(header + row(",,0,0.00,,", as: "C-2008"))
        #expect(try world.customer("C-2008").credit.isPrepaid)
        try world.checkInvariants()
    }

    @Test func `a large limit waits for a second person, and a bad score pays ahead`() throws {
        let world = try World()
        try world.apply(header + good.replacing("15000.00", with: "90000.00").replacing("30000.00", with: "90000.00"))
        let waiting = try #require(try world.waiting("approval").first)
        try world.runner().intervene(
            Intervention(verb: .release, actor: "Camille", reason: "seen the accounts"), on: waiting.id)
        try world.run()
        #expect(try world.customer("C-2001").creditLimit == euros("90000.00"))
        try world.apply(
            header + "C-2003,Fragile EURL,,,,FR,1 rue,Cluny,71250,60d,EUR,5000.00,2026-06-01,soleTrader,5,0.00,70,12,\n"
        )
        #expect(try world.customer("C-2003").credit.isPrepaid)
        #expect(try world.customer("C-2003").terms.days == 30)
        try world.checkInvariants()
    }
}

/// Customers that have come to their limit and go on ordering.
struct ManyHeldOrdersTests {
    /// A world with so many orders held of one customer, and how many decisions that took.
    private func hold(_ count: Int) throws -> (world: World, decisions: Int) {
        let world = try World()
        let order = String(decoding: Samples.bytes("inbox/order-patisserie-tilleret-oven.xml"), as: UTF8.self)
        for number in 1...count {
            world.intake.drop("\(number).xml", Array(order.replacing("T-318", with: "T-\(number)").utf8))
        }
        let runner = try world.runner()
        try runner.runUntilIdle()
        #expect(try world.waiting("held").count == count)
        return (world, runner.progress.documentsDecided)
    }

    @Test func `twice as many held orders of a customer take twice the decisions`() throws {
        let (few, many) = (try hold(512).decisions, try hold(1024).decisions)
        #expect(Double(many) / Double(few) <= 2.1, "\(few) and \(many) decisions")
    }

    @Test func `each of them is asked for again once there is room, the oldest first`() throws {
        let world = try hold(3).world
        try world.instruct(.setCreditLimit(CustomerID("C-1004"), euros("1000000.00")))
        try world.run()
        #expect(try world.waiting("held").isEmpty)
        #expect(try world.account("C-1004").held.isEmpty)
        try world.checkInvariants()
    }

    @Test func `an order that is held is asked for again when it is cancelled or a payment comes`() throws {
        let world = try hold(2).world
        let before = try world.account("C-1004")
        #expect(before.held == ["T-1", "T-2"])
        try world.intervene(.discard, on: #require(try world.waiting("held").first))
        try world.run()
        #expect(try world.account("C-1004").held == ["T-2"])
        try world.pay("P-1", euros("1000000.00"), to: "C-1004")
        try world.run()
        #expect(try world.waiting("held").isEmpty)
    }
}
