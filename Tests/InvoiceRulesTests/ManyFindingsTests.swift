import Findings
import Foundation
import QuittanceTesting
import Testing

@testable import InvoiceRules

/// Files that break a rule on every line.
struct ManyFindingsTests {
    private static let bare = "<cac:InvoiceLine><cbc:Note>x</cbc:Note></cac:InvoiceLine>"
    private static let placed = """
        <cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>I</cbc:ID>\
        <cbc:DocumentStatusCode>GROUP</cbc:DocumentStatusCode></cac:InvoiceDocumentReference>\
        <cac:BillingReferenceLine><cbc:ID>1</cbc:ID></cac:BillingReferenceLine></cac:BillingReference>\
        <cbc:LineExtensionAmount>1</cbc:LineExtensionAmount></cac:InvoiceLine>
        """

    /// An invoice of so many lines that all read like one.
    private func invoice(of count: Int, _ line: String) -> [UInt8] {
        let head = """
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
            xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" \
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">\
            <cbc:CustomizationID>urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr</cbc:CustomizationID>\
            <cbc:ProfileID>S8</cbc:ProfileID><cbc:ID>I</cbc:ID>
            """
        return Array((head + String(repeating: line + "\n", count: count) + "</Invoice>").utf8)
    }

    private func check(_ bytes: [UInt8], _ profile: CheckProfile) -> FileVerdict {
        checkFile(bytes, as: profile) { _ in nil }
    }

    @Test(arguments: [CheckProfile.en16931, .peppol, .frCTC, .extendedCTCFR], [bare, placed])
    func `twice as many faulty lines take about twice the time`(profile: CheckProfile, line: String) {
        let ratio = growth(from: invoice(of: 2_000, line), to: invoice(of: 4_000, line)) { bytes in
            #expect(check(bytes, profile).log.count > 2_000)
        }
        #expect(ratio <= 2.6)
    }

    @Test func `findings beyond the bound are counted, with what they weigh`() {
        let verdict = check(invoice(of: 1_500, Self.bare), .en16931)
        #expect(verdict.log.findings.count == 1_000)
        #expect(verdict.log.droppedCount > 500)
        #expect(verdict.log.fatalCount > 1_500)
    }

    @Test func `each of many lines is named by its number`() {
        let verdict = check(invoice(of: 50, Self.bare), .en16931)
        let places = verdict.log.findings.filter { $0.rule.code == "BR-22" }.map { "\($0.place)" }
        #expect(places.count == 50)
        #expect(places.first?.hasSuffix("/cac:InvoiceLine") == true, "\(places.first ?? "")")
        #expect(places.last?.hasSuffix("/cac:InvoiceLine[50]") == true, "\(places.last ?? "")")
    }
}
