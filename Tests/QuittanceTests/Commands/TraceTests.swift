import Calendars
import CashApplication
import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import Testing

@testable import Quittance
@testable import SQLLedger

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

extension World {
    fileprivate func trace(_ id: String) throws -> Trace? { try ledger.read { try Trace(of: id, in: $0) } }

    fileprivate func names(_ id: String) throws -> [String] {
        try #require(try trace(id), "\(id)").events.map(\.event.name)
    }

    fileprivate func order(_ order: Instruction.Order) throws {
        try instruct(order)
        try run()
    }
}

/// An invoice that was paid, freed again, contested, promised and credited.
private func eventfulWorld() throws -> (World, Invoice) {
    let world = try World()
    world.dropInbox { !$0.hasPrefix("status-") }
    try world.run()
    let invoice = try #require(try world.invoices().first { $0.buyer.name.hasPrefix("Boulangerie") })
    let payment = Payment(
        id: "P1", account: "FR7999999004170004160Q11882", bookedOn: Samples.today, amount: euros("50.00"),
        texts: [invoice.number])
    try world.order(.cash(.recordPayments([payment])))
    try world.order(.cash(.unallocate(payment: "P1", invoices: [])))
    try world.order(.cases(.openDispute(.init(invoice: invoice.number, amount: euros("5.00"), reason: .quality))))
    try world.order(.cases(.resolveDispute("\(invoice.number)/D1", .creditNote)))
    try world.order(
        .cases(.makePromise(.init(customer: CustomerID("C-1001"), invoices: [invoice.number], date: Samples.today + 9)))
    )
    try world.order(.creditInvoice(CreditRequest(original: invoice, extent: .amount(euros("10.00")))))
    return (world, invoice)
}

extension Work {
    /// The payment that the row is about, where it is about one.
    fileprivate var payment: String? {
        if case .document(.payment(let payment)) = subject { payment.id } else { nil }
    }
}

struct TraceTests {
    @Test func `a delivery keeps the digest of what its receiver said`() throws {
        let world = try World()
        world.drop("order-cremerie-duvalet.xml")
        world.receiver.behave([.answer(201, saying: "noted under 7")])
        try world.run()
        let invoice = try #require(try world.invoices().first)
        let records = try #require(try world.trace(invoice.number)).deliveries.flatMap(\.records)
        #expect(records.compactMap(\.answerDigest) == [.sha256(Array("noted under 7".utf8))])
        #expect(records.count > 1, "another was taken without a word")
    }

    @Test func `the name of a file in the outbox leads to what it holds`() throws {
        let (world, invoice) = try eventfulWorld()
        let names = try #require(try world.trace(invoice.number)).deliveries.map(\.document.name)
        #expect(!names.isEmpty)
        for name in names {
            let found = try #require(try world.trace(name), "\(name)").deliveries.map(\.document.name)
            #expect(found.contains(name))
        }
    }

    @Test func `an instruction that waits is in the chain of the order and of the invoice that it is about`() throws {
        let (world, invoice) = try eventfulWorld()
        let line = invoice.lines[0]
        let tooMany = CreditExtent.lines([.init(line: line.id, quantity: line.quantity.value + ExactDecimal(1))])
        // An instruction of its own, and not one more with the same name at the same moment.
        world.clock.advance(seconds: 60)
        try world.order(.creditInvoice(CreditRequest(original: invoice, extent: tooMany)))
        let waiting = try #require(try world.waiting("impossible").first)
        for id in [invoice.number, try #require(invoice.orderReference)] {
            #expect(try #require(try world.trace(id)).work.contains { $0.id == waiting.id }, "\(id)")
        }
        try world.intervene(.discard, on: waiting)
        try world.run()
        #expect(try world.names(invoice.number).contains("document-discarded"), "and what became of it")
    }

