import Calendars
import Documents
import Money
import QuittanceTesting
import Receivables
import Testing

/// Events without a pipeline: customers with invoices, and the book that comes of them.
struct Bookkeeping {
    private(set) var book = BookSlice()
    private(set) var events: [Event] = []
    private var issued = 0

    mutating func record(_ event: Event) {
        book.load(event.touches, [:])
        book.apply(event)
        events.append(event)
    }

    mutating func addCustomer(_ id: String, name: String = "Anyone") {
        record(
            .customerRecorded(
                Customer(
                    id: CustomerID(id), party: Party(name: name), currency: .euro, terms: PaymentTerms(days: 30),
                    creditLimit: nil)))
    }

    /// Issues an invoice and gives its number.
    @discardableResult
    mutating func issue(
        _ minorUnits: Int64, to customer: String, on date: BusinessDate = "2026-06-01", order: String = "O",
        discount: EarlyPaymentDiscount? = nil
    ) -> String {
        issued += 1
        let amount = Money(minorUnits: minorUnits, .euro)
        let key = OrderKey(customer: CustomerID(customer), number: "\(order)-\(issued)")
        let party = Party(name: "Anyone")
        let zero = Money.zero(.euro)
        let order = IdentifiedOrder(
            key: key, revision: 0,
            order: Order(number: key.number, issueDate: date, currency: .euro, buyer: party, seller: party),
            lines: [], contentDigest: [])
        record(.orderRegistered(order, DocumentOrigin(intake: Int64(issued), index: 0)))
        let number = "INV-2026-" + String(1_000_000 + issued).dropFirst()
        var invoice = Invoice(
            number: number, issueDate: date, dueDate: date + 30, currency: .euro, seller: party, buyer: party,
            lines: [],
            vatBreakdown: [],
            totals: InvoiceTotals(
                lines: amount, allowances: zero, charges: zero, beforeTax: amount, tax: zero, withTax: amount,
                prepaid: zero,
                rounding: zero, payable: amount))
        invoice.earlyPayment = discount
        record(.invoiceIssued(invoice, key, lines: [], series: "INV", sequence: issued))
        return number
    }
}

/// A second, tiny model: what is open of each invoice, and what is left of each payment and whose it is.
private struct Model {
    var open: [String: Int64] = [:]
    var owner: [String: String] = [:]
    var rest: [String: Int64] = [:]
    var credited: [String: String] = [:]

    func receivable(of customer: String) -> Int64 { open.reduce(0) { owner[$1.key] == customer ? $0 + $1.value : $0 } }
    func unapplied(of customer: String) -> Int64 {
        rest.reduce(0) { credited[$1.key] == customer ? $0 + $1.value : $0 }
    }
}

private struct History {
    var books = Bookkeeping()
    var model = Model()
    var random: SeededRandomness
    let customers = ["C-1", "C-2", "C-3"]
    private var payments = 0

    init(seed: UInt64) {
        random = SeededRandomness(seed: seed)
        for customer in customers { books.addCustomer(customer) }
    }

