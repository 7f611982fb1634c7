public import Documents
import Findings
public import Pipeline
import XMLSyntax

/// cXML 1.2: requests to order and ship notices.
///
/// The DTD that a document names is never fetched; what it declares within is refused.
public struct CXMLRequestFormat: ReadingFormat {
    public let name = "cxml"
    public let summary = "Orders (new, update, delete) and ship notices in cXML 1.2."
    public let kinds: Set<DocumentKind> = [.order, .despatchAdvice]

    public init() {}

    public var guide: FormatGuide {
        FormatGuide(
            rules: xmlRules + cxmlRules,
            passedOver: [
                .init("the DTD that the document names", because: "nothing outside the document is ever opened"),
                .init(
                    "Sender, its secret and user agent",
                    because: "who may send is settled by the folder or the endpoint"),
                .init(
                    "Distribution, SpendDetail, Tolerances, Extrinsic and other parts of the request",
                    because: "nothing is decided by them"),
                .init("Payment and PCard", because: "a card number has no place in an order that is kept"),
            ])
    }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot("cXML", in: head) }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        var order = OrderRequestMapping()
        var notice = ShipNoticeMapping()
        var values = CXMLValues()
        var document: Document?
        var kind = ""
        var reading = XMLReading(parts: [CXMLName.itemOut, CXMLName.shipNoticePortion])
        reading.partDepths = 3...3
        reading.allowsExternalDoctype = true
        let syntax = readXML(bytes, CXML.vocabulary, reading) { part in
            if part.name == CXMLName.itemOut {
                order.add(part, maxLines: maxLines)
            } else {
                notice.add(part, maxLines: maxLines)
            }
        } root: { root in
            let header = values.required(CXMLName.header, "Header", in: root)
            guard let request = values.required(CXMLName.request, "Request", in: root) else { return }
            if request.children(CXMLName.orderRequest).count > 1 {
                values.report(.cxmlRequestIsRead, "the request is for more than one order", at: request)
            } else if let element = request.child(CXMLName.orderRequest) {
                kind = "order"
                document = order.order(element, of: root).map(Document.order)
            } else if let element = request.child(CXMLName.shipNotice) {
                kind = "despatch-advice"
                document = notice.advice(element, header).map(Document.despatchAdvice)
            } else {
                values.report(.cxmlRequestIsRead, "the request is neither to order nor a ship notice", at: request)
            }
        }
        let logs = [syntax, values.log, order.values.log, notice.values.log]
        return [message(kind, document, logs, lines: order.lineCount + notice.lineCount, maxLines)]
    }

    private func message(
        _ kind: String, _ document: Document?, _ logs: [FindingLog], lines: Int, _ maxLines: Int
    ) -> ReadMessage {
        var log = FindingLog()
        for other in logs { log.report(contentsOf: other) }
        if lines > maxLines {
            log.report(.cxmlLinesAreBounded, "the document has \(lines) lines, \(maxLines) are allowed", at: .beginning)
        }
        let isRefused = log.hasFatal || document == nil
        return ReadMessage(
            kind: kind, status: isRefused ? .refused : .accepted, document: isRefused ? nil : document,
            findings: log.findings, droppedFindings: logs.map(\.droppedCount).reduce(log.droppedCount, +))
    }
}
