import Calendars
import Documents
import Money
import QuittanceTesting
import Receivables
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func recorded(_ event: Event, _ sequence: Int64, on date: BusinessDate = "2026-03-10") -> RecordedEvent {
    RecordedEvent(
        sequence: sequence, stream: event.stream, version: 1, event: event, effectiveOn: date,
        recordedAt: Instant(startOf: date), actor: "test", cause: nil, configuration: "")
}

private func part(_ paid: ExactDecimal, _ residual: Residual? = nil) -> AllocationPart {
    AllocationPart(
        invoice: "I1", customer: CustomerID("C-1"), issueDate: "2026-03-01", paid: euros(paid), residual: residual)
}

private func allocated(_ parts: AllocationPart...) -> Event {
    .cash(.allocated(Allocation(payment: "P1", parts: parts, paidOn: "2026-03-10", evidence: [])))
}

@Suite struct PostingTests {
    private func entry(_ event: Event) -> JournalEntry? {
        var books = BooksOfAccount()
        return books.entries(for: recorded(event, 1)).first
    }

    private func balance(_ entry: JournalEntry?, _ account: PostingAccount) -> Money? {
        entry?.lines.filter { $0.account == account }.map(\.amount).sum(in: .euro)
    }

    @Test func `a discount, bank charges and a small difference stand each at its account`() {
        for (reason, account) in [
            (ResidualReason.earlyPaymentDiscount, PostingAccount.discount), (.bankCharges, .bankCharges),
            (.smallDifference, .smallLoss), (.writtenOff, .writeOff),
        ] {
            let entry = entry(allocated(part("98.00", Residual(reason, euros("2.00")))))
            #expect(entry?.isBalanced == true)
            #expect(balance(entry, account) == euros("2.00"))
            #expect(balance(entry, .receivable) == euros("-100.00"))
            #expect(balance(entry, .unallocated) == euros("98.00"))
        }
        #expect(
            balance(entry(allocated(part("100.00", Residual(.smallDifference, euros("-0.02"))))), .smallGain)
                == euros("-0.02"))
    }

    @Test func `what is taken back is the entry the other way round`() {
        let parts = [part("98.00", Residual(.earlyPaymentDiscount, euros("2.00")))]
        let there = entry(allocated(parts[0]))
        let back = entry(.cash(.unallocated(payment: "P1", parts, creditedTo: CustomerID("C-1"), reason: "")))
        for account in PostingAccount.allCases {
            #expect(balance(there, account) == balance(back, account).map { -$0 })
        }
    }

    @Test func `entries are numbered without a gap, whatever moves no money between them`() {
        var books = BooksOfAccount()
        let events: [Event] = [
            allocated(part("1.00")), .occurrenceReached(schedule: "s", moment: Instant(microseconds: 0)),
            allocated(part("0.00")),
            allocated(part("2.00")),
        ]
        let numbers = events.enumerated().compactMap { books.entries(for: recorded($1, Int64($0 + 1))).first?.number }
        #expect(numbers == [1, 2])
    }

    @Test func `the numbers of a month that is closed follow one another, whenever its entries were recorded`() {
        var books = BooksOfAccount()
        // February's statement comes when March has begun; March is closed halfway, and the rest with April.
        let history: [(Event, BusinessDate)] = [
            (allocated(part("1.00")), "2026-02-10"), (allocated(part("2.00")), "2026-03-02"),
            (allocated(part("3.00")), "2026-02-27"), (.books(.closed(until: "2026-02-28")), "2026-03-05"),
            (allocated(part("4.00")), "2026-04-02"), (allocated(part("5.00")), "2026-03-10"),
            (.books(.closed(until: "2026-03-15")), "2026-04-03"), (allocated(part("6.00")), "2026-03-20"),
            (allocated(part("7.00")), "2026-04-01"), (.books(.closed(until: "2026-04-30")), "2026-05-02"),
            (allocated(part("8.00")), "2026-06-01"), (allocated(part("9.00")), "2026-05-20"),
        ]
        var entries: [JournalEntry] = []
        for (index, step) in history.enumerated() {
            if let entry = books.entries(for: recorded(step.0, Int64(index + 1), on: step.1)).first {
                entries.append(entry)
            }
            let sofar = books.numbered(entries)
            #expect(sofar.map(\.number) == Array(1...max(1, sofar.count)).prefix(sofar.count).map { $0 })
        }
        let all = books.numbered(entries)
        let months = Dictionary(grouping: all) { Month(of: $0.date) }.mapValues { $0.map(\.number) }
        #expect(months[Month(of: "2026-02-01")] == [1, 2])
        #expect(months[Month(of: "2026-03-01")] == [3, 4, 5])
        #expect(months[Month(of: "2026-04-01")] == [6, 7])
        #expect(months[Month(of: "2026-05-01")] == [8] && months[Month(of: "2026-06-01")] == [9])
        let paid = all.map { $0.lines.first { $0.account == .unallocated }?.amount.minorUnits }
        #expect(paid == [100, 300, 200, 500, 600, 400, 700, 900, 800], "in a month as they were recorded")
    }

    @Test func `an entry of a closed period keeps its number`() {
        var books = BooksOfAccount()
        var entries: [JournalEntry] = []
        for (index, date) in (["2026-02-10", "2026-03-02", "2026-02-27"] as [BusinessDate]).enumerated() {
            entries.append(books.entries(for: recorded(allocated(part("1.00")), Int64(index + 1), on: date)).first!)
        }
        _ = books.entries(for: recorded(.books(.closed(until: "2026-02-28")), 4)).first
        let closed = books.numbered(entries).filter { $0.date <= "2026-02-28" }
        entries.append(books.entries(for: recorded(allocated(part("2.00")), 5, on: "2026-03-01")).first!)
        _ = books.entries(for: recorded(.books(.closed(until: "2026-03-31")), 6)).first
        #expect(books.numbered(entries).filter { $0.date <= "2026-02-28" } == closed)
    }

    @Test func `what closes books keeps the number of every account, also where it is the usual one`() throws {
        let kept = String(decoding: AccountNumbers(["vat": "445711"]).coded, as: UTF8.self)
        #expect(PostingAccount.allCases.allSatisfy { kept.contains($0.rawValue) })
        #expect(kept.contains("445711") && kept.contains("656000") && !kept.contains("445710"))
        #expect(try AccountNumbers(coded: AccountNumbers([:]).coded) == AccountNumbers([:]))
    }

    @Test func `an account of closed books keeps the number that they were closed with`() throws {
        var books = BooksOfAccount()
        let closing = Event.books(.closed(until: "2026-02-28", AccountNumbers(["vat": "445711", "sales": "701000"])))
        #expect(try Event(coded: closing.coded) == closing)
        #expect(
            try Event(coded: Event.books(.closed(until: "2026-01-31")).coded) == .books(.closed(until: "2026-01-31")))
        _ = books.entries(for: recorded(.books(.closed(until: "2026-01-31")), 1)).first
        _ = books.entries(for: recorded(closing, 2)).first
        let chart = books.chart(today: ["vat": "445799"])
        #expect(chart.number(of: .vat, on: "2026-02-01") == "445711")
        #expect(chart.number(of: .sales, on: "2026-02-28") == "701000")
        #expect(chart.number(of: .bank, on: "2026-02-28") == "512000")
        #expect(chart.number(of: .vat, on: "2026-03-01") == "445799")
        #expect(chart.number(of: .vat, on: "2026-01-31") == "445799", "books that were closed before numbers were kept")
    }

    @Test func `a document has one day in all its entries: that which the first one tells`() {
        let payment = Payment(id: "P1", account: "FR76", bookedOn: "2026-03-01", amount: euros("1.00"), texts: [])
        var books = BooksOfAccount()
        let received = books.entries(for: recorded(.cash(.paymentReceived(payment)), 1, on: "2026-03-02")).first
        let applied = books.entries(for: recorded(allocated(part("1.00")), 2, on: "2026-03-10")).first
        #expect(applied?.reference == "P1" && applied?.date == "2026-03-10")
        #expect([received, applied].map { $0?.referenceDate } == ["2026-03-01", "2026-03-01"])
    }

    @Test func `what is entered later than it happened says when that was`() {
        let payment = Payment(id: "P1", account: "FR76", bookedOn: "2026-03-31", amount: euros("1.00"), texts: [])
        var books = BooksOfAccount()
        let late = books.entries(for: recorded(.cash(.paymentReceived(payment)), 1, on: "2026-04-01")).first
        #expect(late?.date == "2026-04-01" && late?.referenceDate == "2026-03-31")
        #expect(late?.text == "Règlement reçu, opération du 2026-03-31")
        let timely = books.entries(for: recorded(.cash(.paymentReceived(payment)), 2, on: "2026-03-31")).first
        #expect(timely?.date == "2026-03-31" && timely?.text == "Règlement reçu")
    }

    @Test func `an entry that does not balance is seen`() {
        var wrong = entry(allocated(part("1.00")))
        wrong?.lines[0].amount = euros("1.01")
        #expect(wrong?.isBalanced == false)
    }
}
