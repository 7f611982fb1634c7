import Calendars
import Money

/// How numbers are written.
enum NumberStyle: Sendable {
    case french, english, german

    private var point: String { self == .english ? "." : "," }

    /// A narrow no-break space in French, as typographers have it.
    private var group: String {
        switch self {
        case .french: "\u{202F}"
        case .english: ","
        case .german: "."
        }
    }

    func text(_ number: ExactDecimal) -> String {
        number.withDigits { digits in
            let isNegative = digits.first == UInt8(ascii: "-")
            let unsigned = UnsafeBufferPointer(rebasing: digits[(isNegative ? 1 : 0)...])
            let whole = unsigned.prefix { $0 != UInt8(ascii: ".") }
            var text = isNegative ? "−" : ""
            for (index, digit) in whole.enumerated() {
                if index > 0, (whole.count - index) % 3 == 0 { text += group }
                text.unicodeScalars.append(Unicode.Scalar(digit))
            }
            guard whole.count < unsigned.count else { return text }
            return text + point + String(decoding: unsigned[(whole.count + 1)...], as: UTF8.self)
        }
    }

    /// An amount without its currency, for the columns.
    func text(_ amount: Money) -> String { text(amount.decimal) }

    /// An amount with its currency.
    func withCurrency(_ amount: Money) -> String {
        switch (self, amount.currency) {
        case (.english, .euro): (amount.isNegative ? "−€" : "€") + text(amount.magnitude)
        case (.english, let currency): currency.code + "\u{A0}" + text(amount)
        case (_, .euro): text(amount) + "\u{A0}€"
        case (_, let currency): text(amount) + "\u{A0}" + currency.code
        }
    }

    /// A price, with as many decimal places as its currency has at least.
    func price(_ price: UnitPrice) -> String {
        let value = price.value.normalised
        let shown =
            value.scale < price.currency.minorDigits
            ? value.rounded(toScale: price.currency.minorDigits) ?? value : value
        return text(shown)
    }

    func quantity(_ number: ExactDecimal) -> String { text(number.normalised) }

    func percentage(_ rate: Percentage) -> String {
        text(rate.value.normalised) + (self == .english ? "" : "\u{A0}") + "%"
    }
}

/// How days are written.
enum DateStyle: Sendable {
    case french, english, german

    func text(_ date: BusinessDate) -> String {
        let (year, month, day) = date.components
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        switch self {
        case .french: return "\(padded(day))/\(padded(month))/\(year)"
        case .german: return "\(padded(day)).\(padded(month)).\(year)"
        case .english: return "\(day)\u{A0}\(Self.months[month - 1])\u{A0}\(year)"
        }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

/// An account number in groups of four, as people read it.
func inGroupsOfFour(_ account: String) -> String {
    var text = ""
    for (index, character) in account.filter({ $0 != " " }).enumerated() {
        if index > 0, index % 4 == 0 { text += "\u{A0}" }
        text.append(character)
    }
    return text
}
