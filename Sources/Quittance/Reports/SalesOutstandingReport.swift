import Calendars
import Documents
import Money
import Receivables

extension Report {
    /// The family of days sales outstanding, a customer a row in the currency of its account, and the house below.
    static func salesOutstanding(_ book: BookView, days: Int) -> Report {
        var report = Report(
            name: "dso", asOf: book.date,
            definition: """
                Receivable and sales with tax. classic: receivable ÷ sales of the last \(days) days × \(days); countback: \
                months of sales, newest first, until the receivable is used up; bestPossible: classic over what is not \
                due; averageDelinquent: classic − bestPossible; daysLate: paid in those \(days) days, weighted by amount. \
                The totals are of the customers in the accounting currency; those of each other one stand under its code.
                """,
            columns: [
                Column("customer", "customer"), Column("name", "name"), Column("currency", "currency"),
                Column("receivable", "receivable"), Column("sales", "sales"),
            ]
                + SalesOutstanding.names.map { Column($0, $0) })
        let open = Dictionary(grouping: book.positions, by: \.customer)
        func figures(_ customers: [CustomerID], in currency: Currency) -> SalesOutstanding {
            SalesOutstanding(
                of: customers.flatMap { book.tallies[$0] ?? [] }, leaving: customers.flatMap { open[$0] ?? [] },
                on: book.date, days: days, in: currency)
        }
        for (id, currency) in book.billed {
            let own = figures([id], in: currency)
            report.rows.append(
                [
                    .text(id.text), .text(book.name(of: id)), .text(currency.code), .amount(own.receivable),
                    .amount(own.sales),
                ] + own.cells)
        }
        report.totals = book.totalsByCurrency { customers, currency in
            let whole = figures(customers, in: currency)
            return [("receivable", .amount(whole.receivable)), ("sales", .amount(whole.sales))]
                + zip(SalesOutstanding.names, whole.cells)
        }
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
