import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing
import XMLSyntax

@testable import UBLFormats

/// The files of the public sample data whose path ends so; empty where the data is not there.
private func files(endingIn suffix: String) -> [URL] {
    let all = FileManager.default.enumerator(at: corpora, includingPropertiesForKeys: nil)
    return (all?.compactMap { $0 as? URL } ?? []).filter { $0.path.hasSuffix(suffix) }.sorted { $0.path < $1.path }
}

/// Our own samples of the kinds that the public data has few of.
private func orderSideSamples() -> [URL] {
    let folder = checkout.appendingPathComponent("Samples/ubl")
    let all = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return (all ?? []).filter { $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
}

/// Whether our schemas give the verdict of the official ones.
struct SchemaLawTests {
    /// A kind of document with our schema and the official one.
    private struct Judged {
        let root: String
        let ours: CompiledSchema
        let official: CompiledSchema

        init?(_ root: String, _ ours: CompiledSchema?) throws {
            guard let ours, let file = files(endingIn: "/UBL-\(root)-2.1.xsd").first else { return nil }
            self.root = root
            self.ours = ours
            official = try CompiledSchema(file: file.path)
        }

        func faults(_ bytes: [UInt8]) -> [Finding] {
            readXML(bytes, UBL.vocabulary, schema: ours).findings
        }
    }

    @Test func `documents of the profiles' elements and their mutants get the official schema's verdict`() throws {
        let kinds = try [
            Judged("Order", UBLSchemas.order), Judged("OrderResponse", UBLSchemas.orderResponse),
            Judged("Invoice", UBLSchemas.invoice), Judged("CreditNote", UBLSchemas.creditNote),
            Judged("OrderChange", UBLSchemas.orderChange), Judged("OrderCancellation", UBLSchemas.orderCancellation),
            Judged("RemittanceAdvice", UBLSchemas.remittanceAdvice),
            Judged("ApplicationResponse", UBLSchemas.applicationResponse),
        ].compactMap { $0 }
        let samples =
            ["ubl-documents", "peppol-documents", "ubl-cii"].flatMap { folder in
                files(endingIn: ".xml").filter { $0.path.contains("/\(folder)/") }
            } + orderSideSamples()
        if kinds.isEmpty || samples.isEmpty { return print("skipped: the public sample data is not there") }
        var random = MutantRandomness(seed: 20_261_123)
        var judgedCount = 0
        var mutantCount = 0
        for file in samples {
            let text = [UInt8](try Data(contentsOf: file))
            guard let kind = kinds.first(where: { MarkupScan(text).rootName == $0.root }) else { continue }
            // What uses elements that we do not know is only compared where it is sound.
            let isOfProfile = !kind.faults(text).contains { $0.rule == .elementIsKnown }
            #expect(
                kind.faults(text).contains { $0.severity == .fatal } != keepsSchema(text, kind.official),
                "\(file.lastPathComponent)")
            judgedCount += 1
            guard isOfProfile else { continue }
            let scan = MarkupScan(text)
            for number in 0..<rounds(200) {
                let mutant = scan.mutant(&random)
                let faults = kind.faults(mutant)
                guard !faults.contains(where: { $0.rule == .elementIsKnown }) else { continue }
                mutantCount += 1
                let isValid = !faults.contains { $0.severity == .fatal }
                let isOfficiallyValid = keepsSchema(mutant, kind.official)
                guard isValid != isOfficiallyValid else { continue }
                Issue.record(
                    "\(file.lastPathComponent), mutant \(number): official \(isOfficiallyValid), ours \(faults)")
                return
            }
        }
        #expect(judgedCount > 20 && mutantCount > 3000, "\(judgedCount) documents, \(mutantCount) mutants")
    }
}

