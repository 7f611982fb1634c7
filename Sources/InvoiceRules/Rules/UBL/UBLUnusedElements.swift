import Findings

/// What UBL has and EN 16931 does not use (UBL-CR), as tables.
enum UBLUnusedElements {
    static let all: [UnusedElement] = [header, references, parties, lines].flatMap(read)

    /// The steps that the tables are made of.
    static let names = Set(all.flatMap(\.paths).flatMap(\.steps))
        .filter { !$0.hasPrefix("@") }

    /// Reads a table: a path, and below it numbers of rules with the last steps of the paths they are about.
    static func read(_ table: String) -> [UnusedElement] {
        var path = ""
        return table.pieces(between: "\n").flatMap { line -> [UnusedElement] in
            guard line.hasPrefix(" ") else {
                path = line == "." ? "" : line + "/"
                return []
            }
            return line.pieces(between: ",").map { entry in
                let words = entry.words
                return UnusedElement("UBL-CR-" + words[0], paths(path + words[1]))
            }
        }
    }

    /// Lines are called differently in an invoice and in a credit note.
    private static func paths(_ path: String) -> [String] {
        guard path.hasPrefix("line/") else { return [path] }
        return ["cac:InvoiceLine", "cac:CreditNoteLine"].map { $0 + path.dropFirst(4) }
    }
}
