import Findings
import XMLSyntax

/// What Peppol asks of sellers in Greece.
let greekRules = [
    NationalRules({ $0.nations.isGreekSeller }, greekNumberRules + partyRules),
    NationalRules({ $0.nations.isGreekSeller && $0.nations.sellerAddress == "GR" }, documentRules),
    NationalRules(
        { ["GR", "EL"].contains($0.nations.sellerAlone) }, [addressRule("GR-R-009", .seller, "seller", "BT-34")]),
    NationalRules({ $0.nations.isGreekSeller && $0.nations.isGreekBuyer }, buyerRules),
]

private let partyRules: [InvoiceRule] = [
    InvoiceRule(
        "GR-R-002", .seller, "A Greek seller gives the name that it is registered under (BT-28).",
        remedy: "Add the name."
    ) { $0.lacksParty || $0.count(.tradingName) == 1 && $0.says(.tradingName) },
    InvoiceRule(
        "GR-R-005", .buyer, "A Greek seller gives the name of the buyer (BT-45).", remedy: "Add the name."
    ) { $0.lacksParty || $0.count(.tradingName) == 1 && $0.says(.tradingName) },
    InvoiceRule(
        "GR-S-011", .seller, "A Greek seller gives one VAT number (BT-31): EL and its tax number.",
        remedy: "Add the VAT number.", severity: .warning
    ) { $0.lacksParty || $0.hasGreekVATNumber },
    InvoiceRule(
        "GR-R-003", each: [.registrationID], in: [.taxRegistration],
        "The VAT number of a Greek seller (BT-31) is EL and a valid tax number.", remedy: "Correct the VAT number."
    ) { value, registration in
        registration.parent.kind != .seller || !registration.term(.registrationScheme, is: "VAT")
            || value.isGreekVATNumber
    },
    InvoiceRule(
        "GR-R-008-3", .document,
        "The document with the address of the invoice (##INVOICE|URL##) has that address (BT-124).",
        remedy: "Add the address."
    ) { !$0.isDescribed(as: "##INVOICE|URL##") || $0.says(.documentURI) },
]

private let documentRules: [InvoiceRule] = [
    InvoiceRule(
        "GR-R-004-1", .invoice, "A Greek invoice has one M.AR.K: a document described as ##M.AR.K##.",
        remedy: "Add the number that the tax authority gave."
    ) { invoice in invoice.groups(.document).count { $0.isDescribed(as: "##M.AR.K##") } == 1 },
    InvoiceRule(
        "GR-S-008-1", .invoice, "A Greek invoice has one address on the web: a document described as ##INVOICE|URL##.",
        remedy: "Add the address.", severity: .warning
    ) { invoice in invoice.groups(.document).count { $0.isDescribed(as: "##INVOICE|URL##") } == 1 },
    InvoiceRule(
        "GR-R-008-2", .invoice, "A Greek invoice has no more than one address on the web.", remedy: "Keep one of them."
    ) { invoice in invoice.groups(.document).count { $0.isDescribed(as: "##INVOICE|URL##") } <= 1 },
    InvoiceRule(
        "GR-R-004-2", each: [.documentID], in: [.document], "A M.AR.K is a positive whole number.",
        remedy: "Correct it."
    ) { value, document in
        !document.isDescribed(as: "##M.AR.K##") || value.rawText.utf8.first.map { $0.isDigit && $0.digit > 0 } ?? false
    },
]

private let buyerRules: [InvoiceRule] = [
    InvoiceRule(
        "GR-R-006", .buyer, "A Greek seller gives the VAT number of a Greek buyer (BT-48): EL and its tax number.",
        remedy: "Add the VAT number."
    ) { $0.lacksParty || $0.hasGreekVATNumber },
    addressRule("GR-R-010", .buyer, "buyer", "BT-49"),
]

private func addressRule(_ code: String, _ scope: Scope, _ who: String, _ term: String) -> InvoiceRule {
    InvoiceRule(
        code, each: [.endpoint], in: [scope],
        "The electronic address of a Greek \(who) (\(term)) is its tax number under the scheme 9933.",
        remedy: "Correct the address."
    ) { value, _ in value.attribute("schemeID", is: "9933") && CheckDigits.isGreek(value.rawText.utf8) }
}

extension InvoiceGroup {
    fileprivate func isDescribed(as text: String) -> Bool {
        values(.documentDescription).contains { $0.rawText == text }
    }

    fileprivate var hasGreekVATNumber: Bool {
        let numbers = groups(.taxRegistration).filter { $0.term(.registrationScheme, is: "VAT") }
            .flatMap { $0.values(.registrationID) }
        return numbers.count == 1 && numbers[0].isGreekVATNumber
    }
}

extension InvoiceValue {
    fileprivate var isGreekVATNumber: Bool { rawText.hasPrefix("EL") && CheckDigits.isGreek(rawText.utf8.dropFirst(2)) }
}
