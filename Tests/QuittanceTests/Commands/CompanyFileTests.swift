import Findings
import Testing

@testable import Quittance

/// What a company's own data may say.
struct CompanyFileTests {
    private let text = String(decoding: Samples.bytes("company.json"), as: UTF8.self)

    @Test(arguments: [
        ("\"lateInterest\"", "\"lateIntrest\"", "/lateIntrest", "did you mean 'lateInterest'?"),
        ("\"postalCode\"", "\"postalcode\"", "/address/postalcode", "did you mean 'postalCode'?"),
        ("\"latePenalty\"", "\"penalty\"", "/mentions/penalty", "is not known"),
    ])
    func `a key that is misspelt is told with its place`(key: String, other: String, path: String, told: String) throws
    {
        let findings = readCompany(Array(text.replacing(key, with: other).utf8), file: readSampleOrFont).findings
        let finding = try #require(findings.first { $0.rule.code == "CFG-079" }, "\(findings)")
        #expect(finding.message.contains(told) && finding.place.description.contains(path), "\(finding)")
    }

    @Test func `what the sample says is known`() {
        #expect(readCompany(Array(text.utf8), file: readSampleOrFont).findings.allSatisfy { $0.rule.code != "CFG-079" })
    }
}
