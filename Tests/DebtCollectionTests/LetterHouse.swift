import Documents
import Money

extension LegalTexts {
    /// What the law says in the letters of these tests.
    static let ofLetters: LegalTexts = {
        var texts = LegalTexts()
        texts.letters = [
            .latePenalty: [DatedText("L441-10: {rates}")], .latePenaltyWithoutAmount: [DatedText("L441-10")],
            .indemnity: [DatedText("D441-5")], .indemnitySum: [DatedText("Recovery × {invoices}")],
            .formalNotice: [
                DatedText(language: "fr", "Payez sous {days} jours ; la présente vaut mise en demeure"),
                DatedText(language: "en", "Pay within {days} days (mise en demeure)"),
                DatedText(language: "de", "Zahlen Sie innerhalb von {days} Tagen (mise en demeure)"),
            ],
        ]
        return texts
    }()
}

extension Company {
    /// A house that writes letters.
    static let ofLetters: Company = {
        var company = Company(
            party: Party(name: "Ormelune Équipement"), currency: .euro, iban: "", bic: nil, mentions: [])
        company.legal = .ofLetters
        return company
    }()
}
