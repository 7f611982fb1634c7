import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Decides whether a customer is reminded today, of what and how firmly, and writes the letter.
///
/// A letter that must wait, for somebody's word or for its hour, is decided anew when it leaves: what was paid, promised
/// or contested in between is not in it, and where nothing is left, it does not leave.
public struct Remind: Stage {
    public static let name = "remind"
    public static let summary = "Decides whether a customer is reminded, of what and how firmly, and keeps why."
    public static let letter = Port<Reminder>("letter", "A letter that leaves now.")
    public static let toApprove = WaitReason(
        "to-approve", "A letter that leaves when somebody releases it.",
        nextAction: "Release it, or discard it; everything is checked once more.")
    public static let notYet = WaitReason(
        "not-yet", "A letter that waits for its hour, or for the bank to be known.",
        nextAction: "None: it is decided again by itself, or at once when released.")
    public static let lastLetterSent = WaitReason(
        "last-letter-sent", "Invoices that are open though all letters were sent about them.",
        nextAction:
            "Hand them over for collection, agree on a day with `quittance promise`, or write them off; then release this row."
    )
    public static let creditUnused = WaitReason(
        "credit-unused", "Money or credits of a customer that hold its letters back, and that nobody has used.",
        nextAction:
            "Set it against what is owed with `quittance allocate`, or pay it back; or release this row: letters leave beside it."
    )
    public static let undelivered = WaitReason(
        "undelivered", "Invoices that are due for a letter, or letters before it, that whom they are for may not have.",
        nextAction:
            "See what became of the delivery with `quittance trace`; where whom it is for has it all the same, release this row: letters then go on."
    )
    public static var ports: [PortDescription] { [letter.description] }
    public static var waits: [WaitReason] { [toApprove, notYet, lastLetterSent, creditUnused, undelivered] }

    let settings: DunningSettings
    public init(settings: DunningSettings) { self.settings = settings }

    public func decide(_ subject: DunningCase, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let customer = book.customer(subject.customer), let account = book.account(subject.customer) else {
            return .proceed([], recording: [], state: nil)
        }
        let entry = book.dunning(customer.id)
        let policy = settings.policy(for: customer, of: run.company)
        if let ended = entry.ended.first(where: { $0.origin == run.origin && !$0.isOver }) {
            let known = facts(of: customer, account, subject, reminded: entry, book)
            return follow(ended, known.subject, policy, run)
        }
        if let row = entry.undelivered.first(where: { $0.origin == run.origin && !$0.isOver }) {
            return follow(row, facts(of: customer, account, subject, reminded: entry, book).subject, book, run)
        }
        if let row = entry.unsent.first(where: { $0.origin == run.origin && !$0.isOver }) {
            return followUnsent(row, facts(of: customer, account, subject, reminded: entry, book).subject, run)
        }
        if entry.creditTold == run.origin {
            return followCredit(facts(of: customer, account, subject, reminded: entry, book), policy, run)
        }
        let isOwn = entry.pending?.origin == run.origin
        guard entry.pending == nil || isOwn, entry.lastLetter != run.businessDate else {
            return .proceed([], recording: [], state: nil)
        }
        if let intervention = run.intervention, intervention.verb == .discard {
            return drop(customer.id, if: isOwn, because: "\(intervention.actor): \(intervention.reason)")
        }
        let known = facts(of: customer, account, subject, reminded: entry, book)
        let untold = isOwn ? [] : untoldEnds(known.subject, policy, entry, on: run.businessDate)
        switch decideDunning(of: known.subject, by: policy, on: run.businessDate) {
        case .nothingDue where !untold.isEmpty:
            return tell(of: untold, policy, recording: [], run, known.subject)
        case .nothingDue:
            let told = isOwn ? nil : tellOfSurplus(known, entry, run)
            return told ?? drop(customer.id, if: isOwn, because: "nothing in it is due any more")
        case .heldBack(let lines, let level, let gate):
            let withheld = Event.dunning(
                .letterWithheld(
                    customer.id, level: level, invoices: lines.map(\.item.invoice), gate, on: run.businessDate))
            guard untold.isEmpty else {
                return tell(of: untold, policy, recording: [withheld], run, known.subject)
            }
            if let wait = waitForBank(lines, level, gate, customer.id, entry, run, recording: withheld) {
                return .wait(wait)
            }
            let told =
                isOwn
                ? nil
                : tellOfUndelivered(known.subject, lines, gate.left, entry, book, run, recording: withheld)
                    ?? tellOfUnsent(known.subject, entry, run, recording: withheld)
                    ?? tellOfCredit(known, holding: lines, policy, entry, run, recording: withheld)
            return told ?? .emit(recording: withheld, state: isOwn ? "withheld" : nil)
        case .letter(let lines, let level, let gate):
            let wait = wait(for: lines, level, gate, policy, customer.id, entry, run)
            return wait.map(StageOutcome.wait) ?? send(lines, gate, policy, customer, known, entry, run)
        }
    }

