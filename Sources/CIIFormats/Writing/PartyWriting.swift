import Documents
import XMLSyntax

extension CIIWriter {
    mutating func party(_ name: StaticString, _ party: Party, identifiers limit: Int = .max) {
        element(name) { writer in
            writer.identifiers(party.identifiers.prefix(limit))
            writer.text("ram:Name", party.name)
            if writer.holds(.core) { writer.text("ram:Description", party.legalInformation) }
            writer.organisation(party)
            if writer.holds(.core), let contact = party.contact { writer.contact(contact) }
            if let address = party.address { writer.address(address) }
            if let endpoint = party.endpoint {
                writer.element("ram:URIUniversalCommunication") {
                    $0.identifier("ram:URIID", endpoint.value, scheme: endpoint.scheme)
                }
            }
            writer.taxRegistration("VA", party.vatNumber)
            writer.taxRegistration("FC", party.taxNumber)
        }
    }

    /// Identifiers: those without a scheme come first.
    mutating func identifiers(_ identifiers: some Sequence<PartyIdentifier>) {
        for identifier in identifiers where identifier.scheme.isEmpty { text("ram:ID", identifier.value) }
        for identifier in identifiers where !identifier.scheme.isEmpty {
            self.identifier("ram:GlobalID", identifier.value, scheme: identifier.scheme)
        }
    }

    private mutating func organisation(_ party: Party) {
        guard party.registration != nil || party.tradingName != nil else { return }
        element("ram:SpecifiedLegalOrganization") { writer in
            if let registration = party.registration {
                writer.identifier("ram:ID", registration.value, scheme: registration.scheme)
            }
            writer.text("ram:TradingBusinessName", party.tradingName)
        }
    }

    private mutating func contact(_ contact: Contact) {
        guard contact.name != nil || contact.telephone != nil || contact.email != nil else { return }
        element("ram:DefinedTradeContact") { writer in
            writer.text("ram:PersonName", contact.name)
            if let telephone = contact.telephone {
                writer.element("ram:TelephoneUniversalCommunication") { $0.text("ram:CompleteNumber", telephone) }
            }
            if let mail = contact.email {
                writer.element("ram:EmailURIUniversalCommunication") { $0.text("ram:URIID", mail) }
            }
        }
    }

    mutating func address(_ address: PostalAddress) {
        element("ram:PostalTradeAddress") { writer in
            writer.text("ram:PostcodeCode", address.postalCode)
            writer.text("ram:LineOne", address.street)
            writer.text("ram:LineTwo", address.additionalStreet)
            writer.text("ram:LineThree", address.line)
            writer.text("ram:CityName", address.city)
            writer.text("ram:CountryID", address.country)
            writer.text("ram:CountrySubDivisionName", address.subdivision)
        }
    }

    private mutating func taxRegistration(_ scheme: String, _ number: String?) {
        guard let number else { return }
        element("ram:SpecifiedTaxRegistration") { $0.identifier("ram:ID", number, scheme: scheme) }
    }
}
