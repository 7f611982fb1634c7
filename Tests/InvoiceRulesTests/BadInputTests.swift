import Findings
import Foundation
import QuittanceTesting
import Testing

@testable import InvoiceRules

/// Files that are broken, or mean harm: each is answered with a code.
struct BadInputTests {
    private func check(_ bytes: [UInt8]) -> FileVerdict { checkFile(bytes) { _ in nil } }
    private func check(_ text: String) -> FileVerdict { check(Array(text.utf8)) }
    private func codes(_ verdict: FileVerdict) -> Set<String> { Set(verdict.log.findings.map(\.rule.code)) }

    private let open = """
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
        xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        """

    @Test func `entities that multiply are refused before they do`() {
        let levels = (1...12).map { "<!ENTITY e\($0) \"\(String(repeating: "&e\($0 - 1);", count: 10))\">" }.joined()
        let verdict = check(
            "<!DOCTYPE Invoice [<!ENTITY e0 \"ha\">\(levels)]>" + open + "<cbc:ID>&e12;</cbc:ID></Invoice>")
        #expect(!verdict.isValid && codes(verdict).contains { $0.hasPrefix("XML-") })
    }

    @Test func `elements without end, deep or wide, are bounded`() {
        let deep = check(open + String(repeating: "<cbc:ID>", count: 100_000))
        #expect(!deep.isValid && codes(deep).contains { $0.hasPrefix("XML-") })
        let long = check(open + "<cbc:ID>" + String(repeating: "9", count: 3 << 20) + "</cbc:ID></Invoice>")
        #expect(!long.isValid && codes(long).contains { $0.hasPrefix("XML-") })
    }

    @Test(arguments: [0, 1, 40, 200, 700, 1500, 4000])
    func `a file that breaks off anywhere is held to all rules on what is left`(count: Int) throws {
        let base = checkout.appendingPathComponent("Samples/rules/ubl-full.xml")
        let verdict = check(Array(try Data(contentsOf: base).prefix(count)))
        #expect(!verdict.isValid && !verdict.log.findings.isEmpty)
        if count > 1000 {
            #expect(codes(verdict).isSuperset(of: ["XML-002", "BR-16"]) && !codes(verdict).contains("BR-01"))
        }
    }

    @Test(arguments: [
        "<Order/>", "<Invoice/>", "<CrossIndustryInvoice/>", "<?xml version=\"1.0\"?>", "<!-- Invoice -->", "Invoice",
        "<<Invoice>",
        "<x:Invoice/>", "\u{FEFF}<Invoice", "{\"Invoice\": 1}",
    ])
    func `what only looks like an invoice is invalid`(text: String) { #expect(!check(text).isValid) }

    @Test func `a name of an invoice in no namespace, or in another, breaks the rules of an invoice`() {
        #expect(codes(check("<Invoice xmlns=\"urn:x\"><ID>1</ID></Invoice>")).contains("BR-02"))
    }

    @Test(arguments: [
        "%PDF-1.7\n", "%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF",
    ])
    func `a PDF without an invoice says so with a code`(text: String) {
        let verdict = check(text)
        #expect(!verdict.isValid && codes(verdict).allSatisfy { $0.hasPrefix("PDF-") }, "\(codes(verdict))")
    }

    @Test func `an extension of EN 16931 that is not known is named as such`() {
        let named = { (text: String) in "<cbc:CustomizationID>\(text)</cbc:CustomizationID></Invoice>" }
        let known = "urn:cen.eu:en16931:2017"
        #expect(codes(check(open + named(known + "#conformant#urn:x"))).contains("CHK-003"))
        let restricted = codes(check(open + named(known + "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0")))
        #expect(!restricted.contains("CHK-003") && restricted.contains("CHK-008"))
        for name in [known, known + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"] {
            #expect(codes(check(open + named(name))).isDisjoint(with: ["CHK-003", "CHK-008"]))
        }
    }
}
