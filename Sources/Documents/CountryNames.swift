/// What countries are called on an envelope; a code that is not here stands for itself.
public func countryName(_ code: String, in language: LetterLanguage) -> String {
    guard let names = countryNames[code] else { return code }
    switch language {
    case .french: return names.french
    case .english: return names.english
    case .german: return names.german
    }
}

private let countryNames: [String: (french: String, english: String, german: String)] = [
    "AT": ("Autriche", "Austria", "Österreich"), "BE": ("Belgique", "Belgium", "Belgien"),
    "BG": ("Bulgarie", "Bulgaria", "Bulgarien"), "CA": ("Canada", "Canada", "Kanada"),
    "CH": ("Suisse", "Switzerland", "Schweiz"), "CY": ("Chypre", "Cyprus", "Zypern"),
    "CZ": ("Tchéquie", "Czechia", "Tschechien"), "DE": ("Allemagne", "Germany", "Deutschland"),
    "DK": ("Danemark", "Denmark", "Dänemark"), "EE": ("Estonie", "Estonia", "Estland"),
    "ES": ("Espagne", "Spain", "Spanien"), "FI": ("Finlande", "Finland", "Finnland"),
    "FR": ("France", "France", "Frankreich"), "GB": ("Royaume-Uni", "United Kingdom", "Vereinigtes Königreich"),
    "GR": ("Grèce", "Greece", "Griechenland"), "HR": ("Croatie", "Croatia", "Kroatien"),
    "HU": ("Hongrie", "Hungary", "Ungarn"), "IE": ("Irlande", "Ireland", "Irland"),
    "IS": ("Islande", "Iceland", "Island"), "IT": ("Italie", "Italy", "Italien"),
    "JP": ("Japon", "Japan", "Japan"), "LI": ("Liechtenstein", "Liechtenstein", "Liechtenstein"),
    "LT": ("Lituanie", "Lithuania", "Litauen"), "LU": ("Luxembourg", "Luxembourg", "Luxemburg"),
    "LV": ("Lettonie", "Latvia", "Lettland"), "MC": ("Monaco", "Monaco", "Monaco"), "MT": ("Malte", "Malta", "Malta"),
    "NL": ("Pays-Bas", "Netherlands", "Niederlande"), "NO": ("Norvège", "Norway", "Norwegen"),
    "PL": ("Pologne", "Poland", "Polen"), "PT": ("Portugal", "Portugal", "Portugal"),
    "RO": ("Roumanie", "Romania", "Rumänien"), "RS": ("Serbie", "Serbia", "Serbien"),
    "SE": ("Suède", "Sweden", "Schweden"), "SI": ("Slovénie", "Slovenia", "Slowenien"),
    "SK": ("Slovaquie", "Slovakia", "Slowakei"), "TR": ("Turquie", "Türkiye", "Türkei"),
    "UA": ("Ukraine", "Ukraine", "Ukraine"), "US": ("États-Unis", "United States", "Vereinigte Staaten"),
]
