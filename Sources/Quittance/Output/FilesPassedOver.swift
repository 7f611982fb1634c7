import FileExchange
import Findings
import Foundation
import JSONSyntax
import Pipeline

/// A file that stays in its folder because it is none that may be taken in.
struct FilePassedOver {
    let folder: String
    let name: String
    let finding: Finding

    func show() {
        print("Left in \(folder): \(name). \(finding.rule.code): \(finding.message). \(finding.rule.remedy)")
    }
}

extension Workspace {
    /// What lies in the folders now and is never taken in.
    func filesPassedOver() throws -> [FilePassedOver] {
        try plan.steps.flatMap { step -> [FilePassedOver] in
            guard case .folder(let settings) = step.body, FileManager.default.fileExists(atPath: settings.path) else {
                return []
            }
            return try intakeSettings(settings, step).filesPassedOver().map {
                FilePassedOver(folder: settings.path, name: $0.name, finding: $0.finding)
            }
        }
    }
}

extension JSONWriter {
    mutating func passedOver(_ files: [FilePassedOver]) {
        array { json in
            for file in files {
                json.object { json in
                    json.member("folder", file.folder)
                    json.member("file", file.name)
                    json.member("rule", file.finding.rule.code)
                    json.member("message", file.finding.message)
                    json.member("nextAction", file.finding.rule.remedy)
                }
            }
        }
    }
}
