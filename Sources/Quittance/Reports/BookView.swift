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
    /// Every invoice there ever was; only where it was asked for.
    private(set) var items: [OpenItem] = []
    /// What is open, from the pages of open items.
    private(set) var positions: [OpenPosition] = []
    /// What the invoices of each month came to, by customer.
    private(set) var tallies: [CustomerID: [MonthTally]] = [:]
    /// The promises that cover open invoices, by invoice.
    private(set) var promises: [String: PromiseMark] = [:]
    /// The disputes that are not answered.
    private(set) var disputes: [Dispute] = []
    /// The invoices that were contested or promised on a day that the forecast is tried on, while that was so.
    private(set) var pastClaims: [PastClaim] = []
    /// What became of payments, by the month they came in.
    private(set) var matches = MatchTally()
    private(set) var dunning: [CustomerID: DunningEntry] = [:]
    /// How many invoices, by themselves or within interchanges, somebody decided not to send.
    private(set) var discardedDeliveries = 0
    private(set) var payments: [PaymentEntry] = []
    /// The whole book, where it was made from the journal.
    private(set) var history: BookSlice?

    /// The book as it is now.
    ///
    /// Only the parts that are asked for are read: what an account comes to stands in the account, and what is settled or
    /// finished is not looked at.
    init(
        current ledger: any LedgerSnapshot, on date: BusinessDate, in currency: Currency, parts: Set<Part> = .all
    ) throws {
        self.date = date
        self.currency = currency
        for part in Part.allCases where parts.contains(part) {
            switch part {
            case .openItems: try takePositions(ledger)
            case .promises: try takePromises(ledger)
            case .disputes: try takeDisputes(ledger)
            case .pastClaims: try takePastClaims(ledger)
            default: try take(part, ledger)
            }
        }
    }

    /// What may be read of a book that is not made from the journal; accounts before what hangs on them.
    enum Part: CaseIterable {
        case customers, accounts, openOrders, allOrders, openItems, allItems, openPayments, allPayments, dunning,
            tallies, promises, disputes, pastClaims, matches, discardedDeliveries

        fileprivate var rank: UInt8 {
            switch self {
            case .customers: 1
            case .accounts: 6
            case .openOrders, .allOrders: 7
            case .openItems: 13
            case .allItems, .promises: 9
            case .openPayments, .allPayments: 11
            case .dunning: 20
            case .tallies: 25
            case .disputes: 18
            case .pastClaims: 19
            case .matches: 27
            case .discardedDeliveries: 28
            }
        }
    }

    private mutating func take(_ part: Part, _ ledger: any LedgerSnapshot) throws {
        var after = ""
        while true {
            let rows =
                switch part {
                case .openOrders: try ledger.unfinishedOrders(after: after, limit: 1000)
                case .openPayments: try ledger.paymentsLeft(after: after, limit: 1000)
                case .discardedDeliveries: try ledger.discardedDeliveries(after: after, limit: 1000)
                default: try ledger.bookRows(rank: part.rank, after: after, limit: 1000)
                }
            for row in rows { take(try BookEntry(coded: row.body, rank: part.rank), named: row.text) }
            guard let last = rows.last, rows.count == 1000 else { return }
            after = last.text
        }
    }

    /// The pages that hold anything, which the accounts know.
    private mutating func takePositions(_ ledger: any LedgerSnapshot) throws {
        for (customer, account) in accounts.sorted(by: { $0.key < $1.key }) where !account.openMonths.isEmpty {
            let keys = account.openMonths.map { BookKey.openItems(customer, $0) }
            let pages = try ledger.entries(keys)
            for key in keys {
                guard let page = pages[key] else { continue }
                take(page, named: key.text)
            }
        }
    }

    /// Of the invoices that one covers; no other is read.
    private mutating func takePromises(_ ledger: any LedgerSnapshot) throws {
        for item in try items(ledger, where: { $0.promisedUntil != nil }) { promises[item.number] = item.promise }
    }

    private mutating func takeDisputes(_ ledger: any LedgerSnapshot) throws {
        let marks = try items(ledger, where: { !$0.disputed.isZero }).flatMap(\.disputes).filter(\.isOpen)
        let found = try ledger.entries(marks.map { .dispute($0.id) })
        for mark in marks { if let entry = found[.dispute(mark.id)] { take(entry, named: mark.id) } }
    }

    /// From all disputes and promises there ever were, which are few beside the invoices.
    private mutating func takePastClaims(_ ledger: any LedgerSnapshot) throws {
        var cases = PastCases(since: date - Self.trialDays)
        for kind in [BookKey.Kind.dispute, .promise] {
            var after = ""
            while true {
                let rows = try ledger.bookRows(rank: kind.rawValue, after: after, limit: 1000)
                for row in rows { cases.take(try BookEntry(coded: row.body, rank: kind.rawValue)) }
                guard let last = rows.last, rows.count == 1000 else { break }
                after = last.text
            }
        }
        let keys = cases.invoices.map(BookKey.invoice)
        pastClaims = cases.claims(try ledger.entries(keys))
    }

    /// How far back forecasts are made anew.
    private static let trialDays = 84

    /// The invoices behind some of the open positions.
    private func items(_ ledger: any LedgerSnapshot, where isWanted: (OpenLine) -> Bool) throws -> [OpenItem] {
        let keys = positions.map(\.line).filter(isWanted).map { BookKey.invoice($0.invoice) }
        let found = try ledger.entries(keys)
        return keys.compactMap { if case .invoice(let item)? = found[$0] { item } else { nil } }
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
        var cases = PastCases(since: date - Self.trialDays)
        for key in history.book.changed.sorted() where Self.ranks.contains(key.rank) {
            guard let entry = history.book.entry(key) else { continue }
            cases.take(entry)
            take(entry, named: key.text)
        }
        let invoices = cases.invoices.map { BookKey.invoice($0) }.filter(history.book.knows)
        pastClaims = cases.claims(
            Dictionary(uniqueKeysWithValues: invoices.compactMap { key in history.book.entry(key).map { (key, $0) } }))
    }

    private static let ranks = Set(Part.allCases.map(\.rank))

    private mutating func take(_ entry: BookEntry, named name: String) {
        switch entry {
        case .customer(let customer): customers[customer.id] = customer
        case .account(let account): accounts[CustomerID(name)] = account
        case .order(let order): orders.append(order)
        case .invoice(let item):
            items.append(item)
            promises[item.number] = item.promise
        case .dispute(let dispute): if dispute.isOpen { disputes.append(dispute) }
        case .matches(let tally): matches += tally
        case .dunning(let entry): dunning[CustomerID(name)] = entry
        case .delivery(let standing): if case .discarded = standing { discardedDeliveries += 1 }
        case .payment(let entry): payments.append(entry)
        case .openItems(let lines):
            let customer = CustomerID(owner(of: name))
            positions += lines.map { OpenPosition(customer: customer, line: $0) }
        case .tally(let tally): tallies[CustomerID(owner(of: name)), default: []].append(tally)
        case .party, .item, .itemAlias, .prices, .despatch, .series, .reference, .payer,
            .bankAccount, .books, .partner, .interchange, .promise, .remittance, .unbilled,
            .waitingOrder, .sentInterchange:
            break
        }
    }

    /// Whose page it is: a page is named by a customer and a month.
    private func owner(of page: String) -> String { page.lastIndex(of: "/").map { String(page[..<$0]) } ?? page }

    func name(of customer: CustomerID) -> String { customers[customer]?.party.name ?? "" }

    /// The limit of a customer on the day that the figures are for.
    func limit(of customer: CustomerID) -> Money? { customers[customer]?.credit.limit(on: date) }

    /// The customers that were billed anything, in order, with the currencies of their accounts.
    var billed: [(customer: CustomerID, currency: Currency)] {
        accounts.filter { $0.value.issued > 0 }.sorted { $0.key < $1.key }.map { ($0.key, $0.value.currency) }
    }

    /// Totals in the accounting currency; those in each other currency follow under its code.
    func totals(
        of currencies: some Sequence<Currency>, _ totals: (Currency) -> [(name: String, total: Report.Total)]
    ) -> [(name: String, total: Report.Total)] {
        let others = Set(currencies).subtracting([currency]).sorted { $0.code < $1.code }
        let apart = others.map { (name: $0.code, total: Report.Total.group(totals($0))) }
        return totals(currency) + (apart.isEmpty ? [] : [("otherCurrencies", .group(apart))])
    }

    /// Figures of all customers that were billed anything: first of those in the accounting currency, then, under its code,
    /// of those in each other one.
    func totalsByCurrency(
        _ figures: ([CustomerID], Currency) -> [(String, Report.Cell)]
    ) -> [(name: String, total: Report.Total)] {
        let customers = Dictionary(grouping: billed, by: \.currency).mapValues { $0.map(\.customer) }
        return totals(of: customers.keys) { currency in
            [("currency", .cell(.text(currency.code)))]
                + figures(customers[currency] ?? [], currency).map { ($0.0, .cell($0.1)) }
        }
    }

    /// What is open, with what is promised of it.
    var claims: [OpenClaim] { positions.map { OpenClaim($0, promise: promises[$0.line.invoice]) } }

    /// Stops where the open items of a customer do not come to what its account says: a report must not be wrong in silence.
    func proveReceivables() throws {
        var open: [CustomerID: Money] = [:]
        for position in positions {
            open[position.customer, default: .zero(position.line.open.currency)] += position.line.open
        }
        for (customer, account) in accounts where account.receivable != open[customer] ?? .zero(account.currency) {
            throw Failure(
                code: 70,
                message:
                    "the open items of \(customer) come to \(open[customer] ?? .zero(account.currency)), its account says \(account.receivable); run `quittance doctor`."
            )
        }
    }
}

