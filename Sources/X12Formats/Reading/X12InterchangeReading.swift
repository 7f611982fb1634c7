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

    /// The sets, and then the interchange itself; of an interchange that is refused, the refusal first.
    func run() -> [ReadMessage] {
        var read = readAll()
        for index in read.indices {
            read[index].isTest = interchange.header.isTest
            if read[index].format.isEmpty { read[index].format = format }
        }
        return read
    }

    /// The one format that all sets are read in, or else the syntax.
    private var format: String {
        let formats = Set(
            interchange.messages.map { slice in sets.first { $0.set.rawValue == slice.type }?.format ?? "" })
        return formats.count == 1 ? formats.first.flatMap { $0.isEmpty ? nil : $0 } ?? "x12" : "x12"
    }

    private func readAll() -> [ReadMessage] {
        var log = checkedLog()
        guard !log.hasFatal else { return refused(log) }
        var read: [ReadMessage] = []
        var report = report()
        let answers = interchangeAcknowledgements()
        // An interchange that only acknowledges another one needs no set.
        if !answers.isEmpty { log = log.without(.interchangeIsNotEmpty) }
        for answer in answers {
            report.messages.append(
                InterchangeMessage(type: "TA1", reference: answer.controlReference, outcome: .accepted))
            guard sets.contains(where: { $0.kind == .acknowledgement }) else { continue }
            read.append(
                ReadMessage(
                    kind: DocumentKind.acknowledgement.name, status: .accepted, document: .acknowledgement(answer),
                    findings: []))
        }
        for slice in interchange.messages {
            let message = self.read(slice)
            report.messages.append(outcome(of: message, slice))
            read.append(message)
        }
        let isWhole =
            report.messages.allSatisfy { $0.outcome == .accepted }
            && report.groups.allSatisfy { $0.outcome == .accepted }
        report.outcome = isWhole ? .accepted : .partly
        read.append(
            ReadMessage(
                kind: DocumentKind.interchange.name, status: isWhole ? .accepted : .partly,
                document: .interchange(report), findings: log.findings + interchange.groups.flatMap(\.findings),
                droppedFindings: log.droppedCount))
        return read
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
    private func refused(_ log: FindingLog) -> [ReadMessage] {
        let kind = DocumentKind.interchange.name
        let refusal = ReadMessage(
            kind: kind, status: .refused, document: nil, findings: log.findings, droppedFindings: log.droppedCount)
        guard !interchange.header.sender.isEmpty, !interchange.header.controlReference.isEmpty else { return [refusal] }
        var report = report()
        report.outcome = .refused
        report.messages = interchange.messages.map { slice in
            outcome(of: ReadMessage(kind: "", status: .refused, document: nil, findings: slice.findings), slice)
        }
        return [refusal, ReadMessage(kind: kind, status: .accepted, document: .interchange(report), findings: [])]
    }

    // MARK: One set

    private func read(_ slice: MessageSlice) -> ReadMessage {
        let input = SetInput(bytes: bytes, interchange: interchange, slice: slice, maxLines: maxLines)
        guard let type = sets.first(where: { $0.set.rawValue == slice.type }) else { return unread(input) }
        if let group = slice.group, interchange.groups[group].isRefused {
            return ReadMessage(
                kind: type.kind.name, status: .refused, document: nil,
                findings: slice.findings + interchange.groups[group].findings)
        }
        let output = type.read(input)
        var message = ReadMessage(
            kind: type.kind.name,
            status: output.document == nil ? .refused : (output.isPartial ? .partly : .accepted),
            document: output.document, findings: output.findings + groupFindings(of: slice, type.set),
            droppedFindings: output.droppedFindings)
        message.format = type.format
        return message
    }

    /// A set that the stage does not read; where its structure is known, it is checked all the same.
    private func unread(_ input: SetInput) -> ReadMessage {
        let slice = input.slice
        let known = sets.map(\.set.rawValue).joined(separator: ", ")
        let finding = Finding(
            .x12SetIsRead, "'\(slice.type.prefix(10))' is none of \(known)",
            at: .segment(1, tag: "ST", element: 1, component: 0))
        guard let set = X12Set(rawValue: slice.type) else {
            return ReadMessage(kind: "", status: .refused, document: nil, findings: slice.findings + [finding])
        }
        let output = checkSet(set, input)
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

    private func report() -> InterchangeReport {
        let header = interchange.header
        return InterchangeReport(
            dialect: .x12, syntax: header.syntax, syntaxVersion: "",
            sender: PartyIdentifier(scheme: header.senderQualifier, header.sender),
            recipient: PartyIdentifier(scheme: header.recipientQualifier, header.recipient),
            controlReference: header.controlReference, preparedDate: header.date, preparedTime: header.time,
            isTest: header.isTest, asksForAcknowledgement: header.asksForAcknowledgement, outcome: .accepted,
            faults: fatal(interchange.log.findings).map(\.interchangeFault),
            groups: interchange.groups.map(outcome))
    }

    private func outcome(of group: FunctionalGroup) -> InterchangeGroup {
        InterchangeGroup(
            identifier: group.identifier, reference: group.reference, version: group.version, sender: group.sender,
            recipient: group.recipient, outcome: group.isRefused ? .refused : .accepted,
            faults: fatal(group.findings).map(\.groupFault))
    }

    private func outcome(of message: ReadMessage, _ slice: MessageSlice) -> InterchangeMessage {
        let set = X12Set(rawValue: slice.type)
        return InterchangeMessage(
            type: slice.type, reference: slice.reference, version: slice.version, association: slice.association,
            group: slice.group, document: message.document?.title, outcome: outcome(of: message.status),
            faults: fatal(message.findings).filter { !$0.isOfGroup }.map { $0.setFault(in: set) })
    }

    private func outcome(of status: ReadMessage.Status) -> InterchangeReport.Outcome {
        switch status {
        case .accepted: .accepted
        case .partly: .partly
        case .refused: .refused
        }
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
