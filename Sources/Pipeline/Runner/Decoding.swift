import ArchiveSyntax
import Calendars
public import Documents
public import Findings
import Receivables

extension Runner {
    /// Decodes files whose rows wait in the ledger: those of a dead process, and those that somebody sent back.
    func decodeClaimed() throws -> Bool {
        let decoders = Set(steps(in: .decode).map(\.step.id))
        let claimed = try claim(decoders, toSend: false)
        let rows = try settleDiscarded(settlePoison(claimed))
        let originals = try around.ledger.read { ledger in
            try rows.map { work in try ledger.intake(work.origin.intake)?.intake.original }
        }
        try decodeAndDecide(
            zip(rows, originals).map { work, original in
                guard let original else { preconditionFailure("work \(work.id) is about an intake that is gone") }
                return (work, try around.blobs.read(original))
            })
        return !claimed.isEmpty
    }

    /// Decodes files on all cores and decides on what they hold in one transaction.
    func decodeAndDecide(_ files: [(work: Work, bytes: [UInt8])]) throws {
        guard !files.isEmpty else { return }
        let plan = plan
        let agreed = try termsOfSenders(files)
        let decoded = around.workers.map(files) { file -> [ReadMessage] in
            guard let index = plan.index(of: file.work.stage), case .decode(let settings) = plan.steps[index].body
            else { preconditionFailure("\(file.work.stage) is no decode stage") }
            return read(file.bytes, as: settings.formats, maxLines: plan.maxLines, agreed: agreed[file.work.origin])
        }
        try decide { batch in
            for (file, messages) in zip(files, decoded) { try batch.add(messages, of: file.work) }
        }
    }

    /// What is agreed today with the sender of each file that tells it where it begins.
    private func termsOfSenders(_ files: [(work: Work, bytes: [UInt8])]) throws -> [DocumentOrigin: PartnerTerms] {
        let sent = files.compactMap { file -> (DocumentOrigin, [PartyIdentifier])? in
            guard let index = plan.index(of: file.work.stage), case .decode(let settings) = plan.steps[index].body
            else {
                return nil
            }
            let head = file.bytes.prefix(4096)
            let senders = settings.formats.first { $0.recognises(head) }?.senders(of: head) ?? []
            return senders.isEmpty ? nil : (file.work.origin, senders)
        }
        guard !sent.isEmpty else { return [:] }
        let today = businessDate(at: now)
        return try around.ledger.read { ledger in
            var terms: [DocumentOrigin: PartnerTerms] = [:]
            for (origin, senders) in sent { terms[origin] = try ledger.agreement(with: senders)?.terms(on: today) }
            return terms
        }
    }

    func claim(_ stages: Set<String>, toSend: Bool, limit: Int = Runner.batchSize) throws -> [Work] {
        guard !stages.isEmpty else { return [] }
        let now = now
        let isDue = try around.ledger.read { ledger in
            try ledger.nextWake(stages: stages).map { $0 <= now } ?? false
        }
        guard isDue else { return [] }
        return try around.ledger.write { ledger in
            try ledger.claim(
                stages: stages, limit: limit, owner: around.owners.current, now: now, toSend: toSend)
        }
    }

    func newEvent(_ event: Event, _ cause: DocumentOrigin?, at moment: Instant, actor: String = "quittance") -> NewEvent
    {
        NewEvent(
            event: event, effectiveOn: businessDate(at: moment), recordedAt: moment, actor: actor, cause: cause,
            configuration: plan.digest)
    }
}

extension LedgerSnapshot {
    /// The agreement with the one customer that has a name among these.
    func agreement(with names: [PartyIdentifier]) throws -> PartnerAgreement? {
        let parties = names.map(BookKey.party)
        let customers = try entries(parties).values.flatMap { entry -> [CustomerID] in
            if case .party(let ids) = entry { ids } else { [] }
        }
        guard let customer = customers.first, Set(customers).count == 1 else { return nil }
        let key = BookKey.partner(customer)
        guard case .partner(let agreement)? = try entries([key])[key] else { return nil }
        return agreement
    }
}

/// Reads a file as the first format that recognises it; of a compressed file, each of the files it holds.
///
/// - Parameter agreed: what is agreed with its sender, where that is known; it is not used within a compressed file.
public func read(
    _ bytes: [UInt8], as formats: [any ReadingFormat], maxLines: Int = 10_000, agreed: PartnerTerms? = nil
) -> [ReadMessage] {
    var limits = ArchiveLimits()
    return read(bytes, as: formats, maxLines: maxLines, agreed: agreed, within: &limits)
}

private func read(
    _ bytes: [UInt8], as formats: [any ReadingFormat], maxLines: Int, agreed: PartnerTerms? = nil,
    within limits: inout ArchiveLimits
) -> [ReadMessage] {
    let head = bytes.prefix(4096)
    if isGzip(head) || isZip(head) {
        return readMembers(of: bytes, as: formats, maxLines: maxLines, within: &limits)
    }
    guard let format = formats.first(where: { $0.recognises(head) }) else {
        return refused(unrecognised(bytes, formats))
    }
    let joined = format.joined(with: formats)
    var messages = (agreed.map(joined.reading) ?? joined).read(bytes, maxLines: maxLines)
    for index in messages.indices where messages[index].format.isEmpty { messages[index].format = format.name }
    return messages
}

/// Reads what a compressed file holds; all that comes out of it, in whatever layer, counts against one limit.
private func readMembers(
    of bytes: [UInt8], as formats: [any ReadingFormat], maxLines: Int, within limits: inout ArchiveLimits
) -> [ReadMessage] {
    do throws(ArchiveFault) {
        guard limits.layers > 0 else { throw .unbounded("there are compressed files within compressed files") }
        let members =
            isZip(bytes[...]) ? try unzip(bytes, within: limits).map(\.bytes) : [try gunzip(bytes, within: limits)]
        guard !members.isEmpty else {
            return refused(Finding(.fileIsNotEmpty, "the file holds no other", at: .document))
        }
        limits.byteCount -= members.reduce(0) { $0 + $1.count }
        limits.members -= members.count
        limits.layers -= 1
        defer { limits.layers += 1 }
        var messages: [ReadMessage] = []
        for member in members { messages += read(member, as: formats, maxLines: maxLines, within: &limits) }
        return messages
    } catch {
        return refused(error.finding)
    }
}

private func refused(_ finding: Finding) -> [ReadMessage] {
    [ReadMessage(kind: "", status: .refused, document: nil, findings: [finding])]
}

private func unrecognised(_ bytes: [UInt8], _ formats: [any ReadingFormat]) -> Finding {
    guard !bytes.isEmpty else { return Finding(.fileIsNotEmpty, "the file is empty", at: .document) }
    let known = formats.map(\.name).joined(separator: ", ")
    return Finding(.formatIsKnown, "the file begins like none of \(known)", at: .offset(0))
}

extension Rule {
    public static let fileIsNotEmpty = Rule(
        "FIL-001", "A file has content.", remedy: "Ask the sender for the file again; then discard this one.")
    public static let formatIsKnown = Rule(
        "FIL-002", "A file is in one of the formats that its stage reads.",
        remedy: "Ask the sender for another format and discard this file, or add the format to the stage and retry.")
}
