public import Calendars
public import Documents
public import Findings
public import Money
public import Receivables

/// The one durable memory: journal, book, work, bodies.
public protocol Ledger: AnyObject, Sendable {
    /// Runs a body in one transaction: all of it becomes durable, or none. Transactions do not nest.
    func write<Result>(_ body: (any LedgerTransaction) throws -> Result) throws -> Result
    /// Runs a body on one consistent state, without changing it.
    func read<Result>(_ body: (any LedgerSnapshot) throws -> Result) throws -> Result
}

/// A file or another input, as it is taken in.
public struct NewIntake: Sendable {
    public var source: String
    /// What makes it this input and no other; a claim that is already recorded is not taken in again.
    public var claim: String
    public var name: String
    public var original: BlobReference
    public var receivedAt: Instant
    public var actor: String
    public var reason: String

    public init(
        source: String, claim: String, name: String, original: BlobReference, receivedAt: Instant, actor: String,
        reason: String = ""
    ) {
        self.source = source
        self.claim = claim
        self.name = name
        self.original = original
        self.receivedAt = receivedAt
        self.actor = actor
        self.reason = reason
    }
}

/// An input that was taken in.
public struct IntakeRow: Sendable {
    public var id: Int64
    public var intake: NewIntake

    public init(id: Int64, intake: NewIntake) {
        self.id = id
        self.intake = intake
    }
}

public enum WorkState: UInt8, Hashable, Sendable, CaseIterable {
    /// To be done as soon as its time has come.
    case ready = 1
    /// A process is at it.
    case claimed = 2
    /// For a person, a moment, or a change of the book.
    case waiting = 3
    /// It crashed or failed what handled it three times.
    case poison = 4

    public var name: String {
        switch self {
        case .ready: "ready"
        case .claimed: "claimed"
        case .waiting: "waiting"
        case .poison: "poison"
        }
    }
}

/// What a work row is about.
public enum WorkSubject: Hashable, Sendable {
    /// A whole input, still to be decoded.
    case intake
    /// One message of an input that could not be read: the one that the origin counts.
    case message
    /// A document at rest.
    case document(Document)
    /// A rendered document, by its key.
    case rendering(String)
}

/// Something that must happen later.
public struct Work: Sendable {
    /// 0 until it is inserted.
    public var id: Int64
    public var stage: String
    public var origin: DocumentOrigin
    public var subject: WorkSubject
    public var state: WorkState
    /// Work of one lane is done in the order it was made; empty for no lane.
    public var lane: String
    public var attempts: Int
    public var wakeAt: Instant?
    /// The business day that it waits for, which a run may reach before the clock or after it.
    public var wakeDay: BusinessDate?
    public var wakeOn: [BookKey]
    /// Where it waits: the wait reason's name, the desk, and what can be done.
    public var reason: String
    public var desk: String
    public var nextAction: String
    /// The findings behind the wait, or what befell the last attempt.
    public var findings: [StoredFinding]
    public var assignee: String
    public var owner: String
    public var intervention: Intervention?
    public var since: Instant
    /// Of a scan: how far it has come.
    public var cursor: String
    /// Of a delivery: when it was first sent, and whether the last outcome is unknown.
    public var firstSentAt: Instant?
    public var isOutcomeUnknown: Bool
    /// Of a delivery: the name that its key ends with. It stays, whatever its endpoint is called later: a receiver knows
    /// what came before by its key.
    public var sentAs: String

    public init(
        stage: String, origin: DocumentOrigin, subject: WorkSubject, state: WorkState = .ready, lane: String = "",
        owner: String = "", since: Instant
    ) {
        id = 0
        self.stage = stage
        self.origin = origin
        self.subject = subject
        self.state = state
        self.lane = lane
        attempts = 0
        wakeOn = []
        reason = ""
        desk = ""
        nextAction = ""
        findings = []
        assignee = ""
        self.owner = owner
        self.since = since
        cursor = ""
        isOutcomeUnknown = false
        sentAs = ""
    }
}

/// A finding at rest.
public struct StoredFinding: Hashable, Sendable, Coded {
    public var code: String
    public var severity: UInt8
    public var message: String
    public var place: String

    public init(code: String, severity: UInt8, message: String, place: String) {
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
    }

    public init(_ finding: Finding) {
        self.init(
            code: finding.rule.code, severity: finding.severity.rawValue, message: finding.message,
            place: finding.place.description)
    }

    public func encode(to writer: inout ByteWriter) {
        writer.write(code, Int(severity), message, place)
    }
    public init(from reader: inout ByteReader) throws(CodingFault) {
        let code: String = try reader.read()
        let severity: Int = try reader.read()
        self.init(code: code, severity: UInt8(clamping: severity), message: try reader.read(), place: try reader.read())
    }
}

