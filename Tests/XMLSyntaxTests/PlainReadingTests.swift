import Findings
import Testing

@testable import XMLSyntax

private let vocabulary = XMLVocabulary(
    namespaces: [("a", "urn:a")], names: ["Root", "a:Line", "a:Name", "a:Amount", "a:Day", "a:Other", "a:Open"],
    open: "a:Open")

private let schema = CompiledSchema(
    ours: "root.xsd", among: ["root.xsd": Array(root.utf8), "a.xsd": Array(parts.utf8)])

private let root = """
    <?xml version="1.0" encoding="UTF-8"?>
    <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:a="urn:a" xmlns="urn:r" targetNamespace="urn:r" elementFormDefault="qualified">
      <xsd:import namespace="urn:a" schemaLocation="a.xsd"/>
      <xsd:element name="Root" type="Root"/>
      <xsd:complexType name="Root"><xsd:sequence>
        <xsd:element ref="a:Name"/><xsd:element ref="a:Day" minOccurs="0"/>
        <xsd:element ref="a:Line" minOccurs="0" maxOccurs="unbounded"/>
      </xsd:sequence></xsd:complexType>
    </xsd:schema>
    """

private let parts = """
    <xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a" elementFormDefault="qualified">
      <xsd:element name="Name" type="xsd:string"/><xsd:element name="Day" type="xsd:date"/>
      <xsd:element name="Line" type="Line"/><xsd:element name="Amount" type="Amount"/>
      <xsd:complexType name="Line"><xsd:choice><xsd:element ref="Amount"/><xsd:element name="Other" type="Amount"/></xsd:choice></xsd:complexType>
      <xsd:complexType name="Amount"><xsd:simpleContent><xsd:extension base="xsd:decimal">
        <xsd:attribute name="currency" type="xsd:normalizedString" use="required"/><xsd:attribute name="lang" type="xsd:language"/>
      </xsd:extension></xsd:simpleContent></xsd:complexType>
    </xsd:schema>
    """

