import Documents
import EDISyntax
import Findings

/// What a segment of APERAK means.
enum AperakPart: Sendable {
    case begin, reference, party, error
}

/// Maps APERAK to what it says became of a document of ours.
struct AperakMapping: MessageMapping {
    static let layouts = MessageLayouts(
        d96A: MessageNotation.aperakD96A, d01B: MessageNotation.aperakD01B, line: "ERC",
        parts: ["BGM": AperakPart.begin, "RFF": .reference, "NAD": .party, "ERC": .error])
    var values = EDIFACTValues()
    private var report = InterchangeReport(
        dialect: .edifact, syntax: "", syntaxVersion: "", sender: PartyIdentifier(scheme: "", ""),
        recipient: PartyIdentifier(scheme: "", ""), controlReference: "", outcome: .accepted)
    private var message = InterchangeMessage(type: "", reference: "", outcome: .accepted)
    private var isRefused = false

    init() {}

    mutating func take(_ part: AperakPart, _ segment: borrowing SegmentReader) {
        switch part {
        case .begin:
            report.controlReference = segment.text(2) ?? ""
            // UNCL 1225 and 4343: 27 is not accepted, and so is RE.
            isRefused = segment.says("27", 3) || segment.says("RE", 4)
        case .reference: takeReference(segment)
        case .party: takeParty(segment)
        case .error:
            guard let code = segment.text(1) else { return }
            message.faults.append(InterchangeFault(rule: "", code: code, level: .envelope))
        }
    }

    /// The document that it is about, and the message that brought it.
    private mutating func takeReference(_ segment: borrowing SegmentReader) {
        guard let number = segment.text(1, 2) else { return }
        switch segment.code(1) {
        case "ACW", "AGO": message.reference = number
        case "ON": take(number, of: "ORDERS")
        case "IV": take(number, of: "INVOIC")
        case "DM", "POR", "VN": take(number, of: "")
        default: values.leaveAside(segment, 1)
        }
    }

    private mutating func take(_ number: String, of type: String) {
        message.document = number
        message.type = type
    }

    /// UNCL 3035: who sent what is answered, and who received it.
    private mutating func takeParty(_ segment: borrowing SegmentReader) {
        guard let identifier = values.identifier(segment) else { return }
        switch segment.code(1) {
        case "MR", "SU", "SE": report.sender = identifier
        case "MS", "BY": report.recipient = identifier
        default: break
        }
    }

    mutating func beginLine(_ segment: borrowing SegmentReader) {}
    mutating func endLine(keeping: Bool) {}

    mutating func document(_ summary: LineSummary) -> Document? {
        message.outcome = isRefused || !message.faults.isEmpty ? .refused : .accepted
        report.outcome = message.outcome == .refused ? .partly : .accepted
        report.messages = [message]
        return .acknowledgement(report)
    }
}