/// The disputes and promises that held on some day since another one.
private struct PastCases {
    private let first: BusinessDate
    private var disputes: [String: [Dispute]] = [:]
    private var promises: [String: [PaymentPromise]] = [:]

    init(since first: BusinessDate) { self.first = first }

    var invoices: [String] { Set(disputes.keys).union(promises.keys).sorted() }

    mutating func take(_ entry: BookEntry) {
        switch entry {
        case .dispute(let dispute) where dispute.closedOn.map { $0 > first } ?? dispute.isOpen:
            disputes[dispute.invoice, default: []].append(dispute)
        case .promise(let promise) where promise.closedOn.map { $0 > first } ?? (promise.state == .open):
            for item in promise.items { promises[item.invoice, default: []].append(promise) }
        default: break
        }
    }

    func claims(_ entries: [BookKey: BookEntry]) -> [PastClaim] {
        invoices.compactMap { number in
            guard case .invoice(let item)? = entries[.invoice(number)] else { return nil }
            return PastClaim(
                item, disputes: disputes[number] ?? [],
                promises: (promises[number] ?? []).sorted { $0.madeOn < $1.madeOn })
        }
    }
}

extension Set<BookView.Part> {
    static var all: Self {
        [
            .customers, .accounts, .allOrders, .openItems, .allItems, .allPayments, .dunning, .tallies, .disputes,
            .pastClaims, .matches, .discardedDeliveries,
        ]
    }
}
