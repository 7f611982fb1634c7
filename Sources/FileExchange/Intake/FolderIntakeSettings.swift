/// When a file in a drop folder is complete.
///
/// Under either rule a name that begins with a dot or ends in `.tmp`, `.part` or `.filepart` is still being written.
public enum ReadyRule: Hashable, Sendable {
    /// The sender writes under such a name and renames: what has another name is complete.
    case renamed
    /// Nobody has the file open for writing, and it has not changed for so many seconds.
    case quiet(seconds: Int)
}

/// Where a folder intake takes files from, and how.
public struct FolderIntakeSettings: Hashable, Sendable {
    public let path: String
    /// The directory under which each process keeps what it has claimed, of this intake alone.
    public let claimsPath: String
    public let ready: ReadyRule
    /// The most bytes that a file may have.
    public let sizeLimit: Int

    /// Where files are claimed that cannot be moved to `claimsPath`, which is on another file system.
    var rootBesideFiles: String { "\(path)/.quittance-claims" }

    public init(path: String, claimsPath: String, ready: ReadyRule = .renamed, sizeLimit: Int = 20 << 20) {
        self.path = path
        self.claimsPath = claimsPath
        self.ready = ready
        self.sizeLimit = sizeLimit
    }
}
