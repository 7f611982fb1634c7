import Foundation
import InvoiceRules

/// A small edit of a base document, or several, and the rules that they break: first the one that they are for, then those that
/// this one implies.
struct RuleCase {
    let codes: [String]
    let base: String
    let profile: CheckProfile
    private let edits: [Edit]

    private struct Edit {
        let verb: String
        let place: String
        let new: String
    }

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
            let edits = stride(from: 1, to: cells.count - 1, by: 3).map { first in
                Edit(verb: cells[first], place: cells[first + 1], new: first + 2 < cells.count ? cells[first + 2] : "")
            }
            cases.append(
                RuleCase(
                    codes: cells[0].split(separator: " ").map(String.init), base: String(base[1]), profile: profile,
                    edits: edits))
        }
        return cases
    }

    struct CaseError: Error { let line: String }

    /// The base with the edits made, one after the other: `delete`, `repeat`, `write` or `after` the element of a line, or `line`
    /// for itself; `2 of …` for the second such line.
    func edited(_ text: String) throws -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for edit in edits { try make(edit, in: &lines) }
        return lines.joined(separator: "\n")
    }

    private func make(_ edit: Edit, in lines: inout [String]) throws {
        guard let start = start(of: edit.place, in: lines) else { throw CaseError(line: edit.place) }
        let end = Self.end(of: start, in: lines)
        switch edit.verb {
        case "delete": lines.removeSubrange(start...end)
        case "repeat": lines.insert(contentsOf: lines[start...end], at: end + 1)
        case "write": lines.replaceSubrange(start...end, with: [edit.new])
        case "after": lines.insert(edit.new, at: end + 1)
        case "line": lines[start] = edit.new
        default: throw CaseError(line: edit.verb)
        }
    }

    private func start(of place: String, in lines: [String]) -> Int? {
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
