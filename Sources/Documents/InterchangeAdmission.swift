public import Findings

/// Whom an interchange is from, and whom it is for, as its header names them.
public struct InterchangeAddresses: Hashable, Sendable {
    public let dialect: InterchangeReport.Dialect
    public let sender: PartyIdentifier
    public let recipient: PartyIdentifier

    public init(dialect: InterchangeReport.Dialect, sender: PartyIdentifier, recipient: PartyIdentifier) {
        self.dialect = dialect
        self.sender = sender
        self.recipient = recipient
    }
}

/// What our books know of whoever sent an interchange.
public enum InterchangeSender: Hashable, Sendable {
    /// A customer, or several under one name; with the names that they have for us.
    case known(ourIdentifiers: [PartyIdentifier])
    case unknown(isAnybodyAgreed: Bool)
}

extension Company {
    /// Why an interchange is not taken, or what must be told of it: it is for us, and from somebody who is known.
    ///
    /// What our own warehouse sends to a customer comes to us as a copy. Where no agreement with anybody is recorded,
    /// nobody has said yet who may send.
    public func objection(to addresses: InterchangeAddresses, from sender: InterchangeSender) -> Finding? {
        guard !isNamed(by: addresses.sender, in: addresses.dialect) else { return nil }
        var agreed: [PartyIdentifier] = []
        if case .known(let names) = sender { agreed = names }
        guard
            isNamed(by: addresses.recipient, in: addresses.dialect)
                || !Set(agreed).isDisjoint(with: addresses.dialect.names(of: addresses.recipient))
        else { return addresses.finding(.interchangeIsForUs, "the interchange is for", addresses.recipient) }
        guard case .unknown(let isAnybodyAgreed) = sender else { return nil }
        let rule: Rule = isAnybodyAgreed ? .interchangeSenderIsKnown : .interchangeSenderIsRecorded
        return addresses.finding(rule, "nobody is recorded as", addresses.sender)
    }

    private func isNamed(by address: PartyIdentifier, in dialect: InterchangeReport.Dialect) -> Bool {
        let own = Set(party.allIdentifiers + interchangeNames)
        if !own.isDisjoint(with: dialect.names(of: address)) { return true }
        return address.value == party.vatNumber || isEstablishment(dialect.names(of: address))
    }

    /// Whether a SIRET is one of our SIREN.
    private func isEstablishment(_ names: [PartyIdentifier]) -> Bool {
        guard let siren = party.registration, siren.scheme == PartyIdentifier.siren, !siren.value.isEmpty else {
            return false
        }
        return names.contains {
            $0.scheme == PartyIdentifier.siret && $0.value.utf8.count == 14 && $0.value.hasPrefix(siren.value)
        }
    }
}

extension InterchangeAddresses {
    fileprivate func finding(_ rule: Rule, _ words: String, _ name: PartyIdentifier) -> Finding {
        let isOfSender = rule != .interchangeIsForUs
        let place =
            dialect == .edifact
            ? Place.segment(1, tag: "UNB", element: isOfSender ? 2 : 3, component: 0)
            : Place.segment(1, tag: "ISA", element: isOfSender ? 6 : 8, component: 0)
        return Finding(rule, "\(words) '\(name.description.prefix(40))'", at: place)
    }
}

extension Rule {
    public static let interchangeIsForUs = Rule(
        "EDI-034", "An interchange is addressed to us, by a name that is ours or is agreed with its sender.",
        remedy:
            "Tell the sender; or record the name in `identifiers` of the company's data or `ourIdentifiers` of the partner's agreement, then retry."
    )
    public static let interchangeSenderIsKnown = Rule(
        "EDI-035", "An interchange comes from a customer, or from a name that an agreement has for one.",
        remedy:
            "Record the name in `identifiers` of a partner's agreement, or of the customer, then retry; or ask who sent it, and discard it."
    )
    public static let interchangeSenderIsRecorded = Rule(
        "EDI-036", "The sender of an interchange is known; while no agreement is recorded, others are taken too.",
        remedy: "Record the partners' agreements: from then on nobody else is taken.", severity: .warning)
}

/// Every rule of whom interchanges go between, for `explain`.
public let admissionRules: [Rule] = [
    .interchangeIsForUs, .interchangeSenderIsKnown, .interchangeSenderIsRecorded,
]
