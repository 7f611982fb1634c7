import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Follows what a person orders about claims: disputes that are opened, assigned and answered, promises that are made.
public struct HandleCase: Stage {
    public static let name = "handle-case"
    public static let summary = "Opens, assigns and answers disputes, and records promises to pay, as a person says."
    public static let opened = Port<FollowUp>("opened", "A dispute or a promise, to be looked at on its day.")
    public static let credited = Port<Instruction>(
        "credited", "A dispute that the customer is right in: its amount is to be credited.")
    public static let impossible = WaitReason(
        "impossible", "An instruction that does not fit what the book has.",
        nextAction: "Correct it and give it again; then discard this one.")
    public static var ports: [PortDescription] { [opened.description, credited.description] }
    public static let approval = WaitReason(
        "approval", "A dispute to be written off, which somebody else is to approve.",
        nextAction: "Have somebody else than who asked for it release it with a reason, or discard it.")
    public static var waits: [WaitReason] { [impossible, approval] }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let disputeDays: Int
        let graceDays: Int
        let promiseDays: Int
        let writeOffAbove: Int64

        public init(from reader: inout SettingsReader) {
            disputeDays = reader.read(
                "disputeDays", default: 30, in: 1...365,
                "In how many days a dispute is to be answered where nobody says.")
            graceDays = reader.read(
                "graceDays", default: 3, in: 0...30, "How many bank days after its day a promise still counts as kept.")
            promiseDays = reader.read(
                "promiseDays", default: 180, in: 1...3650,
                "How many days ahead a promise may be at most: until its day no reminder is sent.")
            writeOffAbove = readWriteOffLimit(&reader)
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        guard case .cases(let order) = instruction.order else { return [] }
        switch order {
        case .openDispute(let opening): return readsOfInvoices([opening.invoice], book)
        case .assignDispute(let id, _, _): return [.dispute(id)]
        case .resolveDispute(let id, _):
            guard book.knows(.dispute(id)), let dispute = book.dispute(id) else { return [.dispute(id)] }
            return [.dispute(id)] + readsOfInvoices([dispute.invoice], book)
        case .makePromise(let making): return [.account(making.customer)] + readsOfInvoices(making.invoices, book)
        case .cancelPromise(let id):
            guard book.knows(.promise(id)), let promise = book.promise(id) else { return [.promise(id)] }
            return CaseEvent.promiseMade(promise).touchedEntries
        }
    }

    private func readsOfInvoices(_ numbers: [String], _ book: BookSlice) -> [BookKey] {
        let keys = numbers.map(BookKey.invoice)
        guard keys.allSatisfy(book.knows) else { return keys }
        let customers = Set(numbers.compactMap { book.invoice($0)?.customer }).sorted()
        return keys + customers.flatMap { [BookKey.account($0), .customer($0)] }
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard case .cases(let order) = instruction.order else {
            preconditionFailure("an instruction about something else is handed to handle-case")
        }
        do {
            switch order {
            case .openDispute(let opening): return try open(opening, instruction, book, run)
            case .assignDispute(let id, let owner, let date): return try assign(id, owner, date, book)
            case .resolveDispute(let id, let resolution): return try resolve(id, resolution, instruction, book, run)
            case .makePromise(let making): return try make(making, book, run)
            case .cancelPromise(let id): return try cancel(id, book, on: run.businessDate)
            }
        } catch {
            return .wait(Self.impossible, because: [Finding(.caseInstructionFits, error.message, at: .document)])
        }
    }

    // MARK: Disputes

    private func open(
        _ opening: CaseInstruction.DisputeOpening, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        guard let item = book.invoice(opening.invoice) else {
            throw Misfit(message: "there is no invoice \(opening.invoice)")
        }
        let free = item.open - item.disputed
        let amount = opening.amount ?? free
        guard amount.currency == free.currency, amount.isPositive, amount <= free else {
            throw Misfit(message: "\(amount) of \(opening.invoice): \(free) are open and not contested")
        }
        let dispute = Dispute(
            id: Dispute.id(of: item.number, item.disputes.count + 1), customer: item.customer, invoice: item.number,
            invoiceDate: item.issueDate, amount: amount, reason: opening.reason, source: .person,
            openedOn: run.businessDate,
            owner: opening.owner, dueOn: opening.dueOn ?? run.businessDate + settings.disputeDays,
            evidence: [instruction.reason] + opening.evidence)
        return .emit(
            Self.opened(FollowUp(.dispute(dispute.id), dueOn: dispute.dueOn)),
            recording: .cases(.disputeOpened(dispute)),
            state: "followed")
    }

    private func assign(_ id: String, _ owner: String, _ date: BusinessDate?, _ book: BookSlice) throws(Misfit)
        -> StageOutcome
    {
        let dispute = try dispute(id, book)
        return .emit(
            recording: .cases(.disputeAssigned(id, owner: owner, dueOn: date ?? dispute.dueOn)), state: "followed")
    }

    private func resolve(
        _ id: String, _ resolution: DisputeResolution, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        let dispute = try dispute(id, book)
        let resolved = Event.cases(
            .disputeResolved(dispute.closed(on: run.businessDate), resolution, reason: instruction.reason))
        switch resolution {
        case .rejected, .withdrawn: return .emit(recording: resolved, state: "followed")
        case .creditNote, .rebill: return .emit(Self.credited(instruction), state: "followed")
        case .writeOff:
            guard let item = book.invoice(dispute.invoice), item.open.isPositive else {
                return .emit(recording: resolved, state: "followed")
            }
            try requireClaim(item)
            let amount = min(dispute.amount, item.open)
            if let finding = unapproved(writeOff: amount, off: item, above: settings.writeOffAbove, instruction, run) {
                return .wait(Self.approval, because: [finding])
            }
            return .proceed(
                [], recording: [resolved] + events(writing: amount, off: item, instruction, book, run),
                state: "followed")
        }
    }

