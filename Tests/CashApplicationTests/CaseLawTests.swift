import Calendars
import CashApplication
import Documents
import Money
import Pipeline
import Receivables
import Testing

/// SplitMix64, so that a history can be played again by its seed.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The stages on a book in memory, without a ledger.
private struct Desk {
    private(set) var book = BookSlice()
    private(set) var events: [Event] = []
    private var documents: Int64 = 0
    var date: BusinessDate = "2026-11-01"

    mutating func record(_ event: Event) {
        book.load(event.touches, [:])
        book.apply(event)
        events.append(event)
    }

    /// Whether the stage accepted it; what it emits comes back.
    mutating func hand<S: Stage>(_ input: S.Input, to stage: S) -> [Document]? {
        while true {
            let missing = stage.reads(input, book).filter { !book.knows($0) }
            guard !missing.isEmpty else { break }
            book.load(missing, [:])
        }
        documents += 1
        let run = Run(
            businessDate: date, now: Instant(startOf: date).adding(seconds: 43_200),
            company: Company(party: Party(name: "We"), currency: .euro, iban: "", bic: nil, mentions: []),
            origin: DocumentOrigin(intake: documents, index: 0))
        switch stage.decide(input, book, run) {
        case .proceed(let emissions, let recorded, _, _):
            for event in recorded { record(event) }
            return emissions.map(\.document)
        case .wait(let wait):
            for event in wait.events { record(event) }
            return nil
        }
    }

    mutating func instruct<S: Stage>(_ order: Instruction.Order, _ stage: S) -> Bool where S.Input == Instruction {
        hand(Instruction(actor: "Lea", reason: "a law", order: order), to: stage) != nil
    }
}

/// A second, tiny model: it knows what was accepted, and adds up.
private struct Model {
    var amount: [String: Int64] = [:]
    var open: [String: Int64] = [:]
    var owner: [String: String] = [:]
    var disputes: [String: [(id: String, amount: Int64)]] = [:]
    var payments: [String: Int64] = [:]
    var rest: [String: Int64] = [:]
    var credited: [String: String] = [:]
    /// Of each payment, what it pays of which invoice.
    var paid: [String: [String: Int64]] = [:]

    func sum(_ values: [String: Int64], of customer: String, by owners: [String: String]) -> Int64 {
        values.reduce(0) { owners[$1.key] == customer ? $0 + $1.value : $0 }
    }
}

private struct History {
    var desk = Desk()
    var model = Model()
    var random: Seeded
    var accepted = 0
    private let customers = ["C-1", "C-2", "C-3"]
    private var counts = (invoices: 0, payments: 0)
    private let settle: SettleCash
    private let cases: HandleCase

    init(seed: Int, settle: SettleCash, cases: HandleCase) {
        random = Seeded(state: UInt64(seed))
        self.settle = settle
        self.cases = cases
        for id in customers {
            desk.record(
                .customerRecorded(
                    Customer(
                        id: CustomerID(id), party: Party(name: "Anyone"), currency: .euro,
                        terms: PaymentTerms(days: 30), creditLimit: nil)))
        }
    }

    mutating func step() {
        switch Int.random(in: 0..<12, using: &random) {
        case 0...2: issue()
        case 3...4: receive()
        case 5...6: allocate()
        case 7: takeOff()
        case 8: writeOff()
        case 9: contest()
        case 10: answer()
        default: giveBack()
        }
    }

    private mutating func issue() {
        counts.invoices += 1
        let customer = customers.randomElement(using: &random)!
        let amount = Int64.random(in: 1...5000, using: &random)
        let (number, key) = (
            "INV-\(counts.invoices)", OrderKey(customer: CustomerID(customer), number: "O-\(counts.invoices)")
        )
        let (party, zero, money) = (Party(name: "Anyone"), Money.zero(.euro), Money(minorUnits: amount, .euro))
        let order = Order(number: key.number, issueDate: desk.date, currency: .euro, buyer: party, seller: party)
        desk.record(
            .orderRegistered(
                IdentifiedOrder(key: key, revision: 0, order: order, lines: [], contentDigest: []),
                DocumentOrigin(intake: Int64(counts.invoices), index: 0)))
        let invoice = Invoice(
            number: number, issueDate: desk.date + Int.random(in: -90...0, using: &random), dueDate: desk.date,
            currency: .euro,
            seller: party, buyer: party, lines: [], vatBreakdown: [],
            totals: InvoiceTotals(
                lines: money, allowances: zero, charges: zero, beforeTax: money, tax: zero, withTax: money,
                prepaid: zero,
                rounding: zero, payable: money))
        desk.record(.invoiceIssued(invoice, key, lines: [], series: "INV", sequence: counts.invoices))
        model.amount[number] = amount
        model.open[number] = amount
        model.owner[number] = customer
    }

