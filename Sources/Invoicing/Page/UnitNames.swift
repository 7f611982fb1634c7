/// What units of UNECE Recommendation 20 are called on paper; a code that is not here stands for itself.
func unitName(_ code: String, _ style: NumberStyle) -> String {
    guard let names = unitNames[code] else { return code }
    switch style {
    case .french: return names.french
    case .english: return names.english
    case .german: return names.german
    }
}

private let unitNames: [String: (french: String, english: String, german: String)] = [
    "C62": ("u.", "pc", "Stk."), "H87": ("pce", "pc", "Stk."), "EA": ("u.", "ea", "Stk."),
    "KGM": ("kg", "kg", "kg"), "GRM": ("g", "g", "g"), "TNE": ("t", "t", "t"), "LTR": ("l", "l", "l"),
    "MLT": ("ml", "ml", "ml"), "MTR": ("m", "m", "m"), "CMT": ("cm", "cm", "cm"), "KMT": ("km", "km", "km"),
    "MTK": ("m²", "m²", "m²"), "MTQ": ("m³", "m³", "m³"), "HUR": ("h", "h", "Std."), "MIN": ("min", "min", "Min."),
    "DAY": ("j", "d", "Tg."), "WEE": ("sem.", "wk", "Wo."), "MON": ("mois", "mo.", "Mon."),
    "ANN": ("an", "yr", "J."), "KWH": ("kWh", "kWh", "kWh"), "SET": ("jeu", "set", "Satz"),
    "PR": ("paire", "pair", "Paar"),
    "DZN": ("dz.", "doz", "Dtzd."), "XBX": ("bte", "box", "Kart."), "XCT": ("ctn", "ctn", "Kart."),
    "XPK": ("pqt", "pkg", "Pkt."), "XPX": ("pal.", "plt", "Pal."), "XBG": ("sac", "bag", "Sack"),
    "XRO": ("rlx", "roll", "Ro."), "LS": ("forfait", "lump sum", "pauschal"), "E48": ("prest.", "svc", "Lstg."),
]
