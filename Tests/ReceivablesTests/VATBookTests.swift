import Calendars
import Documents
import Money
import QuittanceTesting
import Receivables
import Testing

private let dollar = Currency("USD")!
private let customer = CustomerID("C-1")
private let standard = VATClass(.standard, Percentage(20))
private let reduced = VATClass(.standard, Percentage("5.5"))

/// What of one VAT class is billed: before tax, its tax, and what of the tax falls due when it is paid.
private struct Taxed {
    var vat = standard
    let net: ExactDecimal
    let tax: ExactDecimal
    let onReceipt: ExactDecimal
    var services: ExactDecimal?
}

/// The VAT of services falls due when they are paid (CGI art. 269-2 c), and that of what is asked for ahead (269-2 a, c).
struct VATBookTests {
    /// Events in their order, and what they put into the books.
    private struct Desk {
        var currency = Currency.euro
        var books = BooksOfAccount()
        var entries: [JournalEntry] = []
        private var sequence: Int64 = 0

        init(_ currency: Currency = .euro, _ rates: [DatedExchangeRate] = []) {
            self.currency = currency
            if !rates.isEmpty { books = BooksOfAccount(at: ExchangeRates(in: .euro, rates)) }
        }

        func money(_ amount: ExactDecimal) -> Money { Money(amount, currency)! }

        @discardableResult mutating func take(_ event: Event, on date: BusinessDate = "2026-03-10") throws
            -> JournalEntry?
        {
            sequence += 1
            #expect(try Event(coded: event.coded) == event)
            let recorded = RecordedEvent(
                sequence: sequence, stream: event.stream, version: 1, event: event, effectiveOn: date,
                recordedAt: Instant(startOf: date), actor: "test", cause: nil, configuration: "")
            let new = books.entries(for: recorded)
            #expect(new.allSatisfy(\.isBalanced) && (new.isEmpty || event.entersBooks), "\(new)")
            entries += new
            return new.first
        }

        func sum(_ account: PostingAccount) -> ExactDecimal {
            entries.flatMap(\.lines).filter { $0.account == account && $0.amount.currency == currency }.map(\.amount)
                .sum(in: currency).decimal
        }

        func worth(_ account: PostingAccount) -> ExactDecimal {
            entries.flatMap(\.lines).filter { $0.account == account }.compactMap { $0.worth(in: .euro) }.sum(in: .euro)
                .decimal
        }

        /// What is due and what waits: both are owed, and so are credits.
        var vat: [ExactDecimal] { [-sum(.vat), -sum(.vatPending)] }

        func document(
            _ number: String, _ parts: [Taxed], _ kind: InvoiceKind = .invoice, prepaid: ExactDecimal = 0,
            on date: BusinessDate = "2026-03-10"
        ) -> Invoice {
            let zero = Money.zero(currency)
            let (net, tax) = (
                parts.map { money($0.net) }.sum(in: currency), parts.map { money($0.tax) }.sum(in: currency)
            )
            var invoice = Invoice(
                number: number, issueDate: date, dueDate: date, currency: currency, seller: Party(name: "We"),
                buyer: Party(name: "They"), lines: [],
                vatBreakdown: parts.map { VATSubtotal(vat: $0.vat, taxable: money($0.net), tax: money($0.tax)) },
                totals: InvoiceTotals(
                    lines: net, allowances: zero, charges: zero, beforeTax: net, tax: tax, withTax: net + tax,
                    prepaid: money(prepaid), rounding: zero, payable: net + tax - money(prepaid)))
            invoice.kind = kind
            return invoice
        }

