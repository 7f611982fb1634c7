import Documents
import XMLSyntax

extension CXMLValues {
    /// A party by its credentials in the network, with what an address says of it.
    mutating func party(_ credentials: XMLElement?, _ address: XMLElement?) -> Party {
        let identifiers = (credentials?.children(CXMLName.credential) ?? []).compactMap {
            credential -> PartyIdentifier? in
            guard let element = credential.child(CXMLName.identity), let value = text(element) else { return nil }
            let domain = credential.attribute("domain") ?? ""
            return PartyIdentifier(scheme: scheme(domain), bounded(value, "the identity", at: element))
        }
        var party = self.party(address)
        party.identifiers = identifiers + party.identifiers
        return party
    }

    /// A party by the address of a role, such as ShipTo.
    mutating func party(_ role: XMLElement?) -> Party {
        let address = role?.child(CXMLName.address)
        var party = Party(name: text(address?.child(CXMLName.elementName)) ?? "")
        if let value = attribute("addressID", of: address), let domain = attribute("addressIDDomain", of: address) {
            party.identifiers = [PartyIdentifier(scheme: scheme(domain), String(value.prefix(200)))]
        }
        for reference in role?.children(CXMLName.idReference) ?? [] {
            guard let value = attribute("identifier", of: reference), let domain = attribute("domain", of: reference)
            else {
                continue
            }
            if scheme(domain) == PartyIdentifier.vat {
                party.vatNumber = value
            } else {
                party.identifiers.append(PartyIdentifier(scheme: scheme(domain), String(value.prefix(200))))
            }
        }
        party.address = address?.child(CXMLName.postalAddress).map { postalAddress($0, in: address) }
        if let mail = text(address?.child(CXMLName.email)) { party.contact = Contact(email: mail) }
        return party
    }

    /// The country may stand with the address as a whole.
    func postalAddress(_ element: XMLElement, in address: XMLElement? = nil) -> PostalAddress {
        let country = attribute("isoCountryCode", of: element.child(CXMLName.country))
        let streets = element.children(CXMLName.street).compactMap { text($0) }
        return PostalAddress(
            street: streets.first, additionalStreet: streets.dropFirst().first, line: streets.dropFirst(2).first,
            city: text(element.child(CXMLName.city)), postalCode: text(element.child(CXMLName.postalCode)),
            subdivision: text(element.child(CXMLName.state)),
            country: country ?? attribute("isoCountryCode", of: address) ?? "")
    }

    /// The ISO 6523 code of a domain that has one; others stay as the network calls them.
    private func scheme(_ domain: String) -> String {
        switch domain.uppercased() {
        case "DUNS": "0060"
        case "ILN", "GLN", "EAN": PartyIdentifier.gln
        case "SIRET": PartyIdentifier.siret
        case "SIREN": PartyIdentifier.siren
        case "VATID", "VAT", "SUPPLIERTAXID", "BUYERTAXID": PartyIdentifier.vat
        default: domain
        }
    }
}
