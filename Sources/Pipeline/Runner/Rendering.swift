import Calendars
import Documents
public import Findings
import Receivables

extension Runner {
    /// Writes documents whose work waits in the ledger in the formats they leave in: those of a dead process, those that
    /// somebody sent back, and those that are rendered apart from the decision.
    func render() throws -> Bool {
        let renderers = Set(steps(in: .render).map(\.step.id))
        var due = handoff
        handoff = []
        if due.isEmpty { due = try claim(renderers, toSend: false).map { LeavingDocument(work: $0) } }
        guard !due.isEmpty else { return false }
        let left = Set(try settleDiscarded(settlePoison(due.map(\.work))).map(\.id))
        let documents = due.filter { left.contains($0.work.id) }
        try around.ledger.write { ledger in try render(documents, ledger) }
        report { $0.documentsRendered += documents.count }
        return true
    }

    /// Writes documents in the formats they leave in, on all cores; the bytes become durable with the transaction,
    /// before anything is sent.
    func render(_ documents: [LeavingDocument], _ ledger: any LedgerTransaction) throws {
        guard !documents.isEmpty else { return }
        let today = businessDate(at: now)
        let plan = plan
        var jobs: [RenderJob] = []
        for document in documents {
            let job = RenderJob(leaving: document, terms: try termsOfPartner(document.work, ledger, on: today))
            if let stage = plan.stageToNumber(job) {
                try sendBack(document.work, to: stage, ledger)
            } else {
                jobs.append(job)
            }
        }
        let results = around.workers.map(jobs) { [company = around.company] in rendered($0, plan, company) }
        let now = now
        var next: [Work] = []
        var done: [Int64] = []
        for (job, result) in zip(jobs, results) {
            switch try keep(result, ledger, at: now) {
            case .success(let document):
                if job.leaving.work.id != 0 { done.append(job.leaving.work.id) }
                next.append(contentsOf: onward(document, after: job.leaving.work, job.terms, at: now))
            case .failure(let fault):
                try wait(job.leaving.work, because: fault.findings, ledger, at: now)
            }
        }
        _ = try ledger.insert(next)
        try ledger.complete(done)
    }

    /// Keeps what was written. Where its key is that of another document it waits: under that key the other was sent, and
    /// this one would count as sent with it.
    private func keep(
        _ result: Result<RenderedDocument, RenderFault>, _ ledger: any LedgerTransaction, at now: Instant
    ) throws -> Result<RenderedDocument, RenderFault> {
        guard case .success(let document) = result else { return result }
        guard try ledger.store(document, at: now) else {
            let message = "another document is kept to be sent under the key '\(document.key)'"
            return .failure(RenderFault(findings: [Finding(.keyIsOfOneDocument, message, at: .document)]))
        }
        return result
    }

    /// Gives a document back to the stage that it came from, which decides again.
    private func sendBack(_ work: Work, to stage: String, _ ledger: any LedgerTransaction) throws {
        var work = work
        work.stage = stage
        work.state = .ready
        work.owner = ""
        work.attempts = 0
        try ledger.keep(work)
    }

    /// What is agreed today with the partner of a document whose format or endpoint the agreement may name.
    private func termsOfPartner(
        _ work: Work, _ ledger: any LedgerSnapshot, on today: BusinessDate
    ) throws -> PartnerTerms? {
        guard let index = plan.index(of: work.stage), case .render(let settings) = plan.steps[index].body,
            settings.purpose != .nothing || plan.steps[index].deliversFor(plan) != nil,
            case .document(let document) = work.subject
        else { return nil }
        return try ledger.agreement(about: document)?.terms(on: today)
    }

    /// The work that a rendered document makes for the stages after it.
    private func onward(
        _ document: RenderedDocument, after work: Work, _ terms: PartnerTerms?, at now: Instant
    ) -> [Work] {
        guard let index = plan.index(of: work.stage), case .stage(let next)? = plan.steps[index].targets["rendered"]
        else { return [] }
        let step = plan.steps[next]
        let agreed = step.agreedEndpoint(terms)
        var row = Work(
            stage: agreed.map(step.deliveryID) ?? step.id, origin: work.origin, subject: .rendering(document.key),
            lane: document.lane, since: now)
        row.sentAs = agreed ?? step.endpoint ?? ""
        return [row]
    }

