import Calendars
import Documents
import Receivables

/// Why a person's order about a row of work cannot be followed.
public enum InterventionFault: Error, Hashable, Sendable {
    case noSuchWork(Int64)
    /// It was one, and its document has gone on.
    case ended(Int64)
    case notWaiting(Int64, state: WorkState)
    /// What could not be read cannot go on, whoever lets it.
    case notReadable(Int64)
    /// What is ordered would leave it waiting for what it waits for.
    case inVain(Int64, reason: String, nextAction: String)
    case noSuchStage(String)
    case otherInput(stage: String)
    case noSuchDesk(String)
    case noSuchRole(String)
    case otherRole(actor: String, role: String)
}

extension Runner {
    /// Stops where what is ordered would change nothing: where a release ends no wait, it is better said at once than
    /// found out with the next run.
    public func refuseInVain(_ intervention: Intervention, on id: Int64) throws {
        guard intervention.verb == .release else { return }
        var intervention = intervention
        intervention.role = try role(of: intervention)
        guard let work = try around.ledger.read({ try $0.work(id) }) else { throw InterventionFault.noSuchWork(id) }
        if [.intake, .message].contains(work.subject) { throw InterventionFault.notReadable(id) }
        guard work.state == .waiting, case .document = work.subject, let index = plan.index(of: work.stage),
            case .decide = plan.steps[index].body
        else { return }
        var tried = work
        tried.intervention = intervention
        guard let left = try decideInMind(tried), left.reason == work.reason, left.findings == work.findings else {
            return
        }
        throw InterventionFault.inVain(id, reason: left.reason, nextAction: left.nextAction)
    }

    /// The row as it would wait once it is decided, where it would and nothing else would happen; nothing of it is kept.
    private func decideInMind(_ work: Work) throws -> Work? {
        do {
            try around.ledger.write { ledger in
                var batch = try DecideBatch(runner: self, ledger: ledger)
                try batch.add(work)
                try batch.decideAll()
                throw Tried(work: batch.left(as: work.id))
            }
            return nil
        } catch let tried as Tried {
            return tried.work
        }
    }

    /// Has a waiting document decided again, released or refused.
    public func intervene(_ intervention: Intervention, on id: Int64) throws {
        var intervention = intervention
        intervention.role = try role(of: intervention)
        try change(id, verb: intervention.verb.name, by: intervention.actor, because: intervention.reason) { work in
            if intervention.verb == .release, [.intake, .message].contains(work.subject) {
                throw InterventionFault.notReadable(id)
            }
            work.state = .ready
            work.wakeAt = nil
            // The attempts of what was sent are those that its receiver saw.
            if work.firstSentAt == nil { work.attempts = 0 }
            work.intervention = intervention
        }
    }

    /// The role that somebody decides in: the one that is named, or the only one that the configuration gives to them.
    private func role(of intervention: Intervention) throws -> String? {
        guard let name = intervention.role else {
            let own = plan.roles.filter { $0.value.members.contains(intervention.actor) }.map(\.key)
            return own.count == 1 ? own[0] : nil
        }
        guard let role = plan.roles[name] else { throw InterventionFault.noSuchRole(name) }
        guard role.members.isEmpty || role.members.contains(intervention.actor) else {
            throw InterventionFault.otherRole(actor: intervention.actor, role: name)
        }
        return name
    }

    /// Puts a waiting document on somebody's list.
    public func assign(_ id: Int64, to assignee: String, actor: String, reason: String) throws {
        try change(id, verb: "assign", to: assignee, by: actor, because: reason) { $0.assignee = assignee }
    }

    /// Takes a row to another stage, where an upgrade of the pipeline renamed or replaced its own.
    public func move(_ id: Int64, to stage: String, actor: String, reason: String) throws {
        guard let index = plan.index(of: stage) else { throw InterventionFault.noSuchStage(stage) }
        let step = plan.steps[index]
        try change(id, verb: "move", to: stage, by: actor, because: reason) { work in
            guard step.takes(work.subject) else { throw InterventionFault.otherInput(stage: stage) }
            work.stage = stage
            work.state = .ready
            // The key of what may have been sent stays.
            if work.firstSentAt == nil { work.sentAs = step.endpoint ?? "" }
            work.wakeAt = nil
            // The attempts of what was sent are those that its receiver saw.
            if work.firstSentAt == nil { work.attempts = 0 }
        }
    }

    private func change(
        _ id: Int64, verb: String, to target: String? = nil, by actor: String, because reason: String,
        _ edit: (inout Work) throws -> Void
    ) throws {
        let now = now
        try around.ledger.write { ledger in
            guard var work = try ledger.work(id) else { throw InterventionFault.noSuchWork(id) }
            guard work.state != .claimed || !around.owners.isAlive(work.owner) else {
                throw InterventionFault.notWaiting(id, state: work.state)
            }
            let stage = work.stage
            try edit(&work)
            try ledger.update(work)
            try ledger.append([
                newEvent(
                    .documentInstructed(work.origin, stage: stage, verb: verb, reason: reason, to: target),
                    work.origin, at: now, actor: actor)
            ])
        }
    }
}

/// Thrown to end the transaction of a trial: nothing of it may stay.
private struct Tried: Error {
    let work: Work?
}

extension Plan.Step {
    /// Whether a row about a subject can go on here.
    fileprivate func takes(_ subject: WorkSubject) -> Bool {
        switch (subject, body) {
        case (.intake, .decode), (.message, .decode), (.rendering, .deliver), (.rendering, .file): true
        case (.document(let document), .decide), (.document(let document), .scan): type.inputs.contains(document.kind)
        case (.document(let document), .render(let settings)): settings.format.kinds.contains(document.kind)
        default: false
        }
    }
}
