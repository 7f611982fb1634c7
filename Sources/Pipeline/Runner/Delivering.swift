import Calendars
import Documents
import Findings
import Receivables

/// How many deliveries are leased, and settled, in one transaction.
private let leaseSize = 256

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
    private var leased: [Int: SentDelivery] = [:]
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
        var settled: [(delivery: SentDelivery, outcome: TransportOutcome)] = []
        var mayHaveMore = true
        while true {
            if mayHaveMore, !isPaused, leased.count < (leaseLimit + 1) / 2 {
                let count = try lease()
                mayHaveMore = count > 0
                sentAny = sentAny || count > 0
            }
            guard !leased.isEmpty else { break }
            for (token, outcome) in transport.completed(waitingAtMost: 1000) {
                guard let delivery = leased.removeValue(forKey: token) else { continue }
                settled.append((delivery, outcome))
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
        let deliveries = try runner.around.ledger.read { ledger in
            try rows.map { work -> SentDelivery in
                guard case .rendering(let key) = work.subject, let document = try ledger.rendering(key) else {
                    preconditionFailure("delivery \(work.id) is of no rendered document")
                }
                return SentDelivery(work: work, document: document)
            }
        }
        try bury(deliveries.filter { isForgotten($0.work, now) }, at: now)
        let due = deliveries.filter { !isForgotten($0.work, now) }
        let sent = try runner.recheck(due.map { ($0.work, $0.document.key) })
        for var delivery in due where sent.contains(delivery.work.id) {
            // A person who has it sent again knows what became of the attempts before.
            if delivery.work.firstSentAt == nil || delivery.work.intervention != nil { delivery.work.firstSentAt = now }
            leased[nextToken] = delivery
            transport.start(request(delivery), token: nextToken)
            nextToken += 1
        }
        return rows.count
    }

    /// Whether an earlier attempt may have had its effect, and the receiver may no longer know its key.
    private func isForgotten(_ work: Work, _ now: Instant) -> Bool {
        guard work.isOutcomeUnknown, work.intervention == nil, let first = work.firstSentAt else { return false }
        return now > first.adding(seconds: Int64(settings.keyWindowHours) * 3600)
    }

    private func bury(_ deliveries: [SentDelivery], at now: Instant) throws {
        guard !deliveries.isEmpty else { return }
        try runner.around.ledger.write { ledger in
            var settlement = beginSettlement(in: ledger, at: now)
            for delivery in deliveries { try settlement.buryForgotten(delivery) }
            try settlement.flush()
        }
    }

    private func request(_ delivery: SentDelivery) -> TransportRequest {
        let document = delivery.document
        let name = delivery.work.sentAs.isEmpty ? endpoint.name : delivery.work.sentAs
        return TransportRequest(
            url: endpoint.url + settings.path, contentType: document.contentType,
            headers: endpoint.headers + [
                ("Idempotency-Key", "\(document.key)/\(name)"), ("Quittance-Document", document.name),
            ],
            body: document.bytes)
    }

    private mutating func settle(_ settled: [(delivery: SentDelivery, outcome: TransportOutcome)]) throws {
        let now = runner.now
        let settlement = try runner.around.ledger.write { ledger in
            var settlement = beginSettlement(in: ledger, at: now)
            for (delivery, outcome) in settled { try settlement.settle(delivery, outcome) }
            try settlement.flush()
            return settlement
        }
        if settlement.wasTaken { leaseLimit = leaseSize }
        isPaused = isPaused || settlement.isPausing || runner.throttles[endpoint.name] != nil
        runner.report { $0.deliveriesSettled += settled.count }
    }

    private func beginSettlement(in ledger: any LedgerTransaction, at now: Instant) -> DeliverySettlement {
        DeliverySettlement(
            runner: runner, step: step, settings: settings, endpoint: endpoint, ledger: ledger, now: now,
            isTrial: leaseLimit < leaseSize)
    }
}
