import Calendars
import Documents
import Money
import Receivables
import Testing

private let dollar = Currency("USD")!
private func usd(_ amount: ExactDecimal) -> Money { Money(amount, dollar)! }
private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func recorded(_ event: Event, _ sequence: Int64, on date: BusinessDate) -> RecordedEvent {
    RecordedEvent(
        sequence: sequence, stream: event.stream, version: 1, event: event, effectiveOn: date,
        recordedAt: Instant(startOf: date), actor: "test", cause: nil, configuration: "")
}

/// What comes in foreign currency stands in the books at its worth in the accounting currency.
struct ExchangeTests {
    private let customer = CustomerID("C-1")
    private let rates = ExchangeRates(
        in: .euro,
        [
            DatedExchangeRate(dollar, from: "2026-03-01", "0.90"),
            DatedExchangeRate(dollar, from: "2026-04-01", "0.95"),
        ])

    private func invoice(_ number: String, _ net: ExactDecimal, _ tax: ExactDecimal, on date: BusinessDate) -> Event {
        let (net, tax, zero) = (usd(net), usd(tax), Money.zero(dollar))
        let party = Party(name: "Anyone")
        let invoice = Invoice(
            number: number, issueDate: date, dueDate: date, currency: dollar, seller: party, buyer: party, lines: [],
            vatBreakdown: [VATSubtotal(vat: VATClass(.standard, Percentage(20)), taxable: net, tax: tax)],
            totals: InvoiceTotals(
                lines: net, allowances: zero, charges: zero, beforeTax: net, tax: tax, withTax: net + tax,
                prepaid: zero,
                rounding: zero, payable: net + tax))
        return .billing(
            .invoiceIssued(InvoiceIssue(invoice, customer: customer, parts: [], place: SeriesPlace("INV", 1))))
    }

    private func payment(_ amount: ExactDecimal, on date: BusinessDate) -> Event {
        .cash(.paymentReceived(Payment(id: "P1", account: "FR", bookedOn: date, amount: usd(amount))))
    }

    private func part(_ amount: ExactDecimal, _ residual: Residual? = nil) -> AllocationPart {
        AllocationPart(
            invoice: "I1", customer: customer, issueDate: "2026-03-10", paid: usd(amount), residual: residual)
    }

    private func allocated(_ part: AllocationPart, on date: BusinessDate) -> Event {
        .cash(.allocated(Allocation(payment: "P1", parts: [part], paidOn: date, evidence: [])))
    }

    private func entries(_ events: (Event, BusinessDate)...) -> [JournalEntry] {
        var books = BooksOfAccount(at: rates)
        return events.enumerated().compactMap { books.entries(for: recorded($1.0, Int64($0 + 1), on: $1.1)).first }
    }

    private func worth(_ entries: [JournalEntry], _ account: PostingAccount) -> Money {
        entries.flatMap(\.lines).filter { $0.account == account }.compactMap { $0.worth(in: .euro) }.sum(in: .euro)
    }

    @Test func `a dearer dollar at the payment is a gain on exchange, and nothing stays open`() {
        let entries = entries(
            (invoice("I1", "100.00", "20.00", on: "2026-03-10"), "2026-03-10"),
            (payment("120.00", on: "2026-04-05"), "2026-04-05"),
            (allocated(part("120.00"), on: "2026-04-05"), "2026-04-05"))
        #expect(entries.count == 3 && entries.allSatisfy(\.isBalanced))
        #expect(worth([entries[0]], .receivable) == euros("108.00") && worth([entries[0]], .vat) == euros("-18.00"))
        #expect(worth(entries, .bank) == euros("114.00"))
        #expect(worth(entries, .exchangeGain) == euros("-6.00") && worth(entries, .exchangeLoss).isZero)
        #expect(worth(entries, .receivable).isZero && worth(entries, .unallocated).isZero)
    }

    @Test func `a cheaper dollar is a loss, and parts add up to the whole`() {
        let entries = entries(
            (invoice("I1", "100.01", "20.00", on: "2026-04-10"), "2026-04-10"),
            (payment("120.01", on: "2026-03-05"), "2026-04-11"),
            (allocated(part("33.33"), on: "2026-04-11"), "2026-04-11"),
            (allocated(part("33.33"), on: "2026-04-11"), "2026-04-11"),
            (allocated(part("53.35"), on: "2026-04-11"), "2026-04-11"))
        #expect(entries.allSatisfy { $0.isBalanced })
        #expect(worth(entries, .exchangeLoss).isPositive && worth(entries, .exchangeGain).isZero)
        #expect(worth(entries, .receivable).isZero && worth(entries, .unallocated).isZero)
    }

