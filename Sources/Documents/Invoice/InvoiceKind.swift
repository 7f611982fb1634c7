/// What kind of invoice a document is (BT-3, UNTDID 1001).
public struct InvoiceKind: Hashable, Sendable {
    /// The number that the code is.
    public let number: UInt16

    private init(_ number: UInt16) { self.number = number }

    public static let invoice = InvoiceKind(380)
    public static let creditNote = InvoiceKind(381)
    public static let corrected = InvoiceKind(384)
    public static let prepayment = InvoiceKind(386)
    public static let selfBilled = InvoiceKind(389)
    public static let factored = InvoiceKind(393)
    public static let selfBilledCreditNote = InvoiceKind(261)
    /// A credit for all that was bought in a period, such as a year's bonus.
    public static let globalAllowance = InvoiceKind(262)
    public static let factoredCreditNote = InvoiceKind(396)
    public static let selfBilledCorrected = InvoiceKind(471)
    public static let selfBilledPrepayment = InvoiceKind(500)
    /// A credit for a prepayment invoice.
    public static let prepaymentCreditNote = InvoiceKind(503)

    /// The kinds that EN 16931 writes as an invoice, and those that it writes as a credit note.
    private static let invoices: Set<UInt16> = [
        71, 80, 82, 84, 102, 130, 202, 203, 204, 211, 218, 219, 295, 325, 326, 331, 380, 382, 383, 384, 385, 386, 387,
        388, 389, 390, 393, 394, 395, 456, 457, 471, 472, 473, 500, 501, 527, 553, 575, 623, 633, 751, 780, 817, 870,
        875,
        876, 877, 935,
    ]
    private static let credits: Set<UInt16> = [81, 83, 261, 262, 296, 308, 381, 396, 420, 458, 502, 503, 532]

    /// A kind of the list; nil for any other code.
    public init?(code: some StringProtocol) {
        guard code.utf8.count <= 3, let number = UInt16(code),
            Self.invoices.contains(number) || Self.credits.contains(number)
        else { return nil }
        self.init(number)
    }

    public var code: String { String(number) }

    /// Whether its amounts are owed to the buyer.
    public var isCredit: Bool { Self.credits.contains(number) }
    /// Whether the buyer writes it in the seller's name.
    public var isSelfBilled: Bool { [389, 501, 500, 471, 473, 261, 502, 527].contains(number) }
    /// Whether it asks for money before anything is delivered.
    public var isPrepayment: Bool { number == 386 || number == 500 }
}

extension InvoiceKind: Coded {
    public func encode(to writer: inout ByteWriter) { writer.writeVarint(UInt64(number)) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let number = try reader.readVarint()
        guard let kind = InvoiceKind(code: String(number)) else { throw .unknownCase(number, of: "InvoiceKind") }
        self = kind
    }
}
