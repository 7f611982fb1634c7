import Money
import Receivables

extension Report {
    /// How much of the money that came in was set against invoices without anybody's help, a month a row.
    static func straightThrough(_ book: BookView) -> Report {
        var report = Report(
            name: "straight-through", asOf: book.date,
            definition: """
                payments: received in the month; automatic: matched by rules; byHand: allocated by a person; open: not matched \
                yet. invoiceRate: of the invoices that payments were set against, how many by rules, in percent. A payment \
                that was taken off an invoice again counts as by hand.
                """,
            columns: [
                Column("month", "month"), Column("payments", "payments"), Column("automatic", "automatic"),
                Column("byHand", "by hand"), Column("open", "open"), Column("invoices", "invoices"),
                Column("invoicesAutomatic", "automatic"), Column("invoiceRate", "invoice rate %"),
            ])
        var whole = MatchCount()
        for (month, count) in book.matches.months.sorted(by: { $0.key < $1.key }) {
            report.rows.append([.text("\(month)")] + count.cells)
            whole += count
        }
        for (column, cell) in zip(report.columns.dropFirst(), whole.cells) { report.total(column.name, cell) }
        return report
    }
}

extension MatchCount {
    fileprivate var cells: [Report.Cell] {
        let rate = ExactDecimal(Int128(invoicesAutomatic) * 100, over: Int128(invoices), scale: 1)
        return [
            .whole(payments), .whole(automatic), .whole(byHand), .whole(payments - automatic - byHand),
            .whole(invoices), .whole(invoicesAutomatic), .decimal(rate),
        ]
    }
}
