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

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot("Order", in: head) }

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

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot("DespatchAdvice", in: head) }

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
