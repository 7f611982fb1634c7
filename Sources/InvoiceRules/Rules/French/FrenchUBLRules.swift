import Findings
import XMLSyntax

/// The French rules for UBL (BR-FR, flow 2).
let frenchUBLRules: [LocatedRule] =
    frenchDocumentRules(.ubl) + frenchPartyRules(.ubl) + numberRules + dateRules + codeRules + referenceRules
    + noteValueRules
    + ublDecimalRules

private let lines = ["cac:InvoiceLine", "cac:CreditNoteLine"]

private func inLines(_ path: String) -> [String] { lines.map { $0 + "/" + path } }

private let document = FrenchDocument.ubl

private let numberRules: [LocatedRule] = [
    ("BT-1", ["cbc:ID"]), ("BT-25", ["cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID"]),
    ("EXT-FR-FE-136", inLines("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")),
].flatMap { term, paths in
    [
        LocatedRule(
            "BR-FR-01_\(term)-1", paths, text: "The number of an invoice has no more than 35 characters.",
            remedy: shorter
        ) {
            $0.unicodeScalars.count <= 35
        },
        LocatedRule(
            "BR-FR-01_\(term)-2", paths, text: "The number of an invoice has letters, digits and + - _ / alone.",
            remedy: shorter
        ) {
            FrenchValues.isDocumentNumber($0)
        },
        LocatedRule(
            "BR-FR-02_\(term)", paths, text: "The number of an invoice has no space and no other sign.", remedy: shorter
        ) {
            FrenchValues.isDocumentNumber($0)
        },
    ]
}

private let shorter = "Correct the number; the numbering may have to change."

private let dateRules: [LocatedRule] = [
    ("BT-2", ["cbc:IssueDate"]), ("BT-7", ["cbc:TaxPointDate"]), ("BT-9", ["cbc:DueDate"]),
    ("BT-26", ["cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate"]),
    ("BT-72", ["cac:Delivery/cbc:ActualDeliveryDate"]),
    ("BT-73", ["cac:InvoicePeriod/cbc:StartDate"]), ("BT-74", ["cac:InvoicePeriod/cbc:EndDate"]),
    ("EXT-FR-FE-138", inLines("cac:BillingReference/cac:InvoiceDocumentReference/cbc:IssueDate")),
    ("EXT-FR-FE-158", inLines("cac:Delivery/cbc:ActualDeliveryDate")),
    ("BT-134", inLines("cac:InvoicePeriod/cbc:StartDate")),
    ("BT-135", inLines("cac:InvoicePeriod/cbc:EndDate")),
].map { term, paths in
    LocatedRule("BR-FR-03_\(term)", paths, text: "A date is a day from 2000 to 2099.", remedy: "Correct the date.") {
        FrenchValues.isDay($0, dashed: true)
    }
}

private let allowanceClasses = ["cac:AllowanceCharge/cac:TaxCategory"] + inLines("cac:AllowanceCharge/cac:TaxCategory")
private let breakdownClasses =
    ["cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory"] + inLines("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory")
private let lineClasses = inLines("cac:Item/cac:ClassifiedTaxCategory")