/// Where a document that came in stands now, for people to see. One per origin.
public struct Standing: Hashable, Sendable {
    public var origin: DocumentOrigin
    /// `order`, `despatch-advice`, …; empty where the file could not be read.
    public var kind: String
    public var title: String
    /// `waiting`, or what the last stage said: `released`, `resent`, `discarded`.
    public var state: String
    public var stage: String
    public var reason: String
    public var nextAction: String
    public var findings: [StoredFinding]
    public var since: Instant

    public init(
        origin: DocumentOrigin, kind: String, title: String, state: String, stage: String, reason: String = "",
        nextAction: String = "", findings: [StoredFinding] = [], since: Instant
    ) {
        self.origin = origin
        self.kind = kind
        self.title = title
        self.state = state
        self.stage = stage
        self.reason = reason
        self.nextAction = nextAction
        self.findings = findings
        self.since = since
    }
}

/// An event on its way into the journal.
public struct NewEvent: Sendable {
    public var event: Event
    public var effectiveOn: BusinessDate
    public var recordedAt: Instant
    public var actor: String
    public var cause: DocumentOrigin?
    public var configuration: String

    public init(
        event: Event, effectiveOn: BusinessDate, recordedAt: Instant, actor: String, cause: DocumentOrigin?,
        configuration: String
    ) {
        self.event = event
        self.effectiveOn = effectiveOn
        self.recordedAt = recordedAt
        self.actor = actor
        self.cause = cause
        self.configuration = configuration
    }
}

/// A delivery as the ledger remembers it, one per key and endpoint.
public struct DeliveryRecord: Hashable, Sendable {
    public var key: String
    public var endpoint: String
    public var attempts: Int
    public var status: Int
    public var isReplay: Bool
    public var settledAt: Instant
    /// Of what the receiver answered; nil where it only gave a status.
    public var answerDigest: Digest?

    public init(
        key: String, endpoint: String, attempts: Int, status: Int, isReplay: Bool, settledAt: Instant,
        answerDigest: Digest?
    ) {
        self.key = key
        self.endpoint = endpoint
        self.attempts = attempts
        self.status = status
        self.isReplay = isReplay
        self.settledAt = settledAt
        self.answerDigest = answerDigest
    }
}

/// That nothing is sent to an endpoint: the receiver, or our configuration, is not as it should be.
public struct EndpointPause: Hashable, Sendable {
    public var reason: String
    /// When one delivery tries again.
    public var until: Instant

    /// The end of a pause that no time ends, but whoever decides on what waits.
    public static let untilDecided = Instant(startOf: "2999-12-31")

    public init(reason: String, until: Instant) {
        self.reason = reason
        self.until = until
    }
}

