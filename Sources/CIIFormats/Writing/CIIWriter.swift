import Calendars
import Documents
import Money
import XMLSyntax

/// Writes Cross Industry Invoice (D22B): the elements that its parts share, in the schema's order.
struct CIIWriter {
    let profile: CIIProfile
    var xml = XMLWriter()

    init(_ profile: CIIProfile) { self.profile = profile }

    /// Whether the profile holds what belongs to an extent.
    func holds(_ extent: CIIProfile.Extent) -> Bool { profile.extent >= extent }

    mutating func element(_ name: StaticString, _ body: (inout CIIWriter) -> Void) {
        xml.begin(name)
        body(&self)
        xml.end(name)
    }

    // MARK: Values; an absent one leaves the element out.

    mutating func text(_ name: StaticString, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        xml.element(name, text: text)
    }

    mutating func amount(_ name: StaticString, _ amount: Money?) {
        guard let amount else { return }
        number(name, amount.invoiceDecimal)
    }

    /// An amount that is left out where it is nothing.
    mutating func amountUnlessZero(_ name: StaticString, _ amount: Money) {
        if !amount.isZero { self.amount(name, amount) }
    }

    mutating func amountWithCurrency(_ name: StaticString, _ amount: Money) {
        amount.invoiceDecimal.withDigits { xml.element(name, ("currencyID", amount.currency.code), digits: $0) }
    }

    mutating func number(_ name: StaticString, _ number: ExactDecimal) {
        number.withDigits { xml.element(name, digits: $0) }
    }

    mutating func quantity(_ name: StaticString, _ quantity: Quantity) {
        quantity.value.withDigits { xml.element(name, ("unitCode", quantity.unit), digits: $0) }
    }

    mutating func identifier(_ name: StaticString, _ value: String, scheme: String?) {
        if let scheme, !scheme.isEmpty {
            xml.element(name, ("schemeID", scheme), text: value)
        } else {
            xml.element(name, text: value)
        }
    }

    /// A day, in the digits of format 102.
    mutating func date(_ name: StaticString, _ date: BusinessDate?, as value: StaticString = "udt:DateTimeString") {
        guard let date else { return }
        xml.begin(name)
        date.withPlainDigits { xml.element(value, ("format", "102"), digits: $0) }
        xml.end(name)
    }

    mutating func indicator(_ name: StaticString, _ isTrue: Bool) {
        element(name) { $0.xml.element("udt:Indicator", text: isTrue ? "true" : "false") }
    }

    // MARK: Shared aggregates

    /// A document by its number.
    mutating func reference(_ name: StaticString, _ number: String?) {
        guard let number else { return }
        element(name) { $0.text("ram:IssuerAssignedID", number) }
    }

    mutating func period(_ period: Period?) {
        guard let period else { return }
        element("ram:BillingSpecifiedPeriod") { writer in
            writer.date("ram:StartDateTime", period.start)
            writer.date("ram:EndDateTime", period.end)
        }
    }

    mutating func account(_ account: String?) {
        guard let account else { return }
        element("ram:ReceivableSpecifiedTradeAccountingAccount") { $0.text("ram:ID", account) }
    }

    mutating func allowanceCharge(_ item: AllowanceCharge) {
        element("ram:SpecifiedTradeAllowanceCharge") { writer in
            writer.indicator("ram:ChargeIndicator", item.isCharge)
            if let percentage = item.percentage { writer.number("ram:CalculationPercent", percentage.value) }
            writer.amount("ram:BasisAmount", item.base)
            writer.amount("ram:ActualAmount", item.amount)
            writer.text("ram:ReasonCode", item.reasonCode)
            writer.text("ram:Reason", item.reason)
            if let vat = item.vat { writer.element("ram:CategoryTradeTax") { $0.vatClass(vat) } }
        }
    }

    mutating func vatClass(_ vat: VATClass) {
        xml.element("ram:TypeCode", text: "VAT")
        xml.element("ram:CategoryCode", text: vat.category.code)
        if let rate = vat.rate { number("ram:RateApplicablePercent", rate.value) }
    }
}

extension BusinessDate {
    /// Hands over the day as `YYYYMMDD`.
    func withPlainDigits(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
        let (year, month, day) = components
        var rest = year * 10_000 + month * 100 + day
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { digits in
            for index in stride(from: 7, through: 0, by: -1) {
                digits[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
            body(UnsafeBufferPointer(digits))
        }
    }
}
