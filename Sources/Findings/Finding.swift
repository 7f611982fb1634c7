/// A rule that a document breaks, and where.
///
/// The message says what was found and what was expected, and quotes no personal data.
public struct Finding: Hashable, Sendable {
    public let rule: Rule
    public let message: String
    public let place: Place

    public init(_ rule: Rule, _ message: String, at place: Place) {
        self.rule = rule
        self.message = message
        self.place = place
    }

    public var severity: Severity { rule.severity }
}

extension Finding: CustomStringConvertible {
    public var description: String { "\(rule.code) at \(place): \(message)" }
}

/// Findings in the order they were made, up to a bound.
///
/// A hostile file can break a rule on each of a million lines; the log keeps the first ones and counts the rest.
public struct FindingLog: Sendable {
    public private(set) var findings: [Finding] = []
    /// How many findings came after the bound was reached.
    public private(set) var droppedCount = 0
    /// How many fatal findings were reported, dropped ones included.
    public private(set) var fatalCount = 0
    public let limit: Int
    private var worst: Severity?

    public init(limit: Int = 100) { self.limit = limit }

    public mutating func report(_ finding: Finding) {
        worst = max(worst ?? finding.severity, finding.severity)
        if finding.severity == .fatal { fatalCount += 1 }
        guard findings.count < limit else {
            droppedCount += 1
            return
        }
        findings.append(finding)
    }

    public mutating func report(_ rule: Rule, _ message: String, at place: Place) {
        report(Finding(rule, message, at: place))
    }

    public mutating func report(contentsOf others: some Sequence<Finding>) {
        for finding in others { report(finding) }
    }

    public var isEmpty: Bool { findings.isEmpty }
    /// How many findings were reported, dropped ones included.
    public var count: Int { findings.count + droppedCount }
    /// The gravest severity reported, dropped findings included.
    public var gravest: Severity? { worst }
    public var hasFatal: Bool { worst == .fatal }
}
