import Calendars
import Documents
import Receivables
import Synchronization

/// Files that wait in a folder, in the order in which they would be taken.
public struct FilesInFolder: Sendable {
    public let folder: Plan.Step
    public let files: [(name: String, bytes: [UInt8])]

    public init(_ folder: Plan.Step, _ files: [(name: String, bytes: [UInt8])]) {
        self.folder = folder
        self.files = files
    }
}

extension Runner {
    /// What would become of files if they were taken in now, folder by folder: a run is played with them, what waits and
    /// what they wake included, up to where documents leave; and nothing of it is kept.
    public func rehearse(_ folders: [FilesInFolder]) throws -> [[(name: String, standings: [Standing])]] {
        do {
            try around.ledger.write { ledger in
                var stage = around
                stage.ledger = LedgerWithin(ledger)
                stage.blobs = BlobsInMind(besides: around.blobs)
                stage.intakes = Dictionary(uniqueKeysWithValues: folders.map { ($0.folder.id, FilesAtHand($0, now)) })
                try Runner(plan: plan, around: stage, asOf: asOf).play()
                throw Rehearsed(folders: try folders.map { try standings(of: $0, ledger) })
            }
            return []
        } catch let rehearsed as Rehearsed {
            return rehearsed.folders
        }
    }

    /// All that a run decides; nothing is written, sent or put anywhere.
    private func play() throws {
        try around.ledger.write { ledger in
            for owner in try ledger.owners() where !around.owners.isAlive(owner) {
                try ledger.releaseClaims(of: owner, after: around.owners.end(of: owner))
            }
            try reachDay(ledger)
        }
        var isBusy = true
        while isBusy { isBusy = try decodeClaimed() || decideClaimed() || takeIn() || scanClaimed() }
    }

    private func standings(
        of waiting: FilesInFolder, _ ledger: any LedgerTransaction
    ) throws -> [(name: String, standings: [Standing])] {
        let rows = try ledger.record(FilesAtHand.intakes(of: waiting, now))
        return try zip(rows, waiting.files).map { row, file in
            (file.name, try standings(ofInput: row.id, ledger))
        }
    }

    private func standings(ofInput id: Int64, _ ledger: any LedgerSnapshot) throws -> [Standing] {
        var found: [Standing] = []
        // Most files hold one document, and what is asked for beyond it is another's.
        var limit = 2
        while true {
            let next = try ledger.standings(
                after: found.last?.origin ?? DocumentOrigin(intake: id, index: -1), limit: limit
            ).prefix { $0.origin.intake == id }
            found += next
            guard next.count == limit else { return found }
            limit = 1000
        }
    }
}

/// Thrown to end the transaction of a rehearsal: nothing of it may stay.
private struct Rehearsed: Error {
    let folders: [[(name: String, standings: [Standing])]]
}

/// A transaction as a ledger: what is written in it is read in it, and ends with it. The one thread that rehearses uses it.
private final class LedgerWithin: Ledger, @unchecked Sendable {
    private let transaction: any LedgerTransaction

    init(_ transaction: any LedgerTransaction) { self.transaction = transaction }

    func write<Result>(_ body: (any LedgerTransaction) throws -> Result) throws -> Result { try body(transaction) }
    func read<Result>(_ body: (any LedgerSnapshot) throws -> Result) throws -> Result { try body(transaction) }
}

/// Originals that are remembered, besides those that are kept.
private final class BlobsInMind: BlobStore {
    /// Packs that nobody writes.
    private static let pack: Int32 = -1

    private let kept: any BlobStore
    private let remembered = Mutex<[FileBytes]>([])

    init(besides kept: any BlobStore) { self.kept = kept }

    func append(_ originals: [FileBytes]) throws -> [BlobReference] {
        remembered.withLock { remembered in
            originals.map { original in
                remembered.append(original)
                return BlobReference(
                    pack: Self.pack, offset: Int64(remembered.count - 1), length: Int32(clamping: original.count),
                    digest: .sha256(original.array))
            }
        }
    }

    func read(_ reference: BlobReference) throws -> FileBytes {
        guard reference.pack == Self.pack else { return try kept.read(reference) }
        return remembered.withLock { $0[Int(reference.offset)] }
    }
}

/// Files that lie ready once, in their order.
private final class FilesAtHand: Intake {
    private let files: [ClaimedFile]
    private let taken = Mutex(0)
    let passedOver: [PassedOver] = []

    init(_ waiting: FilesInFolder, _ now: Instant) {
        files = zip(waiting.files, waiting.files.indices).map { file, number in
            ClaimedFile(
                claim: Self.claim(number, in: waiting.folder), name: file.name, bytes: FileBytes(file.bytes),
                changedAt: now)
        }
    }

    private static func claim(_ number: Int, in folder: Plan.Step) -> String { "rehearsal:\(folder.id):\(number)" }

    /// The rows that the files were recorded under, so that their numbers can be asked for.
    static func intakes(of waiting: FilesInFolder, _ now: Instant) -> [NewIntake] {
        zip(waiting.files, waiting.files.indices).map { file, number in
            NewIntake(
                source: waiting.folder.id, claim: claim(number, in: waiting.folder), name: file.name,
                original: BlobReference(pack: 0, offset: 0, length: 0, digest: .sha256(file.bytes)),
                receivedAt: now, actor: Runner.actor)
        }
    }

    func claim(upTo count: Int, bytes: Int) throws -> [ClaimedFile] {
        taken.withLock { taken in
            var size = 0
            let batch = files[taken...].prefix(count).prefix { file in
                defer { size += file.bytes.count }
                return size == 0 || size + file.bytes.count <= bytes
            }
            taken += batch.count
            return Array(batch)
        }
    }

    func finish(_ claims: [String]) throws {}
    func release(_ claims: [String]) throws {}
}
