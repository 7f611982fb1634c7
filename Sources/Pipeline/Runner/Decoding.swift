import Calendars
import Documents
import Findings
import Receivables

extension Runner {
    /// Decodes files whose rows wait in the ledger: those of a dead process, and those that somebody sent back.
    func decodeClaimed() throws -> Bool {
        let decoders = Set(steps(in: .decode).map(\.step.id))
        let claimed = try claim(decoders, toSend: false)
        let rows = try settleDiscarded(settlePoison(claimed))
        let originals = try around.ledger.read { ledger in
            try rows.map { work in try ledger.intake(work.origin.intake)?.intake.original }
        }
        try decodeAndDecide(
            zip(rows, originals).map { work, original in
                guard let original else { preconditionFailure("work \(work.id) is about an intake that is gone") }
                return (work, try around.blobs.read(original))
            })
        return !claimed.isEmpty
    }

    /// Decodes files and decides on what they hold, in their order: those of a usual size together, a large one in
    /// slices.
    func decodeAndDecide(_ files: [(work: Work, bytes: FileBytes)]) throws {
        var together: [(work: Work, bytes: FileBytes)] = []
        for file in files {
            if file.bytes.count < slicing.bytes, file.work.cursor.isEmpty {
                together.append(file)
                continue
            }
            try decodeTogether(together)
            together = []
            try decodeInSlices(file.work, file.bytes)
        }
        try decodeTogether(together)
    }

    /// Decodes files on all cores and decides on what they hold in one transaction.
    private func decodeTogether(_ files: [(work: Work, bytes: FileBytes)]) throws {
        guard !files.isEmpty else { return }
        let plan = plan
        let terms = try termsOfSenders(files)
        let gatekeeper = gatekeeper()
        let decoded = around.workers.map(files) { file -> [ReadMessage] in
            var messages: [ReadMessage] = []
            file.bytes.withBytes { bytes in
                read(
                    bytes, as: formats(of: file.work, plan), maxLines: plan.maxLines, agreed: { terms[$0] },
                    admittedBy: gatekeeper.gate(for: file.work)
                ) {
                    messages.append($0)
                }
            }
            return messages
        }
        try gatekeeper.check()
        try decide { batch in
            for (file, messages) in zip(files, decoded) { try batch.add(messages, of: file.work) }
        }
    }

    /// Decodes a large file and decides on what it holds, one slice after the other, each in a transaction of its own.
    ///
    /// The row keeps how many of the messages are decided, so a restart goes on behind them.
    private func decodeInSlices(_ work: Work, _ bytes: FileBytes) throws {
        let terms = try termsOfSenders([(work, bytes)])
        let gatekeeper = gatekeeper()
        var work = work
        let decided = Int(work.cursor) ?? 0
        var count = 0
        var slice: [ReadMessage] = []
        var failure: (any Error)?
        bytes.withBytes { bytes in
            read(
                bytes, as: formats(of: work, plan), maxLines: plan.maxLines, agreed: { terms[$0] },
                admittedBy: gatekeeper.gate(for: work)
            ) { message in
                defer { count += message.span }
                guard count >= decided, failure == nil else { return }
                // A part of a statement alone becomes as many documents as a slice may have.
                if slice.count == slicing.messages || slice.last?.document?.kind.becomesSeveral == true {
                    do {
                        try gatekeeper.check()
                        try decideSlice(&slice, &work)
                    } catch { failure = error }
                }
                slice.append(message)
            }
        }
        if let failure { throw failure }
        try gatekeeper.check()
        try decide { batch in try batch.add(slice, of: work) }
    }

    private func decideSlice(_ slice: inout [ReadMessage], _ work: inout Work) throws {
        var next = work
        next.cursor = "\((Int(work.cursor) ?? 0) + slice.reduce(0) { $0 + $1.span })"
        // The process has survived the slice: what follows is tried as often as a file from the beginning.
        next.attempts = 1
        try decide { batch in try batch.add(slice, of: work, goingOnAs: next) }
        slice.removeAll(keepingCapacity: true)
        work = next
        // What the slice gave is rendered now, or all that the file gives would be in memory at once.
        _ = try render()
    }

    private func gatekeeper() -> Gatekeeper { Gatekeeper(around.company, around.ledger, plan) }

    /// What is agreed today with the senders that files, and those within compressed ones, tell where they begin.
    func termsOfSenders(
        _ files: [(work: Work, bytes: FileBytes)]
    ) throws -> [[PartyIdentifier]: PartnerTerms] {
        let plan = plan
        let found = around.workers.map(files) { file -> Set<[PartyIdentifier]> in
            guard let index = plan.index(of: file.work.stage), case .decode(let settings) = plan.steps[index].body
            else { return [] }
            return file.bytes.withBytes { senders(of: $0, as: settings.formats) }
        }
        let all = found.reduce(into: Set<[PartyIdentifier]>()) { $0.formUnion($1) }
        guard !all.isEmpty else { return [:] }
        let today = businessDate(at: now)
        return try around.ledger.read { ledger in
            var terms: [[PartyIdentifier]: PartnerTerms] = [:]
            for names in all { terms[names] = try ledger.agreement(with: names)?.terms(on: today) }
            return terms
        }
    }

    func claim(_ stages: Set<String>, toSend: Bool, limit: Int = Runner.batchSize) throws -> [Work] {
        guard !stages.isEmpty else { return [] }
        let now = now
        let isDue = try around.ledger.read { ledger in
            try ledger.nextWake(stages: stages).map { $0 <= now } ?? false
        }
        guard isDue else { return [] }
        return try around.ledger.write { ledger in
            try ledger.claim(
                stages: stages, limit: limit, owner: around.owners.current, now: now, toSend: toSend)
        }
    }

    func newEvent(_ event: Event, _ cause: DocumentOrigin?, at moment: Instant, actor: String = Runner.actor)
        -> NewEvent
    {
        NewEvent(
            event: event, effectiveOn: businessDate(at: moment), recordedAt: moment, actor: actor, cause: cause,
            configuration: plan.digest)
    }
}

/// The formats that a decode stage reads.
private func formats(of work: Work, _ plan: Plan) -> [any ReadingFormat] {
    guard let index = plan.index(of: work.stage), case .decode(let settings) = plan.steps[index].body else {
        preconditionFailure("\(work.stage) is no decode stage")
    }
    return settings.formats
}

extension LedgerSnapshot {
    /// The agreement with the one customer that has a name among these.
    func agreement(with names: [PartyIdentifier]) throws -> PartnerAgreement? {
        let customers = try customers(named: names)
        guard let customer = customers.first, Set(customers).count == 1 else { return nil }
        let key = BookKey.partner(customer)
        guard case .partner(let agreement)? = try entries([key])[key] else { return nil }
        return agreement
    }
}
