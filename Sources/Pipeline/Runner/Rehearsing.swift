import Documents
import Receivables

extension Runner {
    /// What would become of files if they were taken in now at a folder: everything is decided, and nothing of it is
    /// kept.
    public func rehearse(
        _ files: [(name: String, bytes: [UInt8])], at folder: Plan.Step
    ) throws -> [(name: String, standings: [Standing])] {
        guard case .stage(let index)? = folder.targets["received"], case .decode(let settings) = plan.steps[index].body
        else { return [] }
        let decoder = plan.steps[index]
        do {
            try around.ledger.write { ledger in
                let rows = try ledger.record(
                    files.enumerated().map { number, file in
                        NewIntake(
                            source: folder.id, claim: "rehearsal:\(number)", name: file.name,
                            original: BlobReference(pack: 0, offset: 0, length: 0, digest: .sha256(file.bytes)),
                            receivedAt: now, actor: "quittance")
                    })
                var batch = try DecideBatch(runner: self, ledger: ledger)
                for (row, file) in zip(rows, files) {
                    let work = Work(
                        stage: decoder.id, origin: DocumentOrigin(intake: row.id, index: 0), subject: .intake,
                        since: now)
                    try batch.add(read(file.bytes, as: settings.formats, maxLines: plan.maxLines), of: work)
                }
                try batch.decideAll()
                throw Rehearsed(
                    files: zip(rows, files).map { row, file in
                        (
                            file.name,
                            batch.standings.values.filter { $0.origin.intake == row.id }.sorted {
                                $0.origin < $1.origin
                            }
                        )
                    })
            }
            return []
        } catch let rehearsed as Rehearsed {
            return rehearsed.files
        }
    }
}

/// Thrown to end the transaction of a rehearsal: nothing of it may stay.
private struct Rehearsed: Error {
    let files: [(name: String, standings: [Standing])]
}
