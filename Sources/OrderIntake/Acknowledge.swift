import Calendars
public import Documents
public import Findings
public import Pipeline
public import Receivables

/// Acknowledges the interchanges of partners: what came in, and what became of each message of it.
public struct Acknowledge: Stage {
    public static let name = "acknowledge"
    public static let summary =
        "Acknowledges an interchange to its sender, message by message, under a number of its own."
    public static let edifact = Port<OutgoingInterchange>("edifact", "The acknowledgement of an EDIFACT interchange.")
    public static let x12 = Port<OutgoingInterchange>(
        "x12", "The functional acknowledgement of an X12 interchange (997).")
    public static let x12Implementation = Port<OutgoingInterchange>(
        "x12-implementation", "The acknowledgement of an X12 interchange of an implementation convention (999).")
    public static let reusedReference = WaitReason(
        "reused-reference", "Another interchange under a reference that its sender has used before.",
        nextAction:
            "Its messages were taken, each by its own number, and it was answered so. Ask the sender whether it meant both; then release it."
    )
    public static let test = WaitReason(
        "test", "A test of a sender with whom none is agreed; it was refused, and nothing of it was taken.",
        nextAction: "Discard it; or record in the partner's agreement that its tests are taken, and have it sent again."
    )
    public static var ports: [PortDescription] {
        [edifact.description, x12.description, x12Implementation.description]
    }
    public static var waits: [WaitReason] { [reusedReference, test, .unrenderable] }

    public struct Settings: StageSettings {
        /// Which interchanges are acknowledged.
        enum Answers: String, Hashable, Sendable, CaseIterable {
            case always, asked, faulty, never
        }

        let answers: Answers

        public init(from reader: inout SettingsReader) {
            answers = reader.read(
                "answers", default: Answers.always,
                "Which interchanges are acknowledged: `always`; where the sender has `asked` for it; those, and what is `faulty`; or `never`."
            )
        }
    }

    private let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ report: InterchangeReport, _ book: BookSlice) -> [BookKey] {
        let key = InterchangeKey(report)
        return [.interchange(key), .series(key.series)] + keys(toFind: report.senderParty, in: book)
    }

    public func decide(_ report: InterchangeReport, _ book: BookSlice, _ run: Run) -> StageOutcome {
        // Of what was refused nothing was taken: whatever comes under its reference next is the first.
        let digest = report.outcome == .refused ? [] : contentDigest(of: report)
        let entry = book.interchange(InterchangeKey(report))
        // What waited was answered when it came, unless the answer could not be written.
        if let verb = run.intervention?.verb, verb != .retry || entry?.answers.isEmpty == false {
            return .emit(state: "received")
        }
        let known = entry.flatMap { $0.digest.isEmpty || $0.origin == run.origin ? nil : $0 }
        let received =
            known == nil && entry?.digest != digest
            ? [Event.interchange(.received(InterchangeKey(report), run.origin, digest: digest))] : []
        let answering = Answering(report, book, run)
        do {
            return try decide(answering, known, digest, received)
        } catch {
            return .wait(
                Wait(
                    .unrenderable, because: error.findings, recording: received,
                    next:
                        "Correct the data that the finding names, then retry; or tell the sender in another way what became of its interchange, and discard this."
                ))
        }
    }

    private func decide(
        _ answering: Answering, _ known: InterchangeEntry?, _ digest: [UInt8], _ received: [Event]
    ) throws(WritingFault) -> StageOutcome {
        let report = answering.report
        guard !report.isTest || answering.terms?.takesTests == true else { return try refuseTest(answering, received) }
        guard let known, known.digest != digest, report.outcome != .refused else {
            let state = known != nil ? "resent" : report.isTest ? "tested" : "received"
            let (emissions, events) = try answer(answering, report)
            return .proceed(emissions, recording: received + events, state: state)
        }
        return try askAboutReference(answering)
    }

    /// The acknowledgement of a report, where one is wanted.
    private func answer(
        _ answering: Answering, _ report: InterchangeReport
    ) throws(WritingFault) -> ([Emission], [Event]) {
        guard let answerable = report.withoutAcknowledgements, wants(answerable, answering.terms) else {
            return ([], [])
        }
        let answer = try answering.acknowledgement(of: answerable)
        return ([answer.emission], [answer.event])
    }

    /// Nothing of a test that is not agreed is taken.
    private func refuseTest(_ answering: Answering, _ received: [Event]) throws(WritingFault) -> StageOutcome {
        let report = answering.report
        let code = report.dialect == .edifact ? "25" : "020"
        let (emissions, events) = try answer(answering, report.refused(Rule.testIsAgreed, code: code))
        let words =
            "\(report.controlReference.prefix(20)) of \(report.sender) is marked as a test, and no agreement takes tests"
        return .wait(
            Wait(
                Self.test, because: [Finding(.testIsAgreed, words, at: .document)], recording: received + events,
                emitting: emissions))
    }

    /// A reference that comes again with other content: it is answered as what became of it, since its messages have
    /// gone their way, each by its own identity; and a person looks at it.
    private func askAboutReference(_ answering: Answering) throws(WritingFault) -> StageOutcome {
        let report = answering.report
        let (emissions, events) = try answer(answering, report)
        let words = "\(report.controlReference.prefix(20)) of \(report.sender) came before with other content"
        return .wait(
            Wait(
                Self.reusedReference, because: [Finding(.referenceIsNotReused, words, at: .document)],
                recording: events, emitting: emissions))
    }

    /// What is agreed counts before what the stage is set to. In X12 a functional acknowledgement is always expected.
    private func wants(_ report: InterchangeReport, _ terms: PartnerTerms?) -> Bool {
        if let agreed = terms?.answers { return agreed.contains("acknowledgement") }
        let isExpected = report.asksForAcknowledgement || report.dialect == .x12
        switch settings.answers {
        case .always: return true
        case .asked: return isExpected
        case .faulty: return isExpected || report.outcome != .accepted
        case .never: return false
        }
    }
}