/// What is made of the public orders.
struct PublicOrderTests {
    private var orders: [(name: String, bytes: [UInt8])] {
        get throws {
            try ["ubl-documents", "peppol-documents"].flatMap { folder in
                try files(endingIn: ".xml").filter { $0.path.contains("/\(folder)/") }
                    .map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) }
            }.filter { UBLOrderFormat().recognises($0.1.prefix(4096)) }
        }
    }

    /// The official schemas, by their file names.
    private var schemas: [String: [UInt8]] {
        get throws {
            Dictionary(
                try files(endingIn: ".xsd").filter { $0.path.contains("/ubl-2.1-xsd/") }
                    .map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    @Test func `each public order is read, with our schemas and with the official ones`() throws {
        let orders = try orders
        if orders.isEmpty { return print("skipped: the public sample data is not there") }
        let official = try #require(UBLOrderFormat().checking(against: try schemas))
        for order in orders {
            for format in [UBLOrderFormat(), official] as [any ReadingFormat] {
                let message = format.read(order.bytes, maxLines: 10_000)[0]
                #expect(message.status == .accepted, "\(order.name): \(message.findings)")
                #expect(message.document != nil)
            }
        }
    }

    @Test func `an element that we do not read is passed over by us and checked by the official schema`() throws {
        let orders = try orders
        guard let order = orders.first(where: { $0.name == "UC3_Order.xml" }) else {
            return print("skipped: the public sample data is not there")
        }
        let text = String(decoding: order.bytes, as: UTF8.self)
        let odd = text.replacingOccurrences(of: "<cac:OrderLine>", with: "<cac:DestinationCountry/><cac:OrderLine>")
        let ours = UBLOrderFormat().read(Array(odd.utf8), maxLines: 100)[0]
        #expect(ours.status == .accepted && ours.findings.map(\.rule.code) == ["XSD-010"])
        let official = try #require(UBLOrderFormat().checking(against: try schemas))
        let strict = official.read(Array(odd.utf8), maxLines: 100)[0]
        #expect(strict.status == .refused && strict.findings.map(\.rule.code) == ["XSD-001"])
    }

    @Test func `a folder without the schema is refused`() {
        #expect(UBLOrderFormat().checking(against: ["UBL-Order-2.1.xsd": Array("<x/>".utf8)]) == nil)
        #expect(UBLOrderFormat().checking(against: [:]) == nil)
    }
}

/// A small generator that gives the same numbers everywhere.
struct MutantRandomness: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Where the elements of a well-formed document stand, and small faults made in it.
struct MarkupScan {
    struct Element {
        var name: String
        var all: Range<Int>
        /// Between the tags.
        var inside: Range<Int>
        var isLeaf: Bool
    }

    let text: [UInt8]
    private(set) var elements: [Element] = []

    var rootName: String { elements.first?.name.split(separator: ":").last.map(String.init) ?? "" }

    init(_ text: [UInt8]) {
        self.text = text
        var open: [Int] = []
        var index = 0
        while let start = text[index...].firstIndex(of: UInt8(ascii: "<")) {
            let rest = text[start...]
            if rest.starts(with: Array("<!--".utf8)) {
                index = Self.end(of: "-->", in: rest)
            } else if rest.starts(with: Array("<?".utf8)) {
                index = Self.end(of: "?>", in: rest)
            } else {
                let close = rest.firstIndex(of: UInt8(ascii: ">")) ?? text.count - 1
                index = close + 1
                if text[start + 1] == UInt8(ascii: "/") {
                    guard let element = open.popLast() else { continue }
                    elements[element].inside = elements[element].inside.lowerBound..<start
                    elements[element].all = elements[element].all.lowerBound..<index
                } else {
                    if let parent = open.last { elements[parent].isLeaf = false }
                    let name = String(
                        decoding: text[(start + 1)..<close].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") },
                        as: UTF8.self)
                    elements.append(Element(name: name, all: start..<index, inside: index..<index, isLeaf: true))
                    if text[close - 1] != UInt8(ascii: "/") { open.append(elements.count - 1) }
                }
            }
        }
    }

    private static func end(of mark: String, in text: ArraySlice<UInt8>) -> Int {
        let mark = Array(mark.utf8)
        var index = text.startIndex
        while index < text.endIndex, !text[index...].starts(with: mark) { index += 1 }
        return min(index + mark.count, text.endIndex)
    }

    /// The document with one element removed, doubled, moved, or given a value of another type or another attribute.
    func mutant(_ random: inout MutantRandomness) -> [UInt8] {
        guard elements.count > 1 else { return text }
        let element = elements[Int.random(in: 1..<elements.count, using: &random)]
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return replacing(element.all, with: [])
        case 1: return replacing(element.all.upperBound..<element.all.upperBound, with: Array(text[element.all]))
        case 2: return moved(element, &random)
        case 3 where element.isLeaf && !element.inside.isEmpty:
            let values = ["", "12abc", "x y", "2026-13-45", "1,5", "-1", "\n 7 \n", "true", "2026-11-23Z"]
            return replacing(element.inside, with: Array(values.randomElement(using: &random)!.utf8))
        case 4:
            let attributes = [
                " unknownAttribute=\"1\"", " currencyID=\"EUR\"", " unitCode=\"C62\"", " languageID=\"not a language\"",
            ]
            let end = element.all.lowerBound + 1 + element.name.utf8.count
            return replacing(end..<end, with: Array(attributes.randomElement(using: &random)!.utf8))
        default: return withoutAttributes(element)
        }
    }

    private func moved(_ element: Element, _ random: inout MutantRandomness) -> [UInt8] {
        let places = elements.dropFirst().filter { !element.all.overlaps($0.all) }
        guard let other = places.randomElement(using: &random) else { return text }
        let target = Bool.random(using: &random) ? other.all.lowerBound : other.all.upperBound
        let content = text[element.all]
        return target <= element.all.lowerBound
            ? Array(text[..<target] + content + text[target..<element.all.lowerBound] + text[element.all.upperBound...])
            : Array(text[..<element.all.lowerBound] + text[element.all.upperBound..<target] + content + text[target...])
    }

    private func withoutAttributes(_ element: Element) -> [UInt8] {
        let start = element.all.lowerBound + 1 + element.name.utf8.count
        guard let end = text[start...].firstIndex(of: UInt8(ascii: ">")) else { return text }
        return replacing(start..<(text[end - 1] == UInt8(ascii: "/") ? end - 1 : end), with: [])
    }

    private func replacing(_ range: Range<Int>, with bytes: [UInt8]) -> [UInt8] {
        Array(text[..<range.lowerBound] + bytes + text[range.upperBound...])
    }
}
