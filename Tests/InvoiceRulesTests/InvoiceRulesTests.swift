import Findings
import Foundation
import InvoiceRules
import Testing

struct RuleBookTests {
    @Test func `every rule says what must hold and what to do, in a sentence`() {
        for rule in checkRules {
            #expect(rule.statement.hasSuffix(".") && rule.remedy.hasSuffix("."), "\(rule.code)")
            #expect(!rule.statement.contains("  "), "\(rule.code)")
        }
    }

    @Test func `no two rules share a code`() {
        #expect(Set(checkRules.map(\.code)).count == checkRules.count)
    }
}

struct FileTests {
    private func check(_ text: String) -> FileVerdict { checkFile(Array(text.utf8)) { _ in nil } }

    @Test(arguments: ["", "hello", "<Order/>", "\u{0}\u{1}"])
    func `what is no invoice is answered with a code`(text: String) {
        let verdict = check(text)
        #expect(!verdict.isValid)
        #expect(verdict.log.findings.map(\.rule.code) == ["CHK-001"])
    }

    @Test func `rules run on what a broken file still says`() {
        let verdict = check(
            """
            <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" \
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
            <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID><cbc:ID>4711</cbc:ID><cbc:IssueD
            """)
        let codes = Set(verdict.log.findings.map(\.rule.code))
        #expect(codes.isSuperset(of: ["XML-002", "BR-03", "BR-16"]))
        #expect(codes.isDisjoint(with: ["BR-01", "BR-02"]))
    }
}
