public import Documents
public import Receivables

/// A kind of stage, as the registry lists it.
public struct StageType: Sendable {
    public let name: String
    public let summary: String
    public let segment: Segment
    /// What it takes; empty for a source, and for a decode stage, which takes files.
    public let inputs: Set<DocumentKind>
    public let ports: [PortDescription]
    public let waits: [WaitReason]
    /// Reads the settings and makes the stage.
    let make: @Sendable (inout SettingsReader) -> StageBody

    public init(
        name: String, summary: String, segment: Segment, inputs: Set<DocumentKind>, ports: [PortDescription],
        waits: [WaitReason], make: @escaping @Sendable (inout SettingsReader) -> StageBody
    ) {
        self.name = name
        self.summary = summary
        self.segment = segment
        self.inputs = inputs
        self.ports = ports
        self.waits = waits
        self.make = make
    }

    /// A stage that decides.
    public init<S: Stage>(_ type: S.Type) {
        self.init(
            name: S.name, summary: S.summary, segment: .decide, inputs: S.Input.kinds, ports: S.ports,
            waits: S.waits + (S.entersBooks ? [.booksClosed] : []),
            make: { reader in .decide(Decider(stage: S(settings: S.Settings(from: &reader)))) })
    }
}

extension StageType {
    /// A stage that goes through the book.
    public init<S: Scan>(_ type: S.Type) {
        self.init(
            name: S.name, summary: S.summary, segment: .scan, inputs: [.occurrence], ports: S.ports, waits: [],
            make: { reader in .scan(Scanner(scan: S(settings: S.Settings(from: &reader)))) })
    }
}

/// The runs of stages that work rows join.
public enum Segment: String, Hashable, Sendable, CaseIterable {
    case source, decode, scan, decide, render, sink
}

/// What a stage does, its settings taken in.
public enum StageBody: Sendable {
    case folder(FolderSettings)
    case schedule(ScheduleSettings)
    /// Gives what crosses a line of its credit.
    case creditLines
    case decode(DecodeSettings)
    case decide(any Deciding)
    case scan(any Scanning)
    case render(RenderSettings)
    case deliver(DeliverSettings)
    case file(FileSettings)
}

/// A deciding stage whose input type is no longer known.
public protocol Deciding: Sendable {
    /// The roles that its settings name, by setting.
    var roles: [String: [String]] { get }
    /// The stage where it is asked again before what it wrote is sent.
    var rechecking: (any Rechecking)? { get }
    func reads(_ document: Document, _ book: BookSlice) -> [BookKey]
    func decide(_ document: Document, _ book: BookSlice, _ run: Run) -> StageOutcome
}

struct Decider<S: Stage>: Deciding {
    let stage: S

    var roles: [String: [String]] { stage.roles }
    var rechecking: (any Rechecking)? { stage as? any Rechecking }

    func reads(_ document: Document, _ book: BookSlice) -> [BookKey] { stage.reads(input(document), book) }

    func decide(_ document: Document, _ book: BookSlice, _ run: Run) -> StageOutcome {
        stage.decide(input(document), book, run)
    }

    private func input(_ document: Document) -> S.Input {
        guard let input = S.Input(document) else {
            preconditionFailure(
                "\(S.name) was handed a document of kind \(document.kind.name), which the plan rules out")
        }
        return input
    }
}

/// A folder that files are dropped in.
public struct FolderSettings: Sendable {
    public enum Ready: Hashable, Sendable {
        /// A file is complete once it has its final name.
        case renamed
        /// A file is complete once it has not changed for so many seconds and nobody has it open for writing.
        case quiet(seconds: Int)
    }

    public var path: String
    /// The partner whose folder it is; nil where the content tells.
    public var partner: CustomerID?
    public var ready: Ready
    public var maxBytes: Int

    /// Where nothing is said.
    public static let usualMaxBytes = 64 << 20

    public init(path: String, partner: CustomerID?, ready: Ready, maxBytes: Int) {
        self.path = path
        self.partner = partner
        self.ready = ready
        self.maxBytes = maxBytes
    }
}

/// Times of day on which something is to happen.
public struct ScheduleSettings: Sendable {
    /// Minutes since midnight, in the time zone of the pipeline.
    public var at: Int
    /// Monday is 1; empty for every day.
    public var weekdays: Set<Int>
    /// What becomes of the occurrences that nobody was awake for.
    public var missed: Missed

    public enum Missed: String, Hashable, Sendable, CaseIterable {
        case latest, all, skip
    }

    public init(at: Int, weekdays: Set<Int>, missed: Missed) {
        self.at = at
        self.weekdays = weekdays
        self.missed = missed
    }
}

/// The formats that files are read as.
public struct DecodeSettings: Sendable {
    public var formats: [any ReadingFormat]

    public init(formats: [any ReadingFormat]) { self.formats = formats }
}

/// The format that a document is written in.
public struct RenderSettings: Sendable {
    public var format: any WritingFormat
    /// For what purpose the partner's agreement may name another format.
    public var purpose: PartnerTerms.Purpose
    /// The formats that it may name.
    public var others: [any WritingFormat]

    public init(
        format: any WritingFormat, purpose: PartnerTerms.Purpose = .nothing, others: [any WritingFormat] = []
    ) {
        self.format = format
        self.purpose = purpose
        self.others = others
    }
}

/// Where documents are delivered.
public struct DeliverSettings: Sendable {
    public var endpoint: String
    /// For what purpose the partner's agreement may name another endpoint.
    public var purpose: PartnerTerms.Purpose
    /// After the endpoint's address.
    public var path: String
    /// How long the receiver keeps keys, in hours: an unknown outcome older than that goes to a person.
    public var keyWindowHours: Int
    public var giveUpHours: Int
    /// Whether a 409 says that the key was processed before.
    public var conflictMeansDone: Bool
    public var concurrency: Int

    public init(
        endpoint: String, purpose: PartnerTerms.Purpose = .nothing, path: String, keyWindowHours: Int,
        giveUpHours: Int, conflictMeansDone: Bool, concurrency: Int
    ) {
        self.endpoint = endpoint
        self.purpose = purpose
        self.path = path
        self.keyWindowHours = keyWindowHours
        self.giveUpHours = giveUpHours
        self.conflictMeansDone = conflictMeansDone
        self.concurrency = concurrency
    }
}

/// A folder that documents are written to.
public struct FileSettings: Sendable {
    public var path: String

    public init(path: String) { self.path = path }
}
