import Calendars
import Documents
import Money
import Pipeline
import Receivables

/// What reports are made of: the book as it stands, or as it stood on a day.
struct BookView {
    /// The day that the figures are for.
    let date: BusinessDate
    /// The currency that totals are in.
    let currency: Currency
    private(set) var customers: [CustomerID: Customer] = [:]
    private(set) var accounts: [CustomerID: Account] = [:]
    private(set) var orders: [OrderEntry] = []
    private(set) var items: [OpenItem] = []
    private(set) var dunning: [CustomerID: DunningEntry] = [:]
    private(set) var payments: [PaymentEntry] = []
    /// The whole book, where it was made from the journal.
    private(set) var history: BookSlice?

    /// The book as it is now.
    ///
    /// Only the kinds of entry that are asked for are read: what an account comes to stands in the account.
    init(
        current ledger: any LedgerSnapshot, on date: BusinessDate, in currency: Currency,
        ranks: [UInt8] = BookView.ranks
    ) throws {
        self.date = date
        self.currency = currency
        for rank in ranks {
            var after = ""
            while true {
                let rows = try ledger.bookRows(rank: rank, after: after, limit: 1000)
                for row in rows { take(try BookEntry(coded: row.body, rank: rank), named: row.text) }
                guard let last = rows.last, rows.count == 1000 else { break }
                after = last.text
            }
        }
    }

    /// The book as it was, from the journal.
    init(
        history ledger: any LedgerSnapshot, on date: BusinessDate, knownAt: Instant?, in currency: Currency
    ) throws {
        self.date = date
        self.currency = currency
        var history = BookHistory(on: date, knownAt: knownAt)
        var sequence: Int64 = 0
        while true {
            let events = try ledger.events(after: sequence, limit: 1000)
            for event in events { history.take(event) }
            guard let last = events.last, events.count == 1000 else { break }
            sequence = last.sequence
        }
        self.history = history.book
        for key in history.book.changed.sorted() where Self.ranks.contains(key.rank) {
            if let entry = history.book.entry(key) { take(entry, named: key.text) }
        }
    }

    static let ranks: [UInt8] = [1, 6, 7, 9, 11, 20]

    private mutating func take(_ entry: BookEntry, named name: String) {
        switch entry {
        case .customer(let customer): customers[customer.id] = customer
        case .account(let account): accounts[CustomerID(name)] = account
        case .order(let order): orders.append(order)
        case .invoice(let item): items.append(item)
        case .dunning(let entry): dunning[CustomerID(name)] = entry
        case .payment(let entry): payments.append(entry)
        case .party, .item, .itemAlias, .prices, .despatch, .series, .reference, .openItems, .payer,
            .bankAccount, .books, .partner, .interchange, .dispute, .promise, .remittance, .unbilled:
            break
        }
    }

    func name(of customer: CustomerID) -> String { customers[customer]?.party.name ?? "" }

    /// Stops where the open items of a customer do not come to what its account says: a report must not be wrong in silence.
    func proveReceivables() throws {
        var open: [CustomerID: Money] = [:]
        for item in items { open[item.customer, default: .zero(item.open.currency)] += item.open }
        for (customer, account) in accounts where account.receivable != open[customer] ?? .zero(account.currency) {
            throw Failure(
                code: 70,
                message:
                    "the open items of \(customer) come to \(open[customer] ?? .zero(account.currency)), its account says \(account.receivable); run `quittance doctor`."
            )
        }
    }
}
