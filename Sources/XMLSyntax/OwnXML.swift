import Synchronization

/// Reads a document that an `XMLWriter` wrote, with the prefixes of the vocabulary.
///
/// It is well formed because of how it was made, so that no parser has to be asked: it holds elements, attributes, texts
/// and the five escapes of the writer, and nothing else.
public func readOwnXML(_ bytes: [UInt8], _ vocabulary: XMLVocabulary, root: (XMLElement) -> Void) {
    let tree = idleTrees.take(vocabulary)
    bytes.withUnsafeBufferPointer { bytes in
        var scan = OwnScan(bytes, tree)
        scan.read()
    }
    root(XMLElement(tree: tree, index: 0))
    tree.clear()
    idleTrees.giveBack(tree)
}

private let idleTrees = IdleTrees()

/// Trees that are done with: their memory is used again.
private final class IdleTrees: Sendable {
    private struct Held: @unchecked Sendable {
        let tree: XMLTree
    }

    private let idle = Mutex<[Held]>([])

    func take(_ vocabulary: XMLVocabulary) -> XMLTree {
        let known = idle.withLock { idle in
            idle.lastIndex { $0.tree.vocabulary === vocabulary }.map { idle.remove(at: $0) }
        }
        return known?.tree ?? XMLTree(vocabulary)
    }

    func giveBack(_ tree: XMLTree) {
        let held = Held(tree: tree)
        idle.withLock { if $0.count < 16 { $0.append(held) } }
    }
}

/// Goes through a document of our own once, and enters what it holds into a tree.
private struct OwnScan {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let tree: XMLTree
    private var position = 0
    private var line: Int32 = 1
    /// The elements that are open, outermost first.
    private var open: [Int32] = []

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ tree: XMLTree) {
        self.bytes = bytes
        self.tree = tree
        open.reserveCapacity(16)
    }

    mutating func read() {
        if bytes.count > 1, bytes[1] == UInt8(ascii: "?") { skip(past: UInt8(ascii: ">")) }
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                text()
            } else if bytes[position + 1] == UInt8(ascii: "/") {
                skip(past: UInt8(ascii: ">"))
                guard let index = open.popLast() else { preconditionFailure("an element ends that never began") }
                tree.nodes.base[Int(index)].end = Int32(truncatingIfNeeded: tree.nodes.count)
            } else {
                element()
            }
        }
        precondition(open.isEmpty && tree.nodes.count > 0, "a document of ours is whole")
    }

    private mutating func skip(past end: UInt8) {
        while bytes[position] != end { position &+= 1 }
        position &+= 1
    }

    /// Up to the next of two bytes.
    private mutating func stretch(until end: UInt8, _ other: UInt8) -> UnsafeBufferPointer<UInt8> {
        let start = position
        while bytes[position] != end, bytes[position] != other { position &+= 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<position])
    }

    private mutating func element() {
        position &+= 1
        let name = stretch(until: UInt8(ascii: " "), UInt8(ascii: ">"))
        let index = Int32(truncatingIfNeeded: tree.nodes.count)
        let firstAttribute = tree.attributes.count
        var namespace: UnsafeBufferPointer<UInt8>?
        while bytes[position] == UInt8(ascii: " ") {
            position &+= 1
            let attribute = stretch(until: UInt8(ascii: "="), UInt8(ascii: "="))
            position &+= 2
            let value = stretch(until: UInt8(ascii: "\""), UInt8(ascii: "\""))
            position &+= 1
            if attribute.spells("xmlns") { namespace = value } else { keep(attribute, value) }
        }
        position &+= 1
        let start = Int32(truncatingIfNeeded: tree.text.count)
        tree.nodes.append(
            XMLTree.Node(
                name: namespace.map { tree.vocabulary.name(name, in: $0) } ?? tree.vocabulary.name(name), line: line,
                parent: open.last ?? -1, end: index + 1, textStart: start, textEnd: start,
                attributes: Int32(truncatingIfNeeded: firstAttribute),
                attributeCount: Int32(truncatingIfNeeded: tree.attributes.count - firstAttribute)))
        open.append(index)
    }

    /// Keeps an attribute without namespace.
    private func keep(_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) {
        guard !name.contains(UInt8(ascii: ":")) else { return }
        let nameStart = Int32(truncatingIfNeeded: tree.text.count)
        append(name)
        let valueStart = Int32(truncatingIfNeeded: tree.text.count)
        append(value)
        tree.attributes.append(
            XMLTree.Attribute(
                nameStart: nameStart, valueStart: valueStart, valueEnd: Int32(truncatingIfNeeded: tree.text.count)))
    }

    /// A text within an element; what stands after a child belongs to no value.
    private mutating func text() {
        let start = position
        var isBlank = true
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
            if bytes[position] == 0x0A { line &+= 1 }
            if !isXMLSpace(bytes[position]) { isBlank = false }
            position &+= 1
        }
        guard !isBlank, let index = open.last, Int(index) == tree.nodes.count - 1 else { return }
        append(UnsafeBufferPointer(rebasing: bytes[start..<position]))
        tree.nodes.base[Int(index)].textEnd = Int32(truncatingIfNeeded: tree.text.count)
    }

    /// Adds a text, its escapes undone.
    private func append(_ text: UnsafeBufferPointer<UInt8>) {
        guard let base = text.baseAddress else { return }
        guard text.contains(UInt8(ascii: "&")) else { return tree.text.append(base, text.count) }
        var index = 0
        while index < text.count {
            let escape = text[index] == UInt8(ascii: "&") ? escapes.first { text.has($0.name, at: index) } : nil
            tree.text.append(escape?.byte ?? text[index])
            index += escape?.name.utf8CodeUnitCount ?? 1
        }
    }
}

private let escapes: [(name: StaticString, byte: UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&#13;", 0x0D),
]

extension UnsafeBufferPointer<UInt8> {
    fileprivate func has(_ word: StaticString, at start: Int) -> Bool {
        let count = word.utf8CodeUnitCount
        return start + count <= self.count && UnsafeBufferPointer(rebasing: self[start..<(start + count)]).spells(word)
    }
}
