public import Documents
import Findings
public import Pipeline
import XMLSyntax

/// UBL 2.1 Order: Peppol BIS Ordering 3 and plain UBL.
public struct UBLOrderFormat: ReadingFormat {
    public let name = "ubl-order"
    public let summary = "UBL 2.1 Order: Peppol BIS Ordering 3 (T01) and plain UBL."
    public let kinds: Set<DocumentKind> = [.order]

    private var schema = UBLSchema.order

    public init() {}

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasRoot("Order", in: head) }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        guard let schema = UBLSchema(official: "Order", among: schemas) else { return nil }
        var format = self
        format.schema = schema
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var mapping = OrderMapping()
        var order: Order?
        let log = readXML(
            bytes, UBL.vocabulary, schema: schema.compiled,
            XMLReading(parts: [UBLName.orderLine], isSchemaWhole: schema.isWhole),
            part: { mapping.add($0, maxLines: maxLines) }, root: { order = mapping.order($0) })
        return [message("order", order.map(Document.order), log, mapping.values.log, mapping.lineCount, maxLines)]
    }
}

/// UBL 2.1 DespatchAdvice: Peppol BIS Despatch Advice 3 and plain UBL.
public struct UBLDespatchAdviceFormat: ReadingFormat {
    public let name = "ubl-despatch-advice"
    public let summary = "UBL 2.1 DespatchAdvice: Peppol BIS Despatch Advice 3 (T16) and plain UBL."
    public let kinds: Set<DocumentKind> = [.despatchAdvice]

    private var schema = UBLSchema.despatchAdvice

    public init() {}

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasRoot("DespatchAdvice", in: head) }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        guard let schema = UBLSchema(official: "DespatchAdvice", among: schemas) else { return nil }
        var format = self
        format.schema = schema
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var mapping = DespatchAdviceMapping()
        var advice: DespatchAdvice?
        let log = readXML(
            bytes, UBL.vocabulary, schema: schema.compiled,
            XMLReading(parts: [UBLName.despatchLine], isSchemaWhole: schema.isWhole),
            part: { mapping.add($0, maxLines: maxLines) }, root: { advice = mapping.advice($0) })
        return [
            message(
                "despatch-advice", advice.map(Document.despatchAdvice), log, mapping.values.log, mapping.lineCount,
                maxLines)
        ]
    }
}

private func message(
    _ kind: String, _ document: Document?, _ syntax: FindingLog, _ values: FindingLog, _ lineCount: Int, _ maxLines: Int
) -> ReadMessage {
    var log = syntax
    log.report(contentsOf: values.findings)
    if lineCount > maxLines {
        log.report(.ublLinesAreBounded, "the document has \(lineCount) lines, \(maxLines) are allowed", at: .document)
    }
    let isRefused = log.hasFatal || document == nil
    return ReadMessage(
        kind: kind, status: isRefused ? .refused : .accepted, document: isRefused ? nil : document,
        findings: log.findings, droppedFindings: log.droppedCount + values.droppedCount)
}

/// Whether a file begins like XML with a root of a name, whatever its prefix and encoding.
private func hasRoot(_ name: String, in head: ArraySlice<UInt8>) -> Bool {
    // In UTF-16 every other byte is zero, which is as good as no byte.
    let bytes = head.contains(0) ? head.filter { $0 != 0 } : Array(head)
    var index = 0
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
        let next = start + 1
        guard next < bytes.count else { return false }
        switch bytes[next] {
        case UInt8(ascii: "?"), UInt8(ascii: "!"):
            guard let end = end(ofMarkupAt: next, in: bytes) else { return bytes[next...].containsRoot(name) }
            index = end
        default: return rootName(at: next, in: bytes) == name
        }
    }
    return false
}

private func end(ofMarkupAt start: Int, in bytes: [UInt8]) -> Int? {
    if bytes[start...].starts(with: Array("!--".utf8)) {
        var index = start
        while index + 2 < bytes.count {
            if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"), bytes[index + 2] == UInt8(ascii: ">") {
                return index + 3
            }
            index += 1
        }
        return nil
    }
    // A document type may hold declarations in brackets: what follows them counts.
    var depth = 0
    for index in start..<bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ">") where depth <= 0: return index + 1
        default: break
        }
    }
    return nil
}

private func rootName(at start: Int, in bytes: [UInt8]) -> String {
    let end = bytes[start...].firstIndex { isXMLNameEnd($0) } ?? bytes.count
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    return name.split(separator: ":").last.map(String.init) ?? name
}

private func isXMLNameEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
}

extension ArraySlice<UInt8> {
    /// Whether the words of a declaration that does not end name a root: `<!DOCTYPE Order [`.
    fileprivate func containsRoot(_ name: String) -> Bool {
        starts(with: Array("!DOCTYPE \(name)".utf8)) || starts(with: Array("!DOCTYPE".utf8))
    }
}
