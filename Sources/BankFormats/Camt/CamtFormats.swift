public import Documents
import Findings
public import Pipeline
import XMLSyntax

/// ISO 20022 camt.052, camt.053 and camt.054, in every version.
public struct CamtFormat: StreamingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.bankStatement]

    private let kind: BankStatement.Kind
    private let roots: [String]
    private let message: String
    /// From how many bytes on a file is read twice.
    var heldBytes = StatementGathering.heldBytes
    /// The official schemas by the number of their version, where they are wanted.
    private var schemas: [String: CompiledSchema] = [:]

    public static let statement = CamtFormat(
        "camt-053", "ISO 20022 camt.053: statements of an account, all versions.", .statement, "camt.053",
        ["BkToCstmrStmt", "BkToCstmrStmtV01"])
    public static let report = CamtFormat(
        "camt-052", "ISO 20022 camt.052: reports within a day, all versions.", .interim, "camt.052",
        ["BkToCstmrAcctRpt", "BkToCstmrAcctRptV01"])
    public static let notification = CamtFormat(
        "camt-054", "ISO 20022 camt.054: notifications of single entries, all versions.", .notification, "camt.054",
        ["BkToCstmrDbtCdtNtfctn", "BkToCstmrDbtCdtNtfctnV01"])

    private init(_ name: String, _ summary: String, _ kind: BankStatement.Kind, _ message: String, _ roots: [String]) {
        self.name = name
        self.summary = summary
        self.kind = kind
        self.message = message
        self.roots = roots
    }

    public var guide: FormatGuide { camtGuide }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool {
        guard hasXMLRoot("Document", in: head) else { return false }
        let bytes = head.contains(0) ? head.filter { $0 != 0 } : Array(head)
        return contains(":xsd:\(message).", bytes)
            || roots.contains { contains("<\($0)>", bytes) || contains(":\($0)>", bytes) }
    }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        var format = self
        for name in schemas.keys where name.hasPrefix(message + ".") && name.hasSuffix(".xsd") {
            guard let schema = try? CompiledSchema(name, among: schemas) else { return nil }
            format.schemas[String(name.dropLast(4))] = schema
        }
        return format.schemas.isEmpty ? nil : format
    }

    public func read(_ bytes: UnsafeBufferPointer<UInt8>, maxLines: Int, each take: (ReadMessage) -> Void) {
        StatementGathering.gather(bytes.count, holding: heldBytes, each: take) { gathering in
            read(bytes, CamtReading(kind, maxLines: maxLines, gathering), gathering.handOn)
        }
    }

    private func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ reading: consuming CamtReading, _ take: (ReadMessage) -> Void
    ) {
        var parts = XMLReading(parts: Self.parts, isSchemaWhole: true)
        parts.partDepths = 2...3
        let schema = schema(of: bytes)
        var log = readXML(bytes, CamtName.vocabulary, schema: schema, parts, part: { reading.take($0) })
        if !schemas.isEmpty, schema == nil {
            log.report(.bankSchemaIsThere, "there is no schema of this version of \(message)", at: Self.start)
        }
        if !log.hasFatal, reading.statementCount == 0 {
            log.report(.statementIsThere, "the file holds no \(kind)", at: Self.start)
        }
        guard !log.hasFatal else {
            return take(
                ReadMessage(
                    kind: DocumentKind.bankStatement.name, status: .refused, document: nil, findings: log.findings,
                    droppedFindings: log.droppedCount))
        }
        // A file that breaks off is refused as a whole, which is known at its end.
        for (index, message) in reading.messages.enumerated() {
            var message = message
            if index == 0 { message.findings = log.findings + message.findings }
            take(message)
        }
    }

    /// Where the message begins, for what is wrong with it as a whole.
    private static let start = Place.text(line: 1, column: 1, path: "/Document")
    private static let parts = Set([CamtName.entry, .statement, .report, .notification].map(\.name))

    private func schema(of bytes: UnsafeBufferPointer<UInt8>) -> CompiledSchema? {
        guard !schemas.isEmpty else { return nil }
        let head = Array(bytes.prefix(4096))
        return schemas.first { contains(":" + $0.key + "\"", head) || contains(":" + $0.key + "'", head) }?.value
    }
}

/// Whether a text stands somewhere among bytes.
func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
    let wanted = Array(text.utf8)
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains {
        bytes[$0] == wanted[0] && bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
    }
}
