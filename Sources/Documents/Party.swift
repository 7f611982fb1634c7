/// An identifier of a party or a place, under the scheme that issued it.
public struct PartyIdentifier: Hashable, Sendable {
    /// The ISO 6523 code of the scheme, such as `0088` (GLN), `0009` (SIRET), `0002` (SIREN); `VA` for a VAT
    /// number; empty where the sender gave none.
    public let scheme: String
    public let value: String

    public init(scheme: String, _ value: String) {
        self.scheme = scheme
        self.value = value
    }

    public static let gln = "0088"
    public static let siret = "0009"
    public static let siren = "0002"
    public static let vat = "VA"
}

extension PartyIdentifier {
    /// Whether people put something between its letters and digits: in numbers of registers, of GS1 and for VAT that says
    /// nothing.
    fileprivate var isGrouped: Bool {
        switch scheme {
        case Self.gln, Self.siret, Self.siren, Self.vat:
            value.utf8.contains { !(0x30...0x39).contains($0) && !(0x41...0x5A).contains($0) }
        default: false
        }
    }

    /// As identifiers are compared: `BE 0999.412.774` is `BE0999412774`.
    public var compared: PartyIdentifier {
        guard isGrouped else { return self }
        let plain = IdentityCheck.plain(value)
        return plain.isEmpty ? self : PartyIdentifier(scheme: scheme, plain)
    }
}

extension PartyIdentifier: CustomStringConvertible {
    public var description: String { scheme.isEmpty ? value : "\(scheme):\(value)" }
}

/// A postal address (BG-5, BG-8, BG-15).
///
/// What may be missing is spelled `Optional<String>` here, in `Party` and in the parts of an order: a `String?` that
/// varies is nil before the initialiser gives it its value, and for that the whole would be copied once more.
public struct PostalAddress: Hashable, Sendable {
    public var street: Optional<String>
    public var additionalStreet: Optional<String>
    public var line: Optional<String>
    public var city: Optional<String>
    public var postalCode: Optional<String>
    public var subdivision: Optional<String>
    /// ISO 3166-1 alpha-2.
    public var country: String

    public init(
        street: String? = nil, additionalStreet: String? = nil, line: String? = nil, city: String? = nil,
        postalCode: String? = nil, subdivision: String? = nil, country: String
    ) {
        self.street = street
        self.additionalStreet = additionalStreet
        self.line = line
        self.city = city
        self.postalCode = postalCode
        self.subdivision = subdivision
        self.country = country
    }
}

extension PostalAddress {
    /// The town, its part of the country and the postal code, line by line as the post of the country has them.
    public var townLines: [String] {
        let lines: [[String?]] =
            switch country {
            case "GB", "IE": [[city], [subdivision], [postalCode]]
            case "US", "CA", "AU": [[city, subdivision, postalCode]]
            default: [[postalCode, city], [subdivision]]
            }
        return lines.map { $0.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ") }.filter { !$0.isEmpty }
    }
}

/// Whom to ask (BG-6, BG-9).
public struct Contact: Hashable, Sendable {
    public var name: Optional<String>
    public var telephone: Optional<String>
    public var email: Optional<String>

    public init(name: String? = nil, telephone: String? = nil, email: String? = nil) {
        self.name = name
        self.telephone = telephone
        self.email = email
    }
}

/// A party to a trade document (BG-4, BG-7).
public struct Party: Hashable, Sendable {
    /// The registered name (BT-27, BT-44).
    public var name: String
    /// The name it trades under (BT-28, BT-45).
    public var tradingName: Optional<String>
    /// BT-29, BT-46.
    public var identifiers: [PartyIdentifier]
    /// The number in the register of companies (BT-30, BT-47).
    public var registration: Optional<PartyIdentifier>
    /// The VAT number (BT-31, BT-48).
    public var vatNumber: Optional<String>
    /// The number that its tax office knows it by, where it is no VAT number (BT-32).
    public var taxNumber: Optional<String>
    /// Legal form, capital, register (BT-33).
    public var legalInformation: Optional<String>
    /// The address in an electronic network (BT-34, BT-49).
    public var endpoint: Optional<PartyIdentifier>
    public var address: Optional<PostalAddress>
    public var contact: Optional<Contact>

    public init(
        name: String, tradingName: String? = nil, identifiers: [PartyIdentifier] = [],
        registration: PartyIdentifier? = nil, vatNumber: String? = nil, taxNumber: String? = nil,
        legalInformation: String? = nil, endpoint: PartyIdentifier? = nil, address: PostalAddress? = nil,
        contact: Contact? = nil
    ) {
        self.name = name
        self.tradingName = tradingName
        self.identifiers = identifiers
        self.registration = registration
        self.vatNumber = vatNumber
        self.taxNumber = taxNumber
        self.legalInformation = legalInformation
        self.endpoint = endpoint
        self.address = address
        self.contact = contact
    }

    /// Every identifier the document gives for the party, the most specific first, as identifiers are compared.
    public var allIdentifiers: [PartyIdentifier] {
        var all = identifiers
        if let registration { all.append(registration) }
        if let endpoint { all.append(endpoint) }
        if let vatNumber { all.append(PartyIdentifier(scheme: PartyIdentifier.vat, vatNumber)) }
        for index in all.indices where all[index].isGrouped { all[index] = all[index].compared }
        return all
    }
}

extension PartyIdentifier: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(scheme, value) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(scheme: try reader.read(), try reader.read())
    }
}

extension PostalAddress: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(street, additionalStreet, line, city, postalCode, subdivision, country)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            street: try reader.read(), additionalStreet: try reader.read(), line: try reader.read(),
            city: try reader.read(), postalCode: try reader.read(), subdivision: try reader.read(),
            country: try reader.read())
    }
}

extension Contact: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(name, telephone, email) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(name: try reader.read(), telephone: try reader.read(), email: try reader.read())
    }
}

extension Party: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(
            name, tradingName, identifiers, registration, vatNumber, taxNumber, legalInformation, endpoint, address,
            contact)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            name: try reader.read(), tradingName: try reader.read(), identifiers: try reader.read(),
            registration: try reader.read(), vatNumber: try reader.read(), taxNumber: try reader.read(),
            legalInformation: try reader.read(), endpoint: try reader.read(), address: try reader.read(),
            contact: try reader.read())
    }
}
