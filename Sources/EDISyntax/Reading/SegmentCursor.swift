/// What a segment reader knows and goes on with.
///
/// It lies in memory of its own: a reader that was lent would be copied with it, at every segment anew.
struct SegmentCursor: ~Copyable {
    let bytes: UnsafeBufferPointer<UInt8>
    let characters: ServiceCharacters
    let charset: EDICharset
    /// Where reading ends.
    private var end: Int

    private(set) var tokens: Tokens
    private(set) var windowStart: Int
    private var windowSize = SegmentCursor.firstWindow
    private(set) var nextToken = 0

    /// The token with which each element begins, and, one further, where the segment ends.
    private(set) var elements: UnsafeMutablePointer<Int32>
    private var elementCapacity: Int
    /// The offset, in the window, of the first byte of the segment.
    private(set) var segmentStart = 0

    var number = 0
    private(set) var tag = SegmentTag(packed: 0)
    private(set) var elementCount = 0
    private(set) var danglingRelease: Int?
    private(set) var fault: SegmentReader.Fault?

    private static let firstWindow = 32 * 1024

    init(
        _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, _ characters: ServiceCharacters,
        _ charset: EDICharset
    ) {
        self.bytes = bytes
        self.characters = characters
        self.charset = charset
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
    mutating func move(to range: Range<Int>) {
        windowStart = range.lowerBound
        windowSize = Self.firstWindow
        end = min(range.upperBound, bytes.count)
        nextToken = 0
        tokens.clear()
        number = 0
        danglingRelease = nil
        fault = nil
    }

    /// Goes to the next segment; false at the end, or where a fault is.
    @inline(__always)
    mutating func next() -> Bool {
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
            guard windowSize < SegmentReader.longestSegment else {
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
}
