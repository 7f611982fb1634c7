import Documents
import EDISyntax
import Findings

/// A transaction set to read, and what it lies in.
struct SetInput {
    let slice: MessageSlice
    let header: InterchangeHeader
    let maxLines: Int

    var sender: InterchangeSide { InterchangeSide(qualifier: header.senderQualifier, value: header.sender) }
    var recipient: InterchangeSide { InterchangeSide(qualifier: header.recipientQualifier, value: header.recipient) }
}

/// What reading a set gave.
struct SetOutput {
    var document: Document?
    var findings: [Finding]
    var droppedFindings: Int
    /// Whether some of its lines were left out because of their faults.
    var isPartial = false
}

/// Turns the segments of one transaction set into a document.
protocol SetMapping {
    associatedtype Part: Sendable

    /// Whether a segment of which nothing is read is told.
    static var tellsUnread: Bool { get }
    /// Whether the rest is used where a line cannot be: of goods that left, what was told in part would be billed in part,
    /// and nobody would know.
    static var standsWithoutLines: Bool { get }

    init(_ input: borrowing SetInput)
    var values: X12Values { get set }
    /// Takes a segment that is read here.
    mutating func take(_ part: Part, _ segment: borrowing SegmentReader)
    /// Begins a line, whose first segment is taken next; false where a fault in it costs the document.
    mutating func beginLine(_ segment: borrowing SegmentReader) -> Bool
    /// Ends the line, and keeps it unless it has a fault.
    mutating func endLine(keeping: Bool)
    /// The document; nil, with findings, where it lacks what it cannot do without.
    mutating func document(_ summary: LineSummary) -> Document?
}

extension SetMapping {
    static var tellsUnread: Bool { false }
    static var standsWithoutLines: Bool { true }
}

/// What became of the lines of a set.
struct LineSummary {
    /// How many lines it has, faulty ones included.
    var count = 0
    var faulty = 0
    /// The number of its last segment.
    var lastSegment = 0
}

/// Reads one set: its structure by the grammar, what it says by the mapping.
///
/// A fault in a line costs the line, a fault outside of the lines the set.
func readSet<Mapping: SetMapping>(
    _: Mapping.Type, _ layouts: SetLayouts<Mapping.Part>, _ input: SetInput, _ segment: inout SegmentReader
) -> SetOutput {
    let layout = layouts[X12Version(nearest: input.slice.version)]
    var walk = SetWalk<Mapping>(layout, input)
    segment.move(to: input.slice.range)
    while segment.next() { walk.take(segment) }
    return walk.finish(segment)
}

/// Goes through one set.
private struct SetWalk<Mapping: SetMapping>: ~Copyable {
    private let layout: SetLayout<Mapping.Part>
    private let maxLines: Int
    private var matcher: GrammarMatcher
    private var mapping: Mapping
    private var lines = LineSummary()
    private var isInLine = false
    private var isLineFaulty = false
    /// Whether the line that is open can be left out.
    private var isLineSpare = true
    private var isSetFaulty: Bool
    /// The places of the segments that were told to be not read.
    private var unread: Set<Int> = []

    init(_ layout: SetLayout<Mapping.Part>, _ input: borrowing SetInput) {
        self.layout = layout
        maxLines = input.maxLines
        matcher = GrammarMatcher(layout.grammar)
        mapping = Mapping(input)
        mapping.values.log.report(contentsOf: input.slice.findings)
        isSetFaulty = input.slice.isRefused
        checkVersion(input.slice.version)
    }

    private mutating func checkVersion(_ version: String) {
        guard !version.hasPrefix("004010"), !version.hasPrefix("005010") else { return }
        let words = "version '\(version.prefix(12))' is read by the nearest that is known"
        mapping.values.log.report(.x12VersionIsRead, words, at: X12Values.beginning)
    }

    @inline(__always)
    mutating func take(_ segment: borrowing SegmentReader) {
        let known = mapping.values.log.fatalCount
        let node = matcher.take(segment, &mapping.values.log)
        if mapping.values.log.fatalCount != known { blameStructure(node) }
        guard let node else { return }
        if layout.places[node].beginsLine || isInLine != layout.places[node].isInLine { enter(node, segment) }
        let checked = mapping.values.log.fatalCount
        if let elements = layout.places[node].elements { segment.check(elements, &mapping.values.log) }
        if !layout.places[node].notes.isEmpty { segment.check(layout.places[node].notes, &mapping.values.log) }
        if let part = layout.places[node].part { mapping.take(part, segment) } else { tellUnread(node, segment) }
        if mapping.values.log.fatalCount != checked { blame() }
    }

    /// Tells of the first segment of a sort of which nothing is read.
    private mutating func tellUnread(_ node: Int, _ segment: borrowing SegmentReader) {
        guard Mapping.tellsUnread, !layout.places[node].isFrame, unread.insert(node).inserted else { return }
        let words = "\(layout.grammar.nodes[node].path) is not read: what it says is left aside"
        mapping.values.log.report(.x12SegmentIsRead, words, at: segment.place())
    }

    /// Ends one line and begins another, or leaves the lines.
    private mutating func enter(_ node: Int, _ segment: borrowing SegmentReader) {
        if isInLine { endLine() }
        isInLine = layout.places[node].isInLine
        guard isInLine else { return }
        isLineFaulty = false
        isLineSpare = mapping.beginLine(segment)
        guard isLineSpare else { return }
        lines.count += 1
        guard lines.count == maxLines + 1 else { return }
        isSetFaulty = true
        let words = "the set has more than \(maxLines) lines"
        mapping.values.log.report(.x12LinesAreBounded, words, at: segment.place())
    }

    private mutating func endLine() {
        let known = mapping.values.log.fatalCount
        mapping.endLine(keeping: !isLineFaulty && lines.count <= maxLines && !isSetFaulty)
        if mapping.values.log.fatalCount != known { blame() }
        if isLineFaulty { lines.faulty += 1 }
    }

    /// Lays a fault of structure where it belongs: what is missing may be missing in the line before.
    private mutating func blameStructure(_ node: Int?) {
        guard isInLine, node == nil || matcher.leftOut.allSatisfy(layout.isInLine) else {
            isSetFaulty = true
            return
        }
        blame()
    }

    private mutating func blame() {
        if isInLine, isLineSpare { isLineFaulty = true } else { isSetFaulty = true }
    }

    consuming func finish(_ segment: borrowing SegmentReader) -> SetOutput {
        if isInLine { endLine() }
        isInLine = false
        let known = mapping.values.log.fatalCount
        matcher.finish(segment, &mapping.values.log)
        lines.lastSegment = segment.number
        let document = mapping.document(lines)
        if mapping.values.log.fatalCount != known { isSetFaulty = true }
        if lines.faulty > 0, !Mapping.standsWithoutLines { isSetFaulty = true }
        let log = mapping.values.log
        return SetOutput(
            document: isSetFaulty ? nil : document, findings: log.findings, droppedFindings: log.droppedCount,
            isPartial: lines.faulty > 0)
    }
}
