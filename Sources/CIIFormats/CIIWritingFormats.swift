public import Documents
public import Findings
import PDFSyntax
public import Pipeline
import XMLSyntax

/// Cross Industry Invoice (UN/CEFACT D22B).
public struct CIIInvoiceFormat: WritingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind> = [.invoice]
    public let contentType = "application/xml"
    public let fileExtension = "xml"
    private let profile: CIIProfile

    public static let en16931 = CIIInvoiceFormat(
        "cii-invoice", "CII invoices and credit notes, plain EN 16931.", .en16931)
    public static let extendedFrench = CIIInvoiceFormat(
        "cii-extended-ctc-fr", "CII invoices and credit notes, EXTENDED-CTC-FR.", .extendedFrench)

    private init(_ name: String, _ summary: String, _ profile: CIIProfile) {
        self.name = name
        self.summary = summary
        self.profile = profile
    }

    public func write(_ document: Document) -> [UInt8] {
        guard case .invoice(let invoice) = document else { preconditionFailure("\(name) writes invoices only") }
        return crossIndustryInvoice(invoice, as: profile)
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { crossIndustryFindings(bytes) }
}

/// An invoice as CII in a profile: alone, or to be put into a PDF.
public func crossIndustryInvoice(_ invoice: Invoice, as profile: CIIProfile) -> [UInt8] {
    var writer = CIIWriter(profile)
    writer.invoice(invoice)
    return writer.xml.finish()
}

private let acceptedShapes = ShapeCache()

/// What the schema says against a CII document of our own making.
public func crossIndustryFindings(_ bytes: [UInt8]) -> [Finding] {
    if acceptedShapes.accepts(bytes, asking: { keepsSchema(bytes, CIISchema.invoice) }) { return [] }
    return readXML(bytes, CII.vocabulary, schema: CIISchema.invoice).findings
}

/// What the schema says against the CII document within a PDF of our own making.
public func hybridFindings(_ bytes: [UInt8]) -> [Finding] {
    do {
        return crossIndustryFindings(try embeddedDocument(in: bytes))
    } catch {
        return [error.finding]
    }
}
