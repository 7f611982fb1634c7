/// Going through all elements below another, for those who look at each of them.
extension XMLElement {
    /// The number of the element in its document, from 0, in document order.
    public var position: Int { Int(index) }
    /// The number of the first element after this one and all below it.
    public var endPosition: Int { Int(tree.nodes[Int(index)].end) }
    /// The number of the element around this one; -1 for the root.
    public var parentPosition: Int { Int(tree.nodes[Int(index)].parent) }
    public var hasChildren: Bool { endPosition > position + 1 }

    /// The element around this one.
    public var parent: XMLElement? { parentPosition < 0 ? nil : element(at: parentPosition) }

    /// The last element of a kind that stands before this one under the same parent, which may still be open.
    public func precedingSibling(where isWanted: (XMLElement) -> Bool) -> XMLElement? {
        var found: XMLElement?
        var next = Int32(truncatingIfNeeded: parentPosition + 1)
        while next < index {
            let sibling = XMLElement(tree: tree, index: next)
            if isWanted(sibling) { found = sibling }
            next = tree.nodes[Int(next)].end
        }
        return found
    }

    /// Another element of the same document, by its number.
    public func element(at position: Int) -> XMLElement {
        precondition(position >= 0 && position < tree.nodes.count, "the document has an element \(position)")
        return XMLElement(tree: tree, index: Int32(truncatingIfNeeded: position))
    }

    /// Hands over this element and all below it, in document order.
    public func forEachWithin(_ body: (XMLElement) -> Void) {
        var next = index
        let end = tree.nodes[Int(index)].end
        while next < end {
            body(XMLElement(tree: tree, index: next))
            next &+= 1
        }
    }

    /// Hands over the children, in order.
    public func forEachChild(_ body: (XMLElement) -> Void) {
        var next = index &+ 1
        let end = tree.nodes[Int(index)].end
        while next < end {
            body(XMLElement(tree: tree, index: next))
            next = tree.nodes[Int(next)].end
        }
    }

    /// Hands over the children of a name, in order.
    public func forEachChild(_ name: XMLName, _ body: (XMLElement) -> Void) {
        var next = index + 1
        let end = tree.nodes[Int(index)].end
        while next < end {
            let child = tree.nodes[Int(next)]
            if child.name == name { body(XMLElement(tree: tree, index: next)) }
            next = child.end
        }
    }

    /// The name as people expect to see it, with its prefix.
    public var writtenName: String { tree.name(of: index) }

    /// Hands over the text directly within as it stands.
    public func withRawText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = tree.nodes[Int(index)]
        return body(tree.bytes(from: Int(node.textStart), to: Int(node.textEnd)))
    }

    /// Whether the document says where its schema lies (`xsi:schemaLocation` of its first element).
    public var namesSchemaLocation: Bool { tree.namesSchemaLocation }

    public var hasAttributes: Bool { tree.nodes[Int(index)].attributeCount > 0 }

    /// Hands over name and value of each attribute without namespace.
    public func forEachAttribute(_ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
        let node = tree.nodes[Int(index)]
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = tree.attributes[Int(position)]
            body(
                tree.bytes(from: Int(attribute.nameStart), to: Int(attribute.valueStart)),
                tree.bytes(from: Int(attribute.valueStart), to: Int(attribute.valueEnd)))
        }
    }

    /// Hands over the value of an attribute without namespace, or nothing where it is not given.
    public func withAttribute<Result>(
        _ name: StaticString, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
    ) -> Result {
        let node = tree.nodes[Int(index)]
        let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = tree.attributes[Int(position)]
            let known = tree.bytes(from: Int(attribute.nameStart), to: Int(attribute.valueStart))
            guard known.elementsEqual(wanted) else { continue }
            return body(tree.bytes(from: Int(attribute.valueStart), to: Int(attribute.valueEnd)))
        }
        return body(nil)
    }
}

extension XMLName {
    /// The number of the name in its vocabulary; -1 for a name that it does not have.
    public var number: Int { Int(index) }
}
