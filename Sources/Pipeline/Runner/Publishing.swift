import Calendars
import Documents
public import Findings
import Receivables

extension Runner {
    /// Puts documents into folders; the same name with the same bytes is put there once.
    func publish() throws -> Bool {
        var didAny = false
        for (_, step) in steps(in: .sink) {
            guard case .file = step.body, let outlet = around.outlets[step.id] else { continue }
            let claimed = try claim([step.id], toSend: false)
            guard !claimed.isEmpty else { continue }
            try publish(settleDiscarded(claimed), from: step, to: outlet)
            didAny = true
        }
        return didAny
    }

    private func publish(_ rows: [Work], from step: Plan.Step, to outlet: any Outlet) throws {
        let documents = try around.ledger.read { ledger in
            try rows.map { work -> RenderedDocument in
                guard case .rendering(let key) = work.subject, let document = try ledger.rendering(key) else {
                    preconditionFailure("work \(work.id) at \(step.id) is of no rendered document")
                }
                return document
            }
        }
        let taken = try outlet.publish(documents.map { ($0.name, $0.bytes) })
        let now = now
        try around.ledger.write { ledger in
            for (work, document) in zip(rows, documents) {
                if taken.contains(document.name) {
                    try wait(work, at: step, because: document.name, ledger, at: now)
                } else {
                    try ledger.complete([work.id])
                }
            }
        }
    }

    private func wait(
        _ work: Work, at step: Plan.Step, because name: String, _ ledger: any LedgerTransaction, at now: Instant
    ) throws {
        let finding = Finding(.nameIsFree, "there is something else under \(name)", at: .document)
        let reason = WaitReason.nameTaken
        var work = work
        work.wait(for: reason, at: step, because: [StoredFinding(finding)])
        work.attempts = 0
        work.since = now
        try ledger.update(work)
        try ledger.append([
            newEvent(
                .documentWaited(work.origin, stage: step.id, reason: reason.name, because: [finding.description]),
                work.origin, at: now)
        ])
    }
}

extension WaitReason {
    /// At every file stage.
    public static let nameTaken = WaitReason(
        "name-taken", "A document whose file name something else has in the folder.",
        nextAction: "Move away what has the name, then retry; or discard this one.")
}

extension Rule {
    public static let nameIsFree = Rule(
        "FIL-004", "A document never replaces a file.", remedy: "Move away the file that has the name, then retry.")
}
