import Findings

extension JSONParser {
    /// Reads the string whose opening quote is here.
    ///
    /// Text between escapes is copied in runs. A string that cannot be read in part stands for nothing afterwards
    /// (`isCertain`), but its end is found, so that reading can go on behind it.
    mutating func readString(upTo byteCount: Int) throws(Abandoned) -> String {
        let start = position
        offset += 1
        let first = offset
        var text: [UInt8] = []
        var runStart = offset
        while true {
            skipPlainText()
            guard let byte = current, byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r") else {
                throw stop(.jsonStringIsClosed, "the string that begins here is not closed", at: start)
            }
            if byte == UInt8(ascii: "\"") { break }
            if byte >= 0x80, case let length = utf8Length(of: bytes, at: offset), length > 0 {
                skipCharacter(byteCount: length)
                continue
            }
            text += bytes[runStart..<offset]
            if byte == UInt8(ascii: "\\") { try readEscape(into: &text) } else { try skipForbidden(byte) }
            runStart = offset
        }
        let run = bytes[runStart..<offset]
        guard offset - first <= byteCount else {
            throw stop(.jsonSizeIsBounded, "a string has \(offset - first) bytes, the limit is \(byteCount)", at: start)
        }
        offset += 1
        return text.isEmpty ? String(decoding: run, as: UTF8.self) : String(decoding: text + run, as: UTF8.self)
    }

    /// Passes over ASCII characters that stand for themselves.
    private mutating func skipPlainText() {
        while offset < bytes.count {
            let byte = bytes[offset]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return }
            offset += 1
        }
    }

    /// Passes over a byte that no string may hold.
    private mutating func skipForbidden(_ byte: UInt8) throws(Abandoned) {
        let (rule, message): (Rule, String) =
            byte < 0x20
            ? (.jsonControlCharacterIsEscaped, "the control character U+\(hexadecimal(byte, digits: 4)) is not escaped")
            : (.jsonIsUTF8, "the byte \(hexadecimal(byte, digits: 2)) is not UTF-8 here")
        try doubt(rule, message, at: position)
        offset += 1
    }

    private mutating func readEscape(into text: inout [UInt8]) throws(Abandoned) {
        let letter = offset + 1 < bytes.count ? bytes[offset + 1] : 0
        if letter == UInt8(ascii: "u") { return try readUnicodeEscape(into: &text) }
        guard let byte = escapedByte(letter) else {
            try doubt(.jsonEscapeIsKnown, "a backslash here escapes nothing JSON knows", at: position)
            // Only the backslash is passed over: what follows may be the end of the line.
            offset += 1
            return
        }
        text.append(byte)
        offset += 2
    }

    /// Reads `\uXXXX`, or two of them that make a surrogate pair.
    private mutating func readUnicodeEscape(into text: inout [UInt8]) throws(Abandoned) {
        guard let unit = codeUnit(at: offset) else {
            try doubt(.jsonEscapeIsKnown, "\\u is followed by four hexadecimal digits", at: position)
            offset += 2
            return
        }
        if let scalar = Unicode.Scalar(unit) {
            text.append(contentsOf: String(scalar).utf8)
            offset += 6
        } else if unit < 0xDC00, let low = codeUnit(at: offset + 6), (0xDC00...0xDFFF).contains(low) {
            let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            text.append(contentsOf: String(Unicode.Scalar(value)!).utf8)
            offset += 12
        } else {
            let half = unit < 0xDC00 ? "high" : "low"
            try doubt(.jsonSurrogatesArePaired, "a \(half) surrogate stands alone", at: position)
            offset += 6
        }
    }

    /// The code unit of the escape `\uXXXX` at an offset, if one is there.
    private func codeUnit(at start: Int) -> UInt16? {
        guard start + 6 <= bytes.count else { return nil }
        guard bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u") else { return nil }
        var unit: UInt16 = 0
        for index in start + 2..<start + 6 {
            guard let digit = hexadecimalDigit(bytes[index]) else { return nil }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }
}

private func escapedByte(_ letter: UInt8) -> UInt8? {
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: nil
    }
}

private func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
