/// Binary content as text (RFC 4648, section 4).
public enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// What each byte stands for; 64 for white space, 65 for what does not belong.
    private static let values: [UInt8] = (0...255).map { byte in
        if let index = alphabet.firstIndex(of: UInt8(byte)) { return UInt8(index) }
        return isXMLSpace(UInt8(byte)) ? 64 : 65
    }

    /// Appends the text that stands for the bytes.
    public static func append(_ bytes: [UInt8], to text: inout [UInt8]) {
        text.reserveCapacity(text.count + (bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0) }
            for place in 0..<4 {
                text.append(place > count ? padding : alphabet[Int(group >> UInt32(18 - 6 * place) & 63)])
            }
            index += 3
        }
    }

    /// The bytes that a text stands for, white space left aside; nil where it is no base64.
    public static func bytes(of text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var group: UInt32 = 0
        var digits = 0
        var paddings = 0
        for byte in text {
            let value = values[Int(byte)]
            if value == 64 { continue }
            if byte == padding {
                paddings += 1
                continue
            }
            guard value < 64, paddings == 0 else { return nil }
            group = group << 6 | UInt32(value)
            digits += 1
            if digits % 4 == 0 {
                bytes += [
                    UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
                    UInt8(truncatingIfNeeded: group),
                ]
            }
        }
        guard paddings <= 2, (digits + paddings) % 4 == 0 else { return nil }
        switch digits % 4 {
        case 2: bytes.append(UInt8(truncatingIfNeeded: group >> 4))
        case 3: bytes += [UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]
        default: break
        }
        return bytes
    }
}
