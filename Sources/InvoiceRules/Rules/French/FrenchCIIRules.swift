import Findings
import XMLSyntax

/// The French rules for CII (BR-FR, flow 2).
let frenchCIIRules: [LocatedRule] =
    frenchDocumentRules(.cii) + frenchPartyRules(.cii) + numberRules + dateRules + codeRules + referenceRules
    + ciiDecimalRules

private let document = FrenchDocument.cii
private let line = "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem/ram:"
private let agreement = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/ram:"
private let delivery = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery/ram:"
private let settlement = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:"
private let lineReference = line + "SpecifiedLineTradeSettlement/ram:InvoiceReferencedDocument/"

private let numberRules: [LocatedRule] = [
    ("BT-1", "rsm:ExchangedDocument/ram:ID"), ("BT-25", settlement + "InvoiceReferencedDocument/ram:IssuerAssignedID"),
    ("EXT-FR-FE-136", lineReference + "ram:IssuerAssignedID"),
].flatMap { term, path in
    [
        LocatedRule(
            "BR-FR-01_\(term)", [path], text: "The number of an invoice has no more than 35 characters.",
            remedy: shorter
        ) {
            $0.unicodeScalars.count <= 35
        },
        LocatedRule(
            "BR-FR-02_\(term)", [path], text: "The number of an invoice has letters, digits and + - _ / alone.",
            remedy: shorter
        ) {
            FrenchValues.isDocumentNumber($0)
        },
    ]
}

private let shorter = "Correct the number; the numbering may have to change."

private let dateRules: [LocatedRule] = [
    ("BT-2", "rsm:ExchangedDocument/ram:IssueDateTime/udt:DateTimeString"),
    ("BT-7", settlement + "ApplicableTradeTax/ram:TaxPointDate/udt:DateString"),
    ("BT-9", settlement + "SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString"),
    ("BT-26", settlement + "InvoiceReferencedDocument/ram:FormattedIssueDateTime/qdt:DateTimeString"),
    ("BT-72", delivery + "ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString"),
    ("BT-73", settlement + "BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString"),
    ("BT-74", settlement + "BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString"),
    ("EXT-FR-FE-138", lineReference + "ram:FormattedIssueDateTime/qdt:DateTimeString"),
    (
        "EXT-FR-FE-158",
        line + "SpecifiedLineTradeDelivery/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString"
    ),
    (
        "EXT-FR-FE-134",
        line + "SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString"
    ),
    (
        "EXT-FR-FE-135",
        line + "SpecifiedLineTradeSettlement/ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString"
    ),
].map { term, path in
    LocatedRule("BR-FR-03_\(term)", [path], text: "A date is a day from 2000 to 2099.", remedy: "Correct the date.") {
        FrenchValues.isDay(String($0.prefix(8)), dashed: false)
    }
}

private let allowances = settlement + "SpecifiedTradeAllowanceCharge/ram:CategoryTradeTax"
private let breakdown = settlement + "ApplicableTradeTax"
private let lineTaxes = line + "SpecifiedLineTradeSettlement/ram:ApplicableTradeTax"

private let codeRules: [LocatedRule] =
    [
        ("BT-3", "rsm:ExchangedDocument/ram:TypeCode"),
        ("EXT-FR-FE-02", settlement + "InvoiceReferencedDocument/ram:TypeCode"),
        ("EXT-FR-FE-137", lineReference + "ram:TypeCode"),
    ].map { term, path in
        LocatedRule(
            "BR-FR-04_\(term)", [path], text: "The kind of invoice is one of the French list.",
            remedy: "Use 380, 381 or another code of the list."
        ) {
            FrenchValues.documentTypes.contains($0)
        }
    } + [("BT-95_BT-102", allowances), ("BT-95_BT-118", breakdown), ("BT-95_BT-151", lineTaxes)].flatMap(categoryRules)
    + [("BT-96_BT-103", allowances), ("BT-119", breakdown), ("BT-152", lineTaxes)].map { term, path in
        let rates = document.texts("ram:RateApplicablePercent")
        return LocatedRule(
            "BR-FR-16_\(term)", [path], "A rate of VAT is one that France has or had.", remedy: "Correct the rate."
        ) {
            rates($0).allSatisfy { $0.isEmpty || FrenchValues.vatRates.contains($0) }
        }
    }

