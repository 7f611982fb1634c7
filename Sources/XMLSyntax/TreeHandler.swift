import CXML
import Findings

/// Builds the tree from what the parser calls, and bounds it. It serves one document after the other.
final class TreeHandler {
    private static let depthLimit = 64
    private static let textLimit = 1 << 20
    private static let unknownLimit = 50

    let tree: XMLTree
    @exclusivity(unchecked) var log = FindingLog()
    @exclusivity(unchecked) var parser: xmlParserCtxtPtr?
    @exclusivity(unchecked) private(set) var isStopped = false
    private(set) var hasEnded = false

    private var reading = XMLReading()
    private var part: (XMLElement) -> Void = { _ in }
    /// The names of parts, of which there are few: a list is searched through faster than a set is asked.
    private var parts: [XMLName] = []
    @exclusivity(unchecked) private var firstPartDepth = 1
    @exclusivity(unchecked) private var lastPartDepth = 1
    /// The elements that are open, outermost first.
    @exclusivity(unchecked) private var open = GrowingBuffer<Int32>(capacity: 64)
    @exclusivity(unchecked) private var lastClosed: Int32 = -1
    private let names = NameCache()
    /// How many parts the document has had so far, and how many of them were handed over by a reading before.
    private(set) var partCount = 0
    private var knownPartCount = 0
    private var reportedUnknown: Set<String> = []
    private var syntaxFault: SyntaxFault?

    init(_ vocabulary: XMLVocabulary) { tree = XMLTree(vocabulary) }

    /// Begins a document; as many of its first parts as are known already are not handed over again.
    func begin(_ reading: XMLReading, knowing knownPartCount: Int = 0, _ part: @escaping (XMLElement) -> Void) {
        self.knownPartCount = knownPartCount
        partCount = 0
        self.reading = reading
        self.part = part
        parts = Array(reading.parts)
        log = FindingLog(limit: reading.findingLimit)
        tree.clear()
        firstPartDepth = reading.partDepths.lowerBound
        lastPartDepth = reading.partDepths.upperBound
        tree.lastPartDepth = lastPartDepth
        open.cut(to: 0)
        lastClosed = -1
        isStopped = false
        hasEnded = false
        reportedUnknown = []
        syntaxFault = nil
    }

    /// Whether so many names were seen that the parser's dictionary is better begun anew.
    var isWorn: Bool { names.count > 400 }

    /// Whether anything of the document was read.
    var hasBegun: Bool { tree.nodes.count > 0 || tree.attributes.count > 0 }

    var root: XMLElement? { tree.nodes.count == 0 ? nil : XMLElement(tree: tree, index: 0) }

    // MARK: What the parser calls

    /// Opens an element and gives its name; nil where nothing is read any more.
    func start(
        _ local: UnsafePointer<xmlChar>?, _ uri: UnsafePointer<xmlChar>?, _ attributeCount: Int,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) -> XMLName? {
        guard let local, !isStopped else { return nil }
        guard open.count < Self.depthLimit else {
            stop(.xmlIsShallow, "more than \(Self.depthLimit) elements are open")
            return nil
        }
        let name = name(local, uri)
        let firstAttribute = Int32(truncatingIfNeeded: tree.attributes.count)
        if let attributes, attributeCount > 0 { keep(attributes, attributeCount) }
        enter(name, line: line, firstAttribute: firstAttribute, unknown: name == .unknown ? (local, uri) : nil)
        return name
    }

    /// Opens an element whose attributes have been kept; what is outside the vocabulary is called by its own letters.
    func enter(
        _ name: XMLName, line: Int32, firstAttribute: Int32,
        unknown: (local: UnsafePointer<UInt8>, uri: UnsafePointer<UInt8>?)?
    ) {
        let index = Int32(truncatingIfNeeded: tree.nodes.count)
        if let unknown {
            tree.unknownNames.append(XMLTree.UnknownName(index: index, local: unknown.local, uri: unknown.uri))
        }
        let position = Int32(truncatingIfNeeded: tree.text.count)
        tree.nodes.append(
            XMLTree.Node(
                name: name, line: line, parent: innermost, end: index + 1, textStart: position, textEnd: position,
                attributes: firstAttribute,
                attributeCount: Int32(truncatingIfNeeded: tree.attributes.count) - firstAttribute))
        open.append(index)
    }

    /// How many elements are open.
    var openCount: Int { open.count }

