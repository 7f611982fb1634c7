import Documents
import EDISyntax
import Findings

/// Turns a 997 or a 999 into what it says of a group of ours.
struct AcknowledgementMapping: SetMapping {
    enum Part: Sendable {
        case group, set, segment, element, setEnd, groupEnd
    }

    static let acknowledgement = SetLayouts<Part>(
        .acknowledgement,
        parts: [
            "AK1": .group, "AK2": .set, "AK2/AK3": .segment, "AK2/AK3/AK4": .element, "AK2/AK5": .setEnd,
            "AK9": .groupEnd,
        ])
    static let implementation = SetLayouts<Part>(
        .implementationAcknowledgement,
        parts: [
            "AK1": .group, "AK2": .set, "AK2/IK3": .segment, "AK2/IK3/IK4": .element, "AK2/IK5": .setEnd,
            "AK9": .groupEnd,
        ])

    var values = X12Values()
    private let header: InterchangeHeader
    private var group = InterchangeGroup(
        identifier: "", reference: "", version: "", sender: "", recipient: "", outcome: .accepted)
    private var messages: [InterchangeMessage] = []
    /// The segment that the next element is of.
    private var position = 0
    private var tag = ""
    private var isSetOpen = false

    init(_ input: borrowing SetInput) { header = input.header }

    mutating func take(_ part: Part, _ segment: borrowing SegmentReader) {
        switch part {
        case .group: takeGroup(segment)
        case .set: takeSet(segment)
        case .segment: takeSegment(segment)
        case .element: takeElement(segment)
        case .setEnd: takeSetEnd(segment)
        case .groupEnd: takeGroupEnd(segment)
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) -> Bool {
        isSetOpen = false
        return true
    }

    mutating func endLine(keeping: Bool) {
        if isSetOpen, !keeping { messages.removeLast() }
        isSetOpen = false
    }

    mutating func document(_ summary: LineSummary) -> Document? {
        .acknowledgement(
            acknowledged(
                header, reference: group.reference, outcome: group.outcome, groups: [group], messages: messages))
    }
}

extension AcknowledgementMapping {
    private mutating func takeGroup(_ segment: borrowing SegmentReader) {
        if segment.isEmpty(2) { reportNameless(segment) }
        group.identifier = segment.text(1) ?? ""
        group.reference = segment.text(2) ?? ""
        group.version = segment.text(3) ?? ""
    }

    private mutating func takeSet(_ segment: borrowing SegmentReader) {
        if segment.isEmpty(2) { reportNameless(segment) }
        messages.append(
            InterchangeMessage(
                type: segment.text(1) ?? "", reference: segment.text(2) ?? "", version: group.version,
                association: segment.text(3) ?? "", group: 0, outcome: .accepted))
        isSetOpen = true
    }

    private mutating func reportNameless(_ segment: borrowing SegmentReader) {
        values.log.report(.x12AnswersGroup, "\(segment.tag) gives no control number", at: segment.place(2))
    }

    /// AK3 or IK3.
    private mutating func takeSegment(_ segment: borrowing SegmentReader) {
        tag = segment.text(1) ?? ""
        position = segment.count(2) ?? 0
        for element in 4...8 {
            // 8: what is wrong is in the elements that follow.
            guard let code = segment.text(element), code != "8" else { continue }
            add(InterchangeFault(rule: "", code: code, level: .segment, segment: position, tag: tag))
        }
    }

    /// AK4 or IK4.
    private mutating func takeElement(_ segment: borrowing SegmentReader) {
        add(
            InterchangeFault(
                rule: "", code: segment.text(3) ?? "", level: .element, segment: position, tag: tag,
                element: segment.count(1) ?? 0, component: segment.count(1, 2) ?? 0))
    }

    private mutating func add(_ fault: InterchangeFault) {
        guard isSetOpen else { return }
        messages[messages.count - 1].faults.append(fault)
    }

    /// AK5 or IK5.
    private mutating func takeSetEnd(_ segment: borrowing SegmentReader) {
        guard isSetOpen, let outcome = outcome(segment) else { return }
        messages[messages.count - 1].outcome = outcome
        for element in 2...6 {
            guard let code = segment.text(element) else { continue }
            add(InterchangeFault(rule: "", code: code, level: .envelope))
        }
    }

    private mutating func takeGroupEnd(_ segment: borrowing SegmentReader) {
        guard let outcome = outcome(segment) else { return }
        group.outcome = outcome
        for element in 5...9 {
            guard let code = segment.text(element) else { continue }
            group.faults.append(InterchangeFault(rule: "", code: code, level: .envelope))
        }
    }

    /// What became of a set (element 717) or a group (element 715).
    private mutating func outcome(_ segment: borrowing SegmentReader) -> InterchangeReport.Outcome? {
        switch segment.code(1) {
        case "A": return .accepted
        case "E", "P": return .partly
        case "M", "R", "W", "X": return .refused
        default:
            let words = "'\(segment.text(1)?.prefix(2) ?? "")' says not what became of it"
            values.log.report(.x12FunctionIsRead, words, at: segment.place(1))
            return nil
        }
    }
}

/// What a partner says of an interchange, or a group, that we sent.
func acknowledged(
    _ header: InterchangeHeader, reference: String, outcome: InterchangeReport.Outcome,
    faults: [InterchangeFault] = [], groups: [InterchangeGroup] = [], messages: [InterchangeMessage] = []
) -> InterchangeReport {
    InterchangeReport(
        dialect: .x12, syntax: header.syntax, syntaxVersion: "",
        sender: PartyIdentifier(scheme: header.recipientQualifier, header.recipient),
        recipient: PartyIdentifier(scheme: header.senderQualifier, header.sender), controlReference: reference,
        outcome: outcome, faults: faults, groups: groups, messages: messages)
}
