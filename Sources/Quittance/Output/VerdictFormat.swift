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

    private func svrl(_ verdict: FileVerdict, _ file: String, isFragment: Bool) -> [UInt8] {
        var xml = XMLWriter(isFragment: isFragment)
        xml.begin(
            "svrl:schematron-output",
            [("xmlns:svrl", "http://purl.oclc.org/dsdl/svrl"), ("title", verdict.profile?.rawValue ?? "")])
        xml.begin("svrl:active-pattern", [("document", file)])
        xml.end("svrl:active-pattern")
        for finding in verdict.log.findings {
            xml.begin(
                "svrl:failed-assert",
                [("id", finding.rule.code), ("flag", finding.severity.name), ("location", finding.place.location)])
            xml.element("svrl:text", text: finding.message)
            xml.end("svrl:failed-assert")
        }
        xml.end("svrl:schematron-output")
        return xml.finish()
    }
}

extension Place {
    /// The path of an element, for SVRL.
    fileprivate var location: String {
        if case .text(_, _, let path) = self { path } else { "/" }
    }
}
