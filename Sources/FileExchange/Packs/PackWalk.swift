public import Pipeline

/// What a walk through the packs comes upon.
public enum PackEntry: Hashable, Sendable {
    /// An original whose bytes have their digest.
    case sound(BlobReference)
    /// A record whose bytes no longer have the digest it was given.
    case damaged(BlobReference)
    /// A stretch that is no record: the torn tail of a crash, a batch that another process is just writing, or damage.
    case gap(pack: Int32, offset: Int64, length: Int64)
}

extension PackStore {
    /// Goes through every pack from the oldest on and checks every record.
    public func forEachEntry(_ body: (PackEntry) throws -> Void) throws {
        for number in try packNumbers(in: directory).sorted() {
            guard let pack = try pack(number) else { continue }
            var walk = try PackWalk(pack)
            while let entry = try walk.next() { try body(entry) }
        }
    }
}

/// A walk through one pack that finds its way again behind damage.
private struct PackWalk {
    private let pack: PackFile
    private let size: Int64
    private var offset: Int64 = 0
    /// Whether a record or mark is known to begin at the offset, rather than guessed.
    private var isSure = true

    init(_ pack: PackFile) throws(SystemError) {
        self.pack = pack
        size = try pack.size()
    }

    mutating func next() throws(SystemError) -> PackEntry? {
        try skipMarks()
        guard offset < size else { return nil }
        if let entry = try takeRecord() { return entry }
        return try takeGap()
    }

    private mutating func skipMarks() throws(SystemError) {
        while isSure, BatchMark(try pack.bytes(BatchMark.size, at: offset)) != nil { offset += Int64(BatchMark.size) }
    }

    private mutating func takeRecord() throws(SystemError) -> PackEntry? {
        guard let header = RecordHeader(try pack.bytes(RecordHeader.size, at: offset)) else { return nil }
        let start = offset + Int64(RecordHeader.size)
        let end = start + Int64(header.length)
        guard end <= size else { return nil }
        let reference = BlobReference(
            pack: pack.number, offset: offset, length: header.length, digest: header.digest)
        let isSound = try pack.digest(of: Int64(header.length), at: start) == header.digest
        // A length that is damaged leads to nowhere; only where it leads to something is it to be believed.
        if !isSound {
            guard isSure, try leadsOn(end) else { return nil }
        }
        offset = end
        isSure = true
        return isSound ? .sound(reference) : .damaged(reference)
    }

    private func leadsOn(_ place: Int64) throws(SystemError) -> Bool {
        guard place < size else { return true }
        let bytes = try pack.bytes(RecordHeader.size, at: place)
        return RecordHeader(bytes) != nil || BatchMark(bytes) != nil
    }

    private mutating func takeGap() throws(SystemError) -> PackEntry {
        let start = offset
        isSure = false
        repeat {
            offset = try nextMagic(from: offset + 1)
            if try soundRecordBegins() { break }
        } while offset < size
        return .gap(pack: pack.number, offset: start, length: offset - start)
    }

    private func soundRecordBegins() throws(SystemError) -> Bool {
        var trial = self
        return try trial.takeRecord() != nil
    }

    private func nextMagic(from start: Int64) throws(SystemError) -> Int64 {
        let magic = RecordHeader.magic
        var place = start
        while place < size {
            let window = try pack.bytes(1 << 16, at: place)
            guard window.count >= magic.count else { return size }
            for index in 0...(window.count - magic.count)
            where window[index] == magic[0] && window[index..<index + magic.count].elementsEqual(magic) {
                return place + Int64(index)
            }
            place += Int64(window.count - magic.count + 1)
        }
        return size
    }
}
