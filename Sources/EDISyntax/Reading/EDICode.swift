/// A code of at most eight characters in one word, such as the qualifier of a segment.
@frozen public struct EDICode: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The characters, the last one lowest.
    @usableFromInline let packed: UInt64

    @inlinable @inline(__always) init(packed: UInt64) { self.packed = packed }

    /// A code in the source; at most eight characters.
    @inlinable @inline(__always) public init(stringLiteral text: StaticString) {
        precondition(text.utf8CodeUnitCount <= 8, "a code has at most eight characters")
        var packed: UInt64 = 0
        for index in 0..<text.utf8CodeUnitCount { packed = packed << 8 | UInt64(text.utf8Start[index]) }
        self.init(packed: packed)
    }

    /// The code that some bytes are; none where they are longer than any code is.
    @inlinable @inline(__always) public init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var packed: UInt64 = 0
        if bytes.count <= 8 {
            for byte in bytes { packed = packed << 8 | UInt64(byte) }
        }
        self.init(packed: packed)
    }

    /// Where nothing is given.
    @inlinable public static var none: EDICode { EDICode(packed: 0) }
}

extension SegmentReader {
    /// The code in a component; `none` where it is empty or not there.
    @inline(__always)
    public func code(_ element: Int, _ component: Int = 1) -> EDICode { EDICode(rawBytes(element, component)) }
}
