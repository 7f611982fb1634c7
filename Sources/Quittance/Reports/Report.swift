import Calendars
import Money

/// A table of figures with its totals, and what they mean.
struct Report {
    /// A value in a table.
    enum Cell {
        case text(String)
        case amount(Money)
        /// Nil where the figure is not defined, such as a ratio of nothing.
        case decimal(ExactDecimal?)
        case whole(Int)
        case date(BusinessDate?)
    }

    /// A column: its name in JSON and CSV, and its head in a table for people.
    struct Column {
        let name: String
        let head: String

        init(_ name: String, _ head: String) {
            self.name = name
            self.head = head
        }
    }

    /// A total, or a group of totals under one name.
    indirect enum Total {
        case cell(Cell)
        case group([(name: String, total: Total)])
    }

    let name: String
    let asOf: BusinessDate
    /// What each figure means, in one sentence.
    let definition: String
    let columns: [Column]
    var rows: [[Cell]] = []
    var totals: [(name: String, total: Total)] = []

    mutating func add(_ cells: Cell...) {
        precondition(cells.count == columns.count, "a row of \(name) has a cell for each column")
        rows.append(cells)
    }

    mutating func total(_ name: String, _ cell: Cell) { totals.append((name, .cell(cell))) }
    mutating func total(_ name: String, _ group: [(name: String, total: Total)]) {
        totals.append((name, .group(group)))
    }
}

extension Report.Cell {
    /// As a person reads it; an undefined figure is a dash.
    var inWords: String {
        switch self {
        case .text(let text): text
        case .amount(let amount): "\(amount.decimal)"
        case .decimal(let value): value.map { "\($0)" } ?? "-"
        case .whole(let number): "\(number)"
        case .date(let date): date.map { "\($0)" } ?? "-"
        }
    }
}
