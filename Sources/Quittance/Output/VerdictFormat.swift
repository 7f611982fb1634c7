import ArgumentParser
import Findings
import InvoiceRules
import JSONSyntax
import XMLSyntax

/// How verdicts on files are written.
enum VerdictFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, svrl

    func write(_ verdict: FileVerdict, of file: String, amongOthers: Bool = false) -> [UInt8] {
        switch self {
        case .text: Array(text(verdict, file).utf8)
        case .json: json(verdict, file)
        case .svrl: svrl(verdict, file, isFragment: amongOthers)
        }
    }

    /// What stands around the verdicts on a number of files: SVRL is a document of one file, so that several need a root.
    func frame(around count: Int) -> (opening: String, closing: String) {
        guard self == .svrl, count > 1 else { return ("", "") }
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<verdicts>", "</verdicts>\n")
    }

    private func text(_ verdict: FileVerdict, _ file: String) -> String {
        let profile = verdict.profile.map { " (\($0.rawValue))" } ?? ""
        let lines = verdict.log.findings.map { finding in
            """
              \(finding.rule.code) \(finding.severity.name) at \(finding.place)
                \(finding.message)
                What to do: \(finding.rule.remedy)

            """
        }
        let dropped = verdict.log.droppedCount > 0 ? "  and \(verdict.log.droppedCount) more\n" : ""
        return "\(file)\(profile): \(verdict.isValid ? "valid" : "invalid")\n" + lines.joined() + dropped
    }

    private func json(_ verdict: FileVerdict, _ file: String) -> [UInt8] {
        var json = JSONWriter(.lines)
        json.object { json in
            json.member("file", file)
            json.member("profile", verdict.profile?.rawValue ?? "")
            json.member("valid") { $0.bool(verdict.isValid) }
            json.member("findings") { json in
                json.array { json in for finding in verdict.log.findings { json.finding(finding) } }
            }
            if verdict.log.droppedCount > 0 { json.member("droppedFindings", verdict.log.droppedCount) }
        }
        return json.finish()
    }

    /// SVRL as ISO/IEC 19757-3 has it: all rules are asked of the document, so that one rule fires, with what failed.
    private func svrl(_ verdict: FileVerdict, _ file: String, isFragment: Bool) -> [UInt8] {
        let findings = verdict.log.findings
        var xml = XMLWriter(isFragment: isFragment)
        xml.begin(
            "svrl:schematron-output",
            [("xmlns:svrl", "http://purl.oclc.org/dsdl/svrl"), ("title", verdict.profile?.rawValue ?? "")])
        for (prefix, uri) in namespaces(of: findings.map(\.place.location)) {
            xml.begin("svrl:ns-prefix-in-attribute-values", [("prefix", prefix), ("uri", uri)])
            xml.end("svrl:ns-prefix-in-attribute-values")
        }
        xml.begin("svrl:active-pattern", [("document", file)])
        xml.end("svrl:active-pattern")
        xml.begin("svrl:fired-rule", [("context", "/")])
        xml.end("svrl:fired-rule")
        for finding in findings {
            xml.begin(
                "svrl:failed-assert",
                [
                    ("id", finding.rule.code), ("flag", finding.severity.name), ("location", finding.place.location),
                    ("test", finding.rule.statement),
                ])
            xml.element("svrl:text", text: "\(finding.message) What to do: \(finding.rule.remedy)")
            xml.end("svrl:failed-assert")
        }
        xml.end("svrl:schematron-output")
        return xml.finish()
    }

    /// What the prefixes in some places stand for, each once.
    private func namespaces(of locations: [String]) -> [(prefix: String, uri: String)] {
        var known: Set<String> = []
        return CheckableKind.prefixes.filter { prefix, _ in
            known.insert(prefix).inserted && locations.contains { $0.contains("/\(prefix):") }
        }
    }
}

extension Place {
    /// The path of an element, for SVRL; the document where there is none.
    fileprivate var location: String {
        if case .text(_, _, let path) = self, !path.isEmpty { path } else { "/" }
    }
}
