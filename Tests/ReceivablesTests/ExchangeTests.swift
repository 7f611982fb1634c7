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
        return events.enumerated().compactMap { books.entry(for: recorded($1.0, Int64($0 + 1), on: $1.1)) }
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
        #expect(worth(entries, .bankCharges) == euros("1.80"))
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
                books.entry(for: recorded($1.0, Int64($0 + 1), on: $1.1))
            }
            #expect(entries.allSatisfy { $0.isBalanced })
            #expect(worth(entries, .unallocated).isZero)
            #expect(worth(entries, .bank) == euros("-6.00"))
            #expect(worth(entries, .exchangeLoss) == euros("6.00") && worth(entries, .exchangeGain).isZero)
            #expect(worth(entries, .receivable) == euros("108.00"))
        }
    }
}
