public import Calendars
public import Money

/// The sales of a month, tax included, as the receivable is.
public struct MonthlySales: Hashable, Sendable {
    public let month: Month
    /// The days of the month that count: all of them, or those up to the day that is looked at.
    public let days: Int
    public let sales: Money

    public init(month: Month, days: Int, sales: Money) {
        self.month = month
        self.days = days
        self.sales = sales
    }
}

/// Days sales outstanding, classic: receivable ÷ sales of the period × days of the period.
///
/// Nil where nothing was sold in the period, or more was credited than sold: the figure would say nothing.
/// The same formula over the part that is not due gives the best possible DSO, and over the overdue part the
/// average days delinquent.
public func daysSalesOutstanding(_ receivable: Money, salesOfPeriod sales: Money, days: Int) -> ExactDecimal? {
    guard sales.isPositive else { return nil }
    return ExactDecimal(Int128(receivable.minorUnits) * Int128(days), over: Int128(sales.minorUnits), scale: 2)
}

/// Days sales outstanding by counting back.
public struct Countback: Hashable, Sendable {
    public let days: ExactDecimal
    /// What is older than all the months that are known: the days are then a lower bound.
    public let beyondHistory: Money
}

/// Takes the sales of each month, newest first, off the receivable, and counts the days they span.
///
/// A month that the rest covers counts all its days; the last one counts in proportion. A month without sales, or with
/// more credit than sales, has its days counted, and leaves the rest as it is. A receivable of zero or less counts 0 days.
public func countback(_ receivable: Money, sales newestFirst: some Sequence<MonthlySales>) -> Countback {
    var rest = receivable
    var days = 0
    for month in newestFirst {
        guard rest.isPositive else { break }
        if month.sales.isPositive, rest < month.sales {
            let part = Int128(rest.minorUnits) * Int128(month.days)
            let whole = Int128(month.sales.minorUnits)
            let exact = ExactDecimal(part + Int128(days) * whole, over: whole, scale: 2)
            return Countback(days: exact ?? ExactDecimal(days), beyondHistory: .zero(receivable.currency))
        }
        if month.sales.isPositive { rest -= month.sales }
        days += month.days
    }
    return Countback(
        days: ExactDecimal(days), beyondHistory: rest.isPositive ? rest : .zero(receivable.currency))
}

/// The sales of each month up to a day, newest first, back to the first month that has an invoice.
public func monthlySales(
    of tallies: [MonthTally], in currency: Currency, until date: BusinessDate
) -> [MonthlySales] {
    var sums: [Month: Money] = [:]
    for sales in tallies.lazy.flatMap(\.sales) where sales.amount.currency == currency && sales.date <= date {
        sums[Month(of: sales.date), default: .zero(currency)] += sales.amount
    }
    guard let first = sums.keys.min() else { return [] }
    var months: [MonthlySales] = []
    var month = Month(of: date)
    while month >= first {
        let days = months.isEmpty ? date.components.day : month.days
        months.append(MonthlySales(month: month, days: days, sales: sums[month] ?? .zero(currency)))
        month = month.previous
    }
    return months
}
