import Synchronization

/// The shapes of documents that a schema has accepted.
///
/// What a schema says of a document that we write depends on its elements and attributes only: the values are dates,
/// numbers and texts that our writers cannot get wrong. So a document whose elements are those of one that was
/// accepted is accepted too, at a fraction of the cost.
public final class ShapeCache: Sendable {
    private let accepted = Mutex<Set<UInt64>>([])
    /// More shapes than this are not worth keeping.
    private static let limit = 10_000

    public init() {}

    /// Whether a document is accepted: by its shape, or else by asking.
    public func accepts(_ bytes: [UInt8], asking schema: () -> Bool) -> Bool {
        let shape = shapeHash(of: bytes)
        if accepted.withLock({ $0.contains(shape) }) { return true }
        guard schema() else { return false }
        accepted.withLock { if $0.count < Self.limit { $0.insert(shape) } }
        return true
    }
}

/// A hash over the tags of a document of ours, without the values of attributes and the texts between the tags.
///
/// An `XMLWriter` escapes what could be taken for a tag, and what ends an element needs no name.
func shapeHash(of bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
        var hash = WordHash()
        var position = 0
        while let start = bytes.position(of: UInt8(ascii: "<"), from: position) {
            var end = bytes.position(of: UInt8(ascii: ">"), from: start) ?? bytes.count
            if bytes[start + 1] == UInt8(ascii: "/") { end = start + 2 }
            var part = start
            while let quote = bytes.position(of: UInt8(ascii: "\""), from: part, to: end) {
                hash.add(UnsafeRawBufferPointer(rebasing: bytes[part..<quote]))
                part = (bytes.position(of: UInt8(ascii: "\""), from: quote + 1, to: end) ?? end) + 1
            }
            hash.add(UnsafeRawBufferPointer(rebasing: bytes[min(part, end)..<end]))
            position = end
        }
        return hash.value
    }
}

extension UnsafeRawBufferPointer {
    /// Where a byte stands next, from one position and before another, looked for in eight bytes at a time.
    fileprivate func position(of byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
        var position = start
        let end = end ?? count
        let everywhere = UInt64(byte) &* 0x0101_0101_0101_0101
        while position &+ 8 <= end {
            // The lowest byte that is the one looked for is the lowest that is nought here.
            let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: position, as: UInt64.self)) ^ everywhere
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return position &+ found.trailingZeroBitCount >> 3 }
            position &+= 8
        }
        while position < end {
            if self[position] == byte { return position }
            position &+= 1
        }
        return nil
    }
}
