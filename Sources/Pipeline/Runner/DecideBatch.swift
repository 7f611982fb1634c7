import Calendars
import Documents
public import Findings
public import Receivables

extension Runner {
    /// Decides again on documents that waited and are ready.
    func decideClaimed() throws -> Bool {
        let deciders = Set(steps(in: .decide).map(\.step.id))
        let claimed = try claim(deciders, toSend: false)
        guard !claimed.isEmpty else { return false }
        let rows = try settleDiscarded(settlePoison(claimed))
        try decide { batch in
            for work in rows { try batch.add(work) }
        }
        return true
    }

    /// Runs a decide segment on a batch, as one transaction.
    func decide(_ fill: (inout DecideBatch) throws -> Void) throws {
        let decided = try around.ledger.write { ledger -> DecideBatch in
            var batch = try DecideBatch(runner: self, ledger: ledger)
            try fill(&batch)
            try batch.decideAll()
            try batch.flush()
            if !batch.wasTriedBefore { try render(batch.results.leaving, ledger) }
            return batch
        }
        if decided.wasTriedBefore { handoff.append(contentsOf: decided.results.leaving) }
        for alert in decided.alerts { onAlert(alert) }
        for remark in decided.remarks { onRemark(remark) }
        report {
            $0.documentsDecided += decided.decidedCount
            if !decided.wasTriedBefore { $0.documentsRendered += decided.results.leaving.count }
        }
    }
}

/// A batch of documents on its way through a decide segment.
struct DecideBatch {
    struct Pending {
        var work: Work?
        /// The position of its stage in the plan.
        var stage: Int
        var document: Document
        /// What came in, whatever became of it on the way.
        var subject: IncomingDocument
        var intervention: Intervention?
        /// Whether what came in is shown as waiting with it.
        var isShownWaiting = false

        var origin: DocumentOrigin { subject.origin }

        /// Whether somebody has it entered in spite of the books being closed.
        var entersOpenDays: Bool {
            intervention?.verb == .release && work?.reason == WaitReason.booksClosed.name
        }
    }

    let plan: Plan
    private let around: Surroundings
    private let ledger: any LedgerTransaction
    private let now: Instant
    let businessDate: BusinessDate
    private let writtenAt: Instant
    private(set) var slice = BookSlice()
    /// The documents that came in, in order, and those that a decision sent on, before the next one that came in.
    private var roots: [Pending] = []
    private var sentOn: [Pending] = []
    private var senders: [Int64: CustomerID?] = [:]
    private let hasPartnerFolders: Bool
    /// What documents are written in after a step, by its place in the plan.
    private var renderings: [Int: [RenderSettings]] = [:]

    private(set) var results: BatchResults
    /// Whether something of the batch ended a process before: what comes of it is rendered by itself then, so that a
    /// document that cannot be written leaves the decision on it alone.
    private(set) var wasTriedBefore = false
    private(set) var alerts: [CreditAlert] = []
    private(set) var remarks: [DocumentRemark] = []
    private(set) var decidedCount = 0
    /// What foreign amounts are entered at.
    private lazy var rates = ExchangeRates(
        in: around.company.currency, around.company.exchangeRates, keeping: slice.books.keptRates)

    init(runner: Runner, ledger: any LedgerTransaction) throws {
        plan = runner.plan
        around = runner.around
        self.ledger = ledger
        now = runner.now
        businessDate = runner.businessDate(at: now)
        results = BatchResults(on: businessDate, at: now, configuration: plan.digest)
        hasPartnerFolders = plan.steps.contains { step in
            if case .folder(let folder) = step.body { folder.partner != nil } else { false }
        }
        writtenAt = runner.around.moment(businessDate, 8 * 60)
        // Every entry is asked whether its day is open.
        slice.load([.books], try ledger.entries([.books]))
    }

    // MARK: What comes in

