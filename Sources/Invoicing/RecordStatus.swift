import Calendars
public import Documents
public import Findings
import Money
public import Pipeline
public import Receivables

/// Records what a buyer or a platform says became of an invoice, and gives what is contested to a desk.
public struct RecordStatus: Stage {
    public static let name = "record-status"
    public static let summary = "Records what became of an invoice at its buyer or a platform; what is contested waits."
    public static let contested = WaitReason(
        "contested", "An invoice that its buyer disputes or refuses, or that a platform rejects.",
        nextAction: "Read the reasons; correct the invoice or open a dispute; then release with what was done.")
    public static let unknown = WaitReason(
        "unknown-invoice",
        "A status of an invoice that is not in the book, from somebody else than its customer, or of a code we do not know.",
        nextAction: "Ask the sender which invoice it means, and in whose name; then discard it, retry, or release it.")
    public static let opened = Port<FollowUp>("opened", "A dispute that the buyer opened, to be answered by a day.")
    public static var ports: [PortDescription] { [opened.description] }
    public static var waits: [WaitReason] { [contested, unknown] }

    public struct Settings: StageSettings {
        let disputeDays: Int

        public init(from reader: inout SettingsReader) {
            disputeDays = reader.read(
                "disputeDays", default: 30, in: 1...365,
                "In how many days a dispute that a buyer opens is to be answered.")
        }
    }

    let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ status: InvoiceStatus, _ book: BookSlice) -> [BookKey] {
        let first = [BookKey.invoice(status.invoice)] + status.sender.allIdentifiers.map(BookKey.party)
        guard book.knows(.invoice(status.invoice)), let item = book.invoice(status.invoice) else { return first }
        return first + [.account(item.customer), .openItems(item.customer, Month(of: item.issueDate))]
            + item.disputes.filter(\.isOpen).map { .dispute($0.id) }
    }

    public func decide(_ status: InvoiceStatus, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let item = book.invoice(status.invoice) else {
            let finding = Finding(.statusIsOfOurInvoice, "there is no invoice \(status.invoice)", at: .document)
            return .wait(Wait(Self.unknown, because: [finding], wakeOn: [.invoice(status.invoice)]))
        }
        if run.intervention?.verb != .release, let stranger = stranger(status, item, book, run) { return stranger }
        let isRecorded = item.status?.origins.contains(run.origin) ?? false
        let events = isRecorded ? [] : [Event.invoiceStatusRecorded(status, run.origin)]
        guard run.intervention?.verb != .release else { return .proceed([], recording: events, state: "settled") }
        guard let standing = status.standing else {
            let finding = Finding(
                .statusIsUnderstood, "\(status.code) is not in \(status.vocabulary.name)", at: .document)
            return .wait(Wait(Self.unknown, because: [finding], recording: events))
        }
        guard standing.isContested else {
            return .proceed([], recording: events + withdrawn(status, standing, item, book), state: standing.name)
        }
        let finding = Finding(.invoiceIsNotContested, words(for: status, standing), at: .document)
        let dispute = isRecorded ? nil : dispute(status, item, run)
        return .wait(
            Wait(
                Self.contested, because: [finding],
                recording: events + (dispute.map { [.cases(.disputeOpened($0))] } ?? []),
                emitting: dispute.map { [Self.opened(FollowUp(.dispute($0.id), dueOn: $0.dueOn))] } ?? []))
    }

    /// The wait of a status whose sender is neither the customer of the invoice nor somebody that is agreed to speak for it; nil
    /// for all others.
    private func stranger(_ status: InvoiceStatus, _ item: OpenItem, _ book: BookSlice, _ run: Run) -> StageOutcome? {
        let names = status.sender.allIdentifiers
        let isKnown =
            run.sender == item.customer || names.contains { book.customers(knownAs: $0).contains(item.customer) }
        guard !isKnown else { return nil }
        let who = names.isEmpty ? "a sender without an identifier" : names.map(\.description).joined(separator: ", ")
        let finding = Finding(
            .statusIsOfTheCustomer, "\(status.invoice) is an invoice to \(item.customer), the status is of \(who)",
            at: .document)
        return .wait(Wait(Self.unknown, because: [finding], wakeOn: names.map(BookKey.party)))
    }

    /// What is open and not contested yet is contested now; nil where nothing is, as where the buyer never had the invoice.
    private func dispute(_ status: InvoiceStatus, _ item: OpenItem, _ run: Run) -> Dispute? {
        let amount = item.open - item.disputed
        guard amount.isPositive, status.standing != .rejected, status.standing != .suspended else { return nil }
        let reason = status.reasons.lazy.compactMap { DisputeReason(rawValue: $0.code) }.first ?? .other
        return Dispute(
            id: Dispute.id(of: item.number, item.disputes.count + 1), customer: item.customer, invoice: item.number,
            invoiceDate: item.issueDate, amount: amount, reason: reason, source: .buyerStatus,
            openedOn: run.businessDate,
            dueOn: run.businessDate + settings.disputeDays,
            evidence: ["status \(status.number): \(status.code)"] + status.notes)
    }

    /// The disputes that the buyer opened end when it approves after all, or has paid.
    private func withdrawn(
        _ status: InvoiceStatus, _ standing: InvoiceStanding, _ item: OpenItem, _ book: BookSlice
    ) -> [Event] {
        guard [.approved, .paid].contains(standing), item.status.map({ $0.date <= status.date }) ?? true else {
            return []
        }
        return item.disputes.filter(\.isOpen).compactMap { book.dispute($0.id) }.filter { $0.source == .buyerStatus }
            .map {
                .cases(
                    .disputeResolved(
                        $0.closed(on: status.date), .withdrawn, reason: "status \(status.number): \(status.code)"))
            }
    }

    private func words(for status: InvoiceStatus, _ standing: InvoiceStanding) -> String {
        let because = status.reasons.map(\.description) + status.actions.map { "asks for \($0)" } + status.notes
        return "\(status.invoice) is \(standing.name)" + (because.isEmpty ? "" : ": " + because.joined(separator: "; "))
    }
}

extension Rule {
    public static let statusIsOfOurInvoice = Rule(
        "STS-001", "A status is of an invoice of ours.", remedy: "Ask the sender which invoice it means.")
    public static let statusIsUnderstood = Rule(
        "STS-002", "A status has a code of its list.", remedy: "Ask the sender what it means, then release.")
    public static let invoiceIsNotContested = Rule(
        "STS-003", "An invoice is accepted by its buyer and by the platforms on its way.",
        remedy: "Read the reasons; correct the invoice or open a dispute; then release with what was done.")
    public static let statusIsOfTheCustomer = Rule(
        "STS-004", "A status comes from the customer of the invoice, or from a platform that is agreed with it.",
        remedy: "Record the sender's identifier with the customer or in its agreement; or release it, or discard it.")
}

/// Every rule of invoice statuses, for `explain`.
public let statusRules: [Rule] = [
    .statusIsOfOurInvoice, .statusIsUnderstood, .invoiceIsNotContested, .statusIsOfTheCustomer,
]
