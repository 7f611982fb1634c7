/// Going through all elements below another, for those who look at each of them.
extension XMLElement {
    /// The number of the element in its document, from 0, in document order.
    public var position: Int { Int(index) }
    /// The number of the first element after this one and all below it.
    public var endPosition: Int { Int(node.end) }
    /// The number of the element around this one; -1 for the root.
    public var parentPosition: Int { Int(node.parent) }
    public var hasChildren: Bool { endPosition > position + 1 }

    /// The element around this one.
    public var parent: XMLElement? { parentPosition < 0 ? nil : element(at: parentPosition) }

    /// The last element of a kind that stands before this one under the same parent, which may still be open.
    public func precedingSibling(where isWanted: (XMLElement) -> Bool) -> XMLElement? {
        var found: XMLElement?
        var next = Int32(truncatingIfNeeded: parentPosition + 1)
        while next < index {
            let sibling = XMLElement(self, next)
            if isWanted(sibling) { found = sibling }
            next = node(next).end
        }
        return found
    }

    /// Another element of the same document, by its number.
    public func element(at position: Int) -> XMLElement {
        assert(position >= 0 && position < tree.nodes.count, "the document has an element \(position)")
        return XMLElement(self, Int32(truncatingIfNeeded: position))
    }

    /// Hands over this element and all below it, in document order.
    @inlinable public func forEachWithin(_ body: (XMLElement) -> Void) {
        var next = index
        let end = node.end
        while next < end {
            body(XMLElement(self, next))
            next &+= 1
        }
    }

    /// Hands over the children, in order.
    @inlinable public func forEachChild(_ body: (XMLElement) -> Void) {
        var next = index &+ 1
        let end = node.end
        while next < end {
            body(XMLElement(self, next))
            next = node(next).end
        }
    }

    /// Hands over the children of a name, in order.
    @inlinable public func forEachChild(_ name: XMLName, _ body: (XMLElement) -> Void) {
        var next = index + 1
        let end = node.end
        while next < end {
            let child = node(next)
            if child.name == name { body(XMLElement(self, next)) }
            next = child.end
        }
    }

    /// The name as people expect to see it, with its prefix.
    public var writtenName: String { tree.name(of: index) }

    /// Hands over the text directly within as it stands.
    public func withRawText<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let node = node
        return body(bytes(from: node.textStart, to: node.textEnd))
    }

    /// Whether the document says where its schema lies (`xsi:schemaLocation` of its first element).
    public var namesSchemaLocation: Bool { tree.namesSchemaLocation }

    public var hasAttributes: Bool { node.attributeCount > 0 }

    /// Hands over name and value of each attribute without namespace.
    public func forEachAttribute(
        _ body: (_ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>) -> Void
    ) {
        let node = node
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = field(position)
            body(
                bytes(from: attribute.nameStart, to: attribute.valueStart),
                bytes(from: attribute.valueStart, to: attribute.valueEnd))
        }
    }

    /// Hands over the value of an attribute without namespace, or nothing where it is not given.
    public func withAttribute<Result>(
        _ name: StaticString, _ body: (UnsafeBufferPointer<UInt8>?) -> Result
    ) -> Result {
        let node = node
        for position in node.attributes..<(node.attributes + node.attributeCount) {
            let attribute = field(position)
            let known = bytes(from: attribute.nameStart, to: attribute.valueStart)
            guard known.spells(name) else { continue }
            return body(bytes(from: attribute.valueStart, to: attribute.valueEnd))
        }
        return body(nil)
    }
}

extension XMLName {
    /// The number of the name in its vocabulary; -1 for a name that it does not have.
    @inlinable public var number: Int { Int(index) }
}
