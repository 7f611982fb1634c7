import Findings
import XMLSyntax

/// How CII names parties and payments (CII-SR).
let ciiPartyElementRules: [ElementRule] = [
    identifiedOnce("CII-SR-449", "ApplicableHeaderTradeDelivery", "ShipToTradeParty"),
    identifiedOnce("CII-SR-450", "ApplicableHeaderTradeAgreement", "BuyerTradeParty"),
    identifiedOnce("CII-SR-451", "ApplicableHeaderTradeSettlement", "PayeeTradeParty"),
    contactIsOne("CII-SR-465", "SellerTradeParty"), contactIsOne("CII-SR-466", "BuyerTradeParty"),
    documents("CII-SR-457", "ApplicableHeaderTradeAgreement", "50", nil, "tender or lot (BT-17)"),
    documents("CII-SR-458", "ApplicableHeaderTradeAgreement", "130", "IssuerAssignedID", "invoiced object (BT-18)"),
    documents("CII-SR-474", "SpecifiedLineTradeSettlement", "130", nil, "invoiced object (BT-128)"),
    attachments("CII-SR-475", "Name"), attachments("CII-SR-476", "AttachmentBinaryObject"),
    ElementRule(
        "BR-CO-09", [ciiPath("SpecifiedTaxRegistration")],
        "A VAT number begins with the code of the country that gave it.",
        remedy: "Put the country code, such as FR or DE, before the number."
    ) { registration in
        CIIPaths.path("ID").elements(in: registration).allSatisfy { id in
            guard InvoiceValue(element: id, figure: .unknown).attribute("schemeID", is: "VA") else { return true }
            return id.withRawText { text in
                let head = UnsafeBufferPointer(rebasing: text.prefix(2))
                return head.spells("EL") || CodeList.countries.contains(head)
            }
        }
    },
]

let ciiPaymentElementRules: [ElementRule] = [
    ElementRule(
        "CII-SR-462", [ciiPath("ApplicableHeaderTradeSettlement")],
        "All entries of the VAT breakdown have the same code (BT-8).",
        remedy: "Give the same code everywhere."
    ) { Set(CIIPaths.path("ApplicableTradeTax/DueDateTypeCode").elements(in: $0).map(\.rawString)).count <= 1 },
    sameEverywhere("CII-SR-467", "TypeCode", "name the same means of payment (BT-81)"),
    sameEverywhere("CII-SR-468", "Information", "have the same text (BT-82)"),
    ElementRule(
        "CII-SR-470", [ciiPath("SpecifiedTradeSettlementPaymentMeans")],
        "A credit transfer names one account (BT-84): an IBAN or another.",
        remedy: "Give one of the two."
    ) { means in
        guard let type = means.child(CIIName.typeCode), type.spells("30") || type.spells("58") else { return true }
        return CIIPaths.path("PayeePartyCreditorFinancialAccount/IBANID").isThere(in: means)
            != CIIPaths.path("PayeePartyCreditorFinancialAccount/ProprietaryID").isThere(in: means)
    },
]

private func identifiedOnce(_ code: String, _ context: String, _ party: String) -> ElementRule {
    let (plain, global) = (CIIPaths.path("\(party)/ID"), CIIPaths.path("\(party)/GlobalID"))
    return ElementRule(
        code, [ciiPath(context)], "\(party) has one identifier, with a scheme or without.", remedy: "Keep one of them.",
        severity: .warning
    ) { !plain.isThere(in: $0) || !global.isThere(in: $0) }
}

private func contactIsOne(_ code: String, _ party: String) -> ElementRule {
    let (person, department) = (
        CIIPaths.path("\(party)/DefinedTradeContact/PersonName"),
        CIIPaths.path("\(party)/DefinedTradeContact/DepartmentName")
    )
    return ElementRule(
        code, [ciiPath("ApplicableHeaderTradeAgreement")], "The contact of \(party) is a person or a department.",
        remedy: "Keep one of the two.", severity: .warning
    ) { !person.isThere(in: $0) || !department.isThere(in: $0) }
}

private func documents(_ code: String, _ context: String, _ type: String, _ child: String?, _ what: String)
    -> ElementRule
{
    let references = CIIPaths.path("AdditionalReferencedDocument")
    let inner = child.map { CIIPaths.path($0) }
    return ElementRule(
        code, [ciiPath(context)], "There is no more than one \(what).", remedy: "Keep one of them.", severity: .warning
    ) { element in
        let found = references.elements(in: element).filter { $0.isDocument([type]) }
        return (inner.map { inner in found.reduce(0) { $0 + inner.count(in: $1) } } ?? found.count) <= 1
    }
}

/// Read to the letter, these allow one such child in all documents together: the official rules count them so.
private func attachments(_ code: String, _ child: String) -> ElementRule {
    let (references, path) = (CIIPaths.path("AdditionalReferencedDocument"), CIIPaths.path(child))
    return ElementRule(
        code, [ciiPath("ApplicableHeaderTradeAgreement")],
        "The documents that support the invoice (BG-24) have no more than one \(child).",
        remedy: "Keep one of them, or put the documents into one.", severity: .warning
    ) { agreement in
        references.elements(in: agreement).filter { document in
            CIIPaths.path("TypeCode").elements(in: document).contains { $0.spells("916") }
        }.reduce(0) { $0 + path.count(in: $1) } <= 1
    }
}

private func sameEverywhere(_ code: String, _ child: String, _ what: String) -> ElementRule {
    let path = CIIPaths.path("SpecifiedTradeSettlementPaymentMeans/\(child)")
    return ElementRule(
        code, [ciiPath("ApplicableHeaderTradeSettlement")], "All payment instructions (BG-16) \(what).",
        remedy: "Give the same everywhere."
    ) { Set(path.elements(in: $0).map(\.text)).count <= 1 }
}

extension XMLElement {
    var rawString: String { withRawText { String(decoding: $0, as: UTF8.self) } }
}
