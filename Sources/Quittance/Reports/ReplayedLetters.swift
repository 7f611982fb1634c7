import Calendars
import DebtCollection
import Documents
import Money
import Pipeline
import Receivables

/// What a letter is about.
struct LetterOutline: Hashable {
    var level: Int
    var invoices: [String]

    var inWords: String { "level \(level) for \(invoices.joined(separator: ", "))" }
}

/// What became of a customer in a run of reminders.
enum LetterFate: Hashable {
    case silent
    /// They leave, or wait for their hour or for somebody.
    case sent([LetterOutline])
    case withheld(GateRecord)

    init(of outcome: StageOutcome) {
        switch outcome {
        case .proceed(_, let recorded, _, _): self.init(of: recorded)
        case .wait(let wait): self.init(of: wait.events)
        }
    }

    /// What is prepared though it is held back waits for the bank.
    init(of events: [Event]) {
        let letters = events.compactMap(LetterOutline.init)
        self =
            events.lazy.compactMap(\.gateThatWithheld).first.map { .withheld($0) }
            ?? (letters.isEmpty ? .silent : .sent(letters))
    }

    var letters: [LetterOutline] { if case .sent(let letters) = self { letters } else { [] } }

    var inWords: String {
        switch self {
        case .silent: "no letter"
        case .sent(let letters): letters.map(\.inWords).joined(separator: "; ")
        case .withheld(let gate): "withheld: \(gate.reasons.joined(separator: "; "))"
        }
    }
}

extension LetterOutline {
    fileprivate init?(_ event: Event) {
        switch event {
        case .dunning(.letterSent(let reminder, _, _)):
            self.init(level: reminder.level, invoices: reminder.lines.map(\.invoice))
        case .dunning(.letterPrepared(_, _, let level, let invoices, _, _, _)):
            self.init(level: level, invoices: invoices)
        default: return nil
        }
    }
}

extension Event {
    fileprivate var gateThatWithheld: GateRecord? {
        if case .dunning(.letterWithheld(_, _, _, let gate, _)) = self { gate } else { nil }
    }
}

extension RecordedEvent {
    /// Whether this is a letter that was decided in one with another, each about an invoice of its own.
    func isLetter(with other: RecordedEvent) -> Bool {
        guard case .dunning(.letterSent(let letter, _, _)) = event,
            case .dunning(.letterSent(let first, _, _)) = other.event
        else { return false }
        return letter.customer == first.customer && letter.date == first.date && cause == other.cause
    }
}

/// The days on which schedules ran that somebody had occur: an occurrence is of the day that it is for, and what it
/// starts is of the day on which it is done.
func daysOfRuns(in events: [RecordedEvent]) -> [DocumentOrigin: BusinessDate] {
    var days: [DocumentOrigin: BusinessDate?] = [:]
    for recorded in events {
        guard let cause = recorded.cause else { continue }
        if case .occurrenceReached = recorded.event {
            days[cause] = .some(nil)
        } else if let known = days[cause], known == nil {
            days[cause] = recorded.effectiveOn
        }
    }
    return days.compactMapValues(\.self)
}

/// A run of reminders that the journal tells of.
struct ReminderRun {
    var date: BusinessDate
    var moment: Instant
    /// The customers that a letter would have been due to when it began.
    var due: Set<CustomerID>
    /// The customers of whom a letter, or why there was none, was recorded on its day.
    var told: Set<CustomerID> = []
}

/// A letter that would have gone on a day on which none did.
struct EarlyLetter {
    var date: BusinessDate
    var letter: LetterOutline
}

extension [EarlyLetter] {
    var inWords: String { map { "\($0.letter.inWords) on \($0.date)" }.joined(separator: "; ") }
}

/// A letter that went on a day on which it would not have gone.
struct LateLetter {
    /// The place of the difference that tells of it.
    var difference: Int
    /// How the customer had been reminded before it.
    var before: DunningEntry
}

