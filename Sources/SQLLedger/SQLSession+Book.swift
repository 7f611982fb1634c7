import Calendars
import Documents
import Money
import Pipeline
import Receivables

/// The statements of one table of the book.
private struct BookTable {
    let select: StaticString
    let upsert: StaticString
    let page: StaticString

    /// The values of the key under which an entry stands.
    let key: @Sendable (_ rank: UInt8, _ text: String) -> [SQLValue]

    init(
        select: StaticString, upsert: StaticString, page: StaticString,
        key: @escaping @Sendable (UInt8, String) -> [SQLValue] = { [.text($1)] }
    ) {
        self.select = select
        self.upsert = upsert
        self.page = page
        self.key = key
    }

    static func of(rank: UInt8) -> BookTable {
        rank == BookKey.Kind.delivery.rawValue ? deliveries : Int(rank) <= all.count ? all[Int(rank) - 1] : shared
    }

    private static let deliveries = BookTable(
        select: "SELECT body FROM book_delivery WHERE key = ?",
        upsert:
            "INSERT INTO book_delivery (key, standing, body) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET standing = excluded.standing, body = excluded.body",
        page: "SELECT key, body FROM book_delivery WHERE key > ? ORDER BY key LIMIT ?")

    /// The table that holds every kind of entry that has none of its own.
    private static let shared = BookTable(
        select: "SELECT body FROM book_entry WHERE rank = ? AND key = ?",
        upsert:
            "INSERT INTO book_entry (rank, key, body) VALUES (?, ?, ?) ON CONFLICT (rank, key) DO UPDATE SET body = excluded.body",
        page: "SELECT key, body FROM book_entry WHERE rank = ? AND key > ? ORDER BY key LIMIT ?",
        key: { [.integer(Int64($0)), .text($1)] })

    /// By the rank of the key, from 1.
    private static let all = [
        BookTable(
            select: "SELECT body FROM book_customer WHERE key = ?",
            upsert:
                "INSERT INTO book_customer (key, name, body) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name, body = excluded.body",
            page: "SELECT key, body FROM book_customer WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_party WHERE key = ?",
            upsert:
                "INSERT INTO book_party (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_party WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_item WHERE key = ?",
            upsert:
                "INSERT INTO book_item (key, name, body) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name, body = excluded.body",
            page: "SELECT key, body FROM book_item WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_item_alias WHERE key = ?",
            upsert:
                "INSERT INTO book_item_alias (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_item_alias WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_prices WHERE key = ?",
            upsert:
                "INSERT INTO book_prices (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_prices WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_account WHERE key = ?",
            upsert:
                "INSERT INTO book_account (key, currency, receivable, reserved, unapplied, level, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET currency = excluded.currency, receivable = excluded.receivable, reserved = excluded.reserved, unapplied = excluded.unapplied, level = excluded.level, body = excluded.body",
            page: "SELECT key, body FROM book_account WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_order WHERE key = ?",
            upsert:
                "INSERT INTO book_order (key, customer, number, status, currency, reserved, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET status = excluded.status, currency = excluded.currency, reserved = excluded.reserved, body = excluded.body",
            page: "SELECT key, body FROM book_order WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_despatch WHERE key = ?",
            upsert:
                "INSERT INTO book_despatch (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_despatch WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_invoice WHERE key = ?",
            upsert:
                "INSERT INTO book_invoice (key, customer, issue_date, due_date, currency, amount, open_amount, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET open_amount = excluded.open_amount, body = excluded.body",
            page: "SELECT key, body FROM book_invoice WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_series WHERE key = ?",
            upsert:
                "INSERT INTO book_series (key, last, last_date, body) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET last = excluded.last, last_date = excluded.last_date, body = excluded.body",
            page: "SELECT key, body FROM book_series WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_payment WHERE key = ?",
            upsert:
                "INSERT INTO book_payment (key, customer, booked_on, currency, amount, rest, body) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET customer = excluded.customer, rest = excluded.rest, body = excluded.body",
            page: "SELECT key, body FROM book_payment WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_reference WHERE key = ?",
            upsert:
                "INSERT INTO book_reference (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_reference WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_open_items WHERE key = ?",
            upsert:
                "INSERT INTO book_open_items (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_open_items WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_payer WHERE key = ?",
            upsert:
                "INSERT INTO book_payer (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_payer WHERE key > ? ORDER BY key LIMIT ?"),
        BookTable(
            select: "SELECT body FROM book_bank_account WHERE key = ?",
            upsert:
                "INSERT INTO book_bank_account (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body",
            page: "SELECT key, body FROM book_bank_account WHERE key > ? ORDER BY key LIMIT ?"),
    ]
}

