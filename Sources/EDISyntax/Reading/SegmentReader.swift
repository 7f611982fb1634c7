public import Findings

/// Goes through the segments of an interchange, one after the other, without copying any of it.
///
/// It holds one window of separators at a time, so its memory does not grow with the file. Elements and components
/// count from 1, as in a finding's place; element 0 is the tag.
public struct SegmentReader: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    public let characters: ServiceCharacters
    public let charset: EDICharset
    /// Where reading ends.
    private var end: Int

    private var tokens: Tokens
    private var windowStart: Int
    private var windowSize = SegmentReader.firstWindow
    private var nextToken = 0

    /// The token with which each element begins, and, one further, where the segment ends.
    private var elements: UnsafeMutablePointer<Int32>
    private var elementCapacity: Int
    /// The offset, in the window, of the first byte of the segment.
    private var segmentStart = 0

    /// The number of the segment, from 1 in what is read.
    public private(set) var number = 0
    public private(set) var tag = SegmentTag(packed: 0)
    /// How many elements follow the tag.
    public private(set) var elementCount = 0
    /// The offset, from the start of the file, of a release character at the end of a line, which releases nothing.
    public private(set) var danglingRelease: Int?
    /// Why reading ended before the end of the file, where it did.
    public private(set) var fault: Fault?

    /// Why no further segment can be read.
    public enum Fault: Hashable, Sendable {
        /// The file ends within a segment that begins here.
        case unterminated(at: Int)
        /// A segment is longer than any segment can be.
        case tooLong(at: Int)
    }

    private static let firstWindow = 32 * 1024
    /// The size of the last window that is tried for a segment.
    static let longestSegment = 2 * 1024 * 1024

    /// Reads the segments that lie in a range of a file.
    public init(
        _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>? = nil, _ characters: ServiceCharacters,
        _ charset: EDICharset = .ascii
    ) {
        self.bytes = bytes
        self.characters = characters
        self.charset = charset
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        windowStart = range.lowerBound
        end = range.upperBound
        // A message is mostly far smaller than a window.
        let capacity = min(Self.firstWindow, range.count + 1)
        tokens = Tokens(characters, capacity: capacity)
        elementCapacity = capacity + 2
        elements = .allocate(capacity: elementCapacity)
    }

    deinit { elements.deallocate() }

    /// Goes to another range of the file, and counts its segments from 1.
    public mutating func move(to range: Range<Int>) {
        windowStart = range.lowerBound
        windowSize = Self.firstWindow
        end = min(range.upperBound, bytes.count)
        nextToken = 0
        tokens.clear()
        number = 0
        danglingRelease = nil
        fault = nil
    }

    // MARK: Going on

    /// Goes to the next segment; false at the end, or where a fault is.
    @inline(__always)
    public mutating func next() -> Bool {
        repeat {
            if nextToken == tokens.count, !loadWindow() { return false }
            splitSegment()
            // Where line ends are the terminators, an empty line is no segment.
        } while tag.packed == 0 && nextToken &- Int(elements[0]) == 1 && characters.terminator <= 0x20
        number &+= 1
        return true
    }

    /// Splits the segment that begins with the next token into its elements.
    @inline(__always)
    private mutating func splitSegment() {
        var start = nextToken == 0 ? 0 : Int(tokens.places[nextToken &- 1] & Tokens.offsetMask) &+ 1
        let firstEnd = Int(tokens.places[nextToken] & Tokens.offsetMask)
        while start < firstEnd, bytes[windowStart &+ start] <= 0x20 { start &+= 1 }
        segmentStart = start
        var token = nextToken
        var count = 0
        elements[0] = Int32(truncatingIfNeeded: token)
        var place: UInt32
        repeat {
            place = tokens.places[token]
            token &+= 1
            if place >= Tokens.element {
                count &+= 1
                elements[count] = Int32(truncatingIfNeeded: token)
            }
        } while place < Tokens.terminator
        elementCount = count &- 1
        nextToken = token
        tag = packTag()
    }

    private var windowEnd: Int { min(windowStart + windowSize, end) }

    @inline(__always)
    private func packTag() -> SegmentTag {
        let first = windowStart &+ segmentStart
        let last = windowStart &+ Int(tokens.places[Int(elements[0])] & Tokens.offsetMask)
        if last &- first == 3 {
            let packed = UInt32(bytes[first]) << 24 | UInt32(bytes[first &+ 1]) << 16 | UInt32(bytes[first &+ 2]) << 8
            return SegmentTag(packed: packed)
        }
        guard last > first else { return SegmentTag(packed: 0) }
        return SegmentTag(UnsafeBufferPointer(rebasing: bytes[first..<last]))
    }

    /// Scans the window that begins after the last segment; grows it where it holds no whole segment.
    private mutating func loadWindow() -> Bool {
        if tokens.count > 0 {
            windowStart += Int(tokens.places[tokens.count - 1] & Tokens.offsetMask) + 1
            windowSize = Self.firstWindow
        }
        while windowStart < end, bytes[windowStart] <= 0x20, bytes[windowStart] != characters.terminator {
            windowStart += 1
        }
        nextToken = 0
        while windowStart < end {
            tokens.scan(UnsafeBufferPointer(rebasing: bytes[windowStart..<windowEnd]))
            if let dangling = tokens.danglingRelease, danglingRelease == nil {
                danglingRelease = windowStart + dangling
            }
            if tokens.count > 0 {
                growElements()
                return true
            }
            guard windowEnd < end else {
                fault = .unterminated(at: windowStart)
                return false
            }
            guard windowSize < Self.longestSegment else {
                fault = .tooLong(at: windowStart)
                return false
            }
            windowSize *= 4
        }
        tokens.scan(UnsafeBufferPointer(start: nil, count: 0))
        return false
    }

    private mutating func growElements() {
        guard tokens.count + 2 > elementCapacity else { return }
        elements.deallocate()
        elementCapacity = tokens.count + 2
        elements = .allocate(capacity: elementCapacity)
    }

    // MARK: Where things are

    /// The offset of the first byte of the segment, from the start of the file.
    public var offset: Int { windowStart + segmentStart }
    /// The offset of the byte after the terminator.
    public var endOffset: Int { windowStart + Int(tokens.places[nextToken - 1] & Tokens.offsetMask) + 1 }

    public func place(_ element: Int = 0, _ component: Int = 0) -> Place {
        .segment(number, tag: tag.description, element: element, component: component)
    }

    /// Counts the segment as the first one, or another; what comes next counts on from it.
    public mutating func renumber(_ number: Int = 1) { self.number = number }

    @inline(__always)
    func tokenRange(_ element: Int) -> Range<Int>? {
        guard element >= 0, element <= elementCount else { return nil }
        return Int(elements[element])..<Int(elements[element &+ 1])
    }

    @inline(__always)
    func byteRange(ofToken token: Int) -> Range<Int> {
        let last = windowStart &+ Int(tokens.places[token] & Tokens.offsetMask)
        let first =
            token == Int(elements[0])
            ? windowStart &+ segmentStart : windowStart &+ Int(tokens.places[token &- 1] & Tokens.offsetMask) &+ 1
        return first..<max(first, last)
    }

    /// How many bytes the value has that a token ends; not for the tag.
    @inline(__always)
    func length(ofToken token: Int) -> Int {
        offset(ofToken: token) &- offset(ofToken: token &- 1) &- 1
    }

    /// Where the token stands in the window.
    @inline(__always)
    func offset(ofToken token: Int) -> Int { Int(tokens.places[token] & Tokens.offsetMask) }

    /// The first token of an element, and the one after its last; it must be one that is there.
    @inline(__always)
    func tokens(of element: Int) -> (first: Int, end: Int) { (Int(elements[element]), Int(elements[element &+ 1])) }

    /// Whether the token ends an occurrence of an element that another one follows.
    func isRepeated(_ token: Int) -> Bool { tokens.places[token] & Tokens.terminator == Tokens.repetition }

    /// Whether a release character stands in the value that the token ends.
    func holdsRelease(_ token: Int) -> Bool { tokens.places[token] & Tokens.holdsRelease != 0 }

    var isASCII: Bool { !tokens.hasHighBytes }
    var mayRepeat: Bool { tokens.hasRepetition }
}