    @Test func `the number of every row of work that ever was is found`() throws {
        let (world, _) = try eventfulWorld()
        let last = try world.ledger.write {
            try $0.insert([
                Work(
                    stage: "s", origin: DocumentOrigin(intake: 1, index: 0), subject: .intake,
                    since: Instant(startOf: Samples.today))
            ])
        }[0]
        for id in 1..<last { #expect(try world.trace("\(id)") != nil, "\(id)") }
        #expect(try world.trace("\(last + 1)") == nil)
    }

    @Test
    func `the chain of an invoice goes to its end: money, what was taken off again, disputes, promises, credit notes`()
        throws
    {
        let (world, invoice) = try eventfulWorld()
        let names = try world.names(invoice.number)
        for name in [
            "order-registered", "goods-despatched", "invoice-issued", "payment-received", "allocated", "unallocated",
            "dispute-opened", "credit-note-issued", "promise-made",
        ] { #expect(names.contains(name), "\(name) in \(names)") }
        #expect(names.count { $0 == "credit-note-issued" } == 2, "one for the dispute, one for somebody's word")
    }

    @Test func `a credit note leads to what it credits, and a payment to nobody else's`() throws {
        let (world, invoice) = try eventfulWorld()
        for note in ["AV-2026-000001", "AV-2026-000002", "\(invoice.number)/D1"] {
            #expect(try world.names(note).contains("order-registered"), "\(note)")
        }
        let rows = Set(try #require(try world.trace("P1")).work.map(\.id))
        let payments = try world.waiting("unmatched").filter { rows.contains($0.id) }
        #expect(payments.map(\.payment) == ["P1"], "what was taken off it waits, and no other payment is its own")
    }

    @Test func `an order under a number that is used is part of what that number means`() throws {
        let (world, _) = try eventfulWorld()
        let trace = try #require(try world.trace("PC-905"))
        #expect(
            trace.standings.contains { $0.reason == "conflict" } && trace.standings.contains { $0.state == "released" })
        #expect(trace.work.contains { $0.reason == "conflict" })
    }

    @Test func `what a receiver refused is not called posted`() throws {
        let world = try World()
        world.dropOrders()
        world.receiver.behave(Array(repeating: .answer(422), count: 100))
        try world.run()
        func fates() throws -> [String] {
            let trace = try #require(try world.trace("INV-2026-000001"))
            return trace.deliveries.map { trace.fate(of: $0.document.key, $0.records) }
        }
        #expect(Set(try fates()) == ["Not taken"])
        for work in try world.waiting("dead") { try world.intervene(.discard, on: work) }
        try world.run()
        #expect(Set(try fates()) == ["Given up"])
    }

    @Test func `every number that the list of work prints can be traced`() throws {
        let (world, _) = try eventfulWorld()
        let rows = try world.ledger.read { ledger in
            try allWork(ledger, states: Set(WorkState.allCases)).map { ($0, try WorkIdentity(of: $0, in: ledger)) }
        }
        #expect(rows.count > 15)
        for (work, identity) in rows {
            for id in ["\(work.id)", work.origin.description, identity.number]
                + [identity.customer, identity.file].compactMap(\.self)
            {
                #expect(try world.trace(id) != nil, "\(id) of \(identity)")
            }
        }
        #expect(try world.trace("INV-2026-00000") == nil)
    }

    @Test func `a customer leads to its orders, invoices and payments`() throws {
        let (world, invoice) = try eventfulWorld()
        let holdings = try #require(try world.trace("C-1001")?.holdings)
        #expect(holdings.invoices.contains { $0.number == invoice.number })
        #expect(holdings.orders.contains { $0.identified.key.number == "BC-2026-0417" })
        #expect(holdings.payments.map(\.payment.id) == ["P1"])
        #expect(holdings.invoiceCount == holdings.invoices.count && holdings.orderCount == holdings.orders.count)
        #expect(holdings.lines.contains { $0.hasPrefix("  \(invoice.number) of 2026-11-23") })
        #expect(try world.trace(invoice.number)?.holdings == nil)
    }

    @Test func `nothing is read through to trace a number, however long the journal is`() throws {
        let (world, invoice) = try eventfulWorld()
        try world.ledger.read { snapshot in
            let connection = try #require((snapshot as? SQLSession)?.connection as? SQLiteConnection)
            let before = Set(try connection.plans().map(\.statement))
            for id in [invoice.number, "P1", "BC-2026-0417", "nothing-of-this-name", "BL-26-1051", "AV-2026-000001"] {
                _ = try Trace(of: id, in: snapshot)
            }
            let asked = try connection.plans().filter {
                !before.contains($0.statement) || $0.statement.contains("event")
            }
            #expect(!asked.isEmpty)
            for (statement, steps) in asked where statement.hasPrefix("SELECT") {
                for step in steps { #expect(!step.hasPrefix("SCAN"), "\(step): \(statement)") }
            }
        }
    }

    @Test func `every number in the journal can be traced`() throws {
        let (world, _) = try eventfulWorld()
        for event in try world.ledger.read({ try allEvents($0) }) {
            let id: String? =
                switch event.stream {
                case .customer(let id): id.text
                case .item(let id): id.text
                case .order(let key): key.number
                case .invoice(let id), .payment(let id), .delivery(let id), .dispute(let id), .promise(let id),
                    .bankAccount(let id),
                    .remittance(let id):
                    id
                case .interchange(let key): key.reference
                case .document(let origin): origin.description
                case .endpoint(let name): name
                case .prices, .schedule, .reminders, .books: nil
                }
            if case .orderConfirmed(_, let response, _) = event.event {
                #expect(try world.trace(response) != nil, "\(response)")
            }
            if let id { #expect(try world.trace(id)?.events.isEmpty == false, "\(id) of \(event.event.name)") }
        }
        for number in ["BL-26-1055", "ATS-014"] {
            #expect(try world.trace(number) != nil, "\(number)")
        }
    }
}

struct WorkIdentityTests {
    private func identity(_ reason: String, in world: World) throws -> WorkIdentity {
        let work = try #require(try world.waiting(reason).first, "\(reason)")
        return try world.ledger.read { try WorkIdentity(of: work, in: $0) }
    }

    @Test func `a row says what it is about, in the names that other commands take`() throws {
        let (world, invoice) = try eventfulWorld()
        let payment = try identity("unmatched", in: world)
        #expect(payment.kind == "payment" && payment.number.hasPrefix("FR7999999004170004160Q11882/2026-11-20/"))
        #expect(payment.party == "BOULANGERIE SAINTE-AURE" && payment.amount == euros("572.96"))
        #expect(payment.file == "statement-2026-11-20.xml" && payment.note?.contains("BC-2026-0233") == true)
        let held = try identity("held", in: world)
        #expect(held.inWords == "order T-318" && held.customer == "C-1004")
        #expect(held.party?.hasPrefix("Pâtisserie") == true)
        let promise = try identity("promised", in: world)
        #expect(
            promise.inWords == "promise C-1001/P1" && promise.note == invoice.number && promise.customer == "C-1001")
        #expect(try identity("unreadable", in: world).file?.isEmpty == false)
        try world.order(.cases(.openDispute(.init(invoice: invoice.number, amount: euros("7.00"), reason: .quality))))
        let contested = try #require(try world.waiting("contested").first { $0.stage == "follow-case" })
        let dispute = try world.ledger.read { try WorkIdentity(of: contested, in: $0) }
        #expect(dispute.inWords == "dispute \(invoice.number)/D2" && dispute.amount == euros("7.00"))
        try world.order(.cash(.credit(payment: "nowhere", to: CustomerID("C-1001"), payerIsKnown: false)))
        let impossible = try identity("impossible", in: world)
        #expect(impossible.kind == "instruction" && impossible.customer == "C-1001", "\(impossible)")
        try world.order(.cases(.resolveDispute("\(invoice.number)/D2", .rebill)))
        let anew = try identity("bill-anew", in: world)
        #expect(anew.kind == "instruction" && anew.customer == "C-1001", "\(anew)")
    }
}
