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

    /// Decodes files and decides on what they hold, in their order: those of a usual size together, a large one in
    /// slices.
    func decodeAndDecide(_ files: [(work: Work, bytes: FileBytes)]) throws {
        var together: [(work: Work, bytes: FileBytes)] = []
        for file in files {
            if file.bytes.count < slicing.bytes, file.work.cursor.isEmpty {
                together.append(file)
                continue
            }
            try decodeTogether(together)
            together = []
            try decodeInSlices(file.work, file.bytes)
        }
        try decodeTogether(together)
    }

    /// Decodes files on all cores and decides on what they hold in one transaction.
    private func decodeTogether(_ files: [(work: Work, bytes: FileBytes)]) throws {
        guard !files.isEmpty else { return }
        let plan = plan
        let terms = try termsOfSenders(files)
        let gatekeeper = gatekeeper()
        let decoded = around.workers.map(files) { file -> [ReadMessage] in
            var messages: [ReadMessage] = []
            file.bytes.withBytes { bytes in
                read(
                    bytes, as: formats(of: file.work, plan), maxLines: plan.maxLines, agreed: { terms[$0] },
                    admittedBy: gatekeeper.gate(for: file.work)
                ) {
                    messages.append($0)
                }
            }
            return messages
        }
        try gatekeeper.check()
        try decide { batch in
            for (file, messages) in zip(files, decoded) { try batch.add(messages, of: file.work) }
        }
    }

    /// Decodes a large file and decides on what it holds, one slice after the other, each in a transaction of its own.
    ///
    /// The row keeps how many of the messages are decided, so a restart goes on behind them.
    private func decodeInSlices(_ work: Work, _ bytes: FileBytes) throws {
        let terms = try termsOfSenders([(work, bytes)])
        let gatekeeper = gatekeeper()
        var work = work
        let decided = Int(work.cursor) ?? 0
        var count = 0
        var slice: [ReadMessage] = []
        var failure: (any Error)?
        bytes.withBytes { bytes in
            read(
                bytes, as: formats(of: work, plan), maxLines: plan.maxLines, agreed: { terms[$0] },
                admittedBy: gatekeeper.gate(for: work)
            ) { message in
                defer { count += message.span }
                guard count >= decided, failure == nil else { return }
                // A part of a statement alone becomes as many documents as a slice may have.
                if slice.count == slicing.messages || slice.last?.document?.kind.becomesSeveral == true {
                    do {
                        try gatekeeper.check()
                        try decideSlice(&slice, &work)
                    } catch { failure = error }
                }
                slice.append(message)
            }
        }
        if let failure { throw failure }
        try gatekeeper.check()
        try decide { batch in try batch.add(slice, of: work) }
    }

    private func decideSlice(_ slice: inout [ReadMessage], _ work: inout Work) throws {
        var next = work
        next.cursor = "\((Int(work.cursor) ?? 0) + slice.reduce(0) { $0 + $1.span })"
        // The process has survived the slice: what follows is tried as often as a file from the beginning.
        next.attempts = 1
        try decide { batch in try batch.add(slice, of: work, goingOnAs: next) }
        slice.removeAll(keepingCapacity: true)
        work = next
        // What the slice gave is rendered now, or all that the file gives would be in memory at once.
        _ = try render()
    }

    private func gatekeeper() -> Gatekeeper { Gatekeeper(around.company, around.ledger, plan) }

    /// What is agreed today with the senders that files, and those within compressed ones, tell where they begin.
    func termsOfSenders(
        _ files: [(work: Work, bytes: FileBytes)]
    ) throws -> [[PartyIdentifier]: PartnerTerms] {
        let plan = plan
        let found = around.workers.map(files) { file -> Set<[PartyIdentifier]> in
            guard let index = plan.index(of: file.work.stage), case .decode(let settings) = plan.steps[index].body
            else { return [] }
            return file.bytes.withBytes { senders(of: $0, as: settings.formats) }
        }
        let all = found.reduce(into: Set<[PartyIdentifier]>()) { $0.formUnion($1) }
        guard !all.isEmpty else { return [:] }
        let today = businessDate(at: now)
        return try around.ledger.read { ledger in
            var terms: [[PartyIdentifier]: PartnerTerms] = [:]
            for names in all { terms[names] = try ledger.agreement(with: names)?.terms(on: today) }
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

/// The formats that a decode stage reads.
private func formats(of work: Work, _ plan: Plan) -> [any ReadingFormat] {
    guard let index = plan.index(of: work.stage), case .decode(let settings) = plan.steps[index].body else {
        preconditionFailure("\(work.stage) is no decode stage")
    }
    return settings.formats
}

extension LedgerSnapshot {
    /// The agreement with the one customer that has a name among these.
    func agreement(with names: [PartyIdentifier]) throws -> PartnerAgreement? {
        let customers = try customers(named: names)
        guard let customer = customers.first, Set(customers).count == 1 else { return nil }
        let key = BookKey.partner(customer)
        guard case .partner(let agreement)? = try entries([key])[key] else { return nil }
        return agreement
    }
}

/// Reads a file as the first format that recognises it; of a compressed file, each of the files it holds.
///
/// - Parameter agreed: what is agreed with a sender that a file tells where it begins.
public func read(
    _ bytes: [UInt8], as formats: [any ReadingFormat], maxLines: Int = 10_000,
    agreed: ([PartyIdentifier]) -> PartnerTerms? = { _ in nil }
) -> [ReadMessage] {
    var messages: [ReadMessage] = []
    bytes.withUnsafeBufferPointer {
        read($0, as: formats, maxLines: maxLines, agreed: agreed) { messages.append($0) }
    }
    return messages
}

/// Reads a file, and hands on each of its messages as it comes.
///
/// - Parameter gate: asked before an interchange is taken; without one, each is.
public func read(
    _ bytes: UnsafeBufferPointer<UInt8>, as formats: [any ReadingFormat], maxLines: Int = 10_000,
    agreed: ([PartyIdentifier]) -> PartnerTerms? = { _ in nil }, admittedBy gate: InterchangeGate? = nil,
    each take: (ReadMessage) -> Void
) {
    var limits = ArchiveLimits()
    forEachPart(of: bytes, within: &limits) { part in
        func name(_ message: ReadMessage) {
            var message = message
            message.member = part.member
            take(message)
        }
        switch part.content {
        case .file(let bytes): readPlain(bytes, as: formats, maxLines: maxLines, agreed: agreed, gate, each: name)
        case .fault(let finding): name(refused(finding))
        }
    }
}

/// Who a file says that it comes from; of a compressed file, each of the files it holds.
private func senders(of bytes: UnsafeBufferPointer<UInt8>, as formats: [any ReadingFormat]) -> Set<[PartyIdentifier]> {
    var limits = ArchiveLimits()
    var found: Set<[PartyIdentifier]> = []
    forEachPart(of: bytes, within: &limits) { part in
        guard case .file(let bytes) = part.content else { return }
        let head = formatHead(of: bytes)
        found.insert(formats.first { $0.recognises(head) }?.senders(of: head) ?? [])
    }
    return found.subtracting([[]])
}

private func readPlain(
    _ bytes: UnsafeBufferPointer<UInt8>, as formats: [any ReadingFormat], maxLines: Int,
    agreed: ([PartyIdentifier]) -> PartnerTerms?, _ gate: InterchangeGate?, each take: (ReadMessage) -> Void
) {
    let head = formatHead(of: bytes)
    guard let format = formats.first(where: { $0.recognises(head) }) else {
        return take(refused(unrecognised(head, formats)))
    }
    var joined = format.joined(with: formats)
    if let gate { joined = joined.admitting(by: gate) }
    let terms = agreed(format.senders(of: head))
    (terms.map(joined.reading) ?? joined).read(bytes, maxLines: maxLines) { message in
        var message = message
        if message.format.isEmpty { message.format = format.name }
        message.checkCodes(ofUnits: !joined.checksUnits)
        take(message)
    }
}

/// What a format is known by: the first bytes of a file, and in XML those from where its comments and instructions end.
public func formatHead(of bytes: UnsafeBufferPointer<UInt8>) -> ArraySlice<UInt8> {
    let (size, longest) = (4096, 1 << 20)
    guard bytes.count > size else { return Array(bytes)[...] }
    let start = endOfProlog(in: UnsafeBufferPointer(rebasing: bytes.prefix(longest)))
    return Array(bytes.prefix(start + size))[...]
}

/// Where the comments and instructions that XML may begin with end; 0 where there are none, or one has no end.
private func endOfProlog(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while true {
        while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
        let rest = bytes[position...]
        let mark: [UInt8]
        if rest.starts(with: "<!--".utf8) {
            mark = Array("-->".utf8)
        } else if rest.starts(with: "<?".utf8) {
            mark = Array("?>".utf8)
        } else {
            return rest.first == UInt8(ascii: "<") ? position : 0
        }
        guard let end = rest.indices.first(where: { rest[$0...].starts(with: mark) }) else { return 0 }
        position = end + mark.count
    }
}

/// A part of what was dropped: a file, or why there is none.
private struct FilePart {
    enum Content {
        case file(UnsafeBufferPointer<UInt8>)
        case fault(Finding)
    }

    let content: Content
    /// What it is called in the compressed file that holds it; with that one's name before it where it has one too.
    let member: String?

    static func file(_ bytes: UnsafeBufferPointer<UInt8>, _ member: String?) -> FilePart {
        FilePart(content: .file(bytes), member: member)
    }
    static func fault(_ finding: Finding, _ member: String?) -> FilePart {
        FilePart(content: .fault(finding), member: member)
    }
}

/// Hands over a file, or each of those that a compressed one holds; all that comes out of it, in whatever layer, counts
/// against one limit.
private func forEachPart(
    of bytes: UnsafeBufferPointer<UInt8>, called name: String? = nil, within limits: inout ArchiveLimits,
    _ body: (FilePart) -> Void
) {
    let head = Array(bytes.prefix(4))[...]
    guard isGzip(head) || isZip(head) else { return body(.file(bytes, name)) }
    do throws(ArchiveFault) {
        guard limits.layers > 0 else { throw .unbounded("there are compressed files within compressed files") }
        let packed = Array(bytes)
        let members =
            isZip(head)
            ? try unzip(packed, within: limits).map { (name: $0.name, bytes: $0.bytes) }
            : [(name: "", bytes: try gunzip(packed, within: limits))]
        guard !members.isEmpty else {
            return body(.fault(Finding(.fileIsNotEmpty, "the file holds no other", at: .beginning), name))
        }
        limits.byteCount -= members.reduce(0) { $0 + $1.bytes.count }
        limits.members -= members.count
        limits.layers -= 1
        defer { limits.layers += 1 }
        for member in members {
            let names = [name ?? "", inOneLine(member.name[...])].filter { !$0.isEmpty }
            member.bytes.withUnsafeBufferPointer {
                forEachPart(
                    of: $0, called: names.isEmpty ? nil : names.joined(separator: "/"), within: &limits, body)
            }
        }
    } catch {
        body(.fault(error.finding, name))
    }
}

private func refused(_ finding: Finding) -> ReadMessage {
    ReadMessage(kind: "", status: .refused, document: nil, findings: [finding])
}

private func unrecognised(_ head: ArraySlice<UInt8>, _ formats: [any ReadingFormat]) -> Finding {
    guard !head.isEmpty else { return Finding(.fileIsNotEmpty, "the file is empty", at: .beginning) }
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