    /// The messages of a decoded file: each goes to the port of its kind, or waits at the decode stage by itself.
    ///
    /// - Parameter next: the row as it goes on, where these are not the last messages of the file.
    mutating func add(_ messages: [ReadMessage], of work: Work, goingOnAs next: Work? = nil) throws {
        guard let stage = plan.index(of: work.stage) else { preconditionFailure("no stage \(work.stage)") }
        wasTriedBefore = wasTriedBefore || work.attempts > 1
        var index = Int(work.cursor) ?? 0
        let isWhole = if case .message = work.subject { false } else { true }
        var wanted = try wantedMessages(of: work)
        var isKept = false
        for message in messages {
            let origin = DocumentOrigin(intake: work.origin.intake, index: index)
            index += message.span
            guard wanted.contains(origin.index) else { continue }
            if !isWhole, message.endsInterchange { wanted = wanted.clamped(to: wanted.lowerBound...origin.index) }
            decidedCount += 1
            if message.isTest, message.kind != DocumentKind.interchange.name {
                let subject = IncomingDocument(origin, kind: message.kind, title: message.document?.title ?? "")
                results.stand(subject, "test", at: work.stage, message.findings)
            } else if let document = message.document {
                let subject = IncomingDocument(origin, kind: document.kind.name, title: document.title)
                results.stand(subject, "received", at: work.stage, message.findings)
                send(Emission(port: document.kind.name, document: document), from: stage, subject)
                roots.append(contentsOf: sentOn)
                sentOn = []
            } else {
                // What cannot be read again stays the row it was, by whose number people know it.
                let known = next == nil && !isWhole && !isKept && origin == work.origin ? work : nil
                results.waitUnreadable(message, origin, at: plan.steps[stage], as: known)
                isKept = isKept || known != nil
            }
        }
        if let next { results.keep(next) } else if !isKept { results.complete(work) }
    }

    /// The places in its file of the messages that a row is about: one, or, where an interchange was refused as a whole,
    /// all up to its end.
    private func wantedMessages(of work: Work) throws -> ClosedRange<Int> {
        guard case .message = work.subject else { return 0...Int.max }
        let isInterchange = try ledger.standing(work.origin)?.kind == DocumentKind.interchange.name
        return work.origin.index...(isInterchange ? Int.max : work.origin.index)
    }

    /// A document that waited at its stage.
    mutating func add(_ work: Work) throws {
        guard let index = plan.index(of: work.stage) else { preconditionFailure("no stage \(work.stage)") }
        guard case .document(let document) = work.subject else {
            preconditionFailure("work \(work.id) at \(work.stage) is about no document")
        }
        wasTriedBefore = wasTriedBefore || work.attempts > 1
        let known = try ledger.standing(work.origin)
        let subject = IncomingDocument(
            work.origin, kind: known?.kind ?? document.kind.name, title: known?.title ?? document.title)
        roots.append(
            Pending(
                work: work, stage: index, document: document, subject: subject, intervention: work.intervention,
                isShownWaiting: known?.state == Standing.waiting && known?.stage == work.stage))
    }

    /// The next slice of a scan; the row as it goes on, or nil where the scan has come to its end.
    mutating func scan(_ work: Work, limit: Int) throws -> Work? {
        guard let index = plan.index(of: work.stage), case .scan(let scan) = plan.steps[index].body,
            case .document(.occurrence(let occurrence)) = work.subject
        else { preconditionFailure("work \(work.id) at \(work.stage) is no scan") }
        wasTriedBefore = wasTriedBefore || work.attempts > 1
        let rows = try ledger.bookRows(rank: scan.rank, after: work.cursor, limit: limit)
        let entries = try rows.map { try BookEntry(coded: $0.body, rank: scan.rank) }
        let missing = Set(entries.flatMap(scan.reads).filter { !slice.knows($0) })
        if !missing.isEmpty { try load(missing) }
        let subject = IncomingDocument(work.origin, kind: "occurrence", title: occurrence.schedule)
        for entry in entries {
            for emission in scan.documents(for: entry, slice, on: occurrence) {
                send(emission, from: index, subject)
            }
        }
        roots.append(contentsOf: sentOn)
        sentOn = []
        guard let last = rows.last, rows.count == limit else {
            results.stand(subject, "scanned", at: work.stage)
            results.complete(work)
            return nil
        }
        var next = work
        next.cursor = last.text
        results.keep(next)
        return next
    }

