public import Calendars
public import Money
public import Receivables

/// When a level of reminders is reached.
public enum DunningMode: Hashable, Sendable {
    /// So many days after the due date.
    case afterDue(days: Int)
    /// At the end of the month that lies so many days after the due date.
    case endOfMonth(days: Int)
    /// So many days after the letter of the level before. Not for the first level.
    case sincePrevious(days: Int)
}

/// A step of the ladder.
public struct DunningLevel: Hashable, Sendable {
    public var mode: DunningMode
    /// Whether the letter is a formal demand (mise en demeure), with what the law wants in it.
    public var isFormal: Bool
    /// Whether the letter asks for interest and the fixed sum too; a formal demand always does.
    public var asksCharges: Bool

    public init(_ mode: DunningMode, isFormal: Bool = false, asksCharges: Bool = false) {
        self.mode = mode
        self.isFormal = isFormal
        self.asksCharges = asksCharges || isFormal
    }
}

/// How a customer is reminded.
public struct DunningPolicy: Hashable, Sendable {
    public var levels: [DunningLevel]
    /// The fewest days between two letters about one invoice, whatever the mode.
    public var interval: Int
    /// Days after the due date, and after the day of a promise, that money may still be on its way.
    public var grace: Int
    /// The least that a letter is written for, in minor units.
    public var threshold: Int64
    /// The most credit on the account that no letter waits for, in minor units.
    public var smallCredit: Int64
    /// The least that is asked of an invoice for the fixed sum for recovery to be asked too, in minor units.
    ///
    /// By law the sum is owed for every invoice paid late, whatever is open of it (C. com. L441-10 II, D441-5): not to
    /// ask for it in a letter waives nothing. A letter that asks for more than what it is about brings complaints.
    public var indemnityFrom: Int64
    /// How many days old the last bank statement may be.
    public var cashAge: Int
    /// The days that a letter gives to pay.
    public var deadline: Int

    public init(
        levels: [DunningLevel], interval: Int = 8, grace: Int = 2, threshold: Int64 = 1000, smallCredit: Int64 = 500,
        indemnityFrom: Int64 = 4000, cashAge: Int = 3, deadline: Int = 8
    ) {
        self.levels = levels
        self.interval = interval
        self.grace = grace
        self.threshold = threshold
        self.smallCredit = smallCredit
        self.indemnityFrom = indemnityFrom
        self.cashAge = cashAge
        self.deadline = deadline
    }

    /// Friendly after a week, firm a fortnight later, formal another fortnight later.
    public static let usual = DunningPolicy(levels: [
        DunningLevel(.afterDue(days: 7)), DunningLevel(.sincePrevious(days: 14), asksCharges: true),
        DunningLevel(.sincePrevious(days: 14), isFormal: true),
    ])
}

/// An open item as far as reminders go.
public struct DunnableItem: Hashable, Sendable {
    public var invoice: String
    public var dueDate: BusinessDate
    public var open: Money
    public var disputed: Money
    /// The day that the customer has promised to pay by.
    public var promised: BusinessDate?
    /// How many letters it has been in: the level of the last one.
    public var level: Int
    public var lastLetter: BusinessDate?
    /// Whether it arose before the judgment that opened proceedings: it may not be paid.
    public var isFrozen: Bool
    /// The judgment that forbade to pay it on the day it was due: it owes no fixed sum.
    public var forbiddenSince: BusinessDate?
    /// Why its buyer may not have it; nil where it has.
    public var undelivered: String?

    public init(
        invoice: String, dueDate: BusinessDate, open: Money, disputed: Money? = nil, promised: BusinessDate? = nil,
        level: Int = 0, lastLetter: BusinessDate? = nil, isFrozen: Bool = false,
        forbiddenSince: BusinessDate? = nil, undelivered: String? = nil
    ) {
        self.invoice = invoice
        self.dueDate = dueDate
        self.open = open
        self.disputed = disputed ?? .zero(open.currency)
        self.promised = promised
        self.level = level
        self.lastLetter = lastLetter
        self.isFrozen = isFrozen
        self.forbiddenSince = forbiddenSince
        self.undelivered = undelivered
    }

    /// What may be asked for: a contested part is not.
    public var claim: Money { open - disputed }
}

extension DunningPolicy {
    /// The level that an item has come to on a day: the one after its last, never further.
    public func nextLevel(of item: DunnableItem, on date: BusinessDate) -> Result<Int, DunningObstacle> {
        guard item.open.isPositive else { return .failure(.nothingToClaim) }
        guard item.dueDate < date else { return .failure(.notDue) }
        guard item.claim.isPositive else { return .failure(.disputed(item.disputed)) }
        if let promised = item.promised, date <= promised + grace { return .failure(.promised(promised)) }
        guard date > item.dueDate + grace else { return .failure(.inGrace(until: item.dueDate + grace)) }
        guard item.level < levels.count else { return .failure(.ladderIsDone) }
        let reached = dateReached(levels[item.level], by: item)
        guard reached <= date else { return .failure(.levelNotReached(reached)) }
        if let last = item.lastLetter, date < last + interval { return .failure(.tooSoon(since: last)) }
        return .success(item.level + 1)
    }

    private func dateReached(_ level: DunningLevel, by item: DunnableItem) -> BusinessDate {
        switch level.mode {
        case .afterDue(let days): item.dueDate + days
        case .endOfMonth(let days): (item.dueDate + days).endOfMonth
        case .sincePrevious(let days): (item.lastLetter ?? item.dueDate) + days
        }
    }
}
