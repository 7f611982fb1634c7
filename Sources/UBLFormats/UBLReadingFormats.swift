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

    public var guide: FormatGuide { ublGuide(.ofOrders) }

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

    public var guide: FormatGuide { ublGuide(.ofDespatch) }

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

/// UBL 2.1 Invoice: EN 16931 and what is built on it.
public struct UBLInvoiceInFormat: ReadingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.invoice]

    private let root: String
    private var schema: UBLSchema

    public static let invoice = UBLInvoiceInFormat(
        "ubl-invoice-in", "UBL 2.1 Invoice: EN 16931, Peppol BIS Billing 3 and other profiles of it.", "Invoice",
        .invoice)
    public static let creditNote = UBLInvoiceInFormat(
        "ubl-credit-note-in", "UBL 2.1 CreditNote: EN 16931, Peppol BIS Billing 3 and other profiles of it.",
        "CreditNote", .creditNote)

    private init(_ name: String, _ summary: String, _ root: String, _ schema: UBLSchema) {
        self.name = name
        self.summary = summary
        self.root = root
        self.schema = schema
    }

    public var guide: FormatGuide { ublGuide(.ofInvoices) }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot(root, in: head) }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        guard let schema = UBLSchema(official: root, among: schemas) else { return nil }
        var format = self
        format.schema = schema
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var mapping = InvoiceMapping()
        var invoice: Invoice?
        let log = readXML(
            bytes, UBL.vocabulary, schema: schema.compiled,
            XMLReading(parts: [UBLName.invoiceLine, UBLName.creditNoteLine], isSchemaWhole: schema.isWhole),
            part: { mapping.add($0, maxLines: maxLines) }, root: { invoice = mapping.invoice($0) })
        return [message("invoice", invoice.map(Document.invoice), log, mapping.values.log, mapping.lineCount, maxLines)]
    }
}

extension UBLValues {
    /// Reports the first line that is too many, in its place.
    mutating func refuse(_ line: XMLElement, asLine number: Int, of maxLines: Int) {
        guard number == maxLines + 1 else { return }
        log.report(.ublLinesAreBounded, "this is line \(number), \(maxLines) are allowed", at: line.place)
    }
}

/// What became of a document: refused where a finding is fatal, or where it could not be put together.
func message(
    _ kind: String, _ document: Document?, _ syntax: FindingLog, _ values: FindingLog, _ lineCount: Int, _ maxLines: Int
) -> ReadMessage {
    var log = syntax
    log.report(contentsOf: values.findings)
    // Where it comes to more was told where it did, line by line.
    if lineCount > maxLines, !values.findings.contains(where: { $0.rule == .ublLinesAreBounded }) {
        log.report(.ublLinesAreBounded, "the document has \(lineCount) lines, \(maxLines) are allowed", at: .beginning)
    }
    let isRefused = log.hasFatal || document == nil
    return ReadMessage(
        kind: kind, status: isRefused ? .refused : .accepted, document: isRefused ? nil : document,
        findings: log.findings, droppedFindings: log.droppedCount + values.droppedCount)
}
