import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Credits what a dispute was found right in: every check first, then the number; the dispute ends with it.
///
/// For a bill that is to be written anew the whole invoice is credited, and its order can be billed again.
public struct CreditDispute: Stage {
    public static let name = "credit-dispute"
    public static let summary = "Credits an invoice, or a part of it, that a customer contested rightly."
    public static let issued = Port<Invoice>("issued", "A credit note with its number.")
    public static let impossible = WaitReason(
        "impossible", "A credit note that would break a rule, or that nothing is left for.",
        nextAction: "Correct the data that the finding names, then retry.")
    public static var ports: [PortDescription] { [issued.description] }
    public static var waits: [WaitReason] { [impossible] }

    public struct Settings: StageSettings {
        let numbers: NumberSeries
        let format: InvoiceCheckFormat

        public init(from reader: inout SettingsReader) {
            numbers = NumberSeries(from: &reader, default: "AV")
            format = InvoiceCheckFormat(from: &reader)
        }
    }

    private let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ instruction: Instruction, _ book: BookSlice) -> [BookKey] {
        guard case .cases(.resolveDispute(let id, _)) = instruction.order else { return [] }
        guard book.knows(.dispute(id)), let dispute = book.dispute(id) else { return [.dispute(id)] }
        let keys = CaseEvent.disputeOpened(dispute).touchedEntries + [.customer(dispute.customer), .series(settings.numbers.name)]
        guard book.knows(.invoice(dispute.invoice)) else { return keys }
        return keys + (book.invoice(dispute.invoice)?.order.map { [.order($0)] } ?? [])
    }

    public func decide(_ instruction: Instruction, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard case .cases(.resolveDispute(let id, let resolution)) = instruction.order, let dispute = book.dispute(id),
            let item = book.invoice(dispute.invoice), let customer = book.customer(dispute.customer),
            let account = book.account(dispute.customer)
        else { preconditionFailure("a credit note is asked for a dispute that is not there") }
        guard dispute.isOpen else { return wait("dispute \(id) has ended") }
        let isWhole = resolution == .rebill
        let amount = isWhole ? item.amount : dispute.amount
        guard amount.isPositive, amount <= item.amount - item.credited else {
            return wait("\(amount) of \(item.number): \(item.credited) of \(item.amount) are credited already")
        }
        guard let sequence = nextSequence(after: book.series(settings.numbers.name), on: run.businessDate) else {
            return wait("the series \(settings.numbers.name) has come to a later day than \(run.businessDate)")
        }
        let note = draftCreditNote(
            of: amount, on: item, because: dispute.reason, to: customer, from: run.company, on: run.businessDate,
            numbered: settings.numbers.number(sequence, on: run.businessDate))
        let checked = checkInvoice(note).filter { $0.severity == .fatal }
        let findings = checked.isEmpty ? settings.format.faults(of: note, run.company) : checked
        guard findings.isEmpty else { return .wait(Self.impossible, because: findings) }
        let event = CaseEvent.creditNoteIssued(
            CreditNoteIssue(note: note, dispute: dispute, order: isWhole ? item.order : nil, resolution: resolution),
            series: settings.numbers.name, sequence: sequence, reason: instruction.reason)
        let crossed = customer.lineCrossed(by: account, comingTo: account.exposure - amount + rereserved(item, isWhole, book))
        return .proceed(
            [Self.issued(note)], recording: [.cases(event)] + (crossed.map { [$0] } ?? []), state: "credited")
    }

    /// What the order reserves again, once it can be billed anew.
    private func rereserved(_ item: OpenItem, _ isWhole: Bool, _ book: BookSlice) -> Money {
        guard isWhole, let key = item.order, let order = book.order(key) else { return .zero(item.amount.currency) }
        return order.unbilled(item.billed).reserved - order.reserved
    }

    private func wait(_ text: String) -> StageOutcome {
        .wait(Self.impossible, because: [Finding(.creditHasRoom, text, at: .document)])
    }
}

extension Rule {
    public static let creditHasRoom = Rule(
        "BIL-020", "A credit note is for an open dispute, and no more than the invoice came to.",
        remedy: "Look at what was credited before.")
}
