import Findings
import XMLSyntax

/// Identifiers have the form that their scheme gives them, wherever a party of an invoice is identified.
let peppolIdentifierRules: [InvoiceRule] =
    forms.map(\.invoiceRule) + [
        InvoiceRule("PEPPOL-COMMON-R046", each: [.endpoint], taxCodeStatement, remedy: formRemedy, severity: .warning) {
            value, _ in
            value.element.isItalianEndpoint
        },
        InvoiceRule(
            "PEPPOL-COMMON-R056-2", each: [.registrationID], dutchStatement, remedy: formRemedy, severity: .warning
        ) {
            value, registration in
            let isForVAT =
                registration.syntax == .cii ? registration.isForVAT : registration.term(.registrationScheme, is: "VAT")
            return !isForVAT || value.element.isDutchVATOrOther
        },
    ]

/// The same, for identifiers of parties anywhere in an order.
let peppolIdentifierElementRules: [ElementRule] =
    forms.map(\.elementRule) + [
        ElementRule("PEPPOL-COMMON-R046", ["cbc:EndpointID"], taxCodeStatement, remedy: formRemedy, severity: .warning)
        {
            $0.isItalianEndpoint
        },
        ElementRule("PEPPOL-COMMON-R056-2", ["cbc:CompanyID"], dutchStatement, remedy: formRemedy, severity: .warning) {
            id in
            guard let registration = id.parent, registration.isNamed("cac:PartyTaxScheme") else { return true }
            let isOfVAT = schemePath.first(registration)?.spells("VAT") ?? false
            return !isOfVAT || id.isDutchVATOrOther
        },
    ]

private let taxCodeStatement =
    "An Italian tax code as electronic address (9907) has sixteen characters or eleven digits."
private let dutchStatement = "A Dutch VAT number looks like NL123456789B12."
private let schemePath = OrderPath("cac:TaxScheme/cbc:ID")

private let forms: [IdentifierForm] = [
    IdentifierForm("R040", "0088", "A GLN is made of digits, of which the last follows from the others") {
        CheckDigits.isGLN($0)
    },
    IdentifierForm("R041", "0192", "A Norwegian organisation number has nine digits, of which the last follows") {
        CheckDigits.isNorwegian($0)
    },
    IdentifierForm("R042", "0184", "A Danish CVR number has eight digits, with or without DK before them", trims: false)
    {
        $0.isDigits(8...8) || $0.isDanish
    },
    IdentifierForm("R052", "0096", "A Danish P number has ten digits", trims: false) { $0.isDigits(10...10) },
    IdentifierForm("R053", "0198", "A Danish SE number is DK and eight digits", trims: false) { $0.isDanish },
    IdentifierForm("R043", "0208", "A Belgian enterprise number has ten digits, of which the last two follow") {
        CheckDigits.isBelgian($0)
    },
    IdentifierForm("R044", "0201", "An Italian IPA code has six letters or digits", severity: .warning) {
        $0.count == 6 && $0.allSatisfy { $0.isDigit || $0.isLetter }
    },
    IdentifierForm("R045", "0210", "An Italian tax code has sixteen characters or eleven digits", severity: .warning) {
        CheckDigits.isCodiceFiscale($0)
    },
    IdentifierForm(
        "R047", "0211", "An Italian VAT number is IT and eleven digits, of which the last follows", severity: .warning
    ) {
        CheckDigits.isPartitaIVA($0)
    },
    IdentifierForm("R049", "0007", "A Swedish organisation number has ten digits, of which the last follows") {
        $0.count == 10 && CheckDigits.isSwedish($0)
    },
    IdentifierForm("R050", "0151", "An Australian business number has eleven digits that fit together") {
        CheckDigits.isAustralian($0)
    },
    IdentifierForm("R054", "0106", "A Dutch KVK number has eight digits", severity: .warning) { $0.isDigits(8...8) },
    IdentifierForm("R055", "0190", "A Dutch OIN has twenty digits", severity: .warning) { $0.isDigits(20...20) },
    IdentifierForm("R056-1", "9944", "A Dutch VAT number looks like NL123456789B12", severity: .warning) {
        $0.isDutchVAT
    },
    IdentifierForm("R057", "0217", "A Dutch establishment number has twelve digits", severity: .warning) {
        $0.isDigits(12...12)
    },
]

private let formRemedy = "Correct the number, or its scheme."

/// The form that a scheme gives its identifiers.
private struct IdentifierForm: Sendable {
    let code: String
    let scheme: StaticString
    let statement: String
    let severity: Severity
    let trims: Bool
    let fits: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

    init(
        _ code: String, _ scheme: StaticString, _ statement: String, severity: Severity = .fatal, trims: Bool = true,
        _ fits: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
    ) {
        self.code = "PEPPOL-COMMON-\(code)"
        self.scheme = scheme
        self.statement = "\(statement) (scheme \(scheme))."
        self.severity = severity
        self.trims = trims
        self.fits = fits
    }

    var invoiceRule: InvoiceRule {
        InvoiceRule(
            code, each: [.endpoint, .partyID, .legalID, .registrationID], statement, remedy: formRemedy,
            severity: severity
        ) {
            value, _ in holds(value.element)
        }
    }

    var elementRule: ElementRule {
        ElementRule(
            code, ["cbc:EndpointID", "cbc:ID", "cbc:CompanyID"], statement, remedy: formRemedy, severity: severity
        ) { element in
            element.isNamed("cbc:ID") && element.parent?.isNamed("cac:PartyIdentification") != true || holds(element)
        }
    }

    private func holds(_ element: XMLElement) -> Bool {
        guard element.isOfScheme(scheme) else { return true }
        return trims ? element.withText(fits) : element.withRawText(fits)
    }
}

extension XMLElement {
    fileprivate func isOfScheme(_ scheme: StaticString) -> Bool {
        withAttribute("schemeID") { $0?.spells(scheme) ?? false }
    }

    /// Whether an address is an Italian tax code, where its scheme says so.
    fileprivate var isItalianEndpoint: Bool { !isOfScheme("9907") || withText { CheckDigits.isCodiceFiscale($0) } }

    /// Whether a number of VAT that begins with NL is a Dutch one; a scheme with a form of its own is asked for that alone.
    fileprivate var isDutchVATOrOther: Bool {
        forms.contains { isOfScheme($0.scheme) }
            || withText { !UnsafeBufferPointer(rebasing: $0.prefix(2)).spells("NL") || $0.isDutchVAT }
    }
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
