import Calendars
import Documents
import Money
import Receivables

extension Report {
    /// The family of days sales outstanding, a customer a row and the house below, in the accounting currency.
    static func salesOutstanding(_ book: BookView, days: Int) -> Report {
        var report = Report(
            name: "dso", asOf: book.date,
            definition: """
                Receivable and sales with tax. classic: receivable ÷ sales of the last \(days) days × \(days); countback: \
                months of sales, newest first, until the receivable is used up; bestPossible: classic over what is not \
                due; averageDelinquent: classic − bestPossible; daysLate: paid in those \(days) days, weighted by amount.
                """,
            columns: [
                Column("customer", "customer"), Column("name", "name"), Column("receivable", "receivable"),
                Column("sales", "sales"),
            ]
                + SalesOutstanding.names.map { Column($0, $0) })
        let positions = book.positions.filter { $0.line.open.currency == book.currency }
        let open = Dictionary(grouping: positions, by: \.customer)
        let own = book.accounts.filter { $0.value.currency == book.currency && $0.value.issued > 0 }
        for id in own.keys.sorted() {
            let figures = SalesOutstanding(
                of: book.tallies[id] ?? [], leaving: open[id] ?? [], on: book.date, days: days, in: book.currency)
            report.rows.append(
                [.text(id.text), .text(book.name(of: id)), .amount(figures.receivable), .amount(figures.sales)]
                    + figures.cells)
        }
        let whole = SalesOutstanding(
            of: own.keys.flatMap { book.tallies[$0] ?? [] }, leaving: positions, on: book.date, days: days,
            in: book.currency)
        report.total("currency", .text(book.currency.code))
        report.total("receivable", .amount(whole.receivable))
        report.total("sales", .amount(whole.sales))
        for (name, cell) in zip(SalesOutstanding.names, whole.cells) { report.total(name, cell) }
        return report
    }
}

/// The figures of some months, and what is open of them, on a day.
private struct SalesOutstanding {
    static let names = ["classic", "countback", "bestPossible", "averageDelinquent", "daysLate"]

    let receivable: Money
    let sales: Money
    let cells: [Report.Cell]

    init(
        of tallies: [MonthTally], leaving open: [OpenPosition], on date: BusinessDate, days: Int, in currency: Currency
    ) {
        let start = date - days
        var balance = AgedBalance(currency)
        for line in open.map(\.line) {
            balance.add(open: line.open, disputed: line.disputed, due: line.dueDate, on: date)
        }
        receivable = balance.receivable
        sales = tallies.flatMap(\.sales).filter { $0.date > start && $0.date <= date }.map(\.amount).sum(in: currency)
        let settled = tallies.flatMap(\.settled).filter { $0.paid > start && $0.paid <= date }
        cells = [
            .decimal(daysSalesOutstanding(receivable, salesOfPeriod: sales, days: days)),
            .decimal(countback(receivable, sales: monthlySales(of: tallies, in: currency, until: date)).days),
            .decimal(daysSalesOutstanding(balance.notOverdue, salesOfPeriod: sales, days: days)),
            .decimal(daysSalesOutstanding(balance.overdue, salesOfPeriod: sales, days: days)),
            .decimal(weightedDaysLate(settled)),
        ]
    }
}
