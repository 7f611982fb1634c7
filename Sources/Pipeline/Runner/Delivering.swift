import Calendars
import Documents
public import Findings
import Receivables

/// How many deliveries are leased, and settled, in one transaction.
private let leaseSize = 256
/// How long nothing is sent to an endpoint that is not as it should be, before one delivery tries again.
private let pauseSeconds: Int64 = 900

extension Runner {
    /// Sends what is due to each endpoint.
    func deliver() throws -> Bool {
        var sentAny = false
        for (_, step) in steps(in: .sink) {
            guard case .deliver(let settings) = step.body, let endpoint = plan.endpoints[settings.endpoint],
                let transport = around.transports[endpoint.name]
            else { continue }
            var round = DeliveryRound(runner: self, step: step, settings: settings, endpoint: endpoint, transport)
            sentAny = try round.run() || sentAny
        }
        return sentAny
    }
}

/// One endpoint's deliveries: leased in one transaction, sent side by side, settled in another.
///
/// Only the first delivery of a lane is under way at any time, so what belongs together arrives in order.
private struct DeliveryRound {
    let runner: Runner
    let step: Plan.Step
    let settings: DeliverSettings
    let endpoint: Endpoint
    let transport: any Transport
    private var leased: [Int: (work: Work, document: RenderedDocument)] = [:]
    private var nextToken = 0
    private var isPaused = false
    /// One delivery at a time until an endpoint that was paused has taken one.
    private var leaseLimit = leaseSize

    init(
        runner: Runner, step: Plan.Step, settings: DeliverSettings, endpoint: Endpoint, _ transport: any Transport
    ) {
        self.runner = runner
        self.step = step
        self.settings = settings
        self.endpoint = endpoint
        self.transport = transport
    }

    mutating func run() throws -> Bool {
        var sentAny = false
        isPaused = try isHeldBack()
        var settled: [(work: Work, document: RenderedDocument, outcome: TransportOutcome)] = []
        var mayHaveMore = true
        while true {
            if mayHaveMore, !isPaused, leased.count < (leaseLimit + 1) / 2 {
                let count = try lease()
                mayHaveMore = count > 0
                sentAny = sentAny || count > 0
            }
            guard !leased.isEmpty else { break }
            for (token, outcome) in transport.completed(waitingAtMost: 1000) {
                guard let (work, document) = leased.removeValue(forKey: token) else { continue }
                settled.append((work, document, outcome))
            }
            if settled.count >= leaseSize / 2 || leased.isEmpty, !settled.isEmpty {
                try settle(settled)
                settled = []
                mayHaveMore = true
            }
        }
        return sentAny
    }

    /// Whether nothing is sent for now. A pause that is over is lifted by the first delivery that is taken.
    private mutating func isHeldBack() throws -> Bool {
        let now = runner.now
        if let moment = runner.throttles[endpoint.name], moment > now { return true }
        runner.throttles[endpoint.name] = nil
        guard let pause = try runner.around.ledger.read({ try $0.pausedEndpoints()[endpoint.name] }) else {
            return false
        }
        leaseLimit = 1
        if try waitsForPerson() {
            // A new run ends other pauses, and not this one: only whoever decides on what waits does.
            if pause.until < EndpointPause.untilDecided { try keepPaused(because: pause.reason) }
            return true
        }
        return pause.until > now && pause.until < EndpointPause.untilDecided
    }

    private func keepPaused(because reason: String) throws {
        try runner.around.ledger.write {
            try $0.pause(endpoint.name, EndpointPause(reason: reason, until: EndpointPause.untilDecided))
        }
    }

    /// Whether the endpoint has said that it is gone for good, and nobody has decided yet.
    private func waitsForPerson() throws -> Bool {
        let stages = runner.plan.steps.compactMap { step -> String? in
            guard case .deliver(let settings) = step.body, settings.endpoint == endpoint.name else { return nil }
            return step.id
        }
        return try runner.around.ledger.read { try $0.waits(for: WaitReason.gone.name, at: Set(stages)) }
    }

