/// How much a finding weighs.
public enum Severity: UInt8, Hashable, Sendable, Comparable, CaseIterable {
    /// Worth knowing; nothing follows from it.
    case information = 0
    /// Somebody should look; the document goes on.
    case warning = 1
    /// The document, or the part it names, cannot be used.
    case fatal = 2

    public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }

    public var name: String {
        switch self {
        case .information: "information"
        case .warning: "warning"
        case .fatal: "fatal"
        }
    }
}

/// Something that must hold, under a code that never changes its meaning.
public struct Rule: Hashable, Sendable {
    /// The permanent code, such as `ORD-014`.
    public let code: String
    /// What must hold, in one sentence.
    public let statement: String
    /// What to do when it does not, in one sentence.
    public let remedy: String
    public let severity: Severity
    /// Whether a setting of ours is in the way: what was received may be sound, and whoever works the row can mend it.
    public let isOurs: Bool

    public init(
        _ code: String, _ statement: String, remedy: String, severity: Severity = .fatal, isOurs: Bool = false
    ) {
        self.isOurs = isOurs
        self.code = code
        self.statement = statement
        self.remedy = remedy
        self.severity = severity
    }

    public static func == (a: Rule, b: Rule) -> Bool { a.code == b.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
