import Calendars
public import Documents
public import Findings
public import Pipeline
public import Receivables

/// Acknowledges the interchanges of partners: what came in, and what became of each message of it.
public struct Acknowledge: Stage {
    public static let name = "acknowledge"
    public static let summary = "Acknowledges an interchange to its sender, message by message, under a number of its own."
    public static let edifact = Port<OutgoingInterchange>("edifact", "The acknowledgement of an EDIFACT interchange.")
    public static let x12 = Port<OutgoingInterchange>("x12", "The acknowledgement of an X12 interchange.")
    public static let reusedReference = WaitReason(
        "reused-reference", "Another interchange under a reference that its sender has used before.",
        nextAction: "Ask the sender which of the two counts; then release this one, or discard it.")
    public static var ports: [PortDescription] { [edifact.description, x12.description] }
    public static var waits: [WaitReason] { [reusedReference] }

    public struct Settings: StageSettings {
        /// Which interchanges are acknowledged.
        enum Answers: String, Hashable, Sendable, CaseIterable {
            case always, asked, faulty, never
        }

        let answers: Answers

        public init(from reader: inout SettingsReader) {
            answers = reader.read(
                "answers", default: Answers.always,
                "Which interchanges are acknowledged: `always`; where the sender has `asked` for it; those, and what is `faulty`; or `never`.")
        }
    }

    private let settings: Settings
    public init(settings: Settings) { self.settings = settings }

    public func reads(_ report: InterchangeReport, _ book: BookSlice) -> [BookKey] {
        let key = InterchangeKey(report)
        return [.interchange(key), .series(key.series)]
    }

    public func decide(_ report: InterchangeReport, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let key = InterchangeKey(report)
        let digest = contentDigest(of: report)
        guard let known = book.interchange(key) else {
            let received = Event.interchange(.received(key, run.origin, digest: digest))
            return answer(report, book, run, recording: [received], state: "received")
        }
        // What waited is decided again here: it was answered when it came.
        if run.intervention != nil { return .emit(state: "received") }
        if known.digest == digest { return answer(report, book, run, recording: [], state: "resent") }
        return refuse(report, book, run)
    }

    private func answer(
        _ report: InterchangeReport, _ book: BookSlice, _ run: Run, recording events: [Event], state: String
    ) -> StageOutcome {
        let answerable = report.withoutAcknowledgements
        guard let answerable, wants(answerable) else { return .proceed([], recording: events, state: state) }
        let answer = acknowledgement(of: answerable, book, run)
        return .proceed([answer.emission], recording: events + [answer.event], state: state)
    }

    /// A reference that comes again with other content: the interchange is answered as a duplicate, and waits. Its
    /// messages have gone their way, each by its own identity.
    private func refuse(_ report: InterchangeReport, _ book: BookSlice, _ run: Run) -> StageOutcome {
        let words = "\(report.controlReference.prefix(20)) of \(report.sender) came before with other content"
        var wait = Wait(Self.reusedReference, because: [Finding(.referenceIsNotReused, words, at: .document)])
        let refusal = report.refusedAsDuplicate
        if refusal.withoutAcknowledgements != nil, wants(refusal) {
            let answer = acknowledgement(of: refusal, book, run)
            wait.emissions = [answer.emission]
            wait.events = [answer.event]
        }
        return .wait(wait)
    }

    private func wants(_ report: InterchangeReport) -> Bool {
        switch settings.answers {
        case .always: true
        case .asked: report.asksForAcknowledgement
        case .faulty: report.asksForAcknowledgement || report.outcome != .accepted
        case .never: false
        }
    }

    private func acknowledgement(
        of report: InterchangeReport, _ book: BookSlice, _ run: Run
    ) -> (emission: Emission, event: Event) {
        let key = InterchangeKey(report)
        let number = (book.series(key.series)?.last ?? 0) + 1
        let interchange = OutgoingInterchange(
            dialect: report.dialect, sender: report.recipient, recipient: report.sender, controlNumber: number,
            preparedOn: run.now.dateInUTC, preparedTime: hoursAndMinutes(of: run.now), content: .interchange(report))
        return (
            report.dialect == .edifact ? Self.edifact(interchange) : Self.x12(interchange),
            .interchange(.acknowledged(key, controlNumber: number, report.outcome, on: run.businessDate))
        )
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

    /// The report, refused because its reference was used before (UNCL 0085: 26; X12 I18: 025).
    var refusedAsDuplicate: InterchangeReport {
        var refused = self
        refused.outcome = .refused
        refused.faults = [
            InterchangeFault(
                rule: Rule.referenceIsNotReused.code, code: dialect == .edifact ? "26" : "025", level: .envelope)
        ]
        return refused
    }
}

/// A SHA-256 of what became of an interchange and its messages.
private func contentDigest(of report: InterchangeReport) -> [UInt8] {
    var writer = ByteWriter()
    report.encode(to: &writer)
    return Digest.sha256(writer.bytes).bytes
}

private func hoursAndMinutes(of moment: Instant) -> String {
    let minutes = moment.secondOfDay / 60
    return String("\(10_000 + minutes / 60 * 100 + minutes % 60)".dropFirst())
}

extension Rule {
    public static let referenceIsNotReused = Rule(
        "ORD-050", "A sender does not use the control reference of an interchange again for another one.",
        remedy: "Ask the sender which of the two counts, and to number its interchanges.")
}
