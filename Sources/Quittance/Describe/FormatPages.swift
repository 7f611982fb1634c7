import Documents
import Findings
import Pipeline

/// A page for each format: what is read of it, what is passed over and why, and every code that it can report.
enum FormatPages {
    /// The page of a format that is read; `samples` are files to try it on.
    static func page(_ format: any ReadingFormat, _ samples: [(path: String, bytes: [UInt8])]) -> String {
        let chosen = suited(samples, to: format)
        let probe = FormatProbe(format, chosen.map(\.bytes))
        var page = head(format.name, format.summary, direction: "read", format.kinds)
        page += terms(format.guide)
        page += places(probe, chosen.map(\.path))
        page += passedOver(format.guide, probe)
        return page + codes(format.guide.rules)
    }

    /// The page of a format that is written.
    static func page(_ format: any WritingFormat) -> String {
        head(format.name, format.summary, direction: "written", format.kinds)
            + "- Content type: \(format.contentType)\n- File extension: \(format.fileExtension)\n"
    }

    private static func head(_ name: String, _ summary: String, direction: String, _ kinds: Set<DocumentKind>) -> String
    {
        "# \(name)\n\n\(summary)\n\n- Direction: \(direction)\n- Documents: \(kinds.map(\.name).sorted().joined(separator: ", "))\n"
    }

    /// The samples that the format reads, the longest first, few enough to try every value of them.
    private static func suited(_ samples: [(path: String, bytes: [UInt8])], to format: any ReadingFormat) -> [(
        path: String, bytes: [UInt8]
    )] {
        let fitting = samples.filter { sample in
            guard sample.bytes.count < 20_000, format.recognises(sample.bytes.prefix(4096)) else { return false }
            let messages = format.read(sample.bytes, maxLines: 1000)
            return messages.allSatisfy { $0.status == .accepted }
                && messages.contains { $0.document.map { $0.kind != .interchange } ?? false }
        }
        return Array(fitting.sorted { ($0.bytes.count, $1.path) > ($1.bytes.count, $0.path) }.prefix(3))
    }

    // MARK: Parts of a page

    private static func terms(_ guide: FormatGuide) -> String {
        guard !guide.terms.isEmpty else { return "" }
        return "\nWhere a term stands is said by a map in the settings of the decode stage.\n"
            + ReferencePages.table("Terms", ["term", "meaning"], guide.terms.map { ["`\($0.name)`", $0.meaning] })
    }

    private static func places(_ probe: FormatProbe, _ samples: [String]) -> String {
        guard !samples.isEmpty, !probe.places.isEmpty else { return "" }
        let read = merged(probe) { $0.isRead }
        let checked = merged(probe) { !$0.isRead && !$0.codes.isEmpty }
        return
            "\nFound by changing each value of \(samples.map { "`Samples/\($0)`" }.joined(separator: ", ")): the terms are those that changed with it, by the names of the model; the codes are those that were reported.\n"
            + ReferencePages.table(
                "What is read", ["where", "becomes", "codes"],
                read.map { [code($0.place), named($0.answer.terms), listed($0.answer.codes)] })
            + ReferencePages.table(
                "What is checked, and changes nothing else", ["where", "codes"],
                checked.map { [code($0.place), listed($0.answer.codes)] })
    }

    private static func passedOver(_ guide: FormatGuide, _ probe: FormatProbe) -> String {
        let notes = ReferencePages.table(
            "What is passed over", ["what", "why"], guide.passedOver.map { [$0.what, $0.why] })
        let silent = merged(probe) { !$0.isRead && $0.codes.isEmpty }
        guard !silent.isEmpty else { return notes }
        return notes
            + "\nIn the samples nothing depends on: \(silent.map { code($0.place) }.joined(separator: ", ")).\n"
    }

    private static func codes(_ rules: [Rule]) -> String {
        let rows = rules.sorted { $0.code < $1.code }.map { [$0.code, $0.severity.name, $0.statement, $0.remedy] }
        return ReferencePages.table(
            "Codes", ["code", "severity", "what must hold", "what to do when it does not"], rows)
    }

    // MARK: Words

    /// Neighbouring columns of a record that mean the same are told as one.
    private static func merged(
        _ probe: FormatProbe, where isWanted: (FormatProbe.Answer) -> Bool
    ) -> [(place: String, answer: FormatProbe.Answer)] {
        var rows: [(first: String, last: String, answer: FormatProbe.Answer)] = []
        for place in probe.places {
            guard let answer = probe.answers[place], isWanted(answer) else { continue }
            if let row = rows.last, let next = following(row.last), next == place, row.answer.terms == answer.terms {
                rows[rows.count - 1].last = place
                rows[rows.count - 1].answer.codes.formUnion(answer.codes)
            } else {
                rows.append((place, place, answer))
            }
        }
        return rows.map { row in
            let end = row.last.split(separator: " ").last ?? ""
            return (row.first == row.last ? row.first : "\(row.first)–\(end)", row.answer)
        }
    }

    /// The column after one; nil for a place that is no column.
    private static func following(_ place: String) -> String? {
        let parts = place.split(separator: " ")
        guard place.hasPrefix("0"), parts.count > 1, let column = parts.last.flatMap({ Int($0) }) else { return nil }
        return (parts.dropLast() + ["\(column + 1)"]).joined(separator: " ")
    }

    private static func code(_ place: String) -> String { "`\(place)`" }

    private static func listed(_ codes: Set<String>) -> String { codes.sorted().joined(separator: ", ") }

    /// The terms, the nearest to the root first, and how many more there are.
    private static func named(_ terms: Set<String>) -> String {
        let sorted = terms.sorted { ($0.filter { $0 == "." }.count, $0) < ($1.filter { $0 == "." }.count, $1) }
        return sorted.prefix(4).joined(separator: ", ") + (sorted.count > 4 ? " and \(sorted.count - 4) more" : "")
    }
}
