import CXML
import Findings

/// Builds the tree from what the parser calls, and bounds it.
final class TreeHandler {
    private static let depthLimit = 64
    private static let textLimit = 1 << 20

    let tree: XMLTree
    var log: FindingLog
    var parser: xmlParserCtxtPtr?
    private(set) var isStopped = false
    private(set) var hasEnded = false

    private let reading: XMLReading
    private let part: (XMLElement) -> Void
    /// The elements that are open, outermost first.
    private var open: [Int32] = []
    private var lastClosed: Int32 = -1
    /// How often each name has occurred among the siblings that are still open, one table a level.
    private var ordinals: [[Int32: Int32]] = [[:]]
    private var names: [UnsafePointer<xmlChar>: [(uri: UnsafePointer<xmlChar>?, name: XMLName, text: String)]] = [:]
    /// Whether text is kept: only that of elements without children is.
    private var reportedUnknown: Set<String> = []

    init(_ vocabulary: XMLVocabulary, _ reading: XMLReading, _ part: @escaping (XMLElement) -> Void) {
        tree = XMLTree(vocabulary)
        self.reading = reading
        self.part = part
        log = FindingLog(limit: reading.findingLimit)
    }

    var root: XMLElement? { tree.nodes.isEmpty ? nil : XMLElement(tree: tree, index: 0) }

    // MARK: What the parser calls

    func start(
        _ local: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?,
        _ attributeCount: Int, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let local, !isStopped else { return }
        guard open.count < Self.depthLimit else {
            return stop(.xmlIsShallow, "more than \(Self.depthLimit) elements are open")
        }
        let (name, text) = self.name(local, uri)
        let index = Int32(tree.nodes.count)
        let position = Int32(tree.text.count)
        tree.nodes.append(
            XMLTree.Node(
                name: name, line: line, parent: open.last ?? -1, ordinal: ordinal(of: name), end: index + 1,
                textStart: position, textEnd: position, attributes: Int32(tree.attributes.count),
                attributeCount: 0))
        if name == .unknown { tree.unknownNames[index] = text }
        if let attributes { keep(attributes, attributeCount, of: Int(index)) }
        tree.nodes[Int(index)].textStart = Int32(tree.text.count)
        tree.nodes[Int(index)].textEnd = Int32(tree.text.count)
        open.append(index)
        ordinals.append([:])
    }

    func endElement() {
        guard !isStopped, let index = open.popLast() else { return }
        ordinals.removeLast()
        tree.nodes[Int(index)].end = Int32(tree.nodes.count)
        lastClosed = index
        if open.count == 1, reading.parts.contains(tree.nodes[Int(index)].name) { handOver(index) }
    }

    /// Gives a part away and forgets it; its siblings before it stay.
    private func handOver(_ index: Int32) {
        part(XMLElement(tree: tree, index: index))
        let node = tree.nodes[Int(index)]
        tree.attributes.removeLast(tree.attributes.count - Int(node.attributes))
        tree.text.removeLast(tree.text.count - Int(min(node.textStart, Int32(tree.text.count))))
        for unknown in tree.unknownNames.keys where unknown >= index { tree.unknownNames[unknown] = nil }
        tree.nodes.removeLast(tree.nodes.count - Int(index))
        lastClosed = -1
    }

    func append(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        guard let text, !isStopped, let index = open.last else { return }
        // Text after a child belongs to no value: in the documents we read, an element has text or children.
        guard Int(index) == tree.nodes.count - 1 else { return }
        let length = Int(tree.nodes[Int(index)].textEnd - tree.nodes[Int(index)].textStart) + count
        guard length <= Self.textLimit else { return stop(.xmlTextIsBounded, "a text is longer than 1 MiB") }
        tree.text.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
        tree.nodes[Int(index)].textEnd = Int32(tree.text.count)
    }

    // MARK: Names and attributes

