public import Findings

/// A part of a document in memory: compact, and read by going down from its top.
///
/// Its elements stand in one array in document order, their texts in one buffer; a String is made only of what is
/// asked for.
public final class XMLTree {
    struct Node {
        var name: XMLName
        var line: Int32
        var parent: Int32
        /// The number among the siblings of the same name, from 1.
        var ordinal: Int32
        /// The first node after this element's own.
        var end: Int32
        var textStart: Int32
        var textEnd: Int32
        var attributes: Int32
        var attributeCount: Int32
    }

    struct Attribute {
        var name: String
        var valueStart: Int32
        var valueEnd: Int32
    }

    let vocabulary: XMLVocabulary
    var nodes: [Node] = []
    var attributes: [Attribute] = []
    var text: [UInt8] = []
    /// How elements outside the vocabulary are called.
    var unknownNames: [Int32: String] = [:]

    init(_ vocabulary: XMLVocabulary) { self.vocabulary = vocabulary }

    func name(of index: Int32) -> String {
        let name = nodes[Int(index)].name
        return name == .unknown ? unknownNames[index] ?? "?" : vocabulary.text(of: name)
    }

    /// `/Order/cac:OrderLine[2]/cbc:Quantity`; a number only from the second of its name on.
    func path(of index: Int32) -> String {
        var steps: [String] = []
        var current = index
        while current >= 0 {
            let node = nodes[Int(current)]
            steps.append(name(of: current) + (node.ordinal > 1 ? "[\(node.ordinal)]" : ""))
            current = node.parent
        }
        return steps.reversed().reduce("") { $0 + "/" + $1 }
    }
}

/// One element of a tree.
public struct XMLElement {
    let tree: XMLTree
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

    /// The first element down a way of names.
    public func descendant(_ way: XMLName...) -> XMLElement? {
        var current = self
        for name in way {
            guard let next = current.child(name) else { return nil }
            current = next
        }
        return current
    }

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

    /// Hands over the text directly within, without white space around it.
    public func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = node
        return tree.text.withUnsafeBufferPointer { text in
            var start = Int(node.textStart)
            var end = Int(node.textEnd)
            while start < end, isXMLSpace(text[start]) { start += 1 }
            while end > start, isXMLSpace(text[end - 1]) { end -= 1 }
            return body(UnsafeBufferPointer(rebasing: text[start..<end]))
        }
    }

    /// The value of an attribute without namespace.
    public func attribute(_ name: String) -> String? {
        let node = node
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = tree.attributes[Int(position)]
            guard attribute.name == name else { continue }
            return String(decoding: tree.text[Int(attribute.valueStart)..<Int(attribute.valueEnd)], as: UTF8.self)
        }
        return nil
    }
}

func isXMLSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
