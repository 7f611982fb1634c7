import Findings
public import FlatFileSyntax
public import JSONSyntax

extension SettingsReader {
    /// Which column is which term, and how the file is written.
    public mutating func readColumnMap<Term: MappedTerm>(of type: Term.Type) -> ColumnMap<Term> {
        let layout = readLayout()
        var map = ColumnMap<Term>(columns: [:], layout: layout)
        map.columns = readObject(
            "columns",
            "The column of each term: its name in the first row, or its number from 1 where there is no such row."
        ) {
            reader in reader.readColumns(of: type, byName: layout.hasHeader)
        }
        map.constants = readConstants(of: type)
        map.ignored = Set(readTexts("ignored", "Columns that are known and not read."))
        requireGiven(!map.columns.isEmpty, "columns names no column")
        return map
    }

    /// What a term is where the file does not say it.
    public mutating func readConstants<Term: MappedTerm>(of type: Term.Type) -> [Term: String] {
        readObject("constants", "What a term is where the file does not say it.") { reader in
            var constants: [Term: String] = [:]
            for term in Term.allCases {
                let text = reader.read(term.name, default: "", term.meaning)
                if !text.isEmpty { constants[term] = text }
            }
            return constants
        }
    }

    private mutating func readColumns<Term: MappedTerm>(of type: Term.Type, byName: Bool) -> [Term: ColumnReference] {
        var columns: [Term: ColumnReference] = [:]
        for term in Term.allCases {
            switch readTextOrNumber(term.name, 1...1000, term.meaning) {
            case .text(let name)?:
                columns[term] = .name(name)
                if !byName { reportText(term.name, .valueHasType, "'\(name)' is a name, but the file has no header") }
            case .number(let number)?:
                columns[term] = .number(number)
                if byName { reportText(term.name, .valueHasType, "\(number) is a number, but the file has a header") }
            case nil: break
            }
        }
        return columns
    }

    /// How a flat file is written.
    private mutating func readLayout() -> FlatLayout {
        var layout = FlatLayout()
        let separator = read("separator", default: SeparatorName.comma, "What stands between two cells.")
        layout.separator = separator.byte
        layout.hasHeader = read("header", default: true, "Whether the first row names the columns.")
        layout.charset = read(
            "charset", default: FlatCharset.utf8, "The character set, where no byte order mark says that it is UTF-8.")
        readValueLayout(&layout)
        return layout
    }

    /// How numbers and dates are written.
    public mutating func readValueLayout(_ layout: inout FlatLayout) {
        let mark = read("decimalMark", default: MarkName.point, "What stands before the decimal places of a number.")
        layout.decimalMark = mark == .point ? UInt8(ascii: ".") : UInt8(ascii: ",")
        layout.groupMark = read(
            "groupMark", default: FlatLayout.GroupMark.none, "What sets the thousands of a number apart.")
        if layout.groupMark.rawValue == mark.rawValue {
            reportText("groupMark", .valueIsAllowed, "\(mark.rawValue) is the decimal mark")
        }
        let dates = read("dates", default: "yyyy-MM-dd", "How dates are written, from yyyy or yy, MM or M, dd or d.")
        guard let pattern = DatePattern(dates) else {
            return reportText(
                "dates", .valueIsAllowed, "'\(dates)' has no year, month and day, each once, such as dd/MM/yyyy")
        }
        layout.dates = pattern
    }

    private enum MarkName: String, CaseIterable { case point, comma }

    private enum SeparatorName: String, CaseIterable {
        case comma, semicolon, tab, bar

        var byte: UInt8 {
            switch self {
            case .comma: UInt8(ascii: ",")
            case .semicolon: UInt8(ascii: ";")
            case .tab: UInt8(ascii: "\t")
            case .bar: UInt8(ascii: "|")
            }
        }
    }

    /// Where in a JSON document something stands (RFC 6901); nil where it is not given.
    public mutating func readPointer(_ key: String, default value: String? = "", _ documentation: String)
        -> JSONPointer?
    {
        let text = value == nil ? read(key, documentation) : read(key, default: value!, documentation)
        if let pointer = JSONPointer(parsing: text) { return pointer }
        reportText(key, .valueIsAllowed, "'\(text)' is no JSON pointer, such as /order/number")
        return nil
    }
}
