import Calendars
import DebtCollection
import Documents
import Money
import Receivables
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

extension InterestRates {
    /// The refinancing rate of the European Central Bank and 10 points (code de commerce, L441-10 II).
    fileprivate static let statutory = InterestRates([
        Rate(from: "2025-01-01", Percentage("13.15"), source: "BCE"),
        Rate(from: "2025-07-01", Percentage("12.15"), source: "BCE"),
        Rate(from: "2026-01-01", Percentage("12.15"), source: "BCE"),
    ])
}

struct LateInterestTests {
    @Test func `the worked example comes to 963.62`() throws {
        let interest = try #require(
            lateInterest(
                on: [LateAmount(euros("12000.00"), until: "2026-02-10")], due: "2025-06-15", at: .statutory, in: .euro))
        #expect(interest.total == euros("963.62"))
        #expect(interest.slices.map(\.days) == [15, 184, 41])
        #expect(interest.slices.map(\.rate) == [Percentage("13.15"), Percentage("12.15"), Percentage("12.15")])
    }

    @Test func `a part payment bears interest for its own days`() throws {
        let parts = [
            LateAmount(euros("365.00"), until: "2025-02-10"), LateAmount(euros("365.00"), until: "2025-02-20"),
        ]
        let interest = try #require(lateInterest(on: parts, due: "2025-01-31", at: .statutory, in: .euro))
        #expect(interest.total == euros("3.95"))  // 365 × (10 + 20) days × 13.15 % / 365 = 3.945
    }

    @Test func `paid on the due date costs nothing, the day after costs one day`() {
        let rates = InterestRates([.init(from: "2025-01-01", Percentage("10"), source: "BCE")])
        let due: BusinessDate = "2025-03-10"
        #expect(
            lateInterest(on: [LateAmount(euros("3650.00"), until: due)], due: due, at: rates, in: .euro)?.total
                == euros("0.00"))
        #expect(
            lateInterest(on: [LateAmount(euros("3650.00"), until: due + 1)], due: due, at: rates, in: .euro)?.total
                == euros("1.00"))
    }

    @Test func `without a rate for a day no interest is asked`() {
        let late = [LateAmount(euros("100.00"), until: "2026-07-02")]
        #expect(lateInterest(on: late, due: "2026-06-15", at: .statutory, in: .euro) == nil)
        let entered = InterestRates.statutory.adding([.init(from: "2026-07-01", Percentage("12.15"), source: "BCE")])
        #expect(lateInterest(on: late, due: "2026-06-15", at: entered, in: .euro) != nil)
        #expect(entered.rate(on: "2026-12-31") == Percentage("12.15"))
        #expect(entered.rate(on: "2027-01-01") == nil)
    }
}

private func item(
    _ invoice: String = "INV-1", due: BusinessDate, _ open: ExactDecimal = "100.00", disputed: ExactDecimal = "0.00",
    promised: BusinessDate? = nil, level: Int = 0, last: BusinessDate? = nil, isFrozen: Bool = false
) -> DunnableItem {
    DunnableItem(
        invoice: invoice, dueDate: due, open: euros(open), disputed: euros(disputed), promised: promised, level: level,
        lastLetter: last, isFrozen: isFrozen)
}

private func subject(
    _ items: [DunnableItem], unapplied: ExactDecimal = "0.00", cash: BusinessDate? = "2026-11-22",
    proceedings: BusinessDate? = nil
) -> DunningSubject {
    DunningSubject(
        customer: CustomerID("C-1"), items: items, unapplied: euros(unapplied), cashKnownUntil: cash,
        proceedings: proceedings)
}

private let today: BusinessDate = "2026-11-23"

struct DunningLevelTests {
    @Test func `the first letter leaves seven days after the due date, not before`() {
        let policy = DunningPolicy.usual
        #expect(policy.nextLevel(of: item(due: today - 7), on: today) == .success(1))
        #expect(policy.nextLevel(of: item(due: today - 6), on: today) == .failure(.levelNotReached(today + 1)))
        #expect(policy.nextLevel(of: item(due: today), on: today) == .failure(.notDue))
    }

