import Calendars
public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Waits with a dispute until it is answered or its day has come, and with a promise until it is kept or broken.
public struct FollowCase: Stage {
    public static let name = "follow-case"
    public static let summary = "Watches over disputes and promises: what is answered, overdue, kept or broken."
    public static let contested = WaitReason(
        "contested", "A dispute that is to be answered.", nextAction: "Answer it with `quittance dispute resolve`.")
    public static let overdue = WaitReason(
        "overdue", "A dispute that should have been answered.",
        nextAction: "Answer it with `quittance dispute resolve`.")
    public static let promised = WaitReason(
        "promised", "A promise to pay whose day has not come.", nextAction: "Wait for the payment.")
    public static let broken = WaitReason(
        "broken", "A promise to pay that was not kept, or not wholly.",
        nextAction: "Call the customer; then release this one.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [contested, overdue, promised, broken] }

    public struct Settings: StageSettings {
        let accounts: [String]

        public init(from reader: inout SettingsReader) {
            accounts = reader.readTexts(
                "accounts", default: [],
                "The bank accounts that customers pay to: no promise is called broken before the statements of those that are read reach its last day."
            )
        }
    }

    private let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ followUp: FollowUp, _ book: BookSlice) -> [BookKey] {
        switch followUp.matter {
        case .dispute(let id):
            guard book.knows(.dispute(id)), let dispute = book.dispute(id) else { return [.dispute(id)] }
            return CaseEvent.disputeOpened(dispute).touchedEntries
        case .promise(let id):
            guard book.knows(.promise(id)), let promise = book.promise(id) else { return [.promise(id)] }
            return CaseEvent.promiseMade(promise).touchedEntries + settings.accounts.map(BookKey.bankAccount)
        case .review: return []
        }
    }

    public func decide(_ followUp: FollowUp, _ book: BookSlice, _ run: Run) -> StageOutcome {
        switch followUp.matter {
        case .dispute(let id):
            guard let dispute = book.dispute(id) else {
                preconditionFailure("dispute \(id) is followed before it was opened")
            }
            return follow(dispute, book, run)
        case .promise(let id):
            guard let promise = book.promise(id) else {
                preconditionFailure("promise \(id) is followed before it was made")
            }
            return follow(promise, book, run)
        case .review: return .emit(state: "passed on")
        }
    }

    // MARK: Disputes

    private func follow(_ dispute: Dispute, _ book: BookSlice, _ run: Run) -> StageOutcome {
        if let resolution = dispute.resolution { return .emit(state: resolution.name) }
        if run.intervention?.verb == .discard { return withdraw(dispute, run.intervention?.reason ?? "", run) }
        if let item = book.invoice(dispute.invoice), !item.open.isPositive {
            return withdraw(dispute, "invoice \(dispute.invoice) is settled", run)
        }
        let isLate = run.businessDate > dispute.dueOn
        let text =
            "\(dispute.amount) of \(dispute.invoice): \(dispute.reason.code), \(dispute.reason.inWords); "
            + "\(dispute.owner) answers until \(dispute.dueOn)"
        return .wait(
            Wait(
                isLate ? Self.overdue : Self.contested, because: [Finding(.disputeIsAnswered, text, at: .document)],
                wakeOnDay: isLate ? nil : dispute.dueOn + 1,
                wakeOn: [.dispute(dispute.id), .invoice(dispute.invoice)]))
    }

    private func withdraw(_ dispute: Dispute, _ reason: String, _ run: Run) -> StageOutcome {
        .emit(
            recording: .cases(.disputeResolved(dispute.closed(on: run.businessDate), .withdrawn, reason: reason)),
            state: "withdrawn")
    }

    // MARK: Promises

    private func follow(_ promise: PaymentPromise, _ book: BookSlice, _ run: Run) -> StageOutcome {
        switch promise.state {
        case .open: return watch(promise, book, run)
        case .kept, .cancelled: return .emit(state: promise.state.name)
        case .partly, .broken: return lookAgain(at: promise, book, run)
        }
    }

