import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Reads the values of elements, and reports those that cannot be what they should.
///
/// Amounts of CII name no currency: they are in that of the invoice, which comes after the lines.
struct CIIValues {
    var log = FindingLog()
    let currency: Currency

    init(in currency: Currency) { self.currency = currency }

    // MARK: Texts

    func text(_ element: XMLElement?) -> String? {
        guard let text = element?.text, !text.isEmpty else { return nil }
        return text
    }

    /// A number or another name that we keep as a key.
    mutating func identifier(_ name: XMLName, _ words: String, in parent: XMLElement?, at place: Place) -> String {
        guard let text = text(parent?.child(name)) else {
            log.report(.ciiElementIsGiven, "\(words) is missing", at: place)
            return ""
        }
        guard text.utf8.count > 200 else { return text }
        log.report(.ciiTextIsBounded, "\(words) has \(text.utf8.count) bytes", at: place)
        return String(text.prefix(200))
    }

    mutating func given(_ element: XMLElement?, _ words: String, in parent: XMLElement) -> XMLElement? {
        if element == nil { log.report(.ciiElementIsGiven, "\(words) is missing", at: parent.place) }
        return element
    }

    // MARK: Dates

    /// A day: as digits, or as `xs:date` and `xs:dateTime` have it.
    mutating func date(_ element: XMLElement?) -> BusinessDate? {
        guard let element else { return nil }
        let digits =
            element.child(CIIName.dateTimeString) ?? element.child(CIIName.formattedDate)
            ?? element.child(CIIName.dateString)
        let date =
            digits.map { isDay($0) ? plainDate($0.text) : nil }
            ?? (element.child(CIIName.dateTime) ?? element.child(CIIName.date)).flatMap {
                BusinessDate(parsing: String($0.text.prefix(10)))
            }
        if date == nil {
            log.report(.ciiDateIsReal, "'\((digits?.text ?? "").prefix(40))' is no day", at: element.place)
        }
        return date
    }

    /// Whether an element is in a format of days, as far as it says: a month (610) is none.
    private func isDay(_ element: XMLElement) -> Bool {
        element.attribute("format").map { ["102", "203", "204"].contains($0) } ?? true
    }

    /// `YYYYMMDD`, which a time may follow (formats 102, 203 and 204).
    private func plainDate(_ text: String) -> BusinessDate? {
        let digits = Array(text.utf8)
        guard [8, 12, 14].contains(digits.count),
            digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return nil }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } }
        return BusinessDate(year: number(0..<4), month: number(4..<6), day: number(6..<8))
    }

    mutating func period(_ element: XMLElement?) -> Period? {
        guard let element else { return nil }
        return Period(start: date(element.child(CIIName.start)), end: date(element.child(CIIName.end)))
    }

    // MARK: Numbers

    mutating func decimal(_ element: XMLElement?) -> ExactDecimal? {
        guard let element else { return nil }
        let number = element.withText { bytes in try? ExactDecimal(parsing: bytes.span) }
        if number == nil {
            log.report(.ciiNumberIsExact, "'\(element.text.prefix(40))' is no number we can keep", at: element.place)
        }
        return number
    }

    mutating func percentage(_ element: XMLElement?) -> Percentage? {
        guard let element, let number = decimal(element) else { return nil }
        if number <= ExactDecimal(1_000_000), number >= ExactDecimal(-1_000_000) { return Percentage(number) }
        log.report(.ciiNumberIsExact, "\(number) % is no rate", at: element.place)
        return nil
    }

    mutating func amount(_ element: XMLElement?) -> Money? { amount(element, in: currency) }

    mutating func amount(_ element: XMLElement?, in currency: Currency) -> Money? {
        guard let element, let number = decimal(element) else { return nil }
        if let money = Money(number, currency) { return money }
        log.report(.ciiAmountFitsCurrency, "\(number) is no amount of \(currency)", at: element.place)
        return nil
    }

    mutating func quantity(_ element: XMLElement?) -> Quantity? {
        guard let element, let number = decimal(element) else { return nil }
        guard let unit = element.attribute("unitCode"), !unit.isEmpty else {
            log.report(.ciiQuantityHasUnit, "the quantity has no unitCode", at: element.place)
            return nil
        }
        return Quantity(number, unit)
    }

    mutating func currency(written element: XMLElement) -> Currency? {
        if let currency = Currency(element.text) { return currency }
        log.report(.ciiCurrencyIsKnown, "'\(element.text.prefix(10))' is no currency", at: element.place)
        return nil
    }

    func isTrue(_ element: XMLElement?) -> Bool { indicator(element) ?? false }

    /// Nil where it is not given, or says neither yes nor no.
    func indicator(_ element: XMLElement?) -> Bool? {
        switch text(element?.child(CIIName.indicator)) ?? text(element?.child(CIIName.indicatorText)) {
        case "true", "1": true
        case "false", "0": false
        default: nil
        }
    }

    // MARK: VAT

    mutating func vatClass(_ element: XMLElement?) -> VATClass? {
        guard let element, let code = text(element.child(CIIName.category)) else { return nil }
        guard let category = VATCategory(code: code) else {
            log.report(.ciiVATCategoryIsListed, "'\(code.prefix(10))' is no VAT category", at: element.place)
            return nil
        }
        return VATClass(category, percentage(element.child(CIIName.rate)))
    }

    /// A VAT category that an invoice cannot do without.
    mutating func requiredVATClass(_ element: XMLElement) -> VATClass? {
        let vat = vatClass(element)
        if vat == nil { log.report(.ciiElementIsGiven, "there is no VAT category that we know", at: element.place) }
        return vat
    }

    mutating func allowanceCharge(_ element: XMLElement) -> AllowanceCharge? {
        guard let amount = amount(element.child(CIIName.actualAmount)) else { return nil }
        guard let isCharge = indicator(element.child(CIIName.chargeIndicator)) else {
            log.report(
                .ciiElementIsGiven, "nothing says whether it is an allowance or a charge (ChargeIndicator)",
                at: element.place)
            return nil
        }
        return AllowanceCharge(
            isCharge: isCharge, amount: amount,
            base: self.amount(element.child(CIIName.basisAmount)),
            percentage: percentage(element.child(CIIName.percent)),
            reason: text(element.child(CIIName.reason)), reasonCode: text(element.child(CIIName.reasonCode)),
            vat: vatClass(element.child(CIIName.categoryTax)), source: SourceLine(element.line))
    }
}
