public import Calendars
public import Documents
public import Money

/// What foreign currencies are worth in the accounting currency, day by day.
public struct ExchangeRates: Sendable {
    public let accounting: Currency
    private let rates: [Currency: [DatedExchangeRate]]
    /// Those of periods that are closed, in order.
    private let kept: [(until: BusinessDate, rates: [Currency: [DatedExchangeRate]])]

    /// - Parameter kept: what was said when periods were closed: it holds there, whatever `rates` says now.
    public init(in accounting: Currency, _ rates: [DatedExchangeRate] = [], keeping kept: [KeptRates] = []) {
        self.accounting = accounting
        self.rates = rates.byCurrency
        self.kept = kept.map { ($0.until, $0.rates.byCurrency) }
    }

    /// An amount at the rate of a day, rounded half away from zero; nil where none is known.
    public func accounted(_ amount: Money, on date: BusinessDate) -> Money? {
        if amount.currency == accounting { return amount }
        return rate(of: amount.currency, on: date).flatMap { accounted(amount, at: $0) }
    }

    /// What one unit of a foreign currency is worth on a day; nil where that is not known.
    public func rate(of currency: Currency, on date: BusinessDate) -> ExactDecimal? {
        let said = kept.filter { date <= $0.until }.map(\.rates) + [rates]
        return said.lazy.compactMap { $0[currency]?.last { $0.from <= date }?.rate }.first
    }

    /// An amount at a rate, rounded half away from zero.
    public func accounted(_ amount: Money, at rate: ExactDecimal) -> Money? {
        amount.currency == accounting ? amount : UnitPrice(rate, accounting).amount(for: amount.decimal)
    }
}

extension [DatedExchangeRate] {
    /// The rates of each currency, the oldest first.
    fileprivate var byCurrency: [Currency: [DatedExchangeRate]] {
        Dictionary(grouping: self, by: \.currency).mapValues { $0.sorted { $0.from < $1.from } }
    }
}
