import Findings
import Pipeline
import Testing

@testable import FlatFormats

/// What is checked of a map before anything moves.
struct MapSettingsTests {
    private let good = """
        {"formats": ["csv-order"], "csvOrders": {"shop": {"columns": {"number": "No", "issueDate": "Day", "gtin": "Item", "quantity": "Qty"},
        "constants": {"currency": "EUR", "unit": "C62"}}}}
        """

    private func findings(_ old: String, _ new: String) throws -> [String] {
        #expect(good.contains(old))
        return try configured(good.replacing(old, with: new)).findings.map(\.description)
    }

    @Test func `a sound map has no finding`() throws {
        #expect(try configured(good).findings.isEmpty)
    }

    @Test func `a mistyped term is named, with the one that was meant`() throws {
        let found = try findings("\"quantity\"", "\"quantiy\"")
        #expect(found.contains { $0.contains("CFG-001 at 1:") && $0.contains("did you mean 'quantity'?") }, "\(found)")
        #expect(found.contains { $0.contains("CFG-002") && $0.contains("quantity") }, "\(found)")
    }

    @Test func `what no order can do without has a column or is constant`() throws {
        #expect(try findings("\"gtin\": \"Item\", ", "").map { $0.prefix(7) } == ["CFG-002"])
        #expect(try findings("\"currency\": \"EUR\", ", "").map { $0.prefix(7) } == ["CFG-002"])
    }

    @Test func `a column is named where there is a header, and counted where there is none`() throws {
        #expect(try findings("\"Qty\"", "4").map { $0.prefix(7) } == ["CFG-003"])
        #expect(
            try findings("{\"columns\"", "{\"header\": false, \"columns\"").map { $0.prefix(7) } == [
                "CFG-003", "CFG-003", "CFG-003", "CFG-003",
            ])
        #expect(try findings("\"Qty\"", "true").map { $0.prefix(7) }.first == "CFG-003")
    }

    @Test(arguments: [
        ("\"dates\": \"MM/dd\"", "CFG-004"), ("\"separator\": \"semi\"", "CFG-004"),
        ("\"decimalMark\": \"point\", \"groupMark\": \"point\"", "CFG-004"),
        ("\"charset\": \"utf8\"", "CFG-004"), ("\"functions\": {\"N\": \"orignal\"}", "CFG-004"),
        ("\"units\": [\"kg\"]", "CFG-003"),
        ("\"colums\": {}", "CFG-001"),
    ])
    func `a setting that makes no sense is reported`(setting: String, code: String) throws {
        #expect(try findings("{\"columns\"", "{\(setting), \"columns\"").map { String($0.prefix(7)) } == [code])
    }

    @Test func `a pointer begins with a slash`() throws {
        let settings = """
            {"formats": ["json-order"], "jsonOrders": {"a": {"order": {"number": "n", "issueDate": "/d"}, "line": {"gtin": "/g", "quantity": "/q"},
            "constants": {"currency": "EUR", "unit": "C62"}}}}
            """
        #expect(try configured(settings).findings.map(\.rule.code) == ["CFG-004", "CFG-002"])
    }

    @Test func `a constant currency is one`() throws {
        #expect(try findings("\"EUR\"", "\"EURO\"").map { $0.prefix(7) } == ["CFG-004"])
    }
}
