import Calendars
import Documents
import Money
import XMLSyntax

/// The documents that are written, by their root element and namespace.
enum UBLRoot: Sendable {
    case invoice, creditNote, orderResponse

    var name: StaticString {
        switch self {
        case .invoice: "Invoice"
        case .creditNote: "CreditNote"
        case .orderResponse: "OrderResponse"
        }
    }

    var namespace: StaticString {
        switch self {
        case .invoice: "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
        case .creditNote: "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
        case .orderResponse: "urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"
        }
    }
}

/// Writes UBL 2.1: the elements that several documents share, in UBL's order.
struct UBLWriter {
    var xml = XMLWriter()

    mutating func root(_ root: UBLRoot, _ body: (inout UBLWriter) -> Void) {
        xml.begin(
            root.name,
            [
                ("xmlns", "\(root.namespace)"), ("xmlns:cac", UBLNamespace.aggregates),
                ("xmlns:cbc", UBLNamespace.basics),
            ])
        body(&self)
        xml.end(root.name)
    }

    mutating func element(_ name: StaticString, _ body: (inout UBLWriter) -> Void) {
        xml.begin(name)
        body(&self)
        xml.end(name)
    }

    // MARK: Basic elements; an absent value leaves the element out.

    mutating func text(_ name: StaticString, _ text: String?) {
        guard let text, !text.isEmpty else { return }
        xml.element(name, text: text)
    }

    mutating func date(_ name: StaticString, _ date: BusinessDate?) {
        guard let date else { return }
        xml.element(name, text: date.description)
    }

    mutating func amount(_ name: StaticString, _ amount: Money) {
        amount.invoiceDecimal.withDigits { xml.element(name, ("currencyID", amount.currency.code), digits: $0) }
    }

    mutating func quantity(_ name: StaticString, _ quantity: Quantity) {
        quantity.value.withDigits { xml.element(name, ("unitCode", quantity.unit), digits: $0) }
    }

    mutating func number(_ name: StaticString, _ number: ExactDecimal) {
        number.withDigits { xml.element(name, digits: $0) }
    }

    mutating func identifier(_ name: StaticString, _ identifier: PartyIdentifier) {
        if identifier.scheme.isEmpty {
            xml.element(name, text: identifier.value)
        } else {
            xml.element(name, ("schemeID", identifier.scheme), text: identifier.value)
        }
    }

    // MARK: Shared aggregates

    /// A party; a buyer has one identifier at most (UBL-SR-16), a seller any number.
    mutating func party(_ party: Party, identifiers limit: Int = .max) {
        element("cac:Party") { xml in
            if let endpoint = party.endpoint { xml.identifier("cbc:EndpointID", endpoint) }
            for identifier in party.identifiers.prefix(limit) {
                xml.element("cac:PartyIdentification") { $0.identifier("cbc:ID", identifier) }
            }
            if let name = party.tradingName { xml.element("cac:PartyName") { $0.text("cbc:Name", name) } }
            if let address = party.address { xml.address("cac:PostalAddress", address) }
            xml.taxScheme("VAT", party.vatNumber)
            xml.taxScheme("FC", party.taxNumber)
            xml.element("cac:PartyLegalEntity") { xml in
                xml.text("cbc:RegistrationName", party.name)
                if let registration = party.registration { xml.identifier("cbc:CompanyID", registration) }
                xml.text("cbc:CompanyLegalForm", party.legalInformation)
            }
            if let contact = party.contact { xml.contact(contact) }
        }
    }

    /// The number of a party under a tax: `VAT`, or `FC` for the number that its tax office knows it by.
    mutating func taxScheme(_ scheme: String, _ number: String?) {
        guard let number else { return }
        element("cac:PartyTaxScheme") { xml in
            xml.text("cbc:CompanyID", number)
            xml.element("cac:TaxScheme") { $0.text("cbc:ID", scheme) }
        }
    }

