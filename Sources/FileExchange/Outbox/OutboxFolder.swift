import Glibc
public import Pipeline
import Synchronization

/// A folder that finished documents are put in, whole or not at all.
public final class OutboxFolder: Outlet {
    private let path: String
    private let owners: FileOwners
    /// The failure after which nothing is published any more.
    private let failure = Mutex<SystemError?>(nil)

    /// Makes the folder where it is missing and clears away what dead processes left half written.
    public init(path: String, owners: FileOwners) throws {
        try makeDirectories(path)
        self.path = path
        self.owners = owners
        try removeLeftovers()
    }

    /// Publishes every file it can. Repeatable.
    public func publish(_ files: [(name: String, bytes: [UInt8])]) throws -> Set<String> {
        guard !files.isEmpty else { return [] }
        return try failure.withLock { failure in
            if let failure { throw failure }
            do throws(SystemError) {
                return try publishAll(files)
            } catch {
                if error.isFatal { failure = error }
                throw error
            }
        }
    }

    /// Answers the names that were taken. The folder is made durable in any case: a file that is there already may
    /// stem from a process that did not get so far.
    private func publishAll(_ files: [(name: String, bytes: [UInt8])]) throws(SystemError) -> Set<String> {
        let folder = try Descriptor(directory: path)
        var taken: Set<String> = []
        for file in files {
            let name = Self.fileName(for: file.name)
            if try !publish(file.bytes, as: name, in: folder) { taken.insert(file.name) }
        }
        try makeDurable(folder, path)
        return taken
    }

    /// False where the name has other bytes.
    private func publish(
        _ bytes: [UInt8], as name: String, in folder: borrowing Descriptor
    ) throws(SystemError) -> Bool {
        if let isSame = try holds(name, bytes, in: folder) { return isSame }
        let draft = Self.draftPrefix + owners.nextClaim()
        do throws(SystemError) {
            try write(bytes, toDraft: draft, in: folder)
            if moveWithoutReplacing(from: draft, in: folder.number, to: name, in: folder.number) == 0 { return true }
            guard errno == EEXIST else { throw SystemError(errno: errno, operation: .rename, path: shown(name)) }
        } catch {
            unlinkat(folder.number, draft, 0)
            throw error
        }
        unlinkat(folder.number, draft, 0)
        return try holds(name, bytes, in: folder) ?? false
    }

    private func write(
        _ bytes: [UInt8], toDraft draft: String, in folder: borrowing Descriptor
    ) throws(SystemError) {
        let file = try Descriptor(
            opening: draft, in: folder.number, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o640,
            shownAs: shown(draft))
        var failure: SystemError?
        bytes.withUnsafeBytes { bytes in
            do throws(SystemError) {
                try FileExchange.write(bytes, to: file, at: 0, shown(draft))
            } catch { failure = error }
        }
        if let failure { throw failure }
        try makeDurable(file, dataOnly: true, shown(draft))
    }

    /// Whether the name has these bytes; nil where there is no such name.
    private func holds(
        _ name: String, _ bytes: [UInt8], in folder: borrowing Descriptor
    ) throws(SystemError) -> Bool? {
        do throws(SystemError) {
            let file = try Descriptor(
                opening: name, in: folder.number, flags: O_RDONLY | O_NOFOLLOW | O_NONBLOCK, shownAs: shown(name))
            let status = try FileStatus(of: file, shown(name))
            guard status.isRegular, status.size == bytes.count else { return false }
            return try readBytes(bytes.count, from: file, shown(name)) == bytes
        } catch {
            switch error.errno {
            case ENOENT: return nil
            case ELOOP, ENXIO: return false
            default: throw error
            }
        }
    }

    private func shown(_ name: String) -> String { "\(path)/\(name)" }
}

extension OutboxFolder {
    private static let draftPrefix = ".quittance-draft-"

    /// A file name that stands for a key: itself, where it has letters, digits, dots, hyphens, low lines and what is
    /// percent-encoded; else what is something else is encoded, with a tilde before its two digits.
    ///
    /// No two keys have the same name. A leading dot is encoded, for it would hide the file; a key that is too long is
    /// cut and its digest added before the extension.
    public static func fileName(for key: String) -> String {
        precondition(!key.isEmpty, "a key is not empty")
        let bytes = Array(key.utf8)
        let isName = PercentEncoding.isEncoded(bytes)
        var name =
            isName ? key : PercentEncoding.encode(bytes, after: UInt8(ascii: "~"), keeping: PercentEncoding.isPlain)
        if name.utf8.first == UInt8(ascii: ".") { name = "~2E" + name.dropFirst() }
        guard name.utf8.count > 200 else { return name }
        var maker = DigestMaker()
        return name.prefix(120) + "~" + maker.digest(of: FileBytes(Array(key.utf8))).hex + shortExtension(of: name)
    }

    /// From the last dot on, where that is short enough to be what says the kind of the file.
    private static func shortExtension(of name: String) -> Substring {
        guard let dot = name.lastIndex(of: "."), name[dot...].utf8.count <= 12 else { return "" }
        return name[dot...]
    }

    private func removeLeftovers() throws {
        let folder = try Descriptor(directory: path)
        try forEachName(in: folder, path) { pointer throws(SystemError) in
            let name = String(cString: pointer)
            guard name.hasPrefix(Self.draftPrefix) else { return }
            let owner = String(name.dropFirst(Self.draftPrefix.count).prefix(32))
            if FileOwners.isIdentifier(owner), !owners.isAlive(owner) { unlinkat(folder.number, pointer, 0) }
        }
    }
}
