import Findings
import XMLSyntax

/// How single elements of UBL are used: documents that go with the invoice, registrations, attachments, amounts.
let ublElementRules: [ElementRule] = referenceRules + valueRules + ublPartyElementRules + unusedInContext

private let documentReferences = ["cac:AdditionalDocumentReference"]

private let referenceRules: [ElementRule] = [
    ElementRule(
        "UBL-SR-43", documentReferences,
        "A document type is 130 for the invoiced object (BT-18), or 50 for a project in a credit note; a scheme goes with 130.",
        remedy: "Leave out the type code of a document that supports the invoice."
    ) { reference in
        guard let type = reference.child(UBLName.documentTypeCode) else {
            return !(reference.child(UBLName.id)?.has(attribute: "schemeID") ?? false)
        }
        return type.spells("130") || (type.spells("50") && reference.isInCreditNote)
    },
    ElementRule(
        "UBL-CR-665", documentReferences, "Only an invoiced object (BT-18) has a scheme.",
        remedy: "Leave the scheme out.", severity: .warning
    ) { reference in
        reference.isInvoicedObject || !(reference.child(UBLName.id)?.has(attribute: "schemeID") ?? false)
    },
    ElementRule(
        "UBL-CR-666", documentReferences, "An invoiced object (BT-18) has no attachment.",
        remedy: "Refer to the attachment in another document reference."
    ) { !$0.isInvoicedObject || $0.child(UBLName.attachment) == nil },
    ElementRule(
        "UBL-CR-673", documentReferences, "An invoiced object (BT-18) has no description.",
        remedy: "Leave the description out."
    ) { !$0.isInvoicedObject || $0.child(UBLName.documentDescription) == nil },
    ElementRule(
        "BR-55", ["cac:BillingReference"], "A reference to an earlier invoice (BG-3) gives its number (BT-25).",
        remedy: "Add the number of the earlier invoice."
    ) { $0.descendant(UBLName.invoiceDocumentReference, UBLName.id) != nil },
    ElementRule(
        "UBL-SR-07", ["cac:BillingReference"], "A reference to an earlier invoice (BG-3) gives its number (BT-25).",
        remedy: "Add the number of the earlier invoice."
    ) { $0.descendant(UBLName.invoiceDocumentReference, UBLName.id) != nil },
    ElementRule(
        "UBL-SR-53", ["cac:PartyTaxScheme"], "A tax registration has a number and names the tax.",
        remedy: "Add what is missing of the two."
    ) { $0.child(UBLName.companyID) != nil && $0.descendant(UBLName.taxScheme, UBLName.id) != nil },
]

private let valueRules: [ElementRule] = [
    ElementRule(
        "BR-CL-14", ["cbc:IdentificationCode"], "A country is named by its code of ISO 3166.", remedy: codeRemedy
    ) { $0.parent?.name != UBLName.country || $0.withText(CodeList.countries.contains) },
    ElementRule(
        "UBL-DT-01", UBLVocabulary.amounts, "An amount has no more than two decimal places; a price may have more.",
        remedy: "Round the amount."
    ) { $0.isWithinPrice || InvoiceValue(element: $0, figure: .unknown).hasTwoPlacesAtMost },
    ElementRule(
        "UBL-DT-06", ["cbc:EmbeddedDocumentBinaryObject"], "An attachment (BT-125) names its MIME type.",
        remedy: "Add the attribute mimeCode."
    ) { $0.has(attribute: "mimeCode") },
    ElementRule(
        "UBL-DT-07", ["cbc:EmbeddedDocumentBinaryObject"], "An attachment (BT-125) names its file.",
        remedy: "Add the attribute filename."
    ) { $0.has(attribute: "filename") },
    ElementRule(
        "UBL-SR-30", ["cac:AllowanceCharge"], "An allowance has no more than one text for its reason (BT-97).",
        remedy: "Keep one of them."
    ) { !$0.indicates("false", "0") || ElementPath.reasons.count(in: $0) <= 1 },
    ElementRule(
        "UBL-SR-31", ["cac:AllowanceCharge"], "A charge has no more than one text for its reason (BT-104).",
        remedy: "Keep one of them."
    ) { !$0.indicates("true", "1") || ElementPath.reasons.count(in: $0) <= 1 },
]

