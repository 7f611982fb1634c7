/// Whether a file begins like ZIP: with a member, or empty.
public func isZip(_ head: ArraySlice<UInt8>) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
}

/// A file within a ZIP file.
public struct ZipMember: Hashable, Sendable {
    public var name: String
    public var bytes: [UInt8]
}

/// Opens a ZIP file: its members in the order of its directory, folders left out.
///
/// The directory counts, as it does for whoever made the file. Members that share their bytes, a way to make a small
/// file large, are refused, and nothing is inflated beyond what the directory says and the limits allow.
public func unzip(
    _ bytes: [UInt8], within limits: ArchiveLimits = ArchiveLimits()
) throws(ArchiveFault) -> [ZipMember] {
    let file = ZipFile(bytes: bytes)
    let entries = try file.directory(limits)
    var members: [ZipMember] = []
    let inflater = Inflater()
    for entry in entries where !entry.name.hasSuffix("/") {
        members.append(ZipMember(name: entry.name, bytes: try file.content(of: entry, inflater)))
    }
    return members
}

private struct ZipEntry {
    var name: String
    var method: Int
    var checkSum: UInt32
    var compressed: Int
    var size: Int
    var header: Int
}

private struct ZipFile {
    let bytes: [UInt8]

    private func number(_ offset: Int, _ count: Int) throws(ArchiveFault) -> Int {
        guard offset >= 0, offset + count <= bytes.count else { throw .unsound(at: bytes.count, "the file breaks off") }
        return (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }

    private func expect(_ signature: Int, at offset: Int, _ words: String) throws(ArchiveFault) {
        guard try number(offset, 4) == signature else {
            throw .unsound(at: offset, "\(words) is not where it should be")
        }
    }

    /// The end of the directory stands at the end of the file, before a comment of at most 64 KiB.
    private func end() throws(ArchiveFault) -> Int {
        let last = bytes.count - 22
        guard last >= 0 else { throw .unsound(at: bytes.count, "the file breaks off") }
        for offset in stride(from: last, through: max(0, last - 0xFFFF), by: -1) {
            guard bytes[offset] == 0x50, try number(offset, 4) == 0x0605_4B50 else { continue }
            if try offset + 22 + number(offset + 20, 2) == bytes.count { return offset }
        }
        throw .unsound(at: bytes.count, "the file ends without a directory")
    }

    func directory(_ limits: ArchiveLimits) throws(ArchiveFault) -> [ZipEntry] {
        let end = try end()
        let count = try number(end + 10, 2)
        guard try number(end + 4, 2) == 0, try number(end + 8, 2) == count else {
            throw .closed("the file is one of several that make a ZIP file")
        }
        var offset = try number(end + 16, 4)
        guard count != 0xFFFF, offset != 0xFFFF_FFFF else { throw .closed("the file is in ZIP64") }
        guard count <= limits.members else {
            throw .unbounded("the file holds \(count) members, \(limits.members) are allowed")
        }
        var entries: [ZipEntry] = []
        for _ in 0..<count { entries.append(try entry(at: &offset)) }
        try check(entries, limits)
        return entries
    }

    private func entry(at offset: inout Int) throws(ArchiveFault) -> ZipEntry {
        try expect(0x0201_4B50, at: offset, "an entry of the directory")
        let nameLength = try number(offset + 28, 2)
        let next = offset + 46 + nameLength + (try number(offset + 30, 2)) + (try number(offset + 32, 2))
        guard offset + 46 + nameLength <= bytes.count else { throw .unsound(at: bytes.count, "the file breaks off") }
        let name = String(decoding: bytes[(offset + 46)..<(offset + 46 + nameLength)], as: UTF8.self)
        let entry = ZipEntry(
            name: name, method: try number(offset + 10, 2), checkSum: UInt32(try number(offset + 16, 4)),
            compressed: try number(offset + 20, 4), size: try number(offset + 24, 4), header: try number(offset + 42, 4)
        )
        let shown = name.prefix(60)
        guard try number(offset + 8, 2) & 1 == 0 else { throw .closed("\(shown) is encrypted") }
        guard entry.method == 0 || entry.method == 8 else {
            throw .closed("\(shown) is compressed by method \(entry.method)")
        }
        guard entry.size != 0xFFFF_FFFF, entry.compressed != 0xFFFF_FFFF else { throw .closed("\(shown) is in ZIP64") }
        offset = next
        return entry
    }

    private func check(_ entries: [ZipEntry], _ limits: ArchiveLimits) throws(ArchiveFault) {
        let compressed = entries.reduce(0) { $0 + $1.compressed }
        guard compressed <= bytes.count else { throw .unbounded("members of the file share their bytes") }
        let size = entries.reduce(0) { $0 + $1.size }
        let room = limits.room(for: bytes.count)
        guard size <= room else { throw .unbounded("\(bytes.count) bytes of ZIP would become \(size)") }
        for entry in entries where entry.size > limits.room(for: entry.compressed) {
            throw .unbounded("\(entry.name.prefix(60)) would grow from \(entry.compressed) bytes to \(entry.size)")
        }
    }

    func content(of entry: ZipEntry, _ inflater: Inflater) throws(ArchiveFault) -> [UInt8] {
        try expect(0x0403_4B50, at: entry.header, "\(entry.name.prefix(60))")
        let start = entry.header + 30 + (try number(entry.header + 26, 2)) + (try number(entry.header + 28, 2))
        guard start + entry.compressed <= bytes.count else { throw .unsound(at: bytes.count, "the file breaks off") }
        let data = bytes[start..<(start + entry.compressed)]
        let content: [UInt8]
        if entry.method == 0 {
            content = Array(data)
        } else if case .whole(let inflated, _) = inflater.inflate(data, to: entry.size) {
            content = inflated
        } else {
            throw .unsound(at: start, "\(entry.name.prefix(60)) does not inflate to the \(entry.size) bytes it should")
        }
        guard content.count == entry.size, checkSum(of: content) == entry.checkSum else {
            throw .unsound(at: start, "\(entry.name.prefix(60)) is not what its check sum says")
        }
        return content
    }
}