    @Test func `an old debt climbs one level at a time, however long nobody looked`() {
        let old = item(due: today - 300)
        #expect(DunningPolicy.usual.nextLevel(of: old, on: today) == .success(1))
        #expect(
            DunningPolicy.usual.nextLevel(of: item(due: today - 300, level: 1, last: today), on: today)
                == .failure(.levelNotReached(today + 14)))
    }

    @Test func `the interval holds between letters in every mode`() {
        let policy = DunningPolicy(
            levels: [DunningLevel(.afterDue(days: 5)), DunningLevel(.afterDue(days: 10))], interval: 8)
        let debt = item(due: today - 30, level: 1, last: today - 7)
        #expect(policy.nextLevel(of: debt, on: today) == .failure(.tooSoon(since: today - 7)))
        #expect(policy.nextLevel(of: debt, on: today + 1) == .success(2))
    }

    @Test func `a day missed is caught up on the next`() {
        let debt = item(due: today - 8)
        #expect(DunningPolicy.usual.nextLevel(of: debt, on: today) == .success(1))
    }

    @Test func `a promise holds the letter until its day and the grace have passed`() {
        let debt = item(due: today - 20, promised: today - 2)
        #expect(DunningPolicy.usual.nextLevel(of: debt, on: today) == .failure(.promised(today - 2)))
        #expect(DunningPolicy.usual.nextLevel(of: debt, on: today + 1) == .success(1))
    }

    @Test func `a contested part is not claimed, the rest is`() {
        #expect(
            DunningPolicy.usual.nextLevel(of: item(due: today - 20, disputed: "100.00"), on: today)
                == .failure(.disputed(euros("100.00"))))
        #expect(DunningPolicy.usual.nextLevel(of: item(due: today - 20, disputed: "60.00"), on: today) == .success(1))
    }

    @Test func `at the end of a month means the end of that month`() {
        let policy = DunningPolicy(levels: [DunningLevel(.endOfMonth(days: 5))])
        #expect(
            policy.nextLevel(of: item(due: "2026-10-20"), on: "2026-10-30") == .failure(.levelNotReached("2026-10-31")))
        #expect(policy.nextLevel(of: item(due: "2026-10-20"), on: "2026-10-31") == .success(1))
    }

    @Test func `after the last letter there is none`() {
        #expect(
            DunningPolicy.usual.nextLevel(of: item(due: today - 300, level: 3, last: today - 100), on: today)
                == .failure(.ladderIsDone))
    }
}

struct DunningGateTests {
    private func failed(_ subject: DunningSubject) -> [GateCheck.Question]? {
        guard case .heldBack(_, _, let record) = decideDunning(of: subject, by: .usual, on: today) else { return nil }
        return record.checks.filter { !$0.isPassed }.map(\.question)
    }

    @Test func `one letter for all, as firm as its furthest item`() {
        let items = [
            item("A", due: today - 8), item("B", due: today - 60, level: 1, last: today - 20),
            item("C", due: today + 5),
        ]
        guard case .letter(let lines, let level, let record) = decideDunning(of: subject(items), by: .usual, on: today)
        else {
            Issue.record("no letter")
            return
        }
        #expect(lines.map(\.item.invoice) == ["A", "B"])
        #expect(lines.map(\.level) == [1, 2])
        #expect(level == 2)
        #expect(record.isPassed)
    }

    @Test func `no letter while the bank is not known, and the reason is kept`() {
        let debts = [item(due: today - 30)]
        #expect(failed(subject(debts, cash: today - 4)) == [.cashIsFresh])
        #expect(failed(subject(debts, cash: nil)) == [.cashIsFresh])
        #expect(failed(subject(debts, cash: today - 3)) == nil)
        // The Tuesday after Easter: no statement tells of Good Friday to Easter Monday.
        let easter: BusinessDate = "2026-04-07"
        let old = [item(due: "2026-03-01")]
        func checks(_ cash: BusinessDate) -> [GateCheck] {
            switch decideDunning(of: subject(old, cash: cash), by: .usual, on: easter) {
            case .letter(_, _, let gate), .heldBack(_, _, let gate): gate.checks.filter { !$0.isPassed }
            case .nothingDue: []
            }
        }
        #expect(checks("2026-04-02").isEmpty, "the bank is known as well as it can be")
        #expect(checks("2026-03-31").map(\.question) == [.cashIsFresh])
    }

    @Test func `no letter to who has paid, is in proceedings, or owes too little to write for`() {
        let debts = [item(due: today - 30)]
        #expect(failed(subject(debts, unapplied: "5.01")) == [.nothingUnapplied])
        #expect(failed(subject([item(due: today - 30, isFrozen: true)], proceedings: today)) == [.noProceedings])
        #expect(failed(subject([item(due: today - 30, "9.99")])) == [.worthALetter])
    }

    @Test func `in proceedings, what arose since the judgment is asked for, and what is older is not`() {
        let items = [item("A", due: today - 8), item("B", due: today - 30, isFrozen: true)]
        let debtor = subject(items, proceedings: today - 20)
        guard case .letter(let lines, _, let record) = decideDunning(of: debtor, by: .usual, on: today) else {
            Issue.record("no letter")
            return
        }
        #expect(lines.map(\.item.invoice) == ["A"])
        #expect(record.left == ["B": .frozen(since: today - 20)])
    }

    @Test func `what is left out of a letter says why`() {
        let items = [item("A", due: today - 8), item("B", due: today - 30, promised: today + 5)]
        guard case .letter(let lines, _, let record) = decideDunning(of: subject(items), by: .usual, on: today) else {
            Issue.record("no letter")
            return
        }
        #expect(lines.map(\.item.invoice) == ["A"])
        #expect(record.left == ["B": .promised(today + 5)])
    }

    @Test func `nothing due is nothing recorded`() {
        #expect(decideDunning(of: subject([item(due: today + 1)]), by: .usual, on: today) == .nothingDue)
    }
}