    private func wait(_ work: Work, because findings: [Finding], _ ledger: any LedgerTransaction, at now: Instant)
        throws
    {
        let reason = WaitReason.unrenderable
        var work = work
        let step = plan.index(of: work.stage).map { plan.steps[$0] }
        work.wait(for: reason, at: step, because: findings.map(StoredFinding.init))
        try ledger.keep(work)
        try ledger.append([
            newEvent(
                .documentWaited(
                    work.origin, stage: work.stage, reason: reason.name, because: findings.map(\.description)),
                work.origin, at: now)
        ])
    }
}

/// A document to be rendered, with what is agreed with its partner.
private struct RenderJob: Sendable {
    let leaving: LeavingDocument
    let terms: PartnerTerms?
}

private struct RenderFault: Error {
    let findings: [Finding]
}

extension Plan {
    /// The stage that numbers interchanges, of a document that left it by itself before its partner's agreement named an
    /// EDI format: written alone now, it would have a number that no series knows.
    fileprivate func stageToNumber(_ job: RenderJob) -> String? {
        guard let index = index(of: job.leaving.work.stage), case .render(let settings) = steps[index].body,
            case .document(let document) = job.leaving.work.subject, document.kind != .outgoingInterchange,
            let format = job.terms?.formats[settings.purpose.rawValue],
            InterchangeReport.Dialect(ofFormat: format) != nil
        else { return nil }
        return steps.first { step in
            step.type.inputs.contains(document.kind) && step.targets.values.contains(.stage(index))
                && step.type.ports.contains { $0.kinds.contains(.outgoingInterchange) }
        }?.id
    }
}

extension Plan.Step {
    /// The endpoint that it delivers to; nil for any other step.
    var endpoint: String? { if case .deliver(let settings) = body { settings.endpoint } else { nil } }

    /// The delivery that what is rendered here goes to, where an agreement may name another endpoint for it.
    fileprivate func deliversFor(_ plan: Plan) -> Plan.Step? {
        guard case .stage(let next)? = targets["rendered"], case .deliver(let settings) = plan.steps[next].body,
            settings.purpose != .nothing
        else { return nil }
        return plan.steps[next]
    }

    /// The endpoint that is agreed for what this step delivers.
    fileprivate func agreedEndpoint(_ terms: PartnerTerms?) -> String? {
        guard case .deliver(let settings) = body else { return nil }
        return terms?.endpoints[settings.purpose.rawValue]
    }
}

extension LedgerSnapshot {
    /// The agreement with whom a document goes to.
    fileprivate func agreement(about document: Document) throws -> PartnerAgreement? {
        switch document {
        case .outgoingInterchange(let outgoing):
            if case .interchange(let report) = outgoing.content {
                return try agreement(with: report.dialect.names(of: report.sender))
            }
            return try agreement(about: outgoing.content)
        default:
            guard let customer = try customer(of: document) else { return nil }
            let key = BookKey.partner(customer)
            guard case .partner(let agreement)? = try entries([key])[key] else { return nil }
            return agreement
        }
    }

    private func customer(of document: Document) throws -> CustomerID? {
        switch document {
        case .orderResponse(let response): return response.customer
        case .despatchAdvice(let advice): return advice.customer
        case .invoice(let invoice):
            let key = BookKey.invoice(invoice.number)
            guard case .invoice(let item)? = try entries([key])[key] else { return nil }
            return item.customer
        default: return nil
        }
    }
}

/// The format that a document leaves in: the one that is agreed with its partner, or that its interchange was made for,
/// or else that of the stage.
private func format(
    of document: Document, _ settings: RenderSettings, _ terms: PartnerTerms?
) throws(RenderFault) -> any WritingFormat {
    let agreed =
        if case .outgoingInterchange(let outgoing) = document { outgoing.format } else {
            terms?.formats[settings.purpose.rawValue]
        }
    guard let name = agreed else { return settings.format }
    guard let format = settings.others.first(where: { $0.name == name }), format.kinds.contains(document.kind) else {
        let message =
            "the agreement names the format '\(name)', which does not write a document of kind \(document.kind.name)"
        throw RenderFault(findings: [Finding(.agreedFormatIsWritten, message, at: .document)])
    }
    return format
}

