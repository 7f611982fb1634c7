import Documents
import EDISyntax
import Findings
import Pipeline

/// Reads the messages of one interchange, and reports what became of each.
struct InterchangeReading {
    let bytes: UnsafeBufferPointer<UInt8>
    let interchange: Interchange
    let messages: [EDIFACTMessageType]
    let maxLines: Int
    let charset: AgreedCharset

    /// The messages, and then the interchange itself; of an interchange that is refused, the refusal first.
    func run() -> [ReadMessage] {
        var read = readAll()
        for index in read.indices {
            read[index].isTest = interchange.header.isTest
            if read[index].format.isEmpty { read[index].format = format }
        }
        return read
    }

    /// The one format that all messages are read in, or else the syntax.
    private var format: String {
        let formats = Set(interchange.messages.map { slice in messages.first { $0.type == slice.type }?.format ?? "" })
        return formats.count == 1 ? formats.first.flatMap { $0.isEmpty ? nil : $0 } ?? "edifact" : "edifact"
    }

    private func readAll() -> [ReadMessage] {
        var log = interchange.log
        if let strict = charset.strict, strict != interchange.charset {
            let place = Place.segment(1, tag: "UNB", element: 1, component: 1)
            let words = "'\(interchange.header.syntax.prefix(4))' is declared, which is not what is agreed"
            log.report(.edifactCharsetIsAgreed, words, at: place)
        }
        if interchange.header.isTest {
            let place = Place.segment(1, tag: "UNB", element: 11, component: 0)
            log.report(.edifactIsNoTest, "the interchange is marked as a test", at: place)
        }
        guard !log.hasFatal else { return refused(log) }
        var read: [ReadMessage] = []
        var report = report(log)
        for slice in interchange.messages {
            let message = self.read(slice)
            read.append(message)
            report.messages.append(outcome(of: message, slice))
        }
        let isWhole =
            report.messages.allSatisfy { $0.outcome == .accepted }
            && report.groups.allSatisfy { $0.outcome == .accepted }
        report.outcome = isWhole ? .accepted : .partly
        read.append(
            ReadMessage(
                kind: DocumentKind.interchange.name, status: isWhole ? .accepted : .partly,
                document: .interchange(report), findings: log.findings, droppedFindings: log.droppedCount))
        return read
    }

    /// The refusal, and what an acknowledgement needs where the header tells to whom it goes.
    private func refused(_ log: FindingLog) -> [ReadMessage] {
        let kind = DocumentKind.interchange.name
        let refusal = ReadMessage(
            kind: kind, status: .refused, document: nil, findings: log.findings, droppedFindings: log.droppedCount)
        guard !interchange.header.sender.isEmpty, !interchange.header.controlReference.isEmpty else { return [refusal] }
        var report = report(log)
        report.outcome = .refused
        report.messages = interchange.messages.map { slice in
            outcome(of: ReadMessage(kind: "", status: .refused, document: nil, findings: slice.findings), slice)
        }
        return [refusal, ReadMessage(kind: kind, status: .accepted, document: .interchange(report), findings: [])]
    }

    // MARK: One message

    private func read(_ slice: MessageSlice) -> ReadMessage {
        guard let type = messages.first(where: { $0.type == slice.type }) else {
            let place = Place.segment(1, tag: "UNH", element: 2, component: 1)
            let known = messages.map(\.type).joined(separator: ", ")
            let words = "'\(slice.type.prefix(10))' is none of \(known)"
            let findings = slice.findings + [Finding(.edifactTypeIsRead, words, at: place)]
            return ReadMessage(kind: "", status: .refused, document: nil, findings: findings)
        }
        if let group = slice.group, interchange.groups[group].isRefused {
            return ReadMessage(
                kind: type.kind.name, status: .refused, document: nil,
                findings: slice.findings + interchange.groups[group].findings)
        }
        let input = MessageInput(bytes: bytes, interchange: interchange, slice: slice, maxLines: maxLines)
        let output = type.read(input)
        var message = ReadMessage(
            kind: type.kind.name,
            status: output.document == nil ? .refused : (output.isPartial ? .partly : .accepted),
            document: output.document, findings: output.findings, droppedFindings: output.droppedFindings)
        message.format = type.format
        return message
    }

    // MARK: The report

    private func report(_ log: FindingLog) -> InterchangeReport {
        let header = interchange.header
        return InterchangeReport(
            dialect: .edifact, syntax: header.syntax, syntaxVersion: header.syntaxVersion,
            sender: PartyIdentifier(scheme: header.senderQualifier, header.sender),
            recipient: PartyIdentifier(scheme: header.recipientQualifier, header.recipient),
            controlReference: header.controlReference, preparedDate: header.date, preparedTime: header.time,
            isTest: header.isTest, asksForAcknowledgement: header.asksForAcknowledgement, outcome: .accepted,
            faults: faults(log.findings, isEnvelope: true), groups: interchange.groups.map(outcome))
    }

    private func outcome(of group: FunctionalGroup) -> InterchangeGroup {
        InterchangeGroup(
            identifier: group.identifier, reference: group.reference, version: group.version, sender: group.sender,
            recipient: group.recipient, outcome: group.isRefused ? .refused : .accepted,
            faults: faults(group.findings, isEnvelope: true))
    }

    private func outcome(of message: ReadMessage, _ slice: MessageSlice) -> InterchangeMessage {
        let ofEnvelope = slice.findings.count
        return InterchangeMessage(
            type: slice.type, reference: slice.reference, version: slice.version, release: slice.release,
            agency: slice.agency, association: slice.association, group: slice.group,
            document: message.document?.title, outcome: outcome(of: message.status),
            faults: faults(message.findings.prefix(ofEnvelope), isEnvelope: true)
                + faults(message.findings.dropFirst(ofEnvelope), isEnvelope: false))
    }

    private func outcome(of status: ReadMessage.Status) -> InterchangeReport.Outcome {
        switch status {
        case .accepted: .accepted
        case .partly: .partly
        case .refused: .refused
        }
    }

    /// What is fatal among the findings, under the codes that CONTRL has.
    private func faults(_ findings: some Sequence<Finding>, isEnvelope: Bool) -> [InterchangeFault] {
        findings.filter { $0.severity == .fatal }.map { finding in
            var fault = InterchangeFault(
                rule: finding.rule.code, code: finding.rule.acknowledgementCode, level: .envelope)
            guard case .segment(let number, let tag, let element, let component) = finding.place else { return fault }
            fault.segment = number
            fault.tag = tag
            fault.element = element
            fault.component = component
            let isOfHeader = finding.rule == .edifactTypeIsRead
            if !isEnvelope, !isOfHeader { fault.level = element > 0 ? .element : .segment }
            return fault
        }
    }
}