/// Questions to the ledger.
public protocol LedgerSnapshot: AnyObject {
    func entries(_ keys: [BookKey]) throws -> [BookKey: BookEntry]
    func intake(_ id: Int64) throws -> IntakeRow?
    /// The inputs that came under a name, newest first.
    func intakes(named name: String) throws -> [IntakeRow]
    func intakes(after id: Int64, limit: Int) throws -> [IntakeRow]
    func work(_ id: Int64) throws -> Work?
    /// Work in the order it was made; states and stages narrow it where they are not empty.
    func work(after id: Int64, limit: Int, states: Set<WorkState>, stages: Set<String>) throws -> [Work]
    func work(from origin: DocumentOrigin) throws -> [Work]
    /// Whether something waits at one of some stages for a reason. Reads no row of anything that does not wait there.
    func waits(for reason: String, at stages: Set<String>) throws -> Bool
    /// The stages that have rows.
    func occupiedStages() throws -> [String]
    /// What a row was about that has ended; no row has the number of another.
    func originOfPastWork(_ id: Int64) throws -> DocumentOrigin?
    /// When the next row becomes due by itself, of the stages given.
    func nextWake(stages: Set<String>) throws -> Instant?
    /// The owners of claimed rows.
    func owners() throws -> [String]
    func standing(_ origin: DocumentOrigin) throws -> Standing?
    func standings(after origin: DocumentOrigin?, limit: Int) throws -> [Standing]
    /// The documents of a number, whoever sent them, the parts of one in parts too.
    func standings(titled title: String, limit: Int) throws -> [Standing]
    func events(after sequence: Int64, limit: Int) throws -> [RecordedEvent]
    /// The number of the last event; 0 where there is none.
    func lastEvent() throws -> Int64
    /// Of the events after one, those that somebody must see to: what waits, is set aside, or will not be delivered.
    func alarms(after sequence: Int64, limit: Int) throws -> [RecordedEvent]
    func events(of stream: StreamName) throws -> [RecordedEvent]
    func events(causedBy origin: DocumentOrigin) throws -> [RecordedEvent]
    /// The events that name a number besides that of their own stream, of the streams whose own name begins so.
    func events(naming text: String, inStreamsFrom prefix: String) throws -> [RecordedEvent]
    func rendering(_ key: String) throws -> RenderedDocument?
    func renderingKeys(containing text: String, limit: Int) throws -> [String]
    /// The rendered documents that have a file name, whatever they are.
    func renderingKeys(named name: String) throws -> [String]
    func deliveries(_ key: String) throws -> [DeliveryRecord]
    /// Orders under a number, whoever sent them.
    func orders(numbered number: String) throws -> [OrderKey]
    /// The numbers of a customer's invoices and credit notes, the newest first.
    func invoices(of customer: CustomerID, limit: Int) throws -> [String]
    /// The payments that are credited to a customer, the newest first.
    func payments(of customer: CustomerID, limit: Int) throws -> [String]
    func pausedEndpoints() throws -> [String: EndpointPause]
    func lastOccurrence(of schedule: String) throws -> Instant?
    func activeConfiguration() throws -> String?
    /// How many of each thing there are, by name; two runs over the same input give the same numbers.
    func counts() throws -> [(name: String, count: Int)]
    /// All keys of a kind of entry, in order: the rank of `BookKey`.
    func bookRows(rank: UInt8, after text: String, limit: Int) throws -> [(text: String, body: [UInt8])]
    /// The orders that are not invoiced, cancelled or refused, in the order of their keys.
    func unfinishedOrders(after text: String, limit: Int) throws -> [(text: String, body: [UInt8])]
    /// The payments that are not set against anything yet, or not in full, in the order of their keys.
    func paymentsLeft(after text: String, limit: Int) throws -> [(text: String, body: [UInt8])]
    /// The currency that the books are kept in; nil where nothing was entered yet.
    func accountingCurrency() throws -> Currency?
    /// The invoices, and interchanges with one, that somebody decided not to send, in the order of their keys.
    func discardedDeliveries(after text: String, limit: Int) throws -> [(text: String, body: [UInt8])]
}

/// Changes to the ledger, all in one transaction.
public protocol LedgerTransaction: LedgerSnapshot {
    /// Takes inputs in; the answer has an identifier for each, and whether it is new.
    func record(_ intakes: [NewIntake]) throws -> [(id: Int64, isNew: Bool)]
    /// Adds work and gives it its numbers, in order.
    func insert(_ work: [Work]) throws -> [Int64]
    /// Takes up to so many rows that are ready, whose time has come and whose lane is free, in order, for an owner,
    /// and counts the attempt.
    ///
    /// To send, the first row of each lane is taken, and stands from now on as sent with an outcome that nobody knows;
    /// the rows handed out tell what was known before. For all else whole lanes are taken, and a row that was tried
    /// before is taken alone, so that one that ends its process takes no other with it.
    func claim(stages: Set<String>, limit: Int, owner: String, now: Instant, toSend: Bool) throws -> [Work]
    /// Replaces everything about a row but its number, origin and subject.
    func update(_ work: Work) throws
    /// Removes rows that are done.
    func complete(_ ids: [Int64]) throws
    /// Makes what a dead owner had claimed ready again.
    ///
    /// Where it stopped by itself its attempt does not count; where it broke, it counts as `attemptsOfABreak`.
    func releaseClaims(of owner: String, after end: OwnerEnd) throws
    /// Makes the rows ready that wait for a change of one of these entries; says how many.
    func wake(_ keys: [BookKey]) throws -> Int
    /// Makes the rows ready that wait for a business day up to this one.
    func wake(until day: BusinessDate) throws
    func save(_ standings: [Standing]) throws
    /// Appends events to their streams and seals them.
    func append(_ events: [NewEvent]) throws
    func save(_ entries: [(BookKey, BookEntry)]) throws
    /// Keeps a rendered document; the same once more is no other. False where its key is that of another, which stays.
    func store(_ rendering: RenderedDocument, at moment: Instant) throws -> Bool
    func record(_ delivery: DeliveryRecord) throws
    /// Keeps that nothing is sent to an endpoint for now; nil lifts it.
    func pause(_ endpoint: String, _ pause: EndpointPause?) throws
    func setOccurrence(_ moment: Instant, of schedule: String) throws
    func setActiveConfiguration(_ digest: String) throws
    /// The currency that the books are kept in: this one from now on, where nothing was entered yet.
    func keepAccountingCurrency(_ currency: Currency) throws -> Currency
}