    /// Takes the next rows, counted and committed before a byte is sent.
    private mutating func lease() throws -> Int {
        let now = runner.now
        let claimed = try runner.claim([step.id], toSend: true, limit: leaseLimit)
        // A delivery is never poison: when its process dies, it is only sent again under the same key.
        let rows = try runner.settleDiscarded(claimed)
        guard !rows.isEmpty else { return 0 }
        let documents = try runner.around.ledger.read { ledger in
            try rows.map { work -> RenderedDocument in
                guard case .rendering(let key) = work.subject, let document = try ledger.rendering(key) else {
                    preconditionFailure("delivery \(work.id) is of no rendered document")
                }
                return document
            }
        }
        try bury(zip(rows, documents).filter { isForgotten($0.0, now) }, at: now)
        let due = zip(rows, documents).filter { !isForgotten($0.0, now) }
        let sent = try runner.recheck(due.map { ($0, $1.key) })
        for (var work, document) in due where sent.contains(work.id) {
            // A person who has it sent again knows what became of the attempts before.
            if work.firstSentAt == nil || work.intervention != nil { work.firstSentAt = now }
            leased[nextToken] = (work, document)
            transport.start(request(work, document), token: nextToken)
            nextToken += 1
        }
        return rows.count
    }

    /// Whether an earlier attempt may have had its effect, and the receiver may no longer know its key.
    private func isForgotten(_ work: Work, _ now: Instant) -> Bool {
        guard work.isOutcomeUnknown, work.intervention == nil, let first = work.firstSentAt else { return false }
        return now > first.adding(seconds: Int64(settings.keyWindowHours) * 3600)
    }

    private func bury(_ rows: [(Work, RenderedDocument)], at now: Instant) throws {
        guard !rows.isEmpty else { return }
        try runner.around.ledger.write { ledger in
            var events: [NewEvent] = []
            for (work, document) in rows {
                var work = work
                work.findings.removeAll { $0.code == Rule.receiverTakesDelivery.code }
                try bury(work, document, Self.forgotten, ledger, &events, at: now)
            }
            try ledger.enter(events)
        }
    }

    /// The receiver has said what it thinks of it: nothing need be asked.
    private static let afterRefusal =
        "Correct what the receiver's answer names, here or with it; then retry it, or discard it."

    private static let forgotten =
        "whether an attempt took effect is not known, and the receiver may have forgotten the key"

    private func request(_ work: Work, _ document: RenderedDocument) -> TransportRequest {
        let name = work.sentAs.isEmpty ? endpoint.name : work.sentAs
        return TransportRequest(
            url: endpoint.url + settings.path, contentType: document.contentType,
            headers: endpoint.headers + [
                ("Idempotency-Key", "\(document.key)/\(name)"), ("Quittance-Document", document.name),
            ],
            body: document.bytes)
    }

    /// Writes down what came of a number of deliveries, and what follows from it.
    private mutating func settle(
        _ settled: [(work: Work, document: RenderedDocument, outcome: TransportOutcome)]
    ) throws {
        let now = runner.now
        var pauseCause: PauseCause?
        try runner.around.ledger.write { ledger in
            var done: [Int64] = []
            var next: [Work] = []
            var events: [NewEvent] = []
            for (work, document, outcome) in settled {
                switch judge(outcome, conflictMeansDone: settings.conflictMeansDone, now: now) {
                case .delivered(let status, let isReplay):
                    if leaseLimit < leaseSize { try resume(ledger, &events, at: now) }
                    leaseLimit = leaseSize
                    done.append(work.id)
                    try ledger.record(
                        DeliveryRecord(
                            key: document.key, endpoint: endpoint.name, attempts: work.attempts, status: status,
                            isReplay: isReplay, settledAt: now, answerDigest: outcome.answerDigest))
                    events.append(
                        runner.newEvent(
                            .delivered(
                                key: document.key, endpoint: endpoint.name, status: status, attempts: work.attempts,
                                replayed: isReplay, goesOn: goesOn), work.origin, at: now))
                    next.append(contentsOf: onward(work, document, outcome, at: now))
                case .retry(let reason, let isUnknown, let notBefore):
                    try retry(hearing(outcome, work), document, reason, isUnknown, notBefore, ledger, &events, at: now)
                case .pause(let reason):
                    pauseCause = PauseCause.passing(reason).after(pauseCause)
                    try wait(hearing(outcome, work), until: nil, reason, ledger)
                case .gone(let reason):
                    pauseCause = PauseCause.gone(reason).after(pauseCause)
                    try waitForPerson(hearing(outcome, work), .gone, reason, ledger, at: now)
                case .dead(let reason):
                    try bury(
                        hearing(outcome, work), document, reason, next: Self.afterRefusal, ledger, &events, at: now)
                }
            }
            if let pauseCause {
                try pause(because: pauseCause.reason, until: pauseCause.end(from: now), ledger, &events, at: now)
            }
            try ledger.enter(events)
            try ledger.complete(done)
            _ = try ledger.insert(next)
        }
        isPaused = isPaused || pauseCause != nil || runner.throttles[endpoint.name] != nil
        runner.report { $0.deliveriesSettled += settled.count }
    }

