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

extension World {
    fileprivate func pay(_ id: String, _ amount: Money, text: String = "", iban: String? = nil) throws {
        try instruct(
            .cash(
                .recordPayments([
                    Payment(
                        id: id, account: "FR7999999004170004160Q11882", bookedOn: Samples.today, amount: amount,
                        payer: Payer(iban: iban),
                        texts: text.isEmpty ? [] : [text])
                ])))
        try run()
    }

    fileprivate func advise(_ csv: String) throws {
        let runner = try runner()
        _ = try importBytes(
            Array(csv.utf8), named: "advices.csv", as: .remittances, through: runner, actor: "Lea", reason: "a letter")
        try runner.runUntilIdle()
    }

    /// The disputes that wait for an answer; the samples' day has an invoice of its own that its buyer questions.
    fileprivate func contested() throws -> [Work] { try waiting("contested").filter { $0.stage == "follow-case" } }

    fileprivate func order(_ order: CaseInstruction) throws {
        try instruct(.cases(order))
        try run()
    }

    fileprivate func item(_ number: String) throws -> OpenItem {
        let key = BookKey.invoice(number)
        guard case .invoice(let item)? = try ledger.read({ try $0.entries([key]) })[key] else {
            throw Failure.input("no \(number)")
        }
        return item
    }

    fileprivate func invoice(of customer: String) throws -> OpenItem {
        let items = try ledger.read { try BookView(current: $0, on: Samples.today, in: .euro).items }
        return try #require(items.first { $0.customer == CustomerID(customer) })
    }

    fileprivate func line(_ item: OpenItem) throws -> OpenLine {
        let key = BookKey.openItems(item.customer, Month(of: item.issueDate))
        guard case .openItems(let lines)? = try ledger.read({ try $0.entries([key]) })[key] else {
            throw Failure.input("no lines")
        }
        return try #require(lines.first { $0.invoice == item.number })
    }
}

private func billedWorld() throws -> World {
    let world = try World()
    world.dropOrders()
    try world.run()
    return world
}

private let header =
    "number,payer,payerSIREN,date,paymentReference,total,document,paid,discount,deduction,reason,currency\n"

struct RemittanceFlowTests {
    @Test func `pain 8: an advice before its payment waits, then explains it, and what is kept back becomes a dispute`()
        throws
    {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        let paid = item.amount - euros("60.00")
        try world.advise(
            header
                + "AV-4711,Boulangerie Sainte-Aure,999901184,2026-11-20,VIR-4711,\(paid.decimal),\(item.number),\(paid.decimal),,60.00,4,EUR\n"
        )
        #expect(try world.waiting("announced").count == 1)
        try world.pay("P1", paid, text: "VIR 4711")
        #expect(try world.item(item.number).open == euros("60.00"))
        #expect(try world.item(item.number).disputed == euros("60.00"))
        #expect(try world.line(item).disputed == euros("60.00"))
        #expect(try world.waiting("announced").isEmpty && world.contested().count == 1)
        #expect(try world.contested().first?.findings.first?.message.contains("LIVR_INCOMP") == true)
        try world.checkInvariants()
    }

    @Test func `a payment before its advice waits, and is matched when the advice comes`() throws {
        let world = try billedWorld()
        let (first, second) = (try world.invoice(of: "C-1001"), try world.invoice(of: "C-1005"))
        let total = first.amount + second.amount
        try world.pay("P1", total, text: "VIR-9001")
        #expect(try world.waiting("unmatched").count == 1)
        try world.advise(
            header
                + "AV-1,Siège,,2026-11-20,VIR-9001,\(total.decimal),\(first.number),\(first.amount.decimal),,,,EUR\n"
                + "AV-1,Siège,,2026-11-20,VIR-9001,\(total.decimal),\(second.number),\(second.amount.decimal),,,,EUR\n")
        #expect(try world.item(first.number).open.isZero && world.item(second.number).open.isZero)
        #expect(try world.waiting("unmatched").isEmpty && world.waiting("announced").isEmpty)
        try world.checkInvariants()
    }

