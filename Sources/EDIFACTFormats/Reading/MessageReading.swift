import Documents
import EDISyntax
import Findings
import Pipeline

/// A message to read, and what it lies in.
struct MessageInput {
    let slice: MessageSlice
    let maxLines: Int
}

/// What reading a message gave.
struct MessageOutput {
    var document: Document?
    var findings: [Finding]
    var droppedFindings: Int
    /// Whether some of its lines were left out because of their faults.
    var isPartial = false
}

/// Turns the segments of one type of message into a document.
protocol MessageMapping: SendableMetatype {
    associatedtype Part: Sendable

    static var layouts: MessageLayouts<Part> { get }
    /// Whether a segment of which nothing is read is told.
    static var tellsUnread: Bool { get }
    /// Whether the rest is used where a line cannot be: of goods that left, what was told in part would be billed in part,
    /// and nobody would know.
    static var standsWithoutLines: Bool { get }

    init()
    var values: EDIFACTValues { get set }
    /// Takes a segment that is read here.
    mutating func take(_ part: Part, _ segment: borrowing SegmentReader)
    /// Begins a line; its first segment is taken next.
    mutating func beginLine(_ segment: borrowing SegmentReader)
    /// Ends the line, and keeps it unless it has a fault.
    mutating func endLine(keeping: Bool)
    /// The document; nil, with findings, where it lacks what it cannot do without.
    mutating func document(_ summary: LineSummary) -> Document?
}

extension MessageMapping {
    static var tellsUnread: Bool { false }
    static var standsWithoutLines: Bool { true }
}

/// What became of the lines of a message.
struct LineSummary {
    /// How many lines it has, faulty ones included.
    var count = 0
    var faulty = 0
}

/// Reads one message: its structure by the grammar, what it says by the mapping.
///
/// A fault in a line costs the line, a fault outside of the lines the message.
func readMessage<Mapping: MessageMapping>(
    _: Mapping.Type, _ input: MessageInput, _ segment: inout SegmentReader
) -> MessageOutput {
    let layout = Mapping.layouts[DirectoryRelease(nearest: input.slice.release)]
    var walk = MessageWalk<Mapping>(layout, maxLines: input.maxLines)
    walk.begin(input.slice)
    segment.move(to: input.slice.range)
    while segment.next() { walk.take(segment) }
    return walk.finish(segment)
}

/// Goes through one message.
private struct MessageWalk<Mapping: MessageMapping>: ~Copyable {
    private let layout: MessageLayout<Mapping.Part>
    private let maxLines: Int
    private var matcher: GrammarMatcher
    private var mapping = Mapping()
    private var lines = LineSummary()
    private var isInLine = false
    private var isLineFaulty = false
    private var isMessageFaulty = false
    /// The places of the segments that were told to be not read.
    private var unread: Set<Int> = []

    init(_ layout: MessageLayout<Mapping.Part>, maxLines: Int) {
        self.layout = layout
        self.maxLines = maxLines
        matcher = GrammarMatcher(layout.grammar)
    }

    mutating func begin(_ slice: MessageSlice) {
        mapping.values.log.report(contentsOf: slice.findings)
        isMessageFaulty = slice.isRefused
        // CONTRL is part of the syntax, and of no directory.
        let isKnown = slice.version == "D" && DirectoryRelease.allCases.contains { $0.release == slice.release }
        guard !isKnown, slice.type != "CONTRL" else { return }
        let words =
            "directory \(slice.version.prefix(3)).\(slice.release.prefix(3)) is read by the nearest that is known"
        let place = Place.segment(1, tag: "UNH", element: 2, component: 3)
        mapping.values.log.report(.edifactDirectoryIsRead, words, at: place)
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
        if mapping.values.log.fatalCount != checked { blame() }
        // What a faulty line says is not used, so that one fault does not give rise to more findings.
        guard let part = layout.places[node].part else { return tellUnread(node, segment) }
        guard !isInLine || !isLineFaulty || layout.places[node].beginsLine else { return }
        let mapped = mapping.values.log.fatalCount
        mapping.take(part, segment)
        if mapping.values.log.fatalCount != mapped { blame() }
    }

    /// Tells of the first segment of a sort of which nothing is read.
    private mutating func tellUnread(_ node: Int, _ segment: borrowing SegmentReader) {
        guard Mapping.tellsUnread, !layout.places[node].isFrame, unread.insert(node).inserted else { return }
        let words = "\(matcher.grammar.nodes[node].path) is not read: what it says is left aside"
        mapping.values.log.report(.edifactSegmentIsRead, words, at: segment.place())
    }

    /// Ends one line and begins another, or leaves the lines.
    private mutating func enter(_ node: Int, _ segment: borrowing SegmentReader) {
        if isInLine { endLine() }
        isInLine = layout.places[node].isInLine
        guard isInLine else { return }
        lines.count += 1
        isLineFaulty = false
        if lines.count == maxLines + 1 {
            isMessageFaulty = true
            let words = "the message has more than \(maxLines) lines"
            mapping.values.log.report(.edifactLinesAreBounded, words, at: segment.place())
        }
        mapping.beginLine(segment)
    }

    private mutating func endLine() {
        let known = mapping.values.log.fatalCount
        mapping.endLine(keeping: !isLineFaulty && lines.count <= maxLines)
        if mapping.values.log.fatalCount != known { blame() }
        if isLineFaulty { lines.faulty += 1 }
    }

    /// Lays a fault of structure where it belongs: what is missing may be missing in the line before.
    private mutating func blameStructure(_ node: Int?) {
        let isOfLine = isInLine && (node == nil || matcher.leftOut.allSatisfy(layout.isInLine))
        if isOfLine { isLineFaulty = true } else { isMessageFaulty = true }
    }

    private mutating func blame() {
        if isInLine { isLineFaulty = true } else { isMessageFaulty = true }
    }

    consuming func finish(_ segment: borrowing SegmentReader) -> MessageOutput {
        if isInLine { endLine() }
        isInLine = false
        let known = mapping.values.log.fatalCount
        matcher.finish(segment, &mapping.values.log)
        if let offset = segment.danglingRelease {
            let words = "a release character ends a line, and releases nothing"
            mapping.values.log.report(.releaseReleases, words, at: .offset(offset))
        }
        let document = mapping.document(lines)
        if mapping.values.log.fatalCount != known { blame() }
        if lines.faulty > 0, !Mapping.standsWithoutLines { isMessageFaulty = true }
        let log = mapping.values.log
        return MessageOutput(
            document: isMessageFaulty ? nil : document, findings: log.findings, droppedFindings: log.droppedCount,
            isPartial: lines.faulty > 0)
    }
}
