import Calendars
public import Documents
import Receivables

/// The most bytes of files that one batch holds in memory.
private let batchBytes = 32 << 20

extension Runner {
    /// Takes in the next batch of files of each folder, and carries it on at once.
    func takeIn() throws -> Bool {
        var tookAny = false
        for (_, step) in steps(in: .source) {
            guard case .folder = step.body, let intake = around.intakes[step.id],
                case .stage(let decoder)? = step.targets["received"]
            else { continue }
            let files = try intake.claim(upTo: Self.batchSize, bytes: batchBytes)
            guard !files.isEmpty else { continue }
            let taken = try record(files, from: step, for: plan.steps[decoder])
            try intake.finish(files.map(\.claim))
            report { $0.filesTaken += files.count }
            try decodeAndDecide(taken)
            tookAny = true
        }
        return tookAny
    }

    /// Makes originals, intake rows and decode work durable. Files that an earlier process recorded are left to their
    /// rows.
    private func record(
        _ files: [ClaimedFile], from step: Plan.Step, for decoder: Plan.Step
    ) throws -> [(work: Work, bytes: FileBytes)] {
        let references = try around.blobs.append(files.map(\.bytes))
        let now = now
        return try around.ledger.write { ledger in
            let rows = try ledger.record(
                zip(files, references).map { file, reference in
                    NewIntake(
                        source: step.id, claim: file.claim, name: file.name, original: reference, receivedAt: now,
                        actor: Runner.actor)
                })
            var fresh: [(work: Work, bytes: FileBytes)] = []
            for (row, file) in zip(rows, files) where row.isNew {
                var work = Work(
                    stage: decoder.id, origin: DocumentOrigin(intake: row.id, index: 0),
                    subject: .intake, state: .claimed, owner: around.owners.current, since: now)
                work.attempts = 1
                fresh.append((work, file.bytes))
            }
            let ids = try ledger.insert(fresh.map(\.work))
            for index in fresh.indices { fresh[index].work.id = ids[index] }
            return fresh
        }
    }

    /// Takes in what a person or another system orders, with the bytes it was ordered by.
    public func instruct(
        _ instructions: [Instruction], named name: String, original: [UInt8], actor: String, reason: String
    ) throws {
        guard let register = plan.steps.first(where: { $0.type.inputs.contains(.instruction) }) else {
            preconditionFailure("every plan has a stage for instructions")
        }
        let reference = try around.blobs.append([original])[0]
        let now = now
        try around.ledger.write { ledger in
            let claim = "desk:\(now.microseconds):\(around.randomness.number(below: .max))"
            let row = try ledger.record([
                NewIntake(
                    source: "desk", claim: claim, name: name, original: reference, receivedAt: now, actor: actor,
                    reason: reason)
            ])[0]
            _ = try ledger.insert(
                instructions.enumerated().map { index, instruction in
                    Work(
                        stage: register.id, origin: DocumentOrigin(intake: row.id, index: index),
                        subject: .document(.instruction(instruction)), since: now)
                })
        }
    }

    /// The instructions that are recorded and not followed yet, in the order in which they were given.
    public func instructionsToFollow(_ ledger: any LedgerSnapshot) throws -> [Instruction] {
        let stages = Set(plan.steps.filter { $0.type.inputs.contains(.instruction) }.map(\.id))
        var (found, after): ([Instruction], Int64) = ([], 0)
        while true {
            let rows = try ledger.work(after: after, limit: 1000, states: [.ready, .claimed], stages: stages)
            guard let last = rows.last else { return found }
            after = last.id
            found += rows.compactMap { row in
                if case .document(.instruction(let instruction)) = row.subject { instruction } else { nil }
            }
        }
    }
}
