public import Findings

/// A part of a document in memory: compact, and read by going down from its top.
///
/// Its elements stand in one array in document order, their texts in one buffer; a String is made only of what is
/// asked for. Only the parser that builds it and the reader it is handed to, one after the other, have it in hand.
public final class XMLTree {
    @usableFromInline
    struct Node: BitwiseCopyable {
        @usableFromInline var name: XMLName
        var line: Int32
        var parent: Int32
        /// The first node after this element's own.
        @usableFromInline var end: Int32
        @usableFromInline var textStart: Int32
        @usableFromInline var textEnd: Int32
        var attributes: Int32
        var attributeCount: Int32
    }

    /// Name and value of an attribute, as stretches of the text.
    struct Attribute: BitwiseCopyable {
        var nameStart: Int32
        var valueStart: Int32
        var valueEnd: Int32
    }

    /// Where elements, attributes and text stand: all that it takes to read, and nothing that is counted.
    @usableFromInline
    struct Storage {
        @usableFromInline var nodes: UnsafeMutablePointer<Node>
        var attributes: UnsafeMutablePointer<Attribute>
        @usableFromInline var text: UnsafeMutablePointer<UInt8>
    }

    /// What the parser calls an element outside the vocabulary; its words live as long as the parser.
    struct UnknownName: BitwiseCopyable {
        var index: Int32
        var local: UnsafePointer<UInt8>
        var uri: UnsafePointer<UInt8>?
    }

    let vocabulary: XMLVocabulary
    let storage: UnsafeMutablePointer<Storage>
    @exclusivity(unchecked) var nodes: GrowingBuffer<Node>
    @exclusivity(unchecked) var attributes: GrowingBuffer<Attribute>
    @exclusivity(unchecked) var text: GrowingBuffer<UInt8>
    /// How elements outside the vocabulary are called, in the order of their positions.
    @exclusivity(unchecked) var unknownNames = GrowingBuffer<UnknownName>(capacity: 16)
    /// How many parts of each name were handed over and forgotten.
    var forgotten = PartCounts()
    /// Whether the first element says where its schema lies (`xsi:schemaLocation`).
    var namesSchemaLocation = false
    /// How many elements stand around the innermost parts.
    var lastPartDepth = 1
    /// How far siblings were counted, so that the places of many elements are found in one walk along them.
    private var counts: [Siblings: Count] = [:]

    /// Children of an element that have the same name.
    private struct Siblings: Hashable {
        let parent: Int32
        let name: String
    }

    /// How many of them stand before a position.
    private struct Count {
        var position: Int32
        var before: Int
    }

    init(_ vocabulary: XMLVocabulary) {
        self.vocabulary = vocabulary
        storage = .allocate(capacity: 1)
        let fields = UnsafeMutableRawPointer(storage)
        func place<Element>(_ field: PartialKeyPath<Storage>) -> UnsafeMutablePointer<UnsafeMutablePointer<Element>> {
            (fields + MemoryLayout<Storage>.offset(of: field)!).assumingMemoryBound(
                to: UnsafeMutablePointer<Element>.self)
        }
        nodes = GrowingBuffer(capacity: 256, publishedAt: place(\.nodes))
        attributes = GrowingBuffer(capacity: 64, publishedAt: place(\.attributes))
        text = GrowingBuffer(capacity: 8192, publishedAt: place(\.text))
    }

    deinit { storage.deallocate() }

    func clear() {
        nodes.cut(to: 0)
        attributes.cut(to: 0)
        text.cut(to: 0)
        unknownNames.cut(to: 0)
        forgotten = PartCounts()
        namesSchemaLocation = false
        counts = [:]
    }

    /// Forgets what stands from a position on: what comes there next is counted anew.
    func cutNodes(to count: Int) {
        nodes.cut(to: count)
        if !counts.isEmpty { counts = counts.filter { $0.value.position < count } }
    }

    /// Keeps an attribute of the element that comes next.
    func keepAttribute(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        guard let letters = name.baseAddress else { return }
        let nameStart = Int32(truncatingIfNeeded: text.count)
        text.append(letters, name.count)
        let valueStart = Int32(truncatingIfNeeded: text.count)
        if let start = value.baseAddress { text.append(start, value.count) }
        attributes.append(
            Attribute(
                nameStart: nameStart, valueStart: valueStart, valueEnd: Int32(truncatingIfNeeded: text.count)))
    }

