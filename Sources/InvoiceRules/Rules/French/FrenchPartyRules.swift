import XMLSyntax

/// A party or a place that the French rules know by a part of their codes.
struct FrenchParty: Sendable {
    let term: String
    let path: String
    /// Whether its SIRET is compared with a SIREN that must be there.
    var needsSIREN = false
    /// The part of the codes of the rules on its electronic address; nil where it has none.
    var address: String?
    /// Below it: its identifiers and its registration, where these stand elsewhere than in a party.
    var identifiers: String?
    var registration: String?
}

extension FrenchDocument {
    var parties: [FrenchParty] { isUBL ? Self.ublParties : Self.ciiParties }

    private static let ublParties = [
        FrenchParty(term: "BT-29", path: ubl.seller, needsSIREN: true, address: "BT-34"),
        FrenchParty(term: "BT-46", path: ubl.buyer, needsSIREN: true, address: "BT-49"),
        FrenchParty(term: "BT-60", path: "cac:PayeeParty", address: "EXT-FR-FE-29"),
        FrenchParty(term: "EXT-FR-FE-06", path: ubl.buyer + "/cac:AgentParty", address: "EXT-FR-FE-12"),
        FrenchParty(
            term: "EXT-FR-FE-46", path: "cac:PaymentMeans/cac:PaymentMandate/cac:PayerParty", address: "EXT-FR-FE-52"),
        FrenchParty(term: "EXT-FR-FE-69", path: ubl.seller + "/cac:AgentParty", address: "EXT-FR-FE-75"),
        FrenchParty(
            term: "EXT-FR-FE-92", path: ubl.buyer + "/cac:ServiceProviderParty/cac:Party", address: "EXT-FR-FE-98"),
        FrenchParty(
            term: "EXT-FR-FE-115", path: ubl.seller + "/cac:ServiceProviderParty/cac:Party", address: "EXT-FR-FE-121"),
        FrenchParty(
            term: "BT-71", path: "cac:Delivery", identifiers: "cac:DeliveryLocation/cbc:ID",
            registration: "cac:DeliveryParty/cac:PartyLegalEntity/cbc:CompanyID"),
    ]

    private static let ciiParties: [FrenchParty] = {
        let transaction = "rsm:SupplyChainTradeTransaction/ram:"
        let (agreement, settlement) = (
            transaction + "ApplicableHeaderTradeAgreement/ram:", transaction + "ApplicableHeaderTradeSettlement/ram:"
        )
        return [
            FrenchParty(term: "BT-29", path: cii.seller, needsSIREN: true, address: "BT-34"),
            FrenchParty(term: "BT-46", path: cii.buyer, needsSIREN: true, address: "BT-49"),
            FrenchParty(term: "BT-60", path: settlement + "PayeeTradeParty", address: "EXT-FR-FE-29"),
            FrenchParty(term: "EXT-FR-FE-06", path: agreement + "BuyerAgentTradeParty", address: "EXT-FR-FE-12"),
            FrenchParty(term: "EXT-FR-FE-46", path: settlement + "PayerTradeParty", address: "EXT-FR-FE-52"),
            FrenchParty(term: "EXT-FR-FE-69", path: agreement + "SalesAgentTradeParty", address: "EXT-FR-FE-75"),
            FrenchParty(term: "EXT-FR-FE-92", path: settlement + "InvoiceeTradeParty", address: "EXT-FR-FE-98"),
            FrenchParty(term: "EXT-FR-FE-115", path: settlement + "InvoicerTradeParty", address: "EXT-FR-FE-121"),
            FrenchParty(term: "BT-71", path: transaction + "ApplicableHeaderTradeDelivery/ram:ShipToTradeParty"),
            FrenchParty(
                term: "EXT-FR-FE-146",
                path: transaction
                    + "IncludedSupplyChainTradeLineItem/ram:SpecifiedLineTradeDelivery/ram:ShipToTradeParty"),
        ]
    }()
}

/// How parties are identified (BR-FR-09, 23 to 26, 32, CO-10).
func frenchPartyRules(_ document: FrenchDocument) -> [LocatedRule] {
    document.parties.flatMap { party in
        siretRule(party, document) + addressRules(party, document) + schemeRules(party, document)
    } + suffixRules(document)
}

private func siretRule(_ party: FrenchParty, _ document: FrenchDocument) -> [LocatedRule] {
    let sirets = document.texts(party.identifiers ?? document.identifiers, scheme: "0009")
    let sirens = document.texts(party.registration ?? document.registration, scheme: "0002")
    let rule = LocatedRule(
        "BR-FR-09_\(party.term)", [party.path], "A SIRET (scheme 0009) has 14 digits and begins with the SIREN.",
        remedy: "Correct the SIRET, or the SIREN."
    ) { element in
        guard let siret = sirets(element).first else { return true }
        guard FrenchValues.isDigits(siret, count: 14) else { return false }
        let siren = sirens(element).first ?? ""
        return siret.prefix(9) == siren || siren.isEmpty && !party.needsSIREN
    }
    return [rule]
}

private func addressRules(_ party: FrenchParty, _ document: FrenchDocument) -> [LocatedRule] {
    guard let term = party.address else { return [] }
    let path = party.path + "/" + document.endpoint
    return [
        LocatedRule(
            "BR-FR-23_\(term)", [path],
            "An address of the directory (scheme 0225) has letters, digits and + - _ . alone.",
            remedy: "Take the address from the directory."
        ) { $0.attributeText("schemeID") != "0225" || FrenchValues.isAddress($0.rawString) },
        LocatedRule(
            "BR-FR-25_\(term)", [path], text: "An electronic address has no more than 125 characters.",
            remedy: "Correct the address."
        ) { $0.unicodeScalars.count <= 125 },
    ]
}

/// Identifiers have a scheme, and each scheme once.
private func schemeRules(_ party: FrenchParty, _ document: FrenchDocument) -> [LocatedRule] {
    let inPlace = document.isUBL && party.term == "BT-71"
    let identifiers = document.elements(inPlace ? "cbc:ID" : document.identifiers)
    let path = inPlace ? party.path + "/cac:DeliveryLocation" : party.path
    return [
        LocatedRule(
            "BR-FR-CO-10_\(party.term)-1", [path], "An identifier of a party says by which scheme it is to be read.",
            remedy: "Add the scheme, such as 0009 for a SIRET."
        ) { element in identifiers(element).allSatisfy { $0.attributeText("schemeID") != nil } },
        LocatedRule(
            "BR-FR-CO-10_\(party.term)-2", [path], "A party has no more than one identifier of each scheme.",
            remedy: "Keep one of them."
        ) { element in
            let schemes = identifiers(element).compactMap { $0.attributeText("schemeID") }
            return Set(schemes).count == schemes.count
        },
    ]
}

private func suffixRules(_ document: FrenchDocument) -> [LocatedRule] {
    [("BT-29", document.seller), ("BT-46", document.buyer)].flatMap { term, party in
        let path = party + "/" + document.identifiers
        return [
            LocatedRule(
                "BR-FR-24_\(term)", [path],
                "A suffix of the directory (scheme 0224) has letters, digits and + - _ . alone.",
                remedy: "Take the identifier from the directory."
            ) { $0.attributeText("schemeID") != "0224" || FrenchValues.isAddress($0.rawString) },
            LocatedRule(
                "BR-FR-26_\(term)", [path], "A suffix of the directory (scheme 0224) has no more than 100 characters.",
                remedy: "Take the identifier from the directory."
            ) { $0.attributeText("schemeID") != "0224" || $0.rawString.unicodeScalars.count <= 100 },
        ]
    }
}
