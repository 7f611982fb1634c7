import CreditControl
import Documents
import Money
import Receivables

extension Report {
    /// What each customer may cost us, against its limit.
    static func exposure(_ book: BookView) -> Report {
        var report = Report(
            name: "exposure", asOf: book.date,
            definition:
                "Exposure is the receivable, plus released lines not billed yet with tax, less money and credits not allocated, and less what was asked for ahead of orders that were cancelled or made smaller. Totals are in the accounting currency; those in each other one follow under its code.",
            columns: [
                Column("customer", "customer"), Column("name", "name"), Column("currency", "currency"),
                Column("receivable", "receivable"), Column("reserved", "reserved"), Column("unapplied", "unapplied"),
                Column("prepaidSurplus", "prepaid too much"),
                Column("exposure", "exposure"), Column("limit", "limit"), Column("usedPercent", "used %"),
                Column("level", "level"), Column("heldOrders", "held orders"),
            ])
        for (id, account) in book.accounts.sorted(by: { $0.key < $1.key }) {
            let limit = book.limit(of: id)
            report.add(
                .text(id.text), .text(book.name(of: id)), .text(account.currency.code), .amount(account.receivable),
                .amount(account.reserved), .amount(account.unapplied), .amount(account.surplus),
                .amount(account.exposure),
                .decimal(limit?.decimal), .decimal(limit.flatMap { share(account.exposure, of: $0) }),
                .text(account.level.name), .whole(account.held.count))
        }
        addExposureTotals(book, to: &report)
        return report
    }

    private static func addExposureTotals(_ book: BookView, to report: inout Report) {
        let accounts = Dictionary(grouping: book.accounts.values.filter { !$0.isBlank }, by: \.currency)
        report.totals = book.totals(of: accounts.keys) { sums(of: accounts[$0] ?? [], in: $0) }
        report.total(
            "overLimit",
            .whole(
                book.accounts.count { id, account in
                    book.limit(of: id).map { $0.currency == account.currency && account.exposure > $0 }
                        ?? false
                }))
        report.total("heldOrders", .whole(book.accounts.values.reduce(0) { $0 + $1.held.count }))
        report.total("groups", groups(book))
    }

    /// What the customers of each group owe together, against its limit.
    private static func groups(_ book: BookView) -> [(name: String, total: Total)] {
        book.accounts.keys.sorted().compactMap { head in
            CreditPosition.Group(headedBy: head, { book.customers[$0] }, { book.accounts[$0] }).map { group in
                let figures: [(String, Cell)] = [
                    ("currency", .text(group.limit.currency.code)), ("exposure", .amount(group.exposure)),
                    ("limit", .amount(group.limit)), ("usedPercent", .decimal(share(group.exposure, of: group.limit))),
                ]
                return (head.text, .group(figures.map { ($0.0, .cell($0.1)) }))
            }
        }
    }

    private static func sums(of accounts: [Account], in currency: Currency) -> [(name: String, total: Total)] {
        func sum(_ part: (Account) -> Money) -> Total { .cell(.amount(accounts.map(part).sum(in: currency))) }
        return [
            ("currency", .cell(.text(currency.code))), ("receivable", sum(\.receivable)),
            ("reserved", sum(\.reserved)), ("unapplied", sum(\.unapplied)), ("prepaidSurplus", sum(\.surplus)),
            ("exposure", sum(\.exposure)),
        ]
    }

    /// How many percent of a limit are used; nil where it is zero.
    private static func share(_ amount: Money, of limit: Money) -> ExactDecimal? {
        guard amount.currency == limit.currency else { return nil }
        return ExactDecimal(Int128(amount.minorUnits) * 100, over: Int128(limit.minorUnits), scale: 1)
    }
}

extension Account {
    /// Whether nothing is owed, reserved or left in it.
    fileprivate var isBlank: Bool {
        receivable.isZero && reserved.isZero && unapplied.isZero && surplus.isZero
    }
}
