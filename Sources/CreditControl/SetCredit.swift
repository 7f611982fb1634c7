import Calendars
public import Documents
import Findings
import Money
public import Pipeline
public import Receivables

/// Follows what a person orders about the credit of a customer: limits for a time, sub-limits, groups, proceedings.
///
/// A limit above the threshold waits until somebody else than who asked for it approves it.
public struct SetCredit: Stage {
    public static let name = "set-credit"
    public static let summary = "Agrees limits, sub-limits and groups, and opens proceedings, as a person says."
    public static let planned = Port<FollowUp>(
        "planned", "A customer whose credit changes, or is to be looked at, on a day.")
    public static let applied = Port<Instruction>("applied", "Companies that want to become customers.")
    public static let impossible = WaitReason(
        "impossible", "An instruction that does not fit what the book has.",
        nextAction: "Correct it and give it again; then discard this one.")
    public static let approval = WaitReason(
        "approval", "A limit that somebody else is to approve.",
        nextAction: "Have somebody else than who asked for it release it with a reason, or discard it.")
    public static var ports: [PortDescription] { [planned.description, applied.description] }
    public static var waits: [WaitReason] { [impossible, approval] }

    public struct Settings: StageSettings {
        let approvalAbove: Int64

        public init(from reader: inout SettingsReader) {
            approvalAbove = Int64(
                reader.read(
                    "approvalAbove", default: 1_000_000_000, in: 0...1_000_000_000_000,
                    "The most that one person may grant alone, in minor units."))
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        if case .setCreditLimit(let id, _) = instruction.order { return reads(id, book) }
        guard case .credit(let order) = instruction.order else { return [] }
        switch order {
        case .agree(let id, let change):
            let head = change.group.map { [BookKey.customer($0), .account($0)] } ?? []
            return reads(id, book) + head + (head.isEmpty ? [] : members(of: id, book).map(BookKey.customer))
        case .grant(let id, _), .proceedings(let id, _), .withdraw(let id, _): return reads(id, book)
        case .onboard: return []
        }
    }

    /// All that ever joined its group.
    private func members(of head: CustomerID, _ book: BookSlice) -> [CustomerID] {
        book.knows(.account(head)) ? book.account(head)?.members ?? [] : []
    }

    private func reads(_ id: CustomerID, _ book: BookSlice) -> [BookKey] {
        guard book.knows(.customer(id)), let customer = book.customer(id) else { return [.customer(id), .account(id)] }
        return Event.customerRecorded(customer).touches
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        if case .setCreditLimit(let id, let limit) = instruction.order {
            return setLimit(limit, of: id, instruction, book, run)
        }
        guard case .credit(let order) = instruction.order else {
            preconditionFailure("an instruction about something else is handed to set-credit")
        }
        switch order {
        case .onboard: return .emit(Self.applied(instruction), state: "followed")
        case .agree(let id, let change): return agree(id, change, instruction, book, run)
        case .grant(let id, let limit): return grant(id, limit, instruction, book, run)
        case .proceedings(let id, let proceedings):
            if let proceedings, let fault = fault(of: proceedings, on: run.businessDate) { return impossible(fault) }
            return record(id, book, run) { $0.follow(proceedings, on: run.businessDate) }
        case .withdraw(let id, let agreed):
            return record(id, book, run) { terms in terms = agreed.reduce(terms) { $1.withdrawn(from: $0) } }
        }
    }

    private func agree(
        _ id: CustomerID, _ change: CreditInstruction.Change, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        for amount in [change.ordersLimit, change.overdueLimit, change.groupLimit].compactMap(\.self)
        where amount.isNegative {
            return impossible("\(amount) is no limit")
        }
        if let days = change.overdueDays, days < 0 { return impossible("\(days) days are not overdue") }
        if let fault = foreign(change, of: id, book) { return fault }
        if let head = change.group, head != id {
            guard let agreement = book.customer(head) else { return impossible("there is no customer \(head)") }
            guard agreement.credit.group == nil else { return impossible("\(head) belongs to a group itself") }
            if let member = members(of: id, book).first(where: { book.customer($0)?.credit.group == id }) {
                return impossible("\(id) is the head of a group itself, which \(member) belongs to")
            }
        }
        if let limit = change.groupLimit, let wait = waitForApproval(of: limit, instruction, run) { return wait }
        return record(id, book, run) { terms in
            terms = change.applied(to: terms)
            if terms.group == id { terms.group = nil }
        }
    }

