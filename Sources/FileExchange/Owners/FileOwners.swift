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

    /// Takes an identifier for this process and clears away the locks of dead ones.
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
        try removeLocksOfTheDead()
    }

    deinit { unlink(Self.lockPath(of: current, in: directory)) }

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

    public func others() throws -> [String] {
        var living: [String] = []
        try forEachOther { _, owner in if isAlive(owner) { living.append(owner) } }
        return living.sorted()
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
        let file = try Descriptor(opening: path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, shownAs: path)
        guard try file.lock(LOCK_EX, path) else { return nil }
        // Between the two calls another process may have taken the file for a dead one's and removed it.
        guard try FileStatus(of: file, path).linkCount == 1 else { return nil }
        return file
    }

    private func removeLocksOfTheDead() throws {
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
    public func others() throws -> [String] { [] }
}
