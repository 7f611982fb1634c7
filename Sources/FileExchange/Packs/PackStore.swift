public import Pipeline
import Synchronization

/// The originals in append-only packs, `pack-000001.qpk` and on, in one directory.
///
/// Several processes may share the directory; each adds to a pack of its own.
public final class PackStore: BlobStore {
    /// What is open for appending, and the failure after which nothing is appended any more.
    private struct Appending: ~Copyable {
        var appender: PackAppender?
        var failure: SystemError?
    }

    private static let packsOpenAtMost = 64

    let directory: String
    private let packLimit: Int64
    private let appending = Mutex(Appending())
    private let packs = Mutex<[Int32: PackFile]>([:])

    /// - Parameter packLimit: from how many bytes on a new pack is begun.
    public init(directory: String, packLimit: Int64 = 1 << 30) throws {
        precondition(packLimit > 0, "a pack holds at least a byte")
        try makeDirectories(directory)
        self.directory = directory
        self.packLimit = packLimit
    }

    public func append(_ originals: [FileBytes]) throws -> [BlobReference] {
        guard !originals.isEmpty else { return [] }
        return try appending.withLock { state in
            if let failure = state.failure { throw failure }
            do throws(SystemError) {
                return try append(originals, to: &state.appender)
            } catch {
                state.appender = nil
                if error.isFatal { state.failure = error }
                throw error
            }
        }
    }

    private func append(
        _ originals: [FileBytes], to appender: inout PackAppender?
    ) throws(SystemError) -> [BlobReference] {
        var current: PackAppender
        if let open = appender.take() {
            let size = originals.reduce(0) { $0 + Int64($1.count + RecordHeader.size) }
            let isFull = open.end > 0 && open.end + size > packLimit
            let number = open.pack.number
            current = isFull ? try .begin(after: number, in: directory) : open
        } else {
            current = try .open(in: directory, limit: packLimit)
        }
        let references = try current.append(originals)
        appender = consume current
        return references
    }

    public func read(_ reference: BlobReference) throws -> FileBytes {
        guard let pack = try pack(reference.pack) else {
            throw PackFault(.packIsThere, pack: reference.pack, offset: reference.offset)
        }
        return try pack.original(reference)
    }

    func pack(_ number: Int32) throws(SystemError) -> PackFile? {
        if let pack = packs.withLock({ $0[number] }) { return pack }
        guard let pack = try PackFile.open(number, in: directory) else { return nil }
        packs.withLock { packs in
            if packs.count >= Self.packsOpenAtMost { packs.removeAll() }
            packs[number] = pack
        }
        return pack
    }
}
