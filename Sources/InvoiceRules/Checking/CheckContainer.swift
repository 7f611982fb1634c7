import Findings
import PDFSyntax
import XMLSyntax

/// Holds the PDF around an invoice to what Factur-X asks of it: how the file within is named, found and described.
func checkContainer(_ container: HybridDocument, of invoice: CheckedInvoice, _ log: inout FindingLog) {
    let guideline = invoice.whole.value(.specification)?.text ?? ""
    let level = FacturXLevel(guideline: guideline)
    let file = container.file
    let place = Place.offset(file.offset)
    if file.name != "factur-x.xml", level != .xRechnung || file.name != "xrechnung.xml" {
        log.report(.facturXIsNamed, "the file within is called '\(file.name.prefix(40))'", at: place)
    }
    if !file.isNamed || !file.isAssociated {
        let missing = file.isNamed ? "/AF" : file.isAssociated ? "/Names" : "/AF and /Names"
        log.report(.facturXIsFound, "\(missing) of the catalogue does not lead to it", at: place)
    }
    let relationships = level.relationships(isGerman: invoice.nations.areBothGerman)
    if !relationships.contains(file.relationship) {
        let said = file.relationship.isEmpty ? "nothing" : "'\(file.relationship.prefix(40))'"
        log.report(.facturXIsRelated, "\(said) is said, not \(relationships.joined(separator: " or "))", at: place)
    }
    if file.mediaType != "text/xml" {
        let said = file.mediaType.isEmpty ? "no type" : "'\(file.mediaType.prefix(40))'"
        log.report(.facturXIsTyped, "the file within has \(said)", at: place)
    }
    checkMetadata(container, level, &log)
}

private func checkMetadata(_ container: HybridDocument, _ level: FacturXLevel, _ log: inout FindingLog) {
    let place = Place.offset(container.metadata?.offset ?? 0)
    let said = container.metadata.map { FacturXMetadata(of: $0.packet) } ?? FacturXMetadata()
    let wrong = [
        ("DocumentType", said.documentType, "INVOICE"),
        ("DocumentFileName", said.fileName, container.file.name.lowercased()),
        ("ConformanceLevel", said.level, said.level ?? "a level"),
    ].filter { $0.1 != $0.2 }
    if let (name, value, expected) = wrong.first {
        let words = value.map { "'\($0.prefix(40))'" } ?? "missing"
        log.report(.facturXIsDescribed, "\(name) is \(words), not \(expected)", at: place)
    } else if let expected = level.name, let found = said.level, found != expected {
        let words = "the metadata says \(found.prefix(40)), the invoice names \(expected) (BT-24)"
        log.report(.facturXLevelAgrees, words, at: place)
    }
}

/// The levels of Factur-X, by what an invoice names as its specification (BT-24).
enum FacturXLevel: Equatable {
    case minimum, basicWithoutLines, basic, en16931, extended, xRechnung, other

    init(guideline: String) {
        self =
            switch guideline {
            case "urn:factur-x.eu:1p0:minimum": .minimum
            case "urn:factur-x.eu:1p0:basicwl": .basicWithoutLines
            case "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic": .basic
            case "urn:cen.eu:en16931:2017": .en16931
            case "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended": .extended
            case _ where guideline.contains(":kosit:"): .xRechnung
            default: .other
            }
    }

    /// As the metadata of the PDF says it; nil where Factur-X has no name for it.
    var name: String? {
        switch self {
        case .minimum: "MINIMUM"
        case .basicWithoutLines: "BASIC WL"
        case .basic: "BASIC"
        case .en16931: "EN 16931"
        case .extended: "EXTENDED"
        case .xRechnung: "XRECHNUNG"
        case .other: nil
        }
    }

    /// What the file within may be to the page: mere data where it has no lines, another form of the same invoice else.
    /// In France it may be called its source or its data then too.
    func relationships(isGerman: Bool) -> [String] {
        if self == .minimum || self == .basicWithoutLines { return ["Data"] }
        return isGerman ? ["Alternative"] : ["Alternative", "Source", "Data"]
    }
}

/// What the metadata of a PDF says of the invoice within.
private struct FacturXMetadata {
    var documentType: String?
    var fileName: String?
    var level: String?

    private static let namespace = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
    private static let vocabulary = XMLVocabulary(
        namespaces: [
            ("x", "adobe:ns:meta/"), ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("fx", namespace),
        ],
        names: [
            "x:xmpmeta", "rdf:RDF", "rdf:Description", "fx:DocumentType", "fx:DocumentFileName", "fx:ConformanceLevel",
        ])

    init() {}

    init(of packet: [UInt8]) {
        var found = FacturXMetadata()
        _ = readXML(packet, Self.vocabulary, root: { $0.forEachWithin { found.note($0) } })
        self = found
        let text = String(decoding: packet.prefix(1 << 18), as: UTF8.self)
        guard text.contains(Self.namespace) else { return }
        documentType = documentType ?? Self.attribute("fx:DocumentType", in: text)
        fileName = fileName ?? Self.attribute("fx:DocumentFileName", in: text)
        level = level ?? Self.attribute("fx:ConformanceLevel", in: text)
    }

    private mutating func note(_ element: XMLElement) {
        let names = Self.vocabulary
        switch element.name {
        case names["fx:DocumentType"]: documentType = element.text
        case names["fx:DocumentFileName"]: fileName = element.text
        case names["fx:ConformanceLevel"]: level = element.text
        default: break
        }
    }

    /// A property that stands in an attribute, as RDF allows: of those, the reader of XML keeps the ones without
    /// namespace alone.
    private static func attribute(_ name: String, in text: String) -> String? {
        guard let start = text.firstRange(of: "\(name)=")?.upperBound, let quote = text[start...].first,
            quote == "\"" || quote == "'"
        else { return nil }
        return String(text[start...].dropFirst().prefix { $0 != quote })
    }
}

/// The rules of the PDF around an invoice, for `explain`.
let containerRules: [Rule] = [
    .facturXIsNamed, .facturXIsFound, .facturXIsRelated, .facturXIsTyped, .facturXIsDescribed, .facturXLevelAgrees,
]

extension Rule {
    static let facturXIsNamed = Rule(
        "CHK-010", "The XML within a Factur-X file is called factur-x.xml, to the letter.",
        remedy: "Ask the sender to name it so: receivers look for that name alone.", severity: .warning)
    static let facturXIsFound = Rule(
        "CHK-011",
        "The XML within a Factur-X file is in the name tree and among the associated files (/AF) of the PDF.",
        remedy: "Ask the sender for a file that has both: receivers look in one of them.")
    static let facturXIsRelated = Rule(
        "CHK-012",
        """
        The XML within a Factur-X file is Data to the page in the profiles MINIMUM and BASIC WL, else its Alternative, or \
        outside Germany its Source or Data (AFRelationship).
        """,
        remedy: "Ask the sender to correct the relationship.")
    static let facturXIsTyped = Rule(
        "CHK-013", "The XML within a Factur-X file has the type text/xml.",
        remedy: "Ask the sender to correct the type.",
        severity: .warning)
    static let facturXIsDescribed = Rule(
        "CHK-014",
        "The metadata of a Factur-X file (XMP) names the kind of document, the file within and the conformance level.",
        remedy: "Ask the sender to add what is missing.", severity: .warning)
    static let facturXLevelAgrees = Rule(
        "CHK-015", "The conformance level in the metadata of a Factur-X file is that of the invoice within (BT-24).",
        remedy: "Ask the sender which of the two holds.")
}
