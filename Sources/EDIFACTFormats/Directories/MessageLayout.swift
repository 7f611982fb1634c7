import EDISyntax

/// The grammars of messages, as text.
enum MessageNotation {
    static let contrl = "UNH UCI (UCM (UCS UCD?*99)?*999)?*999999 (UCF (UCM (UCS UCD?*99)?*999)?*999999)?*999999 UNT"
}

/// The grammar of one type of message in one directory, and what each of its segments means to whoever reads it. Nothing of
/// it changes once it is made.
final class MessageLayout<Part: Sendable>: @unchecked Sendable {
    /// What is known of a place in the grammar.
    struct Place: Sendable {
        /// What the segment there means; nil where nothing is read of it.
        var part: Part?
        var elements: SegmentElements?
        /// Whether it is part of a line.
        var isInLine: Bool
        /// Whether a line begins with it.
        var beginsLine: Bool
        /// Whether it only frames the message or its sections.
        var isFrame: Bool
    }

    let grammar: MessageGrammar
    /// One for each node; made once for as long as the program runs, as the layouts are.
    let places: UnsafeBufferPointer<Place>
    private let line: String

    /// - Parameters:
    ///   - line: where a line is found, such as `LIN`.
    ///   - parts: what the segments mean, by their paths: `LIN/PRI`, and `UNS/MOA` for what comes after the lines.
    init(_ notation: String, _ directory: SegmentDirectory, line: String, parts: [String: Part]) {
        let grammar = MessageGrammar(notation, directory)
        let paths = Self.paths(of: grammar)
        precondition(Set(parts.keys).isSubset(of: paths), "every part of a layout is found in its grammar")
        self.grammar = grammar
        self.line = line
        places = kept(
            zip(grammar.nodes, paths).map { node, path in
                Place(
                    part: parts[path], elements: node.elements, isInLine: isPath(path, in: line),
                    beginsLine: path == line, isFrame: ["UNH", "UNS", "UNT"].contains(node.tag))
            })
    }

    /// The paths of the nodes, where what comes after the lines can be told from what comes before them.
    private static func paths(of grammar: MessageGrammar) -> [String] {
        let end = grammar.nodes.firstIndex { $0.path == "UNS" } ?? grammar.nodes.count
        return grammar.nodes.indices.map { $0 > end ? "UNS/" + grammar.nodes[$0].path : grammar.nodes[$0].path }
    }

    /// Whether a path of the grammar lies in a line.
    func isInLine(_ path: String) -> Bool { isPath(path, in: line) }
}

/// The directories that messages are read by.
enum DirectoryRelease: Hashable, Sendable, CaseIterable {
    case d96A, d01B

    /// The nearer of the two directories: that of 2001 for what was released in 2000 or later.
    init(nearest release: String) {
        self = release.first.map { "0123".contains($0) } ?? false ? .d01B : .d96A
    }

    var release: String { self == .d96A ? "96A" : "01B" }
    var segments: SegmentDirectory { self == .d96A ? segmentsD96A : segmentsD01B }
}

/// The layouts of one type of message, one for each directory.
struct MessageLayouts<Part: Sendable>: Sendable {
    private let d96A: MessageLayout<Part>
    private let d01B: MessageLayout<Part>

    init(d96A: String, d01B: String, line: String, parts: [String: Part], onlyD01B: [String: Part] = [:]) {
        self.d96A = MessageLayout(d96A, segmentsD96A, line: line, parts: parts)
        self.d01B = MessageLayout(
            d01B, segmentsD01B, line: line, parts: parts.merging(onlyD01B) { $1 })
    }

    subscript(release: DirectoryRelease) -> MessageLayout<Part> { release == .d96A ? d96A : d01B }
}
