import Documents
import Money
import Receivables

extension Report {
    /// The invoices that customers contest.
    static func disputes(_ book: BookView) -> Report {
        var report = Report(
            name: "disputes", asOf: book.date,
            definition: "The contested part of open invoices; only that part is held back from reminders.",
            columns: [
                Column("invoice", "invoice"), Column("customer", "customer"), Column("name", "name"),
                Column("due", "due"),
                Column("currency", "currency"), Column("open", "open"), Column("disputed", "disputed"),
            ])
        let contested = book.contested.sorted { $0.line.invoice < $1.line.invoice }
        for position in contested {
            let (customer, line) = (position.customer, position.line)
            report.add(
                .text(line.invoice), .text(customer.text), .text(book.name(of: customer)), .date(line.dueDate),
                .text(line.open.currency.code), .amount(line.open), .amount(line.disputed))
        }
        report.total("invoices", .whole(contested.count))
        report.total("customers", .whole(Set(contested.map(\.customer)).count))
        report.total("currency", .text(book.currency.code))
        report.total(
            "disputed",
            .amount(contested.map(\.line.disputed).filter { $0.currency == book.currency }.sum(in: book.currency)))
        return report
    }
}

extension BookView {
    /// What customers contest of what is open.
    var contested: [OpenPosition] { positions.filter { !$0.line.disputed.isZero } }
}
