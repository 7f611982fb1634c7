public import Documents
import Findings
import Money
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

    /// The currency stands after the lines: an order that is not in euros is read a second time, in its own.
    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        let (message, currency) = read(bytes, in: .euro, maxLines: maxLines)
        guard let currency else { return [message] }
        return [read(bytes, in: currency, maxLines: maxLines).message]
    }

    private func read(
        _ bytes: [UInt8], in currency: Currency, maxLines: Int
    ) -> (message: ReadMessage, otherCurrency: Currency?) {
        var mapping = OrderXMapping(in: currency)
        var order: Order?
        var reading = XMLReading(parts: [CIIName.line], isSchemaWhole: official != nil)
        reading.partDepths = 2...2
        let log = readXML(
            bytes, CIO.vocabulary, schema: official ?? CIOSchema.order, reading,
            part: { mapping.add($0, maxLines: maxLines) }, root: { order = mapping.order($0) })
        return (message(order, log, mapping, maxLines), mapping.otherCurrency)
    }

    private func message(_ order: Order?, _ syntax: FindingLog, _ mapping: OrderXMapping, _ maxLines: Int)
        -> ReadMessage
    {
        var log = syntax
        log.report(contentsOf: mapping.values.log)
        if mapping.lineCount > maxLines {
            log.report(
                .ciiLinesAreBounded, "the order has \(mapping.lineCount) lines, \(maxLines) are allowed", at: .beginning
            )
        }
        // What is wrong with a line alone costs that line.
        let isRefused = order == nil || log.fatalCount > mapping.faultsOfLines
        let status: ReadMessage.Status = isRefused ? .refused : mapping.faultyLines > 0 ? .partly : .accepted
        return ReadMessage(
            kind: DocumentKind.order.name, status: status, document: isRefused ? nil : order.map(Document.order),
            findings: log.findings, droppedFindings: log.droppedCount + mapping.values.log.droppedCount)
    }
}
