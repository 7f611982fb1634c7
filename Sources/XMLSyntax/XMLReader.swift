import CXML
public import Findings
import Synchronization

/// How a document is cut up while it is read.
public struct XMLReading {
    /// The elements that are handed over one by one, and then forgotten, so that a document of any length is read in
    /// the same memory.
    public var parts: Set<XMLName>
    /// How many elements stand around a part: 1 where parts are children of the root.
    public var partDepths = 1...1
    /// The most findings that are kept.
    public var findingLimit: Int
    /// Whether the schema has every element that may occur. Else those that the vocabulary does not have are reported
    /// and passed over.
    public var isSchemaWhole: Bool
    /// Names of the vocabulary that the schema does not have: the validator never hears of them.
    public var beyondSchema = XMLNameSet()
    /// What the schema has besides the vocabulary: the validator hears of it, and nobody is told that it is passed over.
    public var schemaVocabulary: XMLVocabulary?
    /// Whether the root is handed over even where the document breaks off, as far as it could be read.
    public var takesFragments = false
    /// Whether a document may name a DTD outside of it, as every cXML does. It is never fetched, and nothing may be
    /// declared within: entities stay unknown.
    public var allowsExternalDoctype = false
    /// Whether the parser reads every document, even one that could be read in the plain way: for tests that hold one
    /// to the other.
    var isThorough = false

    public init(parts: Set<XMLName> = [], findingLimit: Int = 100, isSchemaWhole: Bool = false) {
        self.parts = parts
        self.isSchemaWhole = isSchemaWhole
        self.findingLimit = findingLimit
    }
}

/// Reads XML within bounds, checking it against a schema on the way.
///
/// The bounds are ours: libxml2 has none in this mode. No document type declaration, but for the name of a DTD outside
/// where the reading allows it, 64 open elements, 1 MiB a text, 64 KiB a tag. Nothing outside the document is ever
/// opened.
public func readXML(
    _ bytes: [UInt8], _ vocabulary: XMLVocabulary, schema: CompiledSchema? = nil, _ reading: XMLReading = XMLReading(),
    part: (XMLElement) -> Void = { _ in }, root: (XMLElement) -> Void = { _ in }
) -> FindingLog {
    bytes.withUnsafeBufferPointer { readXML($0, vocabulary, schema: schema, reading, part: part, root: root) }
}

/// The same, of bytes that somebody else keeps.
public func readXML(
    _ bytes: UnsafeBufferPointer<UInt8>, _ vocabulary: XMLVocabulary, schema: CompiledSchema? = nil,
    _ reading: XMLReading = XMLReading(), part: (XMLElement) -> Void = { _ in },
    root: (XMLElement) -> Void = { _ in }
) -> FindingLog {
    withoutActuallyEscaping(part) { part in
        let session = ParserSession.take(for: vocabulary)
        session.read(bytes, schema, reading, part)
        let handler = session.handler
        if handler.hasEnded || reading.takesFragments, let element = handler.root { root(element) }
        let log = handler.log
        session.giveBack()
        return log
    }
}

