public import Findings
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
}

extension SystemError: CustomStringConvertible {
    public var description: String {
        "\(rule.code): could not \(operation.rawValue) \(FileName.shown(path)): \(reason). \(rule.remedy)"
    }

    /// What the system does not give, and what to do about it.
    public var rule: Rule {
        switch errno {
        case ENOSPC, EDQUOT: .diskHasRoom
        case EIO: .diskIsSound
        case EACCES, EPERM, EROFS: .accessIsGiven
        case EMFILE, ENFILE, ENOMEM, ENOLCK: .systemHasRoom
        case EPIPE: .readerIsThere
        default: .pathIsUsable
        }
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
        case EPIPE: "nobody reads it any more"
        case EXDEV: "the two places are on different file systems"
        case EMFILE, ENFILE: "too many files are open"
        case ENAMETOOLONG: "the name is too long"
        default: String(cString: strerror(errno))
        }
    }
}

extension Rule {
    public static let diskHasRoom = Rule(
        "SYS-001", "There is room on the disk.",
        remedy: "Make room, then run again: nothing is lost that was not reported as safe.")
    public static let diskIsSound = Rule(
        "SYS-002", "The disk takes and gives what is stored on it.",
        remedy: "Look at the disk and the system's log, then run again.")
    public static let accessIsGiven = Rule(
        "SYS-003", "The program may use its files and folders.",
        remedy: "Correct the owner, the permissions or the mount, then run again.")
    public static let systemHasRoom = Rule(
        "SYS-004", "The system has memory, descriptors and locks left.",
        remedy: "Raise the limit or end other programs, then run again.")
    public static let pathIsUsable = Rule(
        "SYS-005", "Files and folders lie where the configuration has them.",
        remedy: "Correct the path in the configuration, or what lies there; then run again.")
    public static let readerIsThere = Rule(
        "SYS-006", "Whoever reads what the program prints reads it to the end.",
        remedy: "Run again into a file, or into a program that reads to the end.")
}

/// Every rule of the system that the program runs on, for `explain`.
public let systemRules: [Rule] = [
    .diskHasRoom, .diskIsSound, .accessIsGiven, .systemHasRoom, .pathIsUsable, .readerIsThere,
]