    private func drop(_ customer: CustomerID, if isOwn: Bool, because reason: String) -> StageOutcome {
        let events: [Event] = isOwn ? [.dunning(.letterDropped(customer, reason: reason))] : []
        return .proceed([], recording: events, state: isOwn ? "dropped" : nil)
    }

    /// What keeps a letter that is due; nil where it leaves now.
    private func wait(
        for lines: [DunningLine], _ level: Int, _ gate: GateRecord, _ policy: DunningPolicy, _ customer: CustomerID,
        _ entry: DunningEntry, _ run: Run
    ) -> Wait? {
        if run.intervention?.verb == .release { return nil }
        let isFormal = policy.levels[level - 1].isFormal
        let mustApprove = settings.approval == .all || (settings.approval == .formal && isFormal)
        let leavesAt = entry.pending.map(\.leavesAt) ?? hour(after: run.now)
        let mustWait = leavesAt.map { $0 > run.now } ?? false
        guard mustApprove || mustWait else { return nil }
        let invoices = lines.map(\.item.invoice)
        let claim = lines.map(\.item.claim)
        let text =
            "level \(level)\(isFormal ? ", formal" : ""): \(claim.sum(in: claim[0].currency)) for \(invoices.joined(separator: ", "))"
        let prepared = Event.dunning(
            .letterPrepared(
                customer, run.origin, level: level, invoices: invoices, gate, on: run.businessDate, leavesAt: leavesAt))
        return Wait(
            mustApprove ? Self.toApprove : Self.notYet, because: [Finding(.letterIsApproved, text, at: .document)],
            wakeAt: mustApprove ? nil : leavesAt, wakeOn: [.account(customer)] + invoices.map(BookKey.invoice),
            recording: entry.pending == nil ? [prepared] : [])
    }

    func hour(after now: Instant) -> Instant? {
        settings.dispatchAfterHours == 0 ? nil : now.adding(seconds: Int64(settings.dispatchAfterHours) * 3600)
    }

    private func send(
        _ lines: [DunningLine], _ gate: GateRecord, _ policy: DunningPolicy, _ customer: Customer,
        _ facts: DunningFacts,
        _ entry: DunningEntry, _ run: Run
    ) -> StageOutcome {
        let groups = settings.grouping == .customer ? [lines] : lines.map { [$0] }
        let writer = ReminderWriter(
            customer: customer, company: run.company, policy: policy,
            language: settings.language(for: customer, of: run.company), facts: facts, entry: entry,
            date: run.businessDate)
        let letters = groups.enumerated().map { writer.reminder(about: $1, number: entry.letters + $0 + 1) }
        return .proceed(
            letters.map { Self.letter($0) },
            recording: letters.map { .dunning(.letterSent($0, gate, isToBeDelivered: false)) },
            state: entry.pending == nil ? nil : "reminded")
    }
}

/// The codes of reminders.
public let dunningRules: [Rule] = [
    .letterIsApproved, .letterHasLegalTexts, .ladderEnds, .creditIsUsed, .invoiceHasArrived, .bankIsKnown,
    .letterHasLeft,
]

extension Rule {
    static let letterIsApproved = Rule(
        "DUN-001", "A letter that is due leaves when somebody has released it, or its hour has come.",
        remedy: "Release it, or discard it.", severity: .information)
}
