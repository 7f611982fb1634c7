import Calendars
import Documents
import Findings
import Receivables

/// What comes of a batch of decisions: what happened, what waits, where each document stands, and what goes on to be
/// rendered.
struct BatchResults {
    private let date: BusinessDate
    private let now: Instant
    private let configuration: String
    private var events: [NewEvent] = []
    private var newWork: [Work] = []
    private var changedWork: [Work] = []
    private var completed: [Int64] = []
    private var standings: [DocumentOrigin: Standing] = [:]
    private(set) var leaving: [LeavingDocument] = []

    init(on date: BusinessDate, at now: Instant, configuration: String) {
        self.date = date
        self.now = now
        self.configuration = configuration
    }

    /// Notes what happened, on the day of the batch where no other is given.
    mutating func append(
        _ event: Event, of cause: DocumentOrigin, on day: BusinessDate? = nil, by actor: String = Runner.actor
    ) {
        events.append(
            NewEvent(
                event: event, effectiveOn: day ?? date, recordedAt: now, actor: actor, cause: cause,
                configuration: configuration))
    }

    /// A row as it is to be, whether the ledger has it or not.
    mutating func keep(_ work: Work) {
        if work.id == 0 { newWork.append(work) } else { changedWork.append(work) }
    }

    /// The document of the row, where it had one, is dealt with.
    mutating func complete(_ work: Work?) {
        if let work { completed.append(work.id) }
    }

    mutating func leave(_ document: LeavingDocument) { leaving.append(document) }

    /// The row with this number, where it waits.
    func waiting(as id: Int64) -> Work? { changedWork.first { $0.id == id && $0.state == .waiting } }

    // MARK: Where documents stand

    /// What was found when it was read stays with a document, however far it goes.
    mutating func stand(
        _ document: IncomingDocument, _ state: String, at stage: String, _ findings: [Finding] = []
    ) {
        var standing = Standing(
            origin: document.origin, kind: document.kind, title: document.title, state: state, stage: stage,
            findings: findings.map(StoredFinding.init), since: now)
        if findings.isEmpty, let known = standings[document.origin], known.state != Standing.waiting {
            standing.findings = known.findings
        }
        standings[document.origin] = standing
    }

    mutating func stand(_ document: IncomingDocument, waitingWith work: Work) {
        standings[document.origin] = Standing(
            origin: document.origin, kind: document.kind, title: document.title, state: Standing.waiting,
            stage: work.stage, reason: work.reason, nextAction: work.nextAction, findings: work.findings,
            since: work.since)
    }

    mutating func discard(_ document: IncomingDocument, at stage: String, by intervention: Intervention?) {
        let reason = intervention?.reason ?? ""
        append(
            .documentDiscarded(document.origin, stage: stage, reason: reason), of: document.origin,
            by: intervention?.actor ?? Runner.actor)
        standings[document.origin] = Standing(
            origin: document.origin, kind: document.kind, title: document.title, state: "discarded", stage: stage,
            reason: reason, since: now)
    }

    /// Notes that a row waits.
    mutating func tell(_ work: Work, because findings: [Finding], about subjects: [String] = []) {
        append(
            .documentWaited(
                work.origin, stage: work.stage, reason: work.reason, because: findings.map(\.description),
                about: subjects),
            of: work.origin)
    }

    /// - Parameter known: the row that it was, where it was one before.
    mutating func waitUnreadable(
        _ message: ReadMessage, _ origin: DocumentOrigin, at step: Plan.Step, as known: Work?
    ) {
        var work = Work(stage: step.id, origin: origin, subject: .message, since: now)
        work.id = known?.id ?? 0
        work.assignee = known?.assignee ?? ""
        // What is in no format that is read may be sound, and so may be an interchange that is not taken, or what is longer
        // than we allow.
        let isOfFile = message.kind.isEmpty || message.kind == DocumentKind.interchange.name
        let fatal = message.findings.filter { $0.severity == .fatal }
        let isOurs = !fatal.isEmpty && fatal.allSatisfy(\.rule.isOurs)
        work.wait(
            for: .unreadable, at: step, isOfFile || isOurs ? message.findings.remedies : nil,
            because: message.findings.map(StoredFinding.init))
        tell(work, because: message.findings)
        keep(work)
        stand(IncomingDocument(origin, kind: message.kind, title: message.member ?? ""), waitingWith: work)
    }

    // MARK: Making it durable

    /// Writes all of it, with the entries of the book that have changed.
    func flush(with entries: [(BookKey, BookEntry)], to ledger: any LedgerTransaction) throws {
        try ledger.append(events)
        try ledger.save(entries)
        try ledger.complete(completed)
        for work in changedWork { try ledger.update(work) }
        _ = try ledger.insert(newWork)
        try ledger.save(try standingsWithWhatWaits(in: ledger).sorted { $0.origin < $1.origin })
    }

    /// Keeps what goes on to be rendered as work that this process is at.
    mutating func keepLeaving(in ledger: any LedgerTransaction) throws {
        let ids = try ledger.insert(leaving.map(\.work))
        for index in leaving.indices { leaving[index].work.id = ids[index] }
    }

    /// Of a document that became several, such as the payments of a statement, the state of one that waits is shown as
    /// long as any does.
    private func standingsWithWhatWaits(in ledger: any LedgerTransaction) throws -> [Standing] {
        let waiting = Dictionary(grouping: (newWork + changedWork).filter { $0.state == .waiting }, by: \.origin)
        let seen = Set(completed + changedWork.map(\.id))
        return try standings.values.map { standing in
            guard standing.state != Standing.waiting, let kind = DocumentKind(named: standing.kind), kind.becomesSeveral
            else { return standing }
            let work =
                try waiting[standing.origin]?.first
                ?? ledger.work(from: standing.origin).first { $0.state == .waiting && !seen.contains($0.id) }
            return work.map { standing.waiting(with: $0) } ?? standing
        }
    }
}

extension Standing {
    static let waiting = "waiting"

    /// The same document, shown as waiting with one of the rows that it became.
    fileprivate func waiting(with work: Work) -> Standing {
        Standing(
            origin: origin, kind: kind, title: title, state: Self.waiting, stage: work.stage, reason: work.reason,
            nextAction: work.nextAction, findings: work.findings, since: work.since)
    }
}

/// What came in, as it is known whatever becomes of it on the way: its kind and its number.
struct IncomingDocument {
    let origin: DocumentOrigin
    let kind: String
    let title: String

    init(_ origin: DocumentOrigin, kind: String, title: String) {
        self.origin = origin
        self.kind = kind
        self.title = title
    }
}

/// A document on its way to be rendered.
struct LeavingDocument: Sendable {
    var work: Work
    /// The document in a format, where the stage that it comes from had to write it.
    var written: WrittenDocument?
}

extension WaitReason {
    /// At every decode stage.
    public static let unreadable = WaitReason(
        "unreadable", "A file, or a message in it, that could not be read.",
        nextAction: "Ask the sender for a sound file; then discard this one.")
}
