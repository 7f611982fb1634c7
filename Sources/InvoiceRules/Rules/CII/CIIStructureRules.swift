import Findings
import XMLSyntax

/// How single elements of CII are used (CII-SR, CII-DT).
let ciiElementRules: [ElementRule] =
    ciiCodeRules + ciiLocalRules + cardinalityRules + documentRules + taxRules + headerRules + ciiPartyElementRules
    + ciiPaymentElementRules

private let cardinalityRules: [ElementRule] = cardinalities.map { code, context, path, severity in
    let steps = CIIPaths.path(path)
    return ElementRule(
        code, [ciiPath(context)], "There is no more than one \(path.split(separator: "/").last ?? "") in \(context).",
        remedy: "Keep one of them.", severity: severity
    ) { steps.count(in: $0) <= 1 }
}

private let cardinalities: [(String, String, String, Severity)] =
    [
        ("CII-SR-003", "rsm:ExchangedDocumentContext", "BusinessProcessSpecifiedDocumentContextParameter", .warning),
        ("CII-SR-039", "AssociatedDocumentLineDocument", "IncludedNote", .warning),
        ("CII-SR-040", "AssociatedDocumentLineDocument", "IncludedNote/Content", .warning),
        ("CII-SR-069", "ApplicableProductCharacteristic", "Description", .fatal),
        ("CII-SR-072", "ApplicableProductCharacteristic", "Value", .fatal),
        ("CII-SR-439", "SpecifiedLineTradeAgreement", "NetPriceProductTradePrice/ChargeAmount", .fatal),
        ("CII-SR-452", "ApplicableHeaderTradeSettlement", "SpecifiedTradePaymentTerms", .warning),
        ("CII-SR-453", "ApplicableHeaderTradeSettlement", "SpecifiedTradePaymentTerms/Description", .warning),
        ("CII-SR-454", "SpecifiedLineTradeSettlement", "ApplicableTradeTax", .warning),
        ("CII-SR-455", "ApplicableHeaderTradeAgreement", "SellerTradeParty/DefinedTradeContact", .fatal),
        ("CII-SR-456", "ApplicableHeaderTradeAgreement", "BuyerTradeParty/DefinedTradeContact", .fatal),
        ("CII-SR-459", "ApplicableHeaderTradeAgreement", "SellerTradeParty/URIUniversalCommunication", .fatal),
        ("CII-SR-460", "ApplicableHeaderTradeAgreement", "BuyerTradeParty/URIUniversalCommunication", .fatal),
        ("CII-SR-461", "ApplicableHeaderTradeSettlement", "ApplicableTradeTax/TaxPointDate", .fatal),
        ("CII-SR-469", "ApplicableHeaderTradeSettlement", "PaymentReference", .fatal),
        ("CII-SR-471", "SpecifiedTradeAllowanceCharge", "RateApplicablePercent", .fatal),
        ("CII-SR-472", "SpecifiedTradeAllowanceCharge", "CategoryTradeTax", .fatal),
        ("CII-SR-473", "SpecifiedTradeAllowanceCharge", "ActualAmount", .fatal),
    ] + totals.map { ($0, "SpecifiedTradeSettlementHeaderMonetarySummation", $1, .fatal) }

private let totals = [
    ("CII-SR-477", "LineTotalAmount"), ("CII-SR-478", "ChargeTotalAmount"), ("CII-SR-479", "AllowanceTotalAmount"),
    ("CII-SR-480", "TaxBasisTotalAmount"), ("CII-SR-481", "RoundingAmount"), ("CII-SR-482", "GrandTotalAmount"),
    ("CII-SR-483", "InformationAmount"), ("CII-SR-484", "TotalPrepaidAmount"), ("CII-SR-485", "TotalDiscountAmount"),
    ("CII-SR-486", "TotalAllowanceChargeAmount"), ("CII-SR-487", "DuePayableAmount"),
    ("CII-SR-488", "RetailValueExcludingTaxInformationAmount"), ("CII-SR-489", "TotalDepositFeeInformationAmount"),
    ("CII-SR-490", "ProductValueExcludingTobaccoTaxInformationAmount"),
    ("CII-SR-491", "TotalRetailValueInformationAmount"),
    ("CII-SR-492", "GrossLineTotalAmount"), ("CII-SR-493", "NetLineTotalAmount"),
    ("CII-SR-494", "NetIncludingTaxesLineTotalAmount"),
]

/// What a reference to a document may say, according to what the document is.
private let documentRules: [ElementRule] = [
    reference("CII-DT-015", "URIID") { $0.isDocument(["916"]) },
    reference("CII-DT-018", "TypeCode") { $0.isDocument(["50", "130", "916"]) },
    reference("CII-DT-021", "Name") { $0.isDocument(["916"]) },
    reference("CII-DT-022", "AttachmentBinaryObject") { $0.isDocument(["916"]) },
    reference("CII-DT-024", "ReferenceTypeCode") { $0.isDocument(["130"]) },
    reference("CII-DT-027", "FormattedIssueDateTime") { $0.name == CIIName.invoiceDocument },
]

private func reference(
    _ code: String, _ child: String, unless allowed: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    let path = CIIPaths.path(child)
    return ElementRule(
        code, CIIVocabulary.names(endingIn: "ReferencedDocument"), "EN 16931 does not use \(child) of this reference.",
        remedy: "Leave it out, or give the type code of what the document is."
    ) { !path.isThere(in: $0) || allowed($0) }
}

