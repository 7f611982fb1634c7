/// The way from the root of a document to one of its values (RFC 6901).
public struct JSONPointer: Hashable, Sendable {
    public enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    public let steps: [Step]

    public init(_ steps: [Step] = []) { self.steps = steps }

    public static let root = JSONPointer()

    /// A pointer as it is written, such as `/lines/0/quantity`; nil where it begins with no slash, or a `~` stands alone.
    public init?(parsing text: String) {
        guard !text.isEmpty else {
            self.init()
            return
        }
        guard text.utf8.first == UInt8(ascii: "/") else { return nil }
        var steps: [Step] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            guard let key = Self.unescaped(part) else { return nil }
            let isIndex =
                !part.isEmpty && part.utf8.allSatisfy { $0 &- UInt8(ascii: "0") <= 9 }
                && (part == "0" || part.first != "0")
            steps.append(isIndex ? Int(part).map(Step.index) ?? .key(key) : .key(key))
        }
        self.init(steps)
    }

    private static func unescaped(_ part: Substring) -> String? {
        var key = ""
        var rest = part.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "~" else {
                key.unicodeScalars.append(scalar)
                continue
            }
            switch rest.popFirst() {
            case "0": key += "~"
            case "1": key += "/"
            default: return nil
            }
        }
        return key
    }

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
