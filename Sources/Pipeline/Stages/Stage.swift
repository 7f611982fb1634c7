public import Calendars
public import Documents
public import Findings
public import Receivables

/// What a decision may know besides the document and the book.
public struct Run: Sendable {
    /// The day that this happens on.
    public let businessDate: BusinessDate
    public let now: Instant
    /// When documents say that they were written: always at the same time of the day, so that a run that was stopped
    /// and went on sends the bytes that an undisturbed one sends.
    public let writtenAt: Instant
    public let company: Company
    /// Where the document came from.
    public let origin: DocumentOrigin
    /// Whose folder the document came from; nil where the content tells who sent it.
    public let sender: CustomerID?
    /// The most lines a document may have.
    public let maxLines: Int
    /// What a person ordered to be done with a waiting document; nil where nobody did.
    public let intervention: Intervention?
    /// The formats that what the stage sends on is written in.
    public let leavesIn: [RenderSettings]

    public init(
        businessDate: BusinessDate, now: Instant, writtenAt: Instant? = nil, company: Company, origin: DocumentOrigin,
        sender: CustomerID? = nil, maxLines: Int = 10_000, intervention: Intervention? = nil,
        leavesIn: [RenderSettings] = []
    ) {
        self.leavesIn = leavesIn
        self.writtenAt = writtenAt ?? now
        self.businessDate = businessDate
        self.now = now
        self.company = company
        self.origin = origin
        self.sender = sender
        self.maxLines = maxLines
        self.intervention = intervention
    }
}

/// What a person ordered to be done with a document that waits: `work release`, `retry`, `discard`.
public struct Intervention: Hashable, Sendable {
    public enum Verb: UInt8, Hashable, Sendable, CaseIterable, Coded {
        /// Go on in spite of the reason for waiting.
        case release = 1
        /// Decide again, as if it had just come.
        case retry = 2
        /// Refuse it for good.
        case discard = 3

        public var name: String {
            switch self {
            case .release: "release"
            case .retry: "retry"
            case .discard: "discard"
            }
        }
    }

    public let verb: Verb
    public let actor: String
    /// The role that the actor decides in, and has; nil where none was named.
    public internal(set) var role: String?
    public let reason: String

    public init(verb: Verb, actor: String, role: String? = nil, reason: String) {
        self.verb = verb
        self.actor = actor
        self.role = role
        self.reason = reason
    }
}

extension Intervention: Coded {
    public func encode(to writer: inout ByteWriter) { writer.write(verb, actor, role, reason) }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        self.init(
            verb: try reader.read(), actor: try reader.read(), role: try reader.read(), reason: try reader.read())
    }
}

/// What a stage decided.
public enum StageOutcome: Sendable {
    /// The document is dealt with here. `state` names where it stands now, such as `released`, for people to see;
    /// nil leaves that to the stages after this one. `remarks` hold nothing up, and somebody should know of them.
    case proceed([Emission], recording: [Event], state: String?, remarks: [Finding] = [])
    /// The document waits here.
    case wait(Wait)

    public static func emit(_ emissions: Emission..., recording events: Event..., state: String? = nil) -> StageOutcome
    {
        .proceed(emissions, recording: events, state: state)
    }

    public static func wait(_ reason: WaitReason, because findings: [Finding]) -> StageOutcome {
        .wait(Wait(reason, because: findings))
    }
}

/// That a document waits at its stage: for a person, a moment, a day or a change of the book, whichever comes first.
public struct Wait: Sendable {
    public var reason: WaitReason
    public var findings: [Finding]
    /// When it is decided again by itself.
    public var wakeAt: Instant?
    /// The business day on which it is decided again by itself.
    public var wakeOnDay: BusinessDate?
    /// The entries of the book whose change has it decided again.
    public var wakeOn: [BookKey]
    /// What the waiting itself records.
    public var events: [Event]
    /// What leaves the stage although the document stays.
    public var emissions: [Emission]
    /// What a person can do here, where that is not the same whenever something waits for the reason.
    public var nextAction: String?
    /// What follows where a person discards the document, such as an answer to whoever sent it. A stage need not say it
    /// before somebody does.
    public var onDiscard: Ending

    /// What is recorded and leaves the stage with the end of a document.
    public struct Ending: Sendable {
        public var events: [Event]
        public var emissions: [Emission]

        public init(recording events: [Event] = [], emitting emissions: [Emission] = []) {
            self.events = events
            self.emissions = emissions
        }
    }

    public init(
        _ reason: WaitReason, because findings: [Finding], wakeAt: Instant? = nil,
        wakeOnDay: BusinessDate? = nil, wakeOn: [BookKey] = [],
        recording events: [Event] = [], emitting emissions: [Emission] = [], next nextAction: String? = nil,
        onDiscard: Ending = Ending()
    ) {
        self.onDiscard = onDiscard
        self.nextAction = nextAction
        self.reason = reason
        self.findings = findings
        self.wakeAt = wakeAt
        self.wakeOnDay = wakeOnDay
        self.wakeOn = wakeOn
        self.events = events
        self.emissions = emissions
    }
}

extension [Finding] {
    /// What the rules say is to be done about what is fatal, each remedy once; nil where nothing is.
    public var remedies: String? {
        var remedies: [String] = []
        for finding in self where finding.severity == .fatal && !remedies.contains(finding.rule.remedy) {
            remedies.append(finding.rule.remedy)
        }
        return remedies.isEmpty ? nil : remedies.joined(separator: " ")
    }
}

/// A step that decides what becomes of a document, by what the book says.
///
/// A stage is a pure pair of functions. It never writes, sleeps, reads a clock or opens a socket; what happened is an
/// event, which the runner applies to the slice before the next document is decided, and writes in the one
/// transaction of the batch.
public protocol Stage: Sendable {
    associatedtype Input: DocumentValue
    associatedtype Settings: StageSettings

    /// What `pipeline.json` calls it: a verb, such as `credit-check`.
    static var name: String { get }
    static var summary: String { get }
    static var ports: [PortDescription] { get }
    static var waits: [WaitReason] { get }
    /// Whether what it records may enter something into the books of account.
    static var entersBooks: Bool { get }
    /// The roles that its settings name, by setting.
    var roles: [String: [String]] { get }

    init(settings: Settings)

    /// What must be known before `decide`. It is asked again with what was found, until it asks for nothing new, so
    /// that one entry can lead to another: an identifier to a customer, the customer to its account.
    func reads(_ input: Input, _ book: BookSlice) -> [BookKey]
    func decide(_ input: Input, _ book: BookSlice, _ run: Run) -> StageOutcome
}

extension Stage {
    public static var waits: [WaitReason] { [] }
    public static var entersBooks: Bool { false }
    public var roles: [String: [String]] { [:] }
}
