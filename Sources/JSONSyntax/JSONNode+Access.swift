extension JSONNode {
    public var kind: JSONKind { content.kind }

    public var object: JSONObject? { if case .object(let object) = content { object } else { nil } }
    public var array: [JSONNode]? { if case .array(let elements) = content { elements } else { nil } }
    public var string: String? { if case .string(let text) = content { text } else { nil } }
    public var number: JSONNumber? { if case .number(let number) = content { number } else { nil } }
    public var bool: Bool? { if case .bool(let flag) = content { flag } else { nil } }
    /// The value as a text where it is a text, a number or a flag.
    public var scalar: String? { string ?? number?.literal ?? bool.map { "\($0)" } }
    public var isNull: Bool { if case .null = content { true } else { false } }
    /// The value where it is a whole number that fits.
    public var int: Int? { number?.int }

    /// The value that a pointer leads to from this one.
    public func descendant(at pointer: JSONPointer) -> JSONNode? {
        var node = self
        for step in pointer.steps {
            guard let next = node.child(at: step) else { return nil }
            node = next
        }
        return node
    }

    private func child(at step: JSONPointer.Step) -> JSONNode? {
        switch step {
        case .key(let key):
            return object?[key]
        case .index(let index):
            if let object { return object["\(index)"] }
            guard let elements = array, elements.indices.contains(index) else { return nil }
            return elements[index]
        }
    }

    /// Visits this value and all within it in the order they are written, each with its pointer.
    public func walk<E: Error>(
        from pointer: JSONPointer = .root, _ visit: (JSONPointer, JSONNode) throws(E) -> Void
    ) throws(E) {
        try visit(pointer, self)
        switch content {
        case .object(let object):
            for member in object.members { try member.value.walk(from: pointer.appending(member.key), visit) }
        case .array(let elements):
            for (index, element) in elements.enumerated() { try element.walk(from: pointer.appending(index), visit) }
        case .string, .number, .bool, .null:
            break
        }
    }

    /// Whether two documents say the same, wherever in their texts they say it.
    ///
    /// Strings are compared scalar by scalar, numbers by the way they are written, members in their order.
    public func saysTheSame(as other: JSONNode) -> Bool {
        switch (content, other.content) {
        case (.object(let a), .object(let b)):
            a.members.count == b.members.count
                && zip(a.members, b.members).allSatisfy {
                    $0.key.utf8.elementsEqual($1.key.utf8) && $0.value.saysTheSame(as: $1.value)
                }
        case (.array(let a), .array(let b)):
            a.count == b.count && zip(a, b).allSatisfy { $0.saysTheSame(as: $1) }
        case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
        case (.number(let a), .number(let b)): a == b
        case (.bool(let a), .bool(let b)): a == b
        case (.null, .null): true
        default: false
        }
    }
}