/// An interchange to be answered, and what is agreed with its sender.
private struct Answering {
    let report: InterchangeReport
    let terms: PartnerTerms?
    private let number: Int
    private let run: Run

    init(_ report: InterchangeReport, _ book: BookSlice, _ run: Run) {
        self.report = report
        self.run = run
        number = (book.series(InterchangeKey(report).series)?.last ?? 0) + 1
        let found = customers(of: report.senderParty, in: book)
        terms = found.count == 1 ? book.partner(found[0].id)?.terms(on: run.businessDate) : nil
    }

    func acknowledgement(of report: InterchangeReport) throws(WritingFault) -> (emission: Emission, event: Event) {
        var interchange = OutgoingInterchange(
            dialect: report.dialect, sender: ourAddress(in: report), recipient: report.sender, controlNumber: number,
            at: run.writtenAt, content: .interchange(report))
        interchange.isTest = report.isTest
        interchange.style = InterchangeStyle(terms)
        // An acknowledgement is of the version of what it answers.
        interchange.style.version = nil
        return (
            port(interchange, try run.write(interchange)),
            .interchange(
                .acknowledged(InterchangeKey(report), controlNumber: number, report.outcome, on: run.businessDate))
        )
    }

    /// Who we are to the sender: whom it wrote to, unless that is somebody else.
    private func ourAddress(in report: InterchangeReport) -> PartyIdentifier {
        guard report.faults.contains(where: { $0.rule == Rule.interchangeIsForUs.code }) else {
            return report.recipient
        }
        return report.dialect.address(of: run.company.party, agreed: terms?.ourIdentifiers ?? [])
    }

    private func port(_ interchange: OutgoingInterchange, _ written: WrittenDocument?) -> Emission {
        guard report.dialect == .x12 else { return Acknowledge.edifact(interchange, written: written) }
        return isOfImplementation
            ? Acknowledge.x12Implementation(interchange, written: written)
            : Acknowledge.x12(interchange, written: written)
    }

    /// Whether a 999 is to answer: where it is agreed, or the groups name an implementation convention (`005010X…`).
    private var isOfImplementation: Bool {
        if let format = terms?.formats["acknowledgements"] { return format.hasPrefix("x12-999") }
        return report.groups.contains { $0.version.hasPrefix("005010X") }
    }
}

extension InterchangeReport {
    /// The messages that answer messages of ours: nobody acknowledges an acknowledgement.
    private static let acknowledging: Set<String> = ["CONTRL", "997", "999", "TA1"]

    /// The report without those of its messages that are acknowledgements; nil where nothing else is left of it.
    var withoutAcknowledgements: InterchangeReport? {
        let others = messages.filter { !Self.acknowledging.contains($0.type) }
        guard others.count < messages.count else { return self }
        guard !others.isEmpty else { return nil }
        var rest = self
        rest.messages = others
        return rest
    }

    /// The report, refused as a whole for one fault (UNCL 0085; X12 I18).
    fileprivate func refused(_ rule: Rule, code: String) -> InterchangeReport {
        var refused = self
        refused.outcome = .refused
        refused.faults = [InterchangeFault(rule: rule.code, code: code, level: .envelope)]
        return refused
    }

    /// The sender, by the names that our books may know it under.
    fileprivate var senderParty: Party { Party(name: "", identifiers: dialect.names(of: sender)) }
}

/// A SHA-256 of what became of an interchange and its messages.
private func contentDigest(of report: InterchangeReport) -> [UInt8] {
    var writer = ByteWriter()
    report.encode(to: &writer)
    return Digest.sha256(writer.bytes).bytes
}

extension Rule {
    public static let referenceIsNotReused = Rule(
        "ORD-050", "A sender does not use the control reference of an interchange again for another one.",
        remedy: "Ask the sender to number its interchanges, and whether it meant both.")
}
