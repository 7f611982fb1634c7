import Documents
import Findings

extension Work {
    /// The row waits for a person from now on, and nothing else takes it up.
    mutating func wait(
        _ state: WorkState = .waiting, for reason: String, at desk: String, _ nextAction: String,
        because findings: [StoredFinding]
    ) {
        self.state = state
        owner = ""
        intervention = nil
        wakeAt = nil
        wakeDay = nil
        wakeOn = []
        self.reason = reason
        self.desk = desk
        self.nextAction = nextAction
        self.findings = findings
    }

    /// The row waits for what its stage waits for, at the desk that the plan gives to it.
    mutating func wait(
        for reason: WaitReason, at step: Plan.Step?, _ nextAction: String? = nil, because findings: [StoredFinding]
    ) {
        wait(
            for: reason.name, at: step?.desks[reason.name] ?? "", nextAction ?? reason.nextAction, because: findings)
    }
}

extension LedgerTransaction {
    /// Keeps a row as it is now: in its place, or as a new one.
    func keep(_ work: Work) throws {
        if work.id == 0 { _ = try insert([work]) } else { try update(work) }
    }
}
