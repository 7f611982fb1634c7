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
        count(finding.severity)
        guard findings.count < limit else {
            droppedCount += 1
            return
        }
        findings.append(finding)
    }

    public mutating func report(_ rule: Rule, _ message: String, at place: Place) {
        report(Finding(rule, message, at: place))
    }

    /// Reports that a rule is broken; the finding is made only where it is kept, since to say where it is takes time.
    public mutating func report(_ rule: Rule, making finding: () -> Finding) {
        if findings.count < limit { return report(finding()) }
        count(rule.severity)
        droppedCount += 1
    }

    public mutating func report(contentsOf others: some Sequence<Finding>) {
        for finding in others { report(finding) }
    }

    /// Takes over what another log was told, and what it dropped.
    public mutating func report(contentsOf other: FindingLog) {
        for finding in other.findings { report(finding) }
        droppedCount += other.droppedCount
        fatalCount += other.fatalCount - other.findings.count { $0.severity == .fatal }
        if let gravest = other.gravest { worst = max(worst ?? gravest, gravest) }
    }

    private mutating func count(_ severity: Severity) {
        worst = max(worst ?? severity, severity)
        if severity == .fatal { fatalCount += 1 }
    }

    @inlinable public var isEmpty: Bool { findings.isEmpty }
    /// How many findings were reported, dropped ones included.
    @inlinable public var count: Int { findings.count + droppedCount }
    /// The gravest severity reported, dropped findings included.
    public var gravest: Severity? { worst }
    public var hasFatal: Bool { worst == .fatal }
}
