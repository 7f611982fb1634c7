import Calendars
public import Documents
import Findings
public import Money
import Receivables

extension Invoice {
    /// The invoice with its VAT in the currency that it is accounted for in (BT-6, BT-111), at so many units of that
    /// currency for one of its own, rounded half away from zero.
    public func accounted(in accounting: Currency, at rate: ExactDecimal) -> Invoice? {
        guard accounting != currency, rate > .zero,
            let tax = UnitPrice(rate, accounting).amount(for: totals.tax.decimal)
        else { return nil }
        var invoice = self
        invoice.accountingCurrency = accounting
        invoice.totals.taxInAccountingCurrency = tax
        return invoice
    }

    /// Says the VAT in the company's currency too, where the invoice is in another one (Directive 2006/112/EC art. 230), at
    /// the rate of a day; says what is missing where none is known. Tax that was asked ahead became due then, and keeps its
    /// worth.
    mutating func accountVAT(
        in company: Company, on date: BusinessDate, askedAhead ahead: [(tax: Money, worth: Money)] = []
    ) -> Finding? {
        guard currency != company.currency, totals.taxInAccountingCurrency == nil else { return nil }
        let rates = ExchangeRates(in: company.currency, company.exchangeRates)
        let due = totals.tax - ahead.map(\.tax).sum(in: currency)
        guard let tax = due.isZero ? .zero(company.currency) : rates.accounted(due, on: date) else {
            return Finding(
                .rateIsKnown, "no rate of \(currency) in \(company.currency) is known for \(date)", at: .document)
        }
        accountingCurrency = company.currency
        totals.taxInAccountingCurrency = tax + ahead.map(\.worth).sum(in: company.currency)
        return nil
    }

    /// The invoice rounded to what can be paid (BT-114), such as the nearest five cents, halves up.
    public func rounded(toPay unit: Money) -> Invoice {
        precondition(
            unit.isPositive && unit.currency == currency, "amounts are rounded to a positive amount of the currency")
        let owed = totals.withTax - totals.prepaid
        let rest = owed.minorUnits % unit.minorUnits
        let down = rest < 0 ? rest + unit.minorUnits : rest
        let step = down * 2 >= unit.minorUnits ? unit.minorUnits - down : -down
        var invoice = self
        invoice.totals.rounding = Money(minorUnits: step, currency)
        invoice.totals.payable = owed + invoice.totals.rounding
        return invoice
    }
}
