import ArgumentParser
import JSONSyntax
import Pipeline

/// What a command did to a row of work, as it is told to a program.
struct WorkChange {
    let work: Int64
    let identity: WorkIdentity
    let verb: String
    let reason: String
    /// Whose list it was put on, or the stage it was taken to.
    let target: String?

    init(work: Int64, _ identity: WorkIdentity, verb: String, reason: String, to target: String? = nil) {
        self.work = work
        self.identity = identity
        self.verb = verb
        self.reason = reason
        self.target = target
    }
}

extension FormatOption {
    /// Tells a change: an object on a line, or words.
    func show(_ change: WorkChange, _ words: String) {
        guard isJSON else { return print(words) }
        showJSON(.lines) { json in
            json.member("work", change.work)
            json.member("kind", change.identity.kind)
            json.member("number", change.identity.number)
            json.member("verb", change.verb)
            json.member("reason", change.reason)
            json.optional("to", change.target)
        }
    }
}

/// A command that has waiting documents released, retried or refused.
protocol Intervening: ParsableCommand {
    static var verb: Intervention.Verb { get }
    var options: ConfigOption { get }
    var actor: ActorOptions { get }
    var role: String? { get }
    var filter: WorkFilter { get }
    var ids: [Int64] { get }
    var output: FormatOption { get }
}

extension Intervening {
    var role: String? { nil }

    func validate() throws {
        guard ids.isEmpty != filter.isEmpty else {
            throw ValidationError("Name the work by its numbers, or by --stage, --waiting-for, --desk and --state.")
        }
    }

    func run() throws {
        try orExit {
            let workspace = try options.open()
            let runner = Runner(plan: workspace.plan, around: try workspace.surroundings())
            let rows = try workspace.ledger().read { try named($0, workspace.plan) }
            let intervention = Intervention(
                verb: Self.verb, actor: actor.actor, role: role, reason: actor.reason)
            for (id, _) in rows { try runner.refuseInVain(intervention, on: id) }
            for (id, identity) in rows {
                try runner.intervene(intervention, on: id)
                output.show(
                    WorkChange(work: id, identity, verb: Self.verb.name, reason: actor.reason),
                    "Work \(id), \(identity.inWords): \(Self.verb.name), because \(actor.reason).")
            }
            guard !output.isJSON else { return }
            print(rows.isEmpty ? "Nothing waits so." : "The next run decides \(rows.count == 1 ? "it" : "them").")
        }
    }

    /// All that is named, before anything is changed: a number that is not there stops the whole.
    private func named(_ ledger: any LedgerSnapshot, _ plan: Plan) throws -> [(id: Int64, identity: WorkIdentity)] {
        let rows =
            ids.isEmpty
            ? try filter.rows(ledger, of: plan, otherwise: [.waiting, .poison])
            : try ids.map { id in
                guard let work = try ledger.work(id) else { throw InterventionFault.noSuchWork(id) }
                return work
            }
        return try rows.map { ($0.id, try WorkIdentity(of: $0, in: ledger)) }
    }
}

/// The stages that deliver to an endpoint which gets nothing for now: what is ready there waits like the delivery that
/// the receiver complained of.
private struct PausedDeliveries {
    /// By stage: whose worklist it comes to.
    private var desks: [String: String] = [:]

    init(of plan: Plan, _ endpoints: Set<String>) {
        for step in plan.steps {
            guard case .deliver(let settings) = step.body, endpoints.contains(settings.endpoint) else { continue }
            desks[step.id] = step.desks[WaitReason.dead.name] ?? ""
        }
    }

    func explained(_ work: Work) -> Work {
        guard let desk = desks[work.stage], work.state == .ready, work.reason.isEmpty else { return work }
        var work = work
        work.reason = WaitReason.paused.name
        work.desk = desk
        work.nextAction = WaitReason.paused.nextAction
        return work
    }
}

/// Which rows of work are meant.
struct WorkFilter: ParsableArguments {
    @Option(help: "Only what waits at this stage.") var stage: String?
    @Option(name: .customLong("waiting-for"), help: "Only what waits for this reason.") var reason: String?
    @Option(help: "Only the worklist of one desk.") var desk: String?
    @Option(help: "Only what is in this state: waiting, ready, claimed or poison.") var state: State?

    enum State: String, CaseIterable, ExpressibleByArgument {
        case ready, claimed, waiting, poison

        fileprivate var state: WorkState {
            switch self {
            case .ready: .ready
            case .claimed: .claimed
            case .waiting: .waiting
            case .poison: .poison
            }
        }
    }

    var isEmpty: Bool { stage == nil && reason == nil && desk == nil && state == nil }

    /// The rows that are meant. Where there are none, a name that the pipeline does not have is a mistake.
    func rows(_ ledger: any LedgerSnapshot, of plan: Plan, otherwise states: Set<WorkState>) throws -> [Work] {
        let paused = PausedDeliveries(of: plan, Set(try ledger.pausedEndpoints().keys))
        let inStates = try allWork(ledger, states: state.map { [$0.state] } ?? states)
        let rows = inStates.map { paused.explained($0) }.filter { isMeant($0) }
        guard rows.isEmpty else { return rows }
        try refuseUnknown(stage, "stage", among: plan.steps.map(\.id))
        try refuseUnknown(desk, "desk", among: plan.desks.map(\.id))
        try refuseUnknown(reason, "reason to wait", among: plan.reasons)
        return []
    }

    private func isMeant(_ work: Work) -> Bool {
        (stage ?? work.stage) == work.stage && (reason ?? work.reason) == work.reason
            && (desk ?? work.desk) == work.desk
    }

    private func refuseUnknown(_ name: String?, _ what: String, among known: [String]) throws {
        guard let name, !known.contains(name) else { return }
        let nearest = nearestName(to: name, in: known).map { "did you mean '\($0)'?" }
        let words = nearest ?? "known are \(known.joined(separator: ", "))."
        throw Failure.input("'\(name)' is no \(what) of the pipeline; \(words)")
    }
}
