import Calendars
public import Documents
import Invoicing
import Money

/// Makes up invoices that use every term of EN 16931 at random and keep all of its rules.
public struct InvoiceMaker {
    var random: SeededRandomness

    public init(seed: UInt64) { random = SeededRandomness(seed: seed) }

    public mutating func invoice() -> Invoice {
        let mix = pick(VATMix.all)
        let currency = chance(6) ? Currency("SEK")! : .euro
        let lines = (1...number(1, 4)).map { line($0, pick(mix.classes), currency) }
        let extras = (0..<number(0, 2)).map { _ in documentLevel(pick(mix.classes), currency) }
        let breakdown = breakdown(lines, extras, currency)
        var invoice = Invoice(
            number: "INV-2026-\(number(1, 999_999))", kind: pick(Self.kinds), issueDate: date(), dueDate: maybe(date()),
            currency: currency, seller: seller(mix), buyer: buyer(mix), lines: lines, vatBreakdown: breakdown,
            totals: totals(lines, extras, breakdown, currency))
        invoice.allowanceCharges = extras
        if chance(4) {
            invoice.accountingCurrency = Currency("NOK")!
            invoice.totals.taxInAccountingCurrency = Money(
                minorUnits: invoice.totals.tax.minorUnits * 11, Currency("NOK")!)
        }
        fillReferences(&invoice)
        fillParties(&invoice, mix)
        fillPayment(&invoice)
        return invoice
    }

    private static let kinds: [InvoiceKind] = [
        .invoice, .invoice, .creditNote, .corrected, .prepayment, .selfBilled, .selfBilledCreditNote, .factored,
    ]

    // MARK: Amounts

    private mutating func line(_ number: Int, _ vat: VATClass, _ currency: Currency) -> InvoiceLine {
        let quantity = Quantity(
            ExactDecimal(units: Int64(self.number(1, 99_999)), scale: UInt8(self.number(0, 4))),
            pick(["C62", "KGM", "HUR"]))
        let base = pick([ExactDecimal(1), ExactDecimal(1), ExactDecimal(100)])
        let price = UnitPrice(ExactDecimal(units: Int64(self.number(0, 999_999)), scale: 4), currency, per: base)
        let extras = (0..<self.number(0, 2)).map { _ in allowanceCharge(currency) }
        let product = price.amount(for: quantity.value) ?? .zero(currency)
        var line = InvoiceLine(
            id: "\(number)", note: maybe(text()), quantity: quantity,
            netAmount: product + extras.map(\.effect).sum(in: currency), orderLine: maybe("\(number * 10)"),
            accountingCost: maybe("4711:\(number)"), allowanceCharges: extras, price: price, item: item(), vat: vat,
            period: maybe(Period(start: date(), end: nil)))
        line.object = maybe(InvoicedObject(scheme: "AVV", "meter \(number)"))
        if chance(2) {
            let discount = ExactDecimal(units: Int64(self.number(0, 500)), scale: 2)
            line.grossPrice = GrossPrice(price.value + discount, discount: discount)
        }
        line.itemDetails = details()
        return line
    }

    private mutating func allowanceCharge(_ currency: Currency) -> AllowanceCharge {
        let isCharge = chance(2)
        var item = AllowanceCharge(
            isCharge: isCharge, amount: Money(minorUnits: Int64(number(1, 9_999)), currency), reason: text(),
            reasonCode: isCharge ? "FC" : "95")
        if chance(2) {
            let base = Money(minorUnits: Int64(number(1, 99_999)), currency)
            let percentage = Percentage(ExactDecimal(units: Int64(number(1, 500)), scale: 1))
            item.base = base
            item.percentage = percentage
            item.amount = percentage.of(base)
        }
        return item
    }

    private mutating func documentLevel(_ vat: VATClass, _ currency: Currency) -> AllowanceCharge {
        var item = allowanceCharge(currency)
        item.vat = vat
        return item
    }

    private static let exemptions: [VATCategory: String] = [
        .exempt: "VATEX-EU-132", .reverseCharge: "VATEX-EU-AE", .intraCommunity: "VATEX-EU-IC", .export: "VATEX-EU-G",
        .outsideScope: "VATEX-EU-O",
    ]

    private func breakdown(_ lines: [InvoiceLine], _ extras: [AllowanceCharge], _ currency: Currency) -> [VATSubtotal] {
        vatBreakdown(of: lines, extras, in: currency) { vat in
            Self.exemptions[vat.category].map { ($0, "No VAT is due: Art. 132 and others") }
        }
    }

    private mutating func totals(
        _ lines: [InvoiceLine], _ extras: [AllowanceCharge], _ vat: [VATSubtotal], _ currency: Currency
    ) -> InvoiceTotals {
        let prepaid = chance(3) ? Money(minorUnits: Int64(number(1, 5_000)), currency) : .zero(currency)
        var totals = invoiceTotals(lines: lines, extras, vat: vat, prepaid: prepaid, in: currency)
        if chance(3) {
            totals.rounding = Money(minorUnits: Int64(number(1, 9)), currency)
            totals.payable += totals.rounding
        }
        return totals
    }

    // MARK: Chance

    mutating func number(_ low: Int, _ high: Int) -> Int { Int.random(in: low...high, using: &random) }
    mutating func chance(_ one: Int) -> Bool { number(1, one) == 1 }
    mutating func maybe<Value>(_ value: Value) -> Value? { chance(2) ? value : nil }
    mutating func pick<Value>(_ values: [Value]) -> Value { values[number(0, values.count - 1)] }
    mutating func date() -> BusinessDate {
        BusinessDate(dayNumber: BusinessDate("2026-01-01").dayNumber + Int32(number(0, 364)))
    }

    mutating func text() -> String {
        let words = ["délai", "R&D", "<30 days>", "\"net\"", "Ωμέγα", "Łódź", "it's", "50 %", "§ 19"]
        return (0..<number(1, 4)).map { _ in pick(words) }.joined(separator: " ")
    }
}

/// Classes of VAT that may stand beside each other on one invoice.
struct VATMix {
    let classes: [VATClass]

    var isOutsideScope: Bool { classes.contains { $0.category == .outsideScope } }

    static let all = [
        VATMix(classes: [VATClass(.standard, Percentage(20)), VATClass(.standard, Percentage("5.5"))]),
        VATMix(classes: [
            VATClass(.standard, Percentage("20.00")), VATClass(.zeroRated, .zero), VATClass(.exempt, .zero),
        ]),
        VATMix(classes: [VATClass(.reverseCharge, .zero)]),
        VATMix(classes: [VATClass(.intraCommunity, .zero), VATClass(.standard, Percentage("2.1"))]),
        VATMix(classes: [VATClass(.export, .zero)]),
        VATMix(classes: [VATClass(.outsideScope, nil)]),
        VATMix(classes: [VATClass(.canaryIslands, Percentage(7)), VATClass(.ceutaMelilla, Percentage(4))]),
    ]
}