    // MARK: Deciding

    /// Takes each document through all its stages before the next one is begun, so that what comes of a batch does
    /// not depend on where batches begin and end.
    mutating func decideAll() throws {
        let documents = roots
        roots = []
        try decide(documents)
    }

    /// What the decisions on some documents must know is loaded for many of them at once.
    private mutating func decide(_ documents: [Pending]) throws {
        for start in stride(from: 0, to: documents.count, by: Self.askedTogether) {
            let few = documents[start..<min(start + Self.askedTogether, documents.count)]
            if few.count > 1 { try load(for: few) }
            for item in few {
                try decide(item)
                let sent = sentOn
                sentOn = []
                if !sent.isEmpty { try decide(sent) }
            }
        }
    }

    /// So many that a question to the ledger costs little for each, and so few that what is known of them is at hand.
    private static let askedTogether = 256

    /// Asks the stages what they must know until they ask for nothing new, with one question per round.
    private mutating func load(for documents: ArraySlice<Pending>) throws {
        var asking = Array(documents)
        while true {
            let unknown = around.workers.map(asking, together: 16) { [plan, slice] in Self.unknown(to: $0, plan, slice)
            }
            let missing = Set(unknown.joined())
            guard !missing.isEmpty else { return }
            try load(missing)
            asking = zip(asking, unknown).filter { !$0.1.isEmpty }.map(\.0)
        }
    }

    private static func unknown(to item: Pending, _ plan: Plan, _ slice: BookSlice) -> [BookKey] {
        plan.decider(at: item.stage).reads(item.document, slice).filter { !slice.knows($0) }
    }

    /// Loads entries in the order of locks.
    private mutating func load(_ keys: Set<BookKey>) throws {
        let sorted = keys.sorted()
        slice.load(sorted, try ledger.entries(sorted))
    }

    private mutating func decide(_ item: Pending) throws {
        let index = item.stage
        decidedCount += 1
        // An earlier decision may have changed what this one must know.
        while case let unknown = Self.unknown(to: item, plan, slice), !unknown.isEmpty { try load(Set(unknown)) }
        let run = Run(
            businessDate: businessDate, now: now, writtenAt: writtenAt, company: around.company, origin: item.origin,
            sender: try sender(of: item.origin), maxLines: plan.maxLines,
            intervention: item.entersOpenDays ? nil : item.intervention, leavesIn: renderings(after: index))
        let outcome = plan.decider(at: index).decide(item.document, slice, run)
        switch refusingLateEntries(in: outcome, of: item) {
        case .proceed(let emissions, let recorded, let state, let remarks):
            try record(awaiting(emissions, from: index, recorded), item)
            if let state {
                results.stand(item.subject, state, at: plan.steps[index].id, remarks)
            } else if emissions.isEmpty, item.isShownWaiting {
                end(item, at: plan.steps[index].id)
            }
            if !remarks.isEmpty { tell(remarks, of: item, about: emissions.map(\.document.title)) }
            for emission in emissions { try go(emission, from: index, item) }
            results.complete(item.work)
        case .wait(let wait):
            if item.intervention?.verb == .discard {
                try record(wait.onDiscard.events, item)
                for emission in wait.onDiscard.emissions { send(emission, from: index, item.subject) }
                results.discard(item.subject, at: plan.steps[index].id, by: item.intervention)
                results.complete(item.work)
            } else {
                try self.wait(item, at: index, wait)
            }
        }
    }

    /// Nothing came of what waited: nothing is left to do, or somebody discarded it before that was found.
    private mutating func end(_ item: Pending, at stage: String) {
        if item.intervention?.verb == .discard {
            results.discard(item.subject, at: stage, by: item.intervention)
        } else {
            results.stand(item.subject, "ended", at: stage)
        }
    }

