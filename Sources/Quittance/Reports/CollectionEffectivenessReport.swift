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
        let items = book.items.filter { $0.amount.currency == book.currency }
        for (id, own) in Dictionary(grouping: items, by: \.customer).sorted(by: { $0.key < $1.key }) {
            let parts = EffectivenessParts(own, book, days)
            report.rows.append([.text(id.text), .text(book.name(of: id))] + parts.cells)
        }
        report.total("currency", .text(book.currency.code))
        let whole = EffectivenessParts(items, book, days)
        for (column, cell) in zip(report.columns.dropFirst(2), whole.cells) { report.total(column.name, cell) }
        return report
    }
}

private struct EffectivenessParts {
    let cells: [Report.Cell]

    init(_ items: [OpenItem], _ book: BookView, _ days: Int) {
        let start = book.date - days
        func sum(_ value: (OpenItem) -> Money) -> Money { items.map(value).sum(in: book.currency) }
        let begin = sum { $0.open(at: start) }
        let sales = sum { $0.issueDate > start && $0.issueDate <= book.date ? $0.amount : .zero(book.currency) }
        let end = sum { $0.open(at: book.date) }
        let notDue = sum {
            $0.dueDate >= book.date || $0.amount.isNegative ? $0.open(at: book.date) : .zero(book.currency)
        }
        cells = [
            .amount(begin), .amount(sales), .amount(end), .amount(notDue),
            .decimal(Receivables.collectionEffectiveness(begin: begin, sales: sales, end: end, endNotDue: notDue)),
        ]
    }
}