    @Test func `an advice after its payment was matched says why the rest is open`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        let paid = item.amount - euros("60.00")
        try world.pay("P1", paid, text: item.number)
        #expect(try world.item(item.number).disputed.isZero)
        try world.advise(
            header
                + "AV-4711,Boulangerie Sainte-Aure,999901184,2026-11-20,,\(paid.decimal),\(item.number),\(paid.decimal),,60.00,5,EUR\n"
        )
        #expect(try world.item(item.number).disputed == euros("60.00"))
        #expect(try world.waiting("announced").isEmpty && world.contested().count == 1)
        try world.checkInvariants()
    }

    @Test func `the same advice twice is counted once, and a payment that never comes is missed`() throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        let text =
            header + "AV-1,Boulangerie Sainte-Aure,999901184,2026-11-20,VIR-1111,100.00,\(item.number),100.00,,,,EUR\n"
        try world.advise(text)
        world.clock.advance(seconds: 60)
        try world.advise(text)
        #expect(try world.waiting("announced").count == 1)
        #expect(try world.account("C-1001").announced.count == 1)
        world.clock.advance(seconds: 9 * 86400)
        try world.runner(asOf: "2026-12-02").runUntilIdle()
        let missing = try #require(try world.waiting("missing").first)
        try world.intervene(.discard, on: missing)
        try world.run()
        #expect(try world.account("C-1001").announced.isEmpty)
        try world.checkInvariants()
    }
}

struct DisputeFlowTests {
    private func disputed(_ amount: Money? = nil) throws -> (World, OpenItem) {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.order(.openDispute(.init(invoice: item.number, amount: amount, reason: .unitPrice)))
        return (world, item)
    }

    @Test func `a person contests a part of an invoice, and no more than is open`() throws {
        let (world, item) = try disputed(euros("100.00"))
        #expect(try world.item(item.number).disputed == euros("100.00"))
        try world.order(.openDispute(.init(invoice: item.number, amount: item.amount, reason: .quality)))
        #expect(try world.waiting("impossible").count == 1)
        try world.order(.openDispute(.init(invoice: item.number, reason: .quality)))
        #expect(try world.item(item.number).disputed == item.amount)
        #expect(try world.item(item.number).disputes.map(\.id) == ["\(item.number)/D1", "\(item.number)/D2"])
        try world.checkInvariants()
    }

    @Test func `a dispute that nobody answers in time is on the list as overdue, whoever it is assigned to`() throws {
        let (world, item) = try disputed()
        try world.order(.assignDispute("\(item.number)/D1", owner: "Camille", dueOn: "2026-11-30"))
        world.clock.advance(seconds: 9 * 86400)
        try world.runner(asOf: "2026-12-02").runUntilIdle()
        let overdue = try #require(try world.waiting("overdue").first)
        #expect(overdue.findings.first?.message.contains("Camille") == true)
        try world.order(.resolveDispute("\(item.number)/D1", .rejected))
        #expect(try world.waiting("overdue").isEmpty)
        #expect(try world.item(item.number).disputed.isZero && world.item(item.number).open == item.amount)
        try world.order(.resolveDispute("\(item.number)/D1", .rejected))
        #expect(try world.waiting("impossible").count == 1, "it has ended")
        try world.checkInvariants()
    }

    @Test func `a credit note answers a dispute, takes the amount off the invoice, and is posted`() throws {
        let (world, item) = try disputed(euros("100.00"))
        let before = try world.account("C-1001").exposure
        try world.order(.resolveDispute("\(item.number)/D1", .creditNote))
        let credited = try world.item(item.number)
        #expect(credited.open == item.amount - euros("100.00") && credited.disputed.isZero)
        #expect(try world.item("AV-2026-000001").open.isZero)
        #expect(try world.account("C-1001").exposure == before - euros("100.00"))
        let posted = try #require(world.receiver.effects.first { $0.key.contains("AV-2026-000001") })
        let text = String(decoding: posted.body, as: UTF8.self)
        #expect(text.contains("CreditNoteTypeCode") && text.contains(item.number) && text.contains(">100.00<"))
        #expect(try world.contested().isEmpty)
        try world.checkInvariants()
    }

    @Test func `a dispute that is found right is credited as far as anything is left of the invoice`() throws {
        let (world, item) = try disputed()
        let invoice = try #require(try world.invoices().first { $0.number == item.number })
        try world.instruct(.creditInvoice(CreditRequest(original: invoice, extent: .amount(euros("50.00")))))
        try world.run()
        let left = try world.item(item.number).creditable
        try world.order(.resolveDispute("\(item.number)/D1", .creditNote))
        #expect(try world.waiting("impossible").isEmpty)
        #expect(try world.item("AV-2026-000002").amount == -left)
        let after = try world.item(item.number)
        #expect(after.open.isZero && after.creditable.isZero && after.disputed.isZero)
        try world.checkInvariants()
    }

