import Findings
import XMLSyntax

/// Codes that EXTENDED-CTC-FR allows, and elements that it has beyond EN 16931.
func extendedElementRules(_ syntax: InvoiceSyntax) -> [ElementRule] {
    let names = syntax == .cii ? ExtendedNames.cii : .ubl
    return reasonRules(names) + valueRules(names) + attributeRules(names)
        + (syntax == .cii ? extendedCIIRules : extendedUBLRules)
}

/// How a syntax calls what the rules are about.
private struct ExtendedNames: Sendable {
    let reasonCode: String
    let indicator: ElementPath
    let attachment: String
    let deliveryTerms: (name: String, parent: XMLName)
    let property: String
    let propertyName: [ElementPath]
    let value: ElementPath
    let quantity: ElementPath

    static let ubl = ExtendedNames(
        reasonCode: "cbc:AllowanceChargeReasonCode", indicator: ElementPath("cbc:ChargeIndicator"),
        attachment: "cbc:EmbeddedDocumentBinaryObject",
        deliveryTerms: ("cbc:ID", UBLVocabulary.shared["cac:DeliveryTerms"]),
        property: "cac:AdditionalItemProperty", propertyName: [ElementPath("cbc:Name"), ElementPath("cbc:NameCode")],
        value: ElementPath("cbc:Value"), quantity: ElementPath("cbc:ValueQuantity"))

    static let cii = ExtendedNames(
        reasonCode: "ram:ReasonCode", indicator: CIIPaths.path("ChargeIndicator/udt:Indicator"),
        attachment: "ram:AttachmentBinaryObject",
        deliveryTerms: ("ram:DeliveryTypeCode", CIIVocabulary.shared["ram:ApplicableTradeDeliveryTerms"]),
        property: "ram:ApplicableProductCharacteristic",
        propertyName: [CIIPaths.path("Description"), CIIPaths.path("TypeCode")],
        value: CIIPaths.path("Value"), quantity: CIIPaths.path("ValueMeasure"))
}

private func reasonRules(_ names: ExtendedNames) -> [ElementRule] {
    [
        reason("BR-FREXT-CL-20", "The reason of a charge is one of UNTDID 7161.", names) { list, code in
            list != nil && list != "7161" || CodeList.chargeReasons.contains(code)
        },
        reason("BR-FREXT-CL-20-TAX", "The tax that a charge is about (list 5153) is one of UNTDID 5153.", names) {
            list, code in
            list != "5153" || CodeList.chargedTaxes.contains(code)
        },
        reason("BR-FREXT-CL-20-LISTID", "The list of a charge's reason is 7161 or 5153.", names) { list, _ in
            ["", "7161", "5153"].contains(list ?? "")
        },
    ]
}

/// A rule on the code of the reason for a charge, by the list that it names.
private func reason(
    _ code: String, _ statement: String, _ names: ExtendedNames,
    _ holds: @escaping @Sendable (String?, UnsafeBufferPointer<UInt8>) -> Bool
) -> ElementRule {
    ElementRule(code, [names.reasonCode], statement, remedy: codeRemedy) { element in
        guard let item = element.parent, item.isAllowanceCharge else { return true }
        let isCharge = names.indicator.elements(in: item).contains { $0.spells("true") || $0.spells("1") }
        return !isCharge || element.withText { holds(element.attributeText("listID"), $0) }
    }
}

private func valueRules(_ names: ExtendedNames) -> [ElementRule] {
    [
        ElementRule(
            "BR-FREXT-CL-24", [names.attachment], "An attachment (BT-125) is of a format that EXTENDED-CTC-FR has.",
            remedy: "Attach the document in another format."
        ) { $0.withAttribute("mimeCode") { $0.map(CodeList.extendedAttachments.contains) ?? true } },
        ElementRule(
            "BR-FREXT-CL-27", [names.deliveryTerms.name], "Terms of delivery are a code of Incoterms.",
            remedy: codeRemedy
        ) {
            $0.parent?.name != names.deliveryTerms.parent || $0.withText(CodeList.deliveryTerms.contains)
        },
    ]
}

private func attributeRules(_ names: ExtendedNames) -> [ElementRule] {
    [
        ElementRule(
            "BR-FREXT-54-1", [names.property], "An attribute of an item (BG-32) has a name or a code for it.",
            remedy: "Add one of them."
        ) { property in names.propertyName.contains { $0.isThere(in: property) } },
        ElementRule(
            "BR-FREXT-54-2", [names.property],
            "An attribute of an item (BG-32) has a text, or a quantity with its unit.",
            remedy: "Keep one of the two."
        ) { property in
            let quantities = names.quantity.elements(in: property)
            if names.value.isThere(in: property) { return quantities.isEmpty }
            return quantities.contains { !($0.attributeText("unitCode") ?? "").isEmpty }
        },
    ]
}

extension XMLElement {
    fileprivate var isAllowanceCharge: Bool {
        name == UBLName.allowanceCharge || ["ram:SpecifiedTradeAllowanceCharge"].contains(writtenName)
    }
}
