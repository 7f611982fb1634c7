import Findings
import XMLSyntax

extension XMLElement {
    /// Whether the children of an element are among some names, written with their prefix.
    fileprivate func hasOnly(_ names: [String]) -> Bool {
        var holds = true
        forEachChild { holds = holds && names.contains($0.writtenName) }
        return holds
    }

    private func children(_ path: ElementPath, haveOnly names: [String]) -> Bool {
        path.elements(in: self).allSatisfy { $0.hasOnly(names) }
    }

    /// Whether terms of delivery have nothing but a code and the name of a place.
    fileprivate func hasPlainTerms(
        _ terms: ElementPath, _ code: String, _ place: ElementPath, _ placeName: String, name: String
    ) -> Bool {
        terms.elements(in: self).allSatisfy { $0.hasOnly([code, placeName]) && $0.children(place, haveOnly: [name]) }
    }
}

private func unused(
    _ code: String, _ names: [String], _ what: String, _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    ElementRule(
        code, names, "EXTENDED-CTC-FR does not use \(what).", remedy: "Leave out what is more.", severity: .warning,
        holds)
}

/// What EXTENDED-CTC-FR uses of UBL beyond EN 16931.
let extendedUBLRules: [ElementRule] = [
    unused("UBL-FREXT-CR-410", ["ubl:Invoice", "cn:CreditNote"], "more of terms of delivery than code and place") {
        $0.hasPlainTerms(UBLTerms.terms, "cbc:ID", UBLTerms.place, "cac:DeliveryLocation", name: "cbc:Name")
    },
    unused(
        "UBL-FREXT-CR-645", ["cac:InvoiceLine", "cac:CreditNoteLine"],
        "more of a line's terms of delivery than code and place"
    ) {
        $0.hasPlainTerms(UBLTerms.terms, "cbc:ID", UBLTerms.place, "cac:DeliveryLocation", name: "cbc:Name")
    },
    unused("CII-FREXT-CR-490", ["cac:TaxExchangeRate"], "more of an exchange rate than currencies, rate and date") {
        rate in
        var holds = true
        rate.forEachChild { child in
            let local = child.writtenName.split(separator: ":").last.map(String.init) ?? ""
            holds = holds && ["SourceCurrencyCode", "TargetCurrencyCode", "CalculationRate", "Date"].contains(local)
        }
        return holds
    },
    ElementRule(
        "BR-FREXT-CL-10", ["cbc:ID"],
        "The scheme of a party's identifier is one of the list, or SEPA for seller and payee.",
        remedy: "Use a scheme of the list."
    ) { id in
        guard id.parent?.writtenName == "cac:PartyIdentification" else { return true }
        return id.withAttribute("schemeID") { scheme in
            guard let scheme = scheme?.trimmed else { return true }
            return CodeList.extendedIdentifierSchemes.contains(scheme)
                || scheme.spells("SEPA")
                    && (id.isWithin("cac:AccountingSupplierParty") || id.isWithin("cac:PayeeParty"))
        }
    },
    ElementRule(
        "BR-FREXT-04", ["cbc:NameCode"], "The code of an attribute's name is one of the list.",
        remedy: "Use a code of the list."
    ) {
        $0.parent?.writtenName != "cac:AdditionalItemProperty" || $0.withText(CodeList.attributeNames.contains)
    },
]

private enum UBLTerms {
    static let terms = ElementPath("cac:DeliveryTerms")
    static let place = ElementPath("cac:DeliveryLocation")
}