    private func dispute(_ id: String, _ book: BookSlice) throws(Misfit) -> Dispute {
        guard let dispute = book.dispute(id) else { throw Misfit(message: "there is no dispute \(id)") }
        if let resolution = dispute.resolution { throw Misfit(message: "dispute \(id) has ended: \(resolution.name)") }
        return dispute
    }

    // MARK: Promises

    private func make(
        _ making: CaseInstruction.PromiseMaking, _ book: BookSlice, _ run: Run
    ) throws(Misfit) -> StageOutcome {
        guard let account = book.account(making.customer) else {
            throw Misfit(message: "there is no customer \(making.customer)")
        }
        guard making.date >= run.businessDate else { throw Misfit(message: "\(making.date) has passed") }
        let last = run.businessDate + settings.promiseDays
        guard making.date <= last else {
            throw Misfit(message: "\(making.date) is too far away: a promise is for \(last) or earlier")
        }
        guard !making.invoices.isEmpty else { throw Misfit(message: "no invoice is named") }
        var items: [PaymentPromise.Item] = []
        for number in making.invoices {
            let item = try promisable(number, of: making.customer, book)
            guard !items.contains(where: { $0.invoice == number }) else {
                throw Misfit(message: "\(number) is named twice")
            }
            items.append(PaymentPromise.Item(invoice: number, invoiceDate: item.issueDate, open: item.open))
        }
        guard Set(items.map(\.open.currency)).count == 1 else {
            throw Misfit(message: "the invoices are in several currencies")
        }
        let open = items.map(\.open).sum(in: items[0].open.currency)
        let amount = making.amount ?? open
        guard amount.currency == open.currency, amount.isPositive, amount <= open else {
            throw Misfit(message: "\(amount) promised, \(open) are open")
        }
        let promise = PaymentPromise(
            id: "\(making.customer)/P\(account.promises.made + 1)", customer: making.customer, items: items,
            amount: amount,
            date: making.date, graceUntil: making.date.adding(bankDays: settings.graceDays), madeOn: run.businessDate,
            channel: making.channel, person: making.person, isWritten: making.isWritten)
        return .emit(
            Self.opened(FollowUp(.promise(promise.id), dueOn: promise.graceUntil)),
            recording: .cases(.promiseMade(promise)),
            state: "followed")
    }

    private func promisable(_ number: String, of customer: CustomerID, _ book: BookSlice) throws(Misfit) -> OpenItem {
        guard let item = book.invoice(number) else { throw Misfit(message: "there is no invoice \(number)") }
        guard item.customer == customer else { throw Misfit(message: "\(number) is of \(item.customer)") }
        guard item.open.isPositive else { throw Misfit(message: "nothing of \(number) is open") }
        if let promise = item.promise { throw Misfit(message: "\(number) is promised by \(promise.id) already") }
        return item
    }

    private func cancel(_ id: String, _ book: BookSlice, on date: BusinessDate) throws(Misfit) -> StageOutcome {
        guard let promise = book.promise(id) else { throw Misfit(message: "there is no promise \(id)") }
        guard promise.state == .open else { throw Misfit(message: "promise \(id) is \(promise.state.name)") }
        return .emit(
            recording: .cases(
                .promiseClosed(promise.closed(on: date), .cancelled, paid: paid(of: promise, book))), state: "followed")
    }
}

/// What has come of the invoices of a promise since it was made until its grace was over, whenever it was told, and no more
/// than was promised. What was credited or given up since has not come.
func paid(of promise: PaymentPromise, _ book: BookSlice) -> Money {
    let came = promise.items.map { item -> Money in
        guard let now = book.invoice(item.invoice) else { return .zero(item.open.currency) }
        let late = now.allocations.filter { $0.kind == .money && $0.date > promise.graceUntil }.map(\.amount)
        let came = item.open - now.open - now.reduced(since: promise) - late.sum(in: item.open.currency)
        return max(came, .zero(item.open.currency))
    }.sum(in: promise.amount.currency)
    return min(came, promise.amount)
}

/// What is to be paid to keep a promise: no more than is left of its invoices beside what was credited or given up since.
func due(of promise: PaymentPromise, _ book: BookSlice) -> Money {
    let left = promise.items.map { item in
        max(
            item.open - (book.invoice(item.invoice)?.reduced(since: promise) ?? .zero(item.open.currency)),
            .zero(item.open.currency))
    }
    return min(left.sum(in: promise.amount.currency), promise.amount)
}

extension OpenItem {
    /// What no money settled of it after the day of a promise. What was credited on that day may have been before it.
    fileprivate func reduced(since promise: PaymentPromise) -> Money {
        allocations.filter { $0.kind != .money && $0.date > promise.madeOn }.map(\.amount).sum(in: open.currency)
    }
}

extension Rule {
    public static let caseInstructionFits = Rule(
        "CAS-001", "An instruction about a claim fits what is open and what was said before.",
        remedy: "Correct it and give it again.")
    public static let disputeIsAnswered = Rule(
        "CAS-002", "A dispute is answered by its day.", remedy: "Answer it with `quittance dispute resolve`.")
    public static let promiseIsKept = Rule(
        "CAS-003", "A promise to pay is kept, days of grace included.",
        remedy: "Reminders go on by themselves; call the customer.")
}

/// Every rule about claims, for `explain`.
public let caseRules: [Rule] = [.caseInstructionFits, .disputeIsAnswered, .promiseIsKept]