/// Elements that EN 16931 does not use in some place or with some value, wherever that place is.
private let unusedInContext: [ElementRule] = [
    unused("UBL-CR-002", ["cbc:UBLVersionID"], "a version of UBL other than 2.1") { $0.spells("2.1") },
    unused("UBL-CR-412", ["cbc:PaymentDueDate"], "cbc:PaymentDueDate in an invoice") { $0.isInCreditNote },
    unused("UBL-CR-664", ["cac:FinancialInstitution"], "cac:FinancialInstitution") { _ in false },
    unused("UBL-CR-669", ["cbc:AllowanceChargeReasonCode"], "a reason code for the discount on a price") {
        !$0.isWithinPrice
    },
    unused("UBL-CR-670", ["cbc:AllowanceChargeReason"], "a reason for the discount on a price") { !$0.isWithinPrice },
    unused("UBL-CR-671", ["cbc:MultiplierFactorNumeric"], "a percentage for the discount on a price") {
        !$0.isWithinPrice
    },
    unused("UBL-CR-680", ["cac:PayerFinancialAccount"], "cac:PayerFinancialAccount in cac:PaymentMeans") {
        $0.parent?.name != UBLName.paymentMeans
    },
    unused("UBL-CR-662", ["cbc:AllowanceChargeReasonCode"], isOnAttributes: true, "the list of a reason code") {
        !$0.has(attribute: "listID")
    },
    unused("UBL-CR-660", ["cbc:IdentificationCode"], isOnAttributes: true, "the list of a country code") {
        $0.parent?.name != UBLName.country || !$0.has(attribute: "listID")
    },
    unusedScheme("UBL-CR-652", "cbc:CompanyID", in: "cac:PartyTaxScheme"),
    unusedScheme("UBL-CR-667", "cbc:ID", in: "cac:BuyersItemIdentification"),
    unusedScheme("UBL-CR-668", "cbc:ID", in: "cac:SellersItemIdentification"),
    unusedScheme("UBL-CR-674", "cbc:PrimaryAccountNumberID", in: nil),
    unusedScheme("UBL-CR-675", "cbc:NetworkID", in: "cac:CardAccount"),
    unusedScheme("UBL-CR-676", "cbc:ID", in: "cac:PaymentMandate"),
    unused("UBL-CR-677", ["cbc:ID"], isOnAttributes: true, "the scheme of a debited account") { id in
        id.parent?.name != UBLName.payerFinancialAccount || id.parent?.parent?.name != UBLName.paymentMandate
            || !id.has(attribute: "schemeID")
    },
    unusedScheme("UBL-CR-678", "cbc:ID", in: "cac:TaxCategory"),
    unusedScheme("UBL-CR-679", "cbc:ID", in: "cac:ClassifiedTaxCategory"),
]

private func unused(
    _ code: String, _ names: [String], isOnAttributes: Bool = false, _ what: String,
    unless allowed: @escaping @Sendable (XMLElement) -> Bool
) -> ElementRule {
    ElementRule(
        code, names, "EN 16931 does not use \(what).",
        remedy: "Leave it out: who receives the invoice may pass over it.",
        severity: .warning, isOnAttributes: isOnAttributes, allowed)
}

private func unusedScheme(_ code: String, _ element: String, in parent: String?) -> ElementRule {
    let parent = parent.map { UBLVocabulary.shared[$0] }
    return unused(
        code, [element], isOnAttributes: true, "the scheme of \(element)\(parent == nil ? "" : " in this place")"
    ) {
        (parent != nil && $0.parent?.name != parent) || !$0.has(attribute: "schemeID")
    }
}

extension ElementPath {
    fileprivate static let reasons = ElementPath("cbc:AllowanceChargeReason")
}

extension XMLElement {
    func spells(_ word: StaticString) -> Bool { withText { $0.spells(word) } }

    fileprivate var isInvoicedObject: Bool { child(UBLName.documentTypeCode)?.spells("130") ?? false }
    fileprivate var isInCreditNote: Bool { element(at: 0).name == UBLName.creditNote }
    /// Whether an element belongs to the discount on a price.
    fileprivate var isWithinPrice: Bool {
        parent?.name == UBLName.allowanceCharge && parent?.parent?.name == UBLName.price
    }

    fileprivate func indicates(_ word: StaticString, _ digit: StaticString) -> Bool {
        child(UBLName.chargeIndicator).map { $0.spells(word) || $0.spells(digit) } ?? false
    }
}
