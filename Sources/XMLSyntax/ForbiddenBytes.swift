/// What no XML file that is read here may hold, and what the parser tells in words that mislead: it takes a NUL for the
/// end of the file, and finds no element where every character has four bytes.
struct ForbiddenBytes {
    let message: String
    let line: Int
    let column: Int

    /// Nil where the bytes are not to blame.
    init?(in bytes: UnsafeBufferPointer<UInt8>) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if bytes.starts(with: mark + mark) {
            self.init("the file begins with two byte order marks", at: 0, in: bytes)
        } else if Self.isUTF32(bytes) {
            self.init("the file is in UTF-32, which is not read", at: 0, in: bytes)
        } else if !Self.isUTF16(bytes), let offset = bytes.firstIndex(of: 0) {
            self.init("there is a NUL, a character that XML forbids", at: offset, in: bytes)
        } else {
            return nil
        }
    }

    private init(_ message: String, at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
        self.message = message
        let before = bytes[..<offset]
        line = before.count { $0 == UInt8(ascii: "\n") } + 1
        column = offset - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0) + 1
    }

    private static func isUTF32(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let heads: [[UInt8]] = [[0, 0, 0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0, 0x3C], [0x3C, 0, 0, 0]]
        return heads.contains { bytes.starts(with: $0) }
    }

    private static func isUTF16(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let heads: [[UInt8]] = [[0xFE, 0xFF], [0xFF, 0xFE], [0, 0x3C], [0x3C, 0]]
        return heads.contains { bytes.starts(with: $0) }
    }
}
