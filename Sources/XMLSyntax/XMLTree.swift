public import Findings

/// A part of a document in memory: compact, and read by going down from its top.
///
/// Its elements stand in one array in document order, their texts in one buffer; a String is made only of what is
/// asked for. Only the parser that builds it and the reader it is handed to, one after the other, have it in hand.
public final class XMLTree {
    struct Node: BitwiseCopyable {
        var name: XMLName
        var line: Int32
        var parent: Int32
        /// The first node after this element's own.
        var end: Int32
        var textStart: Int32
        var textEnd: Int32
        var attributes: Int32
        var attributeCount: Int32
    }

    /// Name and value of an attribute, as stretches of the text.
    struct Attribute: BitwiseCopyable {
        var nameStart: Int32
        var valueStart: Int32
        var valueEnd: Int32
    }

    let vocabulary: XMLVocabulary
    let nodes = GrowingBuffer<Node>(capacity: 256)
    let attributes = GrowingBuffer<Attribute>(capacity: 64)
    let text = GrowingBuffer<UInt8>(capacity: 8192)
    /// How elements outside the vocabulary are called.
    var unknownNames: [Int32: String] = [:]
    /// How many parts of each name were handed over and forgotten.
    var forgotten: [XMLName: Int] = [:]
    /// Whether the first element says where its schema lies (`xsi:schemaLocation`).
    var namesSchemaLocation = false
    /// How many elements stand around the innermost parts.
    var lastPartDepth = 1

    init(_ vocabulary: XMLVocabulary) { self.vocabulary = vocabulary }

    func clear() {
        nodes.cut(to: 0)
        attributes.cut(to: 0)
        text.cut(to: 0)
        unknownNames = [:]
        forgotten = [:]
        namesSchemaLocation = false
    }

    func bytes(from start: Int, to end: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: text.base + start, count: end - start)
    }

    func name(of index: Int32) -> String {
        let name = nodes[Int(index)].name
        return name == .unknown ? unknownNames[index] ?? "?" : vocabulary.text(of: name)
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
        var ordinal = node.parent == 0 || lastPartDepth > 1 ? forgotten[node.name, default: 0] + 1 : 1
        var sibling = node.parent + 1
        while sibling < index {
            if nodes[Int(sibling)].name == node.name, name(of: sibling) == name(of: index) { ordinal += 1 }
            sibling = nodes[Int(sibling)].end
        }
        return ordinal
    }
}

/// One element of a tree.
///
/// It is good as long as the reader that handed it over has not gone on.
public struct XMLElement {
    unowned(unsafe) let tree: XMLTree
    let index: Int32

    private var node: XMLTree.Node { tree.nodes[Int(index)] }

    public var name: XMLName { node.name }
    public var line: Int { Int(node.line) }
    public var path: String { tree.path(of: index) }
    /// Where a finding about this element points.
    public var place: Place { .text(line: line, column: 0, path: path) }

    /// The first child of a name.
    public func child(_ name: XMLName) -> XMLElement? {
        var next = index + 1
        let end = node.end
        while next < end {
            let child = tree.nodes[Int(next)]
            if child.name == name { return XMLElement(tree: tree, index: next) }
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
            let child = tree.nodes[Int(next)]
            if child.name == name { found.append(XMLElement(tree: tree, index: next)) }
            next = child.end
        }
        return found
    }

    /// The text directly within, without white space around it.
    public var text: String { withText { String(decoding: $0, as: UTF8.self) } }

    /// The bytes of the text directly within, without white space around it; good as long as the element.
    public var bytes: UnsafeBufferPointer<UInt8> {
        let node = node
        var start = Int(node.textStart)
        var end = Int(node.textEnd)
        while start < end, isXMLSpace(tree.text[start]) { start &+= 1 }
        while end > start, isXMLSpace(tree.text[end &- 1]) { end &-= 1 }
        return tree.bytes(from: start, to: end)
    }

    /// Hands over the text directly within, without white space around it.
    public func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        body(bytes)
    }

    /// The value of an attribute without namespace.
    public func attribute(_ name: StaticString) -> String? {
        let node = node
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = tree.attributes[Int(position)]
            let known = tree.bytes(from: Int(attribute.nameStart), to: Int(attribute.valueStart))
            guard known.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)) else { continue }
            let value = tree.bytes(from: Int(attribute.valueStart), to: Int(attribute.valueEnd))
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }
}

func isXMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