    mutating func step() {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...2: issue()
        case 3...4: receive()
        case 5...7: allocate()
        case 8: takeOff()
        default: Bool.random(using: &random) ? writeOff() : giveBack()
        }
    }

    private mutating func issue() {
        let customer = customers.randomElement(using: &random)!
        let amount = Int64.random(in: 1...100_000, using: &random)
        let number = books.issue(amount, to: customer, on: "2026-01-01" + Int.random(in: 0...300, using: &random))
        model.open[number] = amount
        model.owner[number] = customer
    }

    private mutating func receive() {
        payments += 1
        let amount = Int64.random(in: 1...150_000, using: &random)
        books.record(
            .cash(
                .paymentReceived(
                    Payment(
                        id: "P\(payments)", account: "FR", bookedOn: "2026-11-01",
                        amount: Money(minorUnits: amount, .euro), bankReference: "REF\(payments)"))))
        model.rest["P\(payments)"] = amount
        guard Bool.random(using: &random) else { return }
        let customer = customers.randomElement(using: &random)!
        books.record(.cash(.paymentCredited(payment: "P\(payments)", to: CustomerID(customer))))
        model.credited["P\(payments)"] = customer
    }

    private func part(_ invoice: String, paid: Int64, residual: Residual? = nil) -> AllocationPart {
        let item = books.book.invoice(invoice)!
        return AllocationPart(
            invoice: invoice, customer: item.customer, issueDate: item.issueDate, paid: Money(minorUnits: paid, .euro),
            residual: residual)
    }

    private mutating func allocate() {
        guard let payment = model.rest.filter({ $0.value > 0 }).keys.sorted().randomElement(using: &random) else {
            return
        }
        var rest = model.rest[payment]!
        var parts: [AllocationPart] = []
        for invoice in model.open.filter({ $0.value > 0 }).keys.sorted().prefix(3) where rest > 0 {
            let open = model.open[invoice]!
            let paid = Int64.random(in: 1...min(rest, open), using: &random)
            let discount = Bool.random(using: &random) ? min(open - paid, 7) : 0
            parts.append(
                part(
                    invoice, paid: paid,
                    residual: discount > 0 ? Residual(.earlyPaymentDiscount, Money(minorUnits: discount, .euro)) : nil))
            rest -= paid
            model.open[invoice]! -= paid + discount
        }
        guard !parts.isEmpty else { return }
        model.rest[payment] = rest
        if model.credited[payment] == nil, rest > 0 { model.credited[payment] = parts[0].customer.text }
        books.record(
            .cash(
                .allocated(
                    Allocation(
                        payment: payment, parts: parts, onAccount: model.credited[payment].map { CustomerID($0) },
                        paidOn: "2026-11-01",
                        evidence: ["a test"]))))
    }

    private mutating func takeOff() {
        guard let entry = books.book.payments.filter({ !$0.parts.isEmpty }).randomElement(using: &random) else {
            return
        }
        let parts = Array(entry.parts.prefix(Int.random(in: 1...entry.parts.count, using: &random)))
        let customer = parts[0].customer
        books.record(.cash(.unallocated(payment: entry.payment.id, parts, creditedTo: customer, reason: "a test")))
        for part in parts { model.open[part.invoice]! += part.settled.minorUnits }
        model.rest[entry.payment.id]! += parts.map(\.paid.minorUnits).reduce(0, +)
        model.credited[entry.payment.id] = customer.text
    }

    private mutating func writeOff() {
        guard let invoice = model.open.filter({ $0.value > 0 }).keys.sorted().randomElement(using: &random) else {
            return
        }
        let amount = Money(minorUnits: model.open[invoice]!, .euro)
        books.record(
            .cash(
                .writtenOff(
                    part(invoice, paid: 0, residual: Residual(.writtenOff, amount)), on: "2026-11-02", reason: "a test")
            ))
        model.open[invoice] = 0
    }

    private mutating func giveBack() {
        guard
            let entry = books.book.payments.filter({ $0.returnedBy == nil && $0.payment.amount.isPositive })
                .randomElement(using: &random)
        else { return }
        payments += 1
        books.record(
            .cash(
                .paymentReceived(
                    Payment(
                        id: "P\(payments)", account: "FR", bookedOn: "2026-11-03", amount: -entry.payment.amount))))
        books.record(
            .cash(
                .paymentReturned(
                    payment: entry.payment.id, by: "P\(payments)", entry.parts, creditedTo: entry.creditedTo,
                    reason: "AM04")))
        for part in entry.parts { model.open[part.invoice]! += part.settled.minorUnits }
        model.rest[entry.payment.id] = 0
        model.rest["P\(payments)"] = 0
    }
}

