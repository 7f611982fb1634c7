public import Documents

/// A document of ours by its business identity, whatever format it is written in: an invoice, an interchange that may hold
/// one, or a letter.
public struct SentDocument: Hashable, Sendable {
    /// As the keys of renderings begin: `invoice/INV-2026-000001`.
    public let text: String

    private static let invoices = start(.invoice)
    private static let letters = start(.reminder)
    private static func start(_ kind: DocumentKind) -> String { "\(kind.name)/" }

    public static func invoice(_ number: String) -> SentDocument { SentDocument(.invoice, number) }

    /// An interchange by its title.
    static func interchange(_ title: String) -> SentDocument { SentDocument(.outgoingInterchange, title) }

    private init(text: String) { self.text = text }
    private init(_ kind: DocumentKind, _ name: String) { text = Self.start(kind) + name }

    /// What was rendered under a key, which ends with the format; nil where nobody asks whether such a thing arrived.
    public init?(rendered key: String) {
        guard let key = RenderingKey(key), [.invoice, .outgoingInterchange, .reminder].contains(key.kind) else {
            return nil
        }
        self.init(key.kind, key.name)
    }

    public init?(_ document: Document) {
        switch document {
        case .invoice(let invoice): self.init(.invoice, invoice.number)
        case .outgoingInterchange(let outgoing):
            guard case .invoice = outgoing.content else { return nil }
            self = .interchange(outgoing.title)
        case .reminder(let reminder): self.init(.reminder, reminder.number)
        default: return nil
        }
    }

    /// The number of the invoice or credit note; nil for what holds one.
    public var invoice: String? { isInvoice ? String(text.dropFirst(Self.invoices.count)) : nil }

    /// Whether it is an invoice or a credit note by itself, and not within something else.
    var isInvoice: Bool { text.hasPrefix(Self.invoices) }

    /// The letter that it is; nil for what is or holds an invoice.
    public var letter: LetterNumber? {
        text.hasPrefix(Self.letters) ? LetterNumber(String(text.dropFirst(Self.letters.count))) : nil
    }

    /// What became of a letter is known where its customer's letters are.
    public var key: BookKey { letter.map { .dunning($0.customer) } ?? .delivery(self) }
}

/// The number of a letter, which begins with the customer that it is to: `C-1001-3`.
public struct LetterNumber: Hashable, Sendable {
    public let text: String
    public let customer: CustomerID

    public init?(_ text: String) {
        guard let dash = text.lastIndex(of: "-") else { return nil }
        self.text = text
        customer = CustomerID(String(text[..<dash]))
    }
}

extension SentDocument: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(text) }
    public init(from reader: inout ByteReader) throws(CodingFault) { self.init(text: try reader.read()) }
}