    func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.base + start, count: end - start)
    }

    func name(of index: Int32) -> String {
        let name = nodes[Int(index)].name
        return name == .unknown ? unknownName(of: index) : vocabulary.text(of: name)
    }

    /// Found by halves: a hostile file has any number of them.
    private func unknownName(of index: Int32) -> String {
        var (low, high) = (0, unknownNames.count)
        while low < high {
            let middle = (low + high) / 2
            if unknownNames[middle].index < index { low = middle + 1 } else { high = middle }
        }
        guard low < unknownNames.count, unknownNames[low].index == index else { return "?" }
        return vocabulary.name(unknownNames[low].local, unknownNames[low].uri).text
    }

    /// `/Order/cac:OrderLine[2]/cbc:Quantity`; a number only from the second of its name on.
    func path(of index: Int32, counted: Bool = true) -> String {
        var steps: [String] = []
        var current = index
        while current >= 0 {
            let ordinal = counted ? ordinal(of: current) : 1
            steps.append(name(of: current) + (ordinal > 1 ? "[\(ordinal)]" : ""))
            current = nodes[Int(current)].parent
        }
        return steps.reversed().reduce("") { $0 + "/" + $1 }
    }

    /// The number of an element among its siblings of the same name, from 1.
    private func ordinal(of index: Int32) -> Int {
        let node = nodes[Int(index)]
        guard node.parent >= 0 else { return 1 }
        let siblings = Siblings(parent: node.parent, name: name(of: index))
        var count = counts[siblings] ?? Count(position: node.parent + 1, before: 0)
        if count.position > index { count = Count(position: node.parent + 1, before: 0) }
        while count.position < index {
            if nodes[Int(count.position)].name == node.name, name(of: count.position) == siblings.name {
                count.before += 1
            }
            count.position = nodes[Int(count.position)].end
        }
        counts[siblings] = count
        let isCounted = node.parent == 0 || lastPartDepth > 1
        return (isCounted ? forgotten[node.name] : 0) + count.before + 1
    }
}

/// How many parts of each name a document had; there are few kinds of part, so they are searched through.
struct PartCounts {
    private var counts: [(name: XMLName, count: Int)] = []

    subscript(name: XMLName) -> Int { counts.first { $0.name == name }?.count ?? 0 }

    mutating func add(_ name: XMLName) {
        for position in counts.indices where counts[position].name == name {
            counts[position].count += 1
            return
        }
        counts.append((name, 1))
    }

    /// Takes the counts of all other names away.
    mutating func keepOnly(_ name: XMLName) { counts.removeAll { $0.name != name } }
}

/// One element of a tree.
///
/// It is good as long as the reader that handed it over has not gone on.
public struct XMLElement {
    @usableFromInline unowned(unsafe) let tree: XMLTree
    @usableFromInline let storage: UnsafePointer<XMLTree.Storage>
    @usableFromInline let index: Int32

    init(tree: XMLTree, index: Int32) {
        self.tree = tree
        storage = UnsafePointer(tree.storage)
        self.index = index
    }

    /// Another element of the same document.
    @inlinable @inline(__always) init(_ other: XMLElement, _ index: Int32) {
        tree = other.tree
        storage = other.storage
        self.index = index
    }

    @inlinable @inline(__always) var node: XMLTree.Node { storage.pointee.nodes[Int(index)] }
    @inlinable @inline(__always) func node(_ position: Int32) -> XMLTree.Node { storage.pointee.nodes[Int(position)] }
    @inline(__always) func field(_ position: Int32) -> XMLTree.Attribute { storage.pointee.attributes[Int(position)] }

    @inlinable @inline(__always) func bytes(from start: Int32, to end: Int32) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: storage.pointee.text + Int(start), count: Int(end - start))
    }

    @inlinable public var name: XMLName { node.name }
    public var line: Int { Int(node.line) }
    public var path: String { tree.path(of: index) }
    /// Where a finding about this element points.
    public var place: Place { .text(line: line, column: 0, path: path) }

    /// The first child of a name.
    public func child(_ name: XMLName) -> XMLElement? {
        var next = index + 1
        let end = node.end
        while next < end {
            let child = node(next)
            if child.name == name { return XMLElement(self, next) }
            next = child.end
        }
        return nil
    }

    /// The first element down a way of two names.
    public func descendant(_ first: XMLName, _ second: XMLName) -> XMLElement? { child(first)?.child(second) }

    /// The children of a name, in order.
    public func children(_ name: XMLName) -> [XMLElement] {
        var found: [XMLElement] = []
        var next = index + 1
        let end = node.end
        while next < end {
            let child = node(next)
            if child.name == name { found.append(XMLElement(self, next)) }
            next = child.end
        }
        return found
    }

    /// The text directly within, without white space around it.
    public var text: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of the text directly within, without white space around it; good as long as the element.
    @inlinable public var bytes: UnsafeBufferPointer<UInt8> {
        let node = node
        let text = bytes(from: node.textStart, to: node.textEnd)
        guard let base = text.baseAddress else { return text }
        var start = 0
        var end = text.count
        while start < end, isXMLSpace(base[start]) { start &+= 1 }
        while end > start, isXMLSpace(base[end &- 1]) { end &-= 1 }
        return UnsafeBufferPointer(start: base + start, count: end &- start)
    }

    /// Hands over the text directly within, without white space around it.
    public func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(bytes)
    }

    /// The value of an attribute without namespace.
    public func attribute(_ name: StaticString) -> String? {
        let node = node
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = field(position)
            let known = bytes(from: attribute.nameStart, to: attribute.valueStart)
            guard known.spells(name) else { continue }
            let value = bytes(from: attribute.valueStart, to: attribute.valueEnd)
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}

@inlinable func isXMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

extension UnsafeBufferPointer<UInt8> {
    /// Whether the bytes are those of a word.
    @inline(__always) func spells(_ word: StaticString) -> Bool {
        let size = word.utf8CodeUnitCount
        guard count == size else { return false }
        var index = 0
        while index < size {
            if self[index] != word.utf8Start[index] { return false }
            index &+= 1
        }
        return true
    }
}