    /// The events with what the plan knows of the invoices and letters among them: whether they leave on a way on which
    /// they are delivered.
    private func awaiting(_ emissions: [Emission], from index: Int, _ recorded: [Event]) -> [Event] {
        recorded.map { event in
            switch event {
            case .billing(.invoiceIssued(var issue)):
                issue.isToBeDelivered = delivers(.invoice(issue.invoice), emissions, from: index)
                return .billing(.invoiceIssued(issue))
            case .dunning(.letterSent(let letter, let gate, _)):
                let isToBeDelivered = delivers(.reminder(letter), emissions, from: index)
                return .dunning(.letterSent(letter, gate, isToBeDelivered: isToBeDelivered))
            default: return event
            }
        }
    }

    private func delivers(_ document: Document, _ emissions: [Emission], from index: Int) -> Bool {
        emissions.contains { emission in
            guard SentDocument(emission.document) == SentDocument(document),
                let target = plan.steps[index].targets[emission.port]
            else { return false }
            return plan.delivers(to: target)
        }
    }

    /// An invoice may come to the one way of several on which nothing delivers it: then nobody waits for that.
    private mutating func go(_ emission: Emission, from index: Int, _ item: Pending) throws {
        send(emission, from: index, item.subject)
        guard let sent = SentDocument(emission.document), sent.letter == nil,
            let target = plan.steps[index].targets[emission.port],
            !plan.delivers(to: target)
        else { return }
        let key = BookKey.delivery(sent)
        if !slice.knows(key) { try load([key]) }
        guard slice.delivery(sent) == .awaited else { return }
        let stage = if case .stage(let next) = target { plan.steps[next].id } else { plan.steps[index].id }
        try record([.leftWithoutDelivery(sent, item.origin, stage: stage)], item)
    }

    private mutating func renderings(after index: Int) -> [RenderSettings] {
        if let known = renderings[index] { return known }
        let found = plan.renderings(after: index)
        renderings[index] = found
        return found
    }

    private mutating func record(_ recorded: [Event], _ item: Pending) throws {
        for event in recorded.map({ $0.entered(at: rates) }) {
            let missing = Set(event.touches.filter { !slice.knows($0) })
            if !missing.isEmpty { try load(missing) }
            slice.apply(event)
            assert(
                !event.entersBooks || plan.steps[item.stage].type.waits.contains(.booksClosed),
                "\(plan.steps[item.stage].id) enters something into the books, which its type does not say")
            results.append(event, of: item.origin, on: day(of: event), by: actor(of: item))
            if let missing = event.missingRate(in: rates.accounting) {
                try record([.books(.rateMissing(missing))], item)
            }
            if let alert = slice.alert(for: event, on: businessDate) { tell(alert, of: item) }
        }
    }

    /// Whoever crosses a line of its credit is told of in the transaction in which it does.
    private mutating func tell(_ alert: CreditAlert, of item: Pending) {
        alerts.append(alert)
        for (index, step) in plan.steps.enumerated() {
            guard case .creditLines = step.body else { continue }
            send(Emission(port: "crossed", document: .creditAlert(alert)), from: index, item.subject)
        }
    }

    /// What holds nothing up stands in the journal, and is told to whoever watches.
    private mutating func tell(_ findings: [Finding], of item: Pending, about titles: [String]) {
        let stage = plan.steps[item.stage].id
        results.append(
            .documentRemarked(
                item.origin, stage: stage, findings.map(\.description), about: titles + item.document.subjects),
            of: item.origin)
        remarks += findings.map { DocumentRemark(origin: item.origin, stage: stage, finding: $0) }
    }

    private func actor(of item: Pending) -> String {
        if let intervention = item.intervention { return intervention.actor }
        if case .instruction(let instruction) = item.document { return instruction.actor }
        return Runner.actor
    }

    private func day(of event: Event) -> BusinessDate {
        let date = slice.day(of: event, decidedOn: businessDate)
        guard let closed = slice.booksClosedUntil, date <= closed, event.entersBooks else { return date }
        return closed + 1
    }

