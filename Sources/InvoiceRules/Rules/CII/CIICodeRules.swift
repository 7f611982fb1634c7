import Findings
import XMLSyntax

/// Codes come from the lists of EN 16931, wherever CII writes them.
let ciiCodeRules: [ElementRule] =
    [
        code("BR-CL-04", "InvoiceCurrencyCode", "The currency (BT-5) is one of ISO 4217.", .currencies),
        code("BR-CL-05", "TaxCurrencyCode", "The currency of VAT accounting (BT-6) is one of ISO 4217.", .currencies),
        code(
            "BR-CL-06", "DueDateTypeCode", "The code for the date of VAT liability (BT-8) is 5, 29 or 72.",
            .ciiTaxPoints),
        code(
            "BR-CL-07", "ReferenceTypeCode", "The scheme of an invoiced object (BT-18, BT-128) is one of UNTDID 1153.",
            .objectSchemes),
        code("BR-CL-08", "SubjectCode", "The subject of a note (BT-21) is a code of UNTDID 4451.", .noteSubjects),
        code("BR-CL-14", "CountryID", "A country is named by its code of ISO 3166.", .countries),
        originRule,
        code(
            "BR-CL-16", "TypeCode", in: "SpecifiedTradeSettlementPaymentMeans",
            "The means of payment (BT-81) is one of UNTDID 4461.",
            .paymentMeans),
        code(
            "BR-CL-17", "CategoryCode", in: "CategoryTradeTax",
            "The VAT category of an allowance or a charge is one of AE, B, E, G, K, L, M, O, S, Z.", .vatCategories),
        code(
            "BR-CL-18", "CategoryCode", in: "ApplicableTradeTax",
            "The VAT category of a line or of the breakdown is one of AE, B, E, G, K, L, M, O, S, Z.", .vatCategories),
        reason(
            "BR-CL-19", "The code of the reason for an allowance is one of UNTDID 5189.", "false", "0",
            .allowanceReasons),
        reason("BR-CL-20", "The code of the reason for a charge is one of UNTDID 7161.", "true", "1", .chargeReasons),
        ElementRule(
            "BR-CL-22", [ciiPath("ExemptionReasonCode")],
            "The code of the reason for an exemption (BT-121) is one of VATEX.",
            remedy: codeRemedy
        ) { InvoiceValue(element: $0, figure: .unknown).isIn(.exemptionReasons, inCapitals: true) },
        ElementRule(
            "BR-CL-24", [ciiPath("AttachmentBinaryObject")],
            "An attachment (BT-125) is a PDF, PNG, JPEG, CSV, XLSX or ODS.",
            remedy: "Attach the document in one of these formats."
        ) { object in object.withAttribute("mimeCode") { $0?.trimmed.isListedMimeType ?? true } },
    ] + ciiSchemeRules

/// An identifier that names a scheme is looked at by the rule on schemes (BR-CL-11), and by that alone.
private let originRule = ElementRule(
    "BR-CL-15", [ciiPath("ID")], "The country of origin (BT-159) is a code of ISO 3166.", remedy: codeRemedy
) { element in
    element.parent?.name != CIIName.name("OriginTradeCountry") || element.withAttribute("schemeID") { $0 != nil }
        || element.withText(CodeList.countries.contains)
}

private let ciiSchemeRules: [ElementRule] = [
    scheme("BR-CL-03", ["TaxTotalAmount"], "currencyID", "The currency of an amount is one of ISO 4217.", .currencies),
    scheme(
        "BR-CL-10", ["GlobalID"], "schemeID", "The scheme of a party's identifier is one of ISO 6523.",
        .identifierSchemes
    ) { !$0.isWithin(CIIName.product) && !$0.isWithin(CIIName.shipTo) },
    scheme(
        "BR-CL-11", ["ID"], "schemeID", "The scheme of a legal registration is one of ISO 6523.", .identifierSchemes
    ) { !$0.isWithin(CIIName.registration) },
    scheme(
        "BR-CL-13", ["ClassCode"], "listID", "The scheme of an item's classification (BT-158) is one of UNTDID 7143.",
        .classificationSchemes),
    scheme(
        "BR-CL-21", ["GlobalID"], "schemeID",
        "The scheme of an item's standard identifier (BT-157) is one of ISO 6523.",
        .identifierSchemes
    ) { $0.parent?.name == CIIName.product },
    scheme(
        "BR-CL-23", ["BasisQuantity", "BilledQuantity"], "unitCode",
        "A unit (BT-130, BT-150) is one of UNECE Recommendations 20 and 21.", .units),
    scheme(
        "BR-CL-25", ["URIID"], "schemeID", "The scheme of an electronic address is one of EAS.", .endpointSchemes
    ) { $0.parent?.name == CIIName.name("URIUniversalCommunication") },
    scheme(
        "BR-CL-26", ["GlobalID"], "schemeID", "The scheme of a place of delivery (BT-71) is one of ISO 6523.",
        .identifierSchemes
    ) { $0.parent?.name == CIIName.shipTo && $0.parent?.parent?.name == CIIName.name("ApplicableHeaderTradeDelivery") },
]

/// The kind of invoice is a rule of its own: CII has one list for invoices and credit notes.
let ciiTypeRule = InvoiceRule(
    "BR-CL-01", each: [.typeCode], "The kind of invoice (BT-3) is one of UNTDID 1001 for its sort of document.",
    remedy: "Use 380 for an invoice, 381 for a credit note, or another code of the list."
) { value, _ in value.isIn(.invoiceTypes) || value.isIn(.creditNoteTypes) }

private func code(_ code: String, _ name: String, in parent: String? = nil, _ statement: String, _ list: CodeList)
    -> ElementRule
{
    let parent = parent.map { CIIName.name($0) }
    return ElementRule(code, [ciiPath(name)], statement, remedy: codeRemedy) { element in
        parent != nil && element.parent?.name != parent || element.withText(list.contains)
    }
}

private func reason(_ code: String, _ statement: String, _ word: StaticString, _ digit: StaticString, _ list: CodeList)
    -> ElementRule
{
    ElementRule(code, [ciiPath("ReasonCode")], statement, remedy: codeRemedy) { element in
        guard let item = element.parent, item.name == CIIName.name("SpecifiedTradeAllowanceCharge"),
            item.descendant(CIIName.chargeIndicator, CIIName.indicator).map({ $0.spells(word) || $0.spells(digit) })
                ?? false
        else { return true }
        return element.withText(list.contains)
    }
}

private func scheme(
    _ code: String, _ names: [String], _ attribute: StaticString, _ statement: String, _ list: CodeList,
    where applies: @escaping @Sendable (XMLElement) -> Bool = { _ in true }
) -> ElementRule {
    ElementRule(code, names.map(ciiPath), statement, remedy: codeRemedy) { element in
        !applies(element) || element.withAttribute(attribute) { $0.map { list.contains($0.trimmed) } ?? true }
    }
}

extension XMLElement {
    /// Whether an element stands somewhere within one of a name.
    func isWithin(_ name: XMLName) -> Bool {
        var outer = parent
        while let element = outer {
            if element.name == name { return true }
            outer = element.parent
        }
        return false
    }
}

extension CodeList {
    static let ciiTaxPoints = CodeList("UNTDID 2475, restricted by EN 16931", "5 29 72")
}
