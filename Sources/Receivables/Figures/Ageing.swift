public import Calendars
public import Documents
public import Money

/// How late an open amount is, in the columns of a French aged balance.
///
/// The age counts days past the due date. An item due today is not late yet. What we owe, by a credit note that nothing is
/// set against, has a column of its own: it is neither late nor to come.
public enum AgeingBucket: UInt8, Hashable, Sendable, CaseIterable {
    case notDue, upTo30, upTo60, upTo90, over90, credits

    public var name: String {
        switch self {
        case .notDue: "not-due"
        case .upTo30: "1-30"
        case .upTo60: "31-60"
        case .upTo90: "61-90"
        case .over90: "over-90"
        case .credits: "credits"
        }
    }

    /// The upper bound of each bucket belongs to it.
    public init(overdueDays: Int) {
        self =
            switch overdueDays {
            case ...0: .notDue
            case ...30: .upTo30
            case ...60: .upTo60
            case ...90: .upTo90
            default: .over90
            }
    }
}

/// What is owed on a day, by age.
///
/// Money that has arrived and is not allocated yet stands beside the buckets, never inside them: netting it against
/// one of them would hide that nobody knows what it pays.
public struct AgedBalance: Hashable, Sendable {
    public private(set) var currency: Currency
    private var amounts: [Money]
    /// The part of the receivable that the customer contests.
    public private(set) var disputed: Money
    public var unapplied: Money

    public init(_ currency: Currency) {
        self.currency = currency
        amounts = AgeingBucket.allCases.map { _ in .zero(currency) }
        disputed = .zero(currency)
        unapplied = .zero(currency)
    }

    public subscript(bucket: AgeingBucket) -> Money { amounts[Int(bucket.rawValue)] }

    /// Σ buckets.
    public var receivable: Money { amounts.sum(in: currency) }
    public var overdue: Money { receivable - notOverdue }
    /// What is to come, less what we owe: what is not late of the receivable.
    public var notOverdue: Money { self[.notDue] + self[.credits] }
    /// The receivable less what has been paid and not allocated.
    public var net: Money { receivable - unapplied }

    /// What we owe is never late, and so takes nothing off what others are late with.
    public mutating func add(open: Money, disputed part: Money, due: BusinessDate, on date: BusinessDate) {
        let bucket = open.isNegative ? .credits : AgeingBucket(overdueDays: due.days(until: date))
        amounts[Int(bucket.rawValue)] += open
        disputed += part
    }

    public static func += (total: inout AgedBalance, part: AgedBalance) {
        for index in total.amounts.indices { total.amounts[index] += part.amounts[index] }
        total.disputed += part.disputed
        total.unapplied += part.unapplied
    }
}

/// Ages the open items of many customers in one pass.
public func ageing(of items: [OpenItem], on date: BusinessDate) -> [AccountName: AgedBalance] {
    age(items, on: date) { ($0.customer, $0.open, $0.disputed, $0.dueDate) }
}

/// The same of what stands in the pages of open items.
public func ageing(of positions: [OpenPosition], on date: BusinessDate) -> [AccountName: AgedBalance] {
    age(positions, on: date) { ($0.customer, $0.line.open, $0.line.disputed, $0.line.dueDate) }
}

private func age<Item>(
    _ items: [Item], on date: BusinessDate,
    _ parts: (Item) -> (customer: CustomerID, open: Money, disputed: Money, due: BusinessDate)
) -> [AccountName: AgedBalance] {
    var balances: [AccountName: AgedBalance] = [:]
    // Items of one customer mostly stand together: its balance is looked up once for all of them.
    var current: (name: AccountName, balance: AgedBalance)?
    for item in items {
        let (customer, open, disputed, due) = parts(item)
        guard !open.isZero else { continue }
        if current?.name.currency != open.currency || current?.name.customer != customer {
            let name = AccountName(customer: customer, currency: open.currency)
            if let current { balances[current.name] = current.balance }
            current = (name, balances[name] ?? AgedBalance(open.currency))
        }
        current?.balance.add(open: open, disputed: disputed, due: due, on: date)
    }
    if let current { balances[current.name] = current.balance }
    return balances
}

/// A customer's account in one currency.
public struct AccountName: Hashable, Sendable, Comparable {
    public let customer: CustomerID
    public let currency: Currency

    public init(customer: CustomerID, currency: Currency) {
        self.customer = customer
        self.currency = currency
    }

    public static func < (a: AccountName, b: AccountName) -> Bool {
        (a.customer.text, a.currency.code) < (b.customer.text, b.currency.code)
    }
}