    func endElement() {
        guard !isStopped, open.count > 0 else { return }
        let index = innermost
        open.cut(to: open.count - 1)
        tree.nodes.base[Int(index)].end = Int32(truncatingIfNeeded: tree.nodes.count)
        lastClosed = index
        guard open.count >= firstPartDepth, open.count <= lastPartDepth else { return }
        if parts.contains(tree.nodes[Int(index)].name) { handOver(index) }
    }

    /// Gives a part away and forgets it; its siblings before it stay.
    private func handOver(_ index: Int32) {
        partCount += 1
        if partCount > knownPartCount { part(XMLElement(tree: tree, index: index)) }
        let node = tree.nodes[Int(index)]
        // The parts within this one are counted anew in the next.
        if open.count < lastPartDepth { tree.forgotten.keepOnly(node.name) }
        tree.forgotten.add(node.name)
        let hasAttributes = tree.attributes.count > Int(node.attributes)
        let start = hasAttributes ? tree.attributes[Int(node.attributes)].nameStart : node.textStart
        tree.text.cut(to: Int(min(start, node.textStart)))
        tree.attributes.cut(to: Int(node.attributes))
        forgetUnknownNames(from: index)
        tree.cutNodes(to: Int(index))
        lastClosed = -1
    }

    private func forgetUnknownNames(from index: Int32) {
        var count = tree.unknownNames.count
        while count > 0, tree.unknownNames[count - 1].index >= index { count -= 1 }
        tree.unknownNames.cut(to: count)
    }

    func append(_ text: UnsafePointer<xmlChar>?, _ count: Int) {
        guard let text, !isStopped, open.count > 0 else { return }
        let index = Int(innermost)
        // Text after a child belongs to no value: in the documents we read, an element has text or children.
        guard index == tree.nodes.count - 1 else { return }
        let node = tree.nodes[index]
        if node.textStart == node.textEnd, isSpace(text, count) { return }
        let length = Int(node.textEnd - node.textStart) + count
        guard length <= Self.textLimit else { return stop(.xmlTextIsBounded, "a text is longer than 1 MiB") }
        tree.text.append(text, count)
        tree.nodes.base[index].textEnd = Int32(truncatingIfNeeded: tree.text.count)
    }

    /// Whether no child has come in the element that is open last, so that a text is its value.
    var isInnermostLast: Bool { Int(innermost) == tree.nodes.count - 1 }

    /// What has come of the text of the element that is open last.
    var innermostText: UnsafeBufferPointer<UInt8> {
        let node = tree.nodes[Int(innermost)]
        return tree.bytes(from: Int(node.textStart), to: Int(node.textEnd))
    }

    /// Counts what was added to the tree as text of the element that is open last.
    func endInnermostText() { tree.nodes.base[Int(innermost)].textEnd = Int32(truncatingIfNeeded: tree.text.count) }

    private func isSpace(_ text: UnsafePointer<xmlChar>, _ count: Int) -> Bool {
        for position in 0..<count where !isXMLSpace(text[position]) { return false }
        return true
    }

    /// The element that is open last; -1 before the root.
    private var innermost: Int32 { open.count > 0 ? open[open.count - 1] : -1 }

    private func name(_ local: UnsafePointer<xmlChar>, _ uri: UnsafePointer<xmlChar>?) -> XMLName {
        if let known = names.known(local, uri) { return known }
        let name = tree.vocabulary.name(local, uri).name
        names.keep(name, of: local, uri)
        return name
    }

    /// Keeps attributes without namespace; the others are passed over.
    private func keep(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, _ count: Int) {
        for number in 0..<count {
            let field = attributes + number * 5
            if field[1] != nil, tree.nodes.count == 0, let local = field[0], xmlStrEqual(local, "schemaLocation") == 1 {
                tree.namesSchemaLocation = true
            }
            guard field[1] == nil, let local = field[0], let start = field[3], let end = field[4] else { continue }
            tree.keepAttribute(
                UnsafeBufferPointer(start: local, count: Int(xmlStrlen(local))),
                UnsafeBufferPointer(start: start, count: end - start))
        }
    }

