/// The character sets that flat files come in.
public enum FlatCharset: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "latin-1"
    case windows1252 = "windows-1252"
}

/// The bytes of a flat file as UTF-8, without a byte order mark.
public struct FlatText: Sendable {
    public let bytes: [UInt8]
    /// Where the text begins: after the byte order mark.
    public let start: Int
    /// Whether all of it is well-formed; a file that is not may have cells that are.
    public let isSound: Bool
    /// Whether no control character is in it but tabs and line ends.
    public let isPlain: Bool

    /// A byte order mark says that the file is UTF-8, whatever is declared.
    public init(_ original: [UInt8], charset: FlatCharset = .utf8) {
        let hasMark = original.starts(with: [0xEF, 0xBB, 0xBF])
        start = hasMark ? 3 : 0
        let isASCII = original.withUnsafeBufferPointer(isASCII)
        isPlain = !original.withUnsafeBufferPointer(holdsControls)
        if isASCII || hasMark || charset == .utf8 {
            bytes = original
            isSound = isASCII || String(validating: original, as: UTF8.self) != nil
        } else {
            bytes = transcoded(original, charset)
            isSound = true
        }
    }
}

/// Whether there is nothing but ASCII, eight bytes at a time.
private func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return true }
    let raw = UnsafeRawPointer(base)
    var seen: UInt64 = 0
    var offset = 0
    while offset + 8 <= bytes.count {
        seen |= raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        offset += 8
    }
    for byte in bytes[offset...] { seen |= UInt64(byte) }
    return seen & 0x8080_8080_8080_8080 == 0
}

/// Whether there is a control character (C0) that no text has, eight bytes at a time.
public func holdsControls(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    let raw = UnsafeRawPointer(base)
    var offset = 0
    while offset + 8 <= bytes.count {
        let word = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        // A byte below 0x20 sets its highest bit, as a byte does that has it already: those are looked at one by one.
        if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 != 0,
            bytes[offset..<(offset + 8)].contains(where: isControl)
        {
            return true
        }
        offset += 8
    }
    return bytes[offset...].contains(where: isControl)
}

private func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D }

/// The text of a set that has one byte for each character; bytes that the set leaves free become U+FFFD.
private func transcoded(_ bytes: [UInt8], _ charset: FlatCharset) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
        guard byte >= 0x80 else {
            text.append(byte)
            continue
        }
        let isSpecial = charset == .windows1252 && byte < 0xA0
        let value = isSpecial ? windows1252[Int(byte - 0x80)] : UInt32(byte)
        text += Unicode.Scalar(value).map { Array(UTF8.encode($0)!) } ?? []
    }
    return text
}

/// What the bytes 0x80 to 0x9F are in Windows-1252.
private let windows1252: [UInt32] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
    0x017D,
    0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153,
    0xFFFD,
    0x017E, 0x0178,
]
