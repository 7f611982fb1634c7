import Calendars
import Documents
import Findings
import FlatFileSyntax
import JSONSyntax
import Money

/// Reads the cells of a row into values, and reports those that are not what their columns hold.
struct RowReader {
    let record: MasterRecord
    var log = FindingLog()
    /// The names that were asked for.
    private(set) var asked: Set<String> = []

    init(_ record: MasterRecord) { self.record = record }

    /// What a cell holds, without the white space around it; empty where there is none.
    mutating func text(_ column: String) -> String {
        asked.insert(column)
        return trimmed(record.cells[column] ?? "")
    }

    mutating func optional(_ column: String) -> String? {
        let text = text(column)
        return text.isEmpty ? nil : text
    }

    mutating func required(_ column: String) -> String {
        let text = text(column)
        if text.isEmpty { report(column, "is empty") }
        return text
    }

    /// A number where there is one.
    mutating func number(_ column: String) -> ExactDecimal? {
        guard let text = optional(column) else { return nil }
        if let number = try? ExactDecimal(parsing: text) { return number }
        report(column, "is '\(text)', not a number with a decimal point")
        return nil
    }

    /// A number of some range.
    mutating func number(_ column: String, from lowest: ExactDecimal, to highest: ExactDecimal) -> ExactDecimal? {
        guard let number = number(column) else { return nil }
        if number >= lowest, number <= highest { return number }
        report(column, "is '\(text(column))', not a number from \(lowest) to \(highest)")
        return nil
    }

    mutating func currency(_ column: String) -> Currency {
        if let currency = Currency(text(column)), currency.isListed { return currency }
        report(column, "is '\(text(column))', not a currency of ISO 4217")
        return .euro
    }

    mutating func money(_ column: String, _ currency: Currency) -> Money? {
        guard let number = number(column) else { return nil }
        guard let money = Money(number, currency) else {
            report(column, "is no amount of \(currency)")
            return nil
        }
        return money
    }

    /// An amount that is not negative.
    mutating func limit(_ column: String, _ currency: Currency) -> Money? {
        guard let money = money(column, currency) else { return nil }
        if !money.isNegative { return money }
        report(column, "is '\(text(column))', not an amount of 0 or more")
        return nil
    }

    mutating func date(_ column: String) -> BusinessDate? {
        guard let text = optional(column) else { return nil }
        if let date = BusinessDate(parsing: text) { return date }
        report(column, "is '\(text)', not a date such as 2026-01-31")
        return nil
    }

    /// A date that must be there; the first of all days where it is not.
    mutating func requiredDate(_ column: String) -> BusinessDate {
        if text(column).isEmpty { report(column, "is empty") }
        return date(column) ?? BusinessDate(dayNumber: 0)
    }

    mutating func report(_ column: String, _ message: String) { report(.cellIsWellFormed, column, message) }

    mutating func report(_ rule: Rule, _ column: String, _ message: String) {
        log.report(rule, "\(column) \(message)", at: record.place(of: column))
    }

    /// Reports the names that nobody asked for, each once in a file: a misspelt column would else be passed over in silence.
    mutating func reportUnknown(besides told: inout Set<String>) {
        for column in record.cells.keys.sorted() where !asked.contains(column) && told.insert(column).inserted {
            let nearest = nearestName(to: column, in: asked.sorted())
            log.report(
                .columnIsKnown,
                "the column '\(column)' is not known" + (nearest.map { "; did you mean '\($0)'?" } ?? ""),
                at: record.place(ofColumn: column))
        }
    }
}

func trimmed(_ text: String) -> String {
    func isLetter(_ byte: UInt8?) -> Bool { byte.map { $0 > 0x20 && $0 < 0x7F } ?? true }
    // Most texts begin and end with what is plainly no white space.
    if isLetter(text.utf8.first), isLetter(text.utf8.last) { return text }
    let head = text.drop(while: \.isWhitespace)
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
}

/// Where each value of a column stands first in a file, so that a second one is told.
struct FirstPlaces {
    private var places: [String: Place] = [:]

    /// Reports what is there already; `words` say what it is, such as `C-1001`.
    mutating func note(_ key: String, _ column: String, as words: String, in row: inout RowReader) {
        if let first = places[key] {
            row.report(.recordIsGivenOnce, column, "is \(words), which stands at \(first) already")
        } else {
            places[key] = row.record.place(of: column)
        }
    }
}
