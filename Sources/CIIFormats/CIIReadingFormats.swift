public import Documents
public import Pipeline
import XMLSyntax

/// Cross Industry Invoice (D16B to D22B): EN 16931, Factur-X, XRechnung and what is built on them.
public struct CIIInvoiceInFormat: ReadingFormat {
    public let name = "cii-invoice-in"
    public let summary = "CII invoices and credit notes: EN 16931, Factur-X, XRechnung and other profiles of it."
    public let kinds: Set<DocumentKind> = [.invoice]

    private var official: CompiledSchema?

    public init() {}

    public var guide: FormatGuide { ciiGuide() }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot("CrossIndustryInvoice", in: head) }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        guard let schema = CIISchema.official(among: schemas) else { return nil }
        var format = self
        format.official = schema
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        readCrossIndustry(
            bytes, as: CIIMapping.self, CII.vocabulary, schema: official ?? CIISchema.invoice,
            isSchemaWhole: official != nil, maxLines: maxLines)
    }
}
