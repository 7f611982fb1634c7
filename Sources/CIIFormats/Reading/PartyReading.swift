import Documents
import XMLSyntax

extension CIIValues {
    func party(_ element: XMLElement) -> Party {
        let organisation = element.child(CIIName.organisation)
        var party = Party(
            name: text(element.child(CIIName.elementName)) ?? "", identifiers: identifiers(element),
            legalInformation: text(element.child(CIIName.description)))
        party.tradingName = text(organisation?.child(CIIName.tradingName))
        party.registration = identifier(organisation?.child(CIIName.id))
        party.contact = element.child(CIIName.contact).map(contact)
        party.address = element.child(CIIName.address).map(address)
        party.endpoint = identifier(element.descendant(CIIName.endpoint, CIIName.uri))
        for registration in element.children(CIIName.taxRegistration) {
            guard let id = registration.child(CIIName.id), let number = text(id) else { continue }
            switch id.attribute("schemeID") {
            case "FC": party.taxNumber = party.taxNumber ?? number
            default: party.vatNumber = party.vatNumber ?? number
            }
        }
        return party
    }

    func identifiers(_ element: XMLElement) -> [PartyIdentifier] {
        (element.children(CIIName.id) + element.children(CIIName.globalID)).compactMap(identifier)
    }

    func identifier(_ element: XMLElement?) -> PartyIdentifier? {
        guard let element, let value = text(element) else { return nil }
        return PartyIdentifier(scheme: element.attribute("schemeID") ?? "", value)
    }

    private func contact(_ element: XMLElement) -> Contact {
        Contact(
            name: text(element.child(CIIName.personName)) ?? text(element.child(CIIName.departmentName)),
            telephone: text(element.descendant(CIIName.telephone, CIIName.completeNumber)),
            email: text(element.descendant(CIIName.mail, CIIName.uri)))
    }

    func address(_ element: XMLElement) -> PostalAddress {
        PostalAddress(
            street: text(element.child(CIIName.lineOne)), additionalStreet: text(element.child(CIIName.lineTwo)),
            line: text(element.child(CIIName.lineThree)), city: text(element.child(CIIName.city)),
            postalCode: text(element.child(CIIName.postcode)), subdivision: text(element.child(CIIName.subdivision)),
            country: text(element.child(CIIName.country)) ?? "")
    }

    /// Where and when the goods went; nil where the element, which CII always has, says nothing.
    mutating func delivery(_ element: XMLElement?) -> InvoiceDelivery? {
        let shipTo = element?.child(CIIName.shipTo)
        let date = date(element?.descendant(CIIName.deliveryEvent, CIIName.occurrence))
        guard shipTo != nil || date != nil else { return nil }
        return InvoiceDelivery(
            name: text(shipTo?.child(CIIName.elementName)), location: shipTo.flatMap { identifiers($0).first },
            date: date, address: shipTo?.child(CIIName.address).map(address))
    }
}
