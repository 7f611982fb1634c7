import Glibc

/// What the system knows about a file.
struct FileStatus: Hashable {
    let device: UInt
    let inode: UInt
    let isRegular: Bool
    let linkCount: UInt
    let owner: UInt32
    let size: Int
    /// Nanoseconds since 1970: when the bytes changed. The sender can set it.
    let modified: Int64
    /// Nanoseconds since 1970: when the bytes, the name or the permissions changed. Nobody can set it.
    let changed: Int64

    private init(_ raw: stat) {
        device = UInt(raw.st_dev)
        inode = UInt(raw.st_ino)
        isRegular = raw.st_mode & S_IFMT == S_IFREG
        linkCount = UInt(raw.st_nlink)
        owner = raw.st_uid
        size = Int(raw.st_size)
        modified = Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec)
        changed = Int64(raw.st_ctim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_ctim.tv_nsec)
    }

    /// Looks at an open file.
    init(of descriptor: borrowing Descriptor, _ path: @autoclosure () -> String) throws(SystemError) {
        var raw = stat()
        try require(fstat(descriptor.number, &raw), to: .inspect, path())
        self.init(raw)
    }

    /// Looks at a name in a directory without following a link; nil where there is nothing.
    init?(
        of name: UnsafePointer<CChar>, in directory: borrowing Descriptor, _ path: @autoclosure () -> String
    ) throws(SystemError) {
        var raw = stat()
        if fstatat(directory.number, name, &raw, AT_SYMLINK_NOFOLLOW) == -1 {
            if errno == ENOENT { return nil }
            throw SystemError(errno: errno, operation: .inspect, path: path())
        }
        self.init(raw)
    }

    /// Whether this is the same file with the same bytes, as far as the system can tell.
    func hasSameContent(as other: FileStatus) -> Bool {
        inode == other.inode && device == other.device && size == other.size && modified == other.modified
    }
}
