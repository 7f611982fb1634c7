import Calendars
public import Findings
import Receivables

extension DecideBatch {
    /// What a stage decided, or the wait that takes its place where that would enter something into closed books.
    ///
    /// It is asked of every stage here, so that none can forget it.
    func refusingLateEntries(in outcome: StageOutcome, of item: Pending) -> StageOutcome {
        guard plan.lateEntries == .wait, !item.entersOpenDays, let closed = slice.booksClosedUntil else {
            return outcome
        }
        let findings = outcome.events.compactMap { event -> Finding? in
            let date = slice.day(of: event, decidedOn: businessDate)
            guard date <= closed, event.entersBooks else { return nil }
            let text = "\(event.stream.inWords) is to be entered on \(date), the books are closed up to \(closed)"
            return Finding(.booksAreOpen, text, at: .document)
        }
        return findings.isEmpty ? outcome : .wait(.booksClosed, because: findings)
    }
}

extension StageOutcome {
    fileprivate var events: [Event] {
        switch self {
        case .proceed(_, let events, _, _): events
        case .wait(let wait): wait.events
        }
    }
}

extension WaitReason {
    /// At every stage that enters something into the books.
    static let booksClosed = WaitReason(
        "books-closed", "What would be entered on a day that the books are closed for.",
        nextAction:
            "Release it to have it entered on the first open day, with its own day kept as evidence; or discard it.")
}

extension Rule {
    public static let booksAreOpen = Rule(
        "BKS-001", "Nothing is entered on a day that the books are closed for.",
        remedy:
            "Release it to have it entered on the first open day, or say \"lateEntries\": \"first-open-day\" for all.")
}
