import Calendars
public import Documents
import Findings
public import Pipeline
public import Receivables

/// Bills what was delivered: every check first, then the number.
public struct IssueInvoice: Stage {
    public static let name = "invoice"
    public static let summary = "Bills what was delivered: every check first, then the number."
    public static let issued = Port<Invoice>("issued", "An invoice with its number.")
    public static let unbillable = WaitReason(
        "unbillable", "A delivery whose invoice would break a rule.",
        nextAction: "Correct the data that the finding names, then retry.")
    public static var ports: [PortDescription] { [issued.description] }
    public static var waits: [WaitReason] { [unbillable] }

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

    public func reads(_ delivery: BillableDelivery, _ book: BookSlice) -> [BookKey] {
        [
            .customer(delivery.order.customer), .account(delivery.order.customer), .order(delivery.order),
            .series(settings.numbers.name),
        ]
    }

    public func decide(_ delivery: BillableDelivery, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let entry = book.order(delivery.order), let customer = book.customer(delivery.order.customer),
            let account = book.account(delivery.order.customer)
        else { preconditionFailure("order \(delivery.order) is billed before it was registered") }
        let series = book.series(settings.numbers.name)
        guard let sequence = nextSequence(after: series, on: run.businessDate) else {
            return wait([dateIsBehind(series, run)])
        }
        let draft = draftInvoice(
            billing: delivery, of: entry, to: customer, from: run.company, on: run.businessDate,
            numbered: settings.numbers.number(sequence, on: run.businessDate))
        let findings = draft.findings + checkInvoice(draft.invoice)
        guard !findings.contains(where: { $0.severity == .fatal }) else { return wait(findings) }
        // The number is provisional until its document has passed what a receiver checks.
        let faults = settings.format.faults(of: draft.invoice, run.company)
        guard faults.isEmpty else { return wait(faults) }
        return issue(draft, sequence, delivery, customer, account, book)
    }

    private func issue(
        _ draft: InvoiceDraft, _ sequence: Int, _ delivery: BillableDelivery, _ customer: Customer, _ account: Account,
        _ book: BookSlice
    ) -> StageOutcome {
        let issue = InvoiceIssue(
            draft.invoice, customer: customer.id, parts: [BilledPart(delivery.order, draft.lines)],
            place: SeriesPlace(settings.numbers.name, sequence))
        let event = Event.billing(.invoiceIssued(issue))
        let exposure = issue.exposure(of: account, book)
        let crossed = customer.lineCrossed(by: account, comingTo: exposure)
        return .proceed(
            [Self.issued(draft.invoice)], recording: [event] + (crossed.map { [$0] } ?? []), state: "invoiced")
    }

    private func wait(_ findings: [Finding]) -> StageOutcome { .wait(Self.unbillable, because: findings) }

    private func dateIsBehind(_ series: SeriesEntry?, _ run: Run) -> Finding {
        let last = series.map { "\($0.lastDate)" } ?? ""
        return Finding(
            .invoiceIsDatedForward,
            "the series \(settings.numbers.name) has come to \(last), this is \(run.businessDate)",
            at: .document)
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
