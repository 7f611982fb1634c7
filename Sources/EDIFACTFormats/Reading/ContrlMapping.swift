import Documents
import EDISyntax
import Findings

/// What a segment of CONTRL means.
enum ContrlPart: Sendable {
    case interchange, group, message, segment, element
}

/// Maps CONTRL to what it says became of an interchange of ours.
struct ContrlMapping: MessageMapping {
    static let layouts = MessageLayouts(
        d96A: MessageNotation.contrl, d01B: MessageNotation.contrl, line: "UCM",
        parts: [
            "UCI": ContrlPart.interchange, "UCF": .group, "UCM": .message, "UCF/UCM": .message, "UCM/UCS": .segment,
            "UCF/UCM/UCS": .segment, "UCM/UCS/UCD": .element, "UCF/UCM/UCS/UCD": .element,
        ])
    var values = EDIFACTValues()
    private var report = InterchangeReport(
        dialect: .edifact, syntax: "", syntaxVersion: "", sender: PartyIdentifier(scheme: "", ""),
        recipient: PartyIdentifier(scheme: "", ""), controlReference: "", outcome: .accepted)
    private var currentSegment = 0

    init() {}

    mutating func take(_ part: ContrlPart, _ segment: borrowing SegmentReader) {
        switch part {
        case .interchange:
            report.controlReference = segment.text(1) ?? ""
            report.sender = PartyIdentifier(scheme: segment.text(2, 2) ?? "", segment.text(2) ?? "")
            report.recipient = PartyIdentifier(scheme: segment.text(3, 2) ?? "", segment.text(3) ?? "")
            report.outcome = outcome(segment, 4)
            report.faults = fault(segment, 5, 6, 7)
        case .group:
            report.groups.append(
                InterchangeGroup(
                    identifier: "", reference: segment.text(1) ?? "", version: "", sender: segment.text(2) ?? "",
                    recipient: segment.text(3) ?? "", outcome: outcome(segment, 4), faults: fault(segment, 5, 6, 7)))
        case .message: takeMessage(segment)
        case .segment: takeSegment(segment)
        case .element: takeElement(segment)
        }
    }

    private mutating func takeMessage(_ segment: borrowing SegmentReader) {
        report.messages.append(
            InterchangeMessage(
                type: segment.text(2) ?? "", reference: segment.text(1) ?? "", version: segment.text(2, 2) ?? "",
                release: segment.text(2, 3) ?? "", agency: segment.text(2, 4) ?? "",
                association: segment.text(2, 5) ?? "", group: report.groups.isEmpty ? nil : report.groups.count - 1,
                outcome: outcome(segment, 3), faults: fault(segment, 4, 5, 6)))
    }

    private mutating func takeSegment(_ segment: borrowing SegmentReader) {
        currentSegment = segment.count(1) ?? 0
        guard let code = segment.text(2), !report.messages.isEmpty else { return }
        report.messages[report.messages.count - 1].faults.append(
            InterchangeFault(rule: "", code: code, level: .segment, segment: currentSegment))
    }

    private mutating func takeElement(_ segment: borrowing SegmentReader) {
        guard let code = segment.text(1), !report.messages.isEmpty else { return }
        report.messages[report.messages.count - 1].faults.append(
            InterchangeFault(
                rule: "", code: code, level: .element, segment: currentSegment,
                element: element(segment, 2), component: segment.count(2, 2) ?? 0))
    }

    /// UNCL 0083: 4 refuses, everything else accepts.
    private mutating func outcome(_ segment: borrowing SegmentReader, _ element: Int) -> InterchangeReport.Outcome {
        switch segment.code(element) {
        case "4": return .refused
        case "7", "8", "1": return .accepted
        default:
            values.log.report(
                .edifactFunctionIsRead, "'\(segment.text(element)?.prefix(3) ?? "")' is no action of CONTRL",
                at: segment.place(element))
            return .refused
        }
    }

    private func fault(
        _ segment: borrowing SegmentReader, _ code: Int, _ tag: Int, _ position: Int
    ) -> [InterchangeFault] {
        guard let text = segment.text(code) else { return [] }
        return [
            InterchangeFault(
                rule: "", code: text, level: .envelope, tag: segment.text(tag) ?? "",
                element: element(segment, position), component: segment.count(position, 2) ?? 0)
        ]
    }

    /// The tag of a segment has position 1.
    private func element(_ segment: borrowing SegmentReader, _ position: Int) -> Int {
        max(0, (segment.count(position) ?? 1) - 1)
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) {}
    mutating func endLine(keeping: Bool) {}

    mutating func document(_ summary: LineSummary) -> Document? {
        guard report.outcome == .accepted else { return .acknowledgement(report) }
        let isWhole =
            report.messages.allSatisfy { $0.outcome == .accepted && $0.faults.isEmpty }
            && report.groups.allSatisfy { $0.outcome == .accepted }
        report.outcome = isWhole ? .accepted : .partly
        return .acknowledgement(report)
    }
}
