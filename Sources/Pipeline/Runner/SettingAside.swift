import Documents
public import Findings
import Receivables

/// How often a row may be tried before it is taken for poison: by three processes that broke, or by nine that were
/// killed, which may have nothing to do with it.
private let poisonAttempts = 3 * Work.attemptsOfABreak

extension Work {
    /// What the attempt of a process that broke counts for.
    public static let attemptsOfABreak = 3
}

extension WorkState {
    /// What a row that is set aside gives as its reason, until somebody ends it.
    static let poisonReason = "poison"
}

extension Runner {
    /// Sets aside the rows that were tried too often; the others are left.
    func settlePoison(_ claimed: [Work]) throws -> [Work] {
        let poison = claimed.filter { $0.attempts > poisonAttempts }
        guard !poison.isEmpty else { return claimed }
        let now = now
        try around.ledger.write { ledger in
            for work in poison {
                let finding = Finding(
                    .workIsSurvived, "tried again and again, and the process ended each time", at: .document)
                var work = work
                work.wait(
                    .poison, for: WorkState.poisonReason, at: anyDesk(of: work.stage),
                    "Look at the file; then retry it with a newer release, or discard it.",
                    because: [StoredFinding(finding)])
                try ledger.update(work)
                try ledger.append([
                    newEvent(
                        .documentPoisoned(work.origin, stage: work.stage, evidence: finding.message), work.origin,
                        at: now)
                ])
                guard isOfWhatCameIn(work) else { continue }
                try stand(work, "poison", because: work.reason, ledger) {
                    $0.nextAction = work.nextAction
                    $0.findings = work.findings
                }
            }
        }
        return claimed.filter { $0.attempts <= poisonAttempts }
    }

    /// Ends what a person discarded; the others are left.
    ///
    /// A stage that decides is asked first, for there is more to refusing an order than to forget it; not where asking
    /// has killed the process before.
    func settleDiscarded(_ claimed: [Work]) throws -> [Work] {
        let isEnded = { (work: Work) in
            work.intervention?.verb == .discard
                && (work.reason == WorkState.poisonReason || self.segment(of: work.stage) != .decide)
        }
        let discarded = claimed.filter(isEnded)
        guard !discarded.isEmpty else { return claimed }
        let now = now
        try around.ledger.write { ledger in
            for work in discarded {
                guard let intervention = work.intervention else { continue }
                var happened = [Event.documentDiscarded(work.origin, stage: work.stage, reason: intervention.reason)]
                if let document = undelivered(work) {
                    happened.append(
                        .deliveryDiscarded(document, work.origin, stage: work.stage, reason: intervention.reason))
                }
                try ledger.enter(happened.map { newEvent($0, work.origin, at: now, actor: intervention.actor) })
                if isOfWhatCameIn(work) { try stand(work, "discarded", because: intervention.reason, ledger) { _ in } }
            }
            try ledger.complete(discarded.map(\.id))
        }
        return claimed.filter { !isEnded($0) }
    }

    /// The invoice, or what it is in, or the letter that does not leave where a row is discarded.
    private func undelivered(_ work: Work) -> SentDocument? {
        guard let index = plan.index(of: work.stage) else { return nil }
        let document =
            switch work.subject {
            case .document(let document): SentDocument(document)
            case .rendering(let key): SentDocument(rendered: key)
            case .intake, .message: nil as SentDocument?
            }
        // A letter that is only put into a folder is written there, or was never sent.
        return plan.delivers(from: index) || document?.letter != nil ? document : nil
    }

    private func segment(of stage: String) -> Segment? { plan.index(of: stage).map { plan.steps[$0].type.segment } }

    /// Whether a row is about what came in, and not about an answer or an invoice that followed from it.
    private func isOfWhatCameIn(_ work: Work) -> Bool { [.decode, .decide].contains(segment(of: work.stage)) }

    private func stand(
        _ work: Work, _ state: String, because reason: String, _ ledger: any LedgerTransaction,
        _ complete: (inout Standing) -> Void
    ) throws {
        let known = try ledger.standing(work.origin)
        var standing = Standing(
            origin: work.origin, kind: known?.kind ?? "", title: known?.title ?? "", state: state, stage: work.stage,
            reason: reason, since: now)
        complete(&standing)
        try ledger.save([standing])
    }

    /// Somebody's desk: that of the first thing the stage can wait for.
    private func anyDesk(of stage: String) -> String {
        guard let index = plan.index(of: stage) else { return "" }
        let step = plan.steps[index]
        return step.type.waits.lazy.compactMap { step.desks[$0.name] }.first ?? ""
    }
}

extension Rule {
    public static let workIsSurvived = Rule(
        "RUN-001", "A document does not end the process that handles it.",
        remedy: "Send the file with a report of the fault; then retry it with a newer release, or discard it.")
}
