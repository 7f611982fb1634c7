public import Calendars
public import Findings

/// A file that this process has claimed and nobody else can take.
public struct ClaimedFile: Sendable {
    /// Unique over all processes and time; a file claimed again after a crash keeps it.
    public let claim: String
    /// The name the sender gave.
    public let name: String
    public let bytes: FileBytes
    /// When the file was last changed.
    public let changedAt: Instant

    public init(claim: String, name: String, bytes: FileBytes, changedAt: Instant) {
        self.claim = claim
        self.name = name
        self.bytes = bytes
        self.changedAt = changedAt
    }
}

/// A file that is not taken in, and why.
public struct PassedOver: Hashable, Sendable {
    public enum Reason: Hashable, Sendable {
        case notARegularFile
        case linkedElsewhere
        case largerThan(bytes: Int)
        case unreadable(errno: Int32)
    }
    public let name: String
    public let reason: Reason

    public init(name: String, reason: Reason) {
        self.name = name
        self.reason = reason
    }
}

extension PassedOver {
    /// Why it is not taken in, as people are told.
    public var finding: Finding {
        switch reason {
        case .notARegularFile: Finding(.fileIsOrdinary, "it is a link, a folder or a pipe", at: .document)
        case .linkedElsewhere: Finding(.fileHasOneName, "it has other names on the disk", at: .document)
        case .largerThan(let bytes): Finding(.fileIsNotTooLarge, "it is larger than \(bytes) bytes", at: .document)
        case .unreadable(let errno): Finding(.fileMayBeRead, "it cannot be opened (errno \(errno))", at: .document)
        }
    }
}

extension Rule {
    public static let fileIsOrdinary = Rule(
        "FIL-005", "What is dropped is an ordinary file.", remedy: "Drop the file itself.")
    public static let fileHasOneName = Rule(
        "FIL-006", "A file has no name outside the folder, by which it could be changed.", remedy: "Drop a copy of it.")
    public static let fileIsNotTooLarge = Rule(
        "FIL-007", "A file is no larger than its folder takes.",
        remedy: "Have it sent in parts, or raise `maxBytes` of the folder.")
    public static let fileMayBeRead = Rule(
        "FIL-008", "A file may be opened and moved by the user that the program runs as.",
        remedy: "Correct its permissions or its name.")
}

/// A place that files come from.
public protocol Intake: AnyObject, Sendable {
    /// Claims files that are complete, oldest first, up to a number of files and of bytes. What earlier, dead
    /// processes had claimed comes first. The claims survive a power loss before this returns.
    func claim(upTo count: Int, bytes: Int) throws -> [ClaimedFile]
    /// Forgets files whose originals and intake rows are durable. Repeatable.
    func finish(_ claims: [String]) throws
    /// Puts files back for another try.
    func release(_ claims: [String]) throws
    /// What lies there and is never taken, as of the last `claim`.
    var passedOver: [PassedOver] { get }
}

/// A place that finished documents are put.
public protocol Outlet: AnyObject, Sendable {
    /// Puts files there, durably; a name that is there with the same bytes is left as it is. Answers the names under
    /// which there is something else: they are left too.
    func publish(_ files: [(name: String, bytes: [UInt8])]) throws -> Set<String>
}
