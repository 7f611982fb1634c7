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
        let contested = book.items.filter { !$0.disputed.isZero }.sorted { $0.number < $1.number }
        for item in contested {
            report.add(
                .text(item.number), .text(item.customer.text), .text(book.name(of: item.customer)), .date(item.dueDate),
                .text(item.open.currency.code), .amount(item.open), .amount(item.disputed))
        }
        report.total("invoices", .whole(contested.count))
        report.total("customers", .whole(Set(contested.map(\.customer)).count))
        report.total("currency", .text(book.currency.code))
        report.total(
            "disputed",
            .amount(contested.map(\.disputed).filter { $0.currency == book.currency }.sum(in: book.currency)))
        return report
    }
}
