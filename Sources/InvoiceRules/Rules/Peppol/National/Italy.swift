import XMLSyntax

/// What Peppol asks of sellers in Italy.
let italianRules = NationalRules(
    { $0.nations.seller == "IT" },
    [
        InvoiceRule(
            "IT-R-001", .taxRegistration,
            "The tax registration of an Italian seller (BT-32) has eleven to sixteen capitals and digits.",
            remedy: "Correct the tax code."
        ) { registration in
            guard registration.parent.kind == .seller, registration.namesAnotherTax else { return true }
            return registration.value(.registrationID)?.element.withText(\.isItalianCode) ?? false
        },
        addressRule("IT-R-002", .street, "a street (BT-35)"),
        addressRule("IT-R-003", .city, "a city (BT-37)"),
        addressRule("IT-R-004", .postalCode, "a post code (BT-38)"),
    ])

private func addressRule(_ code: String, _ term: Term, _ what: String) -> InvoiceRule {
    InvoiceRule(code, .seller, "The address of an Italian seller has \(what).", remedy: "Complete the address.") {
        seller in
        seller.lacksParty || seller.groups(.address).contains { $0.has(term) }
    }
}

extension InvoiceGroup {
    /// Whether a registration is for another tax than VAT, or does not say.
    fileprivate var namesAnotherTax: Bool {
        syntax == .cii ? !isForVAT : !(value(.registrationScheme)?.is("VAT") ?? false)
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var isItalianCode: Bool {
        (11...16).contains(count) && allSatisfy { $0.isDigit || ($0.isLetter && $0 & 0x20 == 0) }
    }
}