    /// A judgment comes before its publication, and both before they are told. One of another century is a slip: what is
    /// older than it would be frozen, and nothing is.
    private func fault(of proceedings: Proceedings, on date: BusinessDate) -> String? {
        if proceedings.openedOn.year < 2000 {
            return "a judgment of \(proceedings.openedOn) is not of these proceedings: expected 2000-01-01 or later"
        }
        if let later = [proceedings.openedOn, proceedings.publishedOn].first(where: { $0 > date }) {
            return "\(later) has not come"
        }
        guard proceedings.publishedOn < proceedings.openedOn else { return nil }
        return "the judgment of \(proceedings.openedOn) was not published on \(proceedings.publishedOn)"
    }

    private func grant(
        _ id: CustomerID, _ limit: DatedLimit, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        guard !limit.amount.isNegative, limit.from <= limit.until, limit.until >= run.businessDate else {
            return impossible("\(limit.amount) from \(limit.from) to \(limit.until) is no limit")
        }
        if let fault = foreign([limit.amount.currency], of: id, book) { return fault }
        if let wait = waitForApproval(of: limit.amount, instruction, run) { return wait }
        return record(id, book, run) { terms in
            terms.dated.removeAll { $0.until < run.businessDate }
            terms.dated.append(limit)
        }
    }

    private func setLimit(
        _ limit: Money, of id: CustomerID, _ instruction: Instruction, _ book: BookSlice, _ run: Run
    ) -> StageOutcome {
        if let fault = foreign([limit.currency], of: id, book) { return fault }
        if let wait = waitForApproval(of: limit, instruction, run) { return wait }
        return record(id, book, run) { terms in
            terms.usual = limit
            if let last = terms.validUntil, last < run.businessDate { terms.validUntil = nil }
        }
    }

    /// The wait of what is agreed in another currency than that of the customer's account.
    private func foreign(_ change: CreditInstruction.Change, of id: CustomerID, _ book: BookSlice) -> StageOutcome? {
        let amounts = [change.ordersLimit, change.overdueLimit, change.groupLimit].compactMap { $0?.currency }
        let head = change.group.flatMap { book.account($0)?.currency }
        return foreign(amounts + [head].compactMap(\.self), of: id, book)
    }

    private func foreign(_ currencies: [Currency], of id: CustomerID, _ book: BookSlice) -> StageOutcome? {
        guard let own = book.account(id)?.currency, let other = currencies.first(where: { $0 != own }) else {
            return nil
        }
        let text = "\(id) has its account in \(own), not in \(other)"
        return .wait(Self.impossible, because: [Finding(.creditIsInOneCurrency, text, at: .document)])
    }

    private func waitForApproval(of limit: Money, _ instruction: Instruction, _ run: Run) -> StageOutcome? {
        guard limit.minorUnits > settings.approvalAbove else { return nil }
        if let approver = run.intervention, approver.verb == .release, approver.actor != instruction.actor {
            return nil
        }
        let text = "\(instruction.actor) asks for \(limit): \(instruction.reason)"
        return .wait(Self.approval, because: [Finding(.limitIsApproved, text, at: .document)])
    }

    private func record(
        _ id: CustomerID, _ book: BookSlice, _ run: Run, _ edit: (inout CreditTerms) -> Void
    ) -> StageOutcome {
        guard var customer = book.customer(id), let account = book.account(id) else {
            return impossible("there is no customer \(id)")
        }
        let wasPlanned = customer.credit.isPlanned(on: run.businessDate)
        edit(&customer.credit)
        // What is owed at a judgment is looked at though the day to declare it is over.
        let date =
            customer.credit.nextDate(after: run.businessDate - 1)
            ?? customer.credit.proceedings.map { _ in run.businessDate }
        let followUps = wasPlanned ? [] : date.map { [FollowUp(.review(id), dueOn: $0)] } ?? []
        return .proceed(
            followUps.map { Self.planned($0) }, recording: eventsOfTerms(customer, account, on: run.businessDate),
            state: "followed")
    }

    private func impossible(_ text: String) -> StageOutcome {
        .wait(Self.impossible, because: [Finding(.creditInstructionFits, text, at: .document)])
    }
}

/// Records what is agreed with a customer, with the limit that holds on a day, and the line that it crosses by that.
func eventsOfTerms(_ customer: Customer, _ account: Account, on date: BusinessDate) -> [Event] {
    var customer = customer
    customer.creditLimit = customer.credit.limit(on: date)
    return customer.recorded(with: account)
}

extension CreditTerms {
    /// Whether a row of work waits for one of its days already.
    func isPlanned(on date: BusinessDate) -> Bool {
        nextDate(after: date - 1) != nil || reviewOn != nil || proceedings != nil
    }
}