private let taxRules: [ElementRule] =
    [
        ("CII-DT-041", "BasisAmount"), ("CII-DT-054", "TaxPointDate"), ("CII-DT-052", "ExemptionReasonCode"),
        ("CII-DT-098", "ExemptionReason"),
        ("CII-DT-058", "DueDateTypeCode"),
    ].map { code, child in
        let path = CIIPaths.path(child)
        return ElementRule(
            code, CIIVocabulary.names(endingIn: "TradeTax"), "EN 16931 uses \(child) only in the VAT breakdown.",
            remedy: "Leave it out here.", severity: .warning
        ) { !path.isThere(in: $0) || $0.isWithin(CIIName.settlement) }
    } + [
        ElementRule(
            "CII-DT-037", CIIVocabulary.names(endingIn: "TradeTax"), "A tax is VAT.", remedy: "Write VAT, in capitals."
        ) { tax in
            let types = CIIPaths.path("TypeCode").elements(in: tax)
            return types.isEmpty || types.contains { $0.withRawText { $0.spells("VAT") } }
        },
        ElementRule(
            "CII-DT-033", CIIVocabulary.names(endingIn: "Quantity"),
            "A quantity has a unit only where the quantity billed has one.",
            remedy: "Add the unit of the quantity billed."
        ) { quantity in
            !quantity.has(attribute: "unitCode") || billedUnits.isThere(in: quantity.element(at: 0))
        },
        ElementRule(
            "CII-DT-097", ["udt:DateTimeString"], "A date in the format 102 is written YYYYMMDD.",
            remedy: "Correct the date."
        ) { date in
            !date.withAttribute("format", { $0?.spells("102") ?? false }) || date.withText(isDateInFormat102)
        },
    ]

private let billedUnits = CIIPaths.path(
    "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeDelivery/BilledQuantity/@unitCode"
)

private let headerRules: [ElementRule] = [
    exactlyOne("CII-SR-009", "rsm:ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter"),
    exactlyOne("CII-SR-010", "rsm:ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter/ID"),
    exactlyOne("CII-SR-014", "rsm:ExchangedDocument", "TypeCode"),
    ElementRule(
        "CII-SR-030", [ciiPath("IncludedNote")], "There is no more than one Content in IncludedNote.",
        remedy: "Keep one of them.",
        severity: .warning
    ) {
        $0.parent?.name != CIIVocabulary.shared["rsm:ExchangedDocument"] || CIIPaths.path("Content").count(in: $0) <= 1
    },
    ElementRule(
        "CII-SR-046", [ciiPath("SpecifiedTradeProduct")], "The standard identifier of an item (BT-157) has a scheme.",
        remedy: "Add the scheme, such as 0160 for a GTIN."
    ) { !CIIPaths.path("GlobalID").isThere(in: $0) || CIIPaths.path("GlobalID/@schemeID").isThere(in: $0) },
    ElementRule(
        "CII-SR-090", [ciiPath("SpecifiedTradeProduct")], "A country of origin is named once.",
        remedy: "Name one country."
    ) {
        !CIIPaths.path("OriginTradeCountry").isThere(in: $0)
            || CIIPaths.path("OriginTradeCountry/ID").count(in: $0) == 1
    },
    ElementRule(
        "CII-SR-119", [ciiPath("SpecifiedLineTradeAgreement")],
        "A discount on the price (BT-147) is an allowance with an amount.",
        remedy: "Set the indicator to false and add the amount, or leave both out.", severity: .warning
    ) { $0.priceDiscountIsWhole },
    ElementRule(
        "CII-SR-440", [ciiPath("AppliedTradeAllowanceCharge")],
        "There is no more than one discount on the price (BT-147).",
        remedy: "Keep one of them."
    ) {
        $0.parent?.name != CIIName.name("GrossPriceProductTradePrice")
            || CIIPaths.path("ActualAmount").count(in: $0) <= 1
    },
    ElementRule(
        "CII-SR-441", [ciiPath("SpecifiedLineTradeAgreement")],
        "There is no more than one net price (BT-146) in each line.",
        remedy: "Keep one of them."
    ) { CIIPaths.path("NetPriceProductTradePrice/ChargeAmount").count(in: $0) <= 1 },
    ElementRule(
        "CII-SR-463", [ciiPath("SpecifiedTradeAllowanceCharge")], "An allowance or charge says which of the two it is.",
        remedy: "Add the indicator."
    ) { CIIPaths.path("ChargeIndicator").isThere(in: $0) },
]

private func exactlyOne(_ code: String, _ context: String, _ path: String) -> ElementRule {
    let steps = CIIPaths.path(path)
    return ElementRule(
        code, [context], "There is exactly one \(path) in \(context).", remedy: "Keep one of them, or add it."
    ) {
        steps.count(in: $0) == 1
    }
}

func isDateInFormat102(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 8, text.allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
    let digits = text.map { Int($0 - 0x30) }
    return (1...12).contains(digits[4] * 10 + digits[5]) && (1...31).contains(digits[6] * 10 + digits[7])
}

extension XMLElement {
    /// Whether a reference is to a document of some types, among those that go with the invoice.
    func isDocument(_ types: [String]) -> Bool {
        name == CIIName.additionalDocument
            && CIIPaths.path("TypeCode").elements(in: self).contains { type in
                types.contains(type.withRawText { String(decoding: $0, as: UTF8.self) })
            }
    }

    fileprivate var priceDiscountIsWhole: Bool {
        let discount = "GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/"
        let indicators = CIIPaths.path(discount + "ChargeIndicator").elements(in: self)
        let isAllowance = CIIPaths.path(discount + "ChargeIndicator/udt:Indicator").elements(in: self).contains {
            $0.spells("false") || $0.spells("0")
        }
        let hasAmount = CIIPaths.path(discount + "ActualAmount").isThere(in: self)
        return isAllowance && hasAmount || indicators.isEmpty && !hasAmount
    }
}