    private func name(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> (XMLName, String) {
        if let known = names[local]?.first(where: { $0.uri == uri }) { return (known.name, known.text) }
        let (name, text) = tree.vocabulary.name(
            local: String(cString: local), uri: uri.map { String(cString: $0) })
        names[local, default: []].append((uri, name, text))
        return (name, text)
    }

    private func ordinal(of name: XMLName) -> Int32 {
        ordinals[ordinals.count - 1][name.index, default: 0] += 1
        return ordinals[ordinals.count - 1][name.index]!
    }

    private func keep(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int, of index: Int) {
        for number in 0..<count {
            let field = attributes + number * 5
            guard field[1] == nil, let local = field[0], let start = field[3], let end = field[4] else { continue }
            let position = Int32(tree.text.count)
            tree.text.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
            tree.attributes.append(
                XMLTree.Attribute(
                    name: String(cString: local), valueStart: position, valueEnd: Int32(tree.text.count)))
            tree.nodes[index].attributeCount += 1
        }
    }

    // MARK: Faults

    private var line: Int32 { Int32(truncatingIfNeeded: xmlSAX2GetLineNumber(UnsafeMutableRawPointer(parser))) }
    private var column: Int { Int(xmlSAX2GetColumnNumber(UnsafeMutableRawPointer(parser))) }

    func stop(_ rule: Rule, _ message: String) {
        guard !isStopped else { return }
        isStopped = true
        log.report(rule, message, at: .text(line: Int(line), column: column, path: path))
        xmlStopParser(parser)
    }

    private var path: String { open.last.map { tree.path(of: $0) } ?? "" }

    /// Says what kept the document from being well-formed, once the parser has seen all of it.
    func end() {
        guard !isStopped else { return }
        guard let error = xmlCtxtGetLastError(UnsafeMutableRawPointer(parser)), parser?.pointee.wellFormed == 0 else {
            hasEnded = parser?.pointee.wellFormed == 1 && !tree.nodes.isEmpty
            if !hasEnded { log.report(.xmlIsComplete, "the file holds no element", at: .document) }
            return
        }
        let place = Place.text(line: Int(error.pointee.line), column: Int(error.pointee.int2), path: path)
        let code = xmlParserErrors(rawValue: UInt32(bitPattern: error.pointee.code))
        let said = error.pointee.message.map { firstLine(of: String(cString: $0)) } ?? "it cannot be read on"
        log.report(rule(of: code), said, at: place)
    }

    private func rule(of code: xmlParserErrors) -> Rule {
        switch code {
        case XML_ERR_DOCUMENT_EMPTY, XML_ERR_DOCUMENT_END, XML_ERR_TAG_NOT_FINISHED: .xmlIsComplete
        case XML_ERR_INVALID_CHAR, XML_ERR_INVALID_ENCODING, XML_ERR_UNKNOWN_ENCODING, XML_ERR_UNSUPPORTED_ENCODING:
            .xmlCharactersAreEncoded
        default: .xmlIsWellFormed
        }
    }

    /// A fault that the schema finds; the element is the one the validator is at, open or just closed.
    func schemaFault(code: Int32, message: UnsafeMutablePointer<CChar>?, line: Int32) {
        let said = message.map { String(cString: $0) } ?? ""
        let index = subject(of: said)
        let element = index.map { tree.path(of: $0) } ?? ""
        let place = Place.text(line: Int(line), column: 0, path: element)
        let fault = SchemaMessage(code: code, message: said)
        if fault.isUnknownElement(in: tree.vocabulary) {
            if reportedUnknown.insert(element).inserted {
                log.report(.elementIsKnown, "\(fault.element) is passed over", at: place)
            }
        } else {
            log.report(fault.rule, fault.words, at: place)
        }
        if log.droppedCount > 0, log.hasFatal {
            isStopped = true
            xmlStopParser(parser)
        }
    }

    private func subject(of message: String) -> Int32? {
        let local = SchemaMessage.elementName(in: message)
        for index in [open.last, lastClosed].compactMap(\.self) where index >= 0 && Int(index) < tree.nodes.count {
            let name = tree.name(of: index)
            if name.split(separator: ":").last.map(String.init) == local { return index }
        }
        return open.last
    }
}

func firstLine(of text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? text }
