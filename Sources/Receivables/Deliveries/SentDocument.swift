public import Documents

/// A document of ours by its business identity, whatever format it is written in: an invoice, or an interchange that may
/// hold one.
public struct SentDocument: Hashable, Sendable {
    /// As the keys of renderings begin: `invoice/INV-2026-000001`.
    public let text: String

    private static let invoices = "invoice/"
    private static let interchanges = "outgoing-interchange/"

    public static func invoice(_ number: String) -> SentDocument { SentDocument(text: invoices + number) }

    /// An interchange by its number in the series of its partner.
    static func interchange(to partner: PartyIdentifier, _ controlNumber: Int) -> SentDocument {
        SentDocument(text: "\(interchanges)\(partner.value)-\(controlNumber)")
    }

    private init(text: String) { self.text = text }

    /// What was rendered under a key, which ends with the format; nil where nobody asks whether such a thing arrived.
    public init?(rendered key: String) {
        guard key.hasPrefix(Self.invoices) || key.hasPrefix(Self.interchanges), let slash = key.lastIndex(of: "/")
        else { return nil }
        text = String(key[..<slash])
    }

    public init?(_ document: Document) {
        switch document {
        case .invoice(let invoice): text = Self.invoices + invoice.number
        case .outgoingInterchange(let outgoing):
            guard case .invoice = outgoing.content else { return nil }
            text = Self.interchanges + outgoing.title
        default: return nil
        }
    }

    /// The number of the invoice or credit note; nil for what holds one.
    public var invoice: String? { isInvoice ? String(text.dropFirst(Self.invoices.count)) : nil }

    /// Whether it is an invoice or a credit note by itself, and not within something else.
    var isInvoice: Bool { text.hasPrefix(Self.invoices) }

    var key: BookKey { .delivery(self) }
}

extension SentDocument: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(text) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(text: try reader.read()) }
}
