import Documents
import Receivables

/// Files that wait in a folder, by name.
public struct FilesInFolder: Sendable {
    public let folder: Plan.Step
    public let files: [(name: String, bytes: [UInt8])]

    public init(_ folder: Plan.Step, _ files: [(name: String, bytes: [UInt8])]) {
        self.folder = folder
        self.files = files
    }
}

extension Runner {
    /// What would become of files if they were taken in now, folder by folder: everything is decided, and nothing of it
    /// is kept.
    public func rehearse(_ folders: [FilesInFolder]) throws -> [[(name: String, standings: [Standing])]] {
        let terms = try termsOfSenders(
            folders.flatMap { waiting in
                waiting.files.map { (work: work(of: 0, in: waiting.folder), bytes: FileBytes($0.bytes)) }
            })
        do {
            try around.ledger.write { ledger in
                var batch = try DecideBatch(runner: self, ledger: ledger)
                let rows = try folders.map { waiting in
                    let rows = try record(waiting, ledger)
                    for (row, file) in zip(rows, waiting.files) {
                        let work = work(of: row, in: waiting.folder)
                        guard let index = plan.index(of: work.stage),
                            case .decode(let settings) = plan.steps[index].body
                        else { preconditionFailure("a folder leads to a decode stage") }
                        try batch.add(
                            read(file.bytes, as: settings.formats, maxLines: plan.maxLines) { terms[$0] }, of: work)
                    }
                    return rows
                }
                try batch.decideAll()
                throw Rehearsed(
                    folders: zip(folders, rows).map { waiting, rows in
                        zip(rows, waiting.files).map { row, file in
                            let standings = batch.standings.values.filter { $0.origin.intake == row }
                            return (file.name, standings.sorted { $0.origin < $1.origin })
                        }
                    })
            }
            return []
        } catch let rehearsed as Rehearsed {
            return rehearsed.folders
        }
    }

    private func record(_ waiting: FilesInFolder, _ ledger: any LedgerTransaction) throws -> [Int64] {
        try ledger.record(
            waiting.files.enumerated().map { number, file in
                NewIntake(
                    source: waiting.folder.id, claim: "rehearsal:\(waiting.folder.id):\(number)", name: file.name,
                    original: BlobReference(pack: 0, offset: 0, length: 0, digest: .sha256(file.bytes)),
                    receivedAt: now, actor: "quittance")
            }
        ).map(\.id)
    }

    private func work(of intake: Int64, in folder: Plan.Step) -> Work {
        guard case .stage(let index)? = folder.targets["received"] else {
            preconditionFailure("a folder leads to a decode stage")
        }
        return Work(
            stage: plan.steps[index].id, origin: DocumentOrigin(intake: intake, index: 0), subject: .intake, since: now)
    }
}

/// Thrown to end the transaction of a rehearsal: nothing of it may stay.
private struct Rehearsed: Error {
    let folders: [[(name: String, standings: [Standing])]]
}
