public import Findings
import XMLSyntax

/// What stands in an invoice of UBL or CII, and in nothing that was written of it anew in the same syntax: what its
/// reader passed over, each element at its place.
///
/// It asks neither what the reader looks at nor what the model has room for, so it cannot forget an element. An element
/// of which nothing came back is told once, and not for all that is in it.
public func passedOver(in source: [UInt8], writtenAnew echoes: [[UInt8]]) -> [Finding] {
    var kept = SaidCounts()
    for echo in echoes { kept.takeMost(of: SaidCounts(echo)) }
    var found: [Finding] = []
    let look = { (root: XMLElement) in
        var search = Search(kept: kept)
        found = search.lost(in: root).places.map { place, name in
            Finding(.elementIsRead, "\(name) is passed over", at: place)
        }
    }
    _ = readXML(source, vocabulary, root: look)
    return found
}

/// The prefixes that paths are told with; every name is one of somebody's.
private let vocabulary = XMLVocabulary(
    namespaces: [
        ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
        ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
        ("ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
        ("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
        ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
        ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
        ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
    ], names: [])

/// What a document says, element by element, and how often.
private struct SaidCounts {
    private var counts: [String: Int] = [:]

    init() {}

    init(_ bytes: [UInt8]) {
        var counts: [String: Int] = [:]
        let count = { (root: XMLElement) in
            root.forEachWithin { element in
                if let said = Said(element) { counts[said.key, default: 0] += 1 }
            }
        }
        _ = readXML(bytes, vocabulary, root: count)
        self.counts = counts
    }

    /// Of several ways to write the same, whatever one of them says is kept.
    mutating func takeMost(of other: SaidCounts) { counts.merge(other.counts, uniquingKeysWith: max) }

    /// Whether it is said once more than was taken away before.
    mutating func takeAway(_ said: Said) -> Bool {
        guard let count = counts[said.key], count > 0 else { return false }
        counts[said.key] = count - 1
        return true
    }
}

/// What one element says: its path without numbers, its value, and the attributes that change what it means.
private struct Said {
    let key: String
    let name: String

    /// Nil for an element that says nothing itself, and for one that says nothing of the invoice.
    init?(_ element: XMLElement) {
        guard !element.hasChildren, !element.bytes.isEmpty else { return nil }
        var names: [Substring] = element.path.split(separator: "/").map { $0.prefix { $0 != "[" } }
        name = String(names.last ?? "")
        guard !Self.ofProfile.contains(names.suffix(2).joined(separator: "/")), !Self.neutral.contains(name) else {
            return nil
        }
        // The two kinds of root name their lines alike.
        names.removeFirst()
        let value = Self.plain(element.text)
        // That nothing is added or taken away need not be said.
        if value == "0", element.attribute("currencyID") != nil || name.hasSuffix("Amount") { return nil }
        // Nor that a price is for one.
        if value == "1", name == "cbc:BaseQuantity" || name == "ram:BasisQuantity" { return nil }
        let attributes: [StaticString] = ["currencyID", "unitCode", "schemeID", "mimeCode", "filename"]
        let said = attributes.compactMap(element.attribute).filter { !$0.isEmpty }
        key = ([names.joined(separator: "/"), value] + said).joined(separator: "\n")
    }

    /// Which profile a document follows, and how it is put together.
    private static let ofProfile: Set = [
        "ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", "Invoice/cbc:CustomizationID",
        "CreditNote/cbc:CustomizationID", "Invoice/cbc:UBLVersionID", "CreditNote/cbc:UBLVersionID",
    ]
    private static let neutral: Set = ["cbc:LineCountNumeric"]

    /// A number without zeros that say nothing, any other text without blanks that say nothing.
    private static func plain(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard words.contains("."), words.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-") }) else {
            return words
        }
        var digits = Substring(words)
        while digits.last == "0" { digits.removeLast() }
        if digits.last == "." { digits.removeLast() }
        return digits.isEmpty || digits == "-" || digits == "-0" ? "0" : String(digits)
    }
}

/// Looks for each element of a document in what was written of it anew.
private struct Search {
    var kept: SaidCounts

    /// What is lost below an element, and whether all of it is; nil where it says nothing.
    mutating func lost(in element: XMLElement) -> (places: [(Place, String)], isAll: Bool?) {
        guard element.hasChildren else {
            guard let said = Said(element) else { return ([], nil) }
            return kept.takeAway(said) ? ([], false) : ([(element.place, said.name)], true)
        }
        var children: [XMLElement] = []
        element.forEachChild { children.append($0) }
        var places: [(Place, String)] = []
        var isAll: Bool?
        for child in children {
            let found = lost(in: child)
            places += found.places
            if let isChildAll = found.isAll { isAll = (isAll ?? true) && isChildAll }
        }
        guard isAll == true else { return (places, isAll) }
        let name = element.path.split(separator: "/").last.map(String.init) ?? ""
        return ([(element.place, name)], true)
    }
}
