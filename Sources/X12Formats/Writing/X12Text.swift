import Calendars
import EDISyntax
import Money

/// A text in ASCII, without the separators of an interchange.
func x12Text(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && !isSeparator($0) }) { return text }
    var plain = ""
    for scalar in text.unicodeScalars {
        if scalar.value >= 0x20, scalar.value < 0x7F, !isSeparator(UInt8(scalar.value)) {
            plain.unicodeScalars.append(scalar)
        } else {
            plain += plainLetters(for: scalar) ?? " "
        }
    }
    return plain
}

private func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "^")
}

/// A text cut at a number of characters; nil where there is none.
func x12Text(_ text: String?, atMost limit: Int) -> String? {
    guard let text, !text.isEmpty else { return nil }
    return String(x12Text(text).prefix(limit))
}

/// A text in pieces, none longer than a number of characters.
func x12Pieces(_ text: String, of length: Int) -> [String] {
    var rest = Substring(x12Text(text))
    var pieces: [String] = []
    while !rest.isEmpty {
        pieces.append(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
    }
    return pieces
}

extension BusinessDate {
    /// CCYYMMDD.
    var x12: String {
        let (year, month, day) = components
        return digits(year * 10_000 + month * 100 + day, 8)
    }
}

extension Money {
    /// An amount of type N2: its last two digits are decimal places.
    ///
    /// An amount that two places cannot hold is written with its point, which the check of what is written refuses.
    var impliedDecimals: String {
        decimal.rounded(toScale: 2).flatMap { $0 == decimal ? String($0.units) : nil } ?? decimal.description
    }
}

/// A price and its basis (elements 212 and 639): exact where it is for 1, 10, 100 or 1000, or comes to a decimal.
func x12Price(_ price: UnitPrice) -> (price: UnitPrice, basis: String) {
    switch price.baseQuantity {
    case 1: (price, "PE")
    case 10: (price, "PN")
    case 100: (price, "HP")
    case 1000: (price, "TP")
    default: (UnitPrice(perUnit(price), price.currency), "PE")
    }
}

/// The price for one unit, at nine decimal places at most.
private func perUnit(_ price: UnitPrice) -> ExactDecimal {
    let base = price.baseQuantity
    var numerator = Int128(price.value.units)
    var denominator = Int128(base.units)
    for _ in 0..<base.scale { numerator *= 10 }
    for _ in 0..<price.value.scale { denominator *= 10 }
    return ExactDecimal(numerator, over: denominator, scale: 9)?.normalised ?? price.value
}