    private mutating func receive() {
        counts.payments += 1
        let (id, amount) = ("P\(counts.payments)", Int64.random(in: 1...7000, using: &random))
        let payment = Payment(
            id: id, account: "FR", bookedOn: desk.date, amount: Money(minorUnits: amount, .euro),
            bankReference: "REF\(id)")
        guard desk.instruct(.cash(.recordPayments([payment, payment])), settle) else { return }
        (model.payments[id], model.rest[id]) = (amount, amount)
        guard Bool.random(using: &random), let customer = customers.randomElement(using: &random),
            desk.instruct(.cash(.credit(payment: id, to: CustomerID(customer), payerIsKnown: false)), settle)
        else { return }
        model.credited[id] = customer
    }

    private mutating func allocate() {
        guard let id = model.rest.keys.sorted().randomElement(using: &random) else { return }
        var shares: [(String, Int64)] = []
        for number in model.open.keys.sorted().shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)) {
            shares.append((number, Int64.random(in: 1...4000, using: &random)))
        }
        let isAccepted = desk.instruct(
            .cash(
                .allocate(
                    payment: id, shares.map { .init(invoice: $0.0, amount: Money(minorUnits: $0.1, .euro)) },
                    payerIsKnown: false)), settle)
        guard isAccepted else { return }
        accepted += 1
        for (number, amount) in shares {
            model.open[number]! -= amount
            model.rest[id]! -= amount
            model.paid[id, default: [:]][number, default: 0] += amount
        }
        if model.credited[id] == nil, model.rest[id] != 0 { model.credited[id] = model.owner[shares[0].0] }
    }

    private mutating func takeOff() {
        guard let id = model.paid.keys.sorted().randomElement(using: &random),
            let number = model.paid[id]?.keys.sorted().first,
            desk.instruct(.cash(.unallocate(payment: id, invoices: [number])), settle)
        else { return }
        let amount = model.paid[id]!.removeValue(forKey: number)!
        model.open[number]! += amount
        model.rest[id]! += amount
        if model.credited[id] == nil { model.credited[id] = model.owner[number] }
    }

    private mutating func writeOff() {
        guard let number = model.open.keys.sorted().randomElement(using: &random) else { return }
        let amount = Int64.random(in: 1...4000, using: &random)
        guard desk.instruct(.cash(.writeOff(invoice: number, amount: Money(minorUnits: amount, .euro))), settle) else {
            return
        }
        model.open[number]! -= amount
    }

    private mutating func contest() {
        guard let number = model.open.keys.sorted().randomElement(using: &random) else { return }
        let amount = Int64.random(in: 1...4000, using: &random)
        let opening = CaseInstruction.DisputeOpening(
            invoice: number, amount: Money(minorUnits: amount, .euro), reason: .quality)
        guard desk.instruct(.cases(.openDispute(opening)), cases) else { return }
        accepted += 1
        let count = desk.book.invoice(number)!.disputes.count
        model.disputes[number, default: []].append(("\(number)/D\(count)", amount))
    }

    private mutating func answer() {
        guard let number = model.disputes.keys.sorted().randomElement(using: &random),
            let dispute = model.disputes[number]?.first
        else { return }
        let resolution: DisputeResolution = Bool.random(using: &random) ? .writeOff : .rejected
        guard desk.instruct(.cases(.resolveDispute(dispute.id, resolution)), cases) else { return }
        model.disputes[number]!.removeFirst()
        if resolution == .writeOff { model.open[number]! -= min(dispute.amount, max(0, model.open[number]!)) }
    }

    private mutating func giveBack() {
        guard let id = model.payments.keys.sorted().randomElement(using: &random), model.rest[id] != nil else { return }
        let parts = desk.book.payment(id)!.parts
        let back = Payment(
            id: "R\(id)", account: "FR", bookedOn: desk.date, amount: Money(minorUnits: -model.payments[id]!, .euro))
        desk.record(.cash(.paymentReceived(back)))
        desk.record(
            .cash(
                .paymentReturned(
                    payment: id, by: "R\(id)", parts, creditedTo: desk.book.payment(id)!.creditedTo, reason: "AC04")))
        for (number, amount) in model.paid[id] ?? [:] { model.open[number]! += amount }
        for values in [id] { (model.rest[values], model.paid[values], model.credited[values]) = (nil, nil, nil) }
    }

    func compare() -> [String] {
        var faults: [String] = []
        for (number, open) in model.open {
            let item = desk.book.invoice(number)!
            if item.open.minorUnits != open { faults.append("\(number): \(item.open), expected \(open)") }
            let contested = min(open, model.disputes[number]?.map(\.amount).reduce(0, +) ?? 0)
            if item.disputed.minorUnits != max(0, contested) {
                faults.append("\(number): \(item.disputed) contested, expected \(contested)")
            }
            if open < 0 || open > model.amount[number]! {
                faults.append("\(number): \(open) of \(model.amount[number]!)")
            }
        }
        for (id, rest) in model.rest where desk.book.payment(id)!.rest.minorUnits != rest {
            faults.append("\(id): expected \(rest)")
        }
        for customer in customers {
            let account = desk.book.account(CustomerID(customer))!
            if account.receivable.minorUnits != model.sum(model.open, of: customer, by: model.owner)
                || account.unapplied.minorUnits != model.sum(model.rest, of: customer, by: model.credited)
            {
                faults.append("\(customer): \(account.receivable), \(account.unapplied)")
            }
        }
        var audit = BookAudit()
        for key in desk.book.changed where BookAudit.ranks.contains(key.rank) {
            audit.take(desk.book.entry(key)!, named: key.text)
        }
        return faults + audit.finished()
    }
}

