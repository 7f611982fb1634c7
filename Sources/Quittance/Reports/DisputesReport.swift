import Calendars
import Documents
import Money
import Receivables

extension Report {
    /// The disputes that are not answered, and how customers keep what they promise.
    static func disputes(_ book: BookView) -> Report {
        var report = Report(
            name: "disputes", asOf: book.date,
            definition: """
                The contested part of open invoices; only that part is held back from reminders. overdue: days since the dispute \
                should have been answered. promisesKept: of the promises whose day and grace are over, how many were kept \
                whole, in percent.
                """,
            columns: [
                Column("dispute", "dispute"), Column("invoice", "invoice"), Column("customer", "customer"),
                Column("name", "name"), Column("code", "code"), Column("reason", "reason"), Column("source", "from"),
                Column("owner", "answers"), Column("opened", "opened"), Column("answerBy", "answer by"),
                Column("overdue", "overdue"), Column("due", "invoice due"), Column("currency", "currency"),
                Column("open", "open"), Column("disputed", "disputed"),
            ])
        for claim in book.contested.sorted(by: { $0.line.invoice < $1.line.invoice }) {
            var rest = claim.line.disputed
            for dispute in book.disputes(about: claim.line.invoice) {
                let part = min(rest, dispute.amount)
                rest -= part
                report.add(dispute, part, of: claim, book)
            }
        }
        addDisputeTotals(book, to: &report)
        return report
    }

    private mutating func add(_ dispute: Dispute, _ part: Money, of claim: OpenPosition, _ book: BookView) {
        let overdue = max(0, dispute.dueOn.days(until: book.date))
        add(
            .text(dispute.id), .text(claim.line.invoice), .text(claim.customer.text),
            .text(book.name(of: claim.customer)),
            .text(dispute.reason.code), .text(dispute.reason.inWords), .text(dispute.source.name), .text(dispute.owner),
            .date(dispute.openedOn), .date(dispute.dueOn), .whole(overdue), .date(claim.line.dueDate),
            .text(claim.line.open.currency.code), .amount(claim.line.open), .amount(part))
    }

    private static func addDisputeTotals(_ book: BookView, to report: inout Report) {
        let contested = book.contested
        report.total("disputes", .whole(report.rows.count))
        report.total("overdue", .whole(book.disputes.count { $0.dueOn < book.date }))
        report.total("invoices", .whole(contested.count))
        report.total("customers", .whole(Set(contested.map(\.customer)).count))
        report.total("currency", .text(book.currency.code))
        report.total(
            "disputed",
            .amount(contested.map(\.line.disputed).filter { $0.currency == book.currency }.sum(in: book.currency)))
        let promises = book.accounts.values.map(\.promises)
        let due = promises.map(\.due).reduce(0, +)
        report.total("promisesDue", .whole(due))
        report.total(
            "promisesKept",
            .decimal(ExactDecimal(Int128(promises.map(\.kept).reduce(0, +)) * 100, over: Int128(due), scale: 1)))
    }
}

extension BookView {
    /// What customers contest of what is open.
    var contested: [OpenPosition] { positions.filter { !$0.line.disputed.isZero } }

    /// The disputes about an invoice that are not answered, the first one first.
    fileprivate func disputes(about invoice: String) -> [Dispute] {
        disputes.filter { $0.invoice == invoice }.sorted { ($0.openedOn, $0.id) < ($1.openedOn, $1.id) }
    }
}
