import CPlatform
import Glibc
import Pipeline

/// The one pack that this process adds to, under a lock that keeps every other process off it.
struct PackAppender: ~Copyable {
    let pack: PackFile
    private(set) var end: Int64

    /// Takes the newest pack where it is sound, has room and is nobody else's; else begins the next one.
    ///
    /// A pack whose tail was torn by a crash is left as it is, never cut: nothing names what lies in the tail, and
    /// should anything but a crash have damaged it, the rest can still be looked at.
    static func open(in directory: String, limit: Int64) throws(SystemError) -> PackAppender {
        let newest = try packNumbers(in: directory).max() ?? 0
        if newest > 0, let reopened = try reopen(newest, in: directory, limit: limit) { return reopened }
        return try begin(after: newest, in: directory)
    }

    /// Begins a pack under the first number that is free.
    static func begin(after last: Int32, in directory: String) throws(SystemError) -> PackAppender {
        var number = last + 1
        while true {
            if let begun = try begin(number, in: directory) { return begun }
            number += 1
        }
    }

    private static func begin(_ number: Int32, in directory: String) throws(SystemError) -> PackAppender? {
        do throws(SystemError) {
            guard let pack = try PackFile.open(number, in: directory, flags: O_RDWR | O_CREAT | O_EXCL),
                try pack.file.lock(LOCK_EX | LOCK_NB, pack.path)
            else { return nil }
            return try PackAppender(pack: pack, end: 0, entryIn: directory)
        } catch {
            guard error.errno == EEXIST else { throw error }
            return nil
        }
    }

    private static func reopen(
        _ number: Int32, in directory: String, limit: Int64
    ) throws(SystemError) -> PackAppender? {
        guard let pack = try PackFile.open(number, in: directory, flags: O_RDWR),
            try pack.file.lock(LOCK_EX | LOCK_NB, pack.path)
        else { return nil }
        let size = try pack.size()
        guard size < limit, try pack.endsSoundly() else { return nil }
        return try PackAppender(pack: pack, end: size, entryIn: directory)
    }

    /// The entry is made durable in any case: whoever made the pack may have died before it got to that.
    private init(pack: PackFile, end: Int64, entryIn directory: String) throws(SystemError) {
        try makeDurable(Descriptor(directory: directory), directory)
        self.pack = pack
        self.end = end
    }

    /// Adds a batch and returns when it is durable.
    mutating func append(_ originals: [FileBytes]) throws(SystemError) -> [BlobReference] {
        var batch = PackBatch(pack: pack, start: end, size: originals.reduce(0) { $0 + $1.count + RecordHeader.size })
        do throws(SystemError) {
            for original in originals { try batch.add(original) }
            try batch.close()
        } catch {
            // Nothing names what was written since the last sync. Where cutting fails, the next opening sees the tear.
            ftruncate(pack.file.number, off_t(end))
            throw error
        }
        try makeDurable(pack.file, dataOnly: true, pack.path)
        end = batch.end
        return batch.references
    }
}

/// A batch on its way into a pack, gathered so that small originals go out in one write.
private struct PackBatch: ~Copyable {
    private static let gatheredAtMost = 4 << 20

    let pack: PackFile
    let start: Int64
    private(set) var references: [BlobReference] = []
    private var written: Int64
    private var gathered: [UInt8] = []
    private var maker = DigestMaker()

    init(pack: PackFile, start: Int64, size: Int) {
        self.pack = pack
        self.start = start
        written = start
        gathered.reserveCapacity(min(size + BatchMark.size, Self.gatheredAtMost))
    }

    /// Where the next byte goes.
    var end: Int64 { written + Int64(gathered.count) }

    mutating func add(_ original: FileBytes) throws(SystemError) {
        precondition(original.count <= Int32.max, "an intake hands in no original of more than 2 GiB")
        let header = RecordHeader(length: Int32(original.count), digest: maker.digest(of: original))
        references.append(
            BlobReference(pack: pack.number, offset: end, length: header.length, digest: header.digest))
        header.append(to: &gathered)
        guard original.count < Self.gatheredAtMost else { return try writeThrough(original) }
        original.withBytes { gathered += $0 }
        if gathered.count >= Self.gatheredAtMost { try flush() }
    }

    /// A large original goes out as it lies there.
    private mutating func writeThrough(_ original: FileBytes) throws(SystemError) {
        try flush()
        let place = written
        try original.withBytes { bytes throws(SystemError) in
            try write(UnsafeRawBufferPointer(bytes), to: pack.file, at: place, pack.path)
        }
        written += Int64(original.count)
    }

    mutating func close() throws(SystemError) {
        BatchMark(count: UInt32(references.count), start: start).append(to: &gathered)
        try flush()
    }

    private mutating func flush() throws(SystemError) {
        var failure: SystemError?
        gathered.withUnsafeBytes { bytes in
            do throws(SystemError) {
                try write(bytes, to: pack.file, at: written, pack.path)
            } catch { failure = error }
        }
        if let failure { throw failure }
        written += Int64(gathered.count)
        gathered.removeAll(keepingCapacity: true)
    }
}

/// The numbers of the packs in a directory, in no order.
func packNumbers(in directory: String) throws(SystemError) -> [Int32] {
    var numbers = [Int32]()
    let folder = try Descriptor(directory: directory)
    try forEachName(in: folder, directory) { name throws(SystemError) in
        if let number = PackName.number(of: FileName(terminated: name)) { numbers.append(number) }
    }
    return numbers
}
