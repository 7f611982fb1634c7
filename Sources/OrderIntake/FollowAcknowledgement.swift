import Documents
public import Findings
public import Pipeline
public import Receivables

/// Follows what partners say became of what we sent them: what they refuse waits for a person, and an invoice stands as
/// they say.
public struct FollowAcknowledgement: Stage {
    public static let name = "follow-acknowledgement"
    public static let summary =
        "Follows what partners say became of what we sent: a refusal waits for a person, and its invoice is not reminded of."
    public static let rejected = WaitReason(
        "rejected", "Something of ours that a partner refuses, as a whole or in part.",
        nextAction: "Correct what the codes name and send it again; then release this answer.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [rejected] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ acknowledgement: Acknowledgement, _ book: BookSlice) -> [BookKey] {
        guard let sent = acknowledgement.report.answered else { return [] }
        let first = [BookKey.sentInterchange(sent.series, sent.number)]
        guard first.allSatisfy(book.knows), case .invoice(let number)? = book.sentInterchange(sent.series, sent.number)
        else { return first }
        let invoice = first + [.invoice(number)]
        guard book.knows(.invoice(number)), let item = book.invoice(number) else { return invoice }
        return invoice + [.customer(item.customer)]
    }

    public func decide(_ acknowledgement: Acknowledgement, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let report = acknowledgement.report
        let item = acknowledged(report, book)
        let events = item.flatMap { status(of: $0, in: report, book, run) }.map { [$0] } ?? []
        let findings = refusals(in: report, of: item.map { "invoice \($0.number) to \($0.customer)" })
        guard !findings.isEmpty, run.intervention?.verb != .release else {
            return .proceed([], recording: events, state: "acknowledged")
        }
        return .wait(
            Wait(
                Self.rejected, because: findings, recording: events,
                next: item.map { item in
                    "Correct what the codes name, and bill anew: `quittance credit-note \(item.number) --reason WHY`, then "
                        + "`quittance delivered`; or release this where the partner takes it after all."
                } ?? wayToAnswerAgain(report, book)))
    }

    /// How an answer that is refused leaves once more; nil where what is refused is none.
    private func wayToAnswerAgain(_ report: InterchangeReport, _ book: BookSlice) -> String? {
        guard let sent = report.answered, case .answer(let key)? = book.sentInterchange(sent.series, sent.number) else {
            return nil
        }
        return
            "Correct what the codes name, such as in the agreement with \(key.customer); then put the file of order \(key.number) into the inbox once more: it is known as sent again, and its first answer is written anew. Then release this."
    }

    /// The invoice in the interchange that a report is about; nil where it held something else, or is none of ours.
    private func acknowledged(_ report: InterchangeReport, _ book: BookSlice) -> OpenItem? {
        guard let sent = report.answered, case .invoice(let number)? = book.sentInterchange(sent.series, sent.number)
        else { return nil }
        return book.invoice(number)
    }

    /// That an invoice is as the partner says; nil where that is recorded.
    private func status(of item: OpenItem, in report: InterchangeReport, _ book: BookSlice, _ run: Run) -> Event? {
        guard !(item.status?.origins.contains(run.origin) ?? false), let customer = book.customer(item.customer) else {
            return nil
        }
        let codes = report.isRefusal ? report.allFaults.map { StatusClause(code: $0.code) } : []
        return .invoiceStatusRecorded(
            InvoiceStatus(
                number: report.title, issueDate: run.businessDate, sender: customer.party, receiver: run.company.party,
                invoice: item.number, invoiceDate: item.issueDate, vocabulary: .interchangeAcknowledgement,
                code: report.isRefusal ? "refused" : "accepted", reasons: codes), run.origin)
    }
}

extension InterchangeReport {
    /// The interchange of ours that the report is about, by its series and its number there; nil where the reference is
    /// none that we give.
    fileprivate var answered: (series: String, number: Int)? {
        Int(controlReference).map { (dialect.series(to: recipient), $0) }
    }

    /// Whether what was sent, which is one document, is refused.
    fileprivate var isRefusal: Bool {
        outcome == .refused || groups.contains { $0.outcome == .refused }
            || messages.contains { $0.outcome == .refused }
    }

    fileprivate var allFaults: [InterchangeFault] {
        faults + groups.flatMap(\.faults) + messages.flatMap(\.faults)
    }
}

/// What a partner refuses, one finding for the interchange and each of its groups and messages.
///
/// - Parameter content: what the interchange holds, where that is known.
func refusals(in report: InterchangeReport, of content: String? = nil) -> [Finding] {
    var log = FindingLog()
    let within = content.map { ", with \($0)," } ?? ""
    if report.outcome == .refused {
        log.refused("interchange \(report.controlReference.prefix(20))\(within)", report.faults)
    }
    for group in report.groups where group.outcome == .refused {
        log.refused("group \(group.reference.prefix(20))\(within)", group.faults)
    }
    for message in report.messages where message.outcome != .accepted || !message.faults.isEmpty {
        let name = message.document ?? message.reference
        log.refused("\(message.type.prefix(10)) \(name.prefix(40))\(within)", message.faults)
    }
    return log.findings
}

extension FindingLog {
    fileprivate mutating func refused(_ what: String, _ faults: [InterchangeFault]) {
        let codes = faults.prefix(5).map { fault in
            "code \(fault.code.prefix(8))" + (fault.segment > 0 ? " in segment \(fault.segment)" : "")
                + (fault.element > 0 ? " element \(fault.element)" : "")
        }
        let words = codes.isEmpty ? "is refused without a code" : "is refused: \(codes.joined(separator: ", "))"
        report(.partnerAccepts, "\(what) \(words)", at: .document)
    }
}

extension Rule {
    public static let partnerAccepts = Rule(
        "ORD-051", "A partner accepts what we send.", remedy: "Correct what the codes name, and send it again.")
}