    /// Why nothing more is sent there.
    private enum PauseCause {
        /// What may pass by itself: one delivery tries again after a while.
        case passing(String)
        /// Nothing is there any more, until somebody decides.
        case gone(String)

        var reason: String {
            switch self {
            case .passing(let reason), .gone(let reason): reason
            }
        }

        /// What counts after another cause: the last one, but that nothing is there outlasts what may pass.
        func after(_ earlier: PauseCause?) -> PauseCause {
            if case .passing = self, let earlier, case .gone = earlier { return earlier }
            return self
        }

        func end(from now: Instant) -> Instant {
            switch self {
            case .passing: now.adding(seconds: pauseSeconds)
            case .gone: EndpointPause.untilDecided
            }
        }
    }

    /// Keeps that nothing is sent there for now. Trying again and again in vain is one pause.
    private func pause(
        because reason: String, until moment: Instant, _ ledger: any LedgerTransaction, _ events: inout [NewEvent],
        at now: Instant
    ) throws {
        if try ledger.pausedEndpoints()[endpoint.name]?.reason != reason {
            events.append(
                runner.newEvent(.endpointPaused(endpoint: endpoint.name, reason: reason), nil, at: now))
        }
        try ledger.pause(endpoint.name, EndpointPause(reason: reason, until: moment))
    }

    private func resume(_ ledger: any LedgerTransaction, _ events: inout [NewEvent], at now: Instant) throws {
        guard try ledger.pausedEndpoints()[endpoint.name] != nil else { return }
        try ledger.pause(endpoint.name, nil)
        events.append(runner.newEvent(.endpointResumed(endpoint: endpoint.name), nil, at: now))
    }

    /// Whether another is still to take what this one has taken.
    private var goesOn: Bool { step.targets["delivered"].map(runner.plan.delivers) ?? false }

    private func onward(
        _ work: Work, _ document: RenderedDocument, _ outcome: TransportOutcome, at now: Instant
    ) -> [Work] {
        var next: [Work] = []
        if case .stage(let target)? = step.targets["delivered"] {
            let step = runner.plan.steps[target]
            // A lane of its own: what is still on its way to the first receiver holds nothing up at the second.
            let lane = work.lane.isEmpty ? "" : "\(step.id)/\(work.lane)"
            var row = Work(
                stage: step.id, origin: work.origin, subject: .rendering(document.key), lane: lane, since: now)
            row.sentAs = step.endpoint ?? ""
            next.append(row)
        }
        if case .stage(let target)? = step.targets["answered"],
            case .answered(let status, _, let contentType, let body) = outcome
        {
            let answer = DeliveryAnswer(
                key: document.key, endpoint: endpoint.name, status: status, contentType: contentType, body: body)
            next.append(
                Work(
                    stage: runner.plan.steps[target].id, origin: work.origin,
                    subject: .document(.deliveryAnswer(answer)),
                    since: now))
        }
        return next
    }

    /// Plans another attempt, or gives the delivery to a person: after too long, or where the receiver may have
    /// forgotten the key of an attempt whose outcome nobody knows.
    private func retry(
        _ work: Work, _ document: RenderedDocument, _ reason: String, _ isUnknown: Bool, _ notBefore: Int?,
        _ ledger: any LedgerTransaction, _ events: inout [NewEvent], at now: Instant
    ) throws {
        let first = work.firstSentAt ?? now
        if isUnknown, now > first.adding(seconds: Int64(settings.keyWindowHours) * 3600) {
            return try bury(work, document, "\(reason); \(Self.forgotten)", ledger, &events, at: now)
        }
        if now > first.adding(seconds: Int64(settings.giveUpHours) * 3600) {
            return try bury(
                work, document, "\(reason); given up after \(work.attempts) attempts", ledger, &events, at: now)
        }
        let pause = max(
            backOff(afterAttempt: work.attempts, runner.around.randomness),
            Int64(notBefore ?? 0) * 1_000_000)
        if let notBefore, notBefore > 0 { throttle(until: now.adding(seconds: Int64(notBefore))) }
        var work = work
        work.isOutcomeUnknown = isUnknown
        try wait(work, until: now.adding(microseconds: pause), reason, ledger)
    }

