import Findings
import XMLSyntax

/// How any party is named, whichever it is and wherever it stands.
let ublPartyElementRules: [ElementRule] = [
    ElementRule(
        "BR-CL-10", ["cbc:ID"], "The scheme of a party's identifier is one of ISO 6523, or SEPA for a creditor.",
        remedy: codeRemedy, isOnAttributes: true
    ) { id in
        guard id.parent?.name == UBLName.partyIdentification else { return true }
        return id.schemeIsIn(.identifierSchemes)
            || InvoiceValue(element: id, figure: .unknown).attribute("schemeID", is: "SEPA")
                && (id.isWithin("cac:AccountingSupplierParty") || id.isWithin("cac:PayeeParty"))
    },
    ElementRule(
        "BR-CL-11", ["cbc:CompanyID"], "The scheme of a legal registration is one of ISO 6523.", remedy: codeRemedy,
        isOnAttributes: true
    ) { $0.parent?.name != UBLName.legalEntity || $0.schemeIsIn(.identifierSchemes) },
    ElementRule(
        "BR-CL-25", ["cbc:EndpointID"], "The scheme of an electronic address is one of EAS.", remedy: codeRemedy,
        isOnAttributes: true
    ) { $0.schemeIsIn(.endpointSchemes) },
    ElementRule(
        "BR-CL-26", ["cbc:ID"], "The scheme of a place of delivery (BT-71) is one of ISO 6523.", remedy: codeRemedy,
        isOnAttributes: true
    ) { $0.parent?.name != UBLName.deliveryLocation || $0.schemeIsIn(.identifierSchemes) },
    ElementRule(
        "BR-CO-09", ["cac:PartyTaxScheme"], "A VAT number begins with the code of the country that gave it.",
        remedy: "Put the country code, such as FR or DE, before the number."
    ) { registration in
        guard let scheme = registration.descendant(UBLName.taxScheme, UBLName.id),
            let number = registration.child(UBLName.companyID),
            InvoiceValue(element: scheme, figure: .unknown).namesVAT(in: .ubl)
        else { return true }
        return InvoiceValue(element: number, figure: .unknown).beginsWithCountry
    },
]

extension XMLElement {
    /// Whether its scheme is one of a list, or it has none.
    fileprivate func schemeIsIn(_ list: CodeList) -> Bool {
        InvoiceValue(element: self, figure: .unknown).attribute("schemeID", isIn: list) ?? true
    }
}
