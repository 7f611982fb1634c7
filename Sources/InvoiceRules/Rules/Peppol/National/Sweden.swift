import Findings
import XMLSyntax

/// What Peppol asks of sellers in Sweden.
let swedishRules = [
    NationalRules({ $0.isSwedishSeller && $0.hasSwedishVATNumber }, vatRules),
    NationalRules({ $0.isSwedishSeller }, companyRules + giroRules),
    NationalRules({ $0.isSwedishSeller && $0.nations.buyerAddress == "SE" }, domesticRules),
]

private let vatRules: [InvoiceRule] = [
    InvoiceRule(
        "SE-R-001", .seller, "A Swedish VAT number (BT-31) has fourteen characters.", remedy: "Correct the VAT number."
    ) { $0.vatNumbers.allSatisfy { $0.characterCount == 14 } },
    InvoiceRule(
        "SE-R-002", .seller, "A Swedish VAT number (BT-31) is SE and twelve digits.", remedy: "Correct the VAT number."
    ) { $0.vatNumbers.allSatisfy { String($0.rawText.dropFirst(2).prefix(12)).isNumber } },
    InvoiceRule(
        "SE-R-006", [.breakdownClass, .lineClass, .subLineClass, .allowanceClass, .chargeClass, .otherClass],
        "The standard rate of Swedish VAT is 6, 12 or 25 percent.", remedy: "Correct the rate or the category."
    ) { group in
        guard group.term(.category, is: "S") else { return true }
        let rate = group.figure(.rate)
        return rate == Figure(25) || rate == Figure(12) || rate == Figure(6)
    },
]

private let companyRules: [InvoiceRule] = [
    InvoiceRule(
        "SE-R-003", each: [.legalID], in: [.seller], "A Swedish organisation number (BT-30) is made of digits.",
        remedy: "Correct the organisation number."
    ) { value, _ in value.rawText.isNumber },
    InvoiceRule(
        "SE-R-004", each: [.legalID], in: [.seller], "A Swedish organisation number (BT-30) has ten characters.",
        remedy: "Correct the organisation number."
    ) { value, _ in value.characterCount == 10 },
    InvoiceRule(
        "SE-R-013", each: [.legalID], in: [.seller],
        "The last digit of a Swedish organisation number (BT-30) follows from the others.",
        remedy: "Correct the organisation number."
    ) { value, _ in value.element.withText { CheckDigits.isSwedish($0) } },
    InvoiceRule(
        "SE-R-005", each: [.registrationID], in: [.taxRegistration],
        "A Swedish tax registration (BT-32) says Godkänd för F-skatt.", remedy: "Correct the text of the registration."
    ) { value, registration in
        guard registration.parent.kind == .seller, registration.parent.has(.legalID), !registration.isForVAT else {
            return true
        }
        return value.text.uppercased() == "GODKÄND FÖR F-SKATT"
    },
    InvoiceRule(
        "SE-R-011", .paymentMeans, "Bankgiro and plusgiro are credit transfers (30) to SE:BANKGIRO or SE:PLUSGIRO.",
        remedy: "Use 30 and name the giro as the bank (BT-86).", severity: .warning
    ) { !$0.term(.meansCode, is: "50") && !$0.term(.meansCode, is: "56") },
]

private let giroRules: [InvoiceRule] = [
    giro("SE-R-007", "SE:PLUSGIRO", "A plusgiro account (BT-84) is made of digits.") { $0.isNumber },
    giro("SE-R-010", "SE:PLUSGIRO", "A plusgiro account (BT-84) has two to eight digits.") {
        (2...8).contains($0.unicodeScalars.count)
    },
    giro("SE-R-008", "SE:BANKGIRO", "A bankgiro account (BT-84) is made of digits.") { $0.isNumber },
    giro("SE-R-009", "SE:BANKGIRO", "A bankgiro account (BT-84) has seven or eight digits.") {
        (7...8).contains($0.unicodeScalars.count)
    },
]

private func giro(
    _ code: String, _ giro: StaticString, _ statement: String, _ fits: @escaping @Sendable (String) -> Bool
) -> InvoiceRule {
    InvoiceRule(
        code, each: [.account], in: [.creditTransfer], statement, remedy: "Correct the account.", severity: .warning
    ) { value, account in
        !account.parent.term(.meansCode, is: "30") || !account.term(.serviceProvider, is: giro) || fits(value.text)
    }
}

private let domesticRules: [InvoiceRule] = [
    InvoiceRule(
        "SE-R-012", .paymentMeans, "A credit transfer within Sweden is 30, not 31.", remedy: "Use 30.",
        severity: .warning
    ) { !$0.term(.meansCode, is: "31") }
]

extension CheckedInvoice {
    fileprivate var isSwedishSeller: Bool { nations.sellerAddress == "SE" }
    fileprivate var hasSwedishVATNumber: Bool {
        whole.first(.seller)?.vatNumbers.contains { $0.rawText.hasPrefix("SE") } ?? false
    }
}

extension String {
    /// Whether XPath reads the text as a number: digits, perhaps with a sign, a point or an exponent.
    var isNumber: Bool {
        Double(trimmed) != nil && !trimmed.isEmpty
            && trimmed.utf8.allSatisfy { $0 | 0x20 != UInt8(ascii: "n") && $0 | 0x20 != UInt8(ascii: "x") }
    }
}
