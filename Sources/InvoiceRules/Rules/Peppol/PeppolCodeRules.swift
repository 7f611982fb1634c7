import Findings
import XMLSyntax

/// Codes that Peppol allows, which are fewer than EN 16931 has.
let peppolCodeRules: [InvoiceRule] = listRules + typeRules + exemptionRules

private let remedy = "Use a code that Peppol allows."

private let listRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-CL001", each: [.attachment], "An attachment (BT-125) is a PDF, PNG, JPEG, CSV, XLSX or ODS.",
        remedy: "Attach the document in one of these formats."
    ) { value, _ in value.element.withAttribute("mimeCode") { $0?.isListedMimeType ?? true } },
    InvoiceRule(
        "PEPPOL-EN16931-CL002", each: [.reasonCode], "The code of the reason for an allowance is one of UNTDID 5189.",
        remedy: remedy
    ) { value, item in !item.writes("false") || value.isIn(.allowanceReasons) },
    InvoiceRule(
        "PEPPOL-EN16931-CL003", each: [.reasonCode], "The code of the reason for a charge is one of UNTDID 7161.",
        remedy: remedy
    ) { value, item in !item.writes("true") || value.isIn(.chargeReasons) },
    InvoiceRule(
        "PEPPOL-EN16931-CL006", each: [.taxPointCode], "The code for the date of VAT liability (BT-8) is 3, 35 or 432.",
        remedy: remedy
    ) { value, _ in value.isIn(.taxPoints) },
    InvoiceRule(
        "PEPPOL-EN16931-CL007", each: amounts, "The currency of an amount is one of ISO 4217.", remedy: remedy
    ) { value, _ in value.element.withAttribute("currencyID") { $0.map(CodeList.peppolCurrencies.contains) ?? false } },
    InvoiceRule(
        "PEPPOL-EN16931-CL008", each: [.endpoint], "The scheme of an electronic address is one that Peppol routes by.",
        remedy: remedy
    ) { value, _ in value.element.withAttribute("schemeID") { $0.map(CodeList.peppolEndpointSchemes.contains) ?? true }
    },
]

private let typeRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-P0100", each: [.typeCode], "The kind of invoice (BT-3) is one that Peppol's process has.",
        remedy: "Use 380, or another code of the process."
    ) { value, group in
        !value.isInvoiceType || !group.isOfKnownProcess || value.isIn(.peppolInvoiceTypes)
    },
    InvoiceRule(
        "PEPPOL-EN16931-P0101", each: [.typeCode], "The kind of credit note (BT-3) is one that Peppol's process has.",
        remedy: "Use 381, or another code of the process."
    ) { value, group in
        value.isInvoiceType || !group.isOfKnownProcess || value.isIn(.peppolCreditNoteTypes)
    },
    InvoiceRule(
        "PEPPOL-EN16931-P0112", each: [.typeCode],
        "Partial (326) and corrected invoices (384) are for sellers and buyers in Germany.", remedy: "Use 380."
    ) { value, group in
        !value.isInvoiceType || !(value.is("326") || value.is("384")) || group.invoice.nations.areBothGerman
    },
]

private let exemptionRules: [InvoiceRule] = [
    ("04", "VATEX-EU-G", "G" as StaticString), ("05", "VATEX-EU-O", "O"), ("06", "VATEX-EU-IC", "K"),
    ("07", "VATEX-EU-AE", "AE"), ("08", "VATEX-EU-D", "E"), ("09", "VATEX-EU-F", "E"), ("10", "VATEX-EU-I", "E"),
    ("11", "VATEX-EU-J", "E"),
].map { number, reason, category in
    InvoiceRule(
        "PEPPOL-EN16931-P01\(number)", each: [.exemptionReasonCode],
        in: [.breakdownClass, .allowanceClass, .chargeClass, .otherClass],
        "What is exempt as \(reason) (BT-121) has the VAT category \(category).",
        remedy: "Correct the category or the reason."
    ) { value, group in
        value.element.withRawText { !$0.spellsInCapitals(reason) } || group.term(.category, is: category)
    }
}

private let dateStatement =
    "A date is a day of the calendar, written YYYY-MM-DD; in CII eight digits of this century in the format 102."

/// The dates of CII.
let peppolCIIElementRules: [ElementRule] = [
    ElementRule("PEPPOL-EN16931-F001", ["udt:DateTimeString"], dateStatement, remedy: "Correct the date.") { element in
        element.attribute("format") == "102"
            && element.withRawText {
                $0.count == 8 && $0.allSatisfy(\.isDigit) && $0.prefix(2).elementsEqual("20".utf8)
            }
    }
]

/// A date is ten characters, wherever it stands.
let peppolElementRules: [ElementRule] = [
    ElementRule(
        "PEPPOL-EN16931-F001",
        ["cbc:IssueDate", "cbc:DueDate", "cbc:TaxPointDate", "cbc:StartDate", "cbc:EndDate", "cbc:ActualDeliveryDate"],
        dateStatement, remedy: "Correct the date."
    ) { element in
        element.withRawText { $0.count == 10 } && InvoiceValue(element: element, figure: .unknown).day != nil
    },
    ElementRule(
        "PEPPOL-EN16931-R008", [], "No element is empty.", remedy: "Leave out elements that say nothing."
    ) { $0.hasChildren || $0.withText { !$0.isEmpty } },
]

extension InvoiceGroup {
    /// Whether the indicator of a charge is written like this, to the letter.
    fileprivate func writes(_ word: StaticString) -> Bool {
        values(.chargeIndicator).contains { $0.element.withRawText { $0.spells(word) } }
    }
}

extension InvoiceValue {
    fileprivate var isInvoiceType: Bool { element.name == UBLName.invoiceTypeCode }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes, written in capitals, are those of a word.
    fileprivate func spellsInCapitals(_ word: String) -> Bool {
        count == word.utf8.count
            && zip(self, word.utf8).allSatisfy { byte, letter in
                (byte.isLetter ? byte & ~0x20 : byte) == letter
            }
    }
}
