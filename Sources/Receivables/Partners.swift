public import Documents

extension PartnerAgreement {
    /// Every name of the partner that was ever agreed.
    public var identifiers: [PartyIdentifier] { terms.flatMap(\.identifiers).map(\.compared) }
}

extension BookSlice {
    /// The names that are agreed lead to the customer, as its own do.
    mutating func record(_ agreement: PartnerAgreement) {
        set(.partner(agreement.partner), .partner(agreement))
        for identifier in agreement.identifiers {
            let others = customers(knownAs: identifier)
            guard !others.contains(agreement.partner) else { continue }
            set(.party(identifier), .party((others + [agreement.partner]).sorted()))
        }
    }
}
