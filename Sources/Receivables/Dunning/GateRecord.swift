public import Documents

/// One of the questions that are asked before a letter leaves, and its answer.
public struct GateCheck: Hashable, Sendable {
    public enum Question: String, Hashable, Sendable, CaseIterable {
        case cashIsFresh = "cash-is-fresh"
        case nothingUnapplied = "nothing-unapplied"
        case noProceedings = "no-proceedings"
        case notExempt = "not-exempt"
        case worthALetter = "worth-a-letter"
        /// Whether what is asked for has reached its buyer.
        case invoicesDelivered = "invoices-delivered"
        /// Whether the letters before it have left.
        case earlierLettersLeft = "earlier-letters-left"
        /// For which invoices the fixed sum for recovery is asked: it never speaks against a letter.
        case indemnityFrom = "indemnity-from"
    }

    public var question: Question
    public var isPassed: Bool
    public var evidence: String

    public init(_ question: Question, _ isPassed: Bool, _ evidence: String) {
        self.question = question
        self.isPassed = isPassed
        self.evidence = evidence
    }
}

/// Every check that was made before a letter was sent, or not sent.
public struct GateRecord: Hashable, Sendable {
    public var checks: [GateCheck]
    /// The overdue items that are not in the letter, and why.
    public var left: [String: DunningObstacle]

    public init(checks: [GateCheck], left: [String: DunningObstacle]) {
        self.checks = checks
        self.left = left
    }

    public var isPassed: Bool { checks.allSatisfy(\.isPassed) }

    /// What speaks against the letter.
    public var reasons: [String] { checks.filter { !$0.isPassed }.map { "\($0.question.rawValue): \($0.evidence)" } }
}

extension GateCheck: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(question.rawValue, isPassed, evidence) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let name: String = try reader.read()
        guard let question = Question(rawValue: name) else { throw .invalid("'\(name)' is no question of the gate") }
        self.init(question, try reader.read(), try reader.read())
    }
}

/// An item that is not in a letter, at rest.
private struct LeftItem: Coded {
    var invoice: String
    var obstacle: DunningObstacle

    init(invoice: String, obstacle: DunningObstacle) {
        self.invoice = invoice
        self.obstacle = obstacle
    }

    func encode(to writer: inout ByteWriter) { writer.write(invoice, obstacle) }
    init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(invoice: try reader.read(), obstacle: try reader.read())
    }
}

extension GateRecord: Coded {
    public func encode(to writer: inout ByteWriter) {
        let items = left.sorted { $0.key < $1.key }.map { LeftItem(invoice: $0.key, obstacle: $0.value) }
        writer.write(checks, items)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let checks: [GateCheck] = try reader.read()
        let items: [LeftItem] = try reader.read()
        self.init(
            checks: checks,
            left: Dictionary(items.map { ($0.invoice, $0.obstacle) }, uniquingKeysWith: { first, _ in first }))
    }
}
