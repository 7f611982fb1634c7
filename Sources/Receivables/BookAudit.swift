import Documents
import Money

/// Adds the book up from its entries, and says where two parts of it contradict one another.
///
/// It takes entry by entry and keeps a few sums per customer, so that any number of invoices is looked through.
public struct BookAudit: Sendable {
    private struct Sums {
        var account: Account?
        var open: [Currency: Int64] = [:]
        var listed: [Currency: Int64] = [:]
        var listedCount = 0
        var openCount = 0
        var unapplied: [Currency: Int64] = [:]
        var unclear = 0
        var reserved: [Currency: Int64] = [:]
        var surplus: [Currency: Int64] = [:]
        var issued = 0
        var orders = OrderStatus.allCases.map { _ in 0 }
    }

    private var customers: [CustomerID: Sums] = [:]
    /// What invoices come to by customer and month of issue, and what is said of it.
    private var months: [String: MonthTally] = [:]
    private var tallies: [String: MonthTally] = [:]
    /// What became of payments, by what they say and as it is kept.
    private var matches = MatchTally()
    private var matchesKept = MatchTally()
    private var openDisputes: [String: Int] = [:]
    public private(set) var faults: [String] = []
    private let limit: Int

    /// The ranks of the entries to take.
    public static let ranks: [UInt8] = [6, 7, 9, 11, 13, 18, 19, 24, 25, 27]

    /// What the journal says, beside what the entries say.
    private var books = BooksOfAccount()
    private var posted: [CustomerID: Money] = [:]
    private var unallocated: [Currency: Int64] = [:]
    /// What is open of items, by their numbers: tax waits for no more than that.
    private var openItems: [String: Money] = [:]
    private var rests: [Currency: Int64] = [:]
    private var letters: Set<String> = []
    private var stopped: Set<String> = []
    private var hasJournal = false

    public init(limit: Int = 20) { self.limit = limit }

    public mutating func take(_ entry: BookEntry, named name: String) {
        switch entry {
        case .account(let account): customers[CustomerID(name), default: Sums()].account = account
        case .order(let order):
            customers[order.identified.key.customer, default: Sums()].reserved[order.reserved.currency, default: 0] +=
                order.reserved.minorUnits
            customers[order.identified.key.customer, default: Sums()].surplus[order.reserved.currency, default: 0] +=
                order.surplus.minorUnits
            customers[order.identified.key.customer, default: Sums()].orders[Int(order.status.rawValue) - 1] += 1
        case .invoice(let item): take(item)
        case .payment(let payment): take(payment)
        case .tally(let tally): if !tally.isEmpty { tallies[name] = tally }
        case .matches(let tally): matchesKept += tally
        case .openItems(let lines): take(lines, of: name)
        case .dispute(let dispute): if dispute.isOpen { openDisputes[dispute.invoice, default: 0] += 1 }
        case .promise(let promise):
            if promise.paid > promise.amount {
                report("promise \(promise.id): \(promise.paid) of \(promise.amount) is too much")
            }
        default: break
        }
    }

    private mutating func report(_ fault: String) { if faults.count < limit { faults.append(fault) } }

    private mutating func take(_ item: OpenItem) {
        let settled = item.allocations.map(\.amount).sum(in: item.open.currency)
        if item.open != item.amount - settled {
            report("invoice \(item.number): \(item.open) open, \(item.amount) less \(settled) allocated")
        }
        let bounds = min(item.amount, .zero(item.amount.currency))...max(item.amount, .zero(item.amount.currency))
        if !bounds.contains(item.open) { report("invoice \(item.number): \(item.open) of \(item.amount) open") }
        if item.disputed.isNegative || item.disputed.isPositive && item.disputed > item.open {
            report("invoice \(item.number): \(item.disputed) of \(item.open) contested")
        }
        months[BookKey.tally(item.customer, Month(of: item.issueDate)).text, default: MonthTally()].add(item)
        customers[item.customer, default: Sums()].issued += 1
        openDisputes[item.number, default: 0] -= item.disputes.count { $0.isOpen }
        customers[item.customer, default: Sums()].open[item.open.currency, default: 0] += item.open.minorUnits
        if !item.open.isZero {
            customers[item.customer, default: Sums()].openCount += 1
            openItems[item.number] = item.open
        }
    }

    private mutating func take(_ entry: PaymentEntry) {
        rests[entry.rest.currency, default: 0] += entry.rest.minorUnits
        matches.count(entry, times: 1)
        let paid = entry.parts.map(\.paid).sum(in: entry.rest.currency)
        let isWhole =
            entry.returnedBy == nil
            ? entry.rest + paid + entry.refunded == entry.payment.amount : entry.rest.isZero && entry.parts.isEmpty
        if entry.payment.amount.isPositive, !isWhole {
            report("payment \(entry.payment.id): \(entry.rest) left and \(paid) allocated of \(entry.payment.amount)")
        }
        if entry.payment.amount.isPositive, entry.rest.isNegative {
            report("payment \(entry.payment.id): \(entry.rest) left")
        }
        for customer in entry.mayBeOf { customers[customer, default: Sums()].unclear += 1 }
        guard let customer = entry.creditedTo else { return }
        customers[customer, default: Sums()].unapplied[entry.rest.currency, default: 0] += entry.rest.minorUnits
    }

    /// The entry's name is a customer and a month.
    private mutating func take(_ lines: [OpenLine], of name: String) {
        guard let slash = name.lastIndex(of: "/") else { return }
        let customer = CustomerID(String(name[..<slash]))
        customers[customer, default: Sums()].listedCount += lines.count
        for line in lines {
            customers[customer, default: Sums()].listed[line.open.currency, default: 0] += line.open.minorUnits
        }
    }

