public import Calendars

/// The longest term that a law allows in a branch of trade, while it is in force (C. com. L441-10, L441-11).
public struct TermLimit: Hashable, Sendable {
    /// The branch, such as `perishable`; `general` where there is nothing special about it, `summary` for what is billed
    /// together.
    public var branch: String
    public var longest: PaymentTerms
    /// Up to how many days with the end of the month, either way, are lawful beside it; nil where none are.
    public var endOfMonthDays: Int?
    /// The article, such as `C. com. L441-10 I`.
    public var article: String
    public var from: BusinessDate
    /// The last day; nil where it is open.
    public var until: BusinessDate?

    public static let general = "general"
    public static let summary = "summary"

    public init(
        _ branch: String, longest: PaymentTerms, endOfMonthDays: Int? = nil, article: String, from: BusinessDate,
        until: BusinessDate? = nil
    ) {
        self.branch = branch
        self.longest = longest
        self.endOfMonthDays = endOfMonthDays
        self.article = article
        self.from = from
        self.until = until
    }

    public func holds(on date: BusinessDate) -> Bool { from <= date && until.map { date <= $0 } ?? true }

    /// Whether a term is lawful whatever day it makes due: either way of "45 days end of month" may pass 60 days.
    public func allowsAlways(_ terms: PaymentTerms) -> Bool {
        guard let endOfMonthDays else { return false }
        return terms.endOfMonth != .ignored && terms.days <= endOfMonthDays && terms.anchor == .invoiceDate
            && terms.dayOfNextMonth == nil
    }

    /// The last day that an invoice may be due on.
    public func lastDay(invoiced: BusinessDate, delivered: BusinessDate) -> BusinessDate {
        longest.dueDate(invoiced: invoiced, delivered: delivered)
    }

    /// An invoice of the year that begins on a day that a term makes due too late, delivered on the day it is written;
    /// nil where there is none.
    public func breach(by terms: PaymentTerms, from first: BusinessDate) -> TermBreach? {
        guard !allowsAlways(terms) else { return nil }
        return (0..<366).lazy.map { first + $0 }.compactMap { date in
            let due = terms.dueDate(invoiced: date, delivered: date)
            let last = lastDay(invoiced: date, delivered: date)
            return due > last ? TermBreach(invoiced: date, due: due, last: last) : nil
        }.first
    }
}

/// That an invoice of a day is due later than a law allows.
public struct TermBreach: Hashable, Sendable {
    public var invoiced: BusinessDate
    public var due: BusinessDate
    public var last: BusinessDate
}

extension Company {
    /// The longest term that the law allows on a day for what the company sells; nil where nothing is known.
    public func termLimit(on date: BusinessDate, of branch: String? = nil) -> TermLimit? {
        legal.termLimits.filter { $0.branch == branch ?? self.branch && $0.holds(on: date) }.max { $0.from < $1.from }
    }
}
