import Findings
import Foundation
import InvoiceRules
import QuittanceTesting
import Testing

/// Factur-X EXTENDED asks some of the rules of EN 16931 in its own way. The verdicts are those of its official rule set.
struct FacturXExtendedTests {
    private static let extended = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
    private static let extendedFrench = "urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr"

    private let whole: String

    init() throws {
        let rules = checkout.appendingPathComponent("Samples/rules/cii-full.xml")
        whole = String(decoding: try Data(contentsOf: rules), as: UTF8.self).replacing(
            #/(<ram:GuidelineSpecifiedDocumentContextParameter>\s*<ram:ID>)[^<]*/#
        ) { "\($0.1)\(Self.extended)" }
    }

    private func verdict(_ text: String) -> (fatal: Set<String>, warnings: Set<String>) {
        let found = checkFile(Array(text.utf8)) { _ in nil }.log.findings
        let codes = { (severity: Severity) in
            Set(found.filter { $0.severity == severity }.map(\.rule.code).filter { !$0.hasPrefix("CII-") })
        }
        return (codes(.fatal), codes(.warning))
    }

    /// The invoice with everything exempt, the charge for another reason than the rest, each with an entry of its own.
    private var exemptForTwoReasons: String {
        let edits = [
            (">S</ram:CategoryCode>", ">E</ram:CategoryCode>"),
            ("<ram:RateApplicablePercent>20<", "<ram:RateApplicablePercent>0<"), (">120.00<", ">0.00<"),
            (">1320.00<", ">0.00<"), (">720.00<", ">600.00<"), (">620.02<", ">500.02<"),
        ]
        let text = edits.reduce(whole) { $0.replacing($1.0, with: $1.1) }
        var parts = text.split(separator: ">E</ram:CategoryCode>", omittingEmptySubsequences: false).map(String.init)
        #expect(parts.count == 5)
        func reason(_ number: Int) -> String {
            ">E</ram:CategoryCode><ram:ExemptionReasonCode>VATEX-EU-\(number)</ram:ExemptionReasonCode>"
        }
        let entry = { (basis: String, number: Int) in
            """
            <ram:ApplicableTradeTax><ram:CalculatedAmount>0.00</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>\
            <ram:BasisAmount>\(basis)</ram:BasisAmount><ram:CategoryCode\(reason(number))\
            <ram:RateApplicablePercent>0</ram:RateApplicablePercent></ram:ApplicableTradeTax>
            """
        }
        parts[1] = parts[1].replacing(">600.00</ram:BasisAmount>", with: ">450.00</ram:BasisAmount>")
        parts[2] = parts[2].replacing(
            "</ram:ApplicableTradeTax>", with: "</ram:ApplicableTradeTax>" + entry("150.00", 143))
        return parts[0] + reason(132) + parts[1] + reason(132) + parts[2] + reason(132) + parts[3] + reason(143)
            + parts[4]
    }

    @Test func `a sound invoice keeps every rule`() {
        #expect(verdict(whole) == ([], []))
    }

    @Test func `totals that do not follow are found`() {
        let edits = [
            (">620.02<", ">621.02<", "BR-FXEXT-CO-16"),
            (
                "<ram:LineTotalAmount>500.00</ram:LineTotalAmount>\n        <ram:ChargeTotalAmount>",
                "<ram:LineTotalAmount>501.00</ram:LineTotalAmount>\n        <ram:ChargeTotalAmount>", "BR-FXEXT-CO-10"
            ),
            ("<ram:AllowanceTotalAmount>50.00<", "<ram:AllowanceTotalAmount>51.00<", "BR-FXEXT-CO-11"),
            ("<ram:ChargeTotalAmount>150.00<", "<ram:ChargeTotalAmount>149.00<", "BR-FXEXT-CO-12"),
            ("<ram:BasisAmount>600.00<", "<ram:BasisAmount>590.00<", "BR-FXEXT-S08b"),
        ]
        for (before, after, code) in edits {
            let edited = whole.replacing(before, with: after)
            #expect(edited != whole, "\(before)")
            #expect(verdict(edited).fatal.contains(code), "\(code): \(verdict(edited))")
        }
    }

    @Test func `one category may have an entry of the breakdown for each reason`() {
        let invoice = exemptForTwoReasons
        #expect(verdict(invoice) == ([], ["BR-FXEXT-E-08ini"]))
        let french = invoice.replacing(Self.extended, with: Self.extendedFrench)
        #expect(verdict(french) == ([], ["BR-FXEXT-E-08ini"]))
        let core = invoice.replacing(Self.extended, with: "urn:cen.eu:en16931:2017")
        #expect(verdict(core).fatal.isSuperset(of: ["BR-E-01", "BR-E-08"]), "\(verdict(core))")
    }

    @Test func `an entry that is of no reason is found`() {
        let wrong = exemptForTwoReasons.replacing(">450.00</ram:BasisAmount>", with: ">440.00</ram:BasisAmount>")
        #expect(verdict(wrong).fatal.contains("BR-FXEXT-E-08b"), "\(verdict(wrong))")
    }
}
