import Glibc

/// Why the file of effects cannot be used.
public enum EffectFileError: Error, Hashable {
    case cannotOpen(path: String, errno: Int32)
    case cannotRead(path: String, errno: Int32)
    case cannotWrite(errno: Int32)
    /// A line in the middle that is not `key<TAB>digest`.
    case notAnEffect(path: String, line: Int)
}

/// The effects on disk, one line each: `key<TAB>sha256 of the body`.
///
/// The descriptor is used by one thread at a time.
final class EffectFile: Sendable {
    private let descriptor: Int32
    let path: String

    init(_ path: String) throws(EffectFileError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
        try syncDirectory()
    }

    deinit { close(descriptor) }

    /// Everything in the file.
    func read() throws(EffectFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = pread(descriptor, &block, block.count, off_t(bytes.count))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .cannotRead(path: path, errno: errno) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: block[..<count])
        }
    }

    /// The effects in the file, after a last line that was torn by a crash has been cut off.
    func load() throws(EffectFileError) -> [(key: String, digest: BodyDigest)] {
        let bytes = try read()
        let whole = (bytes.lastIndex(of: newline) ?? -1) + 1
        if whole < bytes.count { try cut(to: whole) }
        var effects: [(key: String, digest: BodyDigest)] = []
        for line in bytes[..<whole].split(separator: newline, omittingEmptySubsequences: false).dropLast() {
            guard let tab = line.firstIndex(of: tab), let digest = BodyDigest(hex: line[(tab + 1)...]) else {
                throw .notAnEffect(path: path, line: effects.count + 1)
            }
            effects.append((String(decoding: line[..<tab], as: UTF8.self), digest))
        }
        return effects
    }

    /// Appends lines; when it returns they survive a power loss.
    func append(_ lines: [UInt8]) throws(EffectFileError) {
        var written = 0
        while written < lines.count {
            let count = lines.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(errno: errno) }
            written += count
        }
        guard fdatasync(descriptor) == 0 else { throw .cannotWrite(errno: errno) }
    }

    private func cut(to length: Int) throws(EffectFileError) {
        guard ftruncate(descriptor, off_t(length)) == 0, fdatasync(descriptor) == 0 else {
            throw .cannotWrite(errno: errno)
        }
    }

    /// A new file is there after a power loss only when its directory has been flushed too.
    private func syncDirectory() throws(EffectFileError) {
        let parent = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .cannotOpen(path: parent, errno: errno) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw .cannotWrite(errno: errno) }
    }
}

private let newline = UInt8(ascii: "\n")
private let tab = UInt8(ascii: "\t")
