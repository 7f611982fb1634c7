import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Reads the values of elements and attributes, and reports those that cannot be what they should.
struct CXMLValues {
    private(set) var log = FindingLog()
    /// The elements that were told to be left aside.
    private var told: Set<String> = []

    mutating func report(_ rule: Rule, _ message: String, at element: XMLElement) {
        log.report(rule, message, at: element.place)
    }

    mutating func report(_ rule: Rule, _ message: String, at place: Place) { log.report(rule, message, at: place) }

    /// Tells which of some elements of an order stand there without being used, of each sort once.
    mutating func tellUnused(_ names: [StaticString], in element: XMLElement) {
        for name in names {
            guard let unused = element.child(CXMLName.name("\(name)")), told.insert("\(name)").inserted else {
                continue
            }
            report(.cxmlElementIsUsed, "\(name) is left aside", at: unused)
        }
    }

    // MARK: Texts

    func text(_ element: XMLElement?) -> String? {
        guard let text = element?.text, !text.isEmpty else { return nil }
        return text
    }

    func attribute(_ name: StaticString, of element: XMLElement?) -> String? {
        guard let text = element?.attribute(name), !text.isEmpty else { return nil }
        guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
        let end = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.startIndex
        let inner = text[..<end].drop(while: \.isWhitespace)
        return inner.isEmpty ? nil : String(inner)
    }

    /// A number or another name that we keep as a key.
    mutating func key(_ name: StaticString, of element: XMLElement) -> String {
        guard let text = attribute(name, of: element) else {
            log.report(.cxmlPartIsGiven, "\(name) is missing", at: element.place)
            return ""
        }
        return bounded(text, "\(name)", at: element)
    }

    mutating func bounded(_ text: String, _ words: String, at element: XMLElement) -> String {
        guard text.utf8.count > 200 else { return text }
        log.report(.cxmlTextIsBounded, "\(words) has \(text.utf8.count) bytes", at: element.place)
        return String(text.prefix(200))
    }

    mutating func required(_ name: XMLName, _ words: String, in parent: XMLElement) -> XMLElement? {
        if let child = parent.child(name) { return child }
        log.report(.cxmlPartIsGiven, "\(words) is missing", at: parent.place)
        return nil
    }

    // MARK: Dates and numbers

    /// The day of a date with or without a time, as it is written.
    mutating func date(_ name: StaticString, of element: XMLElement) -> BusinessDate? {
        guard let text = attribute(name, of: element) else { return nil }
        let day = BusinessDate(parsing: text.prefix(10))
        if day == nil { log.report(.cxmlDateIsReal, "\(name) '\(text.prefix(40))' is no day", at: element.place) }
        return day
    }

    mutating func requiredDate(_ name: StaticString, of element: XMLElement) -> BusinessDate? {
        if attribute(name, of: element) == nil {
            log.report(.cxmlPartIsGiven, "\(name) is missing", at: element.place)
        }
        return date(name, of: element)
    }

    mutating func decimal(_ text: String, at element: XMLElement) -> ExactDecimal? {
        let number = try? ExactDecimal(parsing: text)
        if number == nil {
            log.report(.cxmlNumberIsExact, "'\(text.prefix(40))' is no number we can keep", at: element.place)
        }
        return number
    }

    mutating func decimal(_ name: StaticString, of element: XMLElement) -> ExactDecimal? {
        guard let text = attribute(name, of: element) else {
            log.report(.cxmlPartIsGiven, "\(name) is missing", at: element.place)
            return nil
        }
        return decimal(text, at: element)
    }

    // MARK: Money

    /// The number and the currency of a Money within an element.
    mutating func money(in element: XMLElement?) -> (ExactDecimal, Currency)? {
        guard let money = element?.child(CXMLName.money), let number = decimal(money.text, at: money) else {
            return nil
        }
        let code = money.attribute("currency") ?? ""
        if let currency = Currency(code) { return (number, currency) }
        log.report(.cxmlAmountFitsCurrency, "'\(code.prefix(10))' is no currency", at: money.place)
        return nil
    }

    mutating func amount(in element: XMLElement?) -> Money? {
        guard let element, let (number, currency) = money(in: element) else { return nil }
        if let money = Money(number, currency) { return money }
        log.report(.cxmlAmountFitsCurrency, "\(number) is no amount of \(currency)", at: element.place)
        return nil
    }

    /// The VAT that the Tax of a line or a modification states; nil, reported, where that is another tax, several, or none
    /// by its rate.
    mutating func vatClass(_ tax: XMLElement?, of whose: String) -> VATClass? {
        guard let tax else { return nil }
        let details = tax.children(CXMLName.taxDetail)
        guard details.count == 1, isVAT(details[0]) else {
            report(.cxmlTaxIsVAT, "\(whose.prefix(25)) states a tax that is not one rate of VAT", at: tax)
            return nil
        }
        if attribute("exemptDetail", of: details[0]) == "exempt" { return VATClass(.exempt, .zero) }
        guard attribute("percentageRate", of: details[0]) != nil else {
            report(.cxmlTaxIsVAT, "\(whose.prefix(25)) states VAT without its rate", at: tax)
            return nil
        }
        return decimal("percentageRate", of: details[0]).map { rate in
            VATClass(rate.isZero ? .zeroRated : .standard, Percentage(rate))
        }
    }

    private func isVAT(_ detail: XMLElement) -> Bool { attribute("category", of: detail)?.lowercased() == "vat" }

    /// The price for one ordered unit, or for as many as make the unit that the price is for.
    mutating func price(_ detail: XMLElement) -> UnitPrice? {
        guard let element = detail.child(CXMLName.unitPrice), let (value, currency) = money(in: element) else {
            return nil
        }
        if element.child(CXMLName.modifications) != nil {
            // The price is the final one, after what modifies it (cXML 1.2, UnitPrice).
            report(.cxmlModificationIsPassedOver, "Modifications of the price are in the price already", at: element)
        }
        guard let basis = detail.child(CXMLName.priceBasis) else { return UnitPrice(value, currency) }
        guard let quantity = decimal("quantity", of: basis), let factor = decimal("conversionFactor", of: basis) else {
            return nil
        }
        guard quantity > .zero, factor > .zero, let perOrdered = product(value, factor) else {
            report(.cxmlNumberIsExact, "a price is for a positive quantity", at: basis)
            return nil
        }
        return UnitPrice(perOrdered, currency, per: quantity)
    }
}

/// The product of two decimals; nil where it needs more digits than a decimal has.
private func product(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
    if b == ExactDecimal(1) { return a }
    let (units, overflow) = a.units.multipliedReportingOverflow(by: b.units)
    guard !overflow, a.scale + b.scale <= ExactDecimal.maximumScale else { return nil }
    return ExactDecimal(units: units, scale: a.scale + b.scale).normalised
}
