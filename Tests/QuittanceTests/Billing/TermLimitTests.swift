import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// The longest terms that the law allows, from its file to whoever bills later.
struct TermLimitTests {
    /// The restaurants' order, billed under other terms than the samples'.
    private func billed(
        under terms: String, amend: @escaping (String, String) -> String = { $1 }
    ) throws -> (World, told: [String]) {
        let world = try World(amend: { file, text in
            let other = text.inLines(of: ["C-1011"]) { $0.replacing(",30d,", with: ",\(terms),") }
            return amend(file, file == "customers.csv" ? other : text)
        })
        world.drop("order-cremerie-duvalet.xml")
        let runner = try world.runner()
        var told: [String] = []
        runner.onRemark = { told.append("\($0.stage) \($0.finding)") }
        try runner.runUntilIdle()
        #expect(try world.invoices().count == 1)
        return (world, told)
    }

    @Test func `an invoice that is due later than the law allows is billed all the same, and told`() throws {
        let (world, told) = try billed(under: "61d")
        let invoice = try #require(try world.invoices().first)
        #expect(invoice.dueDate == invoice.issueDate + 61)
        #expect(
            told.count == 1 && told[0].contains("INV-009") && told[0].contains("\(invoice.issueDate + 60)"), "\(told)")
        let events = try world.ledger.read { try Trace(of: invoice.number, in: $0) }?.events.map(\.event.inWords) ?? []
        #expect(events.contains { $0.contains("INV-009") && $0.contains("C. com. L441-10 I") }, "\(events)")
        try world.checkInvariants()
    }

    @Test(arguments: ["60d", "45d-eom", "eom-45d", "30d"]) func `a term that is lawful is not told`(terms: String)
        throws
    {
        #expect(try billed(under: terms).told.isEmpty)
    }

    @Test func `what a company sells may have a shorter limit`() throws {
        let perishable = { (file: String, text: String) in
            file == "company.json"
                ? text.replacing("\"currency\"", with: "\"branch\": \"perishable\", \"currency\"") : text
        }
        let (_, told) = try billed(under: "60d", amend: perishable)
        #expect(told.count == 1 && told[0].contains("L441-11"), "\(told)")
    }

    @Test func `a branch that the law has no limit for is refused`() {
        let text = String(decoding: Samples.bytes("company.json"), as: UTF8.self)
        let other = text.replacing("\"currency\"", with: "\"branch\": \"fish\", \"currency\"")
        let findings = readCompany(Array(other.utf8), file: readSampleOrFont).findings
        #expect(findings.map(\.rule.code) == ["CFG-054"] && findings[0].message.contains("perishable"), "\(findings)")
    }

    @Test(arguments: [
        #"{"branch": "general", "from": "2019-04-26", "days": 60}"#,
        #"{"branch": "general", "from": "2019-04-26", "days": 400, "article": "L441-10"}"#,
        #"{"branch": "general", "days": 60, "article": "L441-10"}"#,
        #"{"branch": "general", "from": "2019-04-26", "days": 60, "countedFrom": "now", "article": "L441-10"}"#,
        #"{"branch": "general", "from": "2019-04-26", "until": "x", "days": 60, "article": "L441-10"}"#,
    ]) func `a limit that lacks something is found`(text: String) {
        var log = FindingLog()
        #expect(readLegalTexts(Array(#"{"termLimits": [\#(text)]}"#.utf8), &log).termLimits.isEmpty)
        #expect(log.findings.map(\.rule.code) == ["CFG-056"])
    }

    @Test func `customers whose term the law forbids are recorded, and told with row and column`() throws {
        let world = try World()
        let text = "id,name,country,terms,currency\nC-1,A,FR,60d,EUR\nC-2,B,FR,60d-eom,EUR\nC-3,C,FR,61d,EUR\n"
        let outcome = try importBytes(
            Array(text.utf8), named: "c.csv", as: .customers, through: try world.runner(), actor: "Lea", reason: "new")
        #expect(outcome.records == 3)
        #expect(outcome.warnings.map(\.rule.code) == ["IMP-007", "IMP-007"])
        #expect(outcome.warnings.map { "\($0.place)" } == ["line 3 terms", "line 4 terms"], "\(outcome.warnings)")
        let runner = try world.runner()
        try runner.runUntilIdle()
        #expect(try world.account("C-3").receivable.isZero)
    }
}
