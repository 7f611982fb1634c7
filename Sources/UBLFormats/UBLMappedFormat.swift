public import Documents
import Findings
public import Pipeline
import XMLSyntax

/// How a kind of UBL document is put together, part by part, and then from its root.
protocol UBLMapping: Sendable {
    /// The elements that are handed over one by one.
    static var parts: Set<XMLName> { get }
    var values: UBLValues { get }
    var lineCount: Int { get }

    init()
    mutating func add(_ part: XMLElement, maxLines: Int)
    mutating func documents(_ root: XMLElement) -> [Document]
}

/// UBL 2.1 documents around an order and its invoices, read by their mappings.
public struct UBLMappedFormat: ReadingFormat {
    public let name: String
    public let summary: String
    public let kinds: Set<DocumentKind>

    private let root: String
    private var schema: UBLSchema
    private let mapping: any UBLMapping.Type

    public static let orderChange = UBLMappedFormat(
        "ubl-order-change", "UBL 2.1 OrderChange: Peppol Order Change 3 (T114) and plain UBL.", .order, "OrderChange",
        .orderChange, OrderChangeMapping.self)
    public static let orderCancellation = UBLMappedFormat(
        "ubl-order-cancellation",
        "UBL 2.1 OrderCancellation: Peppol Order Cancellation 3 (T115) and plain UBL; one document for each order.",
        .order, "OrderCancellation", .orderCancellation, OrderCancellationMapping.self)
    public static let remittanceAdvice = UBLMappedFormat(
        "ubl-remittance-advice", "UBL 2.1 RemittanceAdvice: what a payment is for.", .remittanceAdvice,
        "RemittanceAdvice", .remittanceAdvice, RemittanceAdviceMapping.self)
    public static let applicationResponse = UBLMappedFormat(
        "ubl-application-response",
        """
        UBL 2.1 ApplicationResponse: Peppol Invoice Response 3 (T111), Message Level Response 3 (T71), and the codes of \
        the French life cycle; one document for each invoice.
        """, .invoiceStatus, "ApplicationResponse", .applicationResponse, StatusMapping.self)

    private init(
        _ name: String, _ summary: String, _ kind: DocumentKind, _ root: String, _ schema: UBLSchema,
        _ mapping: any UBLMapping.Type
    ) {
        self.name = name
        self.summary = summary
        self.root = root
        self.schema = schema
        self.mapping = mapping
        kinds = [kind]
    }

    public var guide: FormatGuide { ublGuide(kinds == [.order] ? .ofOrders : .ofAnswers) }

    public func recognises(_ head: ArraySlice<UInt8>) -> Bool { hasXMLRoot(root, in: head) }

    public func checking(against schemas: [String: [UInt8]]) -> (any ReadingFormat)? {
        guard let schema = UBLSchema(official: root, among: schemas) else { return nil }
        var format = self
        format.schema = schema
        return format
    }

    public func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] { read(bytes, mapping, maxLines) }

    private func read<Mapping: UBLMapping>(
        _ bytes: [UInt8], _ type: Mapping.Type, _ maxLines: Int
    ) -> [ReadMessage] {
        var mapping = Mapping()
        var documents: [Document] = []
        let log = readXML(
            bytes, UBL.vocabulary, schema: schema.compiled,
            XMLReading(parts: Mapping.parts, isSchemaWhole: schema.isWhole),
            part: { mapping.add($0, maxLines: maxLines) }, root: { documents = mapping.documents($0) })
        let kind = kinds.first?.name ?? ""
        // The documents of a file stand and fall together; the first one carries the findings.
        let first = message(kind, documents.first, log, mapping.values.log, mapping.lineCount, maxLines)
        guard first.status != .refused else { return [first] }
        let others = documents.dropFirst()
        return [first] + others.map { ReadMessage(kind: kind, status: .accepted, document: $0, findings: []) }
    }
}

/// Maps a UBL OrderChange (2.1; Peppol Order Change 3, T114) to an order that changes another.
struct OrderChangeMapping: UBLMapping {
    static let parts: Set<XMLName> = [UBLName.orderLine]
    private var order = OrderMapping()
    var values: UBLValues { order.values }
    var lineCount: Int { order.lineCount }

    init() { order.isChange = true }

    mutating func add(_ part: XMLElement, maxLines: Int) { order.add(part, maxLines: maxLines) }
    mutating func documents(_ root: XMLElement) -> [Document] { order.order(root).map { [.order($0)] } ?? [] }
}
