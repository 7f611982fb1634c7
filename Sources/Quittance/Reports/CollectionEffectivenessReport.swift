import Calendars
import Documents
import Money
import Receivables

extension Report {
    /// How much of what could be collected was, a customer a row in the currency of its account.
    static func collectionEffectiveness(_ book: BookView, days: Int) -> Report {
        var report = Report(
            name: "cei", asOf: book.date,
            definition: """
                Of what could have been collected in the last \(days) days, how much was, in percent: (begin + sales − end) ÷ \
                (begin + sales − end not due). begin is what was open on the day before the period, by what is set against it \
                today. Undefined where nothing could have been collected; write-offs count as \
                collected. The totals are of the customers in the accounting currency; those of each other one stand under its code.
                """,
            columns: [
                Column("customer", "customer"), Column("name", "name"), Column("currency", "currency"),
                Column("begin", "begin"), Column("sales", "sales"),
                Column("end", "end"), Column("endNotDue", "end not due"), Column("cei", "CEI %"),
            ])
        let open = Dictionary(grouping: book.positions, by: \.customer)
        func parts(_ customers: [CustomerID], in currency: Currency) -> EffectivenessParts {
            EffectivenessParts(
                customers.flatMap { book.tallies[$0] ?? [] }, leaving: customers.flatMap { open[$0] ?? [] },
                on: book.date, days: days, in: currency)
        }
        for (id, currency) in book.billed {
            report.rows.append(
                [.text(id.text), .text(book.name(of: id)), .text(currency.code)] + parts([id], in: currency).cells)
        }
        let names = report.columns.dropFirst(3).map(\.name)
        report.totals = book.totalsByCurrency { customers, currency in
            Array(zip(names, parts(customers, in: currency).cells))
        }
        return report
    }
}

private struct EffectivenessParts {
    let cells: [Report.Cell]

    init(
        _ tallies: [MonthTally], leaving open: [OpenPosition], on date: BusinessDate, days: Int, in currency: Currency
    ) {
        let start = date - days
        let begin = tallies.map { $0.open(at: start, in: currency) }.sum(in: currency)
        let sales = tallies.flatMap(\.sales).filter {
            $0.date > start && $0.date <= date && $0.amount.currency == currency
        }.map(\.amount).sum(in: currency)
        var balance = AgedBalance(currency)
        for line in open.map(\.line) {
            balance.add(open: line.open, disputed: line.disputed, due: line.dueDate, on: date)
        }
        let (end, notDue) = (balance.receivable, balance.notOverdue)
        cells = [
            .amount(begin), .amount(sales), .amount(end), .amount(notDue),
            .decimal(Receivables.collectionEffectiveness(begin: begin, sales: sales, end: end, endNotDue: notDue)),
        ]
    }
}