        func issue(
            _ number: String, _ parts: [Taxed], _ kind: InvoiceKind = .invoice, uses: [PrepaymentUse] = [],
            replacing: ReplacedInvoice? = nil, on date: BusinessDate = "2026-03-10"
        ) -> InvoiceIssue {
            let prepaid = uses.map(\.amount).sum(in: currency).decimal
            var issue = InvoiceIssue(
                document(number, parts, kind, prepaid: prepaid, on: date), customer: customer, parts: [],
                place: SeriesPlace("INV", 1), prepayments: uses, replaced: replacing)
            issue.services = parts.map { money($0.services ?? ($0.onReceipt == $0.tax ? $0.net : 0)) }.sum(in: currency)
            if kind.isPrepayment { issue.services = .zero(currency) }
            issue.taxOnReceipt = parts.map { money($0.onReceipt) }
            return issue
        }

        mutating func bill(
            _ number: String, _ parts: Taxed..., kind: InvoiceKind = .invoice, uses: [PrepaymentUse] = [],
            on date: BusinessDate = "2026-03-10"
        ) throws {
            try take(.billing(.invoiceIssued(issue(number, parts, kind, uses: uses, on: date))), on: date)
        }

        /// A credit note for one invoice; its parts say what of them is for services.
        mutating func credit(
            _ number: String, of invoice: String, _ parts: Taxed..., isNetted: Bool = true,
            kind: InvoiceKind = .creditNote,
            on date: BusinessDate = "2026-03-10"
        ) throws {
            let note = document(number, parts, kind, on: date)
            var part = CreditPart(
                invoice: invoice, issueDate: "2026-03-10", amount: note.totals.payable, vat: note.vatBreakdown)
            part.services = parts.map { money($0.services ?? 0) }.sum(in: currency)
            let issue = CreditNoteIssue(note: note, customer: customer, parts: [part], isNetted: isNetted)
            try take(.billing(.creditNoteIssued(issue, place: SeriesPlace("AV", 1), reason: "")), on: date)
        }

        func part(_ invoice: String, _ paid: ExactDecimal, _ residual: (ResidualReason, ExactDecimal)? = nil)
            -> AllocationPart
        {
            AllocationPart(
                invoice: invoice, customer: customer, issueDate: "2026-03-10", paid: money(paid),
                residual: residual.map { Residual($0.0, money($0.1)) })
        }

        @discardableResult mutating func pay(
            _ invoice: String, _ paid: ExactDecimal, by id: String, _ residual: (ResidualReason, ExactDecimal)? = nil,
            on date: BusinessDate = "2026-03-20"
        ) throws -> AllocationPart {
            let part = part(invoice, paid, residual)
            try take(
                .cash(.paymentReceived(Payment(id: id, account: "FR", bookedOn: date, amount: part.paid))), on: date)
            try take(.cash(.allocated(Allocation(payment: id, parts: [part], paidOn: date, evidence: []))), on: date)
            return part
        }

        mutating func takeOff(_ part: AllocationPart, of id: String) throws {
            try take(.cash(.unallocated(payment: id, [part], creditedTo: customer, reason: "")))
        }

        mutating func bounce(_ part: AllocationPart, of id: String) throws {
            try take(.cash(.paymentReturned(payment: id, by: id + "R", [part], creditedTo: nil, reason: "AC04")))
        }

        func netting(_ amount: ExactDecimal, of note: String, with invoice: String) -> Netting {
            Netting(
                note: note, noteDate: "2026-03-10", customer: customer,
                parts: [.init(invoice: invoice, issueDate: "2026-03-10", amount: money(amount))], on: "2026-03-20")
        }
    }

    private let services = Taxed(net: "100.00", tax: "20.00", onReceipt: "20.00")

    // MARK: Payments

