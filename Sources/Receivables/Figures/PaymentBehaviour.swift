public import Calendars
import Documents
public import Money

/// How a customer has paid so far: how late, and on which days of the month.
public struct PaymentBehaviour: Hashable, Sendable {
    /// Days after the due date that half of the payments keep to.
    public var usualDelay: Int
    /// Days after the due date that four of five payments keep to.
    public var lateDelay: Int
    /// The days of the month on which it pays; empty where it pays on any.
    public var runDays: [Int]

    /// The fewest payments that say anything.
    public static let fewest = 5
    /// No payment is expected earlier or later than so many days from its due date.
    public static let bounds = -15...120

    public static let onTime = PaymentBehaviour(usualDelay: 0, lateDelay: 0, runDays: [])

    init(usualDelay: Int, lateDelay: Int, runDays: [Int]) {
        self.usualDelay = usualDelay
        self.lateDelay = lateDelay
        self.runDays = runDays
    }

    /// Nil where there are too few payments.
    public init?(of settlements: [Settlement]) {
        guard settlements.map(\.count).reduce(0, +) >= Self.fewest, let usual = daysLate(quantile: 50, of: settlements),
            let late = daysLate(quantile: 80, of: settlements)
        else { return nil }
        usualDelay = min(max(usual, Self.bounds.lowerBound), Self.bounds.upperBound)
        lateDelay = min(max(late, Self.bounds.lowerBound), Self.bounds.upperBound)
        runDays = Self.paymentRunDays(of: settlements)
    }

    /// One or two days of the month on which four of five payments fall, each with the two days after it, since a day
    /// that banks rest on moves a payment.
    private static func paymentRunDays(of settlements: [Settlement]) -> [Int] {
        let days = Dictionary(settlements.map { ($0.paid.components.day, $0.count) }, uniquingKeysWith: +)
        let whole = days.values.reduce(0, +)
        func count(_ runs: [Int]) -> Int {
            days.filter { day in runs.contains { (0...2).contains(day.key - $0) } }.values.reduce(0, +)
        }
        let candidates = days.keys.sorted()
        let single = candidates.max { (count([$0]), $1) < (count([$1]), $0) }.map { [$0] } ?? []
        if count(single) * 5 >= whole * 4 { return single }
        let pairs = candidates.flatMap { first in candidates.filter { $0 > first + 2 }.map { [first, $0] } }
        let best = pairs.max { count($0) < count($1) } ?? []
        return !best.isEmpty && count(best) * 5 >= whole * 4 ? best : []
    }

    /// The day on which a payment that is wanted by then will be made.
    func runDay(from date: BusinessDate) -> BusinessDate {
        guard !runDays.isEmpty else { return date.bankDay }
        var day = date
        while !runDays.contains(day.components.day) { day = day + 1 }
        return day.bankDay
    }
}

/// What is expected of one open item.
public struct ExpectedReceipt: Hashable, Sendable {
    public var amount: Money
    /// When half of such payments are there, and when four of five are.
    public var usual: BusinessDate
    public var late: BusinessDate
}

/// When an item is expected to be paid.
///
/// A promise counts as it was made. Otherwise it is the due date and the customer's own delay, on a day that banks
/// work and that it pays on. What should have been here by now is expected a week from today, and two weeks at the
/// latest.
public func expectedReceipt(
    of amount: Money, due: BusinessDate, promised: BusinessDate?, by behaviour: PaymentBehaviour, on date: BusinessDate
) -> ExpectedReceipt {
    if let promised, promised >= date {
        return ExpectedReceipt(amount: amount, usual: promised.bankDay, late: (promised + 3).bankDay)
    }
    let usual = due + behaviour.usualDelay
    let late = due + max(behaviour.usualDelay, behaviour.lateDelay)
    return ExpectedReceipt(
        amount: amount, usual: behaviour.runDay(from: usual > date ? usual : date + 7),
        late: behaviour.runDay(from: late > date ? late : date + 14))
}
