import Calendars
import DebtCollection
import Documents
import Money
import Receivables

/// A run of reminders and a recount, over a million open invoices of a hundred thousand customers.
struct CollectionBenchmark {
    private let today: BusinessDate = "2026-11-23"

    func run() {
        for count in [10_000, 100_000, 1_000_000] { remind(max(1000, sized(count))) }
        recount(sized(1_000_000))
    }

    private func items(_ count: Int) -> [OpenItem] {
        (0..<count).map { number in
            let amount = Money(minorUnits: Int64(10_000 + number % 90_000), .euro)
            return OpenItem(
                number: "INV-\(number)", customer: CustomerID("C-\(number / 10)"), order: nil,
                issueDate: today - number % 200,
                dueDate: today - number % 200 + 30, amount: amount, open: amount)
        }
    }

    private func remind(_ count: Int) {
        let subjects = Dictionary(grouping: items(count), by: \.customer).values.map { own in
            DunningSubject(
                customer: own[0].customer,
                items: own.map { DunnableItem(invoice: $0.number, dueDate: $0.dueDate, open: $0.open) },
                unapplied: .zero(.euro), cashKnownUntil: today - 1)
        }
        var letters = 0
        let seconds =
            best(of: 3) {
                letters = 0
                return timed {
                    for subject in subjects {
                        if case .letter = decideDunning(of: subject, by: .usual, on: today) { letters += 1 }
                    }
                }
            } ?? 0
        require(letters > subjects.count / 2, "most customers have something late")
        report(
            "reminders: decisions over \(count) invoices", Double(subjects.count) / seconds, "a CPU-second",
            goal: 100_000)
    }

    private func recount(_ count: Int) {
        let items = items(count)
        var sum = Money.zero(.euro)
        let seconds =
            best(of: 3) {
                timed { sum = ageing(of: items, on: today).values.map(\.receivable).sum(in: .euro) }
            } ?? 0
        require(sum == items.map(\.open).sum(in: .euro), "the buckets add up to what is open")
        report(
            "aged balance: full recount of \(count) invoices", Double(count) / seconds, "rows a CPU-second",
            goal: 5_000_000)
    }
}