    /// Takes an event of the journal, each in its order: entries balance, and no letter leaves past its gate.
    public mutating func take(_ recorded: RecordedEvent) {
        hasJournal = true
        if case .dunning(.letterSent(let reminder, let gate, _)) = recorded.event {
            letters.insert(reminder.number)
            if !gate.isPassed {
                report("letter \(reminder.number) was sent although \(gate.reasons.joined(separator: "; "))")
            }
        }
        check(recorded.event)
        for entry in books.entries(for: recorded) { check(entry) }
    }

    private mutating func check(_ entry: JournalEntry) {
        if let closed = books.closedUntil, entry.date <= closed {
            report(
                "entry \(entry.number) for \(entry.reference) is of \(entry.date), the books were closed up to \(closed)"
            )
        }
        if !entry.isBalanced { report("entry \(entry.number) for \(entry.reference) does not balance") }
        for line in entry.lines {
            if line.account == .receivable, let customer = line.customer {
                posted[customer, default: .zero(line.amount.currency)] += line.amount
            } else if line.account == .unallocated {
                unallocated[line.amount.currency, default: 0] -= line.amount.minorUnits
            }
        }
    }

    /// A letter that was stopped before it was sent is not sent.
    private mutating func check(_ event: Event) {
        switch event {
        case .dunning(.letterStopped(_, let letter, _, _, let mayHaveLeft, _)):
            if !mayHaveLeft { stopped.insert(letter) }
        case .delivered(let key, _, _, _, _, _):
            guard let key = RenderingKey(key), key.kind == .reminder, stopped.contains(key.name) else { return }
            report("letter \(key.name) was stopped, and sent")
        default: return
        }
    }

    /// Takes a letter that was written, by its number.
    public mutating func take(letter number: String) {
        if !letters.contains(number) { report("letter \(number) was written, and no record says that it may leave") }
    }

    private mutating func compareWithJournal() {
        for (customer, sums) in customers.sorted(by: { $0.key < $1.key }) {
            guard let account = sums.account else { continue }
            let listed = Money(minorUnits: sums.listed[account.currency] ?? 0, account.currency)
            if listed != account.receivable {
                report("\(customer): \(account.receivable) receivable, its open items come to \(listed)")
            }
            let said = posted[customer] ?? .zero(account.currency)
            if said != account.receivable {
                report("\(customer): \(account.receivable) receivable, the entries say \(said)")
            }
        }
        for item in books.waitingVAT {
            let open = openItems[item.number] ?? .zero(item.open.currency)
            if item.open.magnitude > open.magnitude || open.isZero && !item.tax.isZero {
                report("invoice \(item.number): \(open) open, VAT of \(item.tax) waits for \(item.open)")
            }
        }
        for currency in Set(unallocated.keys).union(rests.keys).sorted(by: { $0.code < $1.code }) {
            let (posted, left) = (unallocated[currency] ?? 0, rests[currency] ?? 0)
            guard posted != left else { continue }
            report(
                "\(Money(minorUnits: left, currency)) of payments are left, the entries say \(Money(minorUnits: posted, currency))"
            )
        }
    }

    /// What is wrong once every entry was taken, and every event where the journal was looked at.
    public func finished() -> [String] {
        var audit = self
        if hasJournal { audit.compareWithJournal() }
        for (id, sums) in customers.sorted(by: { $0.key < $1.key }) { audit.compare(id, sums) }
        audit.compareMonths()
        for (invoice, difference) in openDisputes.sorted(by: { $0.key < $1.key }) where difference != 0 {
            audit.report("invoice \(invoice) and its disputes do not know of one another")
        }
        return audit.faults
    }

    /// The aggregates that figures are read from are what a recount comes to.
    private mutating func compareMonths() {
        let counted = months.filter { !$0.value.isEmpty }
        for name in Set(counted.keys).union(tallies.keys).sorted() where counted[name] != tallies[name] {
            report("month \(name): what is kept of it is not what its invoices come to")
        }
        for month in Set(matches.months.keys).union(matchesKept.months.keys).sorted()
        where matches.months[month] != matchesKept.months[month] {
            report("month \(month): what is kept of how its payments were matched is not what they say")
        }
    }

    private mutating func compare(_ id: CustomerID, _ sums: Sums) {
        guard let account = sums.account else { return report("there is no account \(id)") }
        let currency = account.currency
        for (what, said, sum) in [
            ("receivable", account.receivable, sums.open[currency]),
            ("unapplied", account.unapplied, sums.unapplied[currency]),
            ("reserved", account.reserved, sums.reserved[currency]),
            ("asked for ahead of nothing", account.surplus, sums.surplus[currency]),
        ] where said.minorUnits != sum ?? 0 {
            report("account \(id): \(what) is \(said), its entries come to \(Money(minorUnits: sum ?? 0, currency))")
        }
        if account.unclear != sums.unclear {
            report("account \(id): \(account.unclear) payments may be its own, there are \(sums.unclear)")
        }
        if account.issued != sums.issued {
            report("account \(id): \(account.issued) invoices are counted, there are \(sums.issued)")
        }
        if account.orders != sums.orders {
            report("account \(id): orders are counted as \(account.orders), there are \(sums.orders)")
        }
        if sums.listedCount != sums.openCount || sums.listed[currency] ?? 0 != sums.open[currency] ?? 0 {
            report("account \(id): \(sums.openCount) items are open, \(sums.listedCount) are listed")
        }
    }
}