    @Test func `what is taken back takes its difference with it`() {
        let paid = part("118.00", Residual(.bankCharges, usd("2.00")))
        let entries = entries(
            (invoice("I1", "100.00", "20.00", on: "2026-03-10"), "2026-03-10"),
            (payment("118.00", on: "2026-04-05"), "2026-04-05"),
            (allocated(paid, on: "2026-04-05"), "2026-04-05"),
            (.cash(.unallocated(payment: "P1", [paid], creditedTo: customer, reason: "")), "2026-04-06"),
            (allocated(paid, on: "2026-04-07"), "2026-04-07"))
        #expect(entries.allSatisfy { $0.isBalanced })
        #expect(worth(Array(entries[2...3]), .exchangeGain).isZero && worth(Array(entries[2...3]), .receivable).isZero)
        #expect(worth(entries, .receivable).isZero && worth(entries, .unallocated).isZero)
        #expect(worth(entries, .bankCharges) == euros("1.90"))
    }

    @Test func `where no rate is known there is no worth, on the day of the rate there is`() {
        let before = entries((invoice("I1", "100.00", "20.00", on: "2026-02-28"), "2026-02-28"))
        #expect(before[0].lines.allSatisfy { $0.worth(in: .euro) == nil })
        let on = entries((invoice("I1", "100.00", "20.00", on: "2026-03-01"), "2026-03-01"))
        #expect(on[0].lines.allSatisfy { $0.worth(in: .euro) != nil })
    }

    private func returned(_ amount: ExactDecimal, _ parts: [AllocationPart], on date: BusinessDate) -> [(
        Event, BusinessDate
    )] {
        let back = Payment(
            id: "P2", account: "FR", bookedOn: date, amount: usd(-amount), returnReason: "AC04")
        let returned = CashEvent.paymentReturned(payment: "P1", by: "P2", parts, creditedTo: nil, reason: "AC04")
        return [(.cash(.paymentReceived(back)), date), (.cash(returned), date)]
    }

    @Test func `money that comes back at another rate leaves nothing in between: its difference is a loss or a gain`() {
        for isAllocated in [true, false] {
            var events = [
                (invoice("I1", "100.00", "20.00", on: "2026-03-10"), BusinessDate("2026-03-10")),
                (payment("120.00", on: "2026-03-20"), "2026-03-20"),
            ]
            if isAllocated { events.append((allocated(part("120.00"), on: "2026-03-20"), "2026-03-20")) }
            events += returned("120.00", isAllocated ? [part("120.00")] : [], on: "2026-04-05")
            var books = BooksOfAccount(at: rates)
            let entries = events.enumerated().compactMap {
                books.entries(for: recorded($1.0, Int64($0 + 1), on: $1.1)).first
            }
            #expect(entries.allSatisfy { $0.isBalanced })
            #expect(worth(entries, .unallocated).isZero)
            #expect(worth(entries, .bank) == euros("-6.00"))
            #expect(worth(entries, .exchangeLoss) == euros("6.00") && worth(entries, .exchangeGain).isZero)
            #expect(worth(entries, .receivable) == euros("108.00"))
        }
    }

    // MARK: What was entered stays

    /// What a rate of the company's data is worth once somebody has edited it.
    private let edited = ExchangeRates(in: .euro, [DatedExchangeRate(dollar, from: "2026-01-01", "0.50")])

    private func lines(_ events: [(Event, BusinessDate)], at rates: ExchangeRates) -> [[Posting]] {
        var books = BooksOfAccount(at: rates)
        return events.enumerated().compactMap {
            books.entries(for: recorded($1.0, Int64($0 + 1), on: $1.1)).first?.lines
        }
    }

