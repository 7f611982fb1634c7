/// What a document is held to.
public enum CheckProfile: String, Hashable, Sendable, CaseIterable {
    /// EN 16931, the European core.
    case en16931
    /// Peppol BIS Billing 3.
    case peppol
    /// The French rules for invoices between businesses, which are EN 16931 and more.
    case frCTC = "fr-ctc"
}

extension CheckProfile {
    /// What a document says that it follows (BT-24); the European core where it names nothing that we know.
    init(specification: String) {
        self = specification.hasPrefix(Self.peppolBilling) ? .peppol : .en16931
    }

    private static let peppolBilling = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"

    /// The rules for invoices in a syntax.
    func rules(for syntax: InvoiceSyntax) -> RuleSet {
        switch (self, syntax) {
        case (.frCTC, .ubl): .frenchUBL
        case (.frCTC, .cii): .frenchCII
        case (_, .cii): .en16931CII
        case (.en16931, .ubl): .en16931UBL
        case (.peppol, .ubl): .peppol
        }
    }
}
