public import Findings

/// Goes through the segments of an interchange, one after the other, without copying any of it.
///
/// It holds one window of separators at a time, so its memory does not grow with the file. Elements and components
/// count from 1, as in a finding's place; element 0 is the tag.
public struct SegmentReader: ~Copyable {
    private let cursor: UnsafeMutablePointer<SegmentCursor>

    /// Why no further segment can be read.
    public enum Fault: Hashable, Sendable {
        /// The file ends within a segment that begins here.
        case unterminated(at: Int)
        /// A segment is longer than any segment can be.
        case tooLong(at: Int)
    }

    /// The size of the last window that is tried for a segment.
    static let longestSegment = 2 * 1024 * 1024

    /// Reads the segments that lie in a range of a file.
    public init(
        _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>? = nil, _ characters: ServiceCharacters,
        _ charset: EDICharset = .ascii
    ) {
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        cursor = .allocate(capacity: 1)
        cursor.initialize(to: SegmentCursor(bytes, in: range, characters, charset))
    }

    deinit {
        cursor.deinitialize(count: 1)
        cursor.deallocate()
    }

    // MARK: Going on

    /// Goes to another range of the file, and counts its segments from 1.
    public mutating func move(to range: Range<Int>) { cursor.pointee.move(to: range) }

    /// Goes to the next segment; false at the end, or where a fault is.
    @inline(__always)
    public mutating func next() -> Bool { cursor.pointee.next() }

    /// Counts the segment as the first one, or another; what comes next counts on from it.
    public mutating func renumber(_ number: Int = 1) { cursor.pointee.number = number }

    // MARK: The segment

    /// The number of the segment, from 1 in what is read.
    public var number: Int { cursor.pointee.number }
    public var tag: SegmentTag { cursor.pointee.tag }
    /// How many elements follow the tag.
    public var elementCount: Int { cursor.pointee.elementCount }
    /// The offset, from the start of the file, of a release character at the end of a line, which releases nothing.
    public var danglingRelease: Int? { cursor.pointee.danglingRelease }
    /// Why reading ended before the end of the file, where it did.
    public var fault: Fault? { cursor.pointee.fault }

    var bytes: UnsafeBufferPointer<UInt8> { cursor.pointee.bytes }
    public var characters: ServiceCharacters { cursor.pointee.characters }
    public var charset: EDICharset { cursor.pointee.charset }

    private var places: UnsafeMutablePointer<UInt32> { cursor.pointee.tokens.places }
    private var elements: UnsafeMutablePointer<Int32> { cursor.pointee.elements }
    private var windowStart: Int { cursor.pointee.windowStart }
    /// The offset, in the window, of the first byte of the segment.
    private var segmentStart: Int { cursor.pointee.segmentStart }

    // MARK: Where things are

    /// The offset of the first byte of the segment, from the start of the file.
    public var offset: Int { windowStart + segmentStart }
    /// The offset of the byte after the terminator.
    public var endOffset: Int { windowStart + Int(places[cursor.pointee.nextToken - 1] & Tokens.offsetMask) + 1 }

    public func place(_ element: Int = 0, _ component: Int = 0) -> Place {
        .segment(number, tag: tag.description, element: element, component: component)
    }

    @inline(__always)
    func tokenRange(_ element: Int) -> Range<Int>? {
        guard element >= 0, element <= elementCount else { return nil }
        return Int(elements[element])..<Int(elements[element &+ 1])
    }

    @inline(__always)
    func byteRange(ofToken token: Int) -> Range<Int> {
        let last = windowStart &+ Int(places[token] & Tokens.offsetMask)
        let first =
            token == Int(elements[0])
            ? windowStart &+ segmentStart : windowStart &+ Int(places[token &- 1] & Tokens.offsetMask) &+ 1
        return first..<max(first, last)
    }

    /// How many bytes the value has that a token ends; not for the tag.
    @inline(__always)
    func length(ofToken token: Int) -> Int {
        offset(ofToken: token) &- offset(ofToken: token &- 1) &- 1
    }

    /// Where the token stands in the window.
    @inline(__always)
    func offset(ofToken token: Int) -> Int { Int(places[token] & Tokens.offsetMask) }

    /// The first token of an element, and the one after its last; it must be one that is there.
    @inline(__always)
    func tokens(of element: Int) -> (first: Int, end: Int) { (Int(elements[element]), Int(elements[element &+ 1])) }

    /// Whether the token ends an occurrence of an element that another one follows.
    func isRepeated(_ token: Int) -> Bool { places[token] & Tokens.terminator == Tokens.repetition }

    /// Whether a release character stands in the value that the token ends.
    func holdsRelease(_ token: Int) -> Bool { places[token] & Tokens.holdsRelease != 0 }

    var isASCII: Bool { !cursor.pointee.tokens.hasHighBytes }
    var mayRepeat: Bool { cursor.pointee.tokens.hasRepetition }
}
