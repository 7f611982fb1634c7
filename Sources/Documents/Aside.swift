/// Keeps beside a value what is no part of what it says, such as where it stood: two values that differ in that alone
/// are equal.
@propertyWrapper
public struct Aside<Value: Sendable>: Hashable, Sendable {
    public var wrappedValue: Value

    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    public static func == (a: Aside, b: Aside) -> Bool { true }
    public func hash(into hasher: inout Hasher) {}
}

private protocol StandsAside {}

extension Aside: StandsAside {}

/// Whether a part of a value is no part of what it says.
func standsAside(_ part: Any) -> Bool { part is any StandsAside }
