/// What a document is held to.
public enum CheckProfile: String, Hashable, Sendable, CaseIterable {
    /// EN 16931, the European core.
    case en16931
    /// Peppol BIS Billing 3.
    case peppol
    /// Peppol's order (T01) and order response (T76).
    case peppolOrder = "peppol-order"
    /// The French rules for invoices between businesses, and those of the profile that the invoice names: EN 16931, or
    /// EXTENDED-CTC-FR.
    case frCTC = "fr-ctc"
    /// EXTENDED-CTC-FR, the French extension of EN 16931.
    case extendedCTCFR = "extended-ctc-fr"
}

extension CheckProfile {
    /// What a document says that it follows (BT-24); the European core where an invoice names nothing that we know.
    init?(specification: String, of kind: CheckableKind) {
        if kind.isInvoice {
            self = Self.named.first { specification.hasPrefix($0.name) }?.profile ?? .en16931
        } else {
            guard specification.hasPrefix(Self.peppolOrdering) else { return nil }
            self = .peppolOrder
        }
    }

    private static let named: [(name: String, profile: CheckProfile)] = [
        ("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0", .peppol),
        ("urn:cen.eu:en16931:2017#conformant#urn.cpro.gouv.fr:1p0:extended-ctc-fr", .extendedCTCFR),
    ]

    private static let peppolOrdering = "urn:fdc:peppol.eu:poacc:trns:order"

    /// The rules for a kind of document that names a specification (BT-24); nothing where it is none that the profile is for.
    func rules(for kind: CheckableKind, naming specification: String = "") -> RuleSet? {
        switch (self, kind) {
        case (.frCTC, _) where kind.isInvoice && CheckProfile(specification: specification, of: kind) == .extendedCTCFR:
            kind == .ciiInvoice ? .frenchExtendedCII : .frenchExtendedUBL
        case (.peppolOrder, .ublOrder): .peppolOrder
        case (.peppolOrder, .ublOrderResponse): .peppolOrderResponse
        case (.peppolOrder, _), (_, .ublOrder), (_, .ublOrderResponse): nil
        case (.frCTC, .ciiInvoice): .frenchCII
        case (.frCTC, _): .frenchUBL
        case (.extendedCTCFR, .ciiInvoice): .extendedCII
        case (.extendedCTCFR, _): .extendedUBL
        case (.peppol, .ciiInvoice): .peppolCII
        case (_, .ciiInvoice): .en16931CII
        case (.en16931, _): .en16931UBL
        case (.peppol, _): .peppol
        }
    }
}
