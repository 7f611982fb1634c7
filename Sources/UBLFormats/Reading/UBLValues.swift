import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Reads the values of elements, and reports those that cannot be what they should.
struct UBLValues {
    var log = FindingLog()
    /// Whether schemes of identifiers that older orders call by name, or leave out, are recognised. An invoice is read
    /// as it stands.
    var recognisesSchemes = true
    /// The currencies of the amounts read so far, with the first place of each.
    private(set) var currencies: [Currency: Place] = [:]

    // MARK: Texts

    func text(_ element: XMLElement?) -> String? {
        guard let text = element?.text, !text.isEmpty else { return nil }
        return text
    }

    /// A child that the document cannot do without.
    mutating func required(_ name: XMLName, _ words: String, in parent: XMLElement) -> String {
        if let text = text(parent.child(name)) { return text }
        log.report(.ublElementIsGiven, "\(words) is missing", at: parent.place)
        return ""
    }

    /// A number or another name that we keep as a key.
    mutating func identifier(_ name: XMLName, _ words: String, in parent: XMLElement) -> String {
        let text = required(name, words, in: parent)
        guard text.utf8.count > 200 else { return text }
        log.report(.ublTextIsBounded, "\(words) has \(text.utf8.count) bytes", at: parent.place)
        return String(text.prefix(200))
    }

    // MARK: Dates and numbers

    mutating func date(_ element: XMLElement?) -> BusinessDate? {
        guard let element else { return nil }
        // A zone may follow the day (xs:date): the day stands as written.
        let date = element.withText { bytes in
            BusinessDate(parsing: String(decoding: bytes.prefix(10), as: UTF8.self))
        }
        if date == nil { log.report(.ublDateIsReal, "'\(element.text.prefix(40))' is no day", at: element.place) }
        return date
    }

    mutating func decimal(_ element: XMLElement?) -> ExactDecimal? {
        guard let element else { return nil }
        let number = element.withText { bytes in try? ExactDecimal(parsing: bytes.span) }
        if number == nil {
            log.report(.ublNumberIsExact, "'\(element.text.prefix(40))' is no number we can keep", at: element.place)
        }
        return number
    }

    mutating func percentage(_ element: XMLElement?) -> Percentage? {
        guard let element, let number = decimal(element) else { return nil }
        if number.magnitudeIsAtMost(1_000_000) { return Percentage(number) }
        log.report(.ublNumberIsExact, "\(number) % is no rate", at: element.place)
        return nil
    }

    // MARK: Money

    mutating func amount(_ element: XMLElement?) -> Money? {
        guard let element, let amount = amountInAnyCurrency(element) else { return nil }
        note(amount.currency, at: element)
        return amount
    }

    /// An amount whose currency need not be that of the others.
    mutating func amountInAnyCurrency(_ element: XMLElement) -> Money? {
        guard let number = decimal(element), let currency = currency(of: element) else { return nil }
        if let money = Money(number, currency) { return money }
        log.report(.ublAmountFitsCurrency, "\(number) is no amount of \(currency)", at: element.place)
        return nil
    }

    private mutating func note(_ currency: Currency, at element: XMLElement) {
        if currencies[currency] == nil { currencies[currency] = element.place }
    }

    private mutating func currency(of element: XMLElement) -> Currency? {
        if let currency = element.withAttribute("currencyID", { $0.flatMap { Currency(ascii: $0) } }) {
            return currency
        }
        let code = element.attribute("currencyID") ?? ""
        log.report(.ublAmountFitsCurrency, "'\(code.prefix(10))' is no currency", at: element.place)
        return nil
    }

    mutating func quantity(_ element: XMLElement?) -> Quantity? {
        guard let element, let number = decimal(element) else { return nil }
        guard let unit = element.attribute("unitCode"), !unit.isEmpty else {
            log.report(.ublQuantityHasUnit, "the quantity has no unitCode", at: element.place)
            return nil
        }
        return Quantity(number, unit)
    }

    /// Price and base quantity; an allowance in the price is already taken off (BT-146).
    mutating func price(_ element: XMLElement?) -> UnitPrice? {
        guard let element, let amount = element.child(UBLName.priceAmount), let value = decimal(amount),
            let currency = currency(of: amount)
        else { return nil }
        note(currency, at: amount)
        guard let base = element.child(UBLName.baseQuantity) else { return UnitPrice(value, currency) }
        guard let quantity = decimal(base), quantity > .zero else {
            log.report(.ublBaseQuantityIsPositive, "the price is for '\(base.text.prefix(40))'", at: base.place)
            return nil
        }
        return UnitPrice(value, currency, per: quantity)
    }

    /// The unit that a price says it is for, where it is another one.
    func priceUnit(_ element: XMLElement?, otherThan unit: String) -> String? {
        guard let own = element?.child(UBLName.baseQuantity)?.attribute("unitCode"), !own.isEmpty,
            !own.isSameUnit(as: unit)
        else { return nil }
        return own
    }

    mutating func vatClass(_ element: XMLElement?) -> VATClass? {
        guard let element, let code = text(element.child(UBLName.id)) else { return nil }
        guard let category = VATCategory(code: code) else {
            log.report(.ublVATCategoryIsListed, "'\(code.prefix(10))' is no VAT category", at: element.place)
            return nil
        }
        return VATClass(category, percentage(element.child(UBLName.percent)))
    }