    /// Stops at a document type declaration, unless it only names a DTD outside and the reading allows that.
    ///
    /// The parser has come to the end of the name: what is declared within would begin with a bracket. It is told that
    /// there is no DTD outside, so that an entity it knows nothing of is a fault as everywhere.
    func declareDoctype(namesExternal: Bool) {
        let declaresWithin = parser?.pointee.input?.pointee.cur.pointee == UInt8(ascii: "[")
        guard reading.allowsExternalDoctype, namesExternal, !declaresWithin else {
            return stop(.xmlHasNoDoctype, "the file has a document type declaration")
        }
        parser?.pointee.hasExternalSubset = 0
    }

    // MARK: Faults

    private var line: Int32 { parser?.pointee.input?.pointee.line ?? 0 }
    private var column: Int { Int(parser?.pointee.input?.pointee.col ?? 0) }

    func stop(_ rule: Rule, _ message: String) {
        guard !isStopped else { return }
        isStopped = true
        log.report(rule, message, at: .text(line: Int(line), column: column, path: path))
        xmlStopParser(parser)
    }

    private var path: String { open.count > 0 ? tree.path(of: innermost) : "" }

    /// Ends what is still open where the document breaks off.
    func closeAll() {
        let count = Int32(truncatingIfNeeded: tree.nodes.count)
        for depth in 0..<open.count { tree.nodes.base[Int(open[depth])].end = count }
        open.cut(to: 0)
    }

    /// Ends a document that was found to be sound without the parser.
    func endPlain() { hasEnded = true }

    /// Says what kept the document from being well-formed, once the parser has seen all of it.
    func end(of bytes: UnsafeBufferPointer<UInt8>) {
        defer { if reading.takesFragments { closeAll() } }
        guard !isStopped else { return }
        let isSound = syntaxFault == nil && parser?.pointee.wellFormed == 1 && tree.nodes.count > 0
        if !isSound, let found = ForbiddenBytes(in: bytes) {
            log.report(
                .xmlCharactersAreEncoded, found.message, at: .text(line: found.line, column: found.column, path: path))
            return
        }
        if let fault = syntaxFault {
            log.report(fault.rule, fault.message, at: .text(line: fault.line, column: fault.column, path: path))
            return
        }
        hasEnded = isSound
        if !hasEnded { log.report(.xmlIsComplete, "the file holds no element", at: .beginning) }
    }

    /// Keeps the parser's first complaint; the others follow from it.
    func keep(_ fault: SyntaxFault) {
        guard syntaxFault == nil else { return }
        let fault = fault.line > 0 ? fault : fault.found(inLine: max(1, Int(line)), column: column)
        let input = parser?.pointee.input?.pointee
        let isAtEnd = input.map { $0.cur >= $0.end } ?? false
        syntaxFault = isAtEnd && open.count > 0 ? fault.atEnd(inside: tree.name(of: innermost)) : fault
    }

    /// Whether the element that was just opened, which the vocabulary does not have, is one of the schema all the same.
    var isInSchema: Bool { reading.schemaVocabulary?.has(tree.name(of: innermost)) ?? false }

    /// Reports the element that was just opened as one that we do not know, once for all that stand in the same place.
    func reportUnknown() {
        let path = tree.path(of: innermost, counted: false)
        guard reportedUnknown.count < Self.unknownLimit, reportedUnknown.insert(path).inserted else { return }
        log.report(
            .elementIsKnown, "\(tree.name(of: innermost)) is passed over",
            at: .text(line: Int(line), column: 0, path: self.path))
    }

    /// A fault that the schema finds; the element is the one the validator is at, open or just closed.
    func schemaFault(code: Int32, message: UnsafeMutablePointer<CChar>?, line: Int32) {
        let said = message.map { String(cString: $0) } ?? ""
        let index = subject(of: said)
        let element = index.map { tree.path(of: $0) } ?? ""
        let place = Place.text(line: Int(line), column: 0, path: element)
        let fault = SchemaMessage(code: code, message: said)
        log.report(fault.rule, fault.words, at: place)
        if log.droppedCount > 0, log.hasFatal {
            isStopped = true
            xmlStopParser(parser)
        }
    }

    private func subject(of message: String) -> Int32? {
        let local = SchemaMessage.elementName(in: message)
        for index in [innermost, lastClosed] where index >= 0 && Int(index) < tree.nodes.count {
            let name = tree.name(of: index)
            if name.split(separator: ":").last.map(String.init) == local { return index }
        }
        return open.count > 0 ? innermost : nil
    }
}

func firstLine(of text: String) -> String { text.split(separator: "\n").first.map(String.init) ?? text }