    private func watch(_ promise: PaymentPromise, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let paid = paid(of: promise, book)
        let closed = promise.closed(on: run.businessDate)
        if run.intervention?.verb == .discard {
            return .emit(recording: .cases(.promiseClosed(closed, .cancelled, paid: paid)), state: "cancelled")
        }
        let state = state(of: promise, paid, book)
        if state == .kept || state == .cancelled {
            return .emit(recording: .cases(.promiseClosed(closed, state, paid: paid)), state: state.name)
        }
        guard run.businessDate > promise.graceUntil else { return wait(with: promise, paid, until: nil) }
        if let known = bankKnown(book), known < promise.graceUntil { return wait(with: promise, paid, until: known) }
        return unkept(closed, state, paid, book, run, isNews: true)
    }

    /// - Parameter known: the last day that the bank is known for, where its statements are waited for.
    private func wait(with promise: PaymentPromise, _ paid: Money, until known: BusinessDate?) -> StageOutcome {
        let text = "\(promise.amount) promised for \(promise.date), \(paid) has come"
        return .wait(
            Wait(
                Self.promised,
                because: [
                    Finding(
                        .promiseIsKept, text + (known.map { "; the bank is known until \($0)" } ?? ""), at: .document)
                ],
                wakeOnDay: known == nil ? promise.graceUntil + 1 : nil,
                wakeOn: [.promise(promise.id)] + promise.items.map { .invoice($0.invoice) }
                    + (known == nil ? [] : settings.accounts.map(BookKey.bankAccount)),
                next: known.map { _ in "Have the bank statements read up to \(promise.graceUntil)." }))
    }

    /// The last day of which all accounts are known; nil where no statement of any was ever read.
    private func bankKnown(_ book: BookSlice) -> BusinessDate? {
        settings.accounts.compactMap { book.bankAccount($0)?.knownUntil }.min()
    }

    /// How a promise stands once its time is over. What was credited or given up since need not be paid: where nothing is
    /// left to pay, nothing is promised any more.
    private func state(of promise: PaymentPromise, _ paid: Money, _ book: BookSlice) -> PromiseState {
        let due = due(of: promise, book)
        if paid >= due { return paid.isZero ? .cancelled : .kept }
        return paid.isPositive ? .partly : .broken
    }

    /// What came in time may be told later than the promise was closed: it counts as it was kept.
    private func lookAgain(at promise: PaymentPromise, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let paid = paid(of: promise, book)
        let state = state(of: promise, paid, book)
        let isNews = state != promise.state || paid != promise.paid
        guard state != .kept, state != .cancelled else {
            return .emit(recording: .cases(.promiseClosed(promise, state, paid: paid)), state: state.name)
        }
        return unkept(promise, state, paid, book, run, isNews: isNews)
    }

    /// Whether somebody has called, or gives it up; who only asks to have it looked at again has not.
    private func isLookedAfter(_ run: Run) -> Bool {
        run.intervention.map { $0.verb != .retry } ?? false
    }

    /// Nothing holds reminders any more; a person should know all the same. Once somebody does, the promise is only looked at
    /// again for what came in time and is told late.
    private func unkept(
        _ promise: PaymentPromise, _ state: PromiseState, _ paid: Money, _ book: BookSlice, _ run: Run, isNews: Bool
    ) -> StageOutcome {
        var known = promise
        known.isSeenTo = promise.isSeenTo || isLookedAfter(run)
        let events =
            isNews || known != promise ? [Event.cases(.promiseClosed(known, state, paid: paid))] : []
        guard promise.items.contains(where: { book.invoice($0.invoice)?.open.isPositive == true }) else {
            return .proceed([], recording: events, state: state.name)
        }
        let text =
            "\(promise.amount) promised for \(promise.date) by \(promise.person.isEmpty ? "the customer" : promise.person), \(paid) has come"
        return .wait(
            Wait(
                known.isSeenTo ? Self.promised : Self.broken,
                because: [
                    Finding(
                        .promiseIsKept, text + (known.isSeenTo ? "; somebody has seen to it" : ""), at: .document)
                ],
                wakeOn: promise.items.map { .invoice($0.invoice) }, recording: events,
                next: known.isSeenTo ? "None: what came in time and is told late still counts." : nil))
    }
}
