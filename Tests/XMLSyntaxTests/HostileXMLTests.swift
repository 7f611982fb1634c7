import Findings
import Testing
import XMLSyntax

private let vocabulary = XMLVocabulary(
    namespaces: [("a", "urn:a")], names: ["Root", "a:Line", "a:Name", "a:Other", "a:Open"], open: "a:Open")

private func read(_ text: String, parts: Set<XMLName> = []) -> FindingLog { read(Array(text.utf8), parts: parts) }

private func read(_ bytes: [UInt8], parts: Set<XMLName> = []) -> FindingLog {
    readXML(bytes, vocabulary, XMLReading(parts: parts))
}

private func codes(_ text: String) -> [String] { read(text).findings.map(\.rule.code) }

private let sound = """
    <?xml version="1.0" encoding="UTF-8"?>
    <Root xmlns:a="urn:a"><!-- a comment --><a:Line id="1"><a:Name>Été &amp; hiver</a:Name></a:Line><?go on?><a:Line/></Root>
    """

struct HostileXMLTests {
    @Test func `a sound document has no findings`() { #expect(read(sound).isEmpty) }

    @Test func `a document cut off at any byte is refused with a place`() {
        let bytes = Array(sound.utf8)
        for count in 0..<bytes.count {
            let log = read(Array(bytes[..<count]))
            #expect(log.hasFatal, "cut at \(count)")
        }
    }

    @Test func `a long document cut off at any byte is refused as incomplete`() {
        let line = "<a:Line><a:Name>abc</a:Name></a:Line>\n"
        let bytes = Array(("<Root xmlns:a=\"urn:a\">" + String(repeating: line, count: 2000) + "</Root>").utf8)
        for count in stride(from: bytes.count - 60, to: bytes.count, by: 1) {
            #expect(read(Array(bytes[..<count])).findings.map(\.rule.code) == ["XML-002"], "cut at \(count)")
        }
    }

    /// What is wrong, and the one code that says so.
    @Test(arguments: [
        ("", "XML-002"),
        ("  \n", "XML-002"),
        ("<Root><a></b></Root>", "XML-001"),
        ("<Root a='1' a='2'/>", "XML-001"),
        ("<Root a=1/>", "XML-001"),
        ("<Root>&unknown;</Root>", "XML-001"),
        ("<Root><x:y/></Root>", "XML-001"),
        ("<Root>1 < 2</Root>", "XML-001"),
        ("<Root/><Root/>", "XML-002"),
        ("<Root/>\0", "XML-001"),
        ("<Root/>\n\0\0\0", "XML-001"),
        ("<Root>&#0;</Root>", "XML-007"),
        ("<Root>a\u{0}b</Root>", "XML-007"),
        ("<?xml version=\"1.0\" encoding=\"nowhere\"?><Root/>", "XML-007"),
        ("<!DOCTYPE Root><Root/>", "XML-003"),
        ("<!DOCTYPE Root SYSTEM \"file:///etc/passwd\"><Root/>", "XML-003"),
        ("<!DOCTYPE Root [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Root>&b;</Root>", "XML-003"),
    ])
    func `what is no sound XML is refused under its code`(text: String, code: String) {
        #expect(codes(text) == [code])
    }

    @Test func `bytes of another character set than declared are refused`() {
        #expect(read(Array("<Root>".utf8) + [0xE9] + Array("</Root>".utf8)).findings.map(\.rule.code) == ["XML-007"])
        #expect(
            read(Array("<Root>".utf8) + [0xC3, 0x28] + Array("</Root>".utf8)).findings.map(\.rule.code) == ["XML-007"])
    }

