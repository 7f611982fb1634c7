public import Documents
public import Findings
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
        "unknown-invoice", "A status of an invoice that is not in the book, or one that says nothing we know.",
        nextAction: "Ask the sender which invoice it means; then discard it, or retry.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [contested, unknown] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ status: InvoiceStatus, _ book: BookSlice) -> [BookKey] { [.invoice(status.invoice)] }

    public func decide(_ status: InvoiceStatus, _ book: BookSlice, _ run: Run) -> StageOutcome {
        guard let item = book.invoice(status.invoice) else {
            let finding = Finding(.statusIsOfOurInvoice, "there is no invoice \(status.invoice)", at: .document)
            return .wait(Wait(Self.unknown, because: [finding], wakeOn: [.invoice(status.invoice)]))
        }
        let isRecorded = item.status?.origins.contains(run.origin) ?? false
        let events = isRecorded ? [] : [Event.invoiceStatusRecorded(status, run.origin)]
        guard run.intervention?.verb != .release else { return .proceed([], recording: events, state: "settled") }
        guard let standing = status.standing else {
            let finding = Finding(
                .statusIsUnderstood, "\(status.code) is not in \(status.vocabulary.name)", at: .document)
            return .wait(Wait(Self.unknown, because: [finding], recording: events))
        }
        guard standing.isContested else { return .proceed([], recording: events, state: standing.name) }
        let finding = Finding(.invoiceIsNotContested, words(for: status, standing), at: .document)
        return .wait(Wait(Self.contested, because: [finding], recording: events))
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
}

/// Every rule of invoice statuses, for `explain`.
public let statusRules: [Rule] = [.statusIsOfOurInvoice, .statusIsUnderstood, .invoiceIsNotContested]
