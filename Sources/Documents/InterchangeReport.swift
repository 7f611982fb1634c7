/// What became of an interchange that came in: its envelope, and the outcome of each of its messages.
///
/// It is the same for EDIFACT and X12; a technical acknowledgement (CONTRL, 997, 999) is written from it. Read from an
/// acknowledgement that a partner sent, it says what became of an interchange of ours.
public struct InterchangeReport: Hashable, Sendable {
    public enum Dialect: UInt8, Hashable, Sendable, CaseIterable {
        case edifact = 1
        case x12 = 2
    }

    public enum Outcome: UInt8, Hashable, Sendable, CaseIterable {
        case accepted = 1
        /// Accepted, but for some of its parts.
        case partly = 2
        case refused = 3
    }

    public var dialect: Dialect
    /// The syntax identifier and version (`UNOC`, `3`); in X12 the version of the interchange control (`00401`, empty).
    public var syntax: String
    public var syntaxVersion: String
    /// Who sent it, under a qualifier of the dialect (`14`, `ZZ`).
    public var sender: PartyIdentifier
    public var recipient: PartyIdentifier
    public var controlReference: String
    /// When it was made, as the header writes it: `261123` and `0930`.
    public var preparedDate: String
    public var preparedTime: String
    public var isTest: Bool
    public var asksForAcknowledgement: Bool
    public var outcome: Outcome
    /// What is wrong with the interchange as a whole.
    public var faults: [InterchangeFault]
    public var groups: [InterchangeGroup]
    public var messages: [InterchangeMessage]

    public init(
        dialect: Dialect, syntax: String, syntaxVersion: String, sender: PartyIdentifier, recipient: PartyIdentifier,
        controlReference: String, preparedDate: String = "", preparedTime: String = "", isTest: Bool = false,
        asksForAcknowledgement: Bool = false, outcome: Outcome, faults: [InterchangeFault] = [],
        groups: [InterchangeGroup] = [], messages: [InterchangeMessage] = []
    ) {
        self.dialect = dialect
        self.syntax = syntax
        self.syntaxVersion = syntaxVersion
        self.sender = sender
        self.recipient = recipient
        self.controlReference = controlReference
        self.preparedDate = preparedDate
        self.preparedTime = preparedTime
        self.isTest = isTest
        self.asksForAcknowledgement = asksForAcknowledgement
        self.outcome = outcome
        self.faults = faults
        self.groups = groups
        self.messages = messages
    }

    /// Its business identity: a sender numbers its interchanges.
    public var title: String { "\(sender.value)-\(controlReference)" }
}

/// What became of a functional group (UNG … UNE, GS … GE).
public struct InterchangeGroup: Hashable, Sendable {
    /// `ORDERS`, or the functional identifier `PO`.
    public var identifier: String
    public var reference: String
    public var version: String
    public var sender: String
    public var recipient: String
    public var outcome: InterchangeReport.Outcome
    /// How many messages its trailer counts (UNE 0060, GE01); nil where it counts none.
    public var declaredCount: Int?
    public var faults: [InterchangeFault]

    public init(
        identifier: String, reference: String, version: String, sender: String, recipient: String,
        outcome: InterchangeReport.Outcome, declaredCount: Int? = nil, faults: [InterchangeFault] = []
    ) {
        self.declaredCount = declaredCount
        self.identifier = identifier
        self.reference = reference
        self.version = version
        self.sender = sender
        self.recipient = recipient
        self.outcome = outcome
        self.faults = faults
    }
}

/// What became of a message (UNH … UNT, ST … SE).
public struct InterchangeMessage: Hashable, Sendable {
    /// `ORDERS`, or the transaction set `850`.
    public var type: String
    public var reference: String
    /// `D`, `96A`, `UN`, `EAN008`; in X12 the first holds the version and the last the implementation convention.
    public var version: String
    public var release: String
    public var agency: String
    public var association: String
    /// The index of its group; nil where it stands in none.
    public var group: Optional<Int>
    /// The number of the document that it holds; nil where none could be read.
    public var document: Optional<String>
    public var outcome: InterchangeReport.Outcome
    public var faults: [InterchangeFault]