/// Letters that would have gone on other days than they did, or that went to nobody.
extension Replay {
    mutating func watchReminders(_ recorded: RecordedEvent) throws {
        switch recorded.event {
        case .occurrenceReached(let schedule, _) where plan.reminds(on: schedule):
            try endRun()
            let date = recorded.cause.flatMap { runDays[$0] } ?? recorded.effectiveOn
            let begun = ReminderRun(date: date, moment: recorded.recordedAt, due: [])
            let fates = try fates(of: customers, in: begun, by: book)
            run = begun
            run?.due = Set(fates.keys)
        case .dunning(.letterSent), .dunning(.letterPrepared), .dunning(.letterWithheld):
            if case .dunning(let event) = recorded.event { run?.told.insert(event.customer) }
        default: break
        }
    }

    /// What would become of customers in a run, by a book; without those that nothing is due to.
    private func fates(
        of customers: Set<CustomerID>, in run: ReminderRun, by book: BookSlice
    ) throws -> [CustomerID: LetterFate] {
        guard let stage = plan.decider(Remind.name) else { return [:] }
        var trial = StageTrial(stage, book, company: company)
        var fates: [CustomerID: LetterFate] = [:]
        for customer in customers where book.knows(.account(customer)) {
            guard book.account(customer)?.receivable.isPositive == true else { continue }
            let fate = LetterFate(
                of: try trial.decide(
                    .dunningCase(DunningCase(customer: customer, date: run.date)), on: run.date, at: run.moment,
                    origin: DocumentOrigin(intake: 0, index: 0)))
            if fate != .silent { fates[customer] = fate }
        }
        return fates
    }

    /// A letter counts where it was due when the run began, and could have gone when the day was over.
    mutating func endRun() throws {
        guard let run else { return }
        self.run = nil
        for (customer, fate) in try fates(of: run.due.subtracting(run.told), in: run, by: book) {
            for letter in fate.letters { remember(letter, to: customer, on: run.date) }
        }
        guard !late.isEmpty else { return }
        var shadow = book
        for (customer, letter) in late { shadow.remind(customer, as: letter.before) }
        for (customer, fate) in try fates(of: Set(late.keys), in: run, by: shadow) {
            let letters = fate.letters.map { EarlyLetter(date: run.date, letter: $0) }
            guard !letters.isEmpty, let place = late.removeValue(forKey: customer)?.difference else { continue }
            differences[place].wouldBe = letters.inWords
        }
    }

    /// The next days would send it too: what counts is the first.
    private mutating func remember(_ letter: LetterOutline, to customer: CustomerID, on date: BusinessDate) {
        let known = (early[customer] ?? []).filter { $0.letter.level == letter.level }.flatMap(\.letter.invoices)
        let invoices = letter.invoices.filter { !known.contains($0) }
        guard !invoices.isEmpty else { return }
        early[customer, default: []].append(
            EarlyLetter(date: date, letter: LetterOutline(level: letter.level, invoices: invoices)))
    }

    /// The letters that would have gone before about what a letter is about.
    mutating func takeEarly(_ letter: LetterOutline, to customer: CustomerID) -> [EarlyLetter] {
        func isMeant(_ early: EarlyLetter) -> Bool {
            early.letter.level == letter.level && !Set(early.letter.invoices).isDisjoint(with: letter.invoices)
        }
        let gone = early[customer]?.filter(isMeant) ?? []
        early[customer]?.removeAll(where: isMeant)
        return gone
    }

    mutating func noteNewLetters() {
        for (customer, letters) in early.sorted(by: { $0.key < $1.key }) {
            for early in letters {
                note("letter", customer.text, on: early.date, LetterFate.silent.inWords, early.letter.inWords)
            }
        }
    }
}

extension Plan {
    /// Whether customers are gone through for reminders when a schedule comes to its moment.
    fileprivate func reminds(on schedule: String) -> Bool {
        guard let step = steps.first(where: { $0.id == schedule }) else { return false }
        return step.targets.values.contains { target in
            if case .stage(let next) = target { steps[next].type.name == DueReminders.name } else { false }
        }
    }
}