private func categoryRules(_ term: String, _ path: String) -> [LocatedRule] {
    let codes = document.texts("ram:CategoryCode")
    let status = document.texts("ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode")
    return [
        LocatedRule(
            "BR-FR-15_\(term)", [path], "A VAT category is one of S, E, AE, K, G, O, Z.",
            remedy: "Choose another category."
        ) { tax in
            if codes(tax).contains(where: { FrenchValues.vatCategories.contains($0) }) { return true }
            // A line that only groups others, or only informs, does without.
            guard path == lineTaxes, codes(tax).isEmpty, let line = tax.parent?.parent else { return false }
            return status(line).contains { $0 == "GROUP" || $0 == "INFORMATION" }
        },
        LocatedRule(
            "BR-FR-15_\(term)_LM", [path], "The VAT category is none of Spanish islands and towns (L, M).",
            remedy: "Choose another category."
        ) {
            codes($0).allSatisfy { $0 != "L" && $0 != "M" }
        },
    ]
}

private let referenceRules: [LocatedRule] =
    noteValueRules + attachmentRules + [
        LocatedRule(
            "BR-FR-10_BT-30", [""], "The seller is named by its SIREN (BT-30).",
            remedy: "Add the seller's SIREN with the scheme 0002.",
            {
                let sirens = document.texts(document.seller + "/" + document.registration, scheme: "0002")
                return { sirens($0).contains { FrenchValues.isSIREN($0) } }
            }()),
        LocatedRule(
            "BR-FR-CO-03_BT-3", [""],
            "A global allowance (262) names its contract (BT-12) and its period, with both dates (BG-14).",
            remedy: "Add contract and period.",
            {
                let isGlobal = document.type(in: ["262"])
                let needed = [
                    agreement + "ContractReferencedDocument/ram:IssuerAssignedID",
                    settlement + "BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString",
                    settlement + "BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString",
                ].map { document.texts($0) }
                return { root in !isGlobal(root) || needed.allSatisfy { $0(root).contains { !$0.isEmpty } } }
            }()),
        LocatedRule(
            "BR-FR-CO-04_BT-4", [""],
            "A corrective invoice (384, 471, 472, 473) refers to exactly one earlier invoice (BG-3).",
            remedy: "Keep one reference, or add it.",
            {
                let isCorrective = document.type(in: FrenchValues.corrective)
                let references = document.elements(settlement + "InvoiceReferencedDocument")
                return { !isCorrective($0) || references($0).count == 1 }
            }()),
        LocatedRule(
            "BR-FR-CO-05_BT-3", [""],
            "A credit note refers to an earlier invoice with its date, at the head or in every line.",
            remedy: "Add number and date of the invoice that is credited.",
            {
                let isCredit = document.type(in: FrenchValues.credits)
                let (header, lines) = (
                    document.elements(settlement + "InvoiceReferencedDocument"),
                    document.elements(String(line.dropLast(5)))
                )
                let status = document.texts("ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode")
                let inLine = document.elements("ram:SpecifiedLineTradeSettlement/ram:InvoiceReferencedDocument")
                let (id, date) = (
                    document.elements("ram:IssuerAssignedID"),
                    document.elements("ram:FormattedIssueDateTime/qdt:DateTimeString")
                )
                let isWhole = { @Sendable (reference: XMLElement) in !id(reference).isEmpty && !date(reference).isEmpty
                }
                return { root in
                    guard isCredit(root), !header(root).contains(where: isWhole) else { return true }
                    return lines(root).allSatisfy { line in
                        let says = status(line)
                        return !says.isEmpty && !says.contains("DETAIL") || inLine(line).contains(where: isWhole)
                    }
                }
            }()),
    ]

