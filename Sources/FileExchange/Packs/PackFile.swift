import Glibc
import Pipeline

/// A pack that is open for reading; any number of threads may use it at once.
final class PackFile: Sendable {
    let number: Int32
    let path: String
    let file: Descriptor

    init(number: Int32, path: String, file: consuming Descriptor) {
        self.number = number
        self.path = path
        self.file = file
    }

    /// Nil where there is no such pack.
    static func open(_ number: Int32, in directory: String, flags: Int32 = O_RDONLY) throws(SystemError) -> PackFile? {
        let path = "\(directory)/\(PackName.of(number))"
        do throws(SystemError) {
            let file = try Descriptor(opening: path, flags: flags | O_NOFOLLOW, shownAs: path)
            return PackFile(number: number, path: path, file: file)
        } catch {
            guard error.errno == ENOENT else { throw error }
            return nil
        }
    }

    func size() throws(SystemError) -> Int64 { Int64(try FileStatus(of: file, path).size) }

    func bytes(_ count: Int, at offset: Int64) throws(SystemError) -> [UInt8] {
        try readBytes(count, from: file, at: offset, path)
    }

    /// The original, once its header and digest have been found to be those of the reference.
    func original(_ reference: BlobReference) throws -> FileBytes {
        let header = RecordHeader(length: reference.length, digest: reference.digest)
        guard reference.offset >= 0, RecordHeader(try bytes(RecordHeader.size, at: reference.offset)) == header,
            reference.offset + Int64(RecordHeader.size) + Int64(reference.length) <= (try size())
        else { throw PackFault(.recordIsThere, pack: number, offset: reference.offset) }
        let start = reference.offset + Int64(RecordHeader.size)
        let original = try fileBytes(Int(reference.length), from: file, at: start, path)
        var maker = DigestMaker()
        guard maker.digest(of: original) == reference.digest else {
            throw PackFault(.originalIsUnchanged, pack: number, offset: reference.offset)
        }
        return original
    }

    /// The digest of a stretch, taken piece by piece so that memory does not grow with it.
    func digest(of count: Int64, at offset: Int64) throws(SystemError) -> Digest {
        var maker = DigestMaker()
        var done: Int64 = 0
        while done < count {
            let piece = try bytes(Int(min(count - done, 1 << 20)), at: offset + done)
            guard !piece.isEmpty else { break }
            piece.withUnsafeBytes { maker.add($0) }
            done += Int64(piece.count)
        }
        return maker.finish()
    }

    /// Whether the pack ends with a batch that is whole.
    func endsSoundly() throws(SystemError) -> Bool {
        let size = try size()
        guard size > 0 else { return true }
        let end = size - Int64(BatchMark.size)
        guard end > 0, let mark = BatchMark(try bytes(BatchMark.size, at: end)), mark.start < end else { return false }
        var offset = mark.start
        for _ in 0..<mark.count {
            guard let next = try endOfSoundRecord(at: offset), next <= end else { return false }
            offset = next
        }
        return offset == end
    }

    private func endOfSoundRecord(at offset: Int64) throws(SystemError) -> Int64? {
        guard let header = RecordHeader(try bytes(RecordHeader.size, at: offset)) else { return nil }
        let start = offset + Int64(RecordHeader.size)
        guard try digest(of: Int64(header.length), at: start) == header.digest else { return nil }
        return start + Int64(header.length)
    }
}
