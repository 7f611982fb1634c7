public import Documents
public import Pipeline
import XMLSyntax

/// Order-X: orders and order changes as UN/CEFACT Cross Industry Order (D20B).
public struct OrderXFormat: ReadingFormat {
    public let name = "order-x"
    public let summary = "Orders and order changes in Order-X (UN/CEFACT Cross Industry Order), BASIC to EXTENDED."
    public let kinds: Set<DocumentKind> = [.order]

    private var official: CompiledSchema?

    public init() {}

    public var guide: FormatGuide { orderXGuide }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot("SCRDMCCBDACIOMessageStructure", in: head) }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        guard let schema = CIOSchema.official(among: schemas) else { return nil }
        var format = self
        format.official = schema
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        readCrossIndustry(
            bytes, as: OrderXMapping.self, CIO.vocabulary, schema: official ?? CIOSchema.order,
            isSchemaWhole: official != nil, maxLines: maxLines)
    }
}
