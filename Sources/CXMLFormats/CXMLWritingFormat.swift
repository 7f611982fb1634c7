public import Documents
public import Findings
public import Pipeline
import XMLSyntax

/// cXML 1.2 ConfirmationRequest: our answer to an order.
public struct CXMLConfirmationFormat: WritingFormat {
    public let name = "cxml-confirmation"
    public let summary =
        "Answers to orders in cXML 1.2 (ConfirmationRequest), line by line where one is accepted in part."
    public let kinds: Set<DocumentKind> = [.orderResponse]
    public let contentType = "text/xml"
    public let fileExtension = "xml"

    public init() {}

    public func write(_ document: Document) -> [UInt8] {
        guard case .orderResponse(let response) = document else { preconditionFailure("\(name) writes responses only") }
        var writer = XMLWriter(reserving: 4096)
        writer.confirmation(response)
        return writer.finish()
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { readXML(bytes, CXML.vocabulary).findings }
}
