import Calendars
public import Documents
import Findings
public import Pipeline
public import Receivables

/// What can be billed: one delivery, or something else that is ordered to be billed.
public enum Billable: DocumentValue {
    case delivery(BillableDelivery)
    case order(BillingOrder)

    public static var kinds: Set<DocumentKind> { [.billableDelivery, .billingOrder] }

    public init?(_ document: Document) {
        switch document {
        case .billableDelivery(let delivery): self = .delivery(delivery)
        case .billingOrder(let order): self = .order(order)
        default: return nil
        }
    }

    public var document: Document {
        switch self {
        case .delivery(let delivery): .billableDelivery(delivery)
        case .order(let order): .billingOrder(order)
        }
    }
}

/// Bills what was delivered, what is asked for ahead, and what was billed wrongly: every check first, then the number.
public struct IssueInvoice: Stage {
    public static let name = "invoice"
    public static let summary =
        "Bills deliveries, one or a period's together, prepayments and corrections: every check first, then the number."
    public static let issued = Port<Invoice>("issued", "An invoice with its number.")
    public static let unbillable = WaitReason(
        "unbillable", "Something to be billed whose invoice would break a rule.",
        nextAction: "Correct the data that the finding names, then retry.")
    public static var ports: [PortDescription] { [issued.description] }
    public static var waits: [WaitReason] { [unbillable] }
    public static var entersBooks: Bool { true }

    public struct Settings: StageSettings {
        let numbers: NumberSeries
        let creditNumbers: NumberSeries

        public init(from reader: inout SettingsReader) {
            numbers = NumberSeries(from: &reader, default: "INV")
            creditNumbers = NumberSeries(ofCreditNotesBeside: numbers, from: &reader)
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ billable: Billable, _ book: BookSlice) -> [BookKey] {
        billable.reads(book) + [.series(settings.numbers.name)]
            + (billable.isCorrection ? [.series(settings.creditNumbers.name)] : [])
    }

    public func decide(_ billable: Billable, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let setting: BillingSetting
        do {
            setting = BillingSetting(
                book: book, run: run, next: try settings.numbers.next(in: book, on: run.businessDate),
                nextCredit: billable.isCorrection
                    ? try settings.creditNumbers.next(in: book, on: run.businessDate) : nil)
        } catch {
            return wait(for: error, billable, run)
        }
        var draft: BillingDraft
        do {
            guard let found = try setting.draft(billable) else {
                return .proceed([], recording: billable.called, state: nil)
            }
            draft = found
            draft.issue.invoice = draft.issue.invoice.withoutVATNumbersOutsideScope
            draft.issue.services = draft.issue.servicesBilled(book)
            let onDebits = run.company.isOnDebits(after: draft.original.map { [$0] } ?? [])
            draft.issue.taxOnReceipt = draft.issue.taxOnReceipt(
                to: run.company, onDebits: onDebits, book, ordered: draft.ordered)
            if onDebits { draft.issue.invoice.sayOption(isAllDue: draft.issue.taxOnReceipt == nil) }
            if run.intervention?.verb == .release { draft.findings.removeAll { $0.rule == .statedVATStillApplies } }
        } catch {
            return wait([error.finding], billable, next: error.rule == .billedIsLeft ? error.rule.remedy : nil)
        }
        if let fault = draft.accountVAT(in: run.company, book) { draft.findings.append(fault) }
        do {
            return issue(draft, try write(draft, book, run), billable, book, run)
        } catch {
            return wait(
                error.findings, billable, on: draft.wakeOn, next: draft.nextAction(for: error.findings, book, run))
        }
    }

    /// What leaves, each written in the format that it leaves in. Numbers are provisional until every document has passed
    /// every rule, and what its receiver checks.
    private func write(
        _ draft: BillingDraft, _ book: BookSlice, _ run: Run
    ) throws(WritingFault) -> [(Invoice, WrittenDocument?)] {
        let documents = (draft.credit.map { [$0.issue.note] } ?? []) + [draft.issue.invoice]
        let gate = run.gate(for: draft.issue.customer, book)
        let mixed = gate.billsOutsideScopeApart ? draft.issue.standingBesideOutsideScope(book) : nil
        let others = draft.issue.standingBesideOtherReason(book, run.company.legal)
        let own = draft.findings + documents.flatMap(checkInvoice) + [mixed, others].compactMap(\.self)
        guard !own.contains(where: { $0.severity == .fatal }) else { throw WritingFault(own) }
        var written: [(Invoice, WrittenDocument?)] = []
        var faults: [Finding] = []
        for document in documents {
            do {
                written.append((document, try gate.pass(document, issuedBy: run.company)))
            } catch {
                faults += error.findings.map { $0.ofOrder(billedBy: draft.issue, book) }
            }
        }
        guard faults.isEmpty else { throw WritingFault(faults) }
        return written
    }