private let codeRules: [LocatedRule] =
    [
        ("BT-3", ["cbc:InvoiceTypeCode", "cbc:CreditNoteTypeCode"]),
        ("EXT-FR-FE-02", ["cac:BillingReference/cac:InvoiceDocumentReference/cbc:DocumentTypeCode"]),
        ("EXT-FR-FE-137", inLines("cac:BillingReference/cac:InvoiceDocumentReference/cbc:DocumentTypeCode")),
    ].map { term, paths in
        LocatedRule(
            "BR-FR-04_\(term)", paths, text: "The kind of invoice is one of the French list.",
            remedy: "Use 380, 381 or another code of the list."
        ) {
            FrenchValues.documentTypes.contains($0)
        }
    }
    + [
        ("BR-FR-15_BT-95_BT-102-1", "BR-FR-15_BT-95_BT-102-2", allowanceClasses),
        ("BR-FR-15_BT-118-1", "BR-FR-15_BT-118-2", breakdownClasses),
        ("BR-FR-15_BT-151-1", "BR-FR-08_BT-151-2", lineClasses),
    ].flatMap { listed, islands, paths in
        let codes = document.texts("cbc:ID")
        return [
            LocatedRule(
                listed, paths, "A VAT category is one of S, E, AE, K, G, O, Z.", remedy: "Choose another category."
            ) {
                codes($0).allSatisfy { FrenchValues.vatCategories.contains($0) }
            },
            LocatedRule(
                islands, paths, "The VAT category is none of Spanish islands and towns (L, M).",
                remedy: "Choose another category."
            ) {
                codes($0).allSatisfy { $0 != "L" && $0 != "M" }
            },
        ]
    }
    + [
        ("BR-FR-16_BT-96", allowanceClasses), ("BR-FR-16_BT-119", breakdownClasses),
        ("BR-FR-16_BT-152", ["cac:InvoiceLine/cac:Item/cac:ClassifiedTaxCategory"]),
    ].map { code, paths in
        let rates = document.texts("cbc:Percent")
        return LocatedRule(code, paths, "A rate of VAT is one that France has or had.", remedy: "Correct the rate.") {
            rates($0).allSatisfy { FrenchValues.vatRates.contains($0) }
        }
    }

private let referenceRules: [LocatedRule] = [
    LocatedRule(
        "BR-FR-17_BT-123", ["cac:AdditionalDocumentReference"],
        "The description of an attachment (BT-123) is a code of the French list.",
        remedy: "Use a code such as DOCUMENT_ANNEXE or BON_LIVRAISON.",
        {
            let texts = document.texts("cbc:DocumentDescription")
            return { texts($0).allSatisfy { FrenchValues.attachments.contains($0) } }
        }()),
    LocatedRule(
        "BR-FR-18_BT-123", [""], "There is no more than one attachment for reading (LISIBLE).",
        remedy: "Keep one of them.",
        {
            let texts = document.texts("cac:AdditionalDocumentReference/cbc:DocumentDescription")
            return { root in texts(root).count { $0 == "LISIBLE" } <= 1 }
        }()),
    LocatedRule(
        "BR-FR-28-Value", inLines("cac:Item/cac:AdditionalItemProperty"),
        "An attribute of an item has either a text or a quantity with its unit.", remedy: "Keep one of the two.",
        {
            let (value, quantity) = (document.elements("cbc:Value"), document.elements("cbc:ValueQuantity"))
            return { property in
                let hasUnit = quantity(property).contains { !($0.attributeText("unitCode") ?? "").isEmpty }
                return value(property).isEmpty ? hasUnit : quantity(property).isEmpty
            }
        }()),
    objectsOnce("BR-FR-29_BT-18", ["cac:AdditionalDocumentReference"], "object"),
    objectsOnce("BR-FR-30_BT-128", inLines("cac:DocumentReference"), "object of a line"),
    object("BR-FR-29_AFL", ["cac:AdditionalDocumentReference/cbc:ID"], "AFL"),
    object("BR-FR-29_AVV", ["cac:AdditionalDocumentReference/cbc:ID"], "AVV"),
    object("BR-FR-30_AFL", inLines("cac:DocumentReference/cbc:ID"), "AFL"),
    object("BR-FR-30_AVV", inLines("cac:DocumentReference/cbc:ID"), "AVV"),
    LocatedRule(
        "BR-FR-10_BT-30", ["cac:AccountingSupplierParty/cac:Party/cac:PartyLegalEntity"],
        "The seller is named by its SIREN (BT-30).",
        remedy: "Add the seller's SIREN with the scheme 0002.",
        {
            let sirens = document.texts("cbc:CompanyID", scheme: "0002")
            return { sirens($0).contains { FrenchValues.isSIREN($0) } }
        }()),
    LocatedRule(
        "BR-FR-CO-03_BT-3", [""],
        "A global allowance (262) names its contract (BT-12) and its period, with both dates (BG-14).",
        remedy: "Add contract and period.",
        {
            let types = document.texts("cbc:CreditNoteTypeCode")
            let needed = [
                "cac:ContractDocumentReference/cbc:ID", "cac:InvoicePeriod/cbc:StartDate",
                "cac:InvoicePeriod/cbc:EndDate",
            ].map {
                document.texts($0)
            }
            return { root in !types(root).contains("262") || needed.allSatisfy { $0(root).contains { !$0.isEmpty } } }
        }()),
    LocatedRule(
        "BR-FR-CO-04_BT-3", [""],
        "A corrective invoice (384, 471, 472, 473) refers to exactly one earlier invoice (BG-3).",
        remedy: "Keep one reference, or add it.",
        {
            let (types, references) = (document.texts("cbc:InvoiceTypeCode"), document.elements("cac:BillingReference"))
            return { root in
                !types(root).contains { FrenchValues.corrective.contains($0) } || references(root).count == 1
            }
        }()),
    LocatedRule(
        "BR-FR-CO-05_BT-3", [""],
        "A credit note refers to an earlier invoice with its date, at the head or in every line.",
        remedy: "Add number and date of the invoice that is credited.", creditRefersToInvoice),
]

