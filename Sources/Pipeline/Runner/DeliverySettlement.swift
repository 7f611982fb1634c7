import Calendars
import Documents
import Findings
import Receivables

/// How long nothing is sent to an endpoint that is not as it should be, before one delivery tries again.
private let pauseSeconds: Int64 = 900

/// A delivery on its way: its row, and what it sends.
struct SentDelivery {
    var work: Work
    let document: RenderedDocument
}

/// What came of deliveries to one endpoint, and what follows from it, in one transaction.
struct DeliverySettlement {
    let runner: Runner
    let step: Plan.Step
    let settings: DeliverSettings
    let endpoint: Endpoint
    let ledger: any LedgerTransaction
    let now: Instant
    /// Whether one delivery tries the endpoint that was paused.
    let isTrial: Bool
    private var done: [Int64] = []
    private var next: [Work] = []
    private var events: [NewEvent] = []
    private var pauseCause: PauseCause?
    /// Whether the endpoint has taken a delivery.
    private(set) var wasTaken = false
    var isPausing: Bool { pauseCause != nil }

    init(
        runner: Runner, step: Plan.Step, settings: DeliverSettings, endpoint: Endpoint,
        ledger: any LedgerTransaction, now: Instant, isTrial: Bool
    ) {
        self.runner = runner
        self.step = step
        self.settings = settings
        self.endpoint = endpoint
        self.ledger = ledger
        self.now = now
        self.isTrial = isTrial
    }

    mutating func settle(_ delivery: SentDelivery, _ outcome: TransportOutcome) throws {
        switch judge(outcome, conflictMeansDone: settings.conflictMeansDone, now: now) {
        case .delivered(let status, let isReplay): try take(delivery, outcome, status, isReplay)
        case .retry(let reason, let isUnknown, let notBefore):
            try retry(delivery.hearing(outcome), reason, isUnknown, notBefore)
        case .pause(let reason):
            pauseCause = PauseCause.passing(reason).after(pauseCause)
            try wait(delivery.hearing(outcome), until: nil, reason)
        case .gone(let reason):
            pauseCause = PauseCause.gone(reason).after(pauseCause)
            try waitForPerson(delivery.hearing(outcome), .gone, reason)
        case .dead(let reason): try bury(delivery.hearing(outcome), reason, next: Self.afterRefusal)
        }
    }

    mutating func buryForgotten(_ delivery: SentDelivery) throws {
        var delivery = delivery
        delivery.work.findings.removeAll { $0.code == Rule.receiverTakesDelivery.code }
        try bury(delivery, Self.forgotten)
    }

    /// Makes it durable.
    mutating func flush() throws {
        if let pauseCause { try pause(because: pauseCause.reason, until: pauseCause.end(from: now)) }
        try ledger.enter(events)
        try ledger.complete(done)
        _ = try ledger.insert(next)
    }
}

// MARK: What the receiver has taken

extension DeliverySettlement {
    private mutating func take(
        _ delivery: SentDelivery, _ outcome: TransportOutcome, _ status: Int, _ isReplay: Bool
    ) throws {
        if isTrial, !wasTaken { try resume() }
        wasTaken = true
        let (work, document) = (delivery.work, delivery.document)
        done.append(work.id)
        try ledger.record(
            DeliveryRecord(
                key: document.key, endpoint: endpoint.name, attempts: work.attempts, status: status,
                isReplay: isReplay, settledAt: now, answerDigest: outcome.answerDigest))
        note(
            .delivered(
                key: document.key, endpoint: endpoint.name, status: status, attempts: work.attempts,
                replayed: isReplay, goesOn: step.targets["delivered"].map(runner.plan.delivers) ?? false),
            of: work)
        goOn(delivery)
        answer(delivery, outcome)
    }

    /// Has the next receiver get it, in a lane of its own: what is still on its way to the first holds nothing up there.
    private mutating func goOn(_ delivery: SentDelivery) {
        guard case .stage(let target)? = step.targets["delivered"] else { return }
        let (step, lane) = (runner.plan.steps[target], delivery.work.lane)
        var row = Work(
            stage: step.id, origin: delivery.work.origin, subject: .rendering(delivery.document.key),
            lane: lane.isEmpty ? "" : "\(step.id)/\(lane)", since: now)
        row.sentAs = step.endpoint ?? ""
        next.append(row)
    }

