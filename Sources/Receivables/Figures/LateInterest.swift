public import Calendars
public import Documents
public import Money

/// The yearly rates of late interest, each from a day on.
public struct InterestRates: Hashable, Sendable {
    public typealias Rate = DatedRate

    private let rates: [Rate]
    /// The first day that nothing is known of any more: the law has a rate of its own for each half-year.
    private let end: BusinessDate?

    public init(_ rates: [Rate]) {
        self.rates = rates.sorted { $0.from < $1.from }
        end = rates.map(\.from).max()?.halfYearEnd
    }

    /// The rate on a day; nil where it lies before the first or after the last known one.
    public func rate(on date: BusinessDate) -> Percentage? {
        if let end, date >= end { return nil }
        return rates.last { $0.from <= date }?.percentage
    }

    /// The rates that hold within some days.
    public func inForce(from first: BusinessDate, until last: BusinessDate) -> [Rate] {
        rates.enumerated().filter { index, rate in
            rate.from <= last && (index + 1 == rates.count || rates[index + 1].from > first)
        }.map(\.element)
    }

    /// The day after a date on which the rate may change.
    func nextChange(after date: BusinessDate) -> BusinessDate? {
        [rates.first { $0.from > date }?.from, end].compactMap(\.self).filter { $0 > date }.min()
    }

    /// Adds rates, which take the place of those from the same day on.
    public func adding(_ more: [Rate]) -> InterestRates {
        InterestRates(rates.filter { rate in !more.contains { $0.from == rate.from } } + more)
    }
}

extension BusinessDate {
    /// The first day of the half-year that follows.
    fileprivate var halfYearEnd: BusinessDate {
        let (year, month, _) = components
        let next =
            month <= 6 ? BusinessDate(year: year, month: 7, day: 1) : BusinessDate(year: year + 1, month: 1, day: 1)
        return next ?? self
    }
}

/// An amount that was owed past its due date: until it was paid, or until today.
public struct LateAmount: Hashable, Sendable {
    public var amount: Money
    public var until: BusinessDate

    public init(_ amount: Money, until: BusinessDate) {
        self.amount = amount
        self.until = until
    }
}

/// The interest of some days at one rate.
public struct InterestSlice: Hashable, Sendable {
    public var amount: Money
    public var from: BusinessDate
    /// The last day.
    public var until: BusinessDate
    public var rate: Percentage

    public var days: Int { from.days(until: until) + 1 }
}

/// Late interest, and how it comes about.
public struct LateInterest: Hashable, Sendable {
    public var slices: [InterestSlice]
    public var total: Money
}

/// The interest on amounts that were paid late, from the day after the due date to the day of payment.
///
/// Each half-year counts at its own rate, a year has 365 days, and the sum is rounded once. It is never compounded. Nil
/// where a rate is not known: no amount may then be asked.
public func lateInterest(
    on amounts: some Sequence<LateAmount>, due: BusinessDate, at rates: InterestRates, in currency: Currency
) -> LateInterest? {
    var slices: [InterestSlice] = []
    var numerator: Int128 = 0
    for late in amounts where late.until > due && late.amount.isPositive {
        var day = due + 1
        while day <= late.until {
            guard let rate = rates.rate(on: day) else { return nil }
            let last = min(late.until, rates.nextChange(after: day).map { $0 - 1 } ?? late.until)
            let slice = InterestSlice(amount: late.amount, from: day, until: last, rate: rate)
            guard let part = slice.numerator else { return nil }
            numerator += part
            slices.append(slice)
            day = last + 1
        }
    }
    guard let cents = ExactDecimal(numerator, over: InterestSlice.denominator, scale: 0) else { return nil }
    return LateInterest(slices: slices, total: Money(minorUnits: cents.units, currency))
}

extension InterestSlice {
    /// A year in per-cents of per-cents: rates have at most four decimals here.
    fileprivate static let denominator: Int128 = 365 * 100 * 10_000

    /// amount × days × rate over `denominator`, in minor units; nil where the rate has more decimals than are counted.
    fileprivate var numerator: Int128? {
        guard let rate = rate.value.rounded(toScale: 4), rate == self.rate.value else { return nil }
        return Int128(amount.minorUnits) * Int128(days) * Int128(rate.units)
    }
}

extension Company {
    /// The rates of late interest: those that the program knows, and those that the company has entered.
    public var lateRates: InterestRates { InterestRates(legal.latePenaltyRates).adding(interestRates) }
}

// What a judgment that opens proceedings does to late payment is the same in a sauvegarde (C. com. L622-28), a
// redressement (L631-14) and a liquidation (L641-3), and does not end with them: interest that was stopped was stopped
// for good. What arises from the judgment on is paid when it is due (L622-17, L641-13), and late payment of it costs as ever.
extension OpenItem {
    /// Late interest on so much of it, and on what was paid late, up to a day. Nil where a rate is not known.
    ///
    /// What was credited was never owed, and what was given up is not asked for.
    public func lateInterest(claiming claim: Money, until last: BusinessDate, at rates: InterestRates) -> LateInterest?
    {
        let paid = allocations.filter(\.isMoney).map { LateAmount($0.amount, until: min($0.date, last)) }
        return Receivables.lateInterest(
            on: paid + [LateAmount(claim, until: last)], due: dueDate, at: rates, in: claim.currency)
    }

    /// The day that late interest stopped on: the eve of the first judgment that the claim is older than. Nil where it
    /// goes on, as it does where payment was put off by a year or more (C. com. L622-28).
    public func interestEnd(under terms: CreditTerms) -> BusinessDate? {
        guard dueDate < issueDate.adding(months: 12) else { return nil }
        return terms.judgment(after: arisenOn).map { $0 - 1 }
    }

    /// The judgment that forbade to pay it on the day it was due: no fixed sum for recovery is owed then (C. com. L441-10 II).
    public func judgmentBeforeDue(under terms: CreditTerms) -> BusinessDate? {
        terms.judgment(after: arisenOn).flatMap { $0 <= dueDate ? $0 : nil }
    }
}
