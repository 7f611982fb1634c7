import Calendars
import FileExchange
import Foundation
import JSONSyntax
import Pipeline
import Receivables
import SQLLedger

/// What would happen to the files that lie in the folders. Nothing is claimed, and no file or folder is made.
struct Rehearsal {
    /// A folder, and what would become of the files in it.
    struct Folder {
        let path: String
        let files: [(name: String, standings: [Standing])]
    }

    let passedOver: [FilePassedOver]
    let young: [FilesTooYoung]
    private(set) var folders: [Folder] = []

    init(_ workspace: Workspace, asOf: BusinessDate?) throws {
        passedOver = try workspace.filesPassedOver()
        young = try workspace.filesTooYoung()
        let around = try workspace.surroundingsForRehearsal()
        let runner = Runner(plan: workspace.plan, around: around, asOf: asOf)
        let waiting = try workspace.plan.steps.compactMap { step -> FilesInFolder? in
            guard case .folder(let settings) = step.body, case .stage? = step.targets["received"] else { return nil }
            return FilesInFolder(
                step, try workspace.intakeSettings(settings, step).filesWaiting(owners: around.owners))
        }
        for (waiting, files) in zip(waiting, try runner.rehearse(waiting)) {
            guard case .folder(let settings) = waiting.folder.body else { continue }
            folders.append(Folder(path: settings.path, files: files))
        }
    }

    func show() {
        for file in passedOver { file.show() }
        for files in young { files.show() }
        for folder in folders {
            print("\n\(count(folder.files.count, "file")) waiting in \(folder.path).")
            guard !folder.files.isEmpty else { continue }
            var table = Table("file", "kind", "number", "would be", "because")
            for (name, standings) in folder.files {
                for standing in standings {
                    table.add(
                        name, standing.kind, standing.title, standing.inWords,
                        standing.findings.max { $0.severity < $1.severity }.map {
                            "\($0.code) at \($0.place): \($0.message)"
                        } ?? "")
                }
            }
            table.show()
        }
    }
}

extension JSONWriter {
    mutating func rehearsal(_ rehearsal: Rehearsal) {
        member("passedOver") { $0.passedOver(rehearsal.passedOver) }
        member("tooYoung") { $0.tooYoung(rehearsal.young) }
        member("folders") { json in
            json.array { json in
                for folder in rehearsal.folders {
                    json.object { json in
                        json.member("path", folder.path)
                        json.member("files") { json in
                            json.array { json in for (name, standings) in folder.files { json.file(name, standings) } }
                        }
                    }
                }
            }
        }
    }

    private mutating func file(_ name: String, _ standings: [Standing]) {
        object { json in
            json.member("file", name)
            json.member("documents") { json in
                json.array { json in for standing in standings { json.standing(standing) } }
            }
        }
    }

    mutating func standing(_ standing: Standing) {
        object { json in
            json.member("document", standing.origin.description)
            json.member("kind", standing.kind)
            json.member("number", standing.title)
            json.member("state", standing.state)
            json.member("stage", standing.stage)
            json.member("reason", standing.reason)
            json.member("nextAction", standing.nextAction)
            json.member("findings") { $0.findings(standing.findings) }
        }
    }

    mutating func findings(_ findings: [StoredFinding]) {
        array { json in
            for finding in findings {
                json.object { json in
                    json.member("rule", finding.code)
                    json.member("message", finding.message)
                    json.member("place", finding.place)
                }
            }
        }
    }
}

extension Standing {
    /// `waiting: unknown`, `released`.
    var inWords: String { state == "waiting" ? "waiting: \(reason)" : state }
}

extension Workspace {
    /// What deciding needs, and nothing that is made for it: the ledger is the one that is there, or an empty one in
    /// memory.
    fileprivate func surroundingsForRehearsal() throws -> Surroundings {
        let ledger = try ledgerToTry()
        return Surroundings(
            ledger: ledger, blobs: OriginalsKept(directory: plan.spoolPath + "/packs"), intakes: [:], outlets: [:],
            transports: [:],
            owners: OwnersElsewhere(directory: plan.spoolPath + "/owners"), clock: try SystemClock(),
            randomness: SystemRandomness(), workers: .allCores, company: try company(),
            businessDate: businessDateFunction, moment: momentFunction)
    }
}

/// The originals of what waits already; nothing is added to them.
private struct OriginalsKept: BlobStore {
    let directory: String

    func append(_ originals: [FileBytes]) throws -> [BlobReference] {
        preconditionFailure("a rehearsal keeps no original")
    }
    func read(_ reference: BlobReference) throws -> FileBytes { try PackStore(directory: directory).read(reference) }
}