    // MARK: Shared aggregates

    mutating func allowanceCharge(_ element: XMLElement) -> AllowanceCharge? {
        guard let amount = amount(element.child(UBLName.amount)) else { return nil }
        var item = AllowanceCharge(
            isCharge: ["true", "1"].contains(text(element.child(UBLName.chargeIndicator)) ?? ""), amount: amount,
            source: SourceLine(element.line))
        item.base = self.amount(element.child(UBLName.baseAmount))
        item.percentage = percentage(element.child(UBLName.multiplier))
        item.reason = text(element.child(UBLName.reason))
        item.reasonCode = text(element.child(UBLName.reasonCode))
        item.vat = vatClass(element.child(UBLName.taxCategory))
        return item
    }

    mutating func period(_ element: XMLElement?) -> Period? {
        guard let element else { return nil }
        return Period(start: date(element.child(UBLName.startDate)), end: date(element.child(UBLName.endDate)))
    }

    func identifier(_ element: XMLElement?) -> PartyIdentifier? {
        guard let element, let value = text(element) else { return nil }
        let given = element.attribute("schemeID") ?? ""
        return PartyIdentifier(scheme: recognisesSchemes ? scheme(given, of: value) : given, value)
    }

    /// The ISO 6523 code of a scheme that older documents call by name, or leave out.
    private func scheme(_ given: String, of value: String) -> String {
        switch given {
        case "GLN": return PartyIdentifier.gln
        case "SIRET", "FR:SIRET": return PartyIdentifier.siret
        case "SIREN", "FR:SIRENE": return PartyIdentifier.siren
        case "VAT", "VATIN": return PartyIdentifier.vat
        case "": break
        default: return given
        }
        guard value.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return "" }
        switch value.utf8.count {
        case 9: return PartyIdentifier.siren
        case 13: return PartyIdentifier.gln
        case 14: return PartyIdentifier.siret
        default: return ""
        }
    }

    func party(_ element: XMLElement) -> Party {
        let legal = element.child(UBLName.partyLegalEntity)
        let tradingName = text(element.descendant(UBLName.partyName, UBLName.elementName))
        var party = Party(name: text(legal?.child(UBLName.registrationName)) ?? tradingName ?? "")
        party.tradingName = tradingName
        party.identifiers = element.children(UBLName.partyIdentification).compactMap {
            identifier($0.child(UBLName.id))
        }
        party.legalInformation = text(legal?.child(UBLName.legalForm))
        party.registration = identifier(legal?.child(UBLName.companyID))
        for scheme in element.children(UBLName.partyTaxScheme) { add(scheme, to: &party) }
        party.endpoint = identifier(element.child(UBLName.endpointID))
        party.address = element.child(UBLName.postalAddress).map(address)
        party.contact = element.child(UBLName.contact).map { contact in
            Contact(
                name: text(contact.child(UBLName.elementName)), telephone: text(contact.child(UBLName.telephone)),
                email: text(contact.child(UBLName.mail)))
        }
        return party
    }

    /// The VAT number, or the number that the tax office knows the party by: an order may not say which it is.
    private func add(_ element: XMLElement, to party: inout Party) {
        guard let number = text(element.child(UBLName.companyID)) else { return }
        let scheme = text(element.descendant(UBLName.taxScheme, UBLName.id)) ?? "VAT"
        let isVAT = scheme.uppercased() == "VAT" || recognisesSchemes
        if isVAT, party.vatNumber == nil {
            party.vatNumber = number
        } else if !isVAT, party.taxNumber == nil {
            party.taxNumber = number
        }
    }

    func address(_ element: XMLElement) -> PostalAddress {
        PostalAddress(
            street: text(element.child(UBLName.streetName)),
            additionalStreet: text(element.child(UBLName.additionalStreetName)),
            line: text(element.descendant(UBLName.addressLine, UBLName.line)),
            city: text(element.child(UBLName.cityName)), postalCode: text(element.child(UBLName.postalZone)),
            subdivision: text(element.child(UBLName.subentity)),
            country: text(element.descendant(UBLName.country, UBLName.identificationCode)) ?? "")
    }

    func item(_ element: XMLElement) -> ItemReference {
        ItemReference(
            name: text(element.child(UBLName.elementName)) ?? text(element.child(UBLName.description)) ?? "",
            description: text(element.child(UBLName.description)),
            sellerID: text(element.descendant(UBLName.sellersItem, UBLName.id)),
            buyerID: text(element.descendant(UBLName.buyersItem, UBLName.id)),
            standardID: element.descendant(UBLName.standardItem, UBLName.id).flatMap { id in
                text(id).map {
                    PartyIdentifier(scheme: id.attribute("schemeID") ?? (recognisesSchemes ? "0160" : ""), $0)
                }
            })
    }
}

extension ExactDecimal {
    fileprivate func magnitudeIsAtMost(_ bound: Int) -> Bool {
        self <= ExactDecimal(bound) && self >= ExactDecimal(-bound)
    }
}
