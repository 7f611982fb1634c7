/// Keeps a large value behind one reference, so that whoever copies what it is part of does not copy it.
///
/// It is a value all the same: a change of one copy is not seen in another.
@propertyWrapper
public struct Boxed<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Changed only while one `Boxed` alone refers to it.
    private final class Box: @unchecked Sendable {
        var value: Value
        init(_ value: Value) { self.value = value }
    }

    private var box: Box

    public init(wrappedValue: Value) { box = Box(wrappedValue) }

    public var wrappedValue: Value {
        _read { yield box.value }
        _modify {
            if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
            yield &box.value
        }
    }

    public static func == (a: Boxed, b: Boxed) -> Bool { a.box === b.box || a.box.value == b.box.value }
    public func hash(into hasher: inout Hasher) { hasher.combine(box.value) }
}

private protocol Opened {
    var opened: Any { get }
}

extension Boxed: Opened {
    fileprivate var opened: Any { box.value }
}

/// The parts that a value is put together of, by name; what is boxed by the name and the value that it has without, and
/// nothing of what is kept aside.
public func parts(of value: Any) -> [(name: String, value: Any)] {
    Mirror(reflecting: value).children.filter { !standsAside($0.value) }.map { label, part in
        guard let boxed = part as? any Opened else { return (label ?? "", part) }
        return (String(label?.dropFirst() ?? ""), boxed.opened)
    }
}