    @Test func `a NUL, UTF-32 and a second byte order mark are told as what they are, in their place`() {
        let long = "<Root>\n" + String(repeating: "<!-- . -->\n", count: 20_000)
        for text in ["<Root>\n<a:ID xmlns:a=\"urn:a\">12\u{0}3</a:ID></Root>", long + "12\u{0}3</Root>"] {
            let line = text.prefix { $0 != "\u{0}" }.count { $0 == "\n" } + 1
            let finding = read(text).findings.first
            #expect(
                finding?.rule.code == "XML-007" && finding?.message == "there is a NUL, a character that XML forbids")
            #expect(finding?.place.description.hasPrefix("\(line):") == true, "\(String(describing: finding))")
        }
        let big: [UInt8] = "<Root/>".utf8.flatMap { [0, 0, 0, $0] }
        let little: [UInt8] = "<Root/>".utf8.flatMap { [$0, 0, 0, 0] }
        let marks: [[UInt8]] = [[0, 0, 0xFE, 0xFF], [0xFF, 0xFE, 0, 0]]
        for bytes in [marks[0] + big, big, marks[1] + little] {
            // Some forms of it the library reads.
            let messages = read(bytes).findings.map(\.message)
            #expect(messages.isEmpty || messages == ["the file is in UTF-32, which is not read"])
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(read(mark + Array("<Root/>".utf8)).isEmpty)
        #expect(
            read(mark + mark + Array("<Root/>".utf8)).findings.map(\.message)
                == ["the file begins with two byte order marks"])
    }

    @Test func `a document in Latin-1 or UTF-16 that says so is read`() {
        let latin = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Root>".utf8) + [0xE9] + Array("</Root>".utf8)
        var texts: [String] = []
        #expect(
            readXML(latin, vocabulary) { _ in
            } root: {
                texts.append($0.text)
            }.isEmpty)
        let wide: [UInt8] = [0xFF, 0xFE] + "<Root>é</Root>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(
            readXML(wide, vocabulary) { _ in
            } root: {
                texts.append($0.text)
            }.isEmpty)
        #expect(texts == ["é", "é"])
    }

    @Test func `a hundred thousand open elements are refused at the sixty-fifth`() {
        let text = "<Root>" + String(repeating: "<b>", count: 100_000)
        #expect(codes(text) == ["XML-004"])
        #expect(
            codes("<Root>" + String(repeating: "<b>", count: 63) + String(repeating: "</b>", count: 63) + "</Root>")
                .isEmpty)
    }

    @Test func `two hundred thousand attributes are refused before they cost anything`() {
        let attributes = (0..<200_000).map { " a\($0)='1'" }.joined()
        #expect(codes("<Root\(attributes)/>") == ["XML-006"])
    }

    @Test func `a text is bounded, a comment too`() {
        #expect(codes("<Root>" + String(repeating: "x", count: 1 << 20) + "</Root>").isEmpty)
        #expect(codes("<Root>" + String(repeating: "x", count: 1 << 20 + 1) + "y</Root>") == ["XML-005"])
        #expect(codes("<Root><!--" + String(repeating: "x", count: 1 << 22) + "--></Root>") == ["XML-006"])
    }

    @Test func `entities that XML itself has are read, and cannot grow`() {
        var text = ""
        _ = readXML(Array("<Root>&lt;&#233;&amp;amp;</Root>".utf8), vocabulary) { _ in
        } root: {
            text = $0.text
        }
        #expect(text == "<é&amp;")
    }

    @Test func `parts are handed over one by one and leave nothing behind`() {
        let name = vocabulary["a:Line"]
        let line = "<a:Line><a:Name>abc</a:Name></a:Line>"
        var count = 0
        let bytes = Array(("<Root xmlns:a=\"urn:a\">" + String(repeating: line, count: 5000) + "</Root>").utf8)
        let log = readXML(bytes, vocabulary, XMLReading(parts: [name])) { part in
            count += 1
            #expect(part.child(vocabulary["a:Name"])?.text == "abc")
        } root: { root in
            #expect(root.child(name) == nil)
        }
        #expect(log.isEmpty && count == 5000)
    }

    @Test func `the findings of a hostile document are bounded`() {
        let text = "<Root>" + (0..<5000).map { "<b\($0)/>" }.joined() + "</Root>"
        let log = read(text)
        #expect(log.findings.count <= 100)
    }
}