private let noteValueRules: [LocatedRule] = [
    LocatedRule(
        "BR-FR-20_BT-21", ["rsm:ExchangedDocument/ram:IncludedNote"],
        "The treatment of an invoice (note BAR) is one of the French list.",
        remedy: "Use B2B, B2BINT, B2C, B2CINT, OUTOFSCOPE or ARCHIVEONLY.",
        {
            let (subject, content) = (document.texts("ram:SubjectCode"), document.texts("ram:Content"))
            return { note in
                !subject(note).contains("BAR") || content(note).contains { FrenchValues.treatments.contains($0) }
            }
        }()),
    LocatedRule(
        "BR-FR-31_BT-21", ["rsm:ExchangedDocument"], "The treatment of an invoice (note BAR) is given once.",
        remedy: "Keep one of them.",
        {
            let treatment = document.treatment
            return { document in
                treatment(document.element(at: 0)).count { FrenchValues.treatments.contains($0.trimmed) } <= 1
            }
        }()),
]

private let attachmentRules: [LocatedRule] = [
    LocatedRule(
        "BR-FR-17_BT-123", [agreement + "AdditionalReferencedDocument"],
        "The description of an attachment (BT-123) is a code of the French list.",
        remedy: "Use a code such as DOCUMENT_ANNEXE or BON_LIVRAISON.",
        {
            let names = document.texts("ram:Name")
            return { reference in
                guard reference.isDocument(["916"]) else { return true }
                return names(reference).allSatisfy {
                    $0.trimmed.isEmpty || FrenchValues.attachments.contains($0.trimmed)
                }
            }
        }()),
    LocatedRule(
        "BR-FR-18_BT-123", [""], "There is no more than one attachment for reading (LISIBLE).",
        remedy: "Keep one of them.",
        {
            let documents = document.elements(agreement + "AdditionalReferencedDocument")
            let names = document.texts("ram:Name")
            return { root in documents(root).count { names($0).contains("LISIBLE") } <= 1 }
        }()),
    characteristic(
        "BR-FR-27_BG-32", "", "An attribute of an item has a name or a code.",
        {
            !CIIPaths.path("Description").elements(in: $0).isEmpty
                || !CIIPaths.path("TypeCode").elements(in: $0).isEmpty
        }),
    characteristic("BR-FR-27_BT-160", "/ram:Description", "The name of an attribute is not blank.") {
        !$0.rawString.trimmed.isEmpty
    },
    characteristic("BR-FR-27_EXT-FR-FE-159", "/ram:TypeCode", "The code of an attribute is not blank.") {
        !$0.rawString.trimmed.isEmpty
    },
    characteristic("BR-FR-28-Value", "", "An attribute of an item has either a text or a quantity with its unit.") {
        attribute in
        let measures = CIIPaths.path("ValueMeasure").elements(in: attribute)
        if !CIIPaths.path("Value").isThere(in: attribute) {
            return measures.contains { !($0.attributeText("unitCode") ?? "").isEmpty }
        }
        return measures.isEmpty
    },
    once("BR-FR-29_BT-18", agreement), named("BR-FR-29_AFL", "AFL", agreement),
    named("BR-FR-29_AVV", "AVV", agreement),
    once("BR-FR-30_BT-128", line), named("BR-FR-30_AFL", "AFL", line), named("BR-FR-30_AVV", "AVV", line),
]

private func characteristic(
    _ code: String, _ below: String, _ statement: String, _ holds: @escaping @Sendable (XMLElement) -> Bool
) -> LocatedRule {
    LocatedRule(
        code, [line + "SpecifiedTradeProduct/ram:ApplicableProductCharacteristic" + below], statement,
        remedy: "Correct the attribute.",
        holds)
}

