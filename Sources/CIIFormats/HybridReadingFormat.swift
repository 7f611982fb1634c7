public import Documents
import Findings
import PDFSyntax
public import Pipeline

/// Hybrid invoices: a PDF with its XML within, such as Factur-X and ZUGFeRD.
public struct HybridInvoiceInFormat: ReadingFormat {
    public let name = "hybrid-pdf-in"
    public let summary = "PDF files that embed their document as XML: Factur-X, ZUGFeRD, XRechnung."
    public let kinds: Set<DocumentKind> = [.invoice]

    /// What the embedded document may be in.
    private var contents: [any ReadingFormat] = [CIIInvoiceInFormat()]

    public init() {}

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { isPDF(head) }

    public func joined(with others: [any ReadingFormat]) -> any ReadingFormat {
        var format = self
        format.contents = others.filter { $0.name != name }
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        do {
            let document = try embeddedDocument(in: bytes)
            guard let format = contents.first(where: { $0.recognises(document.prefix(4096)) }) else {
                return [refused(Finding(.hybridContentIsKnown, "it begins like none of them", at: .document))]
            }
            return format.joined(with: contents).read(document, maxLines: maxLines)
        } catch {
            return [refused(error.finding)]
        }
    }

    private func refused(_ finding: Finding) -> ReadMessage {
        ReadMessage(kind: "invoice", status: .refused, document: nil, findings: [finding])
    }
}

extension Rule {
    static let hybridContentIsKnown = Rule(
        "CII-020", "The document within a PDF is in a format that we read.",
        remedy: "Ask the sender for the document in another format.")
}
