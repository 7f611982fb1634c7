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
        let items = book.items.filter { $0.amount.currency == book.currency }
        for (id, own) in Dictionary(grouping: items, by: \.customer).sorted(by: { $0.key < $1.key }) {
            let figures = SalesOutstanding(of: own, on: book.date, days: days, in: book.currency)
            report.rows.append(
                [.text(id.text), .text(book.name(of: id)), .amount(figures.receivable), .amount(figures.sales)]
                    + figures.cells)
        }
        let whole = SalesOutstanding(of: items, on: book.date, days: days, in: book.currency)
        report.total("currency", .text(book.currency.code))
        report.total("receivable", .amount(whole.receivable))
        report.total("sales", .amount(whole.sales))
        for (name, cell) in zip(SalesOutstanding.names, whole.cells) { report.total(name, cell) }
        return report
    }
}

/// The figures of some items on a day.
private struct SalesOutstanding {
    static let names = ["classic", "countback", "bestPossible", "averageDelinquent", "daysLate"]

    let receivable: Money
    let sales: Money
    let cells: [Report.Cell]

    init(of items: [OpenItem], on date: BusinessDate, days: Int, in currency: Currency) {
        let start = date - days
        var balance = AgedBalance(currency)
        for item in items { balance.add(open: item.open, disputed: item.disputed, due: item.dueDate, on: date) }
        receivable = balance.receivable
        sales = items.filter { $0.issueDate > start && $0.issueDate <= date }.map(\.amount).sum(in: currency)
        let settled = items.flatMap { item in
            item.allocations.filter { $0.date > start && $0.date <= date }.map {
                Settlement(amount: $0.amount, due: item.dueDate, paid: $0.date)
            }
        }
        cells = [
            .decimal(daysSalesOutstanding(receivable, salesOfPeriod: sales, days: days)),
            .decimal(countback(receivable, sales: monthlySales(of: items, in: currency, until: date)).days),
            .decimal(daysSalesOutstanding(balance[.notDue], salesOfPeriod: sales, days: days)),
            .decimal(daysSalesOutstanding(balance.overdue, salesOfPeriod: sales, days: days)),
            .decimal(weightedDaysLate(settled)),
        ]
    }
}
