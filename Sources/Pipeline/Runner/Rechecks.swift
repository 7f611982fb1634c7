import Calendars
import Documents
import Receivables

extension Runner {
    /// Asks the stages that wrote them whether documents may still be sent, keeps the answers, and ends the rows of those
    /// that may not; those that may are left.
    ///
    /// Where several stages write such documents, one of them must let it leave.
    func recheck(_ rows: [(work: Work, key: String)]) throws -> Set<Int64> {
        let deciders = plan.steps.compactMap { step -> (any Rechecking)? in
            if case .decide(let decider) = step.body { decider.rechecking } else { nil }
        }
        var sent = Set(rows.map(\.work.id))
        let asked = rows.filter { row in deciders.contains { $0.isAsked(about: row.key) } }
        guard !asked.isEmpty else { return sent }
        let stopped = try around.ledger.write { ledger -> [Int64] in
            var round = RecheckRound(runner: self, deciders: deciders)
            for row in asked { try round.ask(about: row.key, row.work, ledger) }
            try round.flush(ledger)
            return round.stopped
        }
        sent.subtract(stopped)
        return sent
    }
}

/// A number of documents that are asked about in one transaction.
private struct RecheckRound {
    let runner: Runner
    let deciders: [any Rechecking]
    private var slice = BookSlice()
    private var events: [NewEvent] = []
    private(set) var stopped: [Int64] = []

    init(runner: Runner, deciders: [any Rechecking]) {
        self.runner = runner
        self.deciders = deciders
    }

    mutating func ask(about key: String, _ work: Work, _ ledger: any LedgerTransaction) throws {
        let date = runner.businessDate(at: runner.now)
        var answers: [Recheck] = []
        for decider in deciders where decider.isAsked(about: key) {
            while true {
                let missing = Set(decider.reads(beforeSending: key, on: date, slice).filter { !slice.knows($0) })
                guard !missing.isEmpty else { break }
                slice.load(missing.sorted(), try ledger.entries(missing.sorted()))
            }
            answers.append(
                decider.recheck(
                    beforeSending: key, mayHaveLeft: work.isOutcomeUnknown, goesOn: work.reason == Self.underWay,
                    by: runner.around.company, on: date, slice))
        }
        let first = answers.first { if case .send = $0 { true } else { false } } ?? answers[0]
        switch first {
        case .send(let recorded):
            record(recorded, work)
            try ledger.update(Self.asked(work, at: runner.now))
        case .stop(let recorded):
            record(recorded, work)
            stopped.append(work.id)
        }
    }

    /// The reason of a row that was asked about and is being sent: it stays where the process ends before the outcome.
    private static let underWay = "sending"

    /// A row as the claim has left it, and marked as asked about. What was handed out tells what was known before.
    private static func asked(_ work: Work, at now: Instant) -> Work {
        var asked = work
        asked.reason = underWay
        asked.isOutcomeUnknown = true
        asked.firstSentAt = work.firstSentAt ?? now
        return asked
    }

    private mutating func record(_ recorded: [Event], _ work: Work) {
        for event in recorded {
            slice.apply(event)
            events.append(runner.newEvent(event, work.origin, at: runner.now))
        }
    }

    func flush(_ ledger: any LedgerTransaction) throws {
        try ledger.append(events)
        let changed = slice.changed.sorted()
        try ledger.save(changed.compactMap { key in slice.entry(key).map { (key, $0) } })
        try ledger.complete(stopped)
        _ = try ledger.wake(changed)
    }
}
