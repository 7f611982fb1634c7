import Glibc

/// A call to the system that failed: which, on what, and why.
public struct SystemError: Error, Hashable, Sendable {
    /// What was being done, as it reads after "could not".
    public enum Operation: String, Hashable, Sendable {
        case open
        case read
        case write
        case sync = "make durable"
        case inspect = "look at"
        case list
        case lock
        case rename = "move"
        case remove
        case makeDirectory = "create the directory"
        case truncate = "cut back"
        case wait = "set up waiting on"
    }

    public let errno: Int32
    public let operation: Operation
    public let path: String

    public init(errno: Int32, operation: Operation, path: String) {
        self.errno = errno
        self.operation = operation
        self.path = path
    }

    /// Whether nothing can be trusted any more but a restart.
    ///
    /// After a failed sync the kernel may have dropped what it could not write, and a second sync would call that
    /// durable. So the process stops, and what was under way is found again at the next start.
    public var isFatal: Bool { operation == .sync }

    /// Whether the same call may succeed later, without anyone changing a setting.
    public var canRetry: Bool {
        guard !isFatal else { return false }
        switch errno {
        case EINTR, EAGAIN, EBUSY, ETXTBSY, ENOMEM, ENFILE, EMFILE, ENOSPC, EDQUOT, ENOLCK: return true
        default: return false
        }
    }
}

extension SystemError: CustomStringConvertible {
    public var description: String {
        "Could not \(operation.rawValue) \(FileName.shown(path)): \(reason)."
    }

    private var reason: String {
        switch errno {
        case ENOSPC: "there is no space left on the disk"
        case EDQUOT: "the disk quota is used up"
        case EIO: "the disk reported an error"
        case EROFS: "the file system is read-only"
        case EACCES, EPERM: "this process has no permission to"
        case ENOENT: "it is not there"
        case EEXIST: "the name is taken"
        case ENOTDIR: "it is not a directory"
        case ELOOP: "it is a symbolic link"
        case EXDEV: "the two places are on different file systems"
        case EMFILE, ENFILE: "too many files are open"
        case ENAMETOOLONG: "the name is too long"
        default: String(cString: strerror(errno))
        }
    }
}
