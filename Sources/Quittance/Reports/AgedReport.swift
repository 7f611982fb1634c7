import Documents
import Money
import Receivables

extension Report {
    /// The aged balance, a customer and currency a row.
    static func aged(_ book: BookView) -> Report {
        var report = Report(
            name: "aged", asOf: book.date,
            definition:
                "Open amounts with tax by days past the due date; what is due today is not late. Credit notes that nothing is set against are `credits`, which the receivable counts. Money not allocated stands apart; unidentified: money that has come in, less what went out, and nobody's account has.",
            columns: [Column("customer", "customer"), Column("name", "name"), Column("currency", "currency")]
                + AgeingBucket.allCases.map { Column($0.columnName, $0.name) } + [
                    Column("receivable", "receivable"), Column("disputed", "of it disputed"),
                    Column("unapplied", "unapplied"), Column("net", "net"),
                ])
        let balances = agedBalances(book)
        for (name, balance) in balances.sorted(by: { $0.key < $1.key }) {
            report.rows.append(
                [.text(name.customer.text), .text(book.name(of: name.customer)), .text(name.currency.code)]
                    + AgeingBucket.allCases.map { .amount(balance[$0]) } + [
                        .amount(balance.receivable), .amount(balance.disputed), .amount(balance.unapplied),
                        .amount(balance.net),
                    ])
        }
        report.totals = totals(balances, unidentified(book), in: book.currency)
        return report
    }

    private static func agedBalances(_ book: BookView) -> [AccountName: AgedBalance] {
        var balances = ageing(of: book.positions, on: book.date)
        for (customer, account) in book.accounts where !account.unapplied.isZero {
            let name = AccountName(customer: customer, currency: account.currency)
            balances[name, default: AgedBalance(account.currency)].unapplied = account.unapplied
        }
        return balances
    }

    /// What has come in or gone out and stands on nobody's account, by currency.
    private static func unidentified(_ book: BookView) -> [Currency: Money] {
        let rests = book.payments.filter { $0.creditedTo == nil && !$0.rest.isZero }.map(\.rest)
        return Dictionary(grouping: rests, by: \.currency).mapValues { $0.sum(in: $0[0].currency) }
    }

    /// In the accounting currency; what is owed in another one follows under its code.
    private static func totals(
        _ balances: [AccountName: AgedBalance], _ unidentified: [Currency: Money], in currency: Currency
    ) -> [(name: String, total: Total)] {
        var sums: [Currency: AgedBalance] = [currency: AgedBalance(currency)]
        for currency in unidentified.keys where sums[currency] == nil { sums[currency] = AgedBalance(currency) }
        for (name, balance) in balances { sums[name.currency, default: AgedBalance(name.currency)] += balance }
        let others = sums.filter { $0.key != currency }.sorted { $0.key.code < $1.key.code }
        func group(_ balance: AgedBalance) -> [(name: String, total: Total)] {
            totals(balance, unidentified[balance.currency] ?? .zero(balance.currency))
        }
        let own = sums[currency].map(group) ?? []
        guard !others.isEmpty else { return own }
        return own + [("otherCurrencies", .group(others.map { ($0.key.code, .group(group($0.value))) }))]
    }

    private static func totals(
        _ balance: AgedBalance, _ unidentified: Money
    ) -> [(name: String, total: Total)] {
        [
            ("currency", .cell(.text(balance.currency.code))),
            ("buckets", .group(AgeingBucket.allCases.map { ($0.name, .cell(.amount(balance[$0]))) })),
            ("receivable", .cell(.amount(balance.receivable))),
            ("overdue", .cell(.amount(balance.overdue))),
            ("disputed", .cell(.amount(balance.disputed))),
            ("unapplied", .cell(.amount(balance.unapplied))),
            ("net", .cell(.amount(balance.net))),
            ("unidentified", .cell(.amount(unidentified))),
        ]
    }
}

extension AgeingBucket {
    fileprivate var columnName: String {
        switch self {
        case .notDue: "notDue"
        case .upTo30: "late1To30"
        case .upTo60: "late31To60"
        case .upTo90: "late61To90"
        case .over90: "lateOver90"
        case .credits: "credits"
        }
    }
}
