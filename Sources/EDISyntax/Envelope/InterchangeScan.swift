import Findings

/// Finds the interchanges of a file and checks their envelopes, without reading what the messages say.
///
/// A file that begins like no interchange gives one that is refused. Counts and references are checked at their own
/// level: a fault of UNZ or IEA refuses the interchange, one of UNT or SE its message only.
public func scanInterchanges(_ bytes: UnsafeBufferPointer<UInt8>, charset: EDICharset? = nil) -> [Interchange] {
    var interchanges: [Interchange] = []
    forEachInterchange(bytes, charset: charset) { interchanges.append($0) }
    return interchanges
}

/// Hands on the interchanges of a file, one after the other.
public func forEachInterchange(
    _ bytes: UnsafeBufferPointer<UInt8>, charset: EDICharset? = nil, _ take: (Interchange) -> Void
) {
    var offset = skipBlanks(bytes, from: 0)
    repeat {
        guard let start = interchangeStart(bytes, at: offset) else {
            take(unrecognised(bytes, at: offset))
            break
        }
        var scan = InterchangeScan(bytes, start, at: offset, charset: charset)
        scan.run()
        take(scan.interchange)
        offset = skipBlanks(bytes, from: scan.interchange.range.upperBound)
    } while offset < bytes.count
}

extension [UInt8] {
    /// The interchanges that the bytes of a file hold.
    public func interchanges(charset: EDICharset? = nil) -> [Interchange] {
        withUnsafeBufferPointer { scanInterchanges($0, charset: charset) }
    }
}