    @Test func `what was entered at a rate stays as it was when the rate is edited`() throws {
        let events: [(Event, BusinessDate)] = [
            (invoice("I1", "100.00", "20.00", on: "2026-03-10"), "2026-03-10"),
            (payment("118.00", on: "2026-04-05"), "2026-04-05"),
            (allocated(part("118.00", Residual(.bankCharges, usd("2.00"))), on: "2026-04-05"), "2026-04-05"),
        ].map { ($0.0.entered(at: rates), $0.1) }
        for event in events { #expect(try Event(coded: event.0.coded) == event.0) }
        #expect(lines(events, at: edited) == lines(events, at: rates))
        #expect(lines(events, at: ExchangeRates(in: .euro)) == lines(events, at: rates))
    }

    @Test func `an event of the accounting currency, or of a ledger before rates were kept, has the form that it had`()
    {
        let old = invoice("I1", "100.00", "20.00", on: "2026-03-10")
        #expect(old.entered(at: ExchangeRates(in: .euro)) == old && old.entered(at: ExchangeRates(in: dollar)) == old)
        #expect(old.entered(at: rates) != old && old.entered(at: rates).entered(at: edited) == old.entered(at: rates))
        #expect(old.entered(at: rates).coded.count > old.coded.count)
        #expect(lines([(old, "2026-03-10")], at: rates) == lines([(old.entered(at: rates), "2026-03-10")], at: edited))
    }

    // MARK: What takes back

    private func credited(
        _ number: String, of original: String, _ net: ExactDecimal, _ tax: ExactDecimal, on date: BusinessDate,
        originalDate: BusinessDate, accountedTax: ExactDecimal? = nil, kind: InvoiceKind = .creditNote
    ) -> Event {
        var note = document(number, net, tax, on: date, accountedTax: accountedTax)
        note.kind = kind
        let part = CreditPart(
            invoice: original, issueDate: originalDate, amount: note.totals.payable, vat: note.vatBreakdown)
        return .billing(
            .creditNoteIssued(CreditNoteIssue(note: note, customer: customer, parts: [part]), place: nil, reason: ""))
    }

    private func document(
        _ number: String, _ net: ExactDecimal, _ tax: ExactDecimal, on date: BusinessDate,
        accountedTax: ExactDecimal? = nil
    ) -> Invoice {
        guard case .billing(.invoiceIssued(let issue)) = invoice(number, net, tax, on: date) else {
            preconditionFailure()
        }
        var document = issue.invoice
        document.accountingCurrency = accountedTax.map { _ in .euro }
        document.totals.taxInAccountingCurrency = accountedTax.map(euros)
        return document
    }

    private func issued(_ invoice: Invoice, _ edit: (inout InvoiceIssue) -> Void = { _ in }) -> Event {
        var issue = InvoiceIssue(invoice, customer: customer, parts: [], place: SeriesPlace("INV", 1))
        edit(&issue)
        return .billing(.invoiceIssued(issue))
    }

    @Test func `a credit note on what was billed anew takes it back at the rate of what was billed first`() {
        let first = document("I1", "105.48", "9.10", on: "2026-03-05", accountedTax: "8.19")
        let right = document("I2", "64.12", "6.83", on: "2026-04-10", accountedTax: "6.15")
        let use = CreditUse(
            note: "A1", issueDate: "2026-04-10", original: "I1", amount: usd("0.00"), originalDate: "2026-03-05")
        let corrective = document("I2", "64.12", "6.83", on: "2026-04-10", accountedTax: "6.15")
        for isCredited in [true, false] {
            var events: [(Event, BusinessDate)] = [(issued(first), "2026-03-05")]
            if isCredited {
                let note = credited(
                    "A1", of: "I1", "105.48", "9.10", on: "2026-04-10", originalDate: "2026-03-05", accountedTax: "8.19"
                )
                events.append((note, "2026-04-10"))
                events.append((issued(right) { $0.credit = use }, "2026-04-10"))
            } else {
                let replaced = ReplacedInvoice(original: first, billed: [], services: usd("0.00"))
                events.append((issued(corrective) { $0.replaced = replaced }, "2026-04-10"))
            }
            let note = credited(
                "A2", of: "I2", "64.12", "6.83", on: "2026-04-12", originalDate: "2026-04-10", accountedTax: "6.15")
            events.append((note, "2026-04-12"))
            for kept in [rates, edited] {
                var books = BooksOfAccount(at: kept)
                let entries = events.enumerated().compactMap {
                    books.entries(for: recorded($1.0.entered(at: rates), Int64($0 + 1), on: $1.1)).first
                }
                #expect(entries.allSatisfy { $0.isBalanced })
                for account in [PostingAccount.receivable, .vat, .sales, .exchangeLoss, .exchangeGain] {
                    #expect(worth(entries, account).isZero, "\(account): \(worth(entries, account)), \(isCredited)")
                }
            }
        }
    }

    @Test func `what is credited after it was paid is owed at what the invoice was worth, until it is paid back`() {
        let entries = entries(
            (invoice("I1", "100.00", "20.00", on: "2026-03-10"), "2026-03-10"),
            (payment("33.33", on: "2026-03-20"), "2026-03-20"),
            (allocated(part("33.33"), on: "2026-03-20"), "2026-03-20"),
            (
                credited("A1", of: "I1", "100.00", "20.00", on: "2026-04-10", originalDate: "2026-03-10"), "2026-04-10"
            ),
            (payment("-33.33", on: "2026-04-20"), "2026-04-20"),
            (
                allocated(
                    AllocationPart(invoice: "A1", customer: customer, issueDate: "2026-04-10", paid: usd("-33.33")),
                    on: "2026-04-20"), "2026-04-20"
            ))
        #expect(entries.allSatisfy { $0.isBalanced })
        #expect(worth(entries, .receivable).isZero && worth(entries, .unallocated).isZero)
        #expect(worth(entries, .sales).isZero && worth(entries, .vat).isZero)
        #expect(worth(entries, .exchangeLoss) == euros("1.66"), "33.33 came at 0.90 and went at 0.95")
    }

    // MARK: What is asked ahead

    private func asked(_ net: ExactDecimal, _ tax: ExactDecimal, _ accountedTax: ExactDecimal) -> Event {
        var ahead = document("P1", net, tax, on: "2026-03-10", accountedTax: accountedTax)
        ahead.kind = .prepayment
        return issued(ahead)
    }

    private func final(deducting amount: ExactDecimal, tax: ExactDecimal) -> Event {
        var invoice = document("F1", "200.00", "40.00", on: "2026-04-10", accountedTax: "37.50")
        invoice.totals.prepaid = usd(amount)
        invoice.totals.payable -= usd(amount)
        return issued(invoice) {
            $0.prepayments = [
                PrepaymentUse(
                    invoice: "P1", issueDate: "2026-03-10", order: OrderKey(customer: customer, number: "O"),
                    amount: usd(amount), tax: usd(tax))
            ]
        }
    }

    @Test func `an advance leaves the books at what it came in at, and its difference is one on exchange`() {
        let entries = entries(
            (asked("50.00", "10.00", "9.00"), "2026-03-10"), (final(deducting: "60.00", tax: "10.00"), "2026-04-10"))
        #expect(entries.count == 2 && entries.allSatisfy(\.isBalanced))
        #expect(worth(entries, .prepaid).isZero)
        // 150.00 of the sale at 0.95, and 50.00 of it that came in at 0.90: all of it counts at the day of the invoice.
        #expect(worth(entries, .sales) == euros("-190.00"))
        #expect(worth(entries, .exchangeLoss) == euros("2.50"), "\(entries[1].lines)")
        #expect(worth(entries, .vat) == euros("-37.50"), "of the VAT ahead, nothing is due again")
        #expect(worth(entries, .receivable) == euros("54.00") + euros("171.00"))
    }

    @Test func `of an advance, a part is taken off and the rest credited, and nothing of it stays`() {
        let entries = entries(
            (asked("50.01", "10.00", "9.00"), "2026-03-10"), (final(deducting: "20.00", tax: "3.33"), "2026-04-10"),
            (
                credited(
                    "A1", of: "P1", "33.34", "6.67", on: "2026-04-11", originalDate: "2026-03-10", accountedTax: "6.00",
                    kind: .prepaymentCreditNote), "2026-04-11"
            ))
        #expect(entries.allSatisfy { $0.isBalanced })
        #expect(worth(entries, .prepaid).isZero, "\(worth(entries, .prepaid))")
        #expect(entries.flatMap(\.lines).filter { $0.account == .prepaid }.map(\.amount).sum(in: dollar).isZero)
        #expect(worth(entries, .vat) == euros("-37.50"), "\(worth(entries, .vat))")
    }

    // MARK: The VAT that is said

    @Test func `the VAT in the books is what the invoice says, to the cent`() {
        var invoice = document("I1", "105.48", "9.10", on: "2026-03-05", accountedTax: "8.83")
        invoice.vatBreakdown = [("22.75", Percentage(20)), ("82.73", Percentage("5.5"))].map {
            VATSubtotal(vat: VATClass(.standard, $0.1), taxable: usd($0.0), tax: usd("4.55"))
        }
        let rates = ExchangeRates(in: .euro, [DatedExchangeRate(dollar, from: "2026-01-01", "0.97")])
        let entry = lines([(issued(invoice), "2026-03-05")], at: rates)[0]
        #expect(entry.filter { $0.account == .vat }.map(\.accounted) == [euros("-4.42"), euros("-4.41")])
        #expect(entry.filter { $0.account == .sales }.map(\.accounted) == [euros("-102.31")])
        #expect(entry.compactMap(\.accounted).sum(in: .euro).isZero)
    }
}
