/// What a message is made of: segments and groups of segments, in their order, each with how often it may stand.
///
/// It is compiled from a line of notation. `DTM*35` stands up to 35 times, `PAI?` may be left out, and
/// `(RFF DTM?*5)?*10` is a group that its first segment begins:
///
///     UNH BGM DTM*35 (RFF DTM?*5)?*10 (LIN PIA?*25 QTY?*10)?*200000 UNS MOA?*12 UNT
///
/// A segment finds its place by structure: first where it may stand again, then further on in its group, then as the
/// beginning of another turn of its group, then in the groups around. Every such step is worked out beforehand, so
/// that matching a segment is one look into a table.
public struct MessageGrammar: @unchecked Sendable {
    /// A place in a message where a segment may stand.
    public struct Node: Sendable {
        public let tag: SegmentTag
        /// The tags of the groups that it stands in, and its own: `LIN/PRI/CUX`.
        public let path: String
        public let isRequired: Bool
        public let maximum: Int
        /// The segment's elements; nil where the directory does not have it.
        public let elements: SegmentElements?
        let group: Int
        /// Its position in its group.
        let position: Int
        var isTrigger: Bool { position == 0 && group > 0 }
    }

    struct Bound: Sendable {
        /// The group that it begins; -1 where it begins none.
        var group: Int32
        /// How often it, or the group that it begins, may stand.
        var maximum: Int32
    }

    struct Group: Sendable {
        let parent: Int
        let position: Int
        let isRequired: Bool
        let maximum: Int
        let path: String
        var items: [Item] = []
    }

    enum Item: Sendable {
        case segment(Int)
        case group(Int)
    }

    public internal(set) var nodes: [Node] = []
    /// What matching needs of each node, without its texts.
    private(set) var bounds = kept([Bound]())
    /// The groups; the first one is the message itself.
    var groups: [Group] = []
    /// For each node, one entry for each tag; the first row is for the place before the first segment.
    private(set) var steps = kept([Int32]())
    private var tagIndexes: TagTable
    private var tagCount: Int

    /// - Precondition: the notation is sound; it is part of the program.
    public init(_ notation: String, _ directory: SegmentDirectory = SegmentDirectory("")) {
        tagIndexes = TagTable([])
        tagCount = 0
        var compiler = GrammarCompiler(notation, directory)
        compiler.compile(into: &self)
        var tags: [SegmentTag] = []
        for node in nodes where !tags.contains(node.tag) { tags.append(node.tag) }
        tagIndexes = TagTable(tags)
        tagCount = tags.count
        bounds = kept(
            nodes.map { node in
                let maximum = node.isTrigger ? groups[node.group].maximum : node.maximum
                return Bound(group: Int32(node.isTrigger ? node.group : -1), maximum: Int32(clamping: maximum))
            })
        steps = kept(
            (0...nodes.count).flatMap { row in
                let ways = ways(from: row - 1)
                return tags.map { tag in ways.first { nodes[$0.node].tag == tag }.map(\.coded) ?? Way.none }
            })
    }

    /// The step that a tag makes from a node, -1 for the place before the first; nil where it has none.
    @inline(__always)
    func way(from node: Int, _ tag: SegmentTag) -> Way? {
        let index = tagIndexes[tag]
        guard index >= 0 else { return nil }
        let coded = steps[(node &+ 1) &* tagCount &+ index]
        return coded == Way.none ? nil : Way(coded: coded)
    }

    /// Whether any part of the message has the tag.
    func knows(_ tag: SegmentTag) -> Bool { tagIndexes[tag] >= 0 }

    /// The elements of a segment, wherever it stands.
    func elements(of tag: SegmentTag) -> SegmentElements? { nodes.first { $0.tag == tag }?.elements }
}

/// A step from one node to the next.
struct Way: Sendable {
    static let none: Int32 = -1

    var node: Int
    /// Whether it is one more of what it comes from: of a segment, or of a group that it stands in.
    var isRepeat: Bool
    /// Whether it leaves out something that is required.
    var leavesOut: Bool

