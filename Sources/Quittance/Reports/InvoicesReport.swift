import Documents
import Money
import Pipeline
import Receivables

extension Report {
    /// The invoices that are open, or all of them; the counts are of the whole book, whatever is listed.
    static func invoices(_ book: BookView, listing items: [OpenItem], work: [Work], all: Bool) -> Report {
        var report = Report(
            name: "invoices", asOf: book.date,
            definition:
                "toValidate: drafts that break a rule; inError: could not be written or delivered; pending: still to be sent; late: open past the due date.",
            columns: [
                Column("number", "number"), Column("customer", "customer"), Column("name", "name"),
                Column("issued", "issued"), Column("due", "due"), Column("currency", "currency"),
                Column("amount", "amount"), Column("open", "open"), Column("disputed", "disputed"),
                Column("daysLate", "days late"),
            ])
        for item in items.sorted(by: { $0.number < $1.number }) where all || !item.open.isZero {
            report.add(
                .text(item.number), .text(item.customer.text), .text(book.name(of: item.customer)),
                .date(item.issueDate), .date(item.dueDate), .text(item.amount.currency.code), .amount(item.amount),
                .amount(item.open), .amount(item.disputed),
                .whole(item.open.isPositive ? item.overdueDays(on: book.date) : 0))
        }
        addInvoiceTotals(book, work, to: &report)
        return report
    }

    private static func addInvoiceTotals(_ book: BookView, _ work: [Work], to report: inout Report) {
        let open = book.positions.map(\.line)
        let late = open.filter { $0.dueDate < book.date && $0.open.isPositive }
        report.total("issued", .whole(book.accounts.values.reduce(0) { $0 + $1.issued }))
        report.total("open", .whole(open.count))
        report.total("late", .whole(late.count))
        report.total("toValidate", .whole(work.count { $0.reason == "unbillable" }))
        report.total(
            "inError", .whole(work.count { $0.concernsInvoice && ($0.state == .waiting || $0.state == .poison) }))
        report.total(
            "pending", .whole(work.count { $0.concernsInvoice && ($0.state == .ready || $0.state == .claimed) }))
        report.total("currency", .text(book.currency.code))
        let own = open.filter { $0.open.currency == book.currency }
        report.total("openAmount", .amount(own.map(\.open).sum(in: book.currency)))
        report.total(
            "lateAmount",
            .amount(late.filter { $0.open.currency == book.currency }.map(\.open).sum(in: book.currency)))
    }
}

extension Work {
    /// Whether it is about an invoice on its way out.
    fileprivate var concernsInvoice: Bool {
        switch subject {
        case .document(.invoice): true
        case .rendering(let key): key.hasPrefix("invoice")
        case .document(.renderedDocument(let rendered)): rendered.key.hasPrefix("invoice")
        case .document, .intake, .message: false
        }
    }
}
