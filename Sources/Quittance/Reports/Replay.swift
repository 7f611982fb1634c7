import Calendars
import Documents
import Money
import Pipeline
import Receivables

/// Plays the journal under another configuration, and says which decisions would have been others.
///
/// Each decision is taken anew by the book as it stood just before it: what would have followed from an earlier other
/// decision is not played on.
struct Replay {
    struct Difference {
        var date: BusinessDate
        var kind: String
        var subject: String
        var was: String
        var wouldBe: String
    }

    private(set) var differences: [Difference] = []
    private(set) var counts: [String: Int] = ["order": 0, "letter": 0, "match": 0]
    private var book = BookSlice()
    private let from: BusinessDate
    private let plan: Plan
    private let company: Company

    init(from date: BusinessDate, under plan: Plan, of company: Company) {
        from = date
        self.plan = plan
        self.company = company
    }

    mutating func take(_ recorded: RecordedEvent) throws {
        book.load(recorded.event.touches, [:])
        if recorded.effectiveOn >= from { try compare(recorded) }
        book.apply(recorded.event)
    }

    private mutating func compare(_ recorded: RecordedEvent) throws {
        switch recorded.event {
        case .orderReleased(let key, let release) where release.override == nil:
            try compareOrder(key, recorded, was: "released")
        case .orderHeld(let key, _, _, _): try compareOrder(key, recorded, was: "held")
        case .cash(.allocated(let allocation)) where allocation.confirmedBy == nil: try compare(allocation, recorded)
        case .dunning(.letterSent(let reminder, _, _)):
            try compareLetter(
                reminder.customer, reminder.date, recorded,
                was: words(level: reminder.level, reminder.lines.map(\.invoice)),
                releasing: true)
        case .dunning(.letterWithheld(let customer, _, _, let gate, let date)):
            try compareLetter(customer, date, recorded, was: words(withheld: gate), releasing: false)
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
        counts[kind, default: 0] += 1
        guard was != wouldBe else { return }
        differences.append(
            Difference(date: recorded.effectiveOn, kind: kind, subject: subject, was: was, wouldBe: wouldBe))
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
        _ customer: CustomerID, _ date: BusinessDate, _ recorded: RecordedEvent, was: String, releasing: Bool
    ) throws {
        let release = Intervention(verb: .release, actor: "replay", reason: "it was released then")
        let document = Document.dunningCase(DunningCase(customer: customer, date: date))
        book.load([.dunning(customer)], [:])
        guard
            let outcome = try outcome(
                of: "remind", on: document, recorded, intervention: releasing ? release : nil,
                origin: book.dunning(customer).pending?.origin)
        else { return }
        note("letter", customer.text, recorded, was, words(outcome))
    }

    private func words(_ outcome: StageOutcome) -> String {
        let events: [Event]
        switch outcome {
        case .proceed(_, let recorded, _, _): events = recorded
        case .wait(let wait): events = wait.events
        }
        for case .dunning(let event) in events {
            switch event {
            case .letterSent(let reminder, _, _): return words(level: reminder.level, reminder.lines.map(\.invoice))
            case .letterPrepared(_, _, let level, let invoices, _, _, _): return words(level: level, invoices)
            case .letterWithheld(_, _, _, let gate, _): return words(withheld: gate)
            case .letterDropped, .exempted, .letterChecked, .letterStopped, .ladderEnded, .ladderLeft,
                .creditTold, .creditSeenTo, .undeliveredTold, .undeliveredSeenTo, .unsentTold,
                .unsentSeenTo:
                break
            }
        }
        return "no letter"
    }

    private func words(level: Int, _ invoices: [String]) -> String {
        "level \(level) for \(invoices.joined(separator: ", "))"
    }
    private func words(withheld gate: GateRecord) -> String { "withheld: \(gate.reasons.joined(separator: "; "))" }
}

extension Report {
    static func replay(_ replay: Replay, asOf date: BusinessDate) -> Report {
        var report = Report(
            name: "replay", asOf: date,
            definition:
                "Decisions that would have been others under the other configuration, each taken anew by the book as it stood just before it.",
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
