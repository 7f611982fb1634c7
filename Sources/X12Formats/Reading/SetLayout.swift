import EDISyntax

/// The grammar of one transaction set in one version, and what each of its segments means to whoever reads it. Nothing of
/// it changes once it is made.
final class SetLayout<Part: Sendable>: @unchecked Sendable {
    /// What is known of a place in the grammar; its notes are made once and never changed.
    struct Place: @unchecked Sendable {
        /// What the segment there means; nil where nothing is read of it.
        var part: Part?
        var elements: SegmentElements?
        var notes: UnsafeBufferPointer<ElementNote>
        /// Whether it is part of a line.
        var isInLine: Bool
        /// Whether a line begins with it.
        var beginsLine: Bool
        /// Whether it only frames the set or a loop.
        var isFrame: Bool
    }

    let grammar: MessageGrammar
    /// One for each node; made once for as long as the program runs, as the layouts are.
    let places: UnsafeBufferPointer<Place>
    private let line: String

    /// - Parameter parts: what the segments mean, by their paths: `PO1/PID`.
    init(_ set: X12Set, _ version: X12Version, parts: [String: Part]) {
        let grammar = set.grammar(version)
        let paths = grammar.nodes.map(\.path)
        precondition(Set(parts.keys).isSubset(of: paths), "every part of a layout is found in its grammar")
        self.grammar = grammar
        let line = set.line
        self.line = line
        places = kept(
            grammar.nodes.map { node in
                Place(
                    part: parts[node.path], elements: node.elements, notes: elementNotes(of: node.tag),
                    isInLine: isPath(node.path, in: line), beginsLine: node.path == line,
                    isFrame: ["ST", "SE", "LS", "LE", "N9"].contains(node.tag))
            })
    }

    /// Whether a path of the grammar lies in a line.
    func isInLine(_ path: String) -> Bool { isPath(path, in: line) }
}

/// The layouts of one transaction set, one for each version.
struct SetLayouts<Part: Sendable>: Sendable {
    private let v004010: SetLayout<Part>
    private let v005010: SetLayout<Part>

    init(_ set: X12Set, parts: [String: Part]) {
        v004010 = SetLayout(set, .v004010, parts: parts)
        v005010 = SetLayout(set, .v005010, parts: parts)
    }

    subscript(version: X12Version) -> SetLayout<Part> { version == .v004010 ? v004010 : v005010 }
}
