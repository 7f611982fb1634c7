public import Findings

/// How much a reader takes before it refuses.
public struct JSONLimits: Hashable, Sendable {
    /// The bytes of the text.
    public var byteCount: Int
    /// Objects and arrays open at once, 256 at most.
    public var depth: Int
    /// The bytes of one string, as written.
    public var stringByteCount: Int
    /// The bytes of one key, as written; places quote keys.
    public var keyByteCount: Int
    /// The values of the document, containers included.
    public var valueCount: Int
    /// The findings after which reading is given up.
    public var findingCount: Int

    public init(
        byteCount: Int = 4 << 20, depth: Int = 64, stringByteCount: Int = 1 << 20, keyByteCount: Int = 1024,
        valueCount: Int = 200_000, findingCount: Int = 100
    ) {
        precondition((1...256).contains(depth), "the reader recurses: its depth is from 1 to 256")
        precondition(findingCount > 0, "a reader that may report nothing cannot refuse")
        self.byteCount = byteCount
        self.depth = depth
        self.stringByteCount = stringByteCount
        self.keyByteCount = keyByteCount
        self.valueCount = valueCount
        self.findingCount = findingCount
    }
}

/// What came of reading a text as JSON.
public enum JSONReading: Sendable {
    /// The text keeps every rule.
    case sound(JSONNode)
    /// The text breaks a rule.
    ///
    /// `recovered` is the document where the faults leave no doubt what it says: comments are passed over, a comma
    /// too many is dropped, and the first of two members with one key counts. It is there to look for more faults,
    /// not to act on.
    case faulty(FindingLog, recovered: JSONNode?)

    /// The document, if nothing is wrong with it.
    public var sound: JSONNode? { if case .sound(let root) = self { root } else { nil } }

    /// What is wrong, in the order of the text.
    public var findings: [Finding] { if case .faulty(let log, _) = self { log.findings } else { [] } }
}

/// Reads a JSON text (RFC 8259) strictly, keeping where everything is and every number as it is written.
///
/// As many faults are reported at once as can be told apart. A UTF-8 byte order mark is passed over; text in
/// UTF-16 or UTF-32 is refused. Two keys that differ only in Unicode normalisation count as the same key, since no
/// look-up would tell them apart.
public func readJSON(_ bytes: [UInt8], within limits: JSONLimits = JSONLimits()) -> JSONReading {
    var parser = JSONParser(bytes: bytes, limits: limits)
    let root: JSONNode?
    do throws(Abandoned) { root = try parser.readDocument() } catch { root = nil }
    if let root, parser.log.isEmpty { return .sound(root) }
    return .faulty(parser.log, recovered: parser.isCertain ? root : nil)
}

/// Reads a JSON text held as a string.
public func readJSON(_ text: String, within limits: JSONLimits = JSONLimits()) -> JSONReading {
    readJSON([UInt8](text.utf8), within: limits)
}
