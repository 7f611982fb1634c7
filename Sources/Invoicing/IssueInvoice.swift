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
        let format: InvoiceCheckFormat

        public init(from reader: inout SettingsReader) {
            numbers = NumberSeries(from: &reader, default: "INV")
            format = InvoiceCheckFormat(from: &reader)
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ billable: Billable, _ book: BookSlice) -> [BookKey] {
        billable.reads(book) + [.series(settings.numbers.name)]
    }

    public func decide(_ billable: Billable, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let series = book.series(settings.numbers.name)
        guard let sequence = nextSequence(after: series, on: run.businessDate) else {
            return waitForDay(of: series, billable, run)
        }
        let setting = BillingSetting(
            book: book, company: run.company, date: run.businessDate,
            number: settings.numbers.number(sequence, on: run.businessDate),
            place: SeriesPlace(settings.numbers.name, sequence))
        let draft: BillingDraft
        do {
            guard let found = try setting.draft(billable) else {
                return .proceed([], recording: billable.called, state: nil)
            }
            draft = found
        } catch {
            return wait([error.finding], billable)
        }
        do {
            return issue(draft.issue, try write(draft, run.company), billable, book)
        } catch {
            return wait(error.findings, billable, on: draft.wakeOn)
        }
    }

    /// The number is provisional until its document has passed every rule, and what its receiver checks.
    private func write(_ draft: BillingDraft, _ company: Company) throws(WritingFault) -> WrittenDocument {
        let own = draft.findings + checkInvoice(draft.issue.invoice)
        guard !own.contains(where: { $0.severity == .fatal }) else { throw WritingFault(own) }
        return try settings.format.write(draft.issue.invoice, company)
    }

    private func issue(
        _ issue: InvoiceIssue, _ written: WrittenDocument, _ billable: Billable, _ book: BookSlice
    ) -> StageOutcome {
        guard let customer = book.customer(issue.customer), let account = book.account(issue.customer) else {
            preconditionFailure("\(issue.customer) is billed and is not in the book")
        }
        let crossed = customer.lineCrossed(by: account, comingTo: issue.exposure(of: account, book))
        return .proceed(
            [Self.issued(issue.invoice, written: written)],
            recording: [.billing(.invoiceIssued(issue))] + billable.called + (crossed.map { [$0] } ?? []),
            state: "invoiced")
    }

    private func wait(_ findings: [Finding], _ billable: Billable, on keys: [BookKey] = []) -> StageOutcome {
        .wait(Wait(Self.unbillable, because: findings, wakeOn: keys, recording: billable.called))
    }

    /// A clock that was set back, or that of another machine, is behind the last invoice: its day comes by itself.
    private func waitForDay(of series: SeriesEntry?, _ billable: Billable, _ run: Run) -> StageOutcome {
        let last = series?.lastDate ?? run.businessDate
        let words = "the series \(settings.numbers.name) has come to \(last), this is \(run.businessDate)"
        let finding = Finding(.invoiceIsDatedForward, words, at: .document)
        return .wait(
            Wait(
                Self.unbillable, because: [finding], wakeAt: run.begins(last), recording: billable.called,
                next: "None: it is billed on \(last)."))
    }
}

extension Billable {
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
            let orders = item.billed.map(\.order) + [item.order].compactMap(\.self)
            return [number, .openItems(item.customer, Month(of: item.issueDate))] + reads(orders, item.customer, book)
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
        let prepayments = keys.allSatisfy(book.knows) ? orders.flatMap { book.order($0)?.prepayments ?? [] } : []
        return [.customer(customer), .account(customer)] + keys + prepayments.map(BookKey.invoice)
    }
}

extension WritingFormat {
    /// What keeps an invoice from being written, or the receiver from taking it.
    func faults(of invoice: Invoice, issuedBy company: Company) -> [Finding] {
        do {
            return check(try write(.invoice(invoice), issuedBy: company)).filter { $0.severity == .fatal }
        } catch {
            return error.findings
        }
    }
}
