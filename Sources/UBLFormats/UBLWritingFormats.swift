public import Documents
public import Findings
public import Pipeline
import XMLSyntax

/// UBL 2.1 Invoice and CreditNote.
public struct UBLInvoiceFormat: WritingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.invoice]
    public let contentType = "application/xml"
    public let fileExtension = "xml"
    private let profile: InvoiceProfile

    /// The plain profile of EN 16931.
    public static let en16931 = UBLInvoiceFormat(
        "ubl-invoice", "UBL 2.1 Invoice and CreditNote, plain EN 16931.", .en16931)
    public static let peppol = UBLInvoiceFormat(
        "peppol-invoice", "UBL 2.1 Invoice and CreditNote, Peppol BIS Billing 3.", .peppol)

    /// The French profile with what invoicing in France wants beyond EN 16931 (XP Z12-012).
    public static let extendedFrench = UBLInvoiceFormat(
        "ubl-extended-ctc-fr", "UBL 2.1 Invoice and CreditNote, EXTENDED-CTC-FR.", .extendedFrench)

    private init(_ name: String, _ summary: String, _ profile: InvoiceProfile) {
        self.name = name
        self.summary = summary
        self.profile = profile
    }

    public func write(_ document: Document) -> [UInt8] {
        guard case .invoice(let invoice) = document else { preconditionFailure("\(name) writes invoices only") }
        var writer = UBLWriter()
        writer.invoice(invoice, as: profile)
        return writer.xml.finish()
    }

    public func check(_ bytes: [UInt8]) -> [Finding] {
        let isCredit = bytes.prefix(200).containsText("<CreditNote")
        return schemaFindings(bytes, isCredit ? UBLSchemas.creditNote : UBLSchemas.invoice)
    }
}

/// UBL 2.1 OrderResponse.
public struct UBLOrderResponseFormat: WritingFormat {
    public let name = "ubl-order-response"
    public let summary = "UBL 2.1 OrderResponse, Peppol BIS Ordering 3 (T76)."
    public let kinds: Set<DocumentKind> = [.orderResponse]
    public let contentType = "application/xml"
    public let fileExtension = "xml"

    public init() {}

    public func write(_ document: Document) -> [UInt8] {
        guard case .orderResponse(let response) = document else { preconditionFailure("\(name) writes responses only") }
        var writer = UBLWriter()
        writer.orderResponse(response)
        return writer.xml.finish()
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { schemaFindings(bytes, UBLSchemas.orderResponse) }
}

private let acceptedShapes = ShapeCache()

private func schemaFindings(_ bytes: [UInt8], _ schema: CompiledSchema?) -> [Finding] {
    guard let schema else { return [] }
    if acceptedShapes.accepts(bytes, asking: { keepsSchema(bytes, schema) }) { return [] }
    return readXML(bytes, UBL.vocabulary, schema: schema).findings
}

extension ArraySlice<UInt8> {
    fileprivate func containsText(_ text: String) -> Bool {
        let pattern = Array(text.utf8)
        return indices.contains { self[$0...].starts(with: pattern) }
    }
}
