public import Findings

/// Follows a message through its grammar, segment by segment.
public struct GrammarMatcher: ~Copyable {
    public let grammar: MessageGrammar
    /// The node of the last segment that had its place; -1 before the first.
    public private(set) var node = -1
    /// How often each segment stood in this turn of its group.
    private let counts: UnsafeMutablePointer<Int32>
    /// How often each group came in this turn of the group around it.
    private let turns: UnsafeMutablePointer<Int32>
    /// The paths that the last segment left out although they are required, where that was reported.
    public private(set) var leftOut: [String] = []

    public init(_ grammar: MessageGrammar) {
        self.grammar = grammar
        counts = .allocate(capacity: grammar.nodes.count + grammar.groups.count)
        counts.initialize(repeating: 0, count: grammar.nodes.count + grammar.groups.count)
        turns = counts + grammar.nodes.count
    }

    deinit { counts.deallocate() }

    /// The node that a segment takes; nil where it has no place there, which is reported.
    ///
    /// A segment out of place is passed over: what follows it is matched as though it had not been there.
    @inline(__always)
    public mutating func take(_ segment: borrowing SegmentReader, _ log: inout FindingLog) -> Int? {
        guard let way = grammar.way(from: node, segment.tag) else {
            reportUnexpected(segment, &log)
            return nil
        }
        if way.leavesOut { reportLeftOut(to: way, segment, &log) }
        guard count(way) else { return takeBeyond(way, segment, &log) }
        node = way.node
        return node
    }

    /// Reports what is missing at the end of the message.
    public func finish(_ segment: borrowing SegmentReader, _ log: inout FindingLog) {
        for path in grammar.leftOut(from: node, to: nil) { reportMissing(path, segment, &log) }
    }

    /// Counts a step; false where it is one too many.
    @inline(__always)
    private mutating func count(_ way: Way) -> Bool {
        let bound = grammar.bounds[way.node]
        guard bound.group >= 0 else {
            counts[way.node] = way.isRepeat ? counts[way.node] &+ 1 : 1
            return counts[way.node] <= bound.maximum
        }
        let group = Int(bound.group)
        turns[group] = way.isRepeat ? turns[group] &+ 1 : 1
        return turns[group] <= bound.maximum
    }

    /// A segment that stands once too often: perhaps it has another place further on.
    private mutating func takeBeyond(_ way: Way, _ segment: borrowing SegmentReader, _ log: inout FindingLog) -> Int? {
        let tag = segment.tag
        let others = grammar.ways(from: node).filter { grammar.nodes[$0.node].tag == tag && $0.node != way.node }
        if let other = others.first(where: { !$0.leavesOut }), count(other) {
            node = other.node
            return node
        }
        let target = grammar.nodes[way.node]
        if target.isTrigger {
            let maximum = grammar.groups[target.group].maximum
            log.report(
                .groupRepeatsAreBounded, "group \(target.path) stands more than \(maximum) times", at: segment.place())
        } else {
            log.report(
                .segmentRepeatsAreBounded, "\(tag) stands more than \(target.maximum) times", at: segment.place())
        }
        node = way.node
        return node
    }

    private func reportUnexpected(_ segment: borrowing SegmentReader, _ log: inout FindingLog) {
        guard segment.tag.isWellFormed else {
            return log.report(.segmentTagIsWellFormed, "a segment begins with no tag", at: segment.place())
        }
        let after = node < 0 ? "at the beginning" : "after \(grammar.nodes[node].path)"
        let words = grammar.knows(segment.tag) ? "may not stand \(after)" : "is no segment of the message"
        log.report(.segmentIsInPlace, "\(segment.tag) \(words)", at: segment.place())
    }

    private mutating func reportLeftOut(to way: Way, _ segment: borrowing SegmentReader, _ log: inout FindingLog) {
        leftOut = grammar.leftOut(from: node, to: way)
        for path in leftOut { reportMissing(path, segment, &log) }
    }

    private func reportMissing(_ path: String, _ segment: borrowing SegmentReader, _ log: inout FindingLog) {
        let tag = path.split(separator: "/").last.map(String.init) ?? path
        log.report(
            .segmentIsGiven, "\(path) is missing before \(segment.tag)",
            at: .segment(segment.number, tag: tag, element: 0, component: 0))
    }
}