    private func issue(
        _ draft: BillingDraft, _ written: [(Invoice, WrittenDocument?)], _ billable: Billable, _ book: BookSlice,
        _ run: Run
    ) -> StageOutcome {
        let issue = draft.issue
        guard let customer = book.customer(issue.customer), let account = book.account(issue.customer) else {
            preconditionFailure("\(issue.customer) is billed and is not in the book")
        }
        // What moves no payments moves one account alone: the book need not be gone through for it.
        let crossed =
            draft.before.isEmpty
            ? [
                customer.lineCrossed(
                    by: account, comingTo: issue.exposure(of: account, after: draft.credit?.issue, book))
            ].compactMap(\.self) : book.linesCrossed(by: draft.events)
        let leaving = written.map { Self.issued($0, written: $1) }
        let happened = draft.events + billable.called + crossed
        let remarks = termAlerts(for: issue.invoice, customer, of: billable, run)
        guard let later = draft.later else {
            return .proceed(leaving, recording: happened, state: "invoiced", remarks: remarks)
        }
        return .wait(
            Wait(
                Self.unbillable, because: later.findings + remarks, wakeOn: later.wakeOn, recording: happened,
                emitting: leaving, next: later.findings.remedies))
    }

    /// What is billed together has a limit of its own besides that of the branch.
    private func termAlerts(
        for invoice: Invoice, _ customer: Customer, of billable: Billable, _ run: Run
    ) -> [Finding] {
        let branches = [run.company.branch] + (billable.isSummary ? [TermLimit.summary] : [])
        let limits = branches.compactMap { run.company.termLimit(on: invoice.issueDate, of: $0) }
        let alerts = limits.compactMap { termAlert(for: invoice, customer.terms, within: $0) }
        return alerts.first.map { [$0] } ?? []
    }

    private func wait(
        _ findings: [Finding], _ billable: Billable, on keys: [BookKey] = [], next: String? = nil
    ) -> StageOutcome {
        .wait(Wait(Self.unbillable, because: findings, wakeOn: keys, recording: billable.called, next: next))
    }

    /// A clock that was set back, or that of another machine, is behind the last invoice: its day comes by itself.
    private func wait(for day: SeriesIsAhead, _ billable: Billable, _ run: Run) -> StageOutcome {
        .wait(
            Wait(
                Self.unbillable, because: [day.finding(on: run.businessDate)], wakeOnDay: day.last,
                recording: billable.called, next: "None: it is billed on \(day.last)."))
    }
}

extension BillingDraft {
    /// What a person can do about what was found, where that is not what is always done; nil else.
    fileprivate func nextAction(for findings: [Finding], _ book: BookSlice, _ run: Run) -> String? {
        if findings.contains(where: { $0.rule == .outsideScopeStandsApart }) { return issue.wayToBillOutsideScopeApart }
        if findings.contains(where: { $0.rule == .oneReasonForEachClass }) {
            return issue.wayToBillApart(issue.sortsByReason(book, run.company.legal), "what has another reason")
        }
        let told: Set<Rule> = [.prepaymentIsPaid, .statedVATStillApplies]
        return findings.allSatisfy { told.contains($0.rule) } ? findings.remedies : nil
    }
}

extension Billable {
    fileprivate var isSummary: Bool {
        if case .order(.deliveries) = self { true } else { false }
    }

    fileprivate var isCorrection: Bool {
        if case .order(.correction) = self { true } else { false }
    }

    /// That a customer's deliveries were called for, so that the next schedule does not call for them again.
    fileprivate var called: [Event] {
        guard case .order(.deliveries(let customer, let date)) = self else { return [] }
        return [.billing(.billingCalled(customer, until: date))]
    }

    fileprivate func reads(_ book: BookSlice) -> [BookKey] {
        switch self {
        case .delivery(let delivery): return reads([delivery.order], delivery.order.customer, book)
        case .order(.prepayment(let key, _)): return reads([key], key.customer, book)
        case .order(.correction(let correction, _)):
            let number = BookKey.invoice(correction.original.number)
            guard book.knows(number), let item = book.invoice(correction.original.number) else { return [number] }
            return [number, .openItems(item.customer, Month(of: item.issueDate))] + item.readsOfPayments(book)
                + reads(item.orders, item.customer, book)
        case .order(.deliveries(let customer, let date)):
            guard book.knows(.account(customer)), let account = book.account(customer) else {
                return [.account(customer)]
            }
            let pages = account.unbilledMonths.map { BookKey.unbilled(customer, $0) }
            guard pages.allSatisfy(book.knows) else { return pages }
            let orders = book.deliveries(to: customer, until: date).map(\.order)
            return [.account(customer)] + pages + reads(Set(orders).sorted(), customer, book)
        }
    }

    private func reads(_ orders: [OrderKey], _ customer: CustomerID, _ book: BookSlice) -> [BookKey] {
        let keys = orders.map(BookKey.order)
        let entries = keys.allSatisfy(book.knows) ? orders.compactMap { book.order($0) } : []
        return [.customer(customer), .account(customer), .partner(customer)] + keys
            + entries.flatMap(\.prepayments).map(BookKey.invoice)
            + entries.flatMap { $0.identified.lines.map { .item($0.item) } }
    }
}
