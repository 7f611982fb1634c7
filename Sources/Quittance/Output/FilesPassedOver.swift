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

    var place: String { "\(folder)/\(name)" }
    var inWords: String {
        "Left in \(folder): \(name). \(finding.rule.code): \(finding.message). \(finding.rule.remedy)"
    }

    func show() { print(inWords) }
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

extension Workspace {
    /// The same, as of the last time that files were taken.
    func filesPassedOver(as intakes: [String: any Intake]) -> [FilePassedOver] {
        plan.steps.flatMap { step -> [FilePassedOver] in
            guard case .folder(let settings) = step.body, let intake = intakes[step.id] else { return [] }
            return intake.passedOver.map {
                FilePassedOver(folder: settings.path, name: $0.name, finding: $0.finding)
            }
        }
    }
}

/// Files that have changed so lately that they may not be complete.
struct FilesTooYoung {
    let folder: String
    let count: Int
    /// In how many seconds all of them may be taken in.
    let quietIn: Int

    func show() {
        print(
            "Left in \(folder): \(Quittance.count(count, "file")) that changed too lately to be complete (`ready: quiet`). Run again in \(quietIn) seconds, or use --watch."
        )
    }
}

extension Workspace {
    func filesTooYoung() throws -> [FilesTooYoung] {
        try plan.steps.compactMap { step in
            guard case .folder(let settings) = step.body,
                let young = try intakeSettings(settings, step).filesTooYoung()
            else { return nil }
            return FilesTooYoung(folder: settings.path, count: young.count, quietIn: young.quietIn)
        }
    }
}

extension JSONWriter {
    mutating func tooYoung(_ files: [FilesTooYoung]) {
        array { json in
            for files in files {
                json.object { json in
                    json.member("folder", files.folder)
                    json.member("files", files.count)
                    json.member("quietInSeconds", files.quietIn)
                }
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
