import Glibc
public import Pipeline
import Synchronization

/// Processes of one machine, told apart by a file that each keeps locked for as long as it lives.
///
/// The kernel gives a lock up when its process ends, however it ends, so there is no time-out to wait for and no
/// living process can be taken for a dead one.
public final class FileOwners: Owners {
    public let current: String
    private let directory: String
    private let lock: Descriptor
    private let claimCount = Atomic<UInt64>(0)

    /// Whether this process broke, which its lock file tells the next one.
    private let isBroken = Atomic<Bool>(false)

    /// Takes an identifier for this process.
    public init(directory: String) throws {
        try makeDirectories(directory)
        self.directory = directory
        var owner = Self.randomIdentifier()
        var taken = try Self.takeLock(of: owner, in: directory)
        while taken == nil {
            owner = Self.randomIdentifier()
            taken = try Self.takeLock(of: owner, in: directory)
        }
        current = owner
        lock = taken.take()!
    }

    deinit {
        BreakMark.leaveNone(in: lock.number)
        if !isBroken.load(ordering: .relaxed) { unlink(Self.lockPath(of: current, in: directory)) }
    }

    /// From now on a signal of a fault in this process is told in its lock file.
    public func markBreaks() { BreakMark.leaveWhenBroken(in: lock.number) }

    /// This process ends by a fault of its own.
    public func breakDown() {
        isBroken.store(true, ordering: .relaxed)
        BreakMark.leave(in: lock.number)
    }

    /// Tries the other's lock. A process that cannot tell says alive, so that nothing is taken from a living one.
    public func isAlive(_ owner: String) -> Bool { owner == current || Self.isAlive(owner, in: directory) }

    static func isAlive(_ owner: String, in directory: String) -> Bool {
        guard isIdentifier(owner) else { return false }
        do throws(SystemError) {
            let path = lockPath(of: owner, in: directory)
            let other = try Descriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW, shownAs: path)
            // Shared, so that two processes that ask at once do not take each other for the owner.
            return try !other.lock(LOCK_SH | LOCK_NB, path)
        } catch {
            return error.errno != ENOENT
        }
    }

    public func announce(configuration: String) throws {
        let path = Self.lockPath(of: current, in: directory)
        let bytes = Array(configuration.utf8)
        let written = bytes.withUnsafeBytes { write(lock.number, $0.baseAddress, $0.count) }
        guard written == bytes.count else { throw SystemError(errno: errno, operation: .write, path: path) }
    }

    public func configurationsOfOthers() throws -> Set<String> {
        var found: Set<String> = []
        try forEachOther { _, owner throws(SystemError) in
            guard isAlive(owner), let told = try content(of: owner), !told.isEmpty else { return }
            // One that broke may still be saying so.
            found.insert(String(decoding: told.utf8.filter { $0 != BreakMark.byte }, as: UTF8.self))
        }
        return found
    }

    /// Who leaves in order takes the file along.
    public func end(of owner: String) -> OwnerEnd {
        guard Self.isIdentifier(owner), let told = try? content(of: owner) else { return .stopped }
        return told.utf8.last == BreakMark.byte ? .broke : .killed
    }

    /// What a lock file holds; nil where there is none.
    private func content(of owner: String) throws(SystemError) -> String? {
        let path = Self.lockPath(of: owner, in: directory)
        do throws(SystemError) {
            let file = try Descriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW, shownAs: path)
            return String(decoding: try readBytes(256, from: file, path), as: UTF8.self)
        } catch {
            guard error.errno == ENOENT else { throw error }
            return nil
        }
    }

    /// A claim that no other process and no other intake of this process has.
    func nextClaim() -> String {
        "\(current)-\(claimCount.wrappingAdd(1, ordering: .relaxed).newValue)"
    }
}

extension FileOwners {
    /// 32 hexadecimal digits.
    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 32
            && text.utf8.allSatisfy {
                $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "f")
            }
    }

    private static func randomIdentifier() -> String {
        var bytes = [UInt8]()
        for _ in 0..<32 { bytes.append("0123456789abcdef".utf8.randomElement()!) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func lockPath(of owner: String, in directory: String) -> String { "\(directory)/\(owner).lock" }

    /// Makes the lock file and takes its lock; nil where another process came in between.
    private static func takeLock(of owner: String, in directory: String) throws(SystemError) -> Descriptor? {
        let path = lockPath(of: owner, in: directory)
        let file = try Descriptor(
            opening: path, flags: O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW, shownAs: path)
        guard try file.lock(LOCK_EX, path) else { return nil }
        // Between the two calls another process may have taken the file for a dead one's and removed it.
        guard try FileStatus(of: file, path).linkCount == 1 else { return nil }
        return file
    }

    public func forgetDead() throws {
        let folder = try Descriptor(directory: directory)
        try forEachOther { file, _ throws(SystemError) in try removeLockIfDead(file, in: folder) }
    }

    private func forEachOther(_ body: (FileName, String) throws(SystemError) -> Void) throws(SystemError) {
        try forEachName(in: Descriptor(directory: directory), directory) { name throws(SystemError) in
            let file = FileName(terminated: name)
            guard file.hasSuffix(".lock") else { return }
            let owner = String(decoding: file.bytes.dropLast(5), as: UTF8.self)
            guard Self.isIdentifier(owner), owner != current else { return }
            try body(file, owner)
        }
    }

    /// Removes a lock file while holding its lock, so that nobody who just took it loses it unnoticed.
    private func removeLockIfDead(_ file: FileName, in folder: borrowing Descriptor) throws(SystemError) {
        do throws(SystemError) {
            let lock = try Descriptor(
                opening: file.terminated, in: folder.number, flags: O_RDONLY | O_NOFOLLOW, shownAs: file.shown)
            guard try lock.lock(LOCK_EX | LOCK_NB, file.shown) else { return }
            unlinkat(folder.number, file.terminated, 0)
        } catch  where error.errno == ENOENT {}
    }
}

/// The processes of one machine as one sees them that holds nothing itself, and so makes no file.
public final class OwnersElsewhere: Owners {
    private let directory: String

    public init(directory: String) { self.directory = directory }

    /// No identifier, and so the owner of nothing.
    public let current = ""
    public func isAlive(_ owner: String) -> Bool { FileOwners.isAlive(owner, in: directory) }
    public func announce(configuration: String) {}
    public func configurationsOfOthers() -> Set<String> { [] }
    public func end(of owner: String) -> OwnerEnd { .killed }
    public func forgetDead() {}
}
