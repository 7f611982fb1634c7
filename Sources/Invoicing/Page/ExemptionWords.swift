import Documents

/// Why no VAT is taken, in words, where an invoice gives no more than a code (BT-121): paper is read by people.
struct ExemptionWords: Sendable {
    let reverseCharge, intraCommunity, export, outsideScope: String
    /// The words that Directive 2006/112/EC wants for margin schemes (art. 226, 13 and 14).
    let travelAgents, secondHand, worksOfArt, antiques: String
    let smallBusiness, creditWithoutVAT: String
    /// Exempt by an article of Directive 2006/112/EC, or of the French tax code.
    let byDirective, byFrenchCode: @Sendable (String) -> String
    let paragraph, point: String

    static let french = ExemptionWords(
        reverseCharge: "Autoliquidation", intraCommunity: "Livraison intracommunautaire exonérée de TVA",
        export: "Exportation exonérée de TVA", outsideScope: "Opération hors du champ de la TVA",
        travelAgents: "Régime particulier – Agences de voyages", secondHand: "Régime particulier – Biens d’occasion",
        worksOfArt: "Régime particulier – Objets d’art",
        antiques: "Régime particulier – Objets de collection et d’antiquité",
        smallBusiness: "TVA non applicable, franchise en base", creditWithoutVAT: "Avoir net de taxe",
        byDirective: { "Exonéré de TVA, article \($0) de la directive 2006/112/CE" },
        byFrenchCode: { "Exonéré de TVA, article \($0) du CGI" }, paragraph: "paragraphe", point: "point")

    static let english = ExemptionWords(
        reverseCharge: "Reverse charge", intraCommunity: "Intra-Community supply, exempt from VAT",
        export: "Export, exempt from VAT", outsideScope: "Outside the scope of VAT",
        travelAgents: "Margin scheme – Travel agents", secondHand: "Margin scheme – Second-hand goods",
        worksOfArt: "Margin scheme – Works of art",
        antiques: "Margin scheme – Collector’s items and antiques",
        smallBusiness: "No VAT is charged: exemption for small businesses", creditWithoutVAT: "Credit note without VAT",
        byDirective: { "Exempt from VAT, Article \($0) of Directive 2006/112/EC" },
        byFrenchCode: { "Exempt from VAT, article \($0) of the French tax code (CGI)" }, paragraph: "paragraph",
        point: "point")

    static let german = ExemptionWords(
        reverseCharge: "Steuerschuldnerschaft des Leistungsempfängers",
        intraCommunity: "Steuerfreie innergemeinschaftliche Lieferung", export: "Steuerfreie Ausfuhrlieferung",
        outsideScope: "Nicht steuerbar",
        travelAgents: "Sonderregelung für Reisebüros", secondHand: "Gebrauchtgegenstände/Sonderregelung",
        worksOfArt: "Kunstgegenstände/Sonderregelung",
        antiques: "Sammlungsstücke und Antiquitäten/Sonderregelung",
        smallBusiness: "Keine Umsatzsteuer: Steuerbefreiung für Kleinunternehmer",
        creditWithoutVAT: "Gutschrift ohne Umsatzsteuer",
        byDirective: { "Steuerfrei nach Artikel \($0) der Richtlinie 2006/112/EG" },
        byFrenchCode: { "Steuerfrei nach Artikel \($0) des französischen Steuergesetzes (CGI)" }, paragraph: "Absatz",
        point: "Buchstabe")
}

extension ExemptionWords {
    /// What a code of the VATEX list says; nil where it is none that we can read.
    func text(of code: String) -> String? {
        let code = code.uppercased()
        return named(code) ?? article(in: code)
    }

    private func named(_ code: String) -> String? {
        switch code {
        case "VATEX-EU-AE", "VATEX-FR-AE": reverseCharge
        case "VATEX-EU-IC": intraCommunity
        case "VATEX-EU-G": export
        case "VATEX-EU-O": outsideScope
        case "VATEX-EU-D": travelAgents
        case "VATEX-EU-F": secondHand
        case "VATEX-EU-I": worksOfArt
        case "VATEX-EU-J": antiques
        case "VATEX-FR-FRANCHISE": smallBusiness
        case "VATEX-FR-CNWVAT": creditWithoutVAT
        default: nil
        }
    }

    /// The article that a code is made of: `VATEX-EU-132-1B` is article 132, paragraph 1, point b.
    private func article(in code: String) -> String? {
        if let found = code.wholeMatch(of: #/VATEX-EU-(\d+)(?:-(\d*)([A-Z]*))?/#) {
            let paragraph = found.output.2.flatMap { $0.isEmpty ? nil : ", \(self.paragraph) \($0)" } ?? ""
            let point = found.output.3.flatMap { $0.isEmpty ? nil : ", \(self.point) \($0.lowercased())" } ?? ""
            return byDirective("\(found.output.1)\(paragraph)\(point)")
        }
        guard let found = code.wholeMatch(of: #/VATEX-FR-(?:CGI)?(\d+)(SEXDECIES)?([A-Z]?)(?:-(\d+)(BIS)?)?/#) else {
            return nil
        }
        let (_, number, latin, letter, part, twice) = found.output
        let words = [number.description, latin?.lowercased(), letter.isEmpty ? nil : letter.description]
        let rest = part.map { ", \($0)" + (twice == nil ? "" : " bis") } ?? ""
        return byFrenchCode(words.compactMap(\.self).joined(separator: " ") + rest)
    }
}
