import Documents
import Findings
import Pipeline
import Receivables

/// Letters that have not left: the next one would speak of what the customer was never told, so that it waits, and somebody
/// is told.
extension Remind {
    /// A row for whoever collects, where letters that have not left keep a letter and nobody was told of them yet; nil where
    /// none is needed.
    func tellOfUnsent(_ subject: DunningSubject, _ entry: DunningEntry, _ run: Run, recording withheld: Event)
        -> StageOutcome?
    {
        let told = Set(entry.unsent.flatMap(\.numbers))
        let letters = subject.unsent.filter { !told.contains($0.number) }
        guard !letters.isEmpty else { return nil }
        let event = Event.dunning(
            .unsentTold(subject.customer, run.origin, letters: letters.map(\.number), on: run.businessDate))
        return .wait(waitForDeparture(of: letters, subject.customer, recording: [withheld, event]))
    }

    /// What becomes of such a row when it is decided again: it ends where the letters have left or are not to, or somebody
    /// has seen to them.
    func followUnsent(_ row: ToldNumbers, _ subject: DunningSubject, _ run: Run) -> StageOutcome {
        let letters = subject.unsent.filter { row.numbers.contains($0.number) }
        func end(_ reason: String, reached: [SentLetter] = [], _ state: String) -> StageOutcome {
            .emit(
                recording: .dunning(
                    .unsentSeenTo(subject.customer, run.origin, reached: reached.map(\.number), reason: reason)),
                state: state)
        }
        if let intervention = run.intervention, intervention.verb != .retry {
            let isPassed = intervention.verb == .release
            return end(
                "\(intervention.actor): \(intervention.reason)", reached: isPassed ? letters : [],
                isPassed ? "passed" : "seen-to")
        }
        guard letters.isEmpty else { return .wait(waitForDeparture(of: letters, subject.customer, recording: [])) }
        return end("none of them is still to leave", "settled")
    }

    private func waitForDeparture(of letters: [SentLetter], _ customer: CustomerID, recording events: [Event]) -> Wait {
        Wait(
            Self.undelivered,
            because: letters.map { letter in
                Finding(
                    .letterHasLeft, "letter \(letter.number) of \(letter.date): \(letter.obstacle ?? "")", at: .document
                )
            },
            wakeOn: [.dunning(customer)], recording: events,
            next:
                "See what became of the letter: `quittance trace \(letters[0].number)` names its delivery. Retry that, or "
                + "discard it: then the letter was never sent, and does not count. Where the customer has it all the "
                + "same, release this row.")
    }
}

extension Rule {
    static let letterHasLeft = Rule(
        "DUN-016", "A letter has left before the next one is sent to its customer.",
        remedy:
            "See what became of its delivery with `quittance trace`; retry that, or discard it: a letter that is not sent does not count. Where the customer has it all the same, release the row."
    )
}
