import Documents

/// Why an invoice was contested, as its buyer reads it on the credit note.
extension DisputeReason {
    /// Nil where the reason says nothing.
    func words(in language: String) -> String? {
        switch language {
        case "fr": inFrench
        case "de": inGerman
        default: self == .other ? nil : inWords
        }
    }

    private var inFrench: String? {
        switch self {
        case .other: nil
        case .bankDetails: "coordonnées bancaires erronées"
        case .vatRate: "taux de TVA erroné"
        case .total: "montant total erroné"
        case .arithmetic: "erreur de calcul"
        case .notConforming: "mention légale manquante"
        case .duplicate: "facture en double"
        case .unknownRecipient: "destinataire inconnu"
        case .wrongRecipient: "erreur de destinataire"
        case .unknownTransaction: "transaction inconnue"
        case .unknownIssuer: "émetteur inconnu"
        case .contractEnded: "contrat terminé"
        case .billedTwice: "double facturation"
        case .orderNumber: "numéro de commande erroné ou manquant"
        case .address: "adresse de facturation erronée"
        case .siret: "SIRET erroné ou manquant"
        case .routingCode: "code de routage erroné ou manquant"
        case .contractReferenceMissing: "référence du contrat manquante"
        case .reference: "référence erronée"
        case .unitPrice: "prix unitaire erroné"
        case .discount: "remise erronée ou manquante"
        case .quantity: "quantité erronée"
        case .item: "article erroné"
        case .paymentMode: "mode de paiement erroné"
        case .quality: "qualité non conforme"
        case .deliveryIncomplete: "livraison incomplète"
        }
    }

    private var inGerman: String? {
        switch self {
        case .other: nil
        case .bankDetails: "Bankverbindung falsch"
        case .vatRate: "Steuersatz falsch"
        case .total: "Gesamtbetrag falsch"
        case .arithmetic: "Rechenfehler"
        case .notConforming: "gesetzliche Angabe fehlt"
        case .duplicate: "Rechnung doppelt"
        case .unknownRecipient: "Empfänger unbekannt"
        case .wrongRecipient: "Empfänger falsch"
        case .unknownTransaction: "Vorgang unbekannt"
        case .unknownIssuer: "Aussteller unbekannt"
        case .contractEnded: "Vertrag beendet"
        case .billedTwice: "doppelt berechnet"
        case .orderNumber: "Bestellnummer falsch oder fehlend"
        case .address: "Rechnungsanschrift falsch"
        case .siret: "SIRET falsch oder fehlend"
        case .routingCode: "Leitwegangabe falsch oder fehlend"
        case .contractReferenceMissing: "Vertragsnummer fehlt"
        case .reference: "Bezug falsch"
        case .unitPrice: "Einzelpreis falsch"
        case .discount: "Rabatt falsch oder fehlend"
        case .quantity: "Menge falsch"
        case .item: "Artikel falsch"
        case .paymentMode: "Zahlungsart falsch"
        case .quality: "Ware oder Leistung nicht wie vereinbart"
        case .deliveryIncomplete: "Lieferung unvollständig"
        }
    }
}