/// A parser with its handler. It reads one document after the other, which is much cheaper than making new ones: the
/// parser's names and the handler's memory stay.
private final class ParserSession: @unchecked Sendable {
    private static let chunk = 64 << 10
    private static let headCount = 4
    private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue)
    private static let idle = Mutex<[ParserSession]>([])

    let handler: TreeHandler
    private let relay: EventRelay
    private let plainNames: PlainNames
    private let parser: xmlParserCtxtPtr

    /// One that is idle, or else a new one.
    static func take(for vocabulary: XMLVocabulary) -> ParserSession {
        let known = idle.withLock { idle in
            idle.lastIndex { $0.handler.tree.vocabulary === vocabulary }.map { idle.remove(at: $0) }
        }
        return known ?? ParserSession(vocabulary)
    }

    /// Keeps the session for the next document.
    func giveBack() {
        handler.begin(XMLReading()) { _ in }
        guard !handler.isWorn else { return }
        Self.idle.withLock { if $0.count < 16 { $0.append(self) } }
    }

    private init(_ vocabulary: XMLVocabulary) {
        XMLLibrary.start()
        handler = TreeHandler(vocabulary)
        relay = EventRelay(handler)
        plainNames = PlainNames(vocabulary)
        var sax = saxHandler()
        let user = Unmanaged.passUnretained(relay).toOpaque()
        guard let parser = xmlCreatePushParserCtxt(&sax, user, nil, 0, nil) else {
            preconditionFailure("there is no memory for a parser")
        }
        self.parser = parser
        handler.parser = parser
    }

    deinit {
        if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(parser)
    }

    func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ schema: CompiledSchema?, _ reading: XMLReading,
        _ part: @escaping (XMLElement) -> Void
    ) {
        handler.begin(reading, part)
        if !reading.isThorough, schema == nil || schema?.plain != nil,
            PlainScan.read(bytes, handler, plainNames, schema?.plain)
        {
            return handler.endPlain()
        }
        // What the plain way has handed over it has read as the parser does.
        if handler.hasBegun { handler.begin(reading, knowing: handler.partCount, part) }
        // A schema that is compiled only now takes away who hears of faults: it comes first.
        let compiled = schema?.pointer
        hearConversionFaults()
        defer { xmlSetStructuredErrorFunc(nil) { _, _ in } }
        guard let compiled else { return feed(bytes) }
        let validator = xmlSchemaNewValidCtxt(compiled)
        defer { xmlSchemaFreeValidCtxt(validator) }
        let user = Unmanaged.passUnretained(handler).toOpaque()
        xmlSchemaSetValidStructuredErrors(
            validator,
            { user, error in
                guard let user, let error else { return }
                Unmanaged<TreeHandler>.fromOpaque(user).takeUnretainedValue().schemaFault(
                    code: error.pointee.code, message: error.pointee.message, line: error.pointee.line)
            }, user)
        xmlSchemaValidateSetLocator(
            validator,
            { context, file, line in
                file?.pointee = nil
                line?.pointee = UInt(max(0, xmlSAX2GetLineNumber(context)))
                return 0
            }, UnsafeMutableRawPointer(parser))
        relay.validating(with: validator, reading) { feed(bytes) }
    }

    /// What fails while bytes are turned into characters names no parser: it is told to whoever asked on this thread.
    private func hearConversionFaults() {
        xmlSetStructuredErrorFunc(Unmanaged.passUnretained(handler).toOpaque()) { user, error in
            guard let user, let error, let fault = SyntaxFault(ofConversion: error.pointee) else { return }
            Unmanaged<TreeHandler>.fromOpaque(user).takeUnretainedValue().keep(fault)
        }
    }

    private func feed(_ bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.count > Self.chunk { push(bytes) } else { parse(bytes) }
        // The parser takes a NUL for the end of what it is given.
        if !handler.isStopped, bytes.last == 0, !isLittleEndianUTF16(bytes) {
            handler.stop(.xmlIsWellFormed, "there are NUL bytes after the end of the document")
        }
        handler.end(of: bytes)
    }

    private func isLittleEndianUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.count > 1 && bytes[1] == 0 || bytes.starts(with: [0xFF, 0xFE])
    }

    /// Parses a small document in one go.
    private func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { buffer in
            let start = buffer.baseAddress
            if let document = xmlCtxtReadMemory(parser, start, Int32(buffer.count), nil, nil, Self.options) {
                xmlFreeDoc(document)
            }
        }
    }

    /// Parses a document in pieces. An unfinished tag stays in the parser's buffer, which bounds it before it costs
    /// anything: a parser that looks for duplicates among a hundred thousand attributes takes seconds.
    private func push(_ bytes: UnsafeBufferPointer<UInt8>) {
        bytes.withMemoryRebound(to: CChar.self) { buffer in
            let start = buffer.baseAddress!
            // The encoding shows in the first four bytes.
            _ = xmlCtxtResetPush(parser, start, Int32(Self.headCount), nil, nil)
            xmlCtxtUseOptions(parser, Self.options)
            var offset = Self.headCount
            while offset < buffer.count, !handler.isStopped {
                let count = min(Self.chunk, buffer.count - offset)
                xmlParseChunk(parser, start + offset, Int32(count), 0)
                offset += count
                if let input = parser.pointee.input, input.pointee.end - input.pointee.cur > Self.chunk {
                    handler.stop(.xmlTagIsBounded, "a tag or comment is longer than 64 KiB")
                }
            }
        }
        if !handler.isStopped { xmlParseChunk(parser, nil, 0, 1) }
    }
}

private func saxHandler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = {
        user, local, prefix, uri, namespaceCount, namespaces, attributeCount, defaultedCount, attributes in
        withRelay(user) {
            $0.start(local, prefix, uri, namespaceCount, namespaces, attributeCount, defaultedCount, attributes)
        }
    }
    sax.endElementNs = { user, local, prefix, uri in withRelay(user) { $0.end(local, prefix, uri) } }
    // One function for all: the parser does not ask itself whether white space matters.
    let append: charactersSAXFunc = { user, text, count in withRelay(user) { $0.text(text, count) } }
    sax.characters = append
    sax.cdataBlock = append
    sax.ignorableWhitespace = append
    sax.internalSubset = { user, _, _, system in
        withRelay(user) { $0.handler.declareDoctype(namesExternal: system != nil) }
    }
    sax.serror = { user, error in
        if let error, let fault = SyntaxFault(error.pointee) { withRelay(user) { $0.handler.keep(fault) } }
    }
    return sax
}

/// Calls the relay without counting it as held: the session holds it as long as the parser is at work.
@inline(__always)
private func withRelay(_ user: UnsafeMutableRawPointer?, _ body: (EventRelay) -> Void) {
    Unmanaged<EventRelay>.fromOpaque(user!)._withUnsafeGuaranteedRef(body)
}
