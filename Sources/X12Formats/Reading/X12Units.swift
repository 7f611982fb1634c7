import EDISyntax

/// The code of UNECE Recommendation 20 for a unit of X12 (element 355); packages have an X before them.
///
/// Nil for a unit that it has no code for, or that is not known here.
func recommendation20(_ code: EDICode) -> String? {
    switch code {
    // Most orders.
    case "EA", "UN", "PC": "C62"
    case "CA": "XCS"
    case "CT": "XCT"
    default: units[code]
    }
}

/// The unit of X12 (element 355) for a code of UNECE Recommendation 20; a code that is not known stays, if it fits, and
/// is mutually defined if not.
func x12Unit(_ unit: String) -> String {
    switch unit {
    case "C62", "H87", "NAR", "PCE": return "EA"
    case "XCS": return "CA"
    case "XCT": return "CT"
    default: break
    }
    return x12Units[unit] ?? (unit.utf8.count == 2 ? unit : mutuallyDefined)
}

/// The unit that the partners agree on, which a text tells.
let mutuallyDefined = "ZZ"

private let unitPairs: [(x12: EDICode, code: String, unit: String)] = [
    ("BX", "BX", "XBX"), ("BG", "BG", "XBG"), ("BO", "BO", "XBO"), ("PK", "PK", "XPK"), ("CN", "CN", "XCA"),
    ("RL", "RL", "XRO"), ("PL", "PL", "XPX"), ("JR", "JR", "XJR"), ("TB", "TB", "XTU"), ("DR", "DR", "XDR"),
    ("BD", "BD", "XBE"), ("BA", "BA", "XBL"), ("SH", "SH", "XST"), ("ST", "ST", "SET"), ("PR", "PR", "PR"),
    ("DZ", "DZ", "DZN"), ("GS", "GS", "GRO"), ("HU", "HU", "CEN"), ("TH", "TH", "MIL"), ("RM", "RM", "RM"),
    ("KG", "KG", "KGM"), ("GR", "GR", "GRM"), ("LB", "LB", "LBR"), ("OZ", "OZ", "ONZ"), ("TN", "TN", "STN"),
    ("MP", "MP", "TNE"), ("LT", "LT", "LTR"), ("ML", "ML", "MLT"), ("GA", "GA", "GLL"), ("QT", "QT", "QTL"),
    ("PT", "PT", "PTL"), ("MR", "MR", "MTR"), ("CM", "CM", "CMT"), ("MM", "MM", "MMT"), ("FT", "FT", "FOT"),
    ("IN", "IN", "INH"), ("YD", "YD", "YRD"), ("SM", "SM", "MTK"), ("SF", "SF", "FTK"), ("SY", "SY", "YDK"),
    ("CR", "CR", "MTQ"), ("CF", "CF", "FTQ"), ("HR", "HR", "HUR"), ("DA", "DA", "DAY"), ("WK", "WK", "WEE"),
    ("MO", "MO", "MON"), ("YR", "YR", "ANN"), ("KH", "KH", "KWH"),
]

private let units = Dictionary(uniqueKeysWithValues: unitPairs.map { ($0.x12, $0.unit) })
private let x12Units = Dictionary(uniqueKeysWithValues: unitPairs.map { ($0.unit, $0.code) })