    @Test func `a credit note that is dated before the dispute that it ends counts from its own day`() throws {
        let world = try World()
        world.drop("order-boulangerie-sainte-aure.xml", "despatch-boulangerie-sainte-aure.xml")
        try world.run()
        let item = try world.invoice(of: "C-1001")
        let opening = CaseInstruction.DisputeOpening(
            invoice: item.number, amount: euros("100.00"), reason: .unitPrice)
        try world.instruct(.cases(.openDispute(opening)), on: Samples.today + 2)
        try world.instruct(.cases(.resolveDispute("\(item.number)/D1", .creditNote)), on: Samples.today + 1)
        let events = try world.ledger.read { try allEvents($0) }
        var history = BookHistory(on: Samples.today + 1)
        for event in events { history.take(event) }
        #expect(history.book.account(item.customer)?.receivable == item.amount - euros("100.00"))
        try world.checkInvariants()
    }

    @Test func `a credit note on an invoice that is paid stays on the customer's account`() throws {
        let (world, item) = try disputed(euros("100.00"))
        try world.pay("P1", item.amount - euros("40.00"), text: item.number)
        try world.order(.resolveDispute("\(item.number)/D1", .creditNote))
        #expect(try world.item(item.number).open.isZero)
        #expect(try world.item("AV-2026-000001").open == euros("-60.00"))
        #expect(try world.account("C-1001").receivable == euros("-60.00"))
        try world.checkInvariants()
    }

    @Test func `a bill that is to be written anew is credited whole, and its order can be billed again`() throws {
        let (world, item) = try disputed(euros("100.00"))
        let order = try #require(item.order)
        try world.order(.resolveDispute("\(item.number)/D1", .rebill))
        #expect(try world.item(item.number).open.isZero)
        #expect(try world.account("C-1001").reserved == item.amount)
        try world.instruct(.confirmDelivery(order, [], on: Samples.today))
        try world.run()
        #expect(try world.account("C-1001").receivable == item.amount)
        #expect(try world.account("C-1001").reserved.isZero)
        try world.checkInvariants()
    }

    @Test func `who bills anew is told how, until it is billed`() throws {
        let (world, item) = try disputed(euros("100.00"))
        let order = try #require(item.order)
        try world.order(.resolveDispute("\(item.number)/D1", .rebill))
        let work = try #require(try world.waiting("bill-anew").first)
        #expect(work.desk == "billing-desk")
        #expect(work.findings.map(\.code) == ["BIL-021"])
        #expect(
            work.nextAction.contains("`quittance delivered C-1001 \(order.number) --reason WHY`"), "\(work.nextAction)")
        let noted = try world.invoices().count + 1
        try world.run()
        #expect(try world.waiting("bill-anew").count == 1, "it is credited once, however often it is looked at")
        try world.instruct(.confirmDelivery(order, [], on: Samples.today))
        try world.run()
        #expect(try world.waiting("bill-anew").isEmpty)
        #expect(try world.invoices().count == noted)
        try world.checkInvariants()
    }

    @Test func `goods that came back before are not billed anew`() throws {
        let (world, item) = try disputed(euros("100.00"))
        let order = try #require(item.order)
        let events = try world.ledger.read { try allEvents($0) }
        let invoice = try #require(events.lazy.compactMap(\.event.issuedInvoice).first { $0.number == item.number })
        let line = try #require(invoice.lines.first { $0.quantity.value > ExactDecimal(1) })
        try world.instruct(
            .creditInvoice(
                CreditRequest(original: invoice, extent: .lines([.init(line: line.id, quantity: 1)]))))
        try world.run()
        let kept = try world.item(item.number).creditable
        #expect(kept < item.amount)
        try world.order(.resolveDispute("\(item.number)/D1", .rebill))
        #expect(try world.item(item.number).open.isZero && world.item(item.number).creditable.isZero)
        #expect(try world.account("C-1001").reserved == kept, "what came back is not promised any more")
        try world.instruct(.confirmDelivery(order, [], on: Samples.today))
        try world.run()
        let again = try #require(try world.invoices().last)
        let quantity = again.lines.first { $0.orderLine == line.orderLine }?.quantity.value
        #expect(quantity == line.quantity.value - ExactDecimal(1))
        #expect(try world.account("C-1001").receivable == kept)
        #expect(try world.account("C-1001").reserved.isZero)
        try world.checkInvariants()
    }

    @Test func `a dispute can end by writing off`() throws {
        let (world, item) = try disputed(euros("100.00"))
        try world.order(.resolveDispute("\(item.number)/D1", .writeOff))
        #expect(try world.item(item.number).open == item.amount - euros("100.00"))
        try world.checkInvariants()
    }

    @Test func `a dispute that is written off for more than one may give up waits for another person`() throws {
        let (world, item) = try disputed(euros("100.01"))
        try world.order(.resolveDispute("\(item.number)/D1", .writeOff))
        #expect(try world.item(item.number).open == item.amount)
        try world.intervene(.release, on: #require(try world.waiting("approval").first), by: "Noor")
        try world.run()
        #expect(try world.item(item.number).open == item.amount - euros("100.01"))
        try world.checkInvariants()
    }

    @Test func `a dispute about an invoice that is paid after all ends by itself`() throws {
        let (world, item) = try disputed()
        try world.pay("P1", item.amount, text: item.number)
        #expect(try world.contested().isEmpty)
        #expect(try world.item(item.number).disputed.isZero)
        try world.checkInvariants()
    }
}