private let sound = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a comment -->
    <Root xmlns="urn:r" xmlns:a="urn:a">
      <a:Name>Été &amp; hiver, « \u{20AC} » 𝄞 ]] é</a:Name>
      <a:Day>2024-02-29</a:Day
      >
      <a:Line><a:Amount currency="EUR" lang='fr'>12.50</a:Amount></a:Line>
      <a:Line
        ><a:Other currency="">-3</a:Other></a:Line >
    </Root>

    """

/// All that a reading gives, in words.
private func told(
    _ bytes: [UInt8], isThorough: Bool, schema: CompiledSchema?, parts: Set<XMLName> = []
) -> [String] {
    var told: [String] = []
    var reading = XMLReading(parts: parts)
    reading.takesFragments = true
    reading.isThorough = isThorough
    let log = readXML(
        bytes, vocabulary, schema: schema, reading, part: { told += words($0) }, root: { told += words($0) })
    return told + log.findings.map { "\($0.rule.code) \($0.message) \($0.place)" }
}

private func words(_ element: XMLElement) -> [String] {
    var words: [String] = []
    element.forEachWithin { element in
        var attributes: [String] = []
        element.forEachAttribute { name, value in
            attributes.append("\(String(decoding: name, as: UTF8.self))=\(String(decoding: value, as: UTF8.self))")
        }
        words.append("\(element.path) \(element.line) \(element.text) \(attributes)")
    }
    return words
}

private func expectSame(_ bytes: [UInt8], _ schema: CompiledSchema?, parts: Set<XMLName> = []) {
    let plain = told(bytes, isThorough: false, schema: schema, parts: parts)
    let thorough = told(bytes, isThorough: true, schema: schema, parts: parts)
    #expect(plain == thorough, "\(String(decoding: bytes, as: UTF8.self))")
}

struct PlainReadingTests {
    /// Documents that are sound, and some that are not; the plain way reads some of either and leaves the others alone.
    private static let documents = [
        sound, sound.replacing("\n", with: "\r\n"), sound.replacing("2024-02-29", with: " 2024-02-29\n"),
        "\u{FEFF}" + sound, sound.replacing("a:", with: "b:"),
        sound.replacing("xmlns:a", with: "xmlns:b").replacing("a:", with: "b:"),
        "<Root/>", "<Root xmlns='urn:r'/>", "<r:Root xmlns:r='urn:r' xmlns:a='urn:a'><a:Name/></r:Root>",
        "<Root xmlns='urn:other'><Unknown>x</Unknown> y <a/></Root>", "<Root>  x<b/>y &lt;</Root>",
        "<Root><![CDATA[a<b]]></Root>", "<Root>&#65;</Root>", "<Root a='1' a='2'/>", "<Root a='&lt;'/>",
        "<Root xmlns:a='urn:a'><a:Name xmlns:a='urn:b'/></Root>", "<Root><?go on?></Root>", "<Root>]]></Root>",
        "<Root/><!-- after -->\n", "<Root/>x", "<Root><!-- a -- b --></Root>", "<a:Root/>", "<Root xml:lang='fr'/>",
        "<Root>\u{1}</Root>", "<Root>a\rb</Root>", "<Root a='x\ny'/>", "<1/>", "<Root><a></a ></Root>",
        "<?xml version=\"1.1\"?><Root/>", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Root>é</Root>",
        "<Root xmlns:a='urn:a'>" + String(repeating: "<a:Line><a:Name>n</a:Name></a:Line>\n", count: 40) + "</Root>",
    ]

    @Test(arguments: documents) func `the plain way and the parser read the same`(document: String) {
        for schema in [nil, schema] {
            expectSame(Array(document.utf8), schema)
            expectSame(Array(document.utf8), schema, parts: [vocabulary["a:Line"]])
        }
    }

    @Test func `they read the same of a document wherever it breaks off`() {
        let bytes = Array(sound.utf8)
        for count in 0..<bytes.count { expectSame(Array(bytes[..<count]), count % 2 == 0 ? schema : nil) }
    }

    @Test func `they read the same of mutants`() {
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let letters = Array("<>/&;:='\" \n\r]-!?a1é\u{0}\t".utf8)
        for _ in 0..<800 {
            var bytes = Array(sound.utf8)
            for _ in 0...next(2) {
                let position = next(bytes.count)
                switch next(4) {
                case 0: bytes.remove(at: position)
                case 1: bytes.insert(letters[next(letters.count)], at: position)
                case 2: bytes[position] = letters[next(letters.count)]
                default:
                    let end = min(bytes.count, position + next(60))
                    bytes.insert(contentsOf: bytes[position..<end], at: next(bytes.count))
                }
            }
            expectSame(bytes, next(3) > 0 ? schema : nil, parts: next(2) > 0 ? [vocabulary["a:Line"]] : [])
        }
    }

    @Test func `a sound document does not need the parser`() {
        let (handler, names) = (TreeHandler(vocabulary), PlainNames(vocabulary))
        for document in [sound, sound.replacing("xmlns:a", with: "xmlns:c").replacing("a:", with: "c:"), sound] {
            handler.begin(XMLReading()) { _ in }
            let isRead = Array(document.utf8).withUnsafeBufferPointer {
                PlainScan.read($0, handler, names, schema.plain)
            }
            #expect(isRead)
            #expect(handler.root?.child(vocabulary["a:Line"])?.child(vocabulary["a:Amount"])?.text == "12.50")
        }
    }

    @Test(arguments: [
        ("2024-02-30", false), ("2023-02-29", false), ("2000-02-29", true), ("1900-02-29", false),
        ("2024-04-31", false), ("0000-01-01", false), ("2024-1-01", false), ("2024-12-31", true),
    ])
    func `a day that is none is left to the parser`(day: String, isDay: Bool) {
        let document = sound.replacing("2024-02-29", with: day)
        let faults = readXML(Array(document.utf8), vocabulary, schema: schema).findings
        #expect(faults.isEmpty == isDay)
        expectSame(Array(document.utf8), schema)
    }
}
