import CPlatform
import Glibc

/// The directory that holds what this process has claimed, one among those of other processes.
final class ClaimsDirectory: Sendable {
    let root: String
    let path: String
    let descriptor: Descriptor
    private let owner: String

    /// Makes the directory so that it survives a power loss. The owner's lock is held by then: a directory that can be
    /// seen is of a living process, or its owner is dead.
    init(root: String, owner: String) throws(SystemError) {
        try makeDirectories(root)
        let parent = try Descriptor(opening: root, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: root)
        guard try FileStatus(of: parent, root).owner == geteuid() else {
            throw SystemError(errno: EPERM, operation: .open, path: root)
        }
        path = "\(root)/\(owner)"
        if mkdirat(parent.number, owner, 0o700) == -1, errno != EEXIST {
            throw SystemError(errno: errno, operation: .makeDirectory, path: path)
        }
        try makeDurable(parent, root)
        descriptor = try Descriptor(
            opening: owner, in: parent.number, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: path)
        self.root = root
        self.owner = owner
    }

    deinit { rmdir(path) }

    func synchronise() throws(SystemError) { try makeDurable(descriptor, path) }

    /// Moves a file in from the drop folder; false where it is no longer there.
    func take(
        _ entry: ClaimEntry, from folder: borrowing Descriptor, at folderPath: String
    ) throws(SystemError) -> Bool {
        try makeNest(of: entry)
        let result = moveWithoutReplacing(
            from: entry.name.terminated, in: folder.number, to: entry.place.terminated, in: descriptor.number)
        if result == -1 {
            let error = SystemError(errno: errno, operation: .rename, path: "\(folderPath)/\(entry.name.shown)")
            removeNest(of: entry)
            guard error.errno != ENOENT else { return false }
            throw error
        }
        try synchroniseNest(of: entry)
        return true
    }

    /// Moves a file back to the drop folder; false where its name has been taken there.
    func giveBack(_ entry: ClaimEntry, to folder: borrowing Descriptor) throws(SystemError) -> Bool {
        let result = moveWithoutReplacing(
            from: entry.place.terminated, in: descriptor.number, to: entry.name.terminated, in: folder.number)
        if result == -1, errno == EEXIST { return false }
        if result == -1, errno != ENOENT {
            throw SystemError(errno: errno, operation: .rename, path: shown(entry))
        }
        removeNest(of: entry)
        return true
    }

    /// Removes a file for good. One that is gone already is no fault.
    func remove(_ entry: ClaimEntry) throws(SystemError) {
        if unlinkat(descriptor.number, entry.place.terminated, 0) == -1, errno != ENOENT {
            throw SystemError(errno: errno, operation: .remove, path: shown(entry))
        }
        removeNest(of: entry)
    }

    func shown(_ entry: ClaimEntry) -> String { "\(path)/\(entry.place.shown)" }

    private func makeNest(of entry: ClaimEntry) throws(SystemError) {
        guard let nest = entry.nest else { return }
        if mkdirat(descriptor.number, nest.terminated, 0o700) == -1, errno != EEXIST {
            throw SystemError(errno: errno, operation: .makeDirectory, path: shown(entry))
        }
    }

    private func synchroniseNest(of entry: ClaimEntry) throws(SystemError) {
        guard let nest = entry.nest else { return }
        let inner = try Descriptor(
            opening: nest.terminated, in: descriptor.number, flags: O_RDONLY | O_DIRECTORY, shownAs: shown(entry))
        try makeDurable(inner, shown(entry))
    }

    private func removeNest(of entry: ClaimEntry) {
        if let nest = entry.nest { unlinkat(descriptor.number, nest.terminated, AT_REMOVEDIR) }
    }
}