    /// Whose folder the document came from.
    private mutating func sender(of origin: DocumentOrigin) throws -> CustomerID? {
        guard hasPartnerFolders else { return nil }
        if let known = senders[origin.intake] { return known }
        let source = try ledger.intake(origin.intake)?.intake.source
        let step = source.flatMap { plan.index(of: $0) }.map { plan.steps[$0] }
        var sender: CustomerID?
        if case .folder(let folder)? = step?.body { sender = folder.partner }
        senders[origin.intake] = .some(sender)
        return sender
    }

    // MARK: Where documents go

    private mutating func send(_ emission: Emission, from index: Int, _ subject: IncomingDocument) {
        let step = plan.steps[index]
        guard let target = step.targets[emission.port] else {
            preconditionFailure("stage \(step.id) sends to \(emission.port), a port it did not declare")
        }
        guard case .stage(let next) = target else { return }
        if plan.steps[next].type.segment == .decide {
            sentOn.append(Pending(work: nil, stage: next, document: emission.document, subject: subject))
        } else {
            var work = Work(
                stage: plan.steps[next].id, origin: subject.origin, subject: .document(emission.document),
                state: .claimed,
                owner: around.owners.current, since: now)
            work.attempts = 1
            results.leave(LeavingDocument(work: work, written: emission.written))
        }
    }

    /// A run may stand at an earlier day than the clock: what waits for a day in between is not due at once.
    private func moment(toWake wait: Wait) -> Instant? {
        let day = wait.wakeOnDay.map { around.moment($0, 0) }.map { $0 > now ? $0 : now.adding(seconds: 3600) }
        return [wait.wakeAt.map { max($0, now.adding(seconds: 60)) }, day].compactMap(\.self).min()
    }

    private mutating func wait(_ item: Pending, at index: Int, _ wait: Wait) throws {
        let step = plan.steps[index]
        try record(awaiting(wait.emissions, from: index, wait.events), item)
        for emission in wait.emissions { try go(emission, from: index, item) }
        var work = item.work ?? Work(stage: step.id, origin: item.origin, subject: .document(item.document), since: now)
        let isNews = work.reason != wait.reason.name || item.intervention != nil
        if isNews { work.since = now }
        work.wait(for: wait.reason, at: step, wait.nextAction, because: wait.findings.map(StoredFinding.init))
        work.attempts = 0
        work.wakeDay = wait.wakeOnDay
        work.wakeAt = moment(toWake: wait)
        work.wakeOn = wait.wakeOn
        if isNews { results.tell(work, because: wait.findings, about: item.document.subjects) }
        results.keep(work)
        // What cannot be written yet has been decided: what it came of stands where it stood, as at a render stage.
        guard !item.document.kind.isNotice, wait.reason.name != WaitReason.unrenderable.name else { return }
        results.stand(item.subject, waitingWith: work)
    }

    /// The row with this number, where it waits and the book is as it was.
    func left(as id: Int64) -> Work? { slice.changed.isEmpty ? results.waiting(as: id) : nil }

    // MARK: Making it durable

    /// What of it was tried before is kept as work that this process is at before it is rendered.
    mutating func flush() throws {
        let entries = slice.changed.sorted().map { key in
            guard let entry = slice.entry(key) else { preconditionFailure("\(key) was changed and is not there") }
            return (key, entry)
        }
        try results.flush(with: entries, to: ledger)
        _ = try ledger.wake(slice.news.sorted())
        if wasTriedBefore { try results.keepLeaving(in: ledger) }
    }
}

/// Something that was found about a document that went on.
public struct DocumentRemark: Hashable, Sendable {
    public let origin: DocumentOrigin
    public let stage: String
    public let finding: Finding
}

extension Plan {
    fileprivate func decider(at index: Int) -> any Deciding {
        guard case .decide(let decider) = steps[index].body else {
            preconditionFailure("\(steps[index].id) is no decide stage")
        }
        return decider
    }
}
