import Calendars
import Documents
import Money
import Pipeline
import Receivables

/// The orders, invoices and payments of a customer: so many of each, the newest first, and how many there are.
struct CustomerHoldings {
    private static let limit = 50

    private(set) var orders: [OrderEntry] = []
    private(set) var invoices: [OpenItem] = []
    private(set) var payments: [PaymentEntry] = []
    private(set) var orderCount = 0
    private(set) var invoiceCount = 0

    init(of customer: CustomerID, in ledger: any LedgerSnapshot) throws {
        let key = BookKey.account(customer)
        if case .account(let account)? = try ledger.entries([key])[key] {
            orderCount = account.orders.reduce(0, +)
            invoiceCount = account.issued
        }
        let numbers = try ledger.invoices(of: customer, limit: Self.limit)
        invoices = try entries(numbers.map(BookKey.invoice), ledger).compactMap {
            if case .invoice(let item) = $0 { item } else { nil }
        }
        let prefix = customer.text + "/"
        let names = try ledger.bookRows(rank: BookKey.orderRank, after: prefix, limit: Self.limit)
            .filter { $0.text.hasPrefix(prefix) }
        orders = try names.compactMap { row in
            if case .order(let order) = try BookEntry(coded: row.body, rank: BookKey.orderRank) { order } else { nil }
        }
        let sources = invoices.flatMap(\.allocations).map(\.source).filter { $0 != AllocationMark.writeOff }
        var seen: Set<String> = []
        let known = (try ledger.payments(of: customer, limit: Self.limit) + sources).filter { seen.insert($0).inserted }
        payments = try entries(known.prefix(Self.limit).map(BookKey.payment), ledger).compactMap {
            if case .payment(let entry) = $0 { entry } else { nil }
        }
    }

    /// The entries of some keys, in their order.
    private func entries(_ keys: [BookKey], _ ledger: any LedgerSnapshot) throws -> [BookEntry] {
        let found = try ledger.entries(keys)
        return keys.compactMap { found[$0] }
    }

    var lines: [String] {
        var lines: [String] = []
        func list(_ what: String, _ shown: [String], of whole: Int) {
            let rest = whole > shown.count ? ", \(shown.count) of them here" : ""
            lines.append("\(what): \(whole)\(rest)")
            lines += shown.map { "  " + $0 }
        }
        list(
            "Orders",
            orders.map { order in
                let identified = order.identified
                return
                    "\(identified.key.number) of \(identified.order.issueDate), \(identified.gross), \(order.status.name)"
            }, of: orderCount)
        list(
            "Invoices",
            invoices.map { item in
                "\(item.number) of \(item.issueDate), \(item.amount), "
                    + (item.open.isZero ? "settled" : "\(item.open) open, due \(item.dueDate)")
            }, of: invoiceCount)
        list(
            "Payments",
            payments.map { entry in
                "\(entry.payment.id) of \(entry.payment.bookedOn), \(entry.payment.amount)"
                    + (entry.rest.isZero ? "" : ", \(entry.rest) not allocated")
            }, of: payments.count)
        return lines
    }
}
