public import Calendars
public import Documents
public import Money
import Receivables

/// Carries documents through the stages of a plan.
///
/// One cycle takes files in, decodes and decides them, renders and delivers what came of it. Each step to durable
/// ground is one transaction over a batch, so a process may die anywhere and the next one goes on from there.
public final class Runner {
    /// Who acted, as the journal has it, where no person did.
    static let actor = "quittance"

    let plan: Plan
    var around: Surroundings
    /// Fixes the business date, whatever the clock says.
    let asOf: BusinessDate?
    /// What this process keeps as claimed work to be rendered, to go on with at once.
    var handoff: [LeavingDocument] = []
    /// Until when receivers have asked us to send nothing, by endpoint.
    var throttles: [String: Instant] = [:]
    public private(set) var progress = RunProgress()
    /// Called after each batch.
    public var onProgress: (RunProgress) -> Void = { _ in }
    /// Called once a crossing of a credit line is durable.
    public var onAlert: (CreditAlert) -> Void = { _ in }
    /// Called once it is durable that something was found about a document that went on.
    public var onRemark: (DocumentRemark) -> Void = { _ in }

    /// How many documents are decided in one transaction.
    public static let batchSize = 256
    /// From how many bytes on a file is decided in slices, and how many messages a slice has at most.
    var slicing = (bytes: 8 << 20, messages: 1024)

    public init(plan: Plan, around: Surroundings, asOf: BusinessDate? = nil) {
        self.plan = plan
        self.around = around
        self.asOf = asOf
    }

    /// Takes over what dead processes held. Call once before the first cycle.
    public func start() throws {
        let owners = around.owners
        // Told before the others are asked, so that of two that begin at once one at least sees the other.
        try owners.announce(configuration: plan.digest)
        if let active = try owners.configurationsOfOthers().subtracting([plan.digest]).min() {
            throw RunnerFault.otherConfigurationActive(active: active, ours: plan.digest)
        }
        try around.ledger.write { ledger in
            let kept = try ledger.keepAccountingCurrency(around.company.currency)
            guard kept == around.company.currency else {
                throw RunnerFault.otherAccountingCurrency(kept, ours: around.company.currency)
            }
            try ledger.setActiveConfiguration(plan.digest)
            for owner in try ledger.owners() where owner != owners.current && !owners.isAlive(owner) {
                try ledger.releaseClaims(of: owner, after: owners.end(of: owner))
            }
            // A new run is a new try: what complained may have been corrected.
            for (endpoint, pause) in try ledger.pausedEndpoints() {
                // One that there is no longer takes nothing, and keeps nothing waiting.
                let isThere = plan.endpoints[endpoint] != nil
                try ledger.pause(endpoint, isThere ? EndpointPause(reason: pause.reason, until: now) : nil)
            }
            try refuseWorkWithoutStage(ledger)
            try reachDay(ledger)
        }
        try owners.forgetDead()
    }

    /// What waits for a day that the run stands at or beyond is due, whatever the clock says.
    func reachDay(_ ledger: any LedgerTransaction) throws { if let asOf { try ledger.wake(until: asOf) } }

    /// A row whose stage the plan no longer has would be lost from sight.
    private func refuseWorkWithoutStage(_ ledger: any LedgerSnapshot) throws {
        let strays = Set(try ledger.occupiedStages()).subtracting(plan.steps.map(\.id))
        guard !strays.isEmpty, let work = try ledger.work(after: 0, limit: 1, states: [], stages: strays).first else {
            return
        }
        throw RunnerFault.workWithoutStage(stage: work.stage, work: work.id)
    }

    /// Works until nothing is due; true where anything was done.
    @discardableResult
    public func runUntilIdle() throws -> Bool {
        var didAnything = false
        while try cycle() { didAnything = true }
        return didAnything
    }

    /// One pass over what is due; false where there was nothing.
    ///
    /// What is begun comes before what is new: a run that was interrupted decides in the order of one that was not. A scan
    /// asks the whole book, so the files that lie there, such as a statement of payments, are decided before it begins.
    public func cycle() throws -> Bool {
        if try decodeClaimed() { return true }
        if try decideClaimed() { return true }
        if try hasDueScan(), try takeIn() { return true }
        if try scanClaimed() { return true }
        var busy = try reachOccurrences()
        busy = try takeIn() || busy
        busy = try render() || busy
        busy = try deliver() || busy
        busy = try publish() || busy
        return busy
    }

    /// When something becomes due by itself.
    public func nextWake() throws -> Instant? {
        try around.ledger.read { ledger in
            let pauses = try ledger.pausedEndpoints().mapValues(\.until).merging(throttles) { max($0, $1) }
                .filter { $0.value > now }
            let open = plan.steps.filter { step in
                if case .deliver(let settings) = step.body { pauses[settings.endpoint] == nil } else { true }
            }
            let next = try ledger.nextWake(stages: Set(open.map(\.id)))
            return (pauses.values + (next.map { [$0] } ?? [])).min()
        }
    }

    /// Asks the ledger.
    public func ask<Result>(_ body: (any LedgerSnapshot) throws -> Result) throws -> Result {
        try around.ledger.read(body)
    }

    /// How many of each thing the ledger has.
    public func counts() throws -> [String: Int] {
        Dictionary(uniqueKeysWithValues: try around.ledger.read { try $0.counts() }.map { ($0.name, $0.count) })
    }

    public var today: BusinessDate { businessDate(at: now) }
    public var company: Company { around.company }

    var now: Instant { around.clock.now() }
    func businessDate(at moment: Instant) -> BusinessDate { asOf ?? around.businessDate(moment) }

    func steps(in segment: Segment) -> [(index: Int, step: Plan.Step)] {
        plan.steps.enumerated().filter { $0.element.type.segment == segment }.map { ($0.offset, $0.element) }
    }

    func report(_ change: (inout RunProgress) -> Void) {
        change(&progress)
        onProgress(progress)
    }
}

/// How far a run has come.
public struct RunProgress: Hashable, Sendable {
    public var filesTaken = 0
    public var documentsDecided = 0
    public var documentsRendered = 0
    public var deliveriesSettled = 0

    public init() {}
}

/// Why a runner does not start.
public enum RunnerFault: Error, Hashable, Sendable {
    /// Another process works on the same ledger under another configuration.
    case otherConfigurationActive(active: String, ours: String)
    /// A row waits at a stage that the plan does not have; `work move` takes it to another.
    case workWithoutStage(stage: String, work: Int64)
    /// What was entered into the books is in another currency than the company now says that they are kept in.
    case otherAccountingCurrency(Currency, ours: Currency)
}