    private mutating func contact(_ contact: Contact) {
        guard contact.name != nil || contact.telephone != nil || contact.email != nil else { return }
        element("cac:Contact") { xml in
            xml.text("cbc:Name", contact.name)
            xml.text("cbc:Telephone", contact.telephone)
            xml.text("cbc:ElectronicMail", contact.email)
        }
    }

    mutating func address(_ name: StaticString, _ address: PostalAddress) {
        element(name) { xml in
            xml.text("cbc:StreetName", address.street)
            xml.text("cbc:AdditionalStreetName", address.additionalStreet)
            xml.text("cbc:CityName", address.city)
            xml.text("cbc:PostalZone", address.postalCode)
            xml.text("cbc:CountrySubentity", address.subdivision)
            if let line = address.line { xml.element("cac:AddressLine") { $0.text("cbc:Line", line) } }
            xml.element("cac:Country") { $0.text("cbc:IdentificationCode", address.country) }
        }
    }

    mutating func period(_ name: StaticString, _ period: Period, code: String? = nil) {
        element(name) { xml in
            xml.date("cbc:StartDate", period.start)
            xml.date("cbc:EndDate", period.end)
            xml.text("cbc:DescriptionCode", code)
        }
    }

    mutating func allowanceCharge(_ item: AllowanceCharge) {
        element("cac:AllowanceCharge") { xml in
            xml.text("cbc:ChargeIndicator", item.isCharge ? "true" : "false")
            xml.text("cbc:AllowanceChargeReasonCode", item.reasonCode)
            xml.text("cbc:AllowanceChargeReason", item.reason)
            if let percentage = item.percentage { xml.number("cbc:MultiplierFactorNumeric", percentage.value) }
            xml.amount("cbc:Amount", item.amount)
            if let base = item.base { xml.amount("cbc:BaseAmount", base) }
            if let vat = item.vat { xml.taxCategory("cac:TaxCategory", vat) }
        }
    }

    mutating func taxCategory(
        _ name: StaticString, _ vat: VATClass, exemptionCode: String? = nil, exemptionReason: String? = nil
    ) {
        element(name) { xml in
            xml.text("cbc:ID", vat.category.code)
            if let rate = vat.rate { xml.number("cbc:Percent", rate.value) }
            xml.text("cbc:TaxExemptionReasonCode", exemptionCode)
            xml.text("cbc:TaxExemptionReason", exemptionReason)
            xml.element("cac:TaxScheme") { $0.text("cbc:ID", "VAT") }
        }
    }

    mutating func itemNames(_ item: ItemReference) {
        text("cbc:Description", item.description)
        text("cbc:Name", item.name)
        if let id = item.buyerID { element("cac:BuyersItemIdentification") { $0.text("cbc:ID", id) } }
        if let id = item.sellerID { element("cac:SellersItemIdentification") { $0.text("cbc:ID", id) } }
        if let id = item.standardID { element("cac:StandardItemIdentification") { $0.identifier("cbc:ID", id) } }
    }

    mutating func price(_ price: UnitPrice, unit: String, before gross: GrossPrice? = nil) {
        element("cac:Price") { xml in
            xml.decimal("cbc:PriceAmount", price.value, price.currency)
            if price.baseQuantity != ExactDecimal(1) {
                xml.quantity("cbc:BaseQuantity", Quantity(price.baseQuantity, unit))
            }
            guard let gross else { return }
            xml.element("cac:AllowanceCharge") { xml in
                xml.text("cbc:ChargeIndicator", "false")
                xml.decimal("cbc:Amount", gross.discount, price.currency)
                xml.decimal("cbc:BaseAmount", gross.value, price.currency)
            }
        }
    }

    /// An amount that may have more decimal places than its currency, such as a price.
    private mutating func decimal(_ name: StaticString, _ value: ExactDecimal, _ currency: Currency) {
        value.withDigits { xml.element(name, ("currencyID", currency.code), digits: $0) }
    }
}
