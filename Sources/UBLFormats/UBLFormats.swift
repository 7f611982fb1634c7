public import Documents
public import Findings
public import Pipeline
public struct UBLInvoiceFormat: WritingFormat {
    public init() {}
    public var name: String { "ubl-invoice" }
    public var summary: String { "" }
    public var kinds: Set<DocumentKind> { [.invoice] }
    public var contentType: String { "application/xml" }
    public var fileExtension: String { "xml" }
    public func write(_ document: Document) -> [UInt8] { [] }
    public func check(_ bytes: [UInt8]) -> [Finding] { [] }
}
