import Findings
import JSONSyntax
import Testing

/// A text that breaks one rule, and where.
struct FaultCase: Sendable, CustomTestStringConvertible {
    let code: String
    let text: String
    let line: Int
    let column: Int
    let path: String

    init(_ code: String, _ text: String, _ line: Int, _ column: Int, _ path: String) {
        (self.code, self.text, self.line, self.column, self.path) = (code, text, line, column, path)
    }

    var testDescription: String { "\(code) in \(text)" }
    var place: Place { .text(line: line, column: column, path: path) }
}

let faultCases: [FaultCase] = [
    FaultCase("JSON-001", "[1, ?]", 1, 5, "/1"),
    FaultCase("JSON-001", "[,1]", 1, 2, "/0"),
    FaultCase("JSON-001", "[1 2]", 1, 4, ""),
    FaultCase("JSON-001", "[1}", 1, 3, ""),
    FaultCase("JSON-001", "{\"a\" 1}", 1, 6, "/a"),
    FaultCase("JSON-001", "{a: 1}", 1, 2, ""),
    FaultCase("JSON-001", "{'a': 1}", 1, 2, ""),
    FaultCase("JSON-001", "{1.5: 1}", 1, 2, ""),
    FaultCase("JSON-001", "[\u{201C}a\u{201D}]", 1, 2, "/0"),
    FaultCase("JSON-001", "[1 / 2]", 1, 4, ""),
    FaultCase("JSON-002", "{\"a\":\n  \"open", 2, 3, "/a"),
    FaultCase("JSON-002", "[\"open\n\"]", 1, 2, "/0"),
    FaultCase("JSON-003", #"["C:\data"]"#, 1, 5, "/0"),
    FaultCase("JSON-003", #"["\u12G4"]"#, 1, 3, "/0"),
    FaultCase("JSON-004", #"["\uD83D"]"#, 1, 3, "/0"),
    FaultCase("JSON-004", #"["x\uDE00\uD83D"]"#, 1, 4, "/0"),
    FaultCase("JSON-005", "[\"a\tb\"]", 1, 4, "/0"),
    FaultCase("JSON-006", "{\"a\": 1,\n \"a\": 2}", 2, 2, "/a"),
    FaultCase("JSON-007", String(repeating: "[", count: 65), 1, 65, String(repeating: "/0", count: 64)),
    FaultCase("JSON-008", "[1,\n2, ]", 2, 2, ""),
    FaultCase("JSON-008", "{\"a\": {\"b\": 1,}}", 1, 14, "/a"),
    FaultCase("JSON-009", "[1, // one\n2]", 1, 5, ""),
    FaultCase("JSON-009", "/* é\n */ [1]", 1, 1, ""),
    FaultCase("JSON-009", "{ # note\n}", 1, 3, ""),
    FaultCase("JSON-010", "{}\n}", 2, 1, ""),
    FaultCase("JSON-010", "[1] / 2", 1, 5, ""),
    FaultCase("JSON-011", "{\"a\": [1,", 1, 10, "/a/1"),
    FaultCase("JSON-012", " \n ", 2, 2, ""),
    FaultCase("JSON-015", "{\"a\": 007}", 1, 7, "/a"),
    FaultCase("JSON-015", "[+1]", 1, 2, "/0"),
    FaultCase("JSON-015", "[.5]", 1, 2, "/0"),
    FaultCase("JSON-015", "[1.]", 1, 2, "/0"),
    FaultCase("JSON-015", "[1e]", 1, 2, "/0"),
    FaultCase("JSON-015", "[-]", 1, 2, "/0"),
    FaultCase("JSON-015", "[0x1F]", 1, 2, "/0"),
    FaultCase("JSON-015", "[2026-11-24]", 1, 2, "/0"),
    FaultCase("JSON-016", "[True]", 1, 2, "/0"),
    FaultCase("JSON-016", "{\"a\": NaN}", 1, 7, "/a"),
]

struct JSONFaultTests {
    @Test(arguments: faultCases) func `each fault has its code and its place`(_ fault: FaultCase) throws {
        let reading = readJSON(fault.text)
        let finding = try #require(reading.findings.first)
        #expect(finding.rule.code == fault.code)
        #expect(finding.place == fault.place)
        #expect(reading.sound == nil)
    }

    @Test func `every rule has a code of its own and a case`() {
        let codes = jsonRules.map(\.code)
        #expect(Set(codes).count == codes.count)
        // Size and encoding have tests of their own, below and in the hostile tests.
        let elsewhere: Set = ["JSON-013", "JSON-014", "JSON-017"]
        #expect(Set(faultCases.map(\.code)).union(elsewhere) == Set(codes))
    }

    @Test func `several faults are reported at once in the order of the text`() {
        let text = """
            {
              // the desks
              "desk": "a\\qb",
              "desk": 01,
              "stages": [True, "x" "y",],
            }
            """
        let findings = readJSON(text).findings
        #expect(
            findings.map(\.rule.code) == [
                "JSON-009", "JSON-003", "JSON-006", "JSON-015", "JSON-016", "JSON-001", "JSON-008", "JSON-008",
            ])
    }

    @Test func `a message helps on`() {
        #expect(readJSON("[True]").findings[0].message.contains("did you mean true?"))
        #expect(readJSON("['a']").findings[0].message.contains("double quotes only"))
        #expect(readJSON("[\u{201C}a\u{201D}]").findings[0].message.contains("U+201C, a typographic quote"))
        #expect(readJSON("{\"a\": 1,\n \"a\": 2}").findings[0].message.contains("1:2"))
        #expect(readJSON("{\"a\": [").findings[0].message.contains("an array that begins at 1:7"))
    }

    @Test func `faults that leave no doubt let the document be recovered`() throws {
        guard case .faulty(_, let recovered?) = readJSON("{\"a\": 1, /* x */ \"a\": 2, b: 3,}") else {
            Issue.record("the document was not recovered")
            return
        }
        let object = try #require(recovered.object)
        #expect(object.keys == ["a", "b"])
        #expect(object["a"]?.int == 1)
    }

    @Test(arguments: ["[01]", "[nul]", "[1 2]", "[\"\\q\"]", "[\"\t\"]", "{} {}", "[", ""])
    func `a fault that leaves doubt leaves no document`(_ text: String) {
        guard case .faulty(_, let recovered) = readJSON(text) else {
            Issue.record("the text was read")
            return
        }
        #expect(recovered == nil)
    }

    @Test func `a sample cut off at any byte is refused at a place in what is left`() {
        let sample = Array(sampleDocument.utf8)
        #expect(readJSON(sample).sound != nil)
        for count in 0..<sample.count {
            let reading = readJSON(Array(sample[..<count]))
            guard case .text(let line, let column, _)? = reading.findings.first?.place else {
                Issue.record("cut off after \(count) bytes, it was read")
                continue
            }
            let lineCount = sample[..<count].count { $0 == UInt8(ascii: "\n") } + 1
            #expect((1...lineCount).contains(line) && column > 0, "cut off after \(count) bytes")
        }
    }
}
