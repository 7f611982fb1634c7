/// A file within a PDF file.
public struct EmbeddedFile: Hashable, Sendable {
    public let name: String
    /// What it is to the document, such as `Alternative`; empty where that is not said.
    public let relationship: String
    /// What kind of file it is said to be, such as `text/xml`; empty where that is not said.
    public let mediaType: String
    /// Whether the name tree of the catalogue leads to it.
    public fileprivate(set) var isNamed = false
    /// Whether the catalogue associates it with the whole document (`/AF`).
    public fileprivate(set) var isAssociated = false
    /// Where it stands in the PDF file.
    public let offset: Int
    let stream: Int

    /// Whether its name is one of those that hybrid documents are embedded under.
    public var isDocument: Bool { embeddedDocumentNames.contains(name.lowercased()) }
}

/// The names under which hybrid documents embed their XML: Factur-X, Order-X, ZUGFeRD and XRechnung.
public let embeddedDocumentNames = ["factur-x.xml", "order-x.xml", "zugferd-invoice.xml", "xrechnung.xml"]

/// Whether a file begins like a PDF: within its first kilobyte.
public func isPDF(_ head: ArraySlice<UInt8>) -> Bool { headerOffset(head) != nil }

/// The document that a hybrid PDF embeds: the one file under one of the agreed names.
public func embeddedDocument(in bytes: [UInt8]) throws(PDFFault) -> [UInt8] { try hybridDocument(in: bytes).content }

/// The document that a hybrid PDF embeds, and what the PDF says of it.
public struct HybridDocument: Sendable {
    public let file: EmbeddedFile
    public let content: [UInt8]
    /// The metadata of the PDF (XMP), where there is some that can be read, and where it stands.
    public let metadata: (packet: [UInt8], offset: Int)?
}

/// The document that a hybrid PDF embeds, the one file under one of the agreed names, with what the PDF says of it.
public func hybridDocument(in bytes: [UInt8]) throws(PDFFault) -> HybridDocument {
    var file = try PDFFile(bytes)
    let all = try file.embeddedFiles()
    let documents = all.filter(\.isDocument)
    guard let document = documents.first else { throw .noDocument(attachments: all.count) }
    guard documents.count == 1 else { throw .severalDocuments(documents.count) }
    let content = try file.content(of: document)
    return HybridDocument(file: document, content: content, metadata: try? file.metadata())
}

extension PDFFile {
    private static let depthLimit = 16
    private static let fileLimit = 1000

    /// The files that the catalogue names: its name tree first, then what is associated with the whole document.
    public mutating func embeddedFiles() throws(PDFFault) -> [EmbeddedFile] {
        guard case .dictionary(let catalogue) = try resolve(trailer["Root"]) else { throw .broken(at: 0) }
        var found: [EmbeddedFile] = []
        if case .dictionary(let names) = try resolve(catalogue["Names"]) {
            try collect(names["EmbeddedFiles"], depth: 0, &found)
        }
        if case .array(let associated) = try resolve(catalogue["AF"]) {
            for specification in associated.prefix(Self.fileLimit) {
                try add(specification, as: \.isAssociated, &found)
            }
        }
        return found
    }

    /// What the file says of itself (XMP), and where; nil where it says nothing.
    fileprivate mutating func metadata() throws(PDFFault) -> (packet: [UInt8], offset: Int)? {
        guard case .dictionary(let catalogue) = try resolve(trailer["Root"]),
            case .stream(let entries, let begin) = try resolve(catalogue["Metadata"])
        else { return nil }
        return (try decodeStructure(entries, begin), begin)
    }

    /// What a file holds.
    public mutating func content(of file: EmbeddedFile) throws(PDFFault) -> [UInt8] {
        guard case .stream(let dictionary, let range) = try resolve(.reference(file.stream)) else { throw .undecodable }
        return try decode(dictionary, range, limit: Self.attachmentLimit)
    }

    /// Goes down a name tree.
    private mutating func collect(_ node: PDFObject?, depth: Int, _ found: inout [EmbeddedFile]) throws(PDFFault) {
        guard depth < Self.depthLimit, found.count <= Self.fileLimit else { throw .beyondBounds }
        guard case .dictionary(let entries) = try resolve(node) else { return }
        if case .array(let names) = try resolve(entries["Names"]) {
            for index in stride(from: 1, to: min(names.count, Self.fileLimit * 2), by: 2) {
                try add(names[index], as: \.isNamed, &found)
            }
        }
        guard case .array(let kids) = try resolve(entries["Kids"]) else { return }
        for kid in kids.prefix(Self.fileLimit) { try collect(kid, depth: depth + 1, &found) }
    }

    /// A file specification, once however often it is named.
    private mutating func add(
        _ object: PDFObject, as kind: WritableKeyPath<EmbeddedFile, Bool>, _ found: inout [EmbeddedFile]
    ) throws(PDFFault) {
        guard case .dictionary(let specification) = try resolve(object),
            case .dictionary(let embedded) = try resolve(specification["EF"]),
            case .reference(let stream)? = embedded["F"] ?? embedded["UF"]
        else { return }
        let known = found.firstIndex { $0.stream == stream }
        if known == nil { found.append(try file(specification, stream)) }
        found[known ?? found.count - 1][keyPath: kind] = true
    }

    private mutating func file(
        _ specification: [String: PDFObject], _ stream: Int
    ) throws(PDFFault) -> EmbeddedFile {
        var name = ""
        if case .string(let bytes) = try resolve(specification["UF"] ?? specification["F"]) { name = textString(bytes) }
        var relationship = "", mediaType = "", offset = 0
        if case .name(let text) = try resolve(specification["AFRelationship"]) { relationship = text }
        if case .stream(let entries, let begin) = try resolve(.reference(stream)) {
            offset = begin
            if case .name(let text) = try resolve(entries["Subtype"]) { mediaType = text }
        }
        return EmbeddedFile(
            name: name, relationship: relationship, mediaType: mediaType, offset: offset, stream: stream)
    }
}

/// A text string: UTF-16, UTF-8, or one byte a character.
private func textString(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFE, 0xFF]) {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return String(decoding: units, as: UTF16.self)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
}
