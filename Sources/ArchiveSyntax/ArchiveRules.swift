public import Findings

/// The rules of files that hold other files, compressed.
extension Rule {
    public static let archiveIsSound = Rule(
        "ARC-001", "A compressed file opens, and its members are what their check sums say.",
        remedy: "Ask the sender to send the file again.")
    public static let archiveIsBounded = Rule(
        "ARC-002",
        "A compressed file holds no more than 1,000 members, 256 MiB, 200 bytes for each of its own, and two layers.",
        remedy: "Ask the sender for smaller files.")
    public static let archiveIsOpen = Rule(
        "ARC-003", "The members of a ZIP file are stored or deflated, and neither encrypted nor split.",
        remedy: "Ask the sender for a plain ZIP file.")
}

/// Every rule of compressed files, for `explain`.
public let archiveRules: [Rule] = [.archiveIsSound, .archiveIsBounded, .archiveIsOpen]

/// Why a compressed file is not opened.
public enum ArchiveFault: Error, Hashable, Sendable {
    /// It is broken: at this byte, in these words.
    case unsound(at: Int, String)
    case unbounded(String)
    case closed(String)

    public var finding: Finding {
        switch self {
        case .unsound(let offset, let words): Finding(.archiveIsSound, words, at: .offset(offset))
        case .unbounded(let words): Finding(.archiveIsBounded, words, at: .offset(0))
        case .closed(let words): Finding(.archiveIsOpen, words, at: .offset(0))
        }
    }
}

/// How much a compressed file may hold.
public struct ArchiveLimits: Hashable, Sendable {
    public var members: Int
    public var byteCount: Int
    /// Bytes that one byte of the file may become; small files may become 64 KiB whatever this is.
    public var ratio: Int
    /// Archives within archives, the outermost counted.
    public var layers: Int

    public init(members: Int = 1000, byteCount: Int = 256 << 20, ratio: Int = 200, layers: Int = 2) {
        self.members = members
        self.byteCount = byteCount
        self.ratio = ratio
        self.layers = layers
    }

    /// The most that so many compressed bytes may become.
    func room(for compressed: Int) -> Int {
        let (product, overflow) = compressed.multipliedReportingOverflow(by: ratio)
        return min(byteCount, max(overflow ? .max : product, 64 << 10))
    }
}
