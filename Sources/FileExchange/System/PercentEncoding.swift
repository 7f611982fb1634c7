/// Bytes as `%41` where a plain character would be unsafe or unclear.
enum PercentEncoding {
    /// What may stand for itself in any file name of ours.
    @inline(__always)
    static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    static func encode(
        _ bytes: [UInt8], after mark: UInt8 = UInt8(ascii: "%"), keeping isKept: (UInt8) -> Bool
    ) -> String {
        var encoded = [UInt8]()
        for byte in bytes {
            if isKept(byte) { encoded.append(byte) } else { append(byte, after: mark, to: &encoded) }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether all is plain or encoded already.
    static func isEncoded(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let byte = rest.first {
            if isPlain(byte) {
                rest = rest.dropFirst()
            } else {
                let digits = rest.dropFirst().prefix(2)
                guard byte == UInt8(ascii: "%"), digits.count == 2, digits.allSatisfy({ value($0) != nil }) else {
                    return false
                }
                rest = rest.dropFirst(3)
            }
        }
        return true
    }

    /// `%` and two digits.
    @inline(__always)
    static func append(_ byte: UInt8, after mark: UInt8 = UInt8(ascii: "%"), to bytes: inout [UInt8]) {
        bytes.append(mark)
        bytes.append(digit(byte >> 4))
        bytes.append(digit(byte & 15))
    }

    /// The bytes that were encoded. A `%` that nothing of ours wrote stands for itself.
    static func decode(_ encoded: some Collection<UInt8>) -> [UInt8] {
        let source = Array(encoded)
        var bytes = [UInt8]()
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
                let high = value(source[index + 1]), let low = value(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return bytes
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
