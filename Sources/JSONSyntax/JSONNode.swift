/// A value of a JSON document, and where it begins.
public struct JSONNode: Sendable {
    public let content: JSONContent
    public let start: JSONPosition

    public init(_ content: JSONContent, at start: JSONPosition) {
        self.content = content
        self.start = start
    }
}

/// What a value of a JSON document is.
public enum JSONContent: Sendable {
    case object(JSONObject)
    case array([JSONNode])
    case string(String)
    case number(JSONNumber)
    case bool(Bool)
    case null

    public var kind: JSONKind {
        switch self {
        case .object: .object
        case .array: .array
        case .string: .string
        case .number: .number
        case .bool: .bool
        case .null: .null
        }
    }
}

/// The sort of value, for messages such as "expected a string, found a number".
public enum JSONKind: String, Hashable, Sendable, CustomStringConvertible {
    case object = "an object"
    case array = "an array"
    case string = "a string"
    case number = "a number"
    case bool = "true or false"
    case null = "null"

    public var description: String { rawValue }
}

/// The members of an object, in the order they are written.
public struct JSONObject: Sendable {
    public let members: [JSONMember]

    public init(_ members: [JSONMember]) { self.members = members }

    /// The member of that key, looked for from the first on.
    public func member(_ key: String) -> JSONMember? { members.first { $0.key == key } }

    /// The value of that key, looked for from the first on.
    public subscript(key: String) -> JSONNode? { member(key)?.value }

    public var keys: [String] { members.map(\.key) }
}

/// A key, where it begins, and its value.
public struct JSONMember: Sendable {
    public let key: String
    public let keyStart: JSONPosition
    public let value: JSONNode

    public init(_ key: String, at keyStart: JSONPosition, _ value: JSONNode) {
        self.key = key
        self.keyStart = keyStart
        self.value = value
    }
}
