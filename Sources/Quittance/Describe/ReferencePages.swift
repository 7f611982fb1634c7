import Documents
import Findings
import InvoiceRules
import Pipeline

/// The reference pages, in Markdown, from what the registry says of itself.
enum ReferencePages {
    /// A page of one type of stage.
    static func stage(_ type: StageType) -> String {
        var page = "# \(type.name)\n\n\(type.summary)\n\n- Segment: \(type.segment.rawValue)\n"
        if !type.inputs.isEmpty { page += "- Takes: \(type.inputs.map(\.name).sorted().joined(separator: ", "))\n" }
        page += table(
            "Ports", ["port", "what it gives", "meaning"],
            type.ports.map { port in
                [port.name, port.kinds.map(\.name).sorted().joined(separator: ", "), port.summary]
            })
        page += table(
            "Waits", ["reason", "meaning", "next action"], type.waits.map { [$0.name, $0.summary, $0.nextAction] })
        page += table(
            "Settings", ["key", "value", "default", "meaning"],
            type.settings.map { setting in
                [
                    setting.key, words(setting.kind),
                    setting.defaultValue.map { $0.isEmpty ? "empty" : $0 } ?? "must be given", setting.documentation,
                ]
            })
        return page
    }

    /// The page of all codes.
    static func codes(_ rules: [Rule]) -> String {
        let rows = rules.sorted { $0.code < $1.code }.map { [$0.code, $0.severity.name, $0.statement, $0.remedy] }
        return "# Codes\n\nA code never changes its meaning. `quittance explain CODE` shows one.\n"
            + table(nil, ["code", "severity", "what must hold", "what to do when it does not"], rows)
                + """

                ## Peppol in CII

                An invoice in CII that names Peppol BIS Billing 3 (BT-24), or is checked with `--profile peppol`, is held to the \
                rules of EN 16931 for CII and to all of Peppol's but those that UBL alone is asked: \
                \(peppolCodesOfUBLAlone.joined(separator: ", ")).

                """
    }

    /// A format by its name, with the page that tells more.
    private static func link(_ format: String) -> String { "[\(format)](format-\(format).md)" }

    /// The page of all formats.
    static func formats(_ registry: Registry) -> String {
        "# Formats\n"
            + table(
                "Read", ["format", "documents", "what it is"],
                registry.readingFormats.map { format in
                    [link(format.name), format.kinds.map(\.name).sorted().joined(separator: ", "), format.summary]
                })
            + table(
                "Written", ["format", "documents", "what it is"],
                registry.writingFormats.map { format in
                    [link(format.name), format.kinds.map(\.name).sorted().joined(separator: ", "), format.summary]
                })
    }

    static func table(_ title: String?, _ heads: [String], _ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        let lines = [heads, heads.map { _ in "---" }] + rows
        return (title.map { "\n## \($0)\n" } ?? "") + "\n"
            + lines.map { "| " + $0.map { $0.isEmpty ? "–" : $0 }.joined(separator: " | ") + " |\n" }.joined()
    }

    static func words(_ kind: SettingDescription.Kind) -> String {
        switch kind {
        case .text: "text"
        case .path: "path"
        case .secret: "secret"
        case .flag: "true or false"
        case .number(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .choice(let names): names.joined(separator: ", ")
        case .list(let names): "list of \(names.joined(separator: ", "))"
        case .texts: "list of texts"
        case .object(let settings): "object with \(settings.map { "`\($0.key)`" }.joined(separator: ", "))"
        case .names: "texts by name"
        case .textOrNumber(let range): "text, or \(range.lowerBound) to \(range.upperBound)"
        case .members(let settings):
            "objects by name, each with \(settings.map { "`\($0.key)` (\(words($0.kind)))" }.joined(separator: ", "))"
        }
    }
}
