import ArchiveSyntax
public import Documents
public import Findings

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
func senders(of bytes: UnsafeBufferPointer<UInt8>, as formats: [any ReadingFormat]) -> Set<[PartyIdentifier]> {
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
