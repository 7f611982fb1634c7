import Documents
import Money
import Pipeline
import Receivables

extension Report {
    /// The invoices that are open, or all of them; the counts are of the whole book, whatever is listed.
    static func invoices(_ book: BookView, listing items: [OpenItem], work: InvoiceWork, all: Bool) -> Report {
        var report = Report(
            name: "invoices", asOf: book.date,
            definition:
                "toValidate: drafts that break a rule; inError: could not be written or delivered; pending: still to be sent; discarded: not to be sent, as somebody decided; late: open past the due date.",
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

    private static func addInvoiceTotals(_ book: BookView, _ work: InvoiceWork, to report: inout Report) {
        let open = book.positions.map(\.line)
        let late = open.filter { $0.dueDate < book.date && $0.open.isPositive }
        report.total("issued", .whole(book.accounts.values.reduce(0) { $0 + $1.issued }))
        report.total("open", .whole(open.count))
        report.total("late", .whole(late.count))
        report.total("toValidate", .whole(work.drafts.count))
        report.total(
            "inError", .whole(work.leaving.count { $0.state == .waiting || $0.state == .poison }))
        report.total(
            "pending", .whole(work.leaving.count { $0.state == .ready || $0.state == .claimed }))
        report.total("discarded", .whole(book.discardedDeliveries))
        report.total("currency", .text(book.currency.code))
        let own = open.filter { $0.open.currency == book.currency }
        report.total("openAmount", .amount(own.map(\.open).sum(in: book.currency)))
        report.total(
            "lateAmount",
            .amount(late.filter { $0.open.currency == book.currency }.map(\.open).sum(in: book.currency)))
    }
}

/// The rows of work that are about invoices.
struct InvoiceWork {
    /// Drafts that break a rule.
    let drafts: [Work]
    /// Those on their way out, by themselves or within an interchange.
    let leaving: [Work]
}

extension InvoiceWork {
    init(_ work: [Work], _ ledger: any LedgerSnapshot) throws {
        drafts = work.filter { $0.reason == "unbillable" }
        leaving = try work.filter { try $0.concernsInvoice(ledger) }
    }
}

extension Work {
    /// Whether it is about an invoice on its way out. An interchange of which the book follows the delivery holds one.
    fileprivate func concernsInvoice(_ ledger: any LedgerSnapshot) throws -> Bool {
        switch subject {
        case .document(.invoice): return true
        case .document(.renderedDocument(let rendered)): return RenderingKey(rendered.key)?.kind == .invoice
        case .document(let document): return SentDocument(document).map { $0.letter == nil } ?? false
        case .rendering(let key):
            if RenderingKey(key)?.kind == .invoice { return true }
            guard let sent = SentDocument(rendered: key) else { return false }
            return try !ledger.entries([.delivery(sent)]).isEmpty
        case .intake, .message: return false
        }
    }
}
