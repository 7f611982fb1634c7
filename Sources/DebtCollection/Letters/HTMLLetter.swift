public import Documents
public import Findings
public import Pipeline

/// Writes a letter as one HTML page, which reads well aloud, on paper and in a mail.
public struct HTMLLetterFormat: WritingFormat {
    public let name = "reminder-html"
    public let summary = "A letter about late invoices, as HTML."
    public let kinds: Set<DocumentKind> = [.reminder]
    public let contentType = "text/html; charset=utf-8"
    public let fileExtension = "html"

    public init() {}

    public func write(_ document: Document) throws(WritingFault) -> [UInt8] { try write(document, issuedBy: nil) }

    public func write(_ document: Document, issuedBy company: Company?) throws(WritingFault) -> [UInt8] {
        guard case .reminder(let reminder) = document else { preconditionFailure("\(name) writes letters") }
        let letter = try LetterContent(reminder, under: company?.legal ?? LegalTexts())
        var page = HTMLPage(language: reminder.language.code, title: letter.title)
        page.lines("address", letter.sender, role: "sender")
        page.lines("address", letter.recipient, role: "recipient")
        page.lines("p", letter.heading, role: "heading")
        page.element("h1", letter.title)
        for text in letter.opening { page.element("p", text) }
        page.table(letter.columns, letter.rows, leading: 4)
        page.sums(letter.sums)
        for text in letter.closing { page.element("p", text) }
        page.lines("p", letter.signature, role: "signature")
        return page.finish()
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { [] }
}

/// The source of a page; what is written into it is always text, never markup.
private struct HTMLPage {
    private var source: String

    private static let style = """
        body{font:11pt/1.45 "Liberation Sans",Arial,sans-serif;max-width:52em;margin:2em auto;padding:0 1em;color:#111}
        address{font-style:normal}.recipient{margin:1.5em 0 1.5em 50%}h1{font-size:1.2em}
        table{border-collapse:collapse;width:100%;margin:1em 0}th,td{text-align:left;padding:.3em .5em;border-bottom:1px solid #999}
        .number{text-align:right;white-space:nowrap}.sums{width:auto;margin-left:auto}.sums tr:last-child{font-weight:bold}
        """

    init(language: String, title: String) {
        source =
            "<!doctype html>\n<html lang=\"\(language)\">\n<head>\n<meta charset=\"utf-8\">\n<title>\(Self.escaped(title))</title>\n"
            + "<style>\n\(Self.style)\n</style>\n</head>\n<body>\n"
    }

    mutating func element(_ name: String, _ text: String) { source += "<\(name)>\(Self.escaped(text))</\(name)>\n" }

    mutating func lines(_ name: String, _ lines: [String], role: String) {
        source += "<\(name) class=\"\(role)\">\(lines.map(Self.escaped).joined(separator: "<br>\n"))</\(name)>\n"
    }

    mutating func table(_ columns: [String], _ rows: [[String]], leading: Int) {
        source += "<table>\n<thead><tr>"
        for (index, column) in columns.enumerated() {
            source += "<th scope=\"col\"\(index < leading ? "" : " class=\"number\"")>\(Self.escaped(column))</th>"
        }
        source += "</tr></thead>\n<tbody>\n"
        for row in rows {
            source += "<tr><th scope=\"row\">\(Self.escaped(row[0]))</th>"
            for (index, cell) in row.enumerated().dropFirst() {
                source += "<td\(index < leading ? "" : " class=\"number\"")>\(Self.escaped(cell))</td>"
            }
            source += "</tr>\n"
        }
        source += "</tbody>\n</table>\n"
    }

    mutating func sums(_ sums: [(name: String, amount: String)]) {
        source += "<table class=\"sums\">\n"
        for (name, amount) in sums {
            source +=
                "<tr><th scope=\"row\">\(Self.escaped(name))</th><td class=\"number\">\(Self.escaped(amount))</td></tr>\n"
        }
        source += "</table>\n"
    }

    func finish() -> [UInt8] { Array((source + "</body>\n</html>\n").utf8) }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
