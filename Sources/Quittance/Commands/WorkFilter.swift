import ArgumentParser
import Pipeline

/// A command that has waiting documents released, retried or refused.
protocol Intervening: ParsableCommand {
    static var verb: Intervention.Verb { get }
    var options: ConfigOption { get }
    var actor: ActorOptions { get }
    var role: String? { get }
    var filter: WorkFilter { get }
    var ids: [Int64] { get }
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
            let rows = try workspace.ledger().read(named)
            guard !rows.isEmpty else { return print("Nothing waits so.") }
            let intervention = Intervention(
                verb: Self.verb, actor: actor.actor, role: role, reason: actor.reason)
            for (id, identity) in rows {
                try runner.intervene(intervention, on: id)
                print("Work \(id), \(identity.inWords): \(Self.verb.name), because \(actor.reason).")
            }
            print("The next run decides \(rows.count == 1 ? "it" : "them").")
        }
    }

    /// All that is named, before anything is changed: a number that is not there stops the whole.
    private func named(_ ledger: any LedgerSnapshot) throws -> [(id: Int64, identity: WorkIdentity)] {
        let rows =
            ids.isEmpty
            ? try filter.rows(ledger, otherwise: [.waiting, .poison])
            : try ids.map { id in
                guard let work = try ledger.work(id) else { throw InterventionFault.noSuchWork(id) }
                return work
            }
        return try rows.map { ($0.id, try WorkIdentity(of: $0, in: ledger)) }
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

    func rows(_ ledger: any LedgerSnapshot, otherwise states: Set<WorkState>) throws -> [Work] {
        try allWork(ledger, states: state.map { [$0.state] } ?? states).filter { work in
            (stage ?? work.stage) == work.stage && (reason ?? work.reason) == work.reason
                && (desk ?? work.desk) == work.desk
        }
    }
}
