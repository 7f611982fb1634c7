import Documents
import EDISyntax
import Findings
import Pipeline

/// Reads the transaction sets of one interchange, and reports what became of each.
struct X12InterchangeReading {
    let bytes: UnsafeBufferPointer<UInt8>
    let interchange: Interchange
    let sets: [X12SetType]
    let maxLines: Int
    let gate: InterchangeGate?

    /// The sets, and then the interchange itself; of an interchange that is refused, the refusal first.
    func run(_ take: (ReadMessage) -> Void) {
        let format = format
        readAll { message in
            var message = message
            message.isTest = interchange.header.isTest
            if message.format.isEmpty { message.format = format }
            take(message)
        }
    }

    /// The one format that all sets are read in, or else the syntax.
    private var format: String {
        interchange.onlyFormat { type in sets.first { $0.set.rawValue == type }?.format } ?? "x12"
    }

    private func readAll(_ take: (ReadMessage) -> Void) {
        var log = checkedLog()
        if !log.hasFatal, let objection = gate?(interchange.addresses) { log.report(objection) }
        let answers = interchangeAcknowledgements()
        // An interchange that only acknowledges another one needs no set.
        if !answers.isEmpty { log = log.without(.interchangeIsNotEmpty) }
        guard !log.hasFatal else { return refuse(log, answers, take) }
        var report = report(log)
        report.messages += answers.map { outcome(of: $0, .accepted) }
        for answer in answers where readsAcknowledgements {
            take(
                ReadMessage(
                    kind: DocumentKind.acknowledgement.name, status: .accepted, document: .acknowledgement(answer),
                    findings: []))
        }
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
                document: .interchange(report), findings: log.findings + interchange.groups.flatMap(\.findings),
                droppedFindings: log.droppedCount))
    }

    /// What is wrong with the interchange itself.
    private func checkedLog() -> FindingLog {
        var log = interchange.log
        if interchange.header.isTest {
            let place = Place.segment(1, tag: "ISA", element: 15, component: 0)
            log.report(.x12IsNoTest, "the interchange is marked as a test", at: place)
        }
        let characters = interchange.characters
        if characters.element != UInt8(ascii: "*")
            || (characters.terminator != UInt8(ascii: "~") && characters.terminator > 0x20)
        {
            log.report(.x12SeparatorsAreUsual, "the interchange has separators of its own", at: .offset(3))
        }
        return log
    }

    /// The refusal, and what an acknowledgement needs where the header tells to whom it goes.
    private func refuse(_ log: FindingLog, _ answers: [InterchangeReport], _ take: (ReadMessage) -> Void) {
        let kind = DocumentKind.interchange.name
        var refusal = ReadMessage(
            kind: kind, status: .refused, document: nil, findings: log.findings, droppedFindings: log.droppedCount)
        refusal.span = max(1, (readsAcknowledgements ? answers.count : 0) + interchange.messages.count)
        take(refusal)
        guard !interchange.header.sender.isEmpty, !interchange.header.controlReference.isEmpty else { return }
        var report = report(log)
        report.outcome = .refused
        report.messages = answers.map { outcome(of: $0, .refused) }
        report.messages += interchange.messages.map { slice in
            outcome(of: ReadMessage(kind: "", status: .refused, document: nil, findings: slice.findings), slice)
        }
        take(
            ReadMessage(
                kind: kind, status: .refused, document: .interchange(report), findings: log.findings,
                droppedFindings: log.droppedCount))
    }

    // MARK: One set

    private func read(_ slice: MessageSlice, _ segments: inout SegmentReader) -> ReadMessage {
        let input = SetInput(slice: slice, header: interchange.header, maxLines: maxLines)
        guard let type = sets.first(where: { $0.set.rawValue == slice.type }) else { return unread(input, &segments) }
        if let group = slice.group, interchange.groups[group].isRefused {
            return ReadMessage(
                kind: type.kind.name, status: .refused, document: nil,
                findings: slice.findings + interchange.groups[group].findings)
        }
        let output = type.read(input, &segments)
        var message = ReadMessage(
            kind: type.kind.name,
            status: output.document == nil ? .refused : (output.isPartial ? .partly : .accepted),
            document: output.document, findings: output.findings + groupFindings(of: slice, type.set),
            droppedFindings: output.droppedFindings)
        message.format = type.format
        return message
    }

    /// A set that the stage does not read; where its structure is known, it is checked all the same.
    private func unread(_ input: SetInput, _ segments: inout SegmentReader) -> ReadMessage {
        let slice = input.slice
        let known = sets.map(\.set.rawValue).joined(separator: ", ")
        let finding = Finding(
            .x12SetIsRead, "'\(slice.type.prefix(10))' is none of \(known)",
            at: .segment(1, tag: "ST", element: 1, component: 0))
        guard let set = X12Set(rawValue: slice.type) else {
            return ReadMessage(kind: "", status: .refused, document: nil, findings: slice.findings + [finding])
        }
        let output = checkSet(set, input, &segments)
        return ReadMessage(
            kind: "", status: .refused, document: nil,
            findings: output.findings + [finding] + groupFindings(of: slice, set),
            droppedFindings: output.droppedFindings)
    }

    private func groupFindings(of slice: MessageSlice, _ set: X12Set) -> [Finding] {
        guard let index = slice.group, interchange.groups[index].identifier != set.groupIdentifier else { return [] }
        let words = "a set \(set.rawValue) stands in a group of '\(interchange.groups[index].identifier.prefix(10))'"
        return [Finding(.x12GroupIsOfSets, words, at: .segment(1, tag: "ST", element: 1, component: 0))]
    }

    // MARK: The report

    private var readsAcknowledgements: Bool { sets.contains { $0.kind == .acknowledgement } }

    private func report(_ log: FindingLog) -> InterchangeReport {
        interchange.report(fatal(log.findings).map(\.interchangeFault)) { group in
            fatal(group.findings).map(\.groupFault)
        }
    }

    /// A TA1 among the messages.
    private func outcome(of answer: InterchangeReport, _ outcome: InterchangeReport.Outcome) -> InterchangeMessage {
        InterchangeMessage(type: "TA1", reference: answer.controlReference, outcome: outcome)
    }

    private func outcome(of message: ReadMessage, _ slice: MessageSlice) -> InterchangeMessage {
        let set = X12Set(rawValue: slice.type)
        return InterchangeMessage(
            type: slice.type, reference: slice.reference, version: slice.version, association: slice.association,
            group: slice.group, document: message.document?.title, outcome: message.status.outcome,
            faults: toTell(message.findings).map { $0.setFault(in: set) })
    }

    /// What is wrong with a set; that none of its lines can be used follows from what is wrong with them.
    private func toTell(_ findings: [Finding]) -> [Finding] {
        let faults = fatal(findings).filter { !$0.isOfGroup }
        let causes = faults.filter { $0.rule != .x12HasLines }
        return causes.isEmpty ? faults : causes
    }

    private func fatal(_ findings: some Sequence<Finding>) -> [Finding] { findings.filter { $0.severity == .fatal } }
}

extension FindingLog {
    /// The log without what was found against a rule.
    fileprivate func without(_ rule: Rule) -> FindingLog {
        var rest = FindingLog(limit: limit)
        rest.report(contentsOf: findings.filter { $0.rule != rule })
        return rest
    }
}
