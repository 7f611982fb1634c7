import XMLSyntax

/// The documents that can be checked.
public enum CheckableKind: Hashable, Sendable, CaseIterable {
    case ublInvoice
    case ublCreditNote

    /// What a file holds, by its first element.
    public init?(of bytes: [UInt8]) {
        let head = bytes.prefix(4096)
        guard let kind = Self.allCases.first(where: { hasXMLRoot($0.rootName, in: head) }) else { return nil }
        self = kind
    }

    private var rootName: String {
        switch self {
        case .ublInvoice: "Invoice"
        case .ublCreditNote: "CreditNote"
        }
    }

    var binding: SyntaxBinding { UBLBinding.invoice }
}
