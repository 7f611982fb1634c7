import Calendars
import Documents
import Money
import Pipeline
import Receivables

/// What must hold of every book, whatever happened: who finds it broken has found a fault of the program's.
struct BookLaws {
    private(set) var faults: [String] = []
    private var items: [CustomerID: Money] = [:]
    private var pages: [CustomerID: Money] = [:]
    private var accounts: [CustomerID: Account] = [:]
    private var paymentRests: [Currency: Money] = [:]

    /// Nothing is reported beyond a bound.
    private static let limit = 20

    init(_ ledger: any LedgerSnapshot) throws {
        try each(6, ledger) { entry, name in
            if case .account(let account) = entry { accounts[CustomerID(name)] = account }
        }
        try each(9, ledger) { entry, _ in if case .invoice(let item) = entry { check(item) } }
        try each(13, ledger) { entry, name in
            if case .openItems(let lines) = entry { add(lines, of: CustomerID(String(name.prefix(upTo: name.lastIndex(of: "/") ?? name.endIndex)))) }
        }
        try each(11, ledger) { entry, _ in
            if case .payment(let payment) = entry {
                paymentRests[payment.rest.currency, default: .zero(payment.rest.currency)] += payment.rest
            }
        }
        checkAccounts()
        try checkJournal(ledger)
        faults = Array(faults.prefix(Self.limit))
    }

    private func each(_ rank: UInt8, _ ledger: any LedgerSnapshot, _ body: (BookEntry, String) -> Void) throws {
        var after = ""
        while true {
            let rows = try ledger.bookRows(rank: rank, after: after, limit: 1000)
            for row in rows { body(try BookEntry(coded: row.body, rank: rank), row.text) }
            guard let last = rows.last, rows.count == 1000 else { return }
            after = last.text
        }
    }

    // MARK: Open items

    private mutating func check(_ item: OpenItem) {
        let set = item.allocations.map(\.amount).sum(in: item.amount.currency)
        if item.open != item.amount - set { faults.append("\(item.number): \(item.open) open of \(item.amount), \(set) set against it") }
        if item.amount.isPositive, item.open.isNegative || item.open > item.amount {
            faults.append("\(item.number): \(item.open) open of \(item.amount)")
        }
        if item.disputed.isNegative || item.disputed > item.open.magnitude {
            faults.append("\(item.number): \(item.disputed) disputed of \(item.open)")
        }
        items[item.customer, default: .zero(item.open.currency)] += item.open
    }

    private mutating func add(_ lines: [OpenLine], of customer: CustomerID) {
        for line in lines { pages[customer, default: .zero(line.open.currency)] += line.open }
    }

    private mutating func checkAccounts() {
        for (customer, account) in accounts.sorted(by: { $0.key < $1.key }) {
            let zero = Money.zero(account.currency)
            if account.receivable != items[customer] ?? zero {
                faults.append("\(customer): \(account.receivable) receivable, its invoices have \(items[customer] ?? zero) open")
            }
            if account.receivable != pages[customer] ?? zero {
                faults.append("\(customer): \(account.receivable) receivable, its open items come to \(pages[customer] ?? zero)")
            }
        }
    }

    // MARK: Entries and letters

    private mutating func checkJournal(_ ledger: any LedgerSnapshot) throws {
        var books = BooksOfAccount()
        var receivables: [CustomerID: Money] = [:]
        var unallocated: [Currency: Money] = [:]
        var letters: Set<String> = []
        var sequence: Int64 = 0
        while true {
            let events = try ledger.events(after: sequence, limit: 1000)
            for event in events {
                if case .dunning(.letterSent(let reminder, let gate)) = event.event {
                    letters.insert(reminder.number)
                    if !gate.isPassed { faults.append("letter \(reminder.number) was sent although \(gate.reasons.joined(separator: "; "))") }
                }
                guard let entry = books.entry(for: event) else { continue }
                if !entry.isBalanced { faults.append("entry \(entry.number) for \(entry.reference) does not balance") }
                for line in entry.lines {
                    if line.account == .receivable, let customer = line.customer {
                        receivables[customer, default: .zero(line.amount.currency)] += line.amount
                    } else if line.account == .unallocated {
                        unallocated[line.amount.currency, default: .zero(line.amount.currency)] -= line.amount
                    }
                }
            }
            guard let last = events.last, events.count == 1000 else { break }
            sequence = last.sequence
        }
        compare(receivables, unallocated)
        for key in try ledger.renderingKeys(containing: "reminder/", limit: 100_000) where key.hasPrefix("reminder/") {
            let number = key.split(separator: "/").dropFirst().first.map(String.init) ?? ""
            if !letters.contains(number) { faults.append("letter \(number) was written, and no record says that it may leave") }
        }
    }

    private mutating func compare(_ receivables: [CustomerID: Money], _ unallocated: [Currency: Money]) {
        for (customer, account) in accounts.sorted(by: { $0.key < $1.key }) {
            let posted = receivables[customer] ?? .zero(account.currency)
            if posted != account.receivable { faults.append("\(customer): \(account.receivable) receivable, the entries say \(posted)") }
        }
        for currency in Set(unallocated.keys).union(paymentRests.keys).sorted(by: { $0.code < $1.code }) {
            let (posted, left) = (unallocated[currency] ?? .zero(currency), paymentRests[currency] ?? .zero(currency))
            if posted != left { faults.append("\(left) of payments are left, the entries say \(posted)") }
        }
    }
}