    /// Sends nothing more there for as long as the receiver asks.
    private func throttle(until moment: Instant) {
        runner.throttles[endpoint.name] = max(moment, runner.throttles[endpoint.name] ?? moment)
    }

    private func wait(_ work: Work, until moment: Instant?, _ reason: String, _ ledger: any LedgerTransaction) throws {
        var work = work
        work.state = .ready
        work.owner = ""
        work.wakeAt = moment
        work.intervention = nil
        let wait = moment == nil ? WaitReason.paused : .retrying
        work.reason = wait.name
        work.desk = moment == nil ? desk : ""
        work.nextAction = wait.nextAction
        work.findings = [Self.finding(reason)] + work.findings
        try ledger.update(work)
    }

    private func bury(
        _ work: Work, _ document: RenderedDocument, _ reason: String, next: String = WaitReason.dead.nextAction,
        _ ledger: any LedgerTransaction,
        _ events: inout [NewEvent], at now: Instant
    ) throws {
        try waitForPerson(work, .dead, reason, next: next, ledger, at: now)
        events.append(
            runner.newEvent(
                .deliveryDied(key: document.key, endpoint: endpoint.name, reason: reason, attempts: work.attempts),
                work.origin, at: now))
    }

    private func waitForPerson(
        _ work: Work, _ wait: WaitReason, _ reason: String, next: String? = nil, _ ledger: any LedgerTransaction,
        at now: Instant
    ) throws {
        var work = work
        work.wait(for: wait.name, at: desk, next ?? wait.nextAction, because: [Self.finding(reason)] + work.findings)
        work.since = now
        try ledger.update(work)
    }

    /// A row with what the receiver said this time, in place of what was found before.
    private func hearing(_ outcome: TransportOutcome, _ work: Work) -> Work {
        var work = work
        work.findings = []
        if case .answered(_, _, let type, let body) = outcome, let words = words(ofAnswer: body, type) {
            work.findings = [StoredFinding(Finding(.receiverExplains, words, at: .document))]
        }
        return work
    }

    /// Whose worklist a delivery comes to that somebody must look at.
    private var desk: String { step.desks[WaitReason.dead.name] ?? "" }

    private static func finding(_ reason: String) -> StoredFinding {
        StoredFinding(Finding(.receiverTakesDelivery, reason, at: .document))
    }
}

extension LedgerTransaction {
    /// Keeps what befell deliveries, in the journal and in the book, and wakes who waits for it.
    func enter(_ events: [NewEvent]) throws {
        try append(events)
        let keys = Set(events.flatMap(\.event.touches)).sorted()
        guard !keys.isEmpty else { return }
        var slice = BookSlice()
        slice.load(keys, try entries(keys))
        for event in events { slice.apply(event.event) }
        let changed = slice.changed.sorted()
        try save(changed.compactMap { key in slice.entry(key).map { (key, $0) } })
        _ = try wake(changed)
    }
}

extension WaitReason {
    /// At every deliver stage.
    public static let dead = WaitReason(
        "dead", "A delivery that the receiver will not take, or whose fate nobody knows.",
        nextAction: "Ask the receiver what became of it; then retry it, or discard it.")
    public static let paused = WaitReason(
        "paused", "A delivery that is kept back: the receiver, or our configuration, is not as it should be.",
        nextAction: "Correct what the receiver complains of, and run again.")
    public static let gone = WaitReason(
        "gone",
        "A delivery whose endpoint says that it is gone for good: nothing is sent there until somebody decides.",
        nextAction:
            "Ask the receiver for the new address and put it into the configuration; then retry it, or discard it.")
    public static let retrying = WaitReason(
        "retrying", "A delivery whose last attempt failed as it may only for a time.",
        nextAction: "None: it is sent again by itself.")

    /// Those of a delivery that no desk is named for in the configuration: what somebody must look at comes to that of
    /// `dead`.
    public static let ofDeliveries: [WaitReason] = [paused, gone, retrying]
}

extension Rule {
    public static let receiverTakesDelivery = Rule(
        "DLV-001", "The receiver takes what is delivered.",
        remedy: "Look at the receiver's answer, which `quittance work show` and `trace` give with it.",
        severity: .warning)
    public static let receiverExplains = Rule(
        "DLV-002", "What the receiver answered, as it came: the first 2,000 bytes, where they are text.",
        remedy: "None: it says why a delivery was not taken.", severity: .information)
}
