import Findings
import XMLSyntax

/// Identifiers have the form that their scheme gives them, wherever a party is identified.
let peppolIdentifierRules: [InvoiceRule] = [
    scheme("R040", "0088", "A GLN is made of digits, of which the last follows from the others") { CheckDigits.isGLN($0) },
    scheme("R041", "0192", "A Norwegian organisation number has nine digits, of which the last follows") {
        CheckDigits.isNorwegian($0)
    },
    scheme("R042", "0184", "A Danish CVR number has eight digits, with or without DK before them", trims: false) {
        $0.isDigits(8...8) || $0.isDanish
    },
    scheme("R052", "0096", "A Danish P number has ten digits", trims: false) { $0.isDigits(10...10) },
    scheme("R053", "0198", "A Danish SE number is DK and eight digits", trims: false) { $0.isDanish },
    scheme("R043", "0208", "A Belgian enterprise number has ten digits, of which the last two follow") {
        CheckDigits.isBelgian($0)
    },
    scheme("R044", "0201", "An Italian IPA code has six letters or digits", severity: .warning) {
        $0.count == 6 && $0.allSatisfy { $0.isDigit || $0.isLetter }
    },
    scheme("R045", "0210", "An Italian tax code has sixteen characters or eleven digits", severity: .warning) {
        CheckDigits.isCodiceFiscale($0)
    },
    scheme("R047", "0211", "An Italian VAT number is IT and eleven digits, of which the last follows", severity: .warning) {
        CheckDigits.isPartitaIVA($0)
    },
    scheme("R049", "0007", "A Swedish organisation number has ten digits, of which the last follows") {
        $0.count == 10 && CheckDigits.isSwedish($0)
    },
    scheme("R050", "0151", "An Australian business number has eleven digits that fit together") {
        CheckDigits.isAustralian($0)
    },
    scheme("R054", "0106", "A Dutch KVK number has eight digits", severity: .warning) { $0.isDigits(8...8) },
    scheme("R055", "0190", "A Dutch OIN has twenty digits", severity: .warning) { $0.isDigits(20...20) },
    scheme("R056-1", "9944", "A Dutch VAT number looks like NL123456789B12", severity: .warning) { $0.isDutchVAT },
    scheme("R057", "0217", "A Dutch establishment number has twelve digits", severity: .warning) { $0.isDigits(12...12) },
    InvoiceRule(
        "PEPPOL-COMMON-R046", each: [.endpoint],
        "An Italian tax code as electronic address (9907) has sixteen characters or eleven digits.",
        remedy: formRemedy, severity: .warning
    ) { value, _ in
        !value.attribute("schemeID", is: "9907") || value.element.withText { CheckDigits.isCodiceFiscale($0) }
    },
    InvoiceRule(
        "PEPPOL-COMMON-R056-2", each: [.registrationID], "A Dutch VAT number looks like NL123456789B12.",
        remedy: formRemedy, severity: .warning
    ) { value, registration in
        guard registration.term(.registrationScheme, is: "VAT"), !value.isOfSchemeWithForm else { return true }
        return value.element.withText { text in
            !UnsafeBufferPointer(rebasing: text.prefix(2)).spells("NL") || text.isDutchVAT
        }
    },
]

private let formRemedy = "Correct the number, or its scheme."

private let schemesWithForm: [StaticString] = [
    "0088", "0192", "0184", "0096", "0198", "0208", "0201", "0210", "0211", "0007", "0151", "0106", "0190", "9944", "0217",
]

private func scheme(
    _ code: String, _ scheme: StaticString, _ statement: String, severity: Severity = .fatal, trims: Bool = true,
    _ fits: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
) -> InvoiceRule {
    InvoiceRule(
        "PEPPOL-COMMON-\(code)", each: [.endpoint, .partyID, .legalID, .registrationID],
        "\(statement) (scheme \(scheme)).", remedy: formRemedy, severity: severity
    ) { value, _ in
        guard value.attribute("schemeID", is: scheme) else { return true }
        return trims ? value.element.withText(fits) : value.element.withRawText(fits)
    }
}

extension InvoiceValue {
    /// Whether the scheme has a form of its own, which is then the only one that is asked for.
    fileprivate var isOfSchemeWithForm: Bool { schemesWithForm.contains { attribute("schemeID", is: $0) } }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var isDanish: Bool {
        count == 10 && UnsafeBufferPointer(rebasing: prefix(2)).spells("DK") && dropFirst(2).allSatisfy(\.isDigit)
    }

    fileprivate var isDutchVAT: Bool {
        count == 14 && UnsafeBufferPointer(rebasing: prefix(2)).spells("NL") && self[2..<11].allSatisfy(\.isDigit)
            && self[11] == UInt8(ascii: "B") && self[12...].allSatisfy(\.isDigit)
    }
}
