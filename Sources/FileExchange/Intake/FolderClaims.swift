import Calendars
import Glibc
import Pipeline

/// What one intake has claimed and what it knows of its folder; used under a lock.
struct FolderClaims {
    /// A claimed file and the directory that holds it.
    struct Held: Sendable {
        let entry: ClaimEntry
        let directory: ClaimsDirectory
    }

    /// How many files are remembered from one look at the folder.
    private static let candidatesAtMost = 1 << 16

    let settings: FolderIntakeSettings
    let owners: FileOwners
    private(set) var passedOver: [PassedOver] = []
    private let spooled: ClaimsDirectory
    /// In the drop folder, where the spool is on another file system.
    private var besideFiles: ClaimsDirectory?
    /// Whether a move to the spool has shown it to be on another file system.
    private var spoolIsElsewhere = false
    private var held: [String: Held] = [:]
    /// Claims that are ours but not handed out: taken over, or given back while their name was taken.
    private var kept: [Held] = []
    /// The oldest last.
    private var candidates: [Candidate] = []
    private var failure: SystemError?

    init(_ settings: FolderIntakeSettings, _ owners: FileOwners) throws(SystemError) {
        self.settings = settings
        self.owners = owners
        spooled = try ClaimsDirectory(root: settings.claimsPath, owner: owners.current)
    }

    /// Runs a piece of work unless a sync has failed before: what comes after that cannot be trusted.
    mutating func unlessBroken<Result>(
        _ work: (inout FolderClaims) throws(SystemError) -> Result
    ) throws(SystemError) -> Result {
        if let failure { throw failure }
        do throws(SystemError) {
            return try work(&self)
        } catch {
            if error.isFatal { failure = error }
            throw error
        }
    }

    private func openFolder() throws(SystemError) -> Descriptor { try Descriptor(directory: settings.path) }

    /// Makes the moves survive a power loss, in and out.
    private func synchronise(_ folder: borrowing Descriptor) throws(SystemError) {
        try spooled.synchronise()
        try besideFiles?.synchronise()
        try makeDurable(folder, settings.path)
    }
}

// MARK: Claiming

extension FolderClaims {
    mutating func claim(upTo count: Int, bytes: Int) throws(SystemError) -> [ClaimedFile] {
        let folder = try openFolder()
        try takeOverFromTheDead()
        var batch = ClaimBatch(count: count, bytes: bytes)
        do throws(SystemError) {
            try handOutKept(in: folder, to: &batch)
            try claimCandidates(in: folder, to: &batch)
        } catch {
            // What is claimed by now goes out; the fault will be there again the next time.
            guard !batch.files.isEmpty, !error.isFatal else { throw error }
        }
        if batch.hasMoved { try synchronise(folder) }
        return batch.files
    }

    private mutating func handOutKept(
        in folder: borrowing Descriptor, to batch: inout ClaimBatch
    ) throws(SystemError) {
        var triedCount = 0
        defer { kept.removeFirst(triedCount) }
        for next in kept where batch.hasRoom(for: 0) {
            do throws(Setback) {
                let file = try SourceFile.open(next.entry.place, in: next.directory.descriptor, settings)
                guard batch.hasRoom(for: file.status.size) else { return }
                try handOut(next, file, to: &batch)
                triedCount += 1
            } catch {
                triedCount += 1
                try note(putBack(next, to: folder, after: error, &batch), about: next.entry.name)
            }
        }
    }

    private mutating func claimCandidates(
        in folder: borrowing Descriptor, to batch: inout ClaimBatch
    ) throws(SystemError) {
        var hasLooked = false
        while batch.hasRoom(for: candidates.last?.size ?? 0) {
            if let oldest = candidates.last {
                // Where the fault is not the file's, it keeps its place before those that are younger.
                do throws(Setback) {
                    try claim(oldest.name, in: folder, to: &batch)
                } catch { try note(error, about: oldest.name) }
                candidates.removeLast()
            } else {
                guard !hasLooked else { return }
                try look(at: folder)
                hasLooked = true
            }
        }
    }

    private mutating func look(at folder: borrowing Descriptor) throws(SystemError) {
        let scan = try FolderScan(of: folder, settings, limit: Self.candidatesAtMost)
        candidates = scan.candidates.reversed()
        passedOver = scan.passedOver
    }

