/// Writes JSON into bytes, in the order it is told to.
///
/// ```swift
/// var writer = JSONWriter(.lines)
/// writer.object { line in
///     line.member("invoice", "INV-0042")
///     line.member("lines") { $0.array { $0.number(1) } }
/// }
/// ```
///
/// Writing what JSON cannot say (a value without a key in an object, two roots in one document) is our own mistake
/// and stops the program. Nothing here is a binary fraction: an amount is written from its digits.
public struct JSONWriter: Sendable {
    public enum Layout: Hashable, Sendable {
        /// No white space at all.
        case compact
        /// An item a line, two spaces a level, and a line feed at the end.
        case indented
        /// JSON Lines: any number of documents, each on a line of its own.
        case lines
    }

    public let layout: Layout
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private var open: [Scope] = []
    private var isAfterKey = false
    private var hasRoot = false

    private struct Scope {
        let isObject: Bool
        var isEmpty = true
    }

    public init(_ layout: Layout = .compact, reservingCapacity capacity: Int = 0) {
        self.layout = layout
        bytes.reserveCapacity(capacity)
    }

    /// Hands over what was written; every object and array must be closed.
    public consuming func finish() -> [UInt8] {
        precondition(open.isEmpty, "the document is not closed")
        precondition(hasRoot || layout == .lines, "a document has a value")
        return bytes
    }

    /// Forgets the lines written so far and keeps their room, once they have gone where they belong.
    public mutating func removeLines() {
        precondition(layout == .lines && open.isEmpty, "only whole lines can be taken away")
        bytes.removeAll(keepingCapacity: true)
    }
}

// MARK: Objects and arrays

extension JSONWriter {
    /// Writes an object whose members the body writes.
    ///
    /// If the body throws, the writer holds half an object and is of no more use.
    public mutating func object<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        begin(UInt8(ascii: "{"), isObject: true)
        try body(&self)
        end(UInt8(ascii: "}"))
    }

    /// Writes an array whose elements the body writes.
    ///
    /// If the body throws, the writer holds half an array and is of no more use.
    public mutating func array<E: Error>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        begin(UInt8(ascii: "["), isObject: false)
        try body(&self)
        end(UInt8(ascii: "]"))
    }

    /// Writes a key; its value comes next.
    public mutating func key(_ name: String) {
        precondition(open.last?.isObject == true && !isAfterKey, "a key comes in an object, before its value")
        beginItem()
        appendString(name)
        bytes.append(UInt8(ascii: ":"))
        if layout == .indented { bytes.append(UInt8(ascii: " ")) }
        isAfterKey = true
    }

    private mutating func begin(_ bracket: UInt8, isObject: Bool) {
        beginValue()
        bytes.append(bracket)
        open.append(Scope(isObject: isObject))
    }

    private mutating func end(_ bracket: UInt8) {
        precondition(!isAfterKey, "a key is followed by its value")
        let scope = open.removeLast()
        if !scope.isEmpty { breakLine() }
        bytes.append(bracket)
        endValue()
    }

    /// Makes room for a value: the separator before it, where it needs one.
    mutating func beginValue() {
        if isAfterKey {
            isAfterKey = false
        } else if let scope = open.last {
            precondition(!scope.isObject, "a value in an object comes after its key")
            beginItem()
        } else {
            precondition(!hasRoot || layout == .lines, "a document has one root")
            hasRoot = true
        }
    }

    mutating func endValue() {
        if open.isEmpty, layout != .compact { bytes.append(UInt8(ascii: "\n")) }
    }

    private mutating func beginItem() {
        if !open[open.count - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[open.count - 1].isEmpty = false
        breakLine()
    }

    private mutating func breakLine() {
        guard layout == .indented else { return }
        bytes.append(UInt8(ascii: "\n"))
        for _ in open { bytes.append(contentsOf: [UInt8(ascii: " "), UInt8(ascii: " ")]) }
    }

    mutating func append(_ text: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: text) }
    mutating func append(_ byte: UInt8) { bytes.append(byte) }
}
