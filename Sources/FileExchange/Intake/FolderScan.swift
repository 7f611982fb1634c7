import Glibc
public import Pipeline

/// A file that lay in the drop folder at the last look.
struct Candidate: Sendable {
    let name: FileName
    let modified: Int64
    let size: Int

    /// Oldest first, and by name among those of the same moment.
    static func comesFirst(_ a: Candidate, _ b: Candidate) -> Bool {
        a.modified != b.modified ? a.modified < b.modified : a.name < b.name
    }
}

/// A look at a drop folder: what can be claimed, and what is passed over.
struct FolderScan {
    /// How many files that are passed over are remembered by name.
    static let passedOverAtMost = 1_000

    private(set) var candidates: [Candidate] = []
    private(set) var passedOver: [PassedOver] = []
    /// How many have changed so lately that they may not be complete, and in how many nanoseconds the last of them is quiet.
    private(set) var young = (count: 0, quietIn: Int64(0))
    private let settings: FolderIntakeSettings
    private let limit: Int
    private let now = currentNanoseconds()

    /// - Parameter limit: how many candidates are kept, the oldest: so memory does not grow with the folder.
    init(of folder: borrowing Descriptor, _ settings: FolderIntakeSettings, limit: Int) throws(SystemError) {
        self.settings = settings
        self.limit = limit
        try forEachName(in: folder, settings.path) { name throws(SystemError) in
            try look(at: FileName(terminated: name), in: folder)
        }
        candidates.sort(by: Candidate.comesFirst)
        if candidates.count > limit { candidates.removeLast(candidates.count - limit) }
    }

    /// What counts is the time of the last change of any kind, which no copying tool can set back as it can that of the bytes.
    private mutating func look(at name: FileName, in folder: borrowing Descriptor) throws(SystemError) {
        guard !Self.isStillWritten(name), let status = try FileStatus(of: name.terminated, in: folder, name.shown)
        else { return }
        if let reason = refusal(of: status, settings) {
            if passedOver.count < Self.passedOverAtMost {
                passedOver.append(PassedOver(name: name.shown, reason: reason))
            }
            return
        }
        if case .quiet(let seconds) = settings.ready {
            let left = status.changed + Int64(seconds) * 1_000_000_000 - now
            guard left <= 0 else {
                young = (young.count + 1, max(young.quietIn, left))
                return
            }
        }
        candidates.append(Candidate(name: name, modified: status.modified, size: status.size))
        if candidates.count / 2 >= limit {
            candidates.sort(by: Candidate.comesFirst)
            candidates.removeLast(candidates.count - limit)
        }
    }

    private static func isStillWritten(_ name: FileName) -> Bool {
        name.hasPrefix(".") || name.hasSuffix(".tmp") || name.hasSuffix(".part") || name.hasSuffix(".filepart")
    }
}

extension FolderIntakeSettings {
    /// How many files lie in the folder and may be taken in.
    public func countOfFiles() throws -> Int {
        try FolderScan(of: Descriptor(directory: path), self, limit: .max).candidates.count
    }

    /// How many files lie in the folder that have changed too lately to be taken in, and in how many seconds all may be.
    public func filesTooYoung() throws -> (count: Int, quietIn: Int)? {
        guard case .quiet = ready, access(path, F_OK) == 0 else { return nil }
        let young = try FolderScan(of: Descriptor(directory: path), self, limit: 1).young
        return young.count == 0 ? nil : (young.count, Int((young.quietIn + 999_999_999) / 1_000_000_000))
    }

    /// What lies in the folder now and is never taken in.
    public func filesPassedOver() throws -> [PassedOver] {
        let folder = try Descriptor(directory: path)
        let scan = try FolderScan(of: folder, self, limit: FolderScan.passedOverAtMost)
        return scan.passedOver
            + scan.candidates.compactMap { file in
                guard faccessat(folder.number, file.name.terminated, R_OK, 0) != 0, errno == EACCES else { return nil }
                return PassedOver(name: file.name.shown, reason: .unreadable(errno: EACCES))
            }
    }
}

/// Why a file is never taken in; nil where it may be.
func refusal(of status: FileStatus, _ settings: FolderIntakeSettings) -> PassedOver.Reason? {
    guard status.isRegular else { return .notARegularFile }
    guard status.linkCount == 1 else { return .linkedElsewhere }
    guard status.size <= settings.sizeLimit else { return .largerThan(bytes: settings.sizeLimit) }
    return nil
}

private func currentNanoseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
}