struct PromiseFlowTests {
    private func promised(_ amount: Money? = nil) throws -> (World, OpenItem) {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.order(
            .makePromise(
                .init(
                    customer: item.customer, invoices: [item.number], amount: amount, date: "2026-11-27",
                    person: "Mme Aure")))
        return (world, item)
    }

    private func pass(_ world: World, to date: BusinessDate) throws {
        world.clock.advance(seconds: Int64(Samples.today.days(until: date)) * 86400)
        try world.runner(asOf: date).runUntilIdle()
    }

    @Test func `a promise holds its invoice until its grace is over, three bank days later`() throws {
        let (world, item) = try promised()
        #expect(try world.line(item).promisedUntil == "2026-12-02")
        try pass(world, to: "2026-12-02")
        #expect(try world.line(item).promisedUntil == "2026-12-02")
        try pass(world, to: "2026-12-03")
        #expect(try world.line(item).promisedUntil == nil)
        #expect(try world.account("C-1001").promises.broken == 1)
        try world.intervene(.retry, on: #require(try world.waiting("broken").first))
        try world.run()
        let broken = try #require(try world.waiting("broken").first, "somebody is still to call")
        try world.intervene(.release, on: broken)
        try world.run()
        #expect(try world.waiting("broken").isEmpty)
        try world.checkInvariants()
    }

    @Test func `a promise is kept when what was promised has come, even in two payments`() throws {
        let (world, item) = try promised(euros("500.00"))
        try world.pay("P1", euros("200.00"), text: item.number)
        #expect(try world.account("C-1001").promises.kept == 0)
        try world.pay("P2", euros("300.00"), text: item.number)
        #expect(try world.account("C-1001").promises.kept == 1)
        #expect(try world.waiting("promised").isEmpty)
        try world.checkInvariants()
    }

    @Test func `a promise that is kept in part is told from one that is broken`() throws {
        let (world, item) = try promised(euros("500.00"))
        try world.pay("P1", euros("499.99"), text: item.number)
        try pass(world, to: "2026-12-03")
        #expect(try world.account("C-1001").promises.partly == 1)
        try world.pay("P2", item.amount - euros("499.99"), text: item.number)
        #expect(try world.waiting("broken").isEmpty, "all is paid in the end")
        try world.checkInvariants()
    }

    private func pay(_ world: World, _ id: String, _ amount: Money, _ text: String, bookedOn date: BusinessDate) throws
    {
        let payment = Payment(id: id, account: World.account, bookedOn: date, amount: amount, texts: [text])
        try world.instruct(.cash(.recordPayments([payment])), on: "2026-12-10")
    }

    @Test func `what comes after the grace keeps no promise, though nothing ran in between`() throws {
        let (world, item) = try promised(euros("500.00"))
        world.clock.advance(seconds: 17 * 86400)
        try pay(world, "P1", euros("500.00"), item.number, bookedOn: "2026-12-03")
        #expect(try world.account("C-1001").promises.broken == 1 && world.account("C-1001").promises.kept == 0)
        try world.checkInvariants()
    }

    @Test func `what came in time keeps a promise, though the bank told it when the promise was given up`() throws {
        let (world, item) = try promised(euros("500.00"))
        try pass(world, to: "2026-12-03")
        #expect(try world.account("C-1001").promises.broken == 1)
        try pay(world, "P1", euros("200.00"), item.number, bookedOn: "2026-12-02")
        #expect(try world.account("C-1001").promises.partly == 1 && world.account("C-1001").promises.broken == 0)
        #expect(try world.waiting("broken").flatMap(\.findings).allSatisfy { $0.message.contains("200.00") })
        try pay(world, "P2", euros("300.00"), item.number, bookedOn: "2026-12-01")
        #expect(try world.account("C-1001").promises.kept == 1 && world.account("C-1001").promises.partly == 0)
        #expect(try world.waiting("broken").isEmpty)
        try world.checkInvariants()
    }

    @Test func `nor is it too late once somebody has seen to the promise that was not kept`() throws {
        let (world, item) = try promised(euros("500.00"))
        try pass(world, to: "2026-12-03")
        try world.intervene(.release, on: #require(try world.waiting("broken").first))
        try world.run(on: "2026-12-03")
        #expect(
            try world.waiting("promised").map(\.nextAction) == [
                "None: what came in time and is told late still counts."
            ])
        try pay(world, "P1", euros("200.00"), item.number, bookedOn: "2026-12-02")
        #expect(try world.account("C-1001").promises.partly == 1)
        #expect(try world.waiting("broken").isEmpty, "it was seen to")
        try pay(world, "P2", euros("300.00"), item.number, bookedOn: "2026-12-01")
        #expect(try world.account("C-1001").promises.kept == 1)
        #expect(try world.waiting("promised").isEmpty)
        try world.checkInvariants()
    }

    @Test func `what is credited has not come, and need not be paid either`() throws {
        for (share, came, state) in [
            (2, "0.00", PromiseState.broken), (2, "200.00", .partly), (2, nil, .kept), (1, "0.00", .cancelled),
        ] as [(Int64, ExactDecimal?, PromiseState)] {
            let (world, item) = try promised()
            let original = try #require(try world.invoices().first { $0.number == item.number })
            let before = original.totals.beforeTax
            let extent: CreditExtent =
                share == 1 ? .whole : .amount(Money(minorUnits: before.minorUnits / share, before.currency))
            try world.instruct(.creditInvoice(CreditRequest(original: original, extent: extent)), on: "2026-11-25")
            let left = try world.item(item.number).open
            let amount = came.map { euros($0) } ?? left
            if amount.isPositive { try pay(world, "P1", amount, item.number, bookedOn: "2026-11-27") }
            try pass(world, to: "2026-12-03")
            let promises = try world.account("C-1001").promises
            #expect(
                [promises.broken, promises.partly, promises.kept]
                    == [state == .broken, state == .partly, state == .kept].map { $0 ? 1 : 0 }, "\(amount) of \(left)")
            #expect(try world.waiting("broken").isEmpty == (state == .kept || state == .cancelled))
            try world.checkInvariants()
        }
    }

