import Documents
public import Findings
public import Pipeline
public import Receivables

/// Follows what partners say became of what we sent them: what they refuse waits for a person.
public struct FollowAcknowledgement: Stage {
    public static let name = "follow-acknowledgement"
    public static let summary = "Follows what partners say became of what we sent: a refusal waits for a person."
    public static let rejected = WaitReason(
        "rejected", "Something of ours that a partner refuses, as a whole or in part.",
        nextAction: "Correct what the codes name and send it again; then release this answer.")
    public static var ports: [PortDescription] { [] }
    public static var waits: [WaitReason] { [rejected] }

    public typealias Settings = NoSettings
    public init(settings: NoSettings) {}

    public func reads(_ acknowledgement: Acknowledgement, _ book: BookSlice) -> [BookKey] { [] }

    public func decide(_ acknowledgement: Acknowledgement, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let findings = refusals(in: acknowledgement.report)
        guard !findings.isEmpty, run.intervention?.verb != .release else { return .emit(state: "acknowledged") }
        return .wait(Self.rejected, because: findings)
    }
}

/// What a partner refuses, one finding for the interchange and each of its groups and messages.
func refusals(in report: InterchangeReport) -> [Finding] {
    var log = FindingLog()
    if report.outcome == .refused {
        log.refused("interchange \(report.controlReference.prefix(20))", report.faults)
    }
    for group in report.groups where group.outcome == .refused {
        log.refused("group \(group.reference.prefix(20))", group.faults)
    }
    for message in report.messages where message.outcome != .accepted || !message.faults.isEmpty {
        let name = message.document ?? message.reference
        log.refused("\(message.type.prefix(10)) \(name.prefix(40))", message.faults)
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
