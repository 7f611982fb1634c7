import CXML

/// Whether a document of our own making keeps a schema.
///
/// This is the quick question, with no callback of ours in the way; `readXML` says what is wrong and where.
public func keepsSchema(_ bytes: [UInt8], _ schema: CompiledSchema) -> Bool {
    XMLLibrary.start()
    var sax = xmlSAXHandler()
    sax.initialized = UInt32(XML_SAX2_MAGIC)
    guard let parser = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else {
        preconditionFailure("there is no memory for a parser")
    }
    defer { xmlFreeParserCtxt(parser) }
    let validator = xmlSchemaNewValidCtxt(schema.pointer)
    defer { xmlSchemaFreeValidCtxt(validator) }
    xmlSchemaSetValidStructuredErrors(validator, { _, _ in }, nil)
    let plug = xmlSchemaSAXPlug(validator, &parser.pointee.sax, &parser.pointee.userData)
    bytes.withUnsafeBytes { buffer in
        let start = buffer.bindMemory(to: CChar.self).baseAddress
        if let document = xmlCtxtReadMemory(
            parser, start, Int32(buffer.count), nil, nil, Int32(XML_PARSE_NONET.rawValue))
        {
            xmlFreeDoc(document)
        }
    }
    let isWellFormed = parser.pointee.wellFormed == 1
    xmlSchemaSAXUnplug(plug)
    return isWellFormed && xmlSchemaIsValid(validator) == 1
}
