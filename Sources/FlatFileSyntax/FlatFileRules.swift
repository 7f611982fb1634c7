public import Findings

extension Rule {
    public static let quoteIsClosed = Rule(
        "CSV-001", "A quoted field is closed by a quote.", remedy: "Close the quote.")
    public static let textIsUTF8 = Rule(
        "CSV-002", "A CSV file is in the character set that is declared for it, which is UTF-8 unless another one is.",
        remedy: "Save the file as UTF-8, or declare the character set that it has.")
    public static let columnIsThere = Rule(
        "CSV-003", "A file has the columns that it needs.", remedy: "Add the column; its name stands in the first row.")
    public static let cellIsWellFormed = Rule(
        "CSV-004", "A cell holds a value of its column's form.", remedy: "Correct the cell.")
    public static let quoteEndsCell = Rule(
        "CSV-005", "Nothing follows the quote that closes a field but the separator or the end of the line.",
        remedy: "Write quotes within a quoted field twice.")
    public static let rowFitsColumns = Rule(
        "CSV-006", "A row has no more cells than the file has columns.",
        remedy: "Put texts that hold the separator in double quotes.")
    public static let columnIsDeclared = Rule(
        "CSV-007", "A file has no columns but those that the map declares; others are passed over.",
        remedy: "Declare the column, or list it under `ignored`.", severity: .information)
    public static let textIsPlain = Rule(
        "CSV-028", "A text holds no control characters, such as NUL, but tabs and line ends.",
        remedy: "Ask the sender what writes them, and for the text without them.")
    public static let columnIsNamedOnce = Rule(
        "CSV-008", "No two columns have the same name.", remedy: "Remove one of the columns, or rename it.")
}

/// Every rule of flat files, for `explain`.
public let flatFileRules: [Rule] = [
    .quoteIsClosed, .textIsUTF8, .columnIsThere, .cellIsWellFormed, .quoteEndsCell, .rowFitsColumns, .columnIsDeclared,
    .columnIsNamedOnce, .textIsPlain,
]
