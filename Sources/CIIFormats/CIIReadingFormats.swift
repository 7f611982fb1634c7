public import Documents
import Findings
public import Pipeline
import Money
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

    /// The currency stands after the lines: an invoice that is not in euros is read a second time, in its own.
    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        let (message, currency) = read(bytes, in: .euro, maxLines: maxLines)
        guard let currency else { return [message] }
        return [read(bytes, in: currency, maxLines: maxLines).message]
    }

    private func read(
        _ bytes: [UInt8], in currency: Currency, maxLines: Int
    ) -> (message: ReadMessage, otherCurrency: Currency?) {
        var mapping = CIIMapping(in: currency)
        var invoice: Invoice?
        var reading = XMLReading(parts: [CIIName.line], isSchemaWhole: official != nil)
        reading.partDepths = 2...2
        let log = readXML(
            bytes, CII.vocabulary, schema: official ?? CIISchema.invoice, reading,
            part: { mapping.add($0, maxLines: maxLines) }, root: { invoice = mapping.invoice($0) })
        return (message(invoice, log, mapping, maxLines), mapping.otherCurrency)
    }

    private func message(_ invoice: Invoice?, _ syntax: FindingLog, _ mapping: CIIMapping, _ maxLines: Int)
        -> ReadMessage
    {
        var log = syntax
        log.report(contentsOf: mapping.values.log)
        if mapping.lineCount > maxLines {
            log.report(
                .ciiLinesAreBounded, "the invoice has \(mapping.lineCount) lines, \(maxLines) are allowed",
                at: .beginning)
        }
        let isRefused = log.hasFatal || invoice == nil
        return ReadMessage(
            kind: "invoice", status: isRefused ? .refused : .accepted,
            document: isRefused ? nil : invoice.map(Document.invoice), findings: log.findings,
            droppedFindings: log.droppedCount + mapping.values.log.droppedCount)
    }
}