/// What EXTENDED-CTC-FR uses of CII beyond EN 16931.
let extendedCIIRules: [ElementRule] =
    [
        ("CII-FREXT-SR-106", "SpecifiedLineTradeAgreement"), ("CII-FREXT-SR-293", "ApplicableHeaderTradeAgreement"),
    ].map { code, name in
        unused(code, [ciiPath(name)], "more of terms of delivery than code and place") {
            $0.hasPlainTerms(
                CIITerms.terms, "ram:DeliveryTypeCode", CIITerms.place, "ram:RelevantTradeLocation", name: "ram:Name")
        }
    } + [
        unused(
            "CII-FREXT-SR-366", [ciiPath("TaxApplicableTradeCurrencyExchange")],
            "more of an exchange rate than currencies, rate and date"
        ) {
            $0.hasOnly(
                ["SourceCurrencyCode", "TargetCurrencyCode", "ConversionRate", "ConversionRateDateTime"].map {
                    "ram:" + $0
                })
        },
        once("CII-FREXT-SR-069", "ApplicableProductCharacteristic", "Description"),
        once("CII-FREXT-SR-072", "ApplicableProductCharacteristic", "Value"),
        once("CII-FREXT-SR-439", "SpecifiedLineTradeAgreement", "NetPriceProductTradePrice/ChargeAmount"),
        document("CII-FREXT-DT-024", "ReferenceTypeCode") { $0.isDocument(["130"]) || $0.isNamed(["Contract"]) },
        document("CII-FREXTDT-027", "FormattedIssueDateTime") {
            $0.isNamed(["Invoice", "Contract", "BuyerOrder", "DespatchAdvice"])
        },
        document("CII-EXT-DT-018", "TypeCode") { $0.isDocument(["50", "130", "916"]) || $0.isNamed(["Invoice"]) },
        ElementRule(
            "BR-FREXT-CL-10", ["ram:GlobalID"],
            "The scheme of a party's identifier is one of the list, or SEPA for seller and payee.",
            remedy: "Use a scheme of the list."
        ) { id in
            if id.isWithin("ram:SpecifiedTradeProduct") || id.isWithin("ram:ShipToTradeParty") { return true }
            return id.withAttribute("schemeID") {
                $0.map { CodeList.extendedIdentifierSchemes.contains($0.trimmed) } ?? true
            }
        },
        ElementRule(
            "BR-FREXT-CL-19-GP", ["ram:ReasonCode"], "The reason of a discount on a price is one of UNTDID 5189.",
            remedy: "Use a code of the list."
        ) {
            code in
            guard let item = code.parent, item.parent?.writtenName == "ram:GrossPriceProductTradePrice" else {
                return true
            }
            let isAllowance = CIITerms.indicator.elements(in: item).contains { $0.spells("false") || $0.spells("0") }
            return !isAllowance || code.withText(CodeList.allowanceReasons.contains)
        },
        given("BR-FREXT-BR-38", "ApplicableHeaderTradeSettlement", "of the invoice"),
        given("BR-FREXT-BR-44", "SpecifiedLineTradeSettlement", "of a line"),
    ]

private enum CIITerms {
    static let terms = CIIPaths.path("ApplicableTradeDeliveryTerms")
    static let place = CIIPaths.path("RelevantTradeLocation")
    static let indicator = CIIPaths.path("ChargeIndicator/udt:Indicator")
    static let reasons = [CIIPaths.path("Reason"), CIIPaths.path("ReasonCode")]
}

private func once(_ code: String, _ name: String, _ path: String) -> ElementRule {
    let steps = CIIPaths.path(path)
    return ElementRule(
        code, [ciiPath(name)], "There is no more than one \(path) in \(name).", remedy: "Keep one of them."
    ) {
        steps.count(in: $0) <= 1
    }
}

private func document(_ code: String, _ child: String, _ allowed: @escaping @Sendable (XMLElement) -> Bool)
    -> ElementRule
{
    let path = CIIPaths.path(child)
    return ElementRule(
        code, CIIVocabulary.names(endingIn: "ReferencedDocument"), "Only some references to documents have \(child).",
        remedy: "Leave it out."
    ) { !path.isThere(in: $0) || allowed($0) }
}

/// A charge says why, as a text or as a code.
private func given(_ code: String, _ settlement: String, _ what: String) -> ElementRule {
    ElementRule(
        code, ["ram:SpecifiedTradeAllowanceCharge"], "A charge \(what) has a reason, as a text or as a code.",
        remedy: "Add one of them."
    ) {
        item in
        guard item.parent?.writtenName == "ram:\(settlement)" else { return true }
        let isCharge = CIITerms.indicator.elements(in: item).contains { $0.withRawText { $0.spells("true") } }
        return !isCharge || CIITerms.reasons.contains { $0.isThere(in: item) }
    }
}

extension XMLElement {
    fileprivate func isNamed(_ kinds: [String]) -> Bool {
        kinds.contains { writtenName == "ram:\($0)ReferencedDocument" }
    }

    /// Whether an element stands within another, however deep.
    func isWithin(_ name: String) -> Bool {
        var next = parent
        while let element = next {
            if element.writtenName == name { return true }
            next = element.parent
        }
        return false
    }
}