extension SQLSession {
    func entries(_ keys: [BookKey]) throws -> [BookKey: BookEntry] {
        var found: [BookKey: BookEntry] = [:]
        for key in keys {
            let table = BookTable.of(rank: key.rank)
            let body = try connection.first(table.select, table.key(key.rank, key.text)) { $0.blob(0) }
            if let body { found[key] = try BookEntry(coded: body, under: key) }
        }
        return found
    }

    func save(_ entries: [(BookKey, BookEntry)]) throws {
        for (key, entry) in entries {
            let table = BookTable.of(rank: key.rank)
            try connection.run(table.upsert, table.key(key.rank, key.text) + columns(of: entry) + [.blob(entry.coded)])
        }
    }

    func bookRows(rank: UInt8, after text: String, limit: Int) throws -> [(text: String, body: [UInt8])] {
        let table = BookTable.of(rank: rank)
        return try connection.query(table.page, table.key(rank, text) + [.integer(Int64(limit))]) {
            ($0.text(0), $0.blob(1))
        }
    }

    func unfinishedOrders(after text: String, limit: Int) throws -> [(text: String, body: [UInt8])] {
        try connection.query(
            "SELECT key, body FROM book_order WHERE status <= 3 AND key > ? ORDER BY key LIMIT ?",
            [.text(text), .integer(Int64(limit))]
        ) { ($0.text(0), $0.blob(1)) }
    }

    func paymentsLeft(after text: String, limit: Int) throws -> [(text: String, body: [UInt8])] {
        try connection.query(
            "SELECT key, body FROM book_payment WHERE rest <> 0 AND key > ? ORDER BY key LIMIT ?",
            [.text(text), .integer(Int64(limit))]
        ) { ($0.text(0), $0.blob(1)) }
    }

    func discardedDeliveries(after text: String, limit: Int) throws -> [(text: String, body: [UInt8])] {
        try connection.query(
            "SELECT key, body FROM book_delivery WHERE standing = 4 AND key > ? ORDER BY key LIMIT ?",
            [.text(text), .integer(Int64(limit))]
        ) { ($0.text(0), $0.blob(1)) }
    }

    /// What stands beside the body, for questions.
    func columns(of entry: BookEntry) -> [SQLValue] {
        switch entry {
        case .customer(let customer): [.text(customer.party.name)]
        case .item(let item): [.text(item.name)]
        case .account(let account):
            [
                .text(account.currency.code), .integer(account.receivable.minorUnits),
                .integer(account.reserved.minorUnits), .integer(account.unapplied.minorUnits),
                .integer(Int64(account.level.rawValue)),
            ]
        case .order(let order):
            [
                .text(order.identified.key.customer.text), .text(order.identified.key.number),
                .integer(Int64(order.status.rawValue)), .text(order.reserved.currency.code),
                .integer(order.reserved.minorUnits),
            ]
        case .invoice(let item):
            [
                .text(item.customer.text), .integer(Int64(item.issueDate.dayNumber)),
                .integer(Int64(item.dueDate.dayNumber)), .text(item.amount.currency.code),
                .integer(item.amount.minorUnits), .integer(item.open.minorUnits),
            ]
        case .series(let series): [.integer(Int64(series.last)), .integer(Int64(series.lastDate.dayNumber))]
        case .payment(let entry):
            [
                .text(entry.creditedTo?.text ?? ""), .integer(Int64(entry.payment.bookedOn.dayNumber)),
                .text(entry.rest.currency.code), .integer(entry.payment.amount.minorUnits),
                .integer(entry.rest.minorUnits),
            ]
        case .delivery(let standing): [.integer(Int64(standing.code))]
        case .party, .itemAlias, .prices, .despatch, .reference, .openItems, .payer, .bankAccount, .partner, .dunning,
            .books,
            .interchange, .dispute, .promise, .remittance, .unbilled, .tally, .matches, .waitingOrder,
            .sentInterchange:
            []
        }
    }
}
