import Calendars
import Documents
import Findings
import Foundation
import JSONSyntax
import Money
import QuittanceTesting
import Testing

@testable import BankFormats
@testable import Pipeline

private func sample(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: checkout.appendingPathComponent("Samples/flat/\(name)")))
}

private func format(_ settings: JSONNode) throws -> (format: any ReadingFormat, findings: [Finding]) {
    var reader = SettingsReader(
        try #require(settings.object), at: settings.start, .root,
        in: ConfigurationSurroundings(directory: ".", variable: { _ in nil }, secret: { _ in nil }))
    let format = CSVStatementFormat().configured(by: &reader)
    return (format, reader.log.findings)
}

private func format(_ text: String) throws -> (format: any ReadingFormat, findings: [Finding]) {
    try format(try #require(readJSON(text).sound))
}

/// The format with the maps of the samples.
private func sampleFormat() throws -> any ReadingFormat {
    let plan = try #require(readJSON(try sample("pipeline.json")).sound)
    let pointer = try #require(JSONPointer(parsing: "/stages/1/settings"))
    let (format, findings) = try format(try #require(plan.descendant(at: pointer)))
    #expect(findings.isEmpty)
    return format
}

struct CSVStatementTests {
    @Test func `the rows of a file become the entries of a statement`() throws {
        let statement = try #require(try sampleFormat().statements(try sample("statement.csv")).first)
        #expect(
            statement.account == "FR7999999004170004160Q11882" && statement.currency == .euro
                && statement.kind == .interim)
        #expect(statement.opening == BankStatement.Balance(Money("500.00", .euro)!, on: "2026-11-20"))
        #expect(statement.closing == BankStatement.Balance(Money("2036.96", .euro)!, on: "2026-11-23"))
        #expect(statement.expectedClosing == statement.closing?.amount)
        let entries = Array(statement.entries)
        #expect(entries.map(\.amount.decimal) == ["1000.00", "-18.00", "-18.00", "572.96"])
        #expect(entries[3].transactions[0].texts == ["BC-2026-0233; danke"])
        #expect(entries[3].transactions[0].counterparty.account == "FR7699999000010000000400046")
        #expect(entries[0].transactions[0].endToEnd == "NOTPROVIDED" && entries[0].source == SourceLine(2))
    }

    @Test func `entries that are alike in everything are counted, in every file that has them`() throws {
        let format = try sampleFormat()
        let lines = String(decoding: try sample("statement.csv"), as: UTF8.self).split(separator: "\n")
        let earlier = lines.dropLast().joined(separator: "\n")
        let whole = try format.statements(lines.joined(separator: "\n"))[0].entries.map(\.identityText)
        #expect(try format.statements(earlier)[0].entries.map(\.identityText) == Array(whole.dropLast()))
        #expect(Set(whole).count == 4)
    }

    @Test func `the newest entry may come first`() throws {
        let format = try sampleFormat()
        let lines = String(decoding: try sample("statement.csv"), as: UTF8.self).split(separator: "\n")
        let turned = try format.statements(([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"))[0]
        let straight = try format.statements(lines.joined(separator: "\n"))[0]
        #expect(turned.opening == straight.opening && turned.closing == straight.closing)
        #expect(Set(turned.entries.map(\.identityText)) == Set(straight.entries.map(\.identityText)))
    }

    @Test func `a file may tell of several accounts`() throws {
        let text = String(decoding: try sample("statement.csv"), as: UTF8.self)
        let rows = text.split(separator: "\n")
        let other = rows.dropFirst().map { $0.replacing("FR79 9999 9004 1700 0416 0Q11 882", with: "DE89") }
        let statements = try sampleFormat().statements(text + other.joined(separator: "\n"))
        #expect(statements.map(\.account) == ["FR7999999004170004160Q11882", "DE89"])
        #expect(statements.map(\.entries.count) == [4, 4])
    }

    @Test func `a statement of more entries than a document may have comes in parts`() throws {
        let parts = try sampleFormat().statements(try sample("statement.csv"), maxLines: 3)
        #expect(parts.map(\.entries.count) == [3, 1] && parts.map(\.part.number) == [1, 2])
    }

    @Test func `amounts may stand in two columns, and balances in each row`() throws {
        let (format, findings) = try format(
            """
            {"csvStatements": {"b": {"consecutive": true, "columns": {"date": "D", "debit": "Out", "credit": "In", "openingBalance": "From", "closingBalance": "To"},
             "constants": {"account": "X", "currency": "EUR"}}}}
            """)
        #expect(findings.isEmpty)
        let statement = try format.statements(
            "D,Out,In,From,To\n2026-11-20,5.00,,10.00,12.00\n2026-11-20,-1,0.00,10.00,12.00\n2026-11-20,,8.00,10.00,12.00\n"
        )[0]
        #expect(statement.entries.map(\.amount.decimal) == ["-5.00", "-1.00", "8.00"])
        #expect(
            statement.kind == .statement && statement.opening?.amount == Money("10.00", .euro)
                && statement.closing?.amount == Money("12.00", .euro))
        #expect(
            format.read(Array("D,Out,In,From,To\n2026-11-20,5.00,8.00,,\n".utf8), maxLines: 9)[0].codes == ["BNK-001"])
        #expect(format.read(Array("D,Out,In,From,To\n2026-11-20,,,,\n".utf8), maxLines: 9)[0].codes == ["BNK-001"])
    }

    @Test func `a map is checked before anything is read`() throws {
        let (_, findings) = try format(
            #"{"csvStatements": {"b": {"columns": {"date": "D", "amout": "A"}, "signs": {"x": "minus"}}}}"#)
        #expect(findings.map(\.rule.code).sorted() == ["CFG-001", "CFG-002", "CFG-002", "CFG-002", "CFG-004"])
        #expect(findings.contains { $0.message.contains("did you mean 'amount'?") })
    }

    private static let faults = [
        "BNK-001-no-amount.csv", "BNK-002-day-of-no-month.csv", "BNK-003-amount-of-three-places.csv",
        "BNK-004-two-currencies.csv", "BNK-009-no-row.csv",
        "BNK-013-balances-that-do-not-follow.csv", "BNK-014-sign-of-no-map.csv", "CSV-003-no-day.csv",
    ]

    @Test(arguments: faults) func `a fault is reported under the code that its sample is named after`(name: String)
        throws
    {
        let read = try sampleFormat().read(try sample(name), maxLines: 100)
        #expect(read.flatMap(\.codes) == [String(name.prefix(7))])
        #expect(read.allSatisfy { ($0.document == nil) == $0.findings.contains { $0.severity == .fatal } })
    }

    @Test func `a fault has its line and column`() throws {
        let read = try sampleFormat().read(try sample("BNK-014-sign-of-no-map.csv"), maxLines: 100)
        #expect(read[0].findings.map { "\($0.place)" } == ["2:70 S/H"])
    }

    @Test func `a damaged file is read or refused with a code`() throws {
        let format = try sampleFormat()
        let bytes = try sample("statement.csv")
        for count in 0...bytes.count {
            for message in format.read(Array(bytes.prefix(count)), maxLines: 100) where message.document == nil {
                #expect(!message.findings.isEmpty)
            }
        }
        for index in bytes.indices {
            for byte in Array("\";\n,.-".utf8) + [0, 0xFF] {
                var mutant = bytes
                mutant[index] = byte
                for message in format.read(mutant, maxLines: 100) {
                    if let document = message.document { #expect(try Document(coded: document.coded) == document) }
                }
            }
        }
    }
}
