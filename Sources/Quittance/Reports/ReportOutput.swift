import FlatFileSyntax
import Foundation
import JSONSyntax

/// How a report is written.
enum ReportFormat: String, CaseIterable {
    case text, csv, json
}

extension Report {
    func write(as format: ReportFormat) -> [UInt8] {
        switch format {
        case .text: Array(text.utf8)
        case .csv: csv
        case .json: json
        }
    }

    private var text: String {
        var lines = ["\(name) as of \(asOf)"] + definition.folded(at: 100) + [""]
        if !rows.isEmpty {
            let table = aligned([columns.map(\.head)] + rows.map { $0.map(\.inWords) })
            lines += table + [""]
        }
        lines += aligned(flat(totals).map { [$0.name, $0.cell.inWords] })
        return lines.joined(separator: "\n") + "\n"
    }

    /// Columns of numbers stand to the right.
    private func aligned(_ cells: [[String]]) -> [String] {
        guard let first = cells.first else { return [] }
        let widths = first.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let isNumeric = first.indices.map { column in
            cells.dropFirst(cells.count > 1 ? 1 : 0).allSatisfy {
                $0[column].first.map { $0.isNumber || $0 == "-" } ?? true
            }
        }
        return cells.map { row in
            let line = row.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - row[column].count)
                return isNumeric[column] ? space + row[column] : row[column] + space
            }.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func flat(_ totals: [(name: String, total: Total)]) -> [(name: String, cell: Cell)] {
        totals.flatMap { name, total -> [(name: String, cell: Cell)] in
            switch total {
            case .cell(let cell): [(name, cell)]
            case .group(let group): flat(group).map { (name + " " + $0.name, $0.cell) }
            }
        }
    }

    /// The rows alone: a total among them would be added up once more.
    private var csv: [UInt8] {
        var writer = CSVWriter()
        for column in columns { writer.plain(column.name) }
        writer.endRow()
        for row in rows {
            for cell in row {
                switch cell {
                case .text(let text): writer.text(text)
                case .decimal(nil), .date(nil): writer.plain("")
                default: writer.plain(cell.inWords)
                }
            }
            writer.endRow()
        }
        return writer.bytes
    }

    private var json: [UInt8] {
        var json = JSONWriter(.indented)
        json.object { json in
            json.member("report", name)
            json.member("asOf", "\(asOf)")
            json.member("definition", definition)
            json.member("rows") { json in
                json.array { json in
                    for row in rows {
                        json.object { json in
                            for (column, cell) in zip(columns, row) { json.member(column.name, cell) }
                        }
                    }
                }
            }
            json.member("totals") { json in json.totals(totals) }
        }
        return json.finish() + [10]
    }
}

extension JSONWriter {
    fileprivate mutating func totals(_ totals: [(name: String, total: Report.Total)]) {
        object { json in
            for (name, total) in totals {
                switch total {
                case .cell(let cell): json.member(name, cell)
                case .group(let group): json.member(name) { json in json.totals(group) }
                }
            }
        }
    }

    /// Amounts and decimals as strings, so that no reader takes them for binary fractions.
    fileprivate mutating func member(_ name: String, _ cell: Report.Cell) {
        switch cell {
        case .whole(let number): member(name, number)
        case .decimal(nil), .date(nil): member(name) { json in json.null() }
        default: member(name, cell.inWords)
        }
    }
}