private func rendered(
    _ job: RenderJob, _ plan: Plan, _ company: Company
) -> Result<RenderedDocument, RenderFault> {
    let (work, terms) = (job.leaving.work, job.terms)
    guard let index = plan.index(of: work.stage), case .render(let settings) = plan.steps[index].body,
        case .document(let document) = work.subject
    else { preconditionFailure("work \(work.id) at \(work.stage) cannot be rendered") }
    let format: any WritingFormat
    do {
        format = try Pipeline.format(of: document, settings, terms)
    } catch {
        return .failure(error)
    }
    let bytes: [UInt8]
    // What was written before it took its number has passed the same check.
    var isChecked = document.kind == .invoice
    if let written = job.leaving.written, written.format == format.name {
        bytes = written.bytes
        isChecked = true
    } else {
        do {
            bytes = try format.write(document, issuedBy: company)
        } catch {
            return .failure(RenderFault(findings: error.findings))
        }
    }
    if let endpoint = plan.steps[index].deliversFor(plan)?.agreedEndpoint(terms), plan.endpoints[endpoint] == nil {
        let message = "the agreement names the endpoint '\(endpoint)', which the pipeline has not"
        return .failure(RenderFault(findings: [Finding(.agreedEndpointIsKnown, message, at: .document)]))
    }
    let findings = isChecked ? [] : format.check(bytes).filter { $0.severity == .fatal }
    guard findings.isEmpty else { return .failure(RenderFault(findings: findings)) }
    let identity = businessIdentity(of: document)
    return .success(
        RenderedDocument(
            key: RenderingKey(document.kind, identity.name, format: format.name).text, format: format.name,
            contentType: format.contentType,
            name: "\(document.kind.name)-\(fileName(identity.name)).\(format.fileExtension)", lane: identity.lane,
            bytes: bytes))
}

/// What a document is by its business identity, never by an attempt or a time.
private func businessIdentity(of document: Document) -> (name: String, lane: String) {
    switch document {
    case .invoice(let invoice):
        (invoice.number, "order \(invoice.orderReference ?? invoice.number)")
    case .orderResponse(let response):
        (response.number, "order \(response.orderNumber)")
    case .outgoingInterchange(let outgoing):
        (outgoing.title, outgoing.dialect.series(to: outgoing.recipient))
    default: (document.title, "")
    }
}

/// A name as part of a file's: a low line stands for a slash, and what is no letter, digit, dot or hyphen is
/// percent-encoded, so that no two names give the same.
private func fileName(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
            bytes.append(byte)
        case UInt8(ascii: "/"): bytes.append(UInt8(ascii: "_"))
        default: bytes += [UInt8(ascii: "%"), hexadecimalDigit(byte >> 4), hexadecimalDigit(byte & 0xF)]
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}

private func hexadecimalDigit(_ value: UInt8) -> UInt8 {
    value + (value < 10 ? UInt8(ascii: "0") : UInt8(ascii: "A") - 10)
}

extension WaitReason {
    /// At every render stage.
    public static let unrenderable = WaitReason(
        "unrenderable", "A document that cannot be written in the format of the stage.",
        nextAction: "Correct the data that the finding names, then retry.")
}

extension Rule {
    public static let agreedEndpointIsKnown = Rule(
        "PTN-002", "The endpoint that a partner's agreement names is one of the pipeline.",
        remedy: "Correct the agreement and import it, or add the endpoint; then retry.")
    public static let addressFitsHeader = Rule(
        "PTN-012",
        "The names of both sides have room in the header of an interchange: 35 characters in EDIFACT, 15 in X12.",
        remedy: "Agree on a shorter name, import it as `identifiers` or `ourIdentifiers` of the agreement, and retry.")
    public static let keyIsOfOneDocument = Rule(
        "RUN-002", "What is kept under a key to be sent is never another document.",
        remedy:
            "It has not left. Send its receiver the document in another way and discard it, and send the finding with a report of the fault."
    )
    public static let agreedFormatIsWritten = Rule(
        "PTN-001", "The format that a partner's agreement names writes the document.",
        remedy: "Correct the agreement, import it, and retry.")
}
