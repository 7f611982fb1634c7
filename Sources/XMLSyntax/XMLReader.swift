import CXML
public import Findings

/// How a document is cut up while it is read.
public struct XMLReading {
    /// The elements below the root that are handed over one by one, and then forgotten, so that a document of any
    /// length is read in the same memory.
    public var parts: Set<XMLName>
    /// The most findings that are kept.
    public var findingLimit: Int

    public init(parts: Set<XMLName> = [], findingLimit: Int = 100) {
        self.parts = parts
        self.findingLimit = findingLimit
    }
}

/// Reads XML within bounds, checking it against a schema on the way.
///
/// The bounds are ours: libxml2 has none in this mode. No document type declaration, 64 open elements, 1 MiB a text,
/// 64 KiB a tag. Nothing outside the document is ever opened.
public func readXML(
    _ bytes: [UInt8], _ vocabulary: XMLVocabulary, schema: CompiledSchema? = nil, _ reading: XMLReading = XMLReading(),
    part: (XMLElement) -> Void = { _ in }
) -> (root: XMLElement?, log: FindingLog) {
    withoutActuallyEscaping(part) { part in
        let handler = TreeHandler(vocabulary, reading, part)
        let session = ParserSession(handler, schema)
        session.feed(bytes)
        session.end()
        return (handler.hasEnded ? handler.root : nil, handler.log)
    }
}

/// One document's parser and validator, and the thread of calls between them and the handler.
private final class ParserSession {
    private static let chunk = 64 << 10
    private static let options = Int32(XML_PARSE_NONET.rawValue | XML_PARSE_NOCDATA.rawValue)

    private let handler: TreeHandler
    private let parser: xmlParserCtxtPtr
    private var validator: xmlSchemaValidCtxtPtr?
    private var plug: xmlSchemaSAXPlugPtr?

    init(_ handler: TreeHandler, _ schema: CompiledSchema?) {
        XMLLibrary.start()
        self.handler = handler
        var sax = saxHandler()
        let user = Unmanaged.passUnretained(handler).toOpaque()
        guard let parser = xmlCreatePushParserCtxt(&sax, user, nil, 0, nil) else {
            preconditionFailure("there is no memory for a parser")
        }
        self.parser = parser
        handler.parser = parser
        xmlCtxtUseOptions(parser, Self.options)
        if let schema { validate(against: schema, user) }
    }

    deinit {
        if let plug { xmlSchemaSAXUnplug(plug) }
        if let validator { xmlSchemaFreeValidCtxt(validator) }
        if let document = parser.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(parser)
    }

    private func validate(against schema: CompiledSchema, _ user: UnsafeMutableRawPointer) {
        validator = xmlSchemaNewValidCtxt(schema.pointer)
        xmlSchemaSetValidStructuredErrors(validator, { user, error in
            guard let user, let error else { return }
            Unmanaged<TreeHandler>.fromOpaque(user).takeUnretainedValue().schemaFault(
                code: error.pointee.code, message: error.pointee.message, line: error.pointee.line)
        }, user)
        xmlSchemaValidateSetLocator(validator, { context, file, line in
            file?.pointee = nil
            line?.pointee = UInt(max(0, xmlSAX2GetLineNumber(context)))
            return 0
        }, UnsafeMutableRawPointer(parser))
        plug = xmlSchemaSAXPlug(validator, &parser.pointee.sax, &parser.pointee.userData)
    }

    func feed(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count, !handler.isStopped {
                let count = min(Self.chunk, buffer.count - offset)
                let start = (buffer.baseAddress! + offset).assumingMemoryBound(to: CChar.self)
                xmlParseChunk(parser, start, Int32(count), 0)
                offset += count
                // An unfinished tag stays in the parser's buffer: this bounds it before it costs anything.
                if let input = parser.pointee.input, input.pointee.end - input.pointee.cur > Self.chunk {
                    handler.stop(.xmlTagIsBounded, "a tag or comment is longer than 64 KiB")
                }
            }
        }
    }

    func end() {
        if !handler.isStopped { xmlParseChunk(parser, nil, 0, 1) }
        handler.end()
    }
}

private func saxHandler() -> xmlSAXHandler {
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    sax.startElementNs = { user, local, prefix, uri, _, _, count, _, attributes in
        handler(user).start(local, prefix, uri, Int(count), attributes)
    }
    sax.endElementNs = { user, _, _, _ in handler(user).endElement() }
    sax.characters = { user, text, count in handler(user).append(text, Int(count)) }
    sax.cdataBlock = { user, text, count in handler(user).append(text, Int(count)) }
    sax.ignorableWhitespace = { user, text, count in handler(user).append(text, Int(count)) }
    sax.internalSubset = { user, _, _, _ in
        handler(user).stop(.xmlHasNoDoctype, "the file has a document type declaration")
    }
    return sax
}

private func handler(_ user: UnsafeMutableRawPointer?) -> TreeHandler {
    Unmanaged<TreeHandler>.fromOpaque(user!).takeUnretainedValue()
}
