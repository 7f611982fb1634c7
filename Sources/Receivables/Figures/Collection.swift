public import Calendars
public import Money

/// The collection effectiveness index, in percent: of what could have been collected, how much was.
///
/// (begin + sales − end) ÷ (begin + sales − end not due) × 100. Nil where nothing could have been collected.
public func collectionEffectiveness(
    begin: Money, sales: Money, end: Money, endNotDue: Money
) -> ExactDecimal? {
    let collected = begin + sales - end
    let collectable = begin + sales - endNotDue
    guard collectable.isPositive else { return nil }
    return ExactDecimal(Int128(collected.minorUnits) * 100, over: Int128(collectable.minorUnits), scale: 2)
}

/// What was paid on a day of what was due on another one.
public struct Settlement: Hashable, Sendable {
    public let amount: Money
    public let due: BusinessDate
    public let paid: BusinessDate
    /// Of how many parts of invoices.
    public let count: Int

    public init(amount: Money, due: BusinessDate, paid: BusinessDate, count: Int = 1) {
        self.amount = amount
        self.due = due
        self.paid = paid
        self.count = count
    }

    /// Negative where it was paid before it was due.
    public var daysLate: Int { due.days(until: paid) }
}

/// How late what was paid was paid, each day weighted by its amount; nil where nothing was.
public func weightedDaysLate(_ settlements: some Sequence<Settlement>) -> ExactDecimal? {
    var weighted: Int128 = 0
    var total: Int128 = 0
    for settlement in settlements {
        weighted += Int128(settlement.amount.minorUnits) * Int128(settlement.daysLate)
        total += Int128(settlement.amount.minorUnits)
    }
    return total > 0 ? ExactDecimal(weighted, over: total, scale: 2) : nil
}

/// The number of days late that at most a share, in percent, of the settlements exceeds: the lower quantile.
///
/// 50 gives the median, 80 what four of five keep to.
public func daysLate(quantile percent: Int, of settlements: some Sequence<Settlement>) -> Int? {
    let sorted = settlements.map { ($0.daysLate, $0.count) }.sorted { $0.0 < $1.0 }
    let count = sorted.map(\.1).reduce(0, +)
    guard count > 0, (0...100).contains(percent) else { return nil }
    var rest = max((count * percent + 99) / 100, 1)
    return sorted.first { part in
        rest -= part.1
        return rest <= 0
    }?.0
}
