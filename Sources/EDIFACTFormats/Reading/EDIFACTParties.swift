import Documents
import EDISyntax
import Findings

extension EDIFACTValues {
    /// The party of NAD.
    mutating func party(_ segment: borrowing SegmentReader) -> Party {
        Party(
            name: joined(segment, 4, 1...5) ?? segment.text(3) ?? "",
            identifiers: identifier(segment).map { [$0] } ?? [], address: address(segment))
    }

    /// The identifier of the party or place that NAD names.
    func identifier(_ segment: borrowing SegmentReader) -> PartyIdentifier? {
        guard let value = segment.text(2) else { return nil }
        return PartyIdentifier(scheme: scheme(of: value, agency: segment.text(2, 3)), value)
    }

    /// The ISO 6523 code of an agency (UNCL 3055), or else the agency itself; without one, the form of the value tells.
    private func scheme(of value: String, agency: String?) -> String {
        switch agency {
        case "9": return PartyIdentifier.gln
        case "16": return "0060"
        case let agency?: return agency
        case nil: break
        }
        guard value.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return "" }
        return value.utf8.count == 13 ? PartyIdentifier.gln : registrationScheme(value)
    }

    /// Nil where NAD gives none, or no country that the address could be in.
    private mutating func address(_ segment: borrowing SegmentReader) -> PostalAddress? {
        guard !segment.isElementEmpty(5) || !segment.isEmpty(6) || !segment.isEmpty(9) else { return nil }
        return PostalAddress(
            street: segment.text(5), additionalStreet: segment.text(5, 2), line: joined(segment, 5, 3...4),
            city: segment.text(6), postalCode: segment.text(8), subdivision: segment.text(7),
            country: country(segment) ?? "")
    }

    private mutating func country(_ segment: borrowing SegmentReader) -> String? {
        guard let code = segment.text(9) else { return nil }
        if code.utf8.count == 2, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) { return code }
        leaveAside(segment, 9)
        return nil
    }

    /// What a segment after NAD adds to the party.
    enum PartyDetail {
        case reference, contact, communication
    }

    mutating func add(_ detail: PartyDetail, _ segment: borrowing SegmentReader, to party: inout Party?) {
        guard party != nil else { return }
        switch detail {
        case .reference: addReference(segment, to: &party!)
        case .contact: addContact(segment, to: &party!)
        case .communication: addCommunication(segment, to: &party!)
        }
    }

    /// Takes a reference of the party (RFF after NAD).
    mutating func addReference(_ segment: borrowing SegmentReader, to party: inout Party) {
        guard let number = segment.text(1, 2) else { return }
        switch segment.code(1) {
        case "VA": party.vatNumber = number
        case "FC": party.taxNumber = number
        case "XA", "GN": party.registration = PartyIdentifier(scheme: registrationScheme(number), number)
        default: break
        }
    }

    private func registrationScheme(_ number: String) -> String {
        switch number.utf8.count {
        case 9: PartyIdentifier.siren
        case 14: PartyIdentifier.siret
        default: ""
        }
    }

    /// Takes whom to ask (CTA after NAD).
    func addContact(_ segment: borrowing SegmentReader, to party: inout Party) {
        guard party.contact == nil else { return }
        party.contact = Contact(name: segment.text(2, 2) ?? segment.text(2, 1))
    }

    /// Takes how to reach them (COM after CTA).
    func addCommunication(_ segment: borrowing SegmentReader, to party: inout Party) {
        for occurrence in 1...max(1, segment.occurrenceCount(1)) {
            let value = segment.text(1, occurrence: occurrence, 1)
            switch segment.text(1, occurrence: occurrence, 2) {
            case "TE": party.contact?.telephone = value
            case "EM": party.contact?.email = value
            default: break
            }
        }
    }

    /// The texts of some components, one after the other; nil where there is none.
    func joined(_ segment: borrowing SegmentReader, _ element: Int, _ components: ClosedRange<Int>) -> String? {
        guard var text = segment.text(element, components.lowerBound) else { return nil }
        for component in components.dropFirst() {
            guard let next = segment.text(element, component) else { continue }
            text += " " + next
        }
        return text
    }
}
