import Findings
import XMLSyntax

/// What Factur-X EXTENDED asks of single elements, in place of rules of EN 16931 and besides them.
let facturXElementRules: [ElementRule] = [
    said("BR-FXEXT-01", ["rsm:ExchangedDocument"], "A note"),
    said("BR-FXEXT-02", [ciiPath("AssociatedDocumentLineDocument")], "A note of a line"),
    ElementRule(
        "BR-FXEXT-03", [ciiPath("SpecifiedTaxRegistration")],
        "Whoever is not the seller is named to the tax office by a VAT number alone.",
        remedy: "Give the VAT number (scheme VA), or leave the number out."
    ) { registration in
        registration.isWithin(CIIName.name("SellerTradeParty"))
            || taxNumber.elements(in: registration).allSatisfy {
                $0.withAttribute("schemeID") { $0?.spells("VA") ?? false }
            }
    },
    ElementRule(
        "BR-FXEXT-04", [ciiPath("TypeCode")], "What an attribute of an item is about (BT-X-11) is one of UNTDID 6313.",
        remedy: codeRemedy, severity: .warning
    ) { $0.parent?.name != characteristic || $0.withText(CodeList.attributeNames.contains) },
    charge("BR-FXEXT-BR-38", CIIName.settlement, "A charge of the document (BG-21) says why, in words or as a code."),
    charge(
        "BR-FXEXT-BR-44", CIIName.name("SpecifiedLineTradeSettlement"),
        "A charge of a line (BG-28) says why, in words or as a code."),
    ElementRule(
        "BR-FXEXT-BR-54-1", [ciiPath("ApplicableProductCharacteristic")],
        "An attribute of an item (BG-32) has a name (BT-160) or a code (BT-X-11).", remedy: "Name the attribute."
    ) { has("Description", $0) || has("TypeCode", $0) },
    ElementRule(
        "BR-FXEXT-BR-54-2", [ciiPath("ApplicableProductCharacteristic")],
        "An attribute of an item (BG-32) has either a value (BT-161) or a measure with its unit (BT-X-12).",
        remedy: "Keep one of the two, and name the unit of a measure."
    ) { attribute in
        let isMeasured = measure.elements(in: attribute).contains { measure in
            measure.withAttribute("unitCode") { $0.map { !$0.isEmpty } ?? false }
        }
        return has("Value", attribute) ? !has("ValueMeasure", attribute) : isMeasured
    },
    ElementRule(
        "BR-FXEXT-CII-DT-097a", ["udt:DateTimeString"], "A moment in the format 205 is written YYYYMMDDHHMM.",
        remedy: "Correct the moment."
    ) { date in
        !date.withAttribute("format", { $0?.spells("205") ?? false }) || date.withText(isMomentInFormat205)
    },
]

private let characteristic = CIIName.name("ApplicableProductCharacteristic")
private let taxNumber = CIIPaths.path("ID")
private let measure = CIIPaths.path("ValueMeasure")
private let notesWithSubject = CIIPaths.path("IncludedNote")

private func has(_ child: String, _ element: XMLElement) -> Bool { CIIPaths.path(child).isThere(in: element) }

/// What has a subject says something of it, in words or as a code.
private func said(_ code: String, _ names: [String], _ what: String) -> ElementRule {
    ElementRule(
        code, names, "\(what) that names its subject has a text, or a code that stands for one.",
        remedy: "Add the text, or leave the note out."
    ) { document in
        notesWithSubject.elements(in: document).allSatisfy { note in
            !has("SubjectCode", note) || has("ContentCode", note) || has("Content", note)
        }
    }
}

private func charge(_ code: String, _ parent: XMLName, _ statement: String) -> ElementRule {
    ElementRule(
        code, [ciiPath("SpecifiedTradeAllowanceCharge")], statement, remedy: "Add the reason, or its code."
    ) { item in
        guard item.parent?.name == parent,
            item.descendant(CIIName.chargeIndicator, CIIName.indicator)?.spells("true") ?? false
        else { return true }
        return has("Reason", item) || has("ReasonCode", item)
    }
}

private func isMomentInFormat205(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count == 12, isDateInFormat102(UnsafeBufferPointer(rebasing: text[0..<8])),
        text[8...].allSatisfy({ (0x30...0x39).contains($0) })
    else { return false }
    let digits = text[8...].map { Int($0 - 0x30) }
    return digits[0] * 10 + digits[1] < 24 && digits[2] < 6
}
