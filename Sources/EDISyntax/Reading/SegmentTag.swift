/// The name of a segment, such as `LIN` or `PO1`: up to four characters in one word.
public struct SegmentTag: Hashable, Sendable, ExpressibleByStringLiteral {
    /// The characters, the first one highest; those that are not there are zero.
    public let packed: UInt32

    @inline(__always) init(packed: UInt32) { self.packed = packed }

    /// A tag in the source; at most four characters.
    public init(stringLiteral text: StaticString) {
        precondition(text.utf8CodeUnitCount <= 4, "a segment tag has at most four characters")
        self.init(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    @inline(__always) init(_ bytes: UnsafeBufferPointer<UInt8>) {
        var packed: UInt32 = 0
        for index in 0..<4 { packed = packed << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0) }
        self.packed = packed
    }

    init(text: some StringProtocol) {
        var packed: UInt32 = 0
        let bytes = Array(text.utf8.prefix(4))
        for index in 0..<4 { packed = packed << 8 | (index < bytes.count ? UInt32(bytes[index]) : 0) }
        self.packed = packed
    }

    /// Whether it is two or three capital letters and digits, a letter first.
    var isWellFormed: Bool {
        let bytes = bytes
        guard (2...3).contains(bytes.count), bytes[0] >= 0x41, bytes[0] <= 0x5A else { return false }
        return bytes.allSatisfy { isAlphanumeric($0) && $0 < 0x61 }
    }

    private var bytes: [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: packed >> UInt32($0)) }.prefix { $0 != 0 }.map(\.self)
    }
}

extension SegmentTag: CustomStringConvertible {
    public var description: String {
        String(unsafeUninitializedCapacity: 4) { room in
            var count = 0
            while count < 4, case let byte = UInt8(truncatingIfNeeded: packed >> UInt32(24 - 8 * count)), byte != 0 {
                room[count] = byte < 0x80 ? byte : 0x3F
                count += 1
            }
            return count
        }
    }
}
