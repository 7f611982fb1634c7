/// A hash of stretches of bytes that takes in eight of them at a time.
struct WordHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Adds a stretch, so that two that meet elsewhere give another hash.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var position = 0
        while position &+ 8 <= bytes.count {
            mix(bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
            position &+= 8
        }
        var rest = UInt64(bytes.count & 0xFF)
        while position < bytes.count {
            rest = rest << 8 | UInt64(bytes[position])
            position &+= 1
        }
        mix(rest)
    }

    private mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 32
    }
}
