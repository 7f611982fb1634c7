import JSONSyntax
import Testing

struct JSONWriterTests {
    private func text(_ layout: JSONWriter.Layout, _ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(layout)
        body(&writer)
        return String(decoding: writer.finish(), as: UTF8.self)
    }

    private func writeOrder(_ writer: inout JSONWriter) {
        writer.object { order in
            order.member("id", "4711")
            order.member("urgent", true)
            order.member("lines") { $0.array { lines in for number in 1...2 { lines.number(number) } } }
            order.member("note") { $0.null() }
            order.member("none") { $0.object { _ in } }
        }
    }

    @Test func `compact has no white space`() {
        #expect(text(.compact, writeOrder) == #"{"id":"4711","urgent":true,"lines":[1,2],"note":null,"none":{}}"#)
    }

    @Test func `indented puts an item on each line and ends the last`() {
        let expected = """
            {
              "id": "4711",
              "urgent": true,
              "lines": [
                1,
                2
              ],
              "note": null,
              "none": {}
            }

            """
        #expect(text(.indented, writeOrder) == expected)
    }

    @Test func `lines puts each document on a line of its own`() {
        let written = text(.lines) { writer in
            writer.object { $0.member("text", "a\nb\r\u{2028}") }
            writer.string("x")
            writer.array { _ in }
        }
        #expect(written == "{\"text\":\"a\\nb\\r\u{2028}\"}\n\"x\"\n[]\n")
        #expect(text(.lines) { _ in } == "")
    }

    @Test func `lines that have gone where they belong are forgotten`() {
        var writer = JSONWriter(.lines)
        writer.number(1)
        #expect(writer.bytes == Array("1\n".utf8))
        writer.removeLines()
        writer.number(2)
        #expect(writer.finish() == Array("2\n".utf8))
    }

    @Test func `numbers are written from their digits`() throws {
        let amount = try #require(JSONNumber(literal: "0.10"))
        let digits = Array("-1234.500".utf8)
        let written = text(.compact) { writer in
            writer.array { list in
                list.number(amount)
                list.number(Int.min)
                list.number(UInt64.max)
                digits.withUnsafeBufferPointer { list.number(digits: $0) }
            }
        }
        #expect(written == "[0.10,-9223372036854775808,18446744073709551615,-1234.500]")
    }

    @Test func `every control character, quote and backslash is escaped`() {
        #expect(
            text(.compact) { $0.string("\"\\/\u{8}\u{9}\u{A}\u{C}\u{D}\u{0}\u{1F}\u{7F}é") }
                == "\"\\\"\\\\/\\b\\t\\n\\f\\r\\u0000\\u001F\u{7F}é\"")
        for value in UInt32(0)...0x2FF {
            let string = String(Unicode.Scalar(value)!)
            #expect(readJSON(text(.compact) { $0.string(string) }).sound?.string == string)
        }
    }

    @Test(arguments: [JSONWriter.Layout.compact, .indented, .lines])
    func `what was read and written reads back the same`(_ layout: JSONWriter.Layout) throws {
        let root = try #require(readJSON(sampleDocument).sound)
        let again = try #require(readJSON(text(layout) { $0.node(root) }).sound)
        #expect(again.saysTheSame(as: root))
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `what was written reads back the same, and its layout stands still`(_ seed: UInt64) throws {
        var generator = Sequence64(state: seed)
        let root = anyNode(depth: 5, using: &generator)
        let written = text(.indented) { $0.node(root) }
        let again = try #require(readJSON(written).sound)
        #expect(again.saysTheSame(as: root))
        #expect(text(.indented) { $0.node(again) } == written)
    }

    @Test func `a body that throws hands its error on`() {
        struct Refused: Error {}
        var writer = JSONWriter()
        #expect(throws: Refused.self) { try writer.object { _ throws(Refused) in throw Refused() } }
    }
}

/// The same numbers for the same seed (SplitMix64).
private struct Sequence64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

private func anyNode(depth: Int, using generator: inout Sequence64) -> JSONNode {
    let start = JSONPosition(line: 1, column: 1)
    let content: JSONContent
    switch Int.random(in: depth == 5 ? 4...5 : depth > 0 ? 0...5 : 0...3, using: &generator) {
    case 0: content = .null
    case 1: content = .bool(Bool.random(using: &generator))
    case 2: content = .number(JSONNumber(Int64.random(in: .min ... .max, using: &generator)))
    case 3: content = .string(anyText(using: &generator))
    case 4:
        content = .array((0..<4).map { _ in anyNode(depth: depth - 1, using: &generator) })
    default:
        content = .object(
            JSONObject(
                (0..<4).map { index in
                    JSONMember(
                        "\(index)" + anyText(using: &generator), at: start, anyNode(depth: depth - 1, using: &generator)
                    )
                }))
    }
    return JSONNode(content, at: start)
}

private func anyText(using generator: inout Sequence64) -> String {
    let highest: UInt32 = [0x7F, 0x2FF, 0xD7FF, 0x10FFFF].randomElement(using: &generator)!
    let values = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        UInt32.random(in: 0...highest, using: &generator)
    }
    var text = ""
    text.unicodeScalars.append(contentsOf: values.compactMap(Unicode.Scalar.init))
    return text
}