    private mutating func claim(
        _ name: FileName, in folder: borrowing Descriptor, to batch: inout ClaimBatch
    ) throws(Setback) {
        let file = try SourceFile.open(name, in: folder, settings)
        let taken = try take(name, from: folder)
        batch.hasMoved = true
        do throws(Setback) {
            try handOut(taken, file, to: &batch)
        } catch { throw putBack(taken, to: folder, after: error, &batch) }
    }

    private mutating func handOut(
        _ taken: Held, _ file: borrowing SourceFile, to batch: inout ClaimBatch
    ) throws(Setback) {
        let bytes = try file.contents(claimedAs: taken.entry.place, in: taken.directory.descriptor)
        held[taken.entry.claim] = taken
        batch.add(taken.entry, bytes, changedAt: Instant(microseconds: file.status.modified / 1_000))
    }

    private mutating func take(_ name: FileName, from folder: borrowing Descriptor) throws(Setback) -> Held {
        let entry = ClaimEntry(claim: owners.nextClaim(), name: name)
        do throws(SystemError) {
            let directory = try spoolIsElsewhere ? directoryBesideFiles() : spooled
            if try directory.take(entry, from: folder, at: settings.path) {
                return Held(entry: entry, directory: directory)
            }
        } catch {
            if error.errno == EXDEV, !spoolIsElsewhere {
                spoolIsElsewhere = true
                return try take(name, from: folder)
            }
            throw isOfTheFileAlone(error, folder) ? .passedOver(.unreadable(errno: error.errno)) : .failed(error)
        }
        throw .gone
    }

    /// Whether the fault lies with the one file and not with the folder.
    private func isOfTheFileAlone(_ error: SystemError, _ folder: borrowing Descriptor) -> Bool {
        (error.errno == EACCES || error.errno == EPERM)
            && faccessat(folder.number, ".", W_OK | X_OK, AT_EACCESS) == 0
    }

    private mutating func note(_ setback: Setback, about name: FileName) throws(SystemError) {
        switch setback {
        case .gone, .unsettled: break
        case .passedOver(let reason):
            guard passedOver.count < FolderScan.passedOverAtMost else { return }
            passedOver.append(PassedOver(name: name.shown, reason: reason))
        case .failed(let error): throw error
        }
    }

    /// Puts a file back and answers why. Where that cannot be, it stays ours and is tried again with the next claim.
    private mutating func putBack(
        _ taken: Held, to folder: borrowing Descriptor, after setback: Setback, _ batch: inout ClaimBatch
    ) -> Setback {
        batch.hasMoved = true
        do throws(SystemError) {
            if try !taken.directory.giveBack(taken.entry, to: folder) { kept.append(taken) }
            return setback
        } catch {
            kept.append(taken)
            return .failed(error)
        }
    }
}

// MARK: Taking over

extension FolderClaims {

    private mutating func takeOverFromTheDead() throws(SystemError) {
        for root in [settings.claimsPath, settings.rootBesideFiles] {
            let left = ClaimsOfTheDead(root: root, owners: owners)
            for owner in try left.deadOwners() {
                let directory = root == settings.claimsPath ? spooled : try directoryBesideFiles()
                kept += try left.takeOver(from: owner, into: directory).map { Held(entry: $0, directory: directory) }
            }
        }
    }

    private mutating func directoryBesideFiles() throws(SystemError) -> ClaimsDirectory {
        if let besideFiles { return besideFiles }
        let made = try ClaimsDirectory(root: settings.rootBesideFiles, owner: owners.current)
        besideFiles = made
        return made
    }
}

// MARK: Settling

extension FolderClaims {
    mutating func finish(_ claims: [String]) throws(SystemError) {
        var directories: [ObjectIdentifier: ClaimsDirectory] = [:]
        for claim in claims {
            guard let known = held[claim] else { continue }
            try known.directory.remove(known.entry)
            held[claim] = nil
            directories[ObjectIdentifier(known.directory)] = known.directory
        }
        for directory in directories.values { try directory.synchronise() }
    }

    mutating func release(_ claims: [String]) throws(SystemError) {
        let known = claims.compactMap { held[$0] }
        guard !known.isEmpty else { return }
        let folder = try openFolder()
        for released in known {
            if try !released.directory.giveBack(released.entry, to: folder) { kept.append(released) }
            held[released.entry.claim] = nil
        }
        try synchronise(folder)
    }
}
