import Documents
import Money

extension LetterWords {
    /// Code de commerce, L441-10 II and D441-5; code civil, 1344, 1344-1 and 1231-6.
    static let french = LetterWords(
        date: { numericDate($0, "/") },
        amount: { grouped($0, group: "\u{202F}", point: ",") },
        vatNumber: "TVA", reference: "Notre référence :",
        registered: "Lettre recommandée avec avis de réception",
        titles: ["Factures arrivées à échéance", "Rappel de factures impayées", "MISE EN DEMEURE DE PAYER"],
        columns: [
            "Facture", "Commande", "Date", "Échéance", "Montant TTC", "Réglé ou avoir", "Reste dû", "Jours de retard",
        ],
        principal: "Principal restant dû", interest: "Pénalités de retard à ce jour",
        total: "Total à régler",
        friendly: { _ in
            [
                "Madame, Monsieur,",
                "Sauf erreur de notre part, les factures ci-dessous sont arrivées à échéance et nous n’en avons pas encore reçu le règlement. Il s’agit sans doute d’un oubli.",
            ]
        },
        firm: { reminder in
            [
                "Madame, Monsieur,",
                "Malgré notre courrier\(dates(reminder)), les factures ci-dessous restent impayées. Nous vous demandons de les régler au plus tard le \(numericDate(reminder.payBy, "/")).",
            ] + firstTime(reminder)
        },
        formal: { reminder in
            [
                "Madame, Monsieur,",
                "Nos rappels\(dates(reminder)) sont restés sans effet. Les factures ci-dessous, correspondant aux commandes citées et livrées, constituent une créance certaine, liquide et exigible.",
            ] + firstTime(reminder)
        },
        rate: {
            "\($0.percentage.value)".replacingPoint + "\u{A0}% depuis le \(numericDate($0.from, "/")) (\($0.source))"
        },
        contested: { "De la facture \($0), \($1) que vous contestez ne sont pas réclamés par ce courrier." },
        stopped: {
            "Toutefois, les pénalités de \($0) sont arrêtées au \($1), veille du jugement d’ouverture (article L622-28 du code de commerce)."
        },
        payment: { reminder in
            "Règlement par virement : IBAN \(inGroupsOfFour(reminder.iban))\(reminder.bic.map { ", BIC \($0)" } ?? ""), en rappelant \(invoiceNumbers(reminder) ?? "les numéros des factures")."
        },
        friendlyEnd: { reminder in
            [
                "Si votre règlement nous a été adressé entre-temps, nous vous prions de ne pas tenir compte de ce courrier. Si une facture appelle une remarque, écrivez-nous : nous y répondrons sans délai.",
                "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
            ]
        },
        firmEnd: { _ in
            [
                "En cas de désaccord sur une facture, indiquez-nous-en le motif par retour. Si vous rencontrez une difficulté passagère, contactez-nous : un échéancier peut être convenu.",
                "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
            ]
        },
        formalEnd: { _ in
            [
                "À défaut de règlement dans ce délai, nous engagerons le recouvrement judiciaire de notre créance, à vos frais : les livraisons pourront être suspendues et tout échéancier accordé deviendra caduc.",
                "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
            ]
        })

    private static func firstTime(_ reminder: Reminder) -> [String] {
        let names = invoicesNamedFirst(reminder, and: " et ")
        return names.map { ["Ce courrier est le premier qui vous rappelle \($0)."] } ?? []
    }

    private static func dates(_ reminder: Reminder) -> String {
        let letters = reminder.earlierLetters.map { numericDate($0, "/") }
        guard let last = letters.last else { return "" }
        return letters.count == 1 ? " du \(last)" : " des \(letters.dropLast().joined(separator: ", ")) et \(last)"
    }
}

extension String {
    /// With a decimal comma.
    fileprivate var replacingPoint: String { String(map { $0 == "." ? "," : $0 }) }
}
