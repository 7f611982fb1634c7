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

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private let ourAccount = "FR7999999004170004160Q11882"

extension World {
    /// Takes in a payment, as a statement or a person says it.
    fileprivate func pay(
        _ id: String, _ amount: ExactDecimal, text: String = "", iban: String? = nil, name: String? = nil,
        currency: Currency = .euro, reference: String? = nil
    ) throws {
        try instruct(
            .cash(
                .recordPayments([
                    Payment(
                        id: id, account: ourAccount, bookedOn: Samples.today, amount: Money(amount, currency)!,
                        payer: Payer(name: name, iban: iban), texts: text.isEmpty ? [] : [text],
                        bankReference: reference)
                ])))
        try run()
    }

    fileprivate func order(_ order: CashInstruction) throws {
        try instruct(.cash(order))
        try run()
    }

    fileprivate func open(_ invoice: String) throws -> Money {
        guard case .invoice(let item)? = try ledger.read({ try $0.entries([.invoice(invoice)]) })[.invoice(invoice)]
        else {
            throw Failure.input("no invoice \(invoice)")
        }
        return item.open
    }

    fileprivate func payment(_ id: String) throws -> PaymentEntry {
        guard case .payment(let entry)? = try ledger.read({ try $0.entries([.payment(id)]) })[.payment(id)] else {
            throw Failure.input("no payment \(id)")
        }
        return entry
    }

    /// The invoice of a customer that this world issued.
    fileprivate func invoice(of customer: String) throws -> OpenItem {
        let items = try ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        return try #require(items.first { $0.customer == CustomerID(customer) })
    }
}

/// A world with the six invoices of the samples' day.
private func billedWorld() throws -> World {
    let world = try World()
    world.dropInbox { !$0.hasPrefix("statement-") }
    try world.run()
    return world
}

@Suite struct CashTests {
    @Test func `pain 1: a payment that quotes a number pays that invoice, a number inside a longer one pays nothing`()
        throws
    {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", item.amount.decimal, text: "FACTURE X\(item.number)9")
        #expect(try world.open(item.number) == item.amount)
        #expect(try world.waiting("unmatched").count == 1)
        try world.pay("P2", item.amount.decimal, text: "Virement \(item.number.replacing("-", with: " ")) merci")
        #expect(try world.open(item.number).isZero)
        try world.checkInvariants()
    }

