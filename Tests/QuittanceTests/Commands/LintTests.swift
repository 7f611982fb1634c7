import Findings
import Foundation
import Pipeline
import Testing

@testable import Quittance

/// What is said of a configuration that uses what ships.
struct LintTests {
    private func findings(_ old: String, _ new: String) throws -> [Finding] {
        let text = String(decoding: Samples.bytes("../pipeline.json"), as: UTF8.self)
        #expect(text.contains(old))
        return readPlan(
            Array(text.replacing(old, with: new).utf8), registry: builtIn,
            in: ConfigurationSurroundings(directory: "/base", variable: { _ in nil }, secret: { _ in nil })
        ).findings
    }

    @Test func `the settings of a format whose name is misspelt are not told as unknown`() throws {
        let findings = try findings("\"csv-order\"", "\"csv-ordr\"")
        #expect(findings.map(\.rule.code) == ["CFG-022"], "\(findings)")
        #expect(findings.first?.message == "'csv-ordr' is not known; did you mean 'csv-order'?")
    }

    @Test func `a folder of a customer whom nobody has is warned of, at its place`() throws {
        let program = try Program()
        defer { program.clear() }
        _ = try program("init", "shop", "--with-samples")
        let config = URL(fileURLWithPath: program.path("shop/pipeline.json"))
        let text = try String(contentsOf: config, encoding: .utf8)
        for (partner, isKnown) in [("C-1001", true), ("C-9999", false)] {
            try Data(
                text.replacing(
                    "\"path\": \".quittance/inbox\"",
                    with: "\"path\": \".quittance/inbox\", \"partner\": \"\(partner)\""
                )
                .utf8
            ).write(to: config)
            let lint = try program("lint", "--config", config.path)
            #expect(lint.status == 0 && lint.output.contains("CFG-052") != isKnown, "\(lint)")
            #expect(isKnown || lint.output.contains("/stages/0/settings/partner"), "\(lint)")
        }
    }

    @Test func `an override is in a currency that there is`() throws {
        let findings = try findings("credit-manager 5000.00 EUR", "credit-manager 5000.00 EUX")
        #expect(findings.map(\.rule.code) == ["CFG-004"], "\(findings)")
    }

    @Test func `a role that is misspelt in a list is told at its place in the list`() throws {
        let findings = try findings("finance-director any", "finance-directr any")
        #expect(findings.map(\.rule.code) == ["CFG-029"], "\(findings)")
        guard case .text(_, _, let path)? = findings.first?.place else {
            Issue.record("no place: \(findings)")
            return
        }
        #expect(path.hasSuffix("/settings/overrides/1"), "\(path)")
    }
}
