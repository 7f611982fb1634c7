import Documents
import Findings
import Money
import Pipeline
import Receivables

/// Credits that hold letters back: nothing else has a row for them, and without one they would hold them for ever.
extension Remind {
    /// A row for whoever collects, where credits alone keep a letter and nobody was told yet; nil where none is needed.
    func tellOfCredit(
        _ known: DunningFacts, holding lines: [DunningLine], _ policy: DunningPolicy, _ entry: DunningEntry, _ run: Run,
        recording withheld: Event
    ) -> StageOutcome? {
        let subject = known.subject
        guard entry.creditTold == nil, subject.isHeldByCredit(policy) else { return nil }
        let told = Event.dunning(.creditTold(subject.customer, run.origin, subject.unapplied, on: run.businessDate))
        return .wait(waitForCredit(known, holding: lines.map(\.item), recording: [withheld, told]))
    }

    /// What becomes of such a row when it is decided again: it ends where the credit is used, or somebody lets letters leave
    /// beside it.
    func followCredit(_ known: DunningFacts, _ policy: DunningPolicy, _ run: Run) -> StageOutcome {
        let subject = known.subject
        func end(_ reason: String, passing amount: Money? = nil, _ state: String) -> StageOutcome {
            .emit(
                recording: .dunning(
                    .creditSeenTo(subject.customer, run.origin, passing: amount, reason: reason)), state: state)
        }
        if let intervention = run.intervention, intervention.verb != .retry {
            let isPassed = intervention.verb == .release
            return end(
                "\(intervention.actor): \(intervention.reason)", passing: isPassed ? subject.unapplied : nil,
                isPassed ? "passed" : "seen-to")
        }
        let items = subject.items.filter { $0.claim.isPositive && !$0.isFrozen }
        guard subject.isHeldByCredit(policy), !items.isEmpty else {
            let reason = items.isEmpty ? "nothing is overdue any more" : "no credit holds letters any more"
            return end(reason, passing: subject.passedCredit, "settled")
        }
        return .wait(waitForCredit(known, holding: items, recording: []))
    }

    private func waitForCredit(
        _ known: DunningFacts, holding items: [DunnableItem], recording events: [Event]
    ) -> Wait {
        let subject = known.subject
        let notes = known.credits.map { "\($0.invoice) (\(-$0.open))" }
        let money = subject.unapplied + known.credits.map(\.open).sum(in: subject.unapplied.currency)
        let parts =
            (money.isPositive ? ["\(money) paid"] : [])
            + (notes.isEmpty ? [] : ["credit notes \(notes.joined(separator: ", "))"])
        let text =
            "\(subject.unapplied) not allocated (\(parts.joined(separator: "; "))) hold letters about "
            + items.map(\.invoice).joined(separator: ", ")
        return Wait(
            Self.creditUnused, because: [Finding(.creditIsUsed, text, at: .document)],
            wakeOn: [.account(subject.customer)] + items.map { .invoice($0.invoice) }, recording: events,
            next: "Set it against what is owed: `quittance allocate \(known.credits.first?.invoice ?? "PAYMENT") "
                + "\(items.first?.invoice ?? "INVOICE")` "
                + "(`quittance trace \(subject.customer)` lists its payments), or pay it back; or release this row: letters "
                + "then leave beside this credit.")
    }
}

extension Rule {
    static let creditIsUsed = Rule(
        "DUN-004", "What a customer has paid or was credited is set against something before it is reminded.",
        remedy: "Set it against what is owed with `quittance allocate`, pay it back, or release its row.")
}
