public import Documents
public import Findings
public import Pipeline

/// Writes a letter as plain text, in lines that a mail shows whole.
public struct TextLetterFormat: WritingFormat {
    public let name = "reminder-text"
    public let summary = "A letter about late invoices, as plain text."
    public let kinds: Set<DocumentKind> = [.reminder]
    public let contentType = "text/plain; charset=utf-8"
    public let fileExtension = "txt"

    public init() {}

    public func write(_ document: Document) throws(WritingFault) -> [UInt8] { try write(document, issuedBy: nil) }

    public func write(_ document: Document, issuedBy company: Company?) throws(WritingFault) -> [UInt8] {
        guard case .reminder(let reminder) = document else { preconditionFailure("\(name) writes letters") }
        let letter = try LetterContent(reminder, under: company?.legal ?? LegalTexts())
        var blocks = [letter.sender, letter.recipient, letter.heading, [letter.title]]
        blocks += letter.opening.map(wrapped)
        blocks.append(aligned([letter.columns] + letter.rows, leading: 4))
        blocks.append(aligned(letter.sums.map { [$0.name, $0.amount] }, leading: 1))
        blocks += letter.closing.map(wrapped)
        blocks.append(letter.signature)
        return Array((blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n").utf8)
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { [] }

    private func wrapped(_ text: String) -> [String] {
        var lines: [String] = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + word.count < 80 {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }

    /// Columns of one width; those after the leading ones stand to the right.
    private func aligned(_ rows: [[String]], leading: Int) -> [String] {
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return column < leading ? cell + space : space + cell
            }.joined(separator: "  ")
        }
    }
}
