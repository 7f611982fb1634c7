import Calendars
import DebtCollection
import Documents
import Money
import Receivables

/// A run of reminders, a recount and the figures that are kept by month, over a million invoices of a hundred thousand
/// customers.
struct CollectionBenchmark {
    private let today: BusinessDate = "2026-11-23"

    func run() {
        for count in [10_000, 100_000, 1_000_000] { remind(max(1000, sized(count))) }
        recount(sized(1_000_000))
        figures(sized(1_000_000))
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

    /// What `dso`, `cei` and `forecast` are made of: the months of each customer as they lie in the book, read and added up.
    private func figures(_ count: Int) {
        let customers = Dictionary(grouping: items(count).map(paid), by: \.customer)
        let rows = customers.mapValues { own in
            Dictionary(grouping: own) { Month(of: $0.issueDate) }.values.map { items in
                var tally = MonthTally()
                for item in items { tally.add(item) }
                return BookEntry.tally(tally).coded
            }
        }
        var begin = Money.zero(.euro)
        let seconds =
            best(of: 3) {
                timed {
                    let tallies = rows.mapValues { $0.compactMap(tally) }
                    let all = tallies.values.joined()
                    begin = all.map { $0.open(at: today - 90, in: .euro) }.sum(in: .euro)
                    _ = monthlySales(of: Array(all), in: .euro, until: today)
                    _ = weightedDaysLate(all.flatMap(\.settled))
                    _ = forecastTrials(of: tallies, before: today, count: 3, in: .euro)
                }
            } ?? 0
        let counted = customers.values.joined().filter { $0.issueDate <= today - 90 }.map { item in
            item.amount - item.allocations.filter { $0.date <= today - 90 }.map(\.amount).sum(in: .euro)
        }
        require(begin == counted.sum(in: .euro), "the months come to what the invoices come to")
        report(
            "figures of \(count) invoices that are kept by month", Double(count) / seconds, "invoices a CPU-second",
            goal: 500_000)
    }

    private func tally(_ row: [UInt8]) -> MonthTally? {
        if case .tally(let tally)? = try? BookEntry(coded: row, rank: 25) { tally } else { nil }
    }

    /// Two of three invoices are paid, some of them late.
    private func paid(_ item: OpenItem) -> OpenItem {
        var item = item
        let number = Int(item.amount.minorUnits)
        guard number % 3 > 0 else { return item }
        item.allocations = [
            AllocationMark(source: "P", amount: item.amount, date: item.dueDate + number % 20 - 5)
        ]
        item.open = .zero(.euro)
        return item
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
