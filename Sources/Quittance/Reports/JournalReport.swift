import Calendars
import Documents
import FlatFileSyntax
import Money
import Receivables

extension Report {
    /// The entries in the books of some days, a posting a row.
    static func journal(_ entries: [JournalEntry], _ book: BookView, chart: ChartOfAccounts) -> Report {
        var report = Report(
            name: "journal", asOf: book.date,
            definition:
                "Every entry balances in each currency. Money that is set against no invoice stands at the account for unallocated receipts. VAT of services, and of what is asked for ahead, stands at the account for VAT that waits until it is paid (CGI art. 269-2). The numbers of closed days are final, those after them may change.",
            columns: [
                Column("number", "number"), Column("date", "date"), Column("journal", "journal"),
                Column("account", "account"),
                Column("label", "label"), Column("customer", "customer"), Column("reference", "reference"),
                Column("text", "text"), Column("debit", "debit"), Column("credit", "credit"),
                Column("currency", "currency"),
                Column("accounted", "in \(book.currency.code)"),
            ])
        for entry in entries {
            for line in entry.lines {
                report.add(
                    .whole(entry.number), .date(entry.date), .text(entry.journal.rawValue),
                    .text(chart.number(of: line.account, on: entry.date)), .text(line.account.label),
                    .text(line.customer?.text ?? ""),
                    .text(entry.reference), .text(entry.text), .amount(line.debit), .amount(line.credit),
                    .text(line.amount.currency.code), line.worth(in: book.currency).map { .amount($0) } ?? .decimal(nil)
                )
            }
        }
        addJournalTotals(entries, in: book.currency, to: &report)
        return report
    }

    /// By currency; and, where there are several, all of it at its worth in the books.
    private static func addJournalTotals(
        _ entries: [JournalEntry], in accounting: Currency, to report: inout Report
    ) {
        let lines = entries.flatMap(\.lines)
        report.total("entries", .whole(entries.count))
        let currencies = Set(lines.map(\.amount.currency)).sorted { $0.code < $1.code }
        for currency in currencies {
            let own = lines.filter { $0.amount.currency == currency }.map { ($0.account, $0.amount) }
            report.total(currency.code, journalTotals(of: own, in: currency))
        }
        guard currencies.contains(where: { $0 != accounting }) else { return }
        let worth = lines.compactMap { line in line.worth(in: accounting).map { (line.account, $0) } }
        report.total("accounted", journalTotals(of: worth, in: accounting))
    }

    private static func journalTotals(
        of lines: [(account: PostingAccount, amount: Money)], in currency: Currency
    ) -> [(name: String, total: Total)] {
        let balances = PostingAccount.allCases.map { account in
            let own = lines.filter { $0.account == account }.map(\.amount)
            return (account.rawValue, Total.cell(.amount(own.sum(in: currency))))
        }
        return [
            ("debit", .cell(.amount(lines.map(\.amount).filter(\.isPositive).sum(in: currency)))),
            ("credit", .cell(.amount(-lines.map(\.amount).filter(\.isNegative).sum(in: currency)))),
            ("balances", .group(balances)),
        ]
    }
}

/// The file of accounting entries that a French tax audit asks for (livre des procédures fiscales, A47 A-1): 18 columns.
///
/// Only closed books are written, so the same period always gives the same bytes.
struct AuditFile {
    let entries: [JournalEntry]
    /// Which lines of customers settle one another.
    let lettering: Lettering
    let chart: ChartOfAccounts
    /// That debits and credits are in; the amount in the currency of the document stands beside it.
    let accounting: Currency
    /// The names of customers, by their numbers.
    let names: [CustomerID: Customer]
    /// The day of a moment, where the books are kept: an entry is not validated before it is made.
    let day: (Instant) -> BusinessDate

    private static let columns = [
        "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib", "CompAuxNum",
        "CompAuxLib",
        "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit", "EcritureLet", "DateLet", "ValidDate",
        "Montantdevise",
        "Idevise",
    ]

    var bytes: [UInt8] {
        let lines = entries.flatMap { entry in entry.lines.map { row(entry, $0) } }
        return Array(([Self.columns] + lines).map { $0.joined(separator: "\t") + "\r\n" }.joined().utf8)
    }

    private func row(_ entry: JournalEntry, _ line: Posting) -> [String] {
        let worth = line.worth(in: accounting) ?? .zero(accounting)
        let debit = worth.isPositive ? worth : .zero(accounting)
        let credit = worth.isNegative ? -worth : .zero(accounting)
        let isForeign = line.amount.currency != accounting
        let letter = lettering[line]
        return [
            entry.journal.rawValue, entry.journal.label, "\(entry.number)", plain(entry.date),
            chart.number(of: line.account, on: entry.date),
            line.account.label, line.customer?.text ?? "", line.customer.flatMap { names[$0]?.party.name } ?? "",
            entry.reference,
            plain(entry.referenceDate), entry.text, plain(debit), plain(credit),
            letter?.code ?? "", letter.map { plain($0.date) } ?? "", plain(day(entry.recordedAt)),
            isForeign ? plain(line.amount) : "", isForeign ? line.amount.currency.code : "",
        ].map(clean)
    }

    private func plain(_ date: BusinessDate) -> String { "\(date)".filter { $0 != "-" } }
    private func plain(_ amount: Money) -> String { String("\(amount.decimal)".map { $0 == "." ? "," : $0 }) }

    /// A field holds neither the separator nor the end of a line.
    private func clean(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 32 || $0.value == 127 ? " " : $0 }))
    }
}
