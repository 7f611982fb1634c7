import Foundation
import InvoiceRules

/// A small edit of a base document, and the rules that it breaks: first the one that it is for, then those that this one implies.
struct RuleCase {
    let codes: [String]
    let base: String
    let profile: CheckProfile
    private let verb: Substring
    private let place: String
    private let new: String

    /// Reads a file of cases. A line that begins with `base` says what the lines after it edit and are held to.
    static func read(_ file: URL) throws -> [RuleCase] {
        var base: [Substring] = []
        var cases: [RuleCase] = []
        for line in try String(decoding: Data(contentsOf: file), as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") {
            if line.hasPrefix("base ") {
                base = line.split(separator: " ")
                continue
            }
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard base.count == 3, cells.count >= 3, let profile = CheckProfile(rawValue: String(base[2])) else {
                throw CaseError(line: String(line))
            }
            cases.append(
                RuleCase(
                    codes: cells[0].split(separator: " ").map(String.init), base: String(base[1]), profile: profile,
                    verb: Substring(cells[1]), place: cells[2], new: cells.count > 3 ? cells[3] : ""))
        }
        return cases
    }

    struct CaseError: Error { let line: String }

    /// The base with the edit made: `delete`, `repeat`, `write` or `after` the element of a line, or `line` for itself; `2 of …`
    /// for the second such line.
    func edited(_ text: String) throws -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = start(in: lines) else { throw CaseError(line: place) }
        let end = Self.end(of: start, in: lines)
        switch verb {
        case "delete": lines.removeSubrange(start...end)
        case "repeat": lines.insert(contentsOf: lines[start...end], at: end + 1)
        case "write": lines.replaceSubrange(start...end, with: [new])
        case "after": lines.insert(new, at: end + 1)
        case "line": lines[start] = new
        default: throw CaseError(line: String(verb))
        }
        return lines.joined(separator: "\n")
    }

    private func start(in lines: [String]) -> Int? {
        let parts = place.split(separator: " of ", maxSplits: 1)
        let number = parts.count == 2 ? Int(parts[0]) : nil
        let wanted = number == nil ? place : String(parts[1])
        let found = lines.indices.filter { lines[$0].trimmingCharacters(in: .whitespaces) == wanted }
        if number == nil, found.count != 1 { return nil }
        return found.dropFirst((number ?? 1) - 1).first
    }

    /// The line that the element of a line ends on: the next one as far to the right, where it does not end at once.
    private static func end(of start: Int, in lines: [String]) -> Int {
        if lines[start].contains("</") { return start }
        let margin = lines[start].prefix { $0 == " " }.count
        return lines.indices.dropFirst(start + 1).first { lines[$0].prefix { $0 == " " }.count == margin } ?? start
    }
}
