import Calendars
public import Documents
public import Findings
public import Pipeline

/// CONTRL: the acknowledgement of an interchange, and of what is wrong in it.
public struct ContrlFormat: WritingFormat {
    public let name = "edifact-contrl"
    public let summary = "UN/EDIFACT CONTRL (D.3): acknowledges an interchange, with a code for every fault."
    public let kinds: Set<DocumentKind> = [.outgoingInterchange]
    public let contentType = "application/EDIFACT"
    public let fileExtension = "edi"

    public init() {}

    public func write(_ document: Document) -> [UInt8] {
        guard case .outgoingInterchange(let outgoing) = document, case .interchange(let report) = outgoing.content
        else { preconditionFailure("\(name) writes acknowledgements only") }
        var writer = EDIFACTWriter()
        writer.contrl(report)
        return writer.finish(EDIFACTWriter.Envelope(outgoing))
    }

    public func check(_ bytes: [UInt8]) -> [Finding] { structureFindings(of: bytes) }
}

extension EDIFACTWriter.Envelope {
    init(_ outgoing: OutgoingInterchange) {
        self.init(
            sender: (outgoing.sender.scheme, outgoing.sender.value),
            recipient: (outgoing.recipient.scheme, outgoing.recipient.value),
            date: outgoing.preparedOn, time: outgoing.preparedTime, reference: "\(outgoing.controlNumber)")
        isTest = outgoing.isTest
        style = outgoing.style
    }
}

/// What is said of an interchange, a group or a message (UNCL 0083).
private enum Action: String {
    case refused = "4"
    case acknowledged = "7"

    init(_ outcome: InterchangeReport.Outcome) { self = outcome == .refused ? .refused : .acknowledged }
}

extension EDIFACTWriter {
    /// What is not named is acknowledged with what it stands in.
    fileprivate mutating func contrl(_ report: InterchangeReport) {
        beginMessage(["CONTRL", "D", "3", "UN"])
        let fault = report.faults.first
        segment(
            "UCI", EDIFACTElement(repeated(report.controlReference, 14)), party(report.sender), party(report.recipient),
            EDIFACTElement(Action(report.outcome).rawValue), EDIFACTElement(fault?.code), EDIFACTElement(fault?.tag),
            position(of: fault))
        if report.outcome != .refused {
            for message in report.messages where message.group == nil { contrl(message) }
            for (index, group) in report.groups.enumerated() {
                contrl(group, report.messages.filter { $0.group == index })
            }
        }
        endMessage()
    }

    private mutating func contrl(_ group: InterchangeGroup, _ messages: [InterchangeMessage]) {
        let worthTelling = messages.filter { $0.outcome != .accepted }
        guard group.outcome != .accepted || !worthTelling.isEmpty else { return }
        let fault = group.faults.first
        segment(
            "UCF", EDIFACTElement(repeated(group.reference, 14)), EDIFACTElement(String(group.sender.prefix(35))),
            EDIFACTElement(String(group.recipient.prefix(35))),
            EDIFACTElement(Action(group.outcome).rawValue), EDIFACTElement(fault?.code), EDIFACTElement(fault?.tag),
            position(of: fault))
        guard group.outcome != .refused else { return }
        for message in worthTelling { contrl(message) }
    }

    private mutating func contrl(_ message: InterchangeMessage) {
        guard message.outcome != .accepted else { return }
        let fault = message.faults.first { $0.level == .envelope }
        segment(
            "UCM", EDIFACTElement(repeated(message.reference, 14)),
            EDIFACTElement([
                repeated(message.type, 6), repeated(message.version, 3), repeated(message.release, 3),
                repeated(message.agency, 3), String(message.association.prefix(6)),
            ]),
            EDIFACTElement(Action(message.outcome).rawValue), EDIFACTElement(fault?.code), EDIFACTElement(fault?.tag),
            position(of: fault))
        // A segment is named once, with all that is wrong in it.
        var faults: [Int: [InterchangeFault]] = [:]
        for fault in message.faults.told where fault.level != .envelope {
            faults[fault.segment, default: []].append(fault)
        }
        for (segment, faults) in faults.sorted(by: { $0.key < $1.key }).prefix(999) { contrl(faults, in: segment) }
    }

    private mutating func contrl(_ faults: [InterchangeFault], in number: Int) {
        segment("UCS", EDIFACTElement("\(number)"), EDIFACTElement(faults.first { $0.level == .segment }?.code))
        for fault in faults.filter({ $0.level == .element }).prefix(99) {
            segment("UCD", EDIFACTElement(fault.code), position(of: fault))
        }
    }

    private func party(_ identifier: PartyIdentifier) -> EDIFACTElement {
        [repeated(identifier.value, 35), String(identifier.scheme.prefix(4))]
    }

    /// What the sender wrote, as far as there is room for it; a nought where the answer wants what was left out.
    ///
    /// A header that is at fault cannot be repeated as it is, and its message is answered all the same.
    private func repeated(_ text: String, _ length: Int) -> String {
        text.isEmpty ? "0" : String(text.prefix(length))
    }

    /// Where an element stands; the tag of a segment has position 1.
    private func position(of fault: InterchangeFault?) -> EDIFACTElement {
        guard let fault, fault.element > 0 else { return "" }
        return ["\(fault.element + 1)", fault.component > 0 ? "\(fault.component)" : ""]
    }
}