/// Objects of a line are looked for in the line itself, as the official rules have it, and not in its settlement.
private func once(_ code: String, _ within: String) -> LocatedRule {
    let references = document.elements("ram:AdditionalReferencedDocument")
    let schemes = document.texts("ram:ReferenceTypeCode")
    return LocatedRule(
        code, [String(within.dropLast("/ram:".count))],
        "There is no more than one object of each of the schemes AFL and AVV.",
        remedy: "Keep one of them."
    ) { element in
        ["AFL", "AVV"].allSatisfy { scheme in references(element).count { schemes($0).contains(scheme) } <= 1 }
    }
}

private func named(_ code: String, _ scheme: String, _ within: String) -> LocatedRule {
    let (schemes, ids) = (document.texts("ram:ReferenceTypeCode"), document.texts("ram:IssuerAssignedID"))
    return LocatedRule(
        code, [within + "AdditionalReferencedDocument"],
        "An object that is named (scheme \(scheme)) has an identifier.",
        remedy: "Add the identifier."
    ) { !schemes($0).contains(scheme) || ids($0).allSatisfy { !$0.trimmed.isEmpty } }
}

// MARK: Decimals

private let totals = settlement + "SpecifiedTradeSettlementHeaderMonetarySummation/ram:"
private let lineAllowance = line + "SpecifiedLineTradeSettlement/ram:SpecifiedTradeAllowanceCharge/ram:"
private let price = line + "SpecifiedLineTradeAgreement/ram:"

private let ciiDecimalRules: [LocatedRule] =
    [
        ("BT-92_BT-99", settlement + "SpecifiedTradeAllowanceCharge/ram:ActualAmount"),
        ("BT-93_BT-100", settlement + "SpecifiedTradeAllowanceCharge/ram:BasisAmount"),
        ("BT-106", totals + "LineTotalAmount"),
        ("BT-107", totals + "AllowanceTotalAmount"), ("BT-108", totals + "ChargeTotalAmount"),
        ("BT-109", totals + "TaxBasisTotalAmount"),
        ("BT-110", totals + "TaxTotalAmount"), ("BT-112", totals + "GrandTotalAmount"),
        ("BT-113", totals + "TotalPrepaidAmount"),
        ("BT-114", totals + "RoundingAmount"), ("BT-115", totals + "DuePayableAmount"),
        ("BT-116", breakdown + "/ram:BasisAmount"),
        ("BT-117", breakdown + "/ram:CalculatedAmount"),
        (
            "BT-131",
            line + "SpecifiedLineTradeSettlement/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount"
        ),
        ("BT-136_BT-141", lineAllowance + "ActualAmount"), ("BT-137_BT-142", lineAllowance + "BasisAmount"),
    ].map { frenchAmountRule($0, [$1]) }
    + [
        ("BT-129", line + "SpecifiedLineTradeDelivery/ram:BilledQuantity"),
        ("BT-149", price + "NetPriceProductTradePrice/ram:BasisQuantity"),
    ].map { term, path in
        LocatedRule(
            "BR-FR-DEC-02_\(term)", [path], text: "A quantity has no more than four decimal places and 19 digits.",
            remedy: "Round the quantity."
        ) { FrenchValues.isDecimal($0, places: 4) }
    }
    + [
        ("BT-146", price + "NetPriceProductTradePrice/ram:ChargeAmount"),
        ("BT-147", price + "GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge/ram:ActualAmount"),
        ("BT-148", price + "GrossPriceProductTradePrice/ram:ChargeAmount"),
    ].map { frenchPriceRule($0, [$1], .cii, mayBeBlank: false) }
    + [
        ("BT-96_BT-103", allowances + "/ram:RateApplicablePercent"),
        ("BT-119", breakdown + "/ram:RateApplicablePercent"),
        ("BT-152", lineTaxes + "/ram:RateApplicablePercent"),
    ].map { frenchRateRule($0, [$1]) }
