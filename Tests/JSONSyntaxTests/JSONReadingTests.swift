import Findings
import JSONSyntax
import Testing

struct JSONReadingTests {
    private func read(_ text: String) throws -> JSONNode { try #require(readJSON(text).sound) }

    @Test func `members keep their order and every value its place`() throws {
        let root = try read("{ \"b\": [1,\n  true],\n\t\"a\" : null }")
        let members = try #require(root.object).members
        #expect(members.map(\.key) == ["b", "a"])
        #expect(members.map(\.keyStart) == [JSONPosition(line: 1, column: 3), JSONPosition(line: 3, column: 2)])
        #expect(members.map(\.value.start) == [JSONPosition(line: 1, column: 8), JSONPosition(line: 3, column: 8)])
        let elements = try #require(members[0].value.array)
        #expect(elements.map(\.start) == [JSONPosition(line: 1, column: 9), JSONPosition(line: 2, column: 3)])
    }

    @Test func `a column is a character whatever its bytes`() throws {
        let elements = try #require(try read("[\"é€😀\", 1,\r\n\"é\", 2]").array)
        #expect(elements.map(\.start.description) == ["1:2", "1:9", "2:1", "2:6"])
    }

    @Test func `escapes stand for their characters`() throws {
        let text = try read(#""\"\\\/\b\f\n\r\t\u0041\u00E9\u20ac\uD83D\uDE00\u0000""#).string
        #expect(text == "\"\\/\u{8}\u{C}\n\r\tAé€😀\u{0}")
    }

    @Test(arguments: ["0", "-0", "0.10", "12.50", "1e5", "1E-2", "-3.0e+10", "123456789012345678901234567890"])
    func `a number stays as it is written`(_ literal: String) throws {
        #expect(try read(literal).number?.literal == literal)
        #expect(JSONNumber(literal: literal)?.literal == literal)
    }

    @Test func `a whole number is one that is written whole and fits`() throws {
        #expect(try read("-42").int == -42)
        #expect(try read("9223372036854775807").int == .max)
        #expect(try read("9223372036854775808").int == nil)
        #expect(try read("1.0").int == nil)
        #expect(try read("1e3").int == nil)
        #expect(try read("\"1\"").int == nil)
    }

    @Test(arguments: ["", "-", "+1", "01", "1.", ".1", "1e", "1 ", "0x1", "١"])
    func `a literal that is no number is refused`(_ literal: String) {
        #expect(JSONNumber(literal: literal) == nil)
    }

    @Test func `a UTF-8 byte order mark is passed over and is no column`() throws {
        let root = try #require(readJSON([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)).sound)
        #expect(root.array?[0].start == JSONPosition(line: 1, column: 2))
    }

    @Test func `a walk visits every value and its pointer leads back to it`() throws {
        let root = try read(sampleDocument)
        var pointers: [String] = []
        root.walk { pointer, node in
            pointers.append(pointer.description)
            #expect(root.descendant(at: pointer)?.start == node.start)
        }
        #expect(pointers.count == 22)
        #expect(pointers.first == "")
        #expect(pointers.contains("/a~1b~0c/3/0/0"))
        #expect(root.descendant(at: .root.appending("amounts").appending(6)) == nil)
        #expect(root.descendant(at: .root.appending("version").appending("x")) == nil)
    }

    @Test func `a node says what kind it is`() throws {
        let kinds = try #require(try read("[{}, [], \"\", 0, true, null]").array).map(\.kind.description)
        #expect(kinds == ["an object", "an array", "a string", "a number", "true or false", "null"])
    }

    @Test func `keys that no look-up tells apart are the same key`() {
        #expect(readJSON("{\"\u{E9}\": 1, \"e\u{301}\": 2}").findings.map(\.rule.code) == ["JSON-006"])
    }

    @Test func `a duplicate is found among many keys`() {
        let members = (0..<40).map { "\"k\($0)\": \($0)" }.joined(separator: ",\n")
        let findings = readJSON("{\(members),\n\"k31\": 0}").findings
        #expect(findings.map(\.place) == [.text(line: 41, column: 1, path: "/k31")])
        #expect(findings.first?.message.contains("32:1") == true)
    }
}
