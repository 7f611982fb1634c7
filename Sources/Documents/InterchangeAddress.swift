/// What interchanges call the parties that they go between, and what our books call the same parties.
extension InterchangeReport.Dialect {
    /// The dialect of a format that writes interchanges: its name begins with it, as in `edifact-invoic-d96a`.
    public init?(ofFormat name: String) {
        if name.hasPrefix("edifact-") {
            self = .edifact
        } else if name.hasPrefix("x12-") {
            self = .x12
        } else {
            return nil
        }
    }

    /// Qualifiers of the header (UNCL 0007; X12 I05), and the ISO 6523 codes of the same schemes.
    private var schemes: [(qualifier: String, scheme: String)] {
        switch self {
        case .edifact:
            [
                ("14", PartyIdentifier.gln), ("5", PartyIdentifier.siret), ("22", PartyIdentifier.siren), ("1", "0060"),
            ]
        case .x12: [("01", "0060"), ("ZZ", PartyIdentifier.gln)]
        }
    }

    /// The schemes of a name under a qualifier: that of the qualifier's own scheme, or any where there is none, or only
    /// one that the two have agreed on.
    private func schemes(of qualifier: String) -> [String] {
        switch (self, qualifier) {
        case (_, ""), (_, "ZZ"), (.edifact, "ZZZ"): [PartyIdentifier.gln, PartyIdentifier.siret, PartyIdentifier.siren]
        case (.x12, "07"): [PartyIdentifier.gln]
        default: schemes.filter { $0.qualifier == qualifier }.map(\.scheme)
        }
    }

    /// Whether a scheme is a qualifier of the dialect.
    private func isQualifier(_ scheme: String) -> Bool {
        guard scheme != PartyIdentifier.vat else { return false }
        return self == .edifact ? (1...3).contains(scheme.utf8.count) : scheme.utf8.count == 2
    }

    /// The names under which our books may know a party that an interchange names.
    public func names(of address: PartyIdentifier) -> [PartyIdentifier] {
        [address] + schemes(of: address.scheme).map { PartyIdentifier(scheme: $0, address.value) }
    }

    /// What an interchange calls a party: by a name that is agreed, or else by one of its own.
    public func address(of party: Party, agreed: [PartyIdentifier]) -> PartyIdentifier {
        let names = agreed + party.allIdentifiers
        if let name = names.first(where: { isQualifier($0.scheme) }) { return name }
        for (qualifier, scheme) in schemes {
            if let name = names.first(where: { $0.scheme == scheme }) {
                return PartyIdentifier(scheme: qualifier, name.value)
            }
        }
        return PartyIdentifier(scheme: "ZZ", names.first?.value ?? party.name)
    }
}
