public import Documents
import Findings
import PDFSyntax
public import Pipeline

/// Hybrid documents: a PDF with its XML within, such as Factur-X, ZUGFeRD and Order-X.
public struct HybridFormat: ReadingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind>

    /// What the embedded document may be in.
    private var contents: [any ReadingFormat]

    private init(_ name: String, _ summary: String, _ content: any ReadingFormat) {
        self.name = name
        self.summary = summary
        kinds = content.kinds
        contents = [content]
    }

    public static let invoice = HybridFormat(
        "hybrid-pdf-in", "PDF files that embed their document as XML: Factur-X, ZUGFeRD, XRechnung.",
        CIIInvoiceInFormat())
    public static let order = HybridFormat(
        "order-x-pdf", "PDF files that embed an order as XML: Order-X.", OrderXFormat())

    public var guide: FormatGuide { hybridGuide(contents[0].guide) }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { isPDF(head) }

    public func joined(with others: [any ReadingFormat]) -> any ReadingFormat {
        var format = self
        format.contents += others.filter { !($0 is HybridFormat) }
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        do {
            let document = try embeddedDocument(in: bytes)
            let head = document.withUnsafeBufferPointer(formatHead)
            guard let format = contents.first(where: { $0.recognises(head) }) else {
                return [refused(Finding(.hybridContentIsKnown, "it begins like none of them", at: .offset(0)))]
            }
            return format.joined(with: contents.filter { $0.name != format.name }).read(document, maxLines: maxLines)
        } catch {
            return [refused(error.finding)]
        }
    }

    private func refused(_ finding: Finding) -> ReadMessage {
        ReadMessage(kind: kinds.first?.name ?? "", status: .refused, document: nil, findings: [finding])
    }
}

extension Rule {
    static let hybridContentIsKnown = Rule(
        "CII-020", "The document within a PDF is in a format that we read.",
        remedy: "Ask the sender for the document in another format.")
}
