import XMLSyntax

/// The documents that can be checked.
public enum CheckableKind: Hashable, Sendable, CaseIterable {
    case ublInvoice
    case ublCreditNote
    case ciiInvoice
    case ublOrder
    case ublOrderResponse

    /// What a file holds, by its first element.
    public init?(of bytes: [UInt8]) {
        // A long comment may stand before the first element.
        guard let kind = Self.kind(of: bytes.prefix(4096)) ?? Self.kind(of: bytes.prefix(65_536)) else { return nil }
        self = kind
    }

    private static func kind(of head: ArraySlice<UInt8>) -> Self? {
        allCases.first { hasXMLRoot($0.rootName, in: head) }
    }

    private var rootName: String {
        switch self {
        case .ublInvoice: "Invoice"
        case .ublCreditNote: "CreditNote"
        case .ciiInvoice: "CrossIndustryInvoice"
        case .ublOrder: "Order"
        case .ublOrderResponse: "OrderResponse"
        }
    }

    var binding: SyntaxBinding {
        switch self {
        case .ublInvoice, .ublCreditNote: UBLBinding.invoice
        case .ciiInvoice: CIIBinding.invoice
        case .ublOrder, .ublOrderResponse: UBLBinding.order
        }
    }

    /// The prefixes that places are told by, with their namespaces.
    public static var prefixes: [(prefix: String, uri: String)] {
        [UBLBinding.invoice, UBLBinding.order, CIIBinding.invoice].flatMap(\.vocabulary.namespaces)
    }

    /// Whether it bills something.
    var isInvoice: Bool { self != .ublOrder && self != .ublOrderResponse }
}