    @Test func `pain 2: a part payment leaves the rest open, and no more than is open is ever taken`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1008")
        try world.pay("P1", "5000.00", text: item.number)
        #expect(try world.open(item.number) == item.amount - euros("5000.00"))
        try world.pay("P2", item.amount.decimal, text: item.number)
        #expect(try world.open(item.number).isZero)
        #expect(try world.payment("P2").rest == euros("5000.00"))
        #expect(try world.account("C-1008").unapplied == euros("5000.00"))
        try world.checkInvariants()
    }

    @Test func `pain 3: a person directs the money to any invoice, and takes it off again`() throws {
        let world = try billedWorld()
        let (first, second) = (try world.invoice(of: "C-1001"), try world.invoice(of: "C-1005"))
        try world.pay("P1", "1000.00")
        try world.order(
            .allocate(
                payment: "P1", [.init(invoice: second.number, amount: euros("400.00")), .init(invoice: first.number)],
                payerIsKnown: false))
        #expect(try world.open(second.number) == second.amount - euros("400.00"))
        #expect(try world.open(first.number) == first.amount - euros("600.00"))
        #expect(try world.waiting("unmatched").isEmpty, "what waited is decided again")
        try world.order(.unallocate(payment: "P1", invoices: [second.number]))
        #expect(try world.open(second.number) == second.amount)
        #expect(try world.payment("P1").rest == euros("400.00"))
        try world.checkInvariants()
    }

    @Test func `money that somebody took off has a row, and is set against nothing again by itself`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", item.amount.decimal, text: item.number)
        #expect(try world.open(item.number).isZero)
        try world.order(.unallocate(payment: "P1", invoices: []))
        #expect(try world.open(item.number) == item.amount)
        let row = try #require(try world.waiting("unmatched").first)
        #expect(row.nextAction.hasPrefix("Release it to follow the first proposal"))
        try world.intervene(.release, on: row)
        try world.run()
        #expect(try world.open(item.number).isZero && world.waiting("unmatched").isEmpty)
        try world.checkInvariants()
    }

    @Test func `a match that a person released and took back again has a row of work, though a rest was on account`()
        throws
    {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        try world.run()
        let invoice = try #require(try world.invoices().first)
        let more = Money(3000, .euro)!
        let payment = Payment(
            id: "P1", account: World.account, bookedOn: Samples.today, amount: invoice.totals.payable + more,
            payer: Payer(name: "BOULANGERIE SAINTE AURE"), texts: [invoice.number])
        try world.instruct(.cash(.recordPayments([payment])))
        try world.run()
        for _ in 1...2 {
            try world.intervene(.release, on: #require(try world.waiting("unmatched").first))
            try world.run()
            #expect(try world.waiting("unmatched").isEmpty)
            #expect(try world.account("C-1011").unapplied == more)
            try world.instruct(.cash(.unallocate(payment: "P1", invoices: [invoice.number])))
            try world.run()
            #expect(try world.account("C-1011").unapplied == payment.amount)
            #expect(try world.waiting("unmatched").count == 1, "somebody is told of the money")
        }
        try world.checkInvariants()
    }

    @Test func `money that names what a judgment froze says so on its row`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        let court = Proceedings(.redressement, openedOn: Samples.today + 1, publishedOn: Samples.today + 1)
        try world.runner(asOf: Samples.today + 1).instruct(
            [Instruction(actor: "Lea", reason: "told", order: .credit(.proceedings(item.customer, court)))],
            named: "court", original: [1], actor: "Lea", reason: "told")
        try world.runner(asOf: Samples.today + 1).runUntilIdle()
        let payment = Payment(
            id: "P1", account: World.account, bookedOn: court.openedOn, amount: item.amount, texts: [item.number])
        try world.instruct(.cash(.recordPayments([payment])), on: court.openedOn)
        try world.run(on: court.openedOn)
        let row = try #require(try world.waiting("unmatched").first)
        #expect(row.findings.contains { $0.message.contains("before the judgment of \(court.openedOn)") })
        try world.checkInvariants()
    }

    /// An invoice that its customer writes itself, under a short number.
    private func worldWithShortNumber() throws -> World {
        let world = try World()
        let folder = checkout.appendingPathComponent("Samples/scenarios/self-billed-invoices/input")
        func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }
        let runner = try world.runner()
        _ = try importBytes(
            Array(try file("0-customer.csv")), named: "0-customer.csv", as: .customers, through: runner,
            actor: "Lea", reason: "self-billing")
        try runner.runUntilIdle()
        for name in ["1-order.xml", "2-first.xml", "3-self-billed.xml"] {
            let text = String(decoding: try file(name), as: UTF8.self)
            world.intake.drop(name, Array(text.replacing("BSA-SB-0001", with: "17").utf8))
            try world.run()
        }
        return world
    }

    @Test(arguments: [(true, true, true), (true, false, false), (false, true, false)])
    func `a short number names an invoice where it stands in a field for it, and its customer pays`(
        isInField: Bool, isOwn: Bool, isPaid: Bool
    ) throws {
        let world = try worldWithShortNumber()
        let item = try world.invoice(of: "C-1001")
        #expect(item.number == "17")
        let payer = Payer(name: isOwn ? "Boulangerie Sainte-Aure SARL" : "Les Fournils de la Mauve SAS")
        let payment = Payment(
            id: "P1", account: ourAccount, bookedOn: Samples.today, amount: euros("10.00"), payer: payer,
            references: isInField ? ["17"] : [], texts: isInField ? [] : ["17"])
        try world.instruct(.cash(.recordPayments([payment])))
        try world.run()
        #expect(try world.open("17") == (isPaid ? item.amount - euros("10.00") : item.amount))
        try world.checkInvariants()
    }

    @Test func `pain 4: cents that are missing close the invoice`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1005")
        try world.pay("P1", (item.amount - euros("0.03")).decimal, text: item.number)
        #expect(try world.open(item.number).isZero)
        try world.checkInvariants()
    }

    @Test func `pain 6: the same entry read twice is counted once, a second payment alike is counted`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1008")
        try world.pay("FR79/2026-11-23/100.00/1", "100.00", text: item.number)
        try world.pay("FR79/2026-11-23/100.00/1", "100.00", text: item.number)
        #expect(try world.open(item.number) == item.amount - euros("100.00"))
        try world.pay("FR79/2026-11-23/100.00/2", "100.00", text: item.number)
        #expect(try world.open(item.number) == item.amount - euros("200.00"))
        try world.checkInvariants()
    }

    @Test func `a payment that is known under its name for another amount waits, and one that has not come yet too`()
        throws
    {
        let world = try billedWorld()
        try world.pay("P1", "100.00")
        try world.pay("P1", "100.00")
        #expect(try world.waiting("impossible").isEmpty)
        try world.pay("P1", "100.01")
        #expect(try world.waiting("impossible").first?.findings.map(\.code) == ["CSH-010"])
        let later = Payment(id: "P2", account: ourAccount, bookedOn: Samples.today + 1, amount: euros("1.00"))
        let sound = Payment(id: "P3", account: ourAccount, bookedOn: Samples.today, amount: euros("1.00"))
        try world.order(.recordPayments([later, sound]))
        #expect(try world.waiting("impossible").last?.findings.map(\.code) == ["CSH-011"])
        #expect(try world.payment("P3").payment == sound)
        #expect(throws: Failure.self) { try world.payment("P2") }
        try world.checkInvariants()
    }

    @Test func `what is no customer's money leaves their books when it is discarded, and holds nobody's letters`()
        throws
    {
        let world = try billedWorld()
        try world.pay("P1", "500.00", text: "acompte", name: "BOULANGERIE SAINTE AURE")
        #expect(try world.account("C-1001").unclear == 1)
        try world.pay("P2", "0.80", text: "remboursement", name: "Trésor public")
        let rows = try world.waiting("unmatched")
        #expect(rows.last?.nextAction.contains("discard it where it is no customer's") == true, "\(rows)")
        for row in rows { try world.intervene(.discard, on: row) }
        try world.run()
        let back = Payment(
            id: "P3", account: ourAccount, bookedOn: Samples.today, amount: euros("-0.80"),
            payer: Payer(name: "Trésor public"), returnReason: "AC04")
        try world.order(.recordPayments([back]))
        try world.intervene(.discard, on: #require(try world.waiting("unknown-return").first))
        try world.run()
        for id in ["P1", "P2", "P3"] { #expect(try world.payment(id).rest.isZero) }
        #expect(try world.balance(of: .unallocated).isZero && world.balance(of: .bank).isZero)
        #expect(try world.account("C-1001").unclear == 0)
        try world.checkInvariants()
    }

    @Test func `pain 7: one receipt for several invoices is understood`() throws {
        let world = try billedWorld()
        let (first, second) = (try world.invoice(of: "C-1001"), try world.invoice(of: "C-1005"))
        try world.pay("P1", (first.amount + second.amount).decimal, text: "\(first.number) + \(second.number)")
        #expect(try world.open(first.number).isZero)
        #expect(try world.open(second.number).isZero)
        try world.checkInvariants()
    }

    @Test func `pain 9: another currency is never compared, it waits`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", item.amount.decimal, text: item.number, currency: Currency("USD")!)
        #expect(try world.open(item.number) == item.amount)
        #expect(try world.waiting("unmatched").count == 1)
        try world.order(.allocate(payment: "P1", [.init(invoice: item.number)], payerIsKnown: false))
        #expect(try world.waiting("impossible").count == 1)
        try world.checkInvariants()
    }

    @Test func `a payment makes room: a held order is released by itself`() throws {
        let world = try billedWorld()
        let held = try world.account("C-1004").held.count
        #expect(held > 0)
        try world.pay("P1", "9000.00", iban: "FR7630006000011234567890189")
        try world.order(.credit(payment: "P1", to: CustomerID("C-1004"), payerIsKnown: true))
        #expect(try world.account("C-1004").held.isEmpty)
        try world.checkInvariants()
    }

    @Test func `a payer that somebody confirmed is known the next time`() throws {
        let world = try billedWorld()
        let (first, second) = (try world.invoice(of: "C-1001"), try world.invoice(of: "C-1005"))
        let iban = "FR7630006000011234567890189"
        try world.pay("P1", "100.00", iban: iban)
        try world.order(.allocate(payment: "P1", [.init(invoice: first.number)], payerIsKnown: true))
        try world.pay("P2", (first.amount - euros("100.00")).decimal, iban: iban)
        #expect(try world.open(first.number).isZero)
        #expect(try world.open(second.number) == second.amount)
        try world.checkInvariants()
    }

    @Test func `a name alone is proposed, and followed when somebody releases it`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", item.amount.decimal, iban: "FR7612345", name: "BOULANGERIE SAINTE AURE")
        let waiting = try #require(try world.waiting("unmatched").first)
        #expect(waiting.findings.first?.message.contains(item.number) == true)
        try world.intervene(.release, on: waiting)
        try world.run()
        #expect(try world.open(item.number).isZero)
        try world.checkInvariants()
    }

    @Test func `money that comes back opens what it had paid`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", item.amount.decimal, text: item.number, reference: "BNK0001")
        #expect(try world.open(item.number).isZero)
        try world.pay("P2", -item.amount.decimal, text: "REJET BNK0001")
        #expect(try world.open(item.number) == item.amount)
        #expect(try world.payment("P1").returnedBy == "P2")
        try world.checkInvariants()
    }

    @Test func `a payment before its invoice waits, and pays it when it is issued`() throws {
        let world = try World()
        try world.pay("P1", "1160.62", text: "INV-2026-000001")
        #expect(try world.waiting("unmatched").count == 1)
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        #expect(try world.open("INV-2026-000001").isZero)
        #expect(try world.waiting("unmatched").isEmpty)
        try world.checkInvariants()
    }

    @Test func `what is given up is written off with its reason`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1005")
        try world.order(.writeOff(invoice: item.number, amount: euros("92.60")))
        #expect(try world.open(item.number) == item.amount - euros("92.60"))
        try world.order(.writeOff(invoice: item.number, amount: item.amount))
        #expect(try world.waiting("impossible").count == 1, "more than is open cannot be given up")
        try world.checkInvariants()
    }

    @Test func `what was given up and is paid after all is owed again first`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1005")
        try world.order(.undoWriteOff(invoice: item.number))
        #expect(try world.waiting("impossible").count == 1, "nothing was given up")
        for amount in ["60.00", "32.60"] as [ExactDecimal] {
            try world.order(.writeOff(invoice: item.number, amount: euros(amount)))
        }
        #expect(try world.open(item.number) == item.amount - euros("92.60"))
        try world.order(.undoWriteOff(invoice: item.number))
        #expect(try world.open(item.number) == item.amount)
        #expect(try world.account("C-1005").receivable == item.amount)
        try world.order(.undoWriteOff(invoice: item.number))
        #expect(try world.waiting("impossible").count == 2, "it is owed again once")
        try world.checkInvariants()
    }

    @Test func `more than one person may give up is written off when another one approves`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1005")
        try world.order(.writeOff(invoice: item.number, amount: euros("100.00")))
        #expect(try world.open(item.number) == item.amount - euros("100.00"))
        // Small pieces are no way around.
        try world.order(.writeOff(invoice: item.number, amount: euros("0.01")))
        #expect(try world.open(item.number) == item.amount - euros("100.00"))
        try world.intervene(.discard, on: #require(try world.waiting("approval").first))
        try world.order(.writeOff(invoice: item.number, amount: euros("100.01")))
        let waiting = try #require(try world.waiting("approval").first)
        #expect(waiting.findings.map(\.code) == ["CSH-014"])
        try world.intervene(.release, on: waiting, by: "Lea")
        try world.run()
        #expect(try world.open(item.number) == item.amount - euros("100.00"), "who asks does not approve")
        try world.intervene(.release, on: #require(try world.waiting("approval").first), by: "Noor")
        try world.run()
        #expect(try world.open(item.number) == item.amount - euros("200.01"))
        try world.checkInvariants()
    }

    @Test func `a payment of nothing is told of, and nothing is booked`() throws {
        let world = try billedWorld()
        try world.pay("P0", "0.00", text: "rien")
        #expect(try world.waiting("impossible").first?.findings.map(\.code) == ["CSH-013"])
        #expect(
            try world.take(
                SampleStatement(entries: [SampleEntry(amount: "0.00", text: "pour mémoire", reference: "Z1")]),
                as: "zero.xml") == "waiting: unmatched")
        let waiting = try #require(try world.waiting("unmatched").first)
        #expect(waiting.findings.map(\.code) == ["CSH-013"])
        #expect(try world.payments().isEmpty)
        try world.intervene(.release, on: waiting)
        try world.run()
        #expect(try world.waiting("unmatched").isEmpty)
        try world.checkInvariants()
    }

    @Test func `what is left of money whose owner nobody knows waits on`() throws {
        let world = try billedWorld()
        let (first, second) = (try world.invoice(of: "C-1001"), try world.invoice(of: "C-1005"))
        let sum = first.amount + second.amount
        try world.pay("P1", (sum + euros("7.00")).decimal, text: "\(first.number) \(second.number)")
        try world.intervene(.release, on: #require(try world.waiting("unmatched").first))
        try world.run()
        #expect(try world.open(first.number).isZero)
        #expect(try world.open(second.number).isZero)
        let waiting = try #require(try world.waiting("unmatched").first)
        #expect(waiting.findings.first?.message.contains("7.00 EUR") == true, "\(waiting.findings)")
        try world.order(.credit(payment: "P1", to: first.customer, payerIsKnown: false))
        #expect(try world.account("C-1001").unapplied == euros("7.00"))
        try world.checkInvariants()
    }

    @Test func `an invoice that is named in another currency is said to be`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", "100.00", text: item.number, currency: .init("USD")!)
        let words = try #require(try world.waiting("unmatched").first).findings.map(\.message)
        #expect(words.contains { $0.contains(item.number) && $0.contains("USD") }, "\(words)")
    }

    @Test func `pain 18: the aged balance of a day is what it was, whatever was paid since`() throws {
        let world = try billedWorld()
        let before = try world.ledger.read { try BookView(history: $0, on: Samples.today, knownAt: nil, in: .euro) }
        let known = world.clock.now()
        world.clock.advance(seconds: 3600)
        let item = try world.invoice(of: "C-1001")
        try world.pay("P1", item.amount.decimal, text: item.number)
        let (then, now) = try world.ledger.read {
            (
                try BookView(history: $0, on: Samples.today, knownAt: known, in: .euro),
                try BookView(history: $0, on: Samples.today, knownAt: nil, in: .euro)
            )
        }
        #expect(Report.aged(before).write(as: .json) == Report.aged(then).write(as: .json))
        #expect(Report.aged(now).write(as: .json) != Report.aged(then).write(as: .json))
    }
}