    public init(
        type: String, reference: String, version: String = "", release: String = "", agency: String = "",
        association: String = "", group: Int? = nil, document: String? = nil, outcome: InterchangeReport.Outcome,
        faults: [InterchangeFault] = []
    ) {
        self.type = type
        self.reference = reference
        self.version = version
        self.release = release
        self.agency = agency
        self.association = association
        self.group = group
        self.document = document
        self.outcome = outcome
        self.faults = faults
    }
}

/// A fault of an interchange, group or message, under the code that the syntax has for it.
public struct InterchangeFault: Hashable, Sendable {
    /// What is at fault.
    public enum Level: UInt8, Hashable, Sendable, CaseIterable {
        /// The interchange, group or message itself: its header, trailer, counts and references.
        case envelope = 1
        case segment = 2
        case element = 3
    }

    /// Our permanent code; empty where a partner reports it.
    public var rule: String
    /// UNCL 0085 in EDIFACT; a code of the 997's own lists in X12.
    public var code: String
    public var level: Level
    /// The segment, from 1 in its message, or in the interchange; 0 where none is meant.
    public var segment: Int
    public var tag: String
    /// From 1; 0 where none is meant.
    public var element: Int
    public var component: Int

    public init(
        rule: String, code: String, level: Level, segment: Int = 0, tag: String = "", element: Int = 0,
        component: Int = 0
    ) {
        self.rule = rule
        self.code = code
        self.level = level
        self.segment = segment
        self.tag = tag
        self.element = element
        self.component = component
    }
}

extension [InterchangeFault] {
    /// What is told of them: each place once for each code, whichever of our rules found it.
    public var told: [InterchangeFault] {
        var seen: Set<InterchangeFault> = []
        return filter { fault in
            var bare = fault
            bare.rule = ""
            return seen.insert(bare).inserted
        }
    }
}

extension InterchangeReport.Dialect: Coded {}
extension InterchangeReport.Outcome: Coded {}
extension InterchangeFault.Level: Coded {}

extension InterchangeReport: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(dialect, syntax, syntaxVersion, sender, recipient, controlReference, preparedDate, preparedTime)
        writer.write(isTest, asksForAcknowledgement, outcome, faults, groups, messages)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            dialect: try reader.read(), syntax: try reader.read(), syntaxVersion: try reader.read(),
            sender: try reader.read(), recipient: try reader.read(), controlReference: try reader.read(),
            preparedDate: try reader.read(), preparedTime: try reader.read(), isTest: try reader.read(),
            asksForAcknowledgement: try reader.read(), outcome: try reader.read(), faults: try reader.read(),
            groups: try reader.read(), messages: try reader.read())
    }
}

extension InterchangeGroup: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(identifier, reference, version, sender, recipient, outcome, faults, declaredCount)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            identifier: try reader.read(), reference: try reader.read(), version: try reader.read(),
            sender: try reader.read(), recipient: try reader.read(), outcome: try reader.read(),
            faults: try reader.read())
        declaredCount = try reader.read()
    }
}

extension InterchangeMessage: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(type, reference, version, release, agency, association, group, document, outcome, faults)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            type: try reader.read(), reference: try reader.read(), version: try reader.read(),
            release: try reader.read(), agency: try reader.read(), association: try reader.read(),
            group: try reader.read(), document: try reader.read(), outcome: try reader.read(),
            faults: try reader.read())
    }
}

extension InterchangeFault: Coded {
    public func encode(to writer: inout ByteWriter) {
        writer.write(rule, code, level, segment, tag, element, component)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            rule: try reader.read(), code: try reader.read(), level: try reader.read(), segment: try reader.read(),
            tag: try reader.read(), element: try reader.read(), component: try reader.read())
    }
}
