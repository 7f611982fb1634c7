import Findings

/// Reading cannot go on; why is in the log.
struct Abandoned: Error {}

/// Reads one document by recursive descent.
///
/// What it holds is the place in the text, the way to the value being read, and the faults so far.
struct JSONParser {
    let bytes: [UInt8]
    let limits: JSONLimits
    var offset = 0
    var log: FindingLog
    /// Whether the faults so far leave no doubt what the document says.
    var isCertain = true
    var path: [JSONPointer.Step] = []
    var open: [OpenContainer] = []
    private var valueCount = 0
    private var line = 1
    private var lineStart = 0
    /// The bytes of this line that continue a character, and so are no column.
    private var continuationCount = 0

    struct OpenContainer {
        let kind: JSONKind
        let start: JSONPosition
    }

    init(bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
        log = FindingLog(limit: limits.findingCount)
    }

    mutating func readDocument() throws(Abandoned) -> JSONNode {
        guard bytes.count <= limits.byteCount else {
            throw stop(.jsonSizeIsBounded, "the text has \(bytes.count) bytes, the limit is \(limits.byteCount)")
        }
        try skipByteOrderMark()
        try skipSpace()
        guard offset < bytes.count else { throw stop(.jsonHasValue, "there is nothing to read") }
        let root = try readValue()
        try skipSpace()
        if offset < bytes.count {
            try doubt(.jsonEndsWithItsValue, "the document has ended, found \(foundHere)", at: position)
        }
        return root
    }

    /// Reads the value that begins here.
    mutating func readValue() throws(Abandoned) -> JSONNode {
        guard let byte = current else { throw truncated() }
        let start = position
        valueCount += 1
        guard valueCount <= limits.valueCount else {
            throw stop(.jsonSizeIsBounded, "there are more than \(limits.valueCount) values")
        }
        return JSONNode(try readContent(beginningWith: byte, at: start), at: start)
    }

    private mutating func readContent(
        beginningWith byte: UInt8, at start: JSONPosition
    ) throws(Abandoned) -> JSONContent {
        switch byte {
        case UInt8(ascii: "{"): .object(try readObject(at: start))
        case UInt8(ascii: "["): .array(try readArray(at: start))
        case UInt8(ascii: "\""): .string(try readString(upTo: limits.stringByteCount))
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            try readNumber(at: start)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            try readWord(at: start)
        default: throw unexpected("a value")
        }
    }
}

// MARK: Moving through the text

extension JSONParser {
    var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    var position: JSONPosition {
        JSONPosition(line: line, column: offset - lineStart - continuationCount + 1)
    }

    /// Passes over a character of several bytes.
    mutating func skipCharacter(byteCount: Int) {
        offset += byteCount
        continuationCount += byteCount - 1
    }

    /// Passes over white space, and over comments, which are reported.
    mutating func skipSpace() throws(Abandoned) {
        while let byte = current {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): offset += 1
            case UInt8(ascii: "\n"): skipLineFeed()
            case UInt8(ascii: "#"): try skipComment()
            case UInt8(ascii: "/"):
                guard begins("//") || begins("/*") else { return }
                try skipComment()
            default: return
            }
        }
    }

    private mutating func skipLineFeed() {
        offset += 1
        line += 1
        lineStart = offset
        continuationCount = 0
    }

    private mutating func skipComment() throws(Abandoned) {
        try report(.jsonHasNoComment, "JSON has no comments", at: position)
        let isBlock = begins("/*")
        if isBlock { offset += 2 }
        while let byte = current {
            if isBlock, begins("*/") {
                offset += 2
                return
            }
            if byte == UInt8(ascii: "\n") {
                guard isBlock else { return }
                skipLineFeed()
            } else {
                if byte & 0xC0 == 0x80 { continuationCount += 1 }
                offset += 1
            }
        }
    }

    /// Whether the text goes on with these characters.
    private func begins(_ expected: StaticString) -> Bool {
        let count = expected.utf8CodeUnitCount
        guard bytes.count - offset >= count else { return false }
        return (0..<count).allSatisfy { bytes[offset + $0] == expected.utf8Start[$0] }
    }

    private mutating func skipByteOrderMark() throws(Abandoned) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            lineStart = 3
        } else if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.prefix(2).contains(0) {
            throw stop(.jsonIsNotUTF16, "the text is in UTF-16 or UTF-32, or binary")
        }
    }
}