private func objectsOnce(_ code: String, _ paths: [String], _ what: String) -> LocatedRule {
    let (leases, contracts) = (document.texts("cbc:ID", scheme: "AFL"), document.texts("cbc:ID", scheme: "AVV"))
    return LocatedRule(
        code, paths, "There is no more than one \(what) of each of the schemes AFL and AVV.",
        remedy: "Keep one of them."
    ) { leases($0).count <= 1 && contracts($0).count <= 1 }
}

private func object(_ code: String, _ paths: [String], _ scheme: String) -> LocatedRule {
    LocatedRule(
        code, paths, "An object that is named (scheme \(scheme)) has an identifier.", remedy: "Add the identifier."
    ) {
        $0.attributeText("schemeID") != scheme || !$0.rawString.trimmed.isEmpty
    }
}

private let creditRefersToInvoice: @Sendable (XMLElement) -> Bool = {
    let (types, numbers) = (document.texts("cbc:CreditNoteTypeCode"), document.texts("cbc:ID"))
    let header = document.elements("cac:BillingReference/cac:InvoiceDocumentReference")
    let (references, lines) = (document.elements("cac:BillingReference"), document.elements("cac:CreditNoteLine"))
    let ids = document.texts("cac:InvoiceDocumentReference/cbc:ID")
    let status = document.texts("cac:InvoiceDocumentReference/cbc:DocumentStatusCode")
    let (id, date) = (document.elements("cbc:ID"), document.elements("cbc:IssueDate"))
    let documents = document.elements("cac:InvoiceDocumentReference")
    let isWhole = { @Sendable (reference: XMLElement) in !id(reference).isEmpty && !date(reference).isEmpty }
    return { root in
        guard types(root).contains(where: { FrenchValues.credits.contains($0) }) else { return true }
        if header(root).contains(where: isWhole) { return true }
        let own = numbers(root)
        let counted = lines(root).filter { line in
            let ofItself = references(line).filter { ids($0).contains { own.contains($0) } }
            return ofItself.isEmpty || ofItself.contains { status($0).contains("DETAIL") }
        }
        return counted.allSatisfy { line in
            references(line).contains { reference in
                ids(reference).contains { number in own.contains { $0 != number } }
                    && documents(reference).contains(where: isWhole)
            }
        }
    }
}()

private let noteValueRules: [LocatedRule] = [
    LocatedRule(
        "BR-FR-20_BT-21", [""], "The treatment of an invoice (note BAR) is one of the French list.",
        remedy: "Use B2B, B2BINT, B2C, B2CINT, OUTOFSCOPE or ARCHIVEONLY.",
        {
            let treatment = document.treatment
            return { treatment($0).allSatisfy { $0.isEmpty || FrenchValues.treatments.contains($0) } }
        }()),
    LocatedRule(
        "BR-FR-30_BT-21", [""], "The treatment of an invoice (note BAR) is given once.", remedy: "Keep one of them.",
        {
            let notes = document.texts("cbc:Note")
            return { root in
                let joined = notes(root).filter { $0.contains("#BAR#") }.joined() + "#"
                return FrenchValues.treatments.reduce(0) { $0 + joined.ranges(of: "BAR#\($1)#").count } <= 1
            }
        }()),
]
