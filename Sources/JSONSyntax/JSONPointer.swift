/// The way from the root of a document to one of its values (RFC 6901).
public struct JSONPointer: Hashable, Sendable {
    public enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    public let steps: [Step]

    public init(_ steps: [Step] = []) { self.steps = steps }

    public static let root = JSONPointer()

    public func appending(_ key: String) -> JSONPointer { JSONPointer(steps + [.key(key)]) }
    public func appending(_ index: Int) -> JSONPointer { JSONPointer(steps + [.index(index)]) }
}

extension JSONPointer: CustomStringConvertible {
    /// The pointer as text, such as `/stages/3/uses`; empty for the root.
    public var description: String {
        var text = ""
        for step in steps {
            text += "/"
            switch step {
            case .index(let index): text += String(index)
            case .key(let key): Self.append(key, to: &text)
            }
        }
        return text
    }

    private static func append(_ key: String, to text: inout String) {
        for scalar in key.unicodeScalars {
            switch scalar {
            case "~": text += "~0"
            case "/": text += "~1"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
