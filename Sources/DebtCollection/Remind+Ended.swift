import Calendars
import Documents
import Findings
import Money
import Pipeline
import Receivables

/// After the last letter: the machine has no further step, so that somebody must take one.
extension Remind {
    /// The invoices that all letters were sent about, the time of the last being over, and that nobody was told of yet.
    func untoldEnds(
        _ subject: DunningSubject, _ policy: DunningPolicy, _ entry: DunningEntry, on date: BusinessDate
    ) -> [DunnableItem] {
        let told = Set(entry.ended.flatMap(\.numbers))
        return subject.items.filter { item in
            guard case .failure(.ladderIsDone) = policy.nextLevel(of: item, on: date), let last = item.lastLetter,
                last + policy.deadline < date, !item.isFrozen
            else { return false }
            return !told.contains(item.invoice)
        }
    }

    /// A row for whoever collects, besides what else is recorded.
    func tell(
        of items: [DunnableItem], _ policy: DunningPolicy, recording events: [Event], _ run: Run,
        _ subject: DunningSubject
    ) -> StageOutcome {
        let ended = Event.dunning(
            .ladderEnded(
                subject.customer, run.origin, invoices: items.map(\.invoice), on: run.businessDate))
        return .wait(waitAfterLast(items, policy, subject.customer, recording: events + [ended]))
    }

    /// What becomes of such a row when it is decided again: it ends where somebody has seen to it, or nothing is open.
    func follow(
        _ ended: ToldNumbers, _ subject: DunningSubject, _ policy: DunningPolicy, _ run: Run
    ) -> StageOutcome {
        func leave(_ reason: String, _ state: String) -> StageOutcome {
            .emit(recording: .dunning(.ladderLeft(subject.customer, ended.origin, reason: reason)), state: state)
        }
        if let intervention = run.intervention, intervention.verb != .retry {
            return leave("\(intervention.actor): \(intervention.reason)", "handed-over")
        }
        let open = subject.items.filter { ended.numbers.contains($0.invoice) && $0.claim.isPositive }
        let items = open.filter { !$0.isFrozen }
        guard items.isEmpty else { return .wait(waitAfterLast(items, policy, subject.customer, recording: [])) }
        return open.isEmpty
            ? leave("nothing is open any more", "settled") : leave("proceedings froze what is open", "frozen")
    }

    private func waitAfterLast(
        _ items: [DunnableItem], _ policy: DunningPolicy, _ customer: CustomerID, recording events: [Event]
    ) -> Wait {
        let findings = items.map { item in
            let last = item.lastLetter.map {
                "the last letter is of \($0), its time was over on \($0 + policy.deadline)"
            }
            return Finding(
                .ladderEnds, "\(item.claim) of \(item.invoice): \(last ?? "all letters were sent")", at: .document)
        }
        return Wait(
            Self.lastLetterSent, because: findings,
            wakeOn: [.customer(customer)] + items.map { .invoice($0.invoice) }, recording: events)
    }
}

extension Rule {
    static let ladderEnds = Rule(
        "DUN-002", "An invoice is paid once all letters were sent about it.",
        remedy:
            "Hand it over for collection, agree on a day with `quittance promise`, or write it off; then release this row."
    )
}
