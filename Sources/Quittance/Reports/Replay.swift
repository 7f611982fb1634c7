import Calendars
import Documents
import Money
import Pipeline
import Receivables

/// Plays the journal under another configuration, and says which decisions would have been others.
///
/// Each decision is taken anew by the book as it stood just before it: what would have followed from an earlier other
/// decision is not played on. Letters are looked for on each day that reminders ran on, also where none was due then.
struct Replay {
    struct Difference {
        var date: BusinessDate
        var kind: String
        var subject: String
        var was: String
        var wouldBe: String
    }

    var differences: [Difference] = []
    private(set) var counts: [String: Int] = ["order": 0, "letter": 0, "match": 0]
    var book = BookSlice()
    private let from: BusinessDate
    let plan: Plan
    let company: Company
    /// All customers so far.
    var customers: Set<CustomerID> = []
    /// The run of reminders of the day that is being played.
    var run: ReminderRun?
    /// The days on which reminders ran that somebody had run.
    private(set) var runDays: [DocumentOrigin: BusinessDate] = [:]
    /// Letters that would have gone and have not yet, and letters that went and would not have gone by then.
    var early: [CustomerID: [EarlyLetter]] = [:]
    var late: [CustomerID: LateLetter] = [:]

    init(from date: BusinessDate, under plan: Plan, of company: Company) {
        from = date
        self.plan = plan
        self.company = company
    }

    mutating func play(_ events: [RecordedEvent]) throws {
        runDays = daysOfRuns(in: events)
        var rest = events[...]
        while let first = rest.first {
            let letters = rest.prefix { $0.isLetter(with: first) }
            let together = letters.isEmpty ? rest.prefix(1) : letters
            try take(together)
            rest = rest.dropFirst(together.count)
        }
        try endRun()
        noteNewLetters()
        differences = differences.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
            .map(\.element)
    }

    /// Takes an event, or the letters that were decided together.
    private mutating func take(_ together: ArraySlice<RecordedEvent>) throws {
        guard let recorded = together.first else { return }
        if let run, recorded.effectiveOn > run.date { try endRun() }
        for each in together { book.load(each.event.touches, [:]) }
        if recorded.effectiveOn >= from {
            try compare(recorded, together: together.map(\.event))
            try watchReminders(recorded)
        }
        if case .customerRecorded(let customer) = recorded.event { customers.insert(customer.id) }
        for each in together { book.apply(each.event) }
    }

    private mutating func compare(_ recorded: RecordedEvent, together: [Event]) throws {
        switch recorded.event {
        case .orderReleased(let key, let release) where release.override == nil:
            try compareOrder(key, recorded, was: "released")
        case .orderHeld(let key, _, _, _): try compareOrder(key, recorded, was: "held")
        case .cash(.allocated(let allocation)) where allocation.confirmedBy == nil: try compare(allocation, recorded)
        case .dunning(.letterSent(let reminder, _, _)):
            try compareLetter(reminder.customer, reminder.date, recorded, was: LetterFate(of: together))
        case .dunning(.letterWithheld(let customer, _, _, let gate, let date)):
            try compareLetter(customer, date, recorded, was: .withheld(gate))
        default: break
        }
    }

    private mutating func outcome(
        of stage: String, on document: Document, _ recorded: RecordedEvent, intervention: Intervention? = nil,
        origin: DocumentOrigin? = nil
    ) throws -> StageOutcome? {
        guard let decider = plan.decider(stage) else { return nil }
        var trial = StageTrial(decider, book, company: company)
        return try trial.decide(
            document, on: recorded.effectiveOn, at: recorded.recordedAt,
            origin: origin ?? recorded.cause ?? DocumentOrigin(intake: 0, index: 0), intervention: intervention)
    }

    private mutating func note(
        _ kind: String, _ subject: String, _ recorded: RecordedEvent, _ was: String, _ wouldBe: String
    ) {
        note(kind, subject, on: recorded.effectiveOn, was, wouldBe)
    }

    mutating func note(_ kind: String, _ subject: String, on date: BusinessDate, _ was: String, _ wouldBe: String) {
        counts[kind, default: 0] += 1
        guard was != wouldBe else { return }
        differences.append(Difference(date: date, kind: kind, subject: subject, was: was, wouldBe: wouldBe))
    }

    // MARK: Orders

    private mutating func compareOrder(_ key: OrderKey, _ recorded: RecordedEvent, was: String) throws {
        guard let order = book.order(key)?.identified,
            let outcome = try outcome(of: "credit-check", on: .identifiedOrder(order), recorded)
        else { return }
        switch outcome {
        case .wait: note("order", "\(key)", recorded, was, "held")
        case .proceed: note("order", "\(key)", recorded, was, "released")
        }
    }

    // MARK: Matches

    private mutating func compare(_ allocation: Allocation, _ recorded: RecordedEvent) throws {
        guard let payment = book.payment(allocation.payment)?.payment,
            let outcome = try outcome(of: "match", on: .payment(payment), recorded)
        else { return }
        let was = words(allocation)
        switch outcome {
        case .wait: note("match", payment.id, recorded, was, "unmatched")
        case .proceed(_, let events, _, _):
            let other = events.lazy.compactMap {
                if case .cash(.allocated(let allocation)) = $0 { allocation } else { nil }
            }.first
            note("match", payment.id, recorded, was, other.map(words) ?? "unmatched")
        }
    }

    private func words(_ allocation: Allocation) -> String {
        "pays " + allocation.parts.map { "\($0.invoice) \($0.settled)" }.joined(separator: ", ")
    }

    // MARK: Letters

    private mutating func compareLetter(
        _ customer: CustomerID, _ date: BusinessDate, _ recorded: RecordedEvent, was: LetterFate
    ) throws {
        let release = Intervention(verb: .release, actor: "replay", reason: "it was released then")
        let document = Document.dunningCase(DunningCase(customer: customer, date: date))
        book.load([.dunning(customer)], [:])
        let before = book.dunning(customer)
        guard
            let outcome = try outcome(
                of: "remind", on: document, recorded, intervention: was.letters.isEmpty ? nil : release,
                origin: before.pending?.origin)
        else { return }
        let wouldBe = LetterFate(of: outcome)
        let gone = (wouldBe.letters.isEmpty ? was : wouldBe).letters.flatMap { takeEarly($0, to: customer) }
        note("letter", customer.text, recorded, was.inWords, gone.isEmpty ? wouldBe.inWords : gone.inWords)
        if !was.letters.isEmpty, wouldBe == .silent, gone.isEmpty {
            late[customer] = LateLetter(difference: differences.count - 1, before: before)
        }
    }
}

extension Report {
    static func replay(_ replay: Replay, asOf date: BusinessDate) -> Report {
        var report = Report(
            name: "replay", asOf: date,
            definition:
                "Decisions that would have been others under the other configuration, each taken anew by the book as it stood just before it. A letter that would have gone on another day says which; one that would be new was none.",
            columns: [
                Column("date", "date"), Column("kind", "kind"), Column("subject", "subject"), Column("was", "was"),
                Column("wouldBe", "would be"),
            ])
        for difference in replay.differences {
            report.add(
                .date(difference.date), .text(difference.kind), .text(difference.subject), .text(difference.was),
                .text(difference.wouldBe))
        }
        for kind in replay.counts.keys.sorted() {
            report.total(
                kind,
                [
                    ("decisions", .cell(.whole(replay.counts[kind] ?? 0))),
                    ("others", .cell(.whole(replay.differences.count { $0.kind == kind }))),
                ])
        }
        return report
    }
}