    @Test func `a promise is not called broken while the bank is not known up to its last day`() throws {
        let (world, item) = try promised(euros("500.00"))
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-11-30")), on: "2026-12-01")
        try pass(world, to: "2026-12-03")
        #expect(try world.account("C-1001").promises.broken == 0 && world.line(item).promisedUntil == "2026-12-02")
        let row = try #require(try world.waiting("promised").first)
        #expect(row.findings[0].message.contains("the bank is known until 2026-11-30"))
        #expect(row.nextAction == "Have the bank statements read up to 2026-12-02.")
        try world.instruct(.collection(.bankKnown(account: World.account, until: "2026-12-02")), on: "2026-12-03")
        #expect(try world.account("C-1001").promises.broken == 1 && world.waiting("broken").count == 1)
        try world.checkInvariants()
    }

    @Test(arguments: [("2027-05-22", 0), ("2027-05-23", 1), ("2062-11-27", 1)] as [(BusinessDate, Int)])
    func `a promise is for a day that is not too far away`(day: BusinessDate, refused: Int) throws {
        let world = try billedWorld()
        let item = try world.invoice(of: "C-1001")
        try world.order(.makePromise(.init(customer: item.customer, invoices: [item.number], date: day)))
        #expect(try world.waiting("impossible").count == refused)
        #expect(try (world.line(item).promisedUntil == nil) == (refused == 1))
    }

    @Test func `a promise fits what is open, and an invoice is promised once at a time`() throws {
        let (world, item) = try promised()
        for making in [
            CaseInstruction.PromiseMaking(customer: item.customer, invoices: [item.number], date: "2026-12-01"),
            .init(customer: CustomerID("C-1005"), invoices: [item.number], date: "2026-12-01"),
            .init(customer: item.customer, invoices: ["INV-404"], date: "2026-12-01"),
            .init(customer: item.customer, invoices: [item.number], date: "2026-11-01"),
        ] {
            try world.order(.makePromise(making))
        }
        #expect(try world.waiting("impossible").count == 4)
        try world.order(.cancelPromise("C-1001/P1"))
        #expect(try world.line(item).promisedUntil == nil)
        #expect(try world.account("C-1001").promises.due == 0)
        try world.checkInvariants()
    }
}
