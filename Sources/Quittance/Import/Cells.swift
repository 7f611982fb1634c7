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

    mutating func text(_ column: String) -> String {
        asked.insert(column)
        return record.cells[column] ?? ""
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

    mutating func decimal(_ column: String, default value: ExactDecimal? = nil) -> ExactDecimal {
        if let value, text(column).isEmpty { return value }
        if let number = try? ExactDecimal(parsing: text(column)) { return number }
        report(column, "is '\(text(column))', not a number with a decimal point")
        return .zero
    }

    mutating func currency(_ column: String) -> Currency {
        if let currency = Currency(text(column)), currency.isListed { return currency }
        report(column, "is '\(text(column))', not a currency of ISO 4217")
        return .euro
    }

    mutating func money(_ column: String, _ currency: Currency) -> Money? {
        if text(column).isEmpty { return nil }
        guard let money = Money(decimal(column), currency) else {
            report(column, "is no amount of \(currency)")
            return nil
        }
        return money
    }

    mutating func date(_ column: String) -> BusinessDate? {
        if text(column).isEmpty { return nil }
        if let date = BusinessDate(parsing: text(column)) { return date }
        report(column, "is '\(text(column))', not a date such as 2026-01-31")
        return nil
    }

    mutating func report(_ column: String, _ message: String) {
        log.report(.cellIsWellFormed, "\(column) \(message)", at: .text(line: record.line, column: 0, path: column))
    }

    /// Reports the names that nobody asked for: a misspelt column would else be passed over in silence.
    mutating func reportUnknown() {
        for column in record.cells.keys.sorted() where !asked.contains(column) {
            let nearest = nearestName(to: column, in: asked.sorted())
            report(column, "is not known" + (nearest.map { "; did you mean '\($0)'?" } ?? ""))
        }
    }
}
