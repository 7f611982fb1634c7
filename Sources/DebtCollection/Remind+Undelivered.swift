import Documents
import Findings
import Money
import Pipeline
import Receivables

/// Invoices whose buyer may not have them: they are in no letter, and somebody is told.
extension Remind {
    /// A row for whoever collects, where invoices are due for a letter but for that, and nobody was told of them yet; nil
    /// where none is needed.
    func tellOfUndelivered(
        _ subject: DunningSubject, _ lines: [DunningLine], _ left: [String: DunningObstacle], _ entry: DunningEntry,
        _ book: BookSlice, _ run: Run, recording withheld: Event
    ) -> StageOutcome? {
        let told = Set(entry.undelivered.flatMap(\.numbers))
        let due = Set(lines.map(\.item.invoice))
        let items = subject.items.filter { item in
            guard item.undelivered != nil, !told.contains(item.invoice) else { return false }
            if case .undelivered? = left[item.invoice] { return true }
            return due.contains(item.invoice) && !item.isFrozen
        }
        guard !items.isEmpty else { return nil }
        let event = Event.dunning(
            .undeliveredTold(subject.customer, run.origin, invoices: items.map(\.invoice), on: run.businessDate))
        return .wait(waitForArrival(of: items, subject.customer, book, recording: [withheld, event]))
    }

    /// What becomes of such a row when it is decided again: it ends where the invoices have arrived, nothing is asked for,
    /// or somebody has seen to them.
    func follow(_ row: ToldNumbers, _ subject: DunningSubject, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let open = subject.items.filter { row.numbers.contains($0.invoice) && $0.claim.isPositive && !$0.isFrozen }
        let items = open.filter { $0.undelivered != nil }
        func end(_ reason: String, reached: [SentDocument] = [], _ state: String) -> StageOutcome {
            .emit(
                recording: .dunning(
                    .undeliveredSeenTo(subject.customer, run.origin, reached: reached, reason: reason)), state: state)
        }
        if let intervention = run.intervention, intervention.verb != .retry {
            let isPassed = intervention.verb == .release
            return end(
                "\(intervention.actor): \(intervention.reason)",
                reached: isPassed ? items.flatMap { book.documents(with: $0.invoice) } : [],
                isPassed ? "passed" : "seen-to")
        }
        guard items.isEmpty else { return .wait(waitForArrival(of: items, subject.customer, book, recording: [])) }
        return end(open.isEmpty ? "nothing is asked for any more" : "they have arrived", "settled")
    }

    private func waitForArrival(
        of items: [DunnableItem], _ customer: CustomerID, _ book: BookSlice, recording events: [Event]
    ) -> Wait {
        let findings = items.map { item in
            Finding(.invoiceHasArrived, "\(item.invoice): \(item.undelivered ?? "")", at: .document)
        }
        return Wait(
            Self.undelivered, because: findings,
            wakeOn: [.customer(customer)]
                + items.flatMap { [.invoice($0.invoice)] + book.keysOfDelivery(of: $0.invoice) },
            recording: events,
            next:
                "See what became of the delivery: `quittance trace \(items[0].invoice)`; letters follow once it is made. "
                + "Where the buyer has it all the same, sent by hand for one, release this row: letters then ask for it."
        )
    }
}

extension Rule {
    static let invoiceHasArrived = Rule(
        "DUN-005", "An invoice has reached its buyer before it is asked for in a letter.",
        remedy:
            "See what became of its delivery with `quittance trace`; where the buyer has it all the same, release the row."
    )
}
