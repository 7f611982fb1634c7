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
        return tell(of: known, holding: lines.map(\.item), run, recording: [withheld])
    }

    /// The same where no letter is held, but something was asked for ahead of orders that need it no more: that has no other
    /// row.
    func tellOfSurplus(_ known: DunningFacts, _ entry: DunningEntry, _ run: Run) -> StageOutcome? {
        guard entry.creditTold == nil, known.hasUnseenSurplus else { return nil }
        return tell(of: known, holding: [], run, recording: [])
    }

    private func tell(
        of known: DunningFacts, holding items: [DunnableItem], _ run: Run, recording events: [Event]
    ) -> StageOutcome {
        let subject = known.subject
        let told = Event.dunning(.creditTold(subject.customer, run.origin, subject.unapplied, on: run.businessDate))
        return .wait(waitForCredit(known, holding: items, recording: events + [told]))
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
        guard known.hasUnseenSurplus || subject.isHeldByCredit(policy) && !items.isEmpty else {
            let reason = items.isEmpty ? "nothing is overdue any more" : "no credit holds letters any more"
            return end(reason, passing: subject.passedCredit, "settled")
        }
        return .wait(waitForCredit(known, holding: items, recording: []))
    }

    private func waitForCredit(
        _ known: DunningFacts, holding items: [DunnableItem], recording events: [Event]
    ) -> Wait {
        let subject = known.subject
        let invoices = items.map(\.invoice)
        let held = invoices.isEmpty ? "are the customer's" : "hold letters about \(invoices.joined(separator: ", "))"
        let text = "\(subject.unapplied) not allocated (\(known.creditsInWords.joined(separator: "; "))) \(held)"
        return Wait(
            Self.creditUnused, because: [Finding(.creditIsUsed, text, at: .document)],
            wakeOn: [.account(subject.customer)] + invoices.map(BookKey.invoice), recording: events,
            next: "\(known.wayToUseCredits(on: invoices)), or pay it back; or release this row"
                + (invoices.isEmpty ? "." : ": letters then leave beside this credit."))
    }
}

extension DunningFacts {
    /// Whether something was asked for ahead of nothing that nobody has said to leave as it is.
    fileprivate var hasUnseenSurplus: Bool { !surpluses.isEmpty && subject.unapplied != subject.passedCredit }

    /// What the customer has besides what it owes, and where that comes from.
    fileprivate var creditsInWords: [String] {
        let (notes, asked) = (-credits.map(\.open).sum(in: currency), surpluses.map(\.amount).sum(in: currency))
        let money = subject.unapplied - notes - asked
        let names = credits.map { "\($0.invoice) (\(-$0.open))" }
        return (money.isPositive ? ["\(money) paid"] : [])
            + (names.isEmpty ? [] : ["credit notes \(names.joined(separator: ", "))"])
            + surpluses.map { surplus in
                "\(surplus.amount) asked for ahead of order \(surplus.order) by "
                    + "\(surplus.invoices.joined(separator: ", ")), more than is left of the order"
            }
    }

    private var currency: Currency { subject.unapplied.currency }

    /// The command that uses one of the credits.
    fileprivate func wayToUseCredits(on invoices: [String]) -> String {
        if let surplus = surpluses.first, let invoice = surplus.invoices.first {
            return
                "Credit what was asked for ahead: `quittance credit-note \(invoice) --reason WHY`, with `--amount` (before tax) where "
                + "the order still needs a part of it"
        }
        let (source, target) = (credits.first?.invoice ?? "PAYMENT", invoices.first ?? "INVOICE")
        return "Set it against what is owed: `quittance allocate \(source) \(target) --reason WHY` "
            + "(`quittance trace \(subject.customer)` lists its payments)"
    }
}

extension Rule {
    static let creditIsUsed = Rule(
        "DUN-004", "What a customer has paid or was credited is set against something before it is reminded.",
        remedy: "Set it against what is owed with `quittance allocate`, pay it back, or release its row.")
}
