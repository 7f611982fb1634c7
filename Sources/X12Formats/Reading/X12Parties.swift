import Documents
import EDISyntax
import Findings

extension X12Values {
    /// The party of N1.
    func party(_ segment: borrowing SegmentReader) -> Party {
        Party(
            name: segment.text(2) ?? segment.text(4) ?? "", identifiers: identifier(segment).map { [$0] } ?? [])
    }

    /// The identifier that N1 names a party by.
    private func identifier(_ segment: borrowing SegmentReader) -> PartyIdentifier? {
        guard let value = segment.text(4) else { return nil }
        return PartyIdentifier(scheme: scheme(segment), value)
    }

    /// The ISO 6523 code of a qualifier (element 66), or else the qualifier itself.
    private func scheme(_ segment: borrowing SegmentReader) -> String {
        switch segment.code(3) {
        case "UL": PartyIdentifier.gln
        case "1": "0060"
        default: segment.text(3) ?? ""
        }
    }

    /// Takes N2: the name goes on, or the party trades under another one.
    func addName(_ segment: borrowing SegmentReader, to party: inout Party) {
        guard party.tradingName == nil else { return }
        party.tradingName = segment.text(1)
    }

    /// Takes N3.
    func addStreet(_ segment: borrowing SegmentReader, to party: inout Party) {
        party.editAddress { address in
            if address.street == nil {
                address.street = segment.text(1)
                address.additionalStreet = segment.text(2)
            } else {
                address.line = segment.text(1)
            }
        }
    }

    /// Takes N4; a country that is not named stays empty, and is the sender's own.
    mutating func addCity(_ segment: borrowing SegmentReader, to party: inout Party) {
        let country = segment.text(4)
        let isCode = country.map { $0.utf8.count == 2 && $0.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A } } ?? false
        party.editAddress { address in
            address.city = segment.text(1)
            address.subdivision = segment.text(2)
            address.postalCode = segment.text(3)
            if isCode, let country { address.country = country }
        }
        if country != nil, !isCode { leaveAside(segment, 4) }
    }

    /// Takes a reference of the party (REF after N1).
    mutating func addReference(_ segment: borrowing SegmentReader, to party: inout Party) {
        guard let number = segment.text(2) else { return }
        switch segment.code(1) {
        case "VX": party.vatNumber = number
        case "TJ", "EI", "GT": party.taxNumber = number
        case "IA", "VR", "CR": party.identifiers.append(PartyIdentifier(scheme: segment.text(1) ?? "", number))
        default: leaveAside(segment, 1)
        }
    }

    /// Takes whom to ask (PER).
    func addContact(_ segment: borrowing SegmentReader, to party: inout Party) {
        var contact = party.contact ?? Contact()
        if contact.name == nil { contact.name = segment.text(2) }
        for element in [3, 5, 7] {
            switch segment.code(element) {
            case "TE": contact.telephone = contact.telephone ?? segment.text(element + 1)
            case "EM": contact.email = contact.email ?? segment.text(element + 1)
            default: break
            }
        }
        party.contact = contact
    }
}

extension Party {
    /// Changes the address where it stands, which is empty where there was none.
    fileprivate mutating func editAddress(_ edit: (inout PostalAddress) -> Void) {
        if address == nil { address = PostalAddress(country: "") }
        edit(&address!)
    }
}

extension InterchangeSide {
    /// The identifier by which the interchange itself names a party.
    var identifier: PartyIdentifier { PartyIdentifier(scheme: qualifier == "01" ? "0060" : qualifier, value) }
}

/// Who an interchange is from, or for.
struct InterchangeSide {
    let qualifier: String
    let value: String
}