struct CaseLawTests {
    private static func stages() -> (SettleCash, HandleCase) {
        var reader = SettingsReader.describing
        return (
            SettleCash(settings: SettleCash.Settings(from: &reader)),
            HandleCase(settings: HandleCase.Settings(from: &reader))
        )
    }

    @Test(arguments: 0..<20)
    func `whatever is paid, taken off, contested and answered, a second model comes to the same book`(block: Int) {
        let (settle, cases) = Self.stages()
        var accepted = 0
        for seed in 0..<100 {
            var history = History(seed: block * 1000 + seed, settle: settle, cases: cases)
            for _ in 0..<25 { history.step() }
            #expect(history.compare() == [], "seed \(block * 1000 + seed)")
            accepted += history.accepted
        }
        #expect(accepted > 50, "the histories are not empty")
    }
}

struct BookAuditTests {
    private func faults(_ entries: (String, BookEntry)...) -> Int {
        var audit = BookAudit()
        for (name, entry) in entries {
            audit.take(entry, named: name)
            guard case .invoice(let item) = entry else { continue }
            var tally = MonthTally()
            tally.add(item)
            audit.take(.tally(tally), named: "C-1/2026-11")
        }
        return audit.finished().count
    }

    private func item(open: Int64, paid: Int64) -> OpenItem {
        var item = OpenItem(
            number: "INV-1", customer: CustomerID("C-1"), order: nil, issueDate: "2026-11-01", dueDate: "2026-11-30",
            amount: Money(minorUnits: 100, .euro), open: Money(minorUnits: open, .euro))
        if paid != 0 {
            item.allocations = [AllocationMark(source: "P", amount: Money(minorUnits: paid, .euro), date: "2026-11-02")]
        }
        return item
    }

    private func account(_ receivable: Int64) -> BookEntry {
        var account = Account(currency: .euro)
        account.receivable = Money(minorUnits: receivable, .euro)
        account.issued = 1
        return .account(account)
    }

    @Test func `each contradiction is found`() {
        let sound = item(open: 60, paid: 40)
        let listed = ("C-1/2026-11", BookEntry.openItems([sound.line]))
        #expect(faults(("C-1", account(60)), ("INV-1", .invoice(sound)), listed) == 0)
        #expect(faults(("C-1", account(61)), ("INV-1", .invoice(sound)), listed) == 1)
        #expect(faults(("C-1", account(60)), ("INV-1", .invoice(item(open: 60, paid: 39))), listed) == 1)
        #expect(faults(("C-1", account(60)), ("INV-1", .invoice(sound))) == 1, "it is not listed")
        #expect(
            faults(
                ("C-1", account(-10)), ("INV-1", .invoice(item(open: -10, paid: 110))),
                ("C-1/2026-11", .openItems([item(open: -10, paid: 110).line]))) == 1)
        var contested = sound
        contested.disputes = [DisputeMark(id: "INV-1/D1", amount: Money(minorUnits: 5, .euro))]
        #expect(
            faults(("C-1", account(60)), ("INV-1", .invoice(contested)), listed) == 1, "the dispute itself is missing")
        var payment = PaymentEntry(
            payment: Payment(id: "P", account: "FR", bookedOn: "2026-11-02", amount: Money(minorUnits: 40, .euro)))
        payment.rest = Money(minorUnits: 39, .euro)
        #expect(faults(("P", .payment(payment))) == 2, "a cent of it is nowhere, and no month counts it")
    }
}
