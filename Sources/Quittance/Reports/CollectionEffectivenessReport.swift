import Calendars
import Documents
import Money
import Receivables

extension Report {
    /// How much of what could be collected was, a customer a row.
    static func collectionEffectiveness(_ book: BookView, days: Int) -> Report {
        var report = Report(
            name: "cei", asOf: book.date,
            definition: """
                Of what could have been collected in the last \(days) days, how much was, in percent: (begin + sales − end) ÷ \
                (begin + sales − end not due). begin is what was open on the day before the period, by what is set against it \
                today. Undefined where nothing could have been collected; write-offs count as collected.
                """,
            columns: [
                Column("customer", "customer"), Column("name", "name"), Column("begin", "begin"),
                Column("sales", "sales"),
                Column("end", "end"), Column("endNotDue", "end not due"), Column("cei", "CEI %"),
            ])
        let positions = book.positions.filter { $0.line.open.currency == book.currency }
        let open = Dictionary(grouping: positions, by: \.customer)
        let own = book.accounts.filter { $0.value.currency == book.currency && $0.value.issued > 0 }.keys
        for id in own.sorted() {
            let parts = EffectivenessParts(book.tallies[id] ?? [], leaving: open[id] ?? [], book, days)
            report.rows.append([.text(id.text), .text(book.name(of: id))] + parts.cells)
        }
        report.total("currency", .text(book.currency.code))
        let whole = EffectivenessParts(own.flatMap { book.tallies[$0] ?? [] }, leaving: positions, book, days)
        for (column, cell) in zip(report.columns.dropFirst(2), whole.cells) { report.total(column.name, cell) }
        return report
    }
}

private struct EffectivenessParts {
    let cells: [Report.Cell]

    init(_ tallies: [MonthTally], leaving open: [OpenPosition], _ book: BookView, _ days: Int) {
        let start = book.date - days
        let begin = tallies.map { $0.open(at: start, in: book.currency) }.sum(in: book.currency)
        let sales = tallies.flatMap(\.sales).filter {
            $0.date > start && $0.date <= book.date && $0.amount.currency == book.currency
        }.map(\.amount).sum(in: book.currency)
        var balance = AgedBalance(book.currency)
        for line in open.map(\.line) {
            balance.add(open: line.open, disputed: line.disputed, due: line.dueDate, on: book.date)
        }
        let (end, notDue) = (balance.receivable, balance.notOverdue)
        cells = [
            .amount(begin), .amount(sales), .amount(end), .amount(notDue),
            .decimal(Receivables.collectionEffectiveness(begin: begin, sales: sales, end: end, endNotDue: notDue)),
        ]
    }
}
