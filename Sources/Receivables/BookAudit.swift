public import Documents
public import Money

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
        var reserved: [Currency: Int64] = [:]
    }

    private var customers: [CustomerID: Sums] = [:]
    private var openDisputes: [String: Int] = [:]
    public private(set) var faults: [String] = []
    private let limit: Int

    /// The ranks of the entries to take.
    public static let ranks: [UInt8] = [6, 7, 9, 11, 13, 18, 19]

    public init(limit: Int = 20) { self.limit = limit }

    public mutating func take(_ entry: BookEntry, named name: String) {
        switch entry {
        case .account(let account): customers[CustomerID(name), default: Sums()].account = account
        case .order(let order):
            customers[order.identified.key.customer, default: Sums()].reserved[order.reserved.currency, default: 0] += order.reserved.minorUnits
        case .invoice(let item): take(item)
        case .payment(let payment): take(payment)
        case .openItems(let lines): take(lines, of: name)
        case .dispute(let dispute): if dispute.isOpen { openDisputes[dispute.invoice, default: 0] += 1 }
        case .promise(let promise):
            if promise.paid > promise.amount { report("promise \(promise.id): \(promise.paid) of \(promise.amount) is too much") }
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
        openDisputes[item.number, default: 0] -= item.disputes.count { $0.isOpen }
        customers[item.customer, default: Sums()].open[item.open.currency, default: 0] += item.open.minorUnits
        if !item.open.isZero { customers[item.customer, default: Sums()].openCount += 1 }
    }

    private mutating func take(_ entry: PaymentEntry) {
        let paid = entry.parts.map(\.paid).sum(in: entry.rest.currency)
        let isWhole = entry.returnedBy == nil ? entry.rest + paid == entry.payment.amount : entry.rest.isZero && entry.parts.isEmpty
        if entry.payment.amount.isPositive, !isWhole {
            report("payment \(entry.payment.id): \(entry.rest) left and \(paid) allocated of \(entry.payment.amount)")
        }
        if entry.payment.amount.isPositive, entry.rest.isNegative { report("payment \(entry.payment.id): \(entry.rest) left") }
        guard let customer = entry.creditedTo else { return }
        customers[customer, default: Sums()].unapplied[entry.rest.currency, default: 0] += entry.rest.minorUnits
    }

    /// The entry's name is a customer and a month.
    private mutating func take(_ lines: [OpenLine], of name: String) {
        guard let slash = name.lastIndex(of: "/") else { return }
        let customer = CustomerID(String(name[..<slash]))
        customers[customer, default: Sums()].listedCount += lines.count
        for line in lines { customers[customer, default: Sums()].listed[line.open.currency, default: 0] += line.open.minorUnits }
    }

    /// What is wrong once every entry was taken.
    public func finished() -> [String] {
        var audit = self
        for (id, sums) in customers.sorted(by: { $0.key < $1.key }) { audit.compare(id, sums) }
        for (invoice, difference) in openDisputes.sorted(by: { $0.key < $1.key }) where difference != 0 {
            audit.report("invoice \(invoice) and its disputes do not know of one another")
        }
        return audit.faults
    }

    private mutating func compare(_ id: CustomerID, _ sums: Sums) {
        guard let account = sums.account else { return report("there is no account \(id)") }
        let currency = account.currency
        for (what, said, sum) in [
            ("receivable", account.receivable, sums.open[currency]), ("unapplied", account.unapplied, sums.unapplied[currency]),
            ("reserved", account.reserved, sums.reserved[currency]),
        ] where said.minorUnits != sum ?? 0 {
            report("account \(id): \(what) is \(said), its entries come to \(Money(minorUnits: sum ?? 0, currency))")
        }
        if sums.listedCount != sums.openCount || sums.listed[currency] ?? 0 != sums.open[currency] ?? 0 {
            report("account \(id): \(sums.openCount) items are open, \(sums.listedCount) are listed")
        }
    }
}