extension BookSlice {
    fileprivate var payments: [PaymentEntry] {
        changedEntries(rank: BookKey.payment("").rank).compactMap {
            if case .payment(let entry) = $0 { entry } else { nil }
        }
    }
}

struct CashLawTests {
    @Test(arguments: 1...60) func `a history of cash gives the book that a second model gives`(seed: Int) {
        var history = History(seed: UInt64(seed))
        for _ in 0..<80 {
            history.step()
            for customer in history.customers {
                let account = history.books.book.account(CustomerID(customer))!
                #expect(account.receivable.minorUnits == history.model.receivable(of: customer))
                #expect(account.unapplied.minorUnits == history.model.unapplied(of: customer))
            }
        }
        for (number, open) in history.model.open {
            let item = history.books.book.invoice(number)!
            #expect(item.open.minorUnits == open)
            #expect(item.open == item.amount - item.allocations.map(\.amount).sum(in: .euro))
            #expect(!item.open.isNegative)
            let lines = history.books.book.openItems(item.customer, Month(of: item.issueDate))
            #expect(lines.first { $0.invoice == number }?.open.minorUnits == (open == 0 ? nil : open))
        }
    }

    @Test(arguments: 1...20) func `what was written reads back, and replaying gives the same book`(seed: Int) throws {
        var history = History(seed: UInt64(seed))
        for _ in 0..<60 { history.step() }
        var replayed = BookSlice()
        for event in history.books.events {
            let read = try Event(coded: event.coded)
            #expect(read == event)
            replayed.load(read.touches, [:])
            replayed.apply(read)
        }
        #expect(replayed.changed == history.books.book.changed)
        for key in replayed.changed {
            let entry = try #require(replayed.entry(key))
            #expect(entry == history.books.book.entry(key))
            #expect(try BookEntry(coded: entry.coded, under: key) == entry)
        }
    }

    @Test func `the months with open items are those that have some`() {
        var books = Bookkeeping()
        books.addCustomer("C-1")
        let june = books.issue(100, to: "C-1", on: "2026-06-15")
        books.issue(100, to: "C-1", on: "2026-07-15")
        #expect(books.book.account(CustomerID("C-1"))?.openMonths.map(\.description) == ["2026-06", "2026-07"])
        let part = AllocationPart(
            invoice: june, customer: CustomerID("C-1"), issueDate: "2026-06-15", paid: .zero(.euro),
            residual: Residual(.writtenOff, Money(minorUnits: 100, .euro)))
        books.record(.cash(.writtenOff(part, on: "2026-11-01", reason: "a test")))
        #expect(books.book.account(CustomerID("C-1"))?.openMonths.map(\.description) == ["2026-07"])
    }
}

struct ReferenceTests {
    @Test func `a number is found however its parts are separated`() {
        for text in ["INV-2026-000014", "inv 2026 000014", "paiement INV2026000014 merci", "FACTURE:INV/2026/000014."] {
            #expect(referenceTokens(in: [text]).contains("INV2026000014"), "\(text)")
        }
    }

    @Test func `a number is never found within a longer one`() {
        #expect(!referenceTokens(in: ["1814 18140"]).contains("14"))
        #expect(!referenceTokens(in: ["XINV2026000014"]).contains("INV2026000014"))
    }

    @Test func `letters tell two series apart`() {
        #expect(normalisedReference("INV-A/2024") != normalisedReference("INV-B/2024"))
    }

    @Test func `a long text gives a bounded number of tokens`() {
        let text = (0..<10_000).map { "W\($0)" }.joined(separator: " ")
        #expect(referenceTokens(in: [text]).count == 128)
    }

    @Test func `a name is compared without its marks and its legal form`() {
        #expect(normalisedName("Pâtisserie Tilleret EURL") == normalisedName("PATISSERIE TILLERET"))
        #expect(normalisedName("Crèmerie Duvalet & Fils SNC") == "CREMERIE DUVALET")
        #expect(PayerName.name("SA") == nil)
    }
}
