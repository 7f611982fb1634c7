import Findings
import JSONSyntax
import Testing

struct JSONHostileTests {
    private func codes(_ bytes: [UInt8], within limits: JSONLimits = JSONLimits()) -> [String] {
        readJSON(bytes, within: limits).findings.map(\.rule.code)
    }

    private func codes(_ text: String, within limits: JSONLimits = JSONLimits()) -> [String] {
        codes(Array(text.utf8), within: limits)
    }

    /// Overlong forms, surrogates, values past the end, stray and missing continuations.
    static let illFormed: [[UInt8]] = [
        [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xF0, 0x9F, 0x98], [0xFE],
        [0xFF],
    ]

    @Test(arguments: illFormed) func `ill-formed UTF-8 in a string is refused where it is`(_ bytes: [UInt8]) {
        let text = Array("[\"ab".utf8) + bytes + Array("\"]".utf8)
        let finding = readJSON(text).findings.first
        #expect(finding?.rule.code == "JSON-014")
        #expect(finding?.place == .text(line: 1, column: 5, path: "/0"))
    }

    @Test(arguments: illFormed) func `ill-formed UTF-8 in a key or at the end of the file is refused`(_ bytes: [UInt8])
    {
        #expect(codes(Array("{\"k".utf8) + bytes + Array("\": 1}".utf8)).first == "JSON-014")
        #expect(!codes(Array("[\"ab".utf8) + bytes).isEmpty)
        #expect(codes(Array("[1, ".utf8) + bytes) == ["JSON-001"])
    }

    @Test(arguments: [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF] as [UInt32])
    func `the edges of UTF-8 are read`(_ value: UInt32) throws {
        let text = String(try #require(Unicode.Scalar(value)))
        #expect(readJSON("\"\(text)\"").sound?.string?.unicodeScalars.first?.value == value)
    }

    @Test func `other encodings are named as such`() {
        #expect(codes([0xFF, 0xFE, 0x7B, 0x00]) == ["JSON-017"])
        #expect(codes([0xFE, 0xFF, 0x00, 0x7B]) == ["JSON-017"])
        #expect(codes([0x7B, 0x00, 0x7D, 0x00]) == ["JSON-017"])
        #expect(codes([0x00, 0x7B]) == ["JSON-017"])
        #expect(codes([0xEF, 0xBB, 0xBF]) == ["JSON-012"])
    }

    @Test func `the depth itself is still within the depth`() {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(codes(nested(64)).isEmpty)
        #expect(codes(nested(65)) == ["JSON-007"])
        #expect(codes(String(repeating: "{\"a\":", count: 500_000)) == ["JSON-007"])
        #expect(codes(nested(256), within: JSONLimits(depth: 256)).isEmpty)
    }

    @Test func `sizes are bounded and the bound itself is within`() {
        let limits = JSONLimits(byteCount: 60, stringByteCount: 8, keyByteCount: 4, valueCount: 5)
        #expect(codes("[\"12345678\"]", within: limits).isEmpty)
        #expect(codes("[\"123456789\"]", within: limits) == ["JSON-013"])
        #expect(codes("[1234567890]", within: limits) == ["JSON-013"])
        #expect(codes("{\"1234\": 1}", within: limits).isEmpty)
        #expect(codes("{\"12345\": 1}", within: limits) == ["JSON-013"])
        #expect(codes("[1,2,3,4]", within: limits).isEmpty)
        #expect(codes("[1,2,3,4,5]", within: limits) == ["JSON-013"])
        #expect(codes("[1]" + String(repeating: " ", count: 57), within: limits).isEmpty)
        #expect(codes("[1]" + String(repeating: " ", count: 58), within: limits) == ["JSON-013"])
    }

    @Test func `a huge string is read within the limit and refused beyond it`() {
        let limit = JSONLimits().stringByteCount
        #expect(readJSON("\"" + String(repeating: "a", count: limit) + "\"").sound?.string?.utf8.count == limit)
        #expect(codes("\"" + String(repeating: "a", count: limit + 1) + "\"") == ["JSON-013"])
    }

    @Test func `reading is given up when there are too many faults to tell`() {
        let text = "[" + String(repeating: "01,", count: 100_000) + "1]"
        #expect(codes(text).count == 100)
        #expect(codes([UInt8(ascii: "\"")] + [UInt8](repeating: 0xFF, count: 100_000)).count == 100)
    }

    @Test func `any single byte anywhere is read or refused with a place, never a crash`() {
        let sample = Array(sampleDocument.utf8)
        for index in stride(from: 0, to: sample.count, by: 3) {
            for byte in stride(from: UInt8(0), through: 255, by: 5) {
                var text = sample
                text[index] = byte
                let reading = readJSON(text)
                #expect((reading.sound == nil) == !reading.findings.isEmpty)
            }
        }
    }
}