    var coded: Int32 { Int32(node) << 2 | (isRepeat ? 1 : 0) | (leavesOut ? 2 : 0) }

    init(node: Int, isRepeat: Bool, leavesOut: Bool) {
        self.node = node
        self.isRepeat = isRepeat
        self.leavesOut = leavesOut
    }

    @inline(__always)
    init(coded: Int32) {
        node = Int(coded >> 2)
        isRepeat = coded & 1 != 0
        leavesOut = coded & 2 != 0
    }
}

extension MessageGrammar {
    /// Every step that is possible from a node, the nearest first.
    func ways(from start: Int) -> [Way] {
        var ways: [Way] = []
        var leavesOut = false
        var group = 0
        var position = -1
        if start >= 0 {
            let node = nodes[start]
            group = node.group
            position = node.position
            if !node.isTrigger { ways.append(Way(node: start, isRepeat: true, leavesOut: false)) }
        }
        while true {
            for index in (position + 1)..<max(position + 1, groups[group].items.count) {
                let item = groups[group].items[index]
                ways.append(Way(node: trigger(of: item), isRepeat: false, leavesOut: leavesOut))
                leavesOut = leavesOut || isRequired(item)
            }
            guard group > 0 else { return ways }
            ways.append(Way(node: trigger(of: .group(group)), isRepeat: true, leavesOut: leavesOut))
            position = groups[group].position
            group = groups[group].parent
        }
    }

    /// What is left out, by path, on the way from a node to another one; to the end where there is none.
    func leftOut(from start: Int, to way: Way?) -> [String] {
        var paths: [String] = []
        var group = start >= 0 ? nodes[start].group : 0
        var position = start >= 0 ? nodes[start].position : -1
        if let way, way.node == start, !nodes[start].isTrigger { return [] }
        while true {
            for index in (position + 1)..<max(position + 1, groups[group].items.count) {
                let item = groups[group].items[index]
                if let way, !way.isRepeat, trigger(of: item) == way.node { return paths }
                if isRequired(item) { paths.append(nodes[trigger(of: item)].path) }
            }
            if let way, way.isRepeat, group > 0, trigger(of: .group(group)) == way.node { return paths }
            guard group > 0 else { return paths }
            position = groups[group].position
            group = groups[group].parent
        }
    }

    /// The node with which an item begins.
    func trigger(of item: Item) -> Int {
        switch item {
        case .segment(let node): node
        case .group(let group): trigger(of: groups[group].items[0])
        }
    }

    private func isRequired(_ item: Item) -> Bool {
        switch item {
        case .segment(let node): nodes[node].isRequired
        case .group(let group): groups[group].isRequired
        }
    }
}

/// Finds the index of a tag by hashing.
struct TagTable: @unchecked Sendable {
    private let slots: UnsafeBufferPointer<(tag: UInt32, index: Int32)>
    private static let size = 512

    init(_ tags: [SegmentTag]) {
        precondition(tags.count < Self.size / 2, "a message has too many kinds of segment")
        var slots = [(tag: UInt32, index: Int32)](repeating: (0, -1), count: Self.size)
        for (index, tag) in tags.enumerated() {
            var slot = Self.slot(tag.packed)
            while slots[slot].index >= 0 { slot = (slot + 1) % Self.size }
            slots[slot] = (tag.packed, Int32(index))
        }
        self.slots = kept(slots)
    }

    @inline(__always)
    private static func slot(_ packed: UInt32) -> Int { Int((packed &* 0x9E37_79B1) >> 23) }

    @inline(__always)
    subscript(tag: SegmentTag) -> Int {
        var slot = Self.slot(tag.packed)
        while true {
            let entry = slots[slot]
            if entry.index < 0 { return -1 }
            if entry.tag == tag.packed { return Int(entry.index) }
            slot = (slot &+ 1) & (Self.size &- 1)
        }
    }
}

/// Whether a path of a grammar is that of a line, or lies within one.
public func isPath(_ path: String, in line: String) -> Bool {
    path.hasPrefix(line) && (path.utf8.count == line.utf8.count || path.hasPrefix(line + "/"))
}