    @Test func `VAT of services waits until they are paid`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        #expect(desk.vat == [0, "20.00"] && desk.sum(.services) == "-100.00")
        try desk.pay("I1", "120.00", by: "P1")
        #expect(desk.vat == ["20.00", 0])
    }

    @Test func `VAT that an invoice does not say to wait is due with it, and stays so`() throws {
        var desk = Desk()
        var issue = desk.issue("I1", [services])
        issue.taxOnReceipt = nil
        try desk.take(.billing(.invoiceIssued(issue)))
        #expect(desk.vat == ["20.00", 0])
        try desk.pay("I1", "60.00", by: "P1")
        try desk.credit("A1", of: "I1", services)
        #expect(desk.vat == [0, 0])
    }

    @Test func `parts of a payment move their parts of the tax, and together all of it`() throws {
        var desk = Desk()
        try desk.bill("I1", Taxed(net: "100.01", tax: "20.00", onReceipt: "20.00"))
        // 20.00 × 40.00 / 120.01 = 6.666; 13.33 × 40.00 / 80.01 = 6.664
        try desk.pay("I1", "40.00", by: "P1")
        #expect(desk.vat == ["6.67", "13.33"])
        try desk.pay("I1", "40.00", by: "P2")
        #expect(desk.vat == ["13.33", "6.67"])
        try desk.pay("I1", "40.01", by: "P3")
        #expect(desk.vat == ["20.00", 0])
    }

    @Test func `money that comes back or is taken off takes the tax back that it brought, in whatever order`() throws {
        var desk = Desk()
        try desk.bill("I1", Taxed(net: "100.01", tax: "20.00", onReceipt: "20.00"))
        let first = try desk.pay("I1", "40.00", by: "P1")
        let second = try desk.pay("I1", "40.00", by: "P2")
        try desk.pay("I1", "40.01", by: "P3")
        try desk.bounce(first, of: "P1")
        #expect(desk.vat == ["13.33", "6.67"])
        try desk.takeOff(second, of: "P2")
        #expect(desk.vat == ["6.67", "13.33"])
        try desk.pay("I1", "80.00", by: "P4")
        #expect(desk.vat == ["20.00", 0])
    }

    @Test func `a discount is no receipt, and its tax never falls due`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        let part = try desk.pay("I1", "117.60", by: "P1", (.earlyPaymentDiscount, "2.40"))
        #expect(desk.vat == ["19.60", 0] && desk.sum(.discount) == "2.00")
        try desk.takeOff(part, of: "P1")
        #expect(desk.vat == [0, "20.00"] && desk.sum(.discount) == 0)
    }

    @Test func `what a bank on the way kept was paid, and what came too much is no price`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.bill("I2", services)
        try desk.pay("I1", "115.00", by: "P1", (.bankCharges, "5.00"))
        try desk.pay("I2", "120.02", by: "P2", (.smallDifference, "-0.02"))
        #expect(desk.vat == ["40.00", 0] && desk.sum(.bankCharges) == "5.00" && desk.sum(.smallGain) == "-0.02")
    }

    @Test func `no VAT falls due of a claim that is given up`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.pay("I1", "60.00", by: "P1")
        try desk.take(.cash(.writtenOff(desk.part("I1", 0, (.writtenOff, "60.00")), on: "2026-06-01", reason: "lost")))
        #expect(desk.vat == ["10.00", 0] && desk.sum(.writeOff) == "50.00" && desk.sum(.receivable) == 0)
    }

    // MARK: Goods and services

    @Test func `of goods and services the VAT of the goods is due at once, by the line`() throws {
        var desk = Desk()
        try desk.bill(
            "I1", Taxed(net: "150.00", tax: "30.00", onReceipt: "10.00", services: "50.00"),
            Taxed(vat: reduced, net: "100.00", tax: "5.50", onReceipt: 0))
        #expect(desk.vat == ["25.50", "10.00"])
        let accounts = desk.entries[0].lines.filter { $0.account == .vat }.map(\.amount.decimal)
        #expect(accounts == ["-20.00", "-5.50"], "class by class")
        try desk.pay("I1", "142.75", by: "P1")
        #expect(desk.vat == ["30.50", "5.00"])
        // The service is given back; half of it was paid, so the rest of the money paid goods alone.
        try desk.credit("A1", of: "I1", Taxed(net: "50.00", tax: "10.00", onReceipt: 0, services: "50.00"))
        #expect(desk.vat == ["25.50", 0])
        try desk.pay("I1", "82.75", by: "P2")
        #expect(desk.vat == ["25.50", 0] && desk.sum(.receivable) == 0)
    }

    @Test func `goods that are given back take none of the tax of the service, which what is paid is for`() throws {
        var desk = Desk()
        try desk.bill("I1", Taxed(net: "150.00", tax: "30.00", onReceipt: "10.00", services: "50.00"))
        try desk.credit("A1", of: "I1", Taxed(net: "100.00", tax: "20.00", onReceipt: 0, services: 0))
        #expect(desk.vat == [0, "10.00"])
        try desk.pay("I1", "60.00", by: "P1")
        #expect(desk.vat == ["10.00", 0])
    }

    // MARK: Credit notes

    @Test func `a credit note takes off what waits of what is not paid`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.credit("A1", of: "I1", Taxed(net: "25.00", tax: "5.00", onReceipt: 0))
        #expect(desk.vat == [0, "15.00"])
        try desk.credit("A2", of: "I1", Taxed(net: "75.00", tax: "15.00", onReceipt: 0))
        #expect(desk.vat == [0, 0] && desk.sum(.receivable) == 0)
    }

    @Test func `of what was paid a credit note takes the tax off once it is paid back`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.pay("I1", "60.00", by: "P1")
        try desk.credit("A1", of: "I1", services)
        // 60.00 of it meet what is open, and take off 10.00 that wait; 60.00 are owed to the customer.
        #expect(desk.vat == ["10.00", "-10.00"])
        let back = try desk.pay("A1", "-60.00", by: "P2")
        #expect(desk.vat == [0, 0] && desk.sum(.receivable) == 0)
        try desk.bounce(back, of: "P2")
        #expect(desk.vat == ["10.00", "-10.00"])
    }

    @Test func `a credit note that pays another invoice is a receipt of that, and can be taken off it`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.pay("I1", "120.00", by: "P1")
        try desk.credit("A1", of: "I1", services)
        try desk.bill("I2", Taxed(net: "200.00", tax: "40.00", onReceipt: "40.00"))
        #expect(desk.vat == ["20.00", "20.00"])
        // 120.00 paid of I2 make 20.00 due, and what is given back of I1 is 20.00 due less.
        try desk.take(.cash(.netted(desk.netting("120.00", of: "A1", with: "I2"), reason: "")))
        #expect(desk.vat == ["20.00", "20.00"])
        try desk.pay("I2", "120.00", by: "P2")
        #expect(desk.vat == ["40.00", 0])
        try desk.take(.cash(.nettingUndone(desk.netting("120.00", of: "A1", with: "I2"), reason: "")))
        #expect(desk.vat == ["40.00", 0], "of I1 20.00 and of I2 20.00 are due, and A1 waits for as much as I2")
        try desk.pay("A1", "-120.00", by: "P3")
        #expect(desk.vat == ["20.00", "20.00"])
    }

    @Test func `goods that a credit for services pays make nothing due, and the services less`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.pay("I1", "120.00", by: "P1")
        try desk.credit("A1", of: "I1", services)
        var goods = desk.issue("I2", [Taxed(net: "100.00", tax: "20.00", onReceipt: 0)])
        goods.taxOnReceipt = nil
        try desk.take(.billing(.invoiceIssued(goods)))
        #expect(desk.vat == ["40.00", "-20.00"])
        let entry = try desk.take(.cash(.netted(desk.netting("120.00", of: "A1", with: "I2"), reason: "")))
        #expect(desk.vat == ["20.00", 0] && entry?.text == "Imputation d’avoir" && entry?.reference == "A1")
    }

    @Test func `a bonus on what is not paid waits as what it is taken off does`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.credit("A1", of: "I1", Taxed(net: "10.00", tax: "2.00", onReceipt: 0), isNetted: false)
        #expect(desk.vat == [0, "18.00"])
        try desk.pay("I1", "120.00", by: "P1")
        #expect(desk.vat == ["20.00", "-2.00"])
        try desk.pay("A1", "-12.00", by: "P2")
        #expect(desk.vat == ["18.00", 0])
    }

    @Test func `credits in parts of cents take off all of the tax, and no more`() throws {
        var desk = Desk()
        try desk.bill("I1", Taxed(net: "10.00", tax: "2.00", onReceipt: "0.67", services: "3.33"))
        for (index, net) in (["3.33", "3.33", "3.34"] as [ExactDecimal]).enumerated() {
            let tax: ExactDecimal = index == 1 ? "0.66" : "0.67"
            try desk.credit("A\(index)", of: "I1", Taxed(net: net, tax: tax, onReceipt: 0, services: "1.11"))
        }
        #expect(desk.vat == [0, 0] && desk.sum(.receivable) == 0)
    }

    // MARK: What is asked for ahead

    private func use(_ amount: ExactDecimal, tax: ExactDecimal) -> PrepaymentUse {
        PrepaymentUse(
            invoice: "D1", issueDate: "2026-03-01", order: OrderKey(customer: customer, number: "O1"),
            amount: Money(amount, .euro)!, tax: Money(tax, .euro)!)
    }

    @Test(arguments: [true, false])
    func `VAT of a deposit is due when it is cashed, and the final invoice does not ask for it again`(
        isService: Bool
    ) throws {
        var desk = Desk()
        try desk.bill("D1", Taxed(net: "30.00", tax: "6.00", onReceipt: "6.00"), kind: .prepayment)
        #expect(desk.vat == [0, "6.00"])
        let paid = try desk.pay("D1", "36.00", by: "P1")
        #expect(desk.vat == ["6.00", 0])
        let final = Taxed(net: "100.00", tax: "20.00", onReceipt: isService ? "20.00" : 0)
        try desk.bill("I1", final, uses: [use("36.00", tax: "6.00")])
        #expect(desk.vat == (isService ? ["6.00", "14.00"] : ["20.00", 0]))
        #expect(desk.sum(.prepaid) == 0)
        // What the deposit was for is delivered: of goods the tax is due, paid or not.
        try desk.bounce(paid, of: "P1")
        #expect(desk.vat == (isService ? [0, "20.00"] : ["20.00", 0]))
        try desk.pay("D1", "36.00", by: "P2")
        try desk.pay("I1", "84.00", by: "P3")
        #expect(desk.vat == ["20.00", 0] && desk.sum(.receivable) == 0)
    }

    @Test func `a deposit that pays all of goods and services leaves nothing waiting`() throws {
        var desk = Desk()
        try desk.bill("D1", Taxed(net: "150.00", tax: "30.00", onReceipt: "30.00"), kind: .prepayment)
        try desk.pay("D1", "180.00", by: "P1")
        try desk.bill(
            "I1", Taxed(net: "150.00", tax: "30.00", onReceipt: "10.00", services: "50.00"),
            uses: [use("180.00", tax: "30.00")])
        #expect(desk.vat == ["30.00", 0])
    }

    @Test func `a deposit that is credited is due no more once it is paid back`() throws {
        var desk = Desk()
        let deposit = Taxed(net: "30.00", tax: "6.00", onReceipt: "6.00")
        try desk.bill("D1", deposit, kind: .prepayment)
        try desk.pay("D1", "36.00", by: "P1")
        try desk.credit("A1", of: "D1", deposit, kind: .prepaymentCreditNote)
        #expect(desk.vat == ["6.00", "-6.00"] && desk.sum(.prepaid) == 0)
        try desk.pay("A1", "-36.00", by: "P2")
        #expect(desk.vat == [0, 0])
    }

    // MARK: What is written anew

    @Test func `what stands in the place of an invoice waits for what is open of it`() throws {
        var desk = Desk()
        let wrong = desk.issue("I1", [services])
        try desk.take(.billing(.invoiceIssued(wrong)))
        try desk.take(.cash(.writtenOff(desk.part("I1", 0, (.writtenOff, "12.00")), on: "2026-03-12", reason: "")))
        #expect(desk.vat == [0, "18.00"] && desk.sum(.writeOff) == "10.00")
        let replaced = ReplacedInvoice(original: wrong.invoice, billed: [], services: wrong.services)
        let right = Taxed(net: "50.00", tax: "10.00", onReceipt: "10.00")
        try desk.take(.billing(.invoiceIssued(desk.issue("I2", [right], .corrected, replacing: replaced))))
        // 12.00 of its 60.00 are given up: 8.00 of its tax wait.
        #expect(desk.vat == [0, "8.00"] && desk.sum(.services) == "-50.00")
        try desk.pay("I2", "48.00", by: "P1")
        #expect(desk.vat == ["8.00", 0] && desk.sum(.receivable) == 0)
    }

    @Test func `what is billed anew beside a credit note is paid by that`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        try desk.pay("I1", "30.00", by: "P1")
        try desk.credit("A1", of: "I1", services)
        #expect(desk.vat == ["5.00", "-5.00"])
        var anew = desk.issue("I2", [Taxed(net: "50.00", tax: "10.00", onReceipt: "10.00")])
        anew.credit = CreditUse(
            note: "A1", issueDate: "2026-03-10", original: "I1", amount: desk.money("30.00"), originalDate: "2026-03-10"
        )
        try desk.take(.billing(.invoiceIssued(anew)))
        #expect(desk.vat == ["5.00", "5.00"])
        try desk.pay("I2", "30.00", by: "P2")
        #expect(desk.vat == ["10.00", 0] && desk.sum(.receivable) == 0)
    }

    // MARK: Foreign currencies

    private let rates = [
        DatedExchangeRate(dollar, from: "2026-03-01", "0.90"), DatedExchangeRate(dollar, from: "2026-04-01", "0.95"),
    ]

    @Test func `VAT in a foreign currency is due at the rate of its invoice`() throws {
        var desk = Desk(dollar, rates)
        try desk.bill("I1", Taxed(net: "100.01", tax: "20.00", onReceipt: "20.00"))
        #expect(desk.worth(.vatPending) == "-18.00")
        // 6.67 of 20.00 at 0.90 = 6.003
        let part = try desk.pay("I1", "40.00", by: "P1", on: "2026-04-05")
        #expect(desk.vat == ["6.67", "13.33"] && desk.worth(.vat) == "-6.00" && desk.worth(.vatPending) == "-12.00")
        try desk.pay("I1", "77.61", by: "P2", (.earlyPaymentDiscount, "2.40"), on: "2026-04-05")
        // Of 13.33, 0.40 are forgone: 0.36 in euros.
        #expect(desk.vat == ["19.60", 0] && desk.worth(.vat) == "-17.64" && desk.worth(.vatPending) == 0)
        #expect(desk.worth(.receivable) == 0)
        try desk.bounce(part, of: "P1")
        #expect(desk.vat == ["12.93", "6.67"] && desk.worth(.vatPending) == "-6.00")
    }

    @Test func `what is credited in a foreign currency leaves nothing waiting in either`() throws {
        var desk = Desk(dollar, rates)
        try desk.bill("I1", Taxed(net: "33.35", tax: "6.67", onReceipt: "6.67"))
        try desk.pay("I1", "10.00", by: "P1", on: "2026-04-05")
        try desk.credit("A1", of: "I1", Taxed(net: "33.35", tax: "6.67", onReceipt: 0), on: "2026-04-06")
        try desk.pay("A1", "-10.00", by: "P2", on: "2026-04-07")
        #expect(desk.vat == [0, 0] && desk.worth(.vat) == 0 && desk.worth(.vatPending) == 0)
        #expect(desk.sum(.receivable) == 0 && desk.worth(.receivable) == 0)
    }

    // MARK: Laws

    @Test func `VAT that waits for more than is open is told`() throws {
        var audit = BookAudit()
        let event = Event.billing(.invoiceIssued(Desk().issue("I1", [services])))
        audit.take(
            RecordedEvent(
                sequence: 1, stream: event.stream, version: 1, event: event, effectiveOn: "2026-03-10",
                recordedAt: Instant(startOf: "2026-03-10"), actor: "test", cause: nil, configuration: ""))
        #expect(audit.finished() == ["invoice I1: 0.00 EUR open, VAT of 20.00 EUR waits for 120.00 EUR"])
    }

    @Test func `a payment that is taken back brings no tax back of a service that was credited meanwhile`() throws {
        let both = Taxed(net: 150, tax: 30, onReceipt: 10, services: 50)
        for half in [false, true] {
            var desk = Desk()
            try desk.bill("I-1", both)
            let part = try desk.pay("I-1", 90, by: "P1")
            #expect(desk.vat == [25, 5])
            if half {
                try desk.credit("AV-1", of: "I-1", Taxed(net: 25, tax: 5, onReceipt: 5, services: 25))
                #expect(desk.vat == [25, 0])
                try desk.takeOff(part, of: "P1")
                #expect(desk.vat == [20, 5])
                continue
            }
            try desk.credit("AV-1", of: "I-1", Taxed(net: 50, tax: 10, onReceipt: 10, services: 50))
            #expect(desk.vat == [20, 0])
            try desk.takeOff(part, of: "P1")
            #expect(desk.vat == [20, 0], "what is left is for goods")
            // The note is set against something else: the service is owed again, and so is its credit.
            try desk.take(.cash(.nettingUndone(desk.netting(60, of: "AV-1", with: "I-1"), reason: "")))
            #expect(desk.vat == [20, 0])
            try desk.pay("I-1", 180, by: "P2")
            #expect(desk.vat == [30, -10])
        }
    }

    @Test func `tax falls due on the day of the money, whenever it is known what that was for`() throws {
        var desk = Desk()
        try desk.bill("I-1", services, services, on: "2026-03-10")
        let part = desk.part("I-1", "120.00")
        func allocated(_ id: String, paidOn date: BusinessDate) -> Event {
            .cash(.allocated(Allocation(payment: id, parts: [part], paidOn: date, evidence: [])))
        }
        for (id, date) in [("P1", "2026-03-31"), ("P2", "2026-04-02")] as [(String, BusinessDate)] {
            try desk.take(
                .cash(.paymentReceived(Payment(id: id, account: "FR", bookedOn: date, amount: part.paid))), on: date)
        }
        try desk.take(allocated("P1", paidOn: "2026-03-31"), on: "2026-04-02")
        let late = desk.entries.suffix(2)
        #expect(late.map(\.date) == ["2026-04-02", "2026-03-31"] && late.map(\.reference) == ["P1", "P1"])
        #expect(late.map(\.lines.count) == [2, 2] && late.last?.lines.map(\.account) == [.vatPending, .vat])
        try desk.take(allocated("P2", paidOn: "2026-04-02"), on: "2026-04-02")
        #expect(desk.entries.last?.lines.count == 4, "of one day it is one entry")
        #expect(desk.vat == [40, 0])

        // Of what comes back the tax waits again from the day that it went on; of a closed day, from the first open one.
        try desk.take(.books(.closed(until: "2026-04-30")), on: "2026-05-02")
        let back = Payment(id: "P3", account: "FR", bookedOn: "2026-05-03", amount: -part.paid, returnReason: "AC04")
        try desk.take(.cash(.paymentReceived(back)), on: "2026-05-03")
        try desk.take(
            .cash(.paymentReturned(payment: "P1", by: "P3", [part], creditedTo: customer, reason: "")), on: "2026-05-05"
        )
        #expect(desk.entries.suffix(2).map(\.date) == ["2026-05-05", "2026-05-03"])
        try desk.take(allocated("P1", paidOn: "2026-03-31"), on: "2026-05-06")
        #expect(desk.entries.suffix(2).map(\.date) == ["2026-05-06", "2026-05-01"])
        #expect(desk.vat == [40, 0])
    }

    @Test func `what is paid though it was given up has its tax due`() throws {
        var desk = Desk()
        try desk.bill("I1", services)
        let given = desk.part("I1", 0, (.writtenOff, "120.00"))
        try desk.take(.cash(.writtenOff(given, on: "2026-06-01", reason: "lost")))
        #expect(desk.vat == [0, 0] && desk.sum(.writeOff) == "100.00")
        try desk.take(.cash(.writeOffUndone(given, on: "2026-07-01", reason: "it pays")))
        #expect(desk.vat == [0, "20.00"] && desk.sum(.writeOff) == 0 && desk.sum(.receivable) == "120.00")
        try desk.pay("I1", "120.00", by: "P1")
        #expect(desk.vat == ["20.00", 0] && desk.sum(.receivable) == 0)
    }

    @Test func `services that bear no tax make no goods a service`() throws {
        let exempt = VATClass(.exempt, Percentage(0))
        var desk = Desk()
        try desk.bill(
            "I-1", Taxed(net: 150, tax: 30, onReceipt: 10, services: 50),
            Taxed(vat: exempt, net: 200, tax: 0, onReceipt: 0))
        #expect(desk.vat == [20, 10])
        try desk.credit(
            "AV-1", of: "I-1", Taxed(net: 100, tax: 20, onReceipt: 0, services: 0),
            Taxed(vat: exempt, net: 200, tax: 0, onReceipt: 0, services: 200))
        #expect(desk.vat == [0, 10])
        try desk.pay("I-1", 60, by: "P1")
        #expect(desk.vat == [10, 0])
    }

    @Test(arguments: 0..<rounds(20))
    func `whatever is paid, taken off and comes back, all tax is due or forgone once nothing is open`(seed: Int) throws
    {
        var random = SeededRandomness(seed: UInt64(seed))
        func pick(_ most: Int64) -> Int64 { Int64.random(in: 1...most, using: &random) }
        func cents(_ units: Int64) -> ExactDecimal { ExactDecimal(units: units, scale: 2) }
        var desk = Desk()
        var open: [String: Int64] = [:]
        var (tax, given): (Int64, Int64) = (0, 0)
        var live: [(part: AllocationPart, id: String, given: Int64)] = []
        for number in ["I1", "I2", "I3"] {
            let net = pick(60_000)
            let own = (net + 2) / 5
            let waiting = number == "I1" ? own : number == "I2" ? own / 3 : 0
            try desk.bill(
                number, Taxed(net: cents(net), tax: cents(own), onReceipt: cents(waiting), services: cents(waiting * 5))
            )
            open[number] = net + own
            tax += own
        }
        for step in 0..<25 {
            let (number, left) = open.sorted { $0.key < $1.key }.randomElement(using: &random)!
            if Int.random(in: 0..<3, using: &random) == 0, let index = live.indices.randomElement(using: &random) {
                let old = live.remove(at: index)
                if step % 2 == 0 {
                    try desk.bounce(old.part, of: old.id)
                } else {
                    try desk.takeOff(old.part, of: old.id)
                }
                open[old.part.invoice]? += old.part.settled.minorUnits
                given -= old.given
            } else if left > 0 {
                let whole = Int.random(in: 0..<4, using: &random) == 0 ? left : pick(left)
                let discount = Bool.random(using: &random) ? whole / 50 : 0
                let residual = discount > 0 ? (ResidualReason.earlyPaymentDiscount, cents(discount)) : nil
                live.append(
                    (try desk.pay(number, cents(whole - discount), by: "P\(step)", residual), "P\(step)", discount))
                open[number]? -= whole
                given += discount
            }
            #expect(desk.vat[1] >= 0 && desk.vat[0] + desk.vat[1] + cents(given) - desk.sum(.discount) == cents(tax))
        }
        for (number, left) in open where left > 0 { try desk.pay(number, cents(left), by: "Q\(number)") }
        #expect(desk.sum(.receivable) == 0 && desk.vat[1] == 0)
        #expect(desk.vat[0] + cents(given) - desk.sum(.discount) == cents(tax))
    }
}
