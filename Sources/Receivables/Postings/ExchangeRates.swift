public import Calendars
public import Documents
public import Money

/// What foreign currencies are worth in the accounting currency, day by day.
public struct ExchangeRates: Hashable, Sendable {
    public let accounting: Currency
    private let rates: [Currency: [DatedExchangeRate]]

    public init(in accounting: Currency, _ rates: [DatedExchangeRate] = []) {
        self.accounting = accounting
        self.rates = Dictionary(grouping: rates, by: \.currency).mapValues { $0.sorted { $0.from < $1.from } }
    }

    /// An amount at the rate of a day, rounded half away from zero; nil where none is known.
    public func accounted(_ amount: Money, on date: BusinessDate) -> Money? {
        if amount.currency == accounting { return amount }
        return rate(of: amount.currency, on: date).flatMap { accounted(amount, at: $0) }
    }

    /// What one unit of a foreign currency is worth on a day; nil where that is not known.
    public func rate(of currency: Currency, on date: BusinessDate) -> ExactDecimal? {
        rates[currency]?.last { $0.from <= date }?.rate
    }

    /// An amount at a rate, rounded half away from zero.
    public func accounted(_ amount: Money, at rate: ExactDecimal) -> Money? {
        amount.currency == accounting ? amount : UnitPrice(rate, accounting).amount(for: amount.decimal)
    }
}
