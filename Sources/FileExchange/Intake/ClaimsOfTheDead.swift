import Glibc
import Pipeline

/// The claims that processes left behind when they died, under one root.
struct ClaimsOfTheDead {
    let root: String
    let owners: any Owners

    /// The dead owners that still have a directory. A root that was never made holds none.
    func deadOwners() throws(SystemError) -> [String] {
        var dead = [String]()
        do throws(SystemError) {
            let folder = try Descriptor(opening: root, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: root)
            guard try FileStatus(of: folder, root).owner == geteuid() else { return [] }
            try forEachName(in: folder, root) { name throws(SystemError) in
                let owner = String(cString: name)
                if FileOwners.isIdentifier(owner), !owners.isAlive(owner) { dead.append(owner) }
            }
        } catch {
            guard error.errno == ENOENT || error.errno == ELOOP || error.errno == ENOTDIR else { throw error }
        }
        return dead
    }

    /// What a dead owner holds; nothing where somebody else has cleared it away in the meantime.
    func entries(of owner: String) throws(SystemError) -> [ClaimEntry] {
        guard let directory = try directory(of: owner) else { return [] }
        let path = "\(root)/\(owner)"
        var entries = [ClaimEntry]()
        try forEachName(in: directory, path) { name throws(SystemError) in
            let listed = FileName(terminated: name)
            if let entry = try ClaimEntry(listed: listed, in: directory, path) { entries.append(entry) }
        }
        // In the order in which they were claimed.
        return entries.sorted { ($0.claim.utf8.count, $0.claim) < ($1.claim.utf8.count, $1.claim) }
    }

    /// Moves what a dead owner holds into our own directory under the claims it has.
    ///
    /// Two processes may do this at once: each entry goes to the one that moves it first.
    func takeOver(from owner: String, into ours: ClaimsDirectory) throws(SystemError) -> [ClaimEntry] {
        guard let directory = try directory(of: owner) else { return [] }
        var taken = [ClaimEntry]()
        for entry in try entries(of: owner) {
            let moved = (entry.nest ?? entry.place).terminated
            if moveWithoutReplacing(from: moved, in: directory.number, to: moved, in: ours.descriptor.number) == 0 {
                taken.append(entry)
            } else if errno != ENOENT {
                throw SystemError(errno: errno, operation: .rename, path: "\(root)/\(owner)/\(entry.place.shown)")
            }
        }
        if !taken.isEmpty { try ours.synchronise() }
        removeEmpty(owner)
        return taken
    }

    private func directory(of owner: String) throws(SystemError) -> Descriptor? {
        do throws(SystemError) {
            let path = "\(root)/\(owner)"
            return try Descriptor(opening: path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, shownAs: path)
        } catch {
            guard error.errno == ENOENT else { throw error }
            return nil
        }
    }

    /// Removes the directory with the nests in which nothing lies; left alone where there is anything else in it.
    private func removeEmpty(_ owner: String) {
        let path = "\(root)/\(owner)"
        if rmdir(path) == 0 { return }
        try? forEachName(in: Descriptor(directory: path), path) { name throws(SystemError) in
            rmdir("\(path)/\(String(cString: name))")
        }
        rmdir(path)
    }
}
