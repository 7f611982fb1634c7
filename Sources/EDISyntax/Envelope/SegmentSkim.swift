/// Goes through the segments of an interchange by their terminators alone, without looking for the other separators.
struct SegmentSkim {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let characters: ServiceCharacters
    private var next: Int
    /// The segment, from its first byte to its terminator.
    private(set) var segment: Range<Int>
    /// The number of the segment, from 1.
    private(set) var number = 0
    /// Why there is no further segment, where that is not the end of the file.
    private(set) var fault: SegmentReader.Fault?

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ characters: ServiceCharacters) {
        self.bytes = bytes
        self.characters = characters
        next = start
        segment = start..<start
    }

    /// From the first byte of the segment to the byte after its terminator.
    var range: Range<Int> { segment.lowerBound..<min(segment.upperBound + 1, bytes.count) }

    @inline(__always)
    mutating func advance() -> Bool {
        while true {
            while next < bytes.count, isBlank(bytes[next]) { next &+= 1 }
            guard next < bytes.count else { return false }
            guard let end = terminator(from: next) else {
                fault =
                    bytes.count - next > SegmentReader.longestSegment
                    ? .tooLong(at: next) : .unterminated(at: next)
                return false
            }
            segment = next..<end
            next = end &+ 1
            // Where line ends are the terminators, an empty line is no segment.
            if segment.isEmpty, characters.terminator <= 0x20 { continue }
            number &+= 1
            return true
        }
    }

    @inline(__always)
    private func isBlank(_ byte: UInt8) -> Bool {
        byte <= 0x20 && byte != characters.terminator && byte != characters.element && byte != characters.component
    }

    /// The two bytes that the segment begins with, the first one higher; 0 where there are not two.
    @inline(__always)
    var beginning: UInt16 {
        guard segment.count > 1 else { return 0 }
        return UInt16(bytes[segment.lowerBound]) << 8 | UInt16(bytes[segment.lowerBound &+ 1])
    }

    /// The next terminator that no release character stands before.
    @inline(__always)
    private func terminator(from start: Int) -> Int? {
        let end = min(bytes.count, start &+ SegmentReader.longestSegment)
        var offset = start
        while let found = firstOffset(of: characters.terminator, in: bytes, from: offset, to: end) {
            guard let release = characters.release, found > start, bytes[found &- 1] == release,
                isReleased(found, release, since: start)
            else { return found }
            offset = found &+ 1
        }
        return nil
    }

    /// Whether an odd number of release characters stands before a byte: each second one stands for itself.
    private func isReleased(_ offset: Int, _ release: UInt8, since start: Int) -> Bool {
        var first = offset
        while first > start, bytes[first - 1] == release { first -= 1 }
        return (offset - first) % 2 == 1
    }
}

/// Where a byte stands first, eight bytes at a time.
@inline(__always)
func firstOffset(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let wanted = UInt64(byte) &* ones
    var offset = start
    while offset &+ 8 <= end {
        // A byte that is looked for becomes zero, and the lowest zero byte sets its highest bit.
        let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ wanted
        let found = (word &- ones) & ~word & 0x8080_8080_8080_8080
        if found != 0 { return offset &+ found.trailingZeroBitCount &>> 3 }
        offset &+= 8
    }
    while offset < end {
        if base[offset] == byte { return offset }
        offset &+= 1
    }
    return nil
}

/// Where the first byte that is not ASCII stands in a range, eight bytes at a time.
func firstHighByte(_ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var offset = range.lowerBound
    while offset &+ 8 <= range.upperBound {
        if raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self) & 0x8080_8080_8080_8080 != 0 { break }
        offset &+= 8
    }
    return bytes[offset..<range.upperBound].firstIndex { $0 >= 0x80 }
}