    private mutating func answer(_ delivery: SentDelivery, _ outcome: TransportOutcome) {
        guard case .stage(let target)? = step.targets["answered"],
            case .answered(let status, _, let contentType, let body) = outcome
        else { return }
        let answer = DeliveryAnswer(
            key: delivery.document.key, endpoint: endpoint.name, status: status, contentType: contentType, body: body)
        next.append(
            Work(
                stage: runner.plan.steps[target].id, origin: delivery.work.origin,
                subject: .document(.deliveryAnswer(answer)), since: now))
    }
}

// MARK: Pauses

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

extension DeliverySettlement {
    /// Keeps that nothing is sent there for now. Trying again and again in vain is one pause.
    private mutating func pause(because reason: String, until moment: Instant) throws {
        if try ledger.pausedEndpoints()[endpoint.name]?.reason != reason {
            note(.endpointPaused(endpoint: endpoint.name, reason: reason))
        }
        try ledger.pause(endpoint.name, EndpointPause(reason: reason, until: moment))
    }

    private mutating func resume() throws {
        guard try ledger.pausedEndpoints()[endpoint.name] != nil else { return }
        try ledger.pause(endpoint.name, nil)
        note(.endpointResumed(endpoint: endpoint.name))
    }

    /// Sends nothing more there for as long as the receiver asks.
    private func throttle(until moment: Instant) {
        runner.throttles[endpoint.name] = max(moment, runner.throttles[endpoint.name] ?? moment)
    }
}

// MARK: What is sent again, or waits for a person

extension DeliverySettlement {
    /// The receiver has said what it thinks of it: nothing need be asked.
    private static let afterRefusal =
        "Correct what the receiver's answer names, here or with it; then retry it, or discard it."

    private static let forgotten =
        "whether an attempt took effect is not known, and the receiver may have forgotten the key"

    /// Plans another attempt, or gives the delivery to a person: after too long, or where the receiver may have
    /// forgotten the key of an attempt whose outcome nobody knows.
    private mutating func retry(
        _ delivery: SentDelivery, _ reason: String, _ isUnknown: Bool, _ notBefore: Int?
    ) throws {
        var delivery = delivery
        let attempts = delivery.work.attempts
        let first = delivery.work.firstSentAt ?? now
        if isUnknown, now > first.adding(seconds: Int64(settings.keyWindowHours) * 3600) {
            return try bury(delivery, "\(reason); \(Self.forgotten)")
        }
        if now > first.adding(seconds: Int64(settings.giveUpHours) * 3600) {
            return try bury(delivery, "\(reason); given up after \(attempts) attempts")
        }
        let pause = max(
            backOff(afterAttempt: attempts, runner.around.randomness), Int64(notBefore ?? 0) * 1_000_000)
        if let notBefore, notBefore > 0 { throttle(until: now.adding(seconds: Int64(notBefore))) }
        delivery.work.isOutcomeUnknown = isUnknown
        try wait(delivery, until: now.adding(microseconds: pause), reason)
    }

    private func wait(_ delivery: SentDelivery, until moment: Instant?, _ reason: String) throws {
        var work = delivery.work
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

    private mutating func bury(
        _ delivery: SentDelivery, _ reason: String, next: String = WaitReason.dead.nextAction
    ) throws {
        try waitForPerson(delivery, .dead, reason, next: next)
        note(
            .deliveryDied(
                key: delivery.document.key, endpoint: endpoint.name, reason: reason, attempts: delivery.work.attempts),
            of: delivery.work)
    }

    private func waitForPerson(
        _ delivery: SentDelivery, _ wait: WaitReason, _ reason: String, next: String? = nil
    ) throws {
        var work = delivery.work
        work.wait(for: wait.name, at: desk, next ?? wait.nextAction, because: [Self.finding(reason)] + work.findings)
        work.since = now
        try ledger.update(work)
    }

    private mutating func note(_ event: Event, of work: Work? = nil) {
        events.append(runner.newEvent(event, work?.origin, at: now))
    }

    /// Whose worklist a delivery comes to that somebody must look at.
    private var desk: String { step.desks[WaitReason.dead.name] ?? "" }

    private static func finding(_ reason: String) -> StoredFinding {
        StoredFinding(Finding(.receiverTakesDelivery, reason, at: .document))
    }
}

extension SentDelivery {
    /// With what the receiver said this time, in place of what was found before.
    fileprivate func hearing(_ outcome: TransportOutcome) -> SentDelivery {
        var delivery = self
        delivery.work.findings = []
        if case .answered(_, _, let type, let body) = outcome, let words = words(ofAnswer: body, type) {
            delivery.work.findings = [StoredFinding(Finding(.receiverExplains, words, at: .document))]
        }
        return delivery
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
