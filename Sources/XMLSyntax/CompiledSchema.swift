import CXML
import Synchronization

/// Why a schema cannot be used.
public struct SchemaFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    public let reason: String
    public var description: String { "schema \(file): \(reason)" }
}

/// An XML schema, compiled once and shared by all threads.
public final class CompiledSchema: Sendable {
    /// What libxml2 has made of a schema, or will make of it.
    private enum Compilation: @unchecked Sendable {
        case made(xmlSchemaPtr)
        case postponed(String, [String: [UInt8]])
    }

    /// What is asked before libxml2 is; nil for a schema that says more than can be asked for so.
    let plain: PlainSchema?
    private let compilation: Mutex<Compilation>

    /// Compiles a schema in memory; what it imports is looked up by file name among the others.
    public init(_ main: String, among files: [String: [UInt8]]) throws(SchemaFault) {
        compilation = Mutex(.made(try Self.compile(main, files)))
        plain = nil
    }

    /// Compiles the schema of a file; what it imports lies beside it. Nothing is fetched over a network.
    public init(file path: String) throws(SchemaFault) {
        compilation = Mutex(.made(try Self.compile(path, [:])))
        plain = nil
    }

    /// Takes a schema that the program carries. libxml2 compiles it for the first document that it has to be asked about.
    public init(ours main: String, among files: [String: [UInt8]]) {
        compilation = Mutex(.postponed(main, files))
        plain = PlainSchema(main, among: files)
    }

    deinit {
        compilation.withLock { if case .made(let pointer) = $0 { xmlSchemaFree(pointer) } }
    }

    var pointer: xmlSchemaPtr {
        compilation.withLock { compilation in
            switch compilation {
            case .made(let pointer): return pointer
            case .postponed(let main, let files):
                do {
                    let pointer = try Self.compile(main, files)
                    compilation = .made(pointer)
                    return pointer
                } catch {
                    preconditionFailure("a schema that the program carries does not compile: \(error)")
                }
            }
        }
    }

    /// Compiling sets the process's entity loader, so one schema is compiled at a time.
    private static let compiling = Mutex(())

    private static func compile(_ main: String, _ files: [String: [UInt8]]) throws(SchemaFault) -> xmlSchemaPtr {
        XMLLibrary.start()
        let compiled: xmlSchemaPtr? = compiling.withLock { _ in
            servedFiles.withLock { $0 = files }
            let loader = xmlGetExternalEntityLoader()
            if files.isEmpty {
                xmlSetExternalEntityLoader(loadLocalFile)
            } else {
                xmlSetExternalEntityLoader(loadServedFile)
            }
            // What is missing is told by the fault, not on the terminal.
            xmlSetStructuredErrorFunc(nil, { _, _ in })
            defer {
                xmlSetStructuredErrorFunc(nil, nil)
                xmlSetExternalEntityLoader(loader)
                servedFiles.withLock { $0 = [:] }
            }
            guard let parser = xmlSchemaNewParserCtxt(main) else { return nil }
            defer { xmlSchemaFreeParserCtxt(parser) }
            xmlSchemaSetParserStructuredErrors(parser, { _, _ in }, nil)
            return xmlSchemaParse(parser)
        }
        guard let compiled else { throw SchemaFault(file: main, reason: "it is missing, or no valid schema") }
        return compiled
    }
}

/// What a schema in memory imports, while it is compiled.
private let servedFiles = Mutex<[String: [UInt8]]>([:])

private func loadServedFile(
    _ url: UnsafePointer<CChar>?, _ id: UnsafePointer<CChar>?, _ context: xmlParserCtxtPtr?
) -> xmlParserInputPtr? {
    guard let url else { return nil }
    let name = String(cString: url).split(separator: "/").last.map(String.init) ?? ""
    guard let bytes = servedFiles.withLock({ $0[name] }) else { return nil }
    let buffer = bytes.withUnsafeBytes {
        xmlParserInputBufferCreateMem($0.baseAddress, Int32($0.count), XML_CHAR_ENCODING_UTF8)
    }
    return xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_UTF8)
}

/// Files beside the schema only: an address on a network is answered with nothing.
private func loadLocalFile(
    _ url: UnsafePointer<CChar>?, _ id: UnsafePointer<CChar>?, _ context: xmlParserCtxtPtr?
) -> xmlParserInputPtr? {
    guard let url, !String(cString: url).contains("://") else { return nil }
    return xmlNewInputFromFile(context, url)
}

/// The state that libxml2 keeps for the process.
enum XMLLibrary {
    private static let started: Void = {
        xmlInitParser()
        // Nothing outside a document is ever opened.
        xmlSetExternalEntityLoader { _, _, _ in nil }
    }()

    static func start() { _ = started }
}
