import Documents
import Money

extension X12Writer {
    /// N1 with N3 and N4.
    mutating func party(_ role: String, _ party: Party, identifier: PartyIdentifier? = nil) {
        let named = (identifier ?? party.x12Identifier).map(x12Qualified)
        let name = x12Text(party.name, atMost: 60)
        guard name != nil || named != nil else { return }
        segment("N1", role, name, named?.qualifier, named?.value)
        address(party.address)
    }

    mutating func address(_ address: PostalAddress?) {
        guard let address else { return }
        if let street = x12Text(address.street, atMost: 55) {
            segment("N3", street, x12Text(address.additionalStreet ?? address.line, atMost: 55))
        }
        let city = x12Text(address.city, atMost: 30).flatMap { $0.count >= 2 ? $0 : nil }
        let country = address.country.isEmpty ? nil : address.country
        let postalCode = x12Text(address.postalCode, atMost: 15).flatMap { $0.count >= 3 ? $0 : nil }
        guard city != nil || country != nil || postalCode != nil else { return }
        segment("N4", city, nil, postalCode, country)
    }

    /// PID, in as many pieces as its text needs; and the unit in words where X12 has no code for it.
    mutating func description(_ item: ItemReference, in unit: String) {
        var pieces = x12Pieces(item.name, of: 80)
        if x12Unit(unit) == mutuallyDefined { pieces.append("Unit: \(x12Text(unit)) (UNECE Recommendation 20)") }
        for piece in pieces { segment("PID", "F", nil, nil, nil, piece) }
    }

    /// SAC: an allowance or charge, in two implied decimals.
    mutating func allowanceCharge(_ item: AllowanceCharge) {
        let amount = item.amount.isNegative ? -item.amount : item.amount
        segment(
            "SAC", item.isCharge != item.amount.isNegative ? "C" : "A", "F050", nil, nil, amount.impliedDecimals, nil,
            nil,
            nil, nil, nil, nil, nil, nil, nil,
            x12Text(item.reason ?? (item.isCharge ? "Charge" : "Allowance"), atMost: 80))
    }

    /// CUR: the seller's currency.
    mutating func currency(_ currency: Currency) { segment("CUR", "SE", currency.code) }

    /// A text of any length (MSG), under a reference.
    mutating func note(_ text: String) {
        segment("N9", "L1", "NOTE")
        for piece in x12Pieces(text, of: 264) { segment("MSG", piece) }
    }
}

extension ItemReference {
    /// Pairs of qualifier (element 235) and identifier.
    var x12Pairs: [String?] {
        var pairs: [String?] = []
        if let sellerID { pairs += ["VP", sellerID] }
        if let buyerID { pairs += ["BP", buyerID] }
        if let standardID { pairs += standardPair(standardID.value) }
        return pairs
    }
}

/// A GTIN with its qualifier: of fourteen digits, a UPC of twelve, which an EAN with a nought before it is, or an EAN.
private func standardPair(_ value: String) -> [String?] {
    switch value.utf8.count {
    case 14: ["UK", value]
    case 13 where value.hasPrefix("0"): ["UP", String(value.dropFirst())]
    default: ["EN", value]
    }
}

extension Party {
    /// The identifier that N1 names it by.
    var x12Identifier: PartyIdentifier? {
        allIdentifiers.first { $0.scheme == PartyIdentifier.gln } ?? allIdentifiers.first { $0.value.utf8.count >= 2 }
    }
}

/// An identifier with its qualifier (element 66).
private func x12Qualified(_ identifier: PartyIdentifier) -> (qualifier: String, value: String) {
    switch identifier.scheme {
    case PartyIdentifier.gln: ("UL", identifier.value)
    case "0060": ("1", identifier.value)
    case let scheme where (1...2).contains(scheme.utf8.count) && scheme != PartyIdentifier.vat:
        (scheme, identifier.value)
    default: ("ZZ", identifier.value)
    }
}
