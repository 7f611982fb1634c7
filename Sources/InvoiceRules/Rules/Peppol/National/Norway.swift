import Findings
import XMLSyntax

/// What Peppol asks of sellers in Norway.
let norwegianRules = NationalRules(
    { $0.nations.seller == "NO" },
    [
        InvoiceRule(
            "NO-R-001", .seller, "A Norwegian VAT number (BT-31) is NO, a valid organisation number, and MVA.",
            remedy: "Correct the VAT number."
        ) { seller in
            let numbers = seller.vatNumbers
            guard numbers.contains(where: { $0.rawText.hasPrefix("NO") }) else { return true }
            return numbers.allSatisfy { $0.element.withRawText(\.isNorwegianVAT) }
        },
        InvoiceRule(
            "NO-R-002", .seller, "A Norwegian company states Foretaksregisteret as its tax registration (BT-32).",
            remedy: "Add the registration under the scheme TAX, if the company has to.", severity: .warning
        ) { seller in
            seller.lacksParty
                || seller.groups(.taxRegistration).contains {
                    $0.isForOtherTax && $0.term(.registrationID, is: "Foretaksregisteret")
                }
        },
    ])

extension InvoiceGroup {
    /// Whether a registration is said to be for another tax than VAT.
    fileprivate var isForOtherTax: Bool {
        syntax == .cii
            ? values(.registrationID).contains { $0.attribute("schemeID", is: "FC") }
            : term(.registrationScheme, is: "TAX")
    }
}

extension UnsafeBufferPointer<UInt8> {
    fileprivate var isNorwegianVAT: Bool {
        count == 14 && UnsafeBufferPointer(rebasing: suffix(3)).spells("MVA")
            && CheckDigits.isNorwegian(UnsafeBufferPointer(rebasing: self[2..<11]))
    }
}