private func unrecognised(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Interchange {
    let isX12 = bytes[offset...].starts(with: Array("ISA".utf8))
    var interchange = Interchange(
        dialect: isX12 ? .x12 : .edifact, characters: isX12 ? .x12 : .edifact, charset: .ascii,
        range: offset..<bytes.count)
    let what = offset == 0 ? "the file begins" : "after an interchange stands something that begins"
    interchange.log.report(
        .interchangeBegins, "\(what) neither with UNA, UNB nor with a whole ISA", at: .offset(offset))
    return interchange
}

/// What a segment is to the envelope.
enum EnvelopeRole {
    case interchangeHeader, groupHeader, messageHeader, messageTrailer, groupTrailer, interchangeTrailer

    @inline(__always)
    init?(_ tag: SegmentTag, _ dialect: EDIDialect) {
        switch dialect {
        case .edifact:
            // All six begin with UN.
            guard tag.packed >> 16 == 0x554E else { return nil }
            switch tag.packed {
            case 0x554E_4200: self = .interchangeHeader
            case 0x554E_4700: self = .groupHeader
            case 0x554E_4800: self = .messageHeader
            case 0x554E_5400: self = .messageTrailer
            case 0x554E_4500: self = .groupTrailer
            case 0x554E_5A00: self = .interchangeTrailer
            default: return nil
            }
        case .x12:
            switch tag.packed {
            case 0x4953_4100: self = .interchangeHeader
            case 0x4753_0000: self = .groupHeader
            case 0x5354_0000: self = .messageHeader
            case 0x5345_0000: self = .messageTrailer
            case 0x4745_0000: self = .groupTrailer
            case 0x4945_4100: self = .interchangeTrailer
            default: return nil
            }
        }
    }
}

/// Walks through one interchange: past its segments, and into those that are of an envelope.
struct InterchangeScan: ~Copyable {
    private(set) var interchange: Interchange
    private var skim: SegmentSkim
    /// At the segment that was looked into last.
    private var reader: SegmentReader
    private let dialect: EDIDialect
    private let isCharsetGiven: Bool
    private var message: MessageSlice?
    /// Whether there is an open message; asked at every segment.
    private var isInMessage = false
    private var group: FunctionalGroup?
    private var messageReferences: Set<String> = []
    /// The number of the header of the open message.
    private var messageStart = 0
    private var isEnded = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ start: InterchangeStart, at offset: Int, charset: EDICharset?) {
        dialect = start.dialect
        isCharsetGiven = charset != nil
        interchange = Interchange(
            dialect: start.dialect, characters: start.characters, charset: charset ?? .ascii,
            range: offset..<bytes.count)
        skim = SegmentSkim(bytes, from: start.firstSegment, start.characters)
        reader = SegmentReader(bytes, in: start.firstSegment..<start.firstSegment, start.characters)
        if let fault = start.fault {
            interchange.log.report(fault, faultWords(fault), at: .offset(offset))
        }
    }

    mutating func run() {
        while !isEnded, skim.advance() {
            if isInMessage, !mayBeOfEnvelope { continue }
            lookInto()
            guard let role = EnvelopeRole(reader.tag, dialect) else {
                if !isInMessage { passOver() }
                continue
            }
            take(role)
        }
        finish()
    }

    /// Whether the segment begins like one of an envelope.
    @inline(__always)
    private var mayBeOfEnvelope: Bool {
        switch (dialect, skim.beginning) {
        // UN; ST, SE, GS, GE, IS, IE.
        case (.edifact, 0x554E), (.x12, 0x5354), (.x12, 0x5345), (.x12, 0x4753), (.x12, 0x4745), (.x12, 0x4953),
            (.x12, 0x4945):
            true
        default: false
        }
    }

    /// Splits the segment into its elements.
    private mutating func lookInto() {
        reader.move(to: skim.range)
        _ = reader.next()
        reader.renumber(skim.number)
    }

    private mutating func take(_ role: EnvelopeRole) {
        switch role {
        case .interchangeHeader: beginInterchange()
        case .groupHeader: beginGroup()
        case .messageHeader: beginMessage()
        case .messageTrailer: endMessage()
        case .groupTrailer: endGroup()
        case .interchangeTrailer: endInterchange()
        }
    }

    /// A segment outside every message: X12 allows TA1 there.
    private mutating func passOver() {
        if dialect == .x12, reader.tag == "TA1" { return }
        report(.segmentIsInMessage, "\(reader.tag) stands outside every message")
    }

    private mutating func report(_ rule: Rule, _ message: String, _ element: Int = 0, _ component: Int = 0) {
        interchange.log.report(rule, message, at: reader.place(element, component))
    }

    // MARK: Interchange

    private mutating func beginInterchange() {
        guard reader.number == 1 else {
            report(.interchangeIsComplete, "another interchange begins before this one has ended")
            interchange.range = interchange.range.lowerBound..<reader.offset
            isEnded = true
            return
        }
        interchange.header = dialect == .edifact ? edifactHeader(reader) : x12Header(reader)
        if !isCharsetGiven { interchange.charset = EDICharset(syntaxIdentifier: interchange.header.syntax) ?? .ascii }
        checkHeader()
    }

    private mutating func checkHeader() {
        let header = interchange.header
        let isEDIFACT = dialect == .edifact
        if isEDIFACT, EDICharset(syntaxIdentifier: header.syntax) == nil || !("1"..."4").contains(header.syntaxVersion)
        {
            let words = "\(header.syntax.prefix(10)) version \(header.syntaxVersion.prefix(10))"
            report(.syntaxIsSupported, "the interchange declares \(words)", 1)
        }
        let parts = [
            (header.sender, "sender", isEDIFACT ? 2 : 6), (header.recipient, "recipient", isEDIFACT ? 3 : 8),
            (header.controlReference, "control reference", isEDIFACT ? 5 : 13),
        ]
        for (value, words, element) in parts where value.isEmpty {
            report(.interchangeHeaderIsComplete, "\(reader.tag) gives no \(words)", element)
        }
    }

    private mutating func endInterchange() {
        closeMessage()
        closeGroup()
        let expected = interchange.groups.isEmpty ? interchange.messages.count : interchange.groups.count
        checkCount(expected, interchange.groups.isEmpty ? "messages" : "groups")
        let reference = trimmed(reader.text(2))
        if reference != interchange.header.controlReference {
            let words =
                "\(reader.tag) has '\(reference.prefix(20))', the header '\(interchange.header.controlReference.prefix(20))'"
            report(.interchangeReferencesMatch, words, 2)
        }
        interchange.range = interchange.range.lowerBound..<reader.endOffset
        isEnded = true
    }

    private mutating func checkCount(_ expected: Int, _ words: String) {
        guard reader.count(1) != expected else { return }
        let given = reader.text(1)?.prefix(20) ?? ""
        report(.interchangeCountsMatch, "\(reader.tag) counts '\(given)' \(words), there are \(expected)", 1)
    }

    private mutating func finish() {
        if !isEnded {
            if skim.number > 0 { lookInto() }
            reportEnd()
        }
        if interchange.messages.isEmpty, !interchange.log.hasFatal {
            interchange.log.report(
                .interchangeIsNotEmpty, "the interchange holds no message",
                at: .segment(1, tag: interchange.dialect == .edifact ? "UNB" : "ISA", element: 0, component: 0))
        }
        checkCharacters()
    }

    private mutating func reportEnd() {
        switch skim.fault {
        case .unterminated(let offset):
            let words = "the file ends within a segment that begins at byte \(offset)"
            interchange.log.report(.interchangeIsComplete, words, at: .offset(offset))
        case .tooLong(let offset):
            let words = "a segment that begins at byte \(offset) does not end"
            interchange.log.report(.segmentIsBounded, words, at: .offset(offset))
        case nil:
            let trailer = dialect == .edifact ? "UNZ" : "IEA"
            interchange.log.report(.interchangeIsComplete, "the file ends without \(trailer)", at: reader.place())
        }
        closeMessage(at: reader.bytes.count)
        closeGroup()
    }

    private mutating func checkCharacters() {
        guard let first = firstHighByte(reader.bytes, in: interchange.range) else { return }
        let rest = UnsafeBufferPointer(rebasing: reader.bytes[first..<interchange.range.upperBound])
        guard let foreign = interchange.charset.firstForeignByte(in: rest) else { return }
        let declared = dialect == .edifact ? interchange.header.syntax : "ASCII"
        let words = "byte \(first + foreign) is no character of \(declared.prefix(10))"
        interchange.log.report(.charactersAreOfSet, words, at: .offset(first + foreign))
    }

    // MARK: Groups

    private mutating func beginGroup() {
        closeMessage()
        closeGroup()
        if !interchange.messages.isEmpty, interchange.groups.isEmpty {
            report(.groupsAreNotMixed, "a group begins after messages that stand in none")
        }
        group = dialect == .edifact ? edifactGroup(reader) : x12Group(reader)
        messageReferences = []
    }

    private mutating func endGroup() {
        closeMessage()
        guard var open = group else {
            return report(.segmentIsInMessage, "\(reader.tag) ends a group that never began")
        }
        open.declaredCount = reader.count(1)
        if reader.count(1) != open.messageCount {
            let words =
                "\(reader.tag) counts '\(reader.text(1)?.prefix(20) ?? "")' messages, there are \(open.messageCount)"
            open.findings.append(Finding(.groupCountsMatch, words, at: reader.place(1)))
        }
        let reference = trimmed(reader.text(2))
        if reference != open.reference {
            let words = "\(reader.tag) has '\(reference.prefix(20))', the header '\(open.reference.prefix(20))'"
            open.findings.append(Finding(.groupReferencesMatch, words, at: reader.place(2)))
        }
        interchange.groups.append(open)
        group = nil
    }

    /// A group that the next envelope segment ends before its own trailer has come.
    private mutating func closeGroup() {
        guard var open = group else { return }
        let trailer = dialect == .edifact ? "UNE" : "GE"
        open.findings.append(Finding(.groupIsComplete, "the group has no \(trailer)", at: reader.place()))
        interchange.groups.append(open)
        group = nil
    }

    // MARK: Messages

    private mutating func beginMessage() {
        closeMessage()
        if group == nil, !interchange.groups.isEmpty || dialect == .x12 {
            report(.groupsAreNotMixed, "a message stands outside every group")
        }
        messageStart = reader.number
        let start = reader.offset..<reader.endOffset
        var open =
            dialect == .edifact
            ? edifactMessage(reader, at: start) : x12Message(reader, at: start, groupVersion: group?.version)
        open.group = group == nil ? nil : interchange.groups.count
        if open.reference.isEmpty || open.type.isEmpty {
            open.findings.append(
                Finding(.messageHeaderIsComplete, "\(reader.tag) gives no reference or no type", at: headerPlace))
        } else if !messageReferences.insert(open.reference).inserted {
            let words = "'\(open.reference.prefix(20))' is the reference of an earlier message"
            open.findings.append(Finding(.messageReferenceIsUnique, words, at: headerPlace))
        }
        message = open
        isInMessage = true
    }

    private var headerPlace: Place { .segment(1, tag: reader.tag.description, element: 1, component: 0) }

    private mutating func endMessage() {
        guard var open = message.take() else {
            return report(.segmentIsInMessage, "\(reader.tag) ends a message that never began")
        }
        open.segmentCount = reader.number - messageStart + 1
        let tag = reader.tag
        if reader.count(1) != open.segmentCount {
            let words = "\(tag) counts '\(reader.text(1)?.prefix(20) ?? "")' segments, there are \(open.segmentCount)"
            let place = Place.segment(open.segmentCount, tag: tag.description, element: 1, component: 0)
            open.findings.append(Finding(.messageCountsMatch, words, at: place))
        }
        let reference = trimmed(reader.text(2))
        if reference != open.reference {
            let words = "\(tag) has '\(reference.prefix(20))', the header '\(open.reference.prefix(20))'"
            let place = Place.segment(open.segmentCount, tag: tag.description, element: 2, component: 0)
            open.findings.append(Finding(.messageReferencesMatch, words, at: place))
        }
        keep(open, to: reader.endOffset)
    }

    /// A message that the next envelope segment ends before its own trailer has come.
    private mutating func closeMessage(at end: Int? = nil) {
        guard var open = message.take() else { return }
        open.segmentCount = max(1, reader.number - messageStart)
        let trailer = dialect == .edifact ? "UNT" : "SE"
        let place = Place.segment(open.segmentCount, tag: trailer, element: 0, component: 0)
        open.findings.append(Finding(.messageIsComplete, "the message has no \(trailer)", at: place))
        keep(open, to: max(end ?? reader.offset, open.range.upperBound))
    }

    private mutating func keep(_ open: consuming MessageSlice, to end: Int) {
        open.range = open.range.lowerBound..<end
        open.firstSegment = messageStart
        interchange.messages.append(open)
        group?.messageCount += 1
        isInMessage = false
    }
}

private func faultWords(_ rule: Rule) -> String {
    rule == .interchangeHeaderIsFixed
        ? "ISA is not 106 characters long" : "two of the separators are the same, or one is a letter or a blank"
}
