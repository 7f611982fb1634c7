/// Lines up columns of text for a terminal.
struct Table {
    private var rows: [[String]] = []
    private let heads: [String]

    init(_ heads: String...) { self.heads = heads }

    /// A cell is one line, whatever it quotes.
    mutating func add(_ cells: String...) { rows.append(cells.map { $0.harmless.replacing("\n", with: "%0A") }) }

    var isEmpty: Bool { rows.isEmpty }

    /// The lines, the last column as long as it is.
    var lines: [String] {
        let all = [heads.map { $0.uppercased() }] + rows
        let widths = heads.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                line += cell
                guard column < cells.count - 1 else { break }
                line += String(repeating: " ", count: widths[column] - cell.count + 2)
            }
            return line
        }
    }

    func show() { print(lines.joined(separator: "\n")) }
}

extension String {
    /// The words in lines that are no longer than that, but for a word that is longer itself.
    func folded(at width: Int) -> [String] {
        split(separator: " ").reduce(into: []) { lines, word in
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
    }

    /// The beginning of a text that must fit on a line.
    func shortened(to length: Int) -> String { count <= length ? self : String(prefix(length - 1)) + "…" }
}
