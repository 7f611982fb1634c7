import Calendars
public import Documents
public import Money
public import Receivables

/// What a customer owes by component, and its group with it, on a day.
public struct CreditPosition: Hashable, Sendable {
    public var customer: Customer
    public var account: Account
    public var overdue: Money
    public var oldestOverdueDays: Int
    /// What the group owes together, and the most it may; nil for a customer of no group.
    public var group: Group?
    /// What came ahead for this very order, and is not set against anything.
    public var prepaid: Money

    public struct Group: Hashable, Sendable {
        public var head: CustomerID
        public var exposure: Money
        public var limit: Money

        public init(head: CustomerID, exposure: Money, limit: Money) {
            self.head = head
            self.exposure = exposure
            self.limit = limit
        }

        /// The group of a customer, where its limit is agreed.
        public init?(
            headedBy head: CustomerID, _ customer: (CustomerID) -> Customer?, _ account: (CustomerID) -> Account?
        ) {
            guard let limit = customer(head)?.credit.groupLimit, let own = account(head) else { return nil }
            let members = own.members.filter { $0 != head && customer($0)?.credit.group == head }
            let exposures = ([head] + members).compactMap(account).filter { $0.currency == limit.currency }
            self.init(head: head, exposure: exposures.map(\.exposure).sum(in: limit.currency), limit: limit)
        }
    }

    public init(
        _ customer: Customer, _ account: Account, overdue: Money? = nil, oldestOverdueDays: Int = 0,
        group: Group? = nil,
        prepaid: Money? = nil
    ) {
        self.customer = customer
        self.account = account
        self.overdue = overdue ?? .zero(account.currency)
        self.oldestOverdueDays = oldestOverdueDays
        self.group = group
        self.prepaid = prepaid ?? .zero(account.currency)
    }
}

extension CreditPosition {
    /// What the customer would come to owe beyond its limit, or one of its limits beyond that by more; nothing where it
    /// waits for another reason.
    ///
    /// Without a limit, and in another currency, that is the whole of the order.
    func beyondLimit(reserving amount: Money, _ excess: Money) -> Money {
        guard amount.currency == account.currency else { return amount }
        guard let limit = customer.creditLimit, limit.currency == amount.currency else { return max(amount, excess) }
        return max(account.exposure + amount - limit, excess, .zero(amount.currency))
    }

    /// What must be known of a customer to say where it stands.
    static func reads(_ customer: CustomerID, _ book: BookSlice) -> [BookKey] {
        let first = [BookKey.customer(customer), .account(customer)]
        guard first.allSatisfy(book.knows), let agreement = book.customer(customer),
            let account = book.account(customer)
        else {
            return first
        }
        let head = agreement.credit.group ?? customer
        let lines = watchedMonths(agreement, account).map { BookKey.openItems(customer, $0) }
        let heads = [BookKey.customer(head), .account(head)]
        guard heads.allSatisfy(book.knows) else { return first + lines + heads }
        let members = book.account(head)?.members ?? []
        return first + lines + heads + members.flatMap { [BookKey.customer($0), .account($0)] }
    }

    /// The months whose items count, where anything is agreed about what is overdue.
    private static func watchedMonths(_ agreement: Customer, _ account: Account) -> ArraySlice<Month> {
        guard agreement.credit.overdueLimit != nil || agreement.credit.overdueDays != nil else { return [] }
        return account.openMonths.prefix(60)
    }

    /// With the limit of the day, whichever was recorded last.
    init?(of customer: CustomerID, _ book: BookSlice, on date: BusinessDate) {
        guard var agreement = book.customer(customer), let account = book.account(customer) else { return nil }
        agreement.creditLimit = agreement.credit.limit(on: date)
        let lines = Self.watchedMonths(agreement, account).flatMap { book.openItems(customer, $0) }.filter {
            $0.dueDate < date && $0.open.isPositive && $0.open.currency == account.currency
        }
        self.init(
            agreement, account, overdue: lines.map { $0.open - $0.disputed }.sum(in: account.currency),
            oldestOverdueDays: lines.filter { $0.open > $0.disputed }.map { $0.dueDate.days(until: date) }.max() ?? 0,
            group: Group(headedBy: agreement.credit.group ?? customer, book.customer, book.account))
    }

    /// Leaves out what an order has reserved already, where it is decided again.
    mutating func leaveOut(_ reserved: Money) {
        guard !reserved.isZero, reserved.currency == account.currency else { return }
        account.reserved -= reserved
        if group?.exposure.currency == reserved.currency { group?.exposure -= reserved }
    }

    /// The entries whose change may make room.
    var wakes: [BookKey] {
        let own = [BookKey.room(customer.id), .customer(customer.id)]
        guard let group else { return own }
        return own + [.room(group.head), .customer(group.head)]
    }
}
