/// What a document is held to.
public enum CheckProfile: String, Hashable, Sendable, CaseIterable {
    /// EN 16931, the European core.
    case en16931
}

extension CheckProfile {
    /// What a document says that it follows (BT-24); the European core where it names nothing that we know.
    init(specification: String) {
        self = .en16931
    }

    /// The rules for invoices in a syntax.
    func rules(for syntax: InvoiceSyntax) -> RuleSet {
        switch self {
        case .en16931: .en16931UBL
        }
    }
}
