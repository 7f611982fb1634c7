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
    let gate: InterchangeGate?

    /// The messages, and then the interchange itself; of an interchange that is refused, the refusal first.
    func run(_ take: (ReadMessage) -> Void) {
        let format = format
        readAll { message in
            var message = message
            message.isTest = interchange.header.isTest
            if message.format.isEmpty { message.format = format }
            take(message)
        }
    }

    /// The one format that all messages are read in, or else the syntax.
    private var format: String {
        interchange.onlyFormat { type in messages.first { $0.type == type }?.format } ?? "edifact"
    }

    private func readAll(_ take: (ReadMessage) -> Void) {
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
        if !log.hasFatal, let objection = gate?(interchange.addresses) { log.report(objection) }
        guard !log.hasFatal else { return refuse(log, take) }
        var report = report(log)
        var segments = interchange.reader(in: bytes)
        for slice in interchange.messages {
            let message = self.read(slice, &segments)
            report.messages.append(outcome(of: message, slice))
            take(message)
        }
        let isWhole = report.isWhole
        report.outcome = isWhole ? .accepted : .partly
        take(
            ReadMessage(
                kind: DocumentKind.interchange.name, status: isWhole ? .accepted : .partly,
                document: .interchange(report), findings: log.findings, droppedFindings: log.droppedCount))
    }

    /// The refusal, and what an acknowledgement needs where the header tells to whom it goes.
    private func refuse(_ log: FindingLog, _ take: (ReadMessage) -> Void) {
        let kind = DocumentKind.interchange.name
        var refusal = ReadMessage(
            kind: kind, status: .refused, document: nil, findings: log.findings, droppedFindings: log.droppedCount)
        refusal.span = max(1, interchange.messages.count)
        take(refusal)
        guard !interchange.header.sender.isEmpty, !interchange.header.controlReference.isEmpty else { return }
        var report = report(log)
        report.outcome = .refused
        report.messages = interchange.messages.map { slice in
            outcome(of: ReadMessage(kind: "", status: .refused, document: nil, findings: slice.findings), slice)
        }
        take(
            ReadMessage(
                kind: kind, status: .refused, document: .interchange(report), findings: log.findings,
                droppedFindings: log.droppedCount))
    }

    // MARK: One message

    private func read(_ slice: MessageSlice, _ segments: inout SegmentReader) -> ReadMessage {
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
        let output = type.read(MessageInput(slice: slice, maxLines: maxLines), &segments)
        var message = ReadMessage(
            kind: type.kind.name,
            status: output.document == nil ? .refused : (output.isPartial ? .partly : .accepted),
            document: output.document, findings: output.findings, droppedFindings: output.droppedFindings)
        message.format = type.format
        return message
    }

    // MARK: The report

    private func report(_ log: FindingLog) -> InterchangeReport {
        interchange.report(faults(log.findings, isEnvelope: true)) { faults($0.findings, isEnvelope: true) }
    }

    private func outcome(of message: ReadMessage, _ slice: MessageSlice) -> InterchangeMessage {
        let ofEnvelope = slice.findings.count
        return InterchangeMessage(
            type: slice.type, reference: slice.reference, version: slice.version, release: slice.release,
            agency: slice.agency, association: slice.association, group: slice.group,
            document: message.document?.title, outcome: message.status.outcome,
            faults: faults(message.findings.prefix(ofEnvelope), isEnvelope: true)
                + faults(message.findings.dropFirst(ofEnvelope), isEnvelope: false))
    }

    /// What is fatal among the findings, under the codes that CONTRL has.
    private func faults(_ findings: some Sequence<Finding>, isEnvelope: Bool) -> [InterchangeFault] {
        let fatal = findings.filter { $0.severity == .fatal }
        // That no line can be used follows from what is wrong with the lines, where something is.
        let causes = fatal.filter { $0.rule != .edifactHasLines }
        return (causes.isEmpty ? fatal : causes).map { finding in
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
