/// A value of a PDF file (ISO 32000-1, 7.3).
enum PDFObject: Hashable {
    case null
    case boolean(Bool)
    case integer(Int)
    /// A number with a point: no one asks what it is.
    case real
    case name(String)
    case string([UInt8])
    case array([PDFObject])
    case dictionary([String: PDFObject])
    case reference(Int)
    /// A stream by its dictionary and where its bytes begin; where they end is told by its length.
    case stream([String: PDFObject], start: Int)
    /// A word that is no value: `obj`, `endobj`, `R`.
    case word(String)

    var integer: Int? { if case .integer(let number) = self { number } else { nil } }
}

/// Reads values at an offset of a file, or of what a stream holds.
struct PDFScanner {
    let bytes: [UInt8]
    var offset: Int
    private static let depthLimit = 64
    private static let nameLimit = 1024

    init(_ bytes: [UInt8], at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    private var byte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    // MARK: Values

    /// The next value, references included.
    mutating func object(depth: Int = 0) throws(PDFFault) -> PDFObject {
        guard depth < Self.depthLimit else { throw .beyondBounds }
        skipSpace()
        guard let byte else { throw .broken(at: offset) }
        switch byte {
        case UInt8(ascii: "/"): return .name(try name())
        case UInt8(ascii: "("): return .string(try literalString())
        case UInt8(ascii: "["): return .array(try array(depth: depth))
        case UInt8(ascii: "<"):
            let isDictionary = offset + 1 < bytes.count && bytes[offset + 1] == UInt8(ascii: "<")
            return isDictionary ? .dictionary(try dictionary(depth: depth)) : .string(try hexString())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return number()
        default: return try word()
        }
    }

    private mutating func array(depth: Int) throws(PDFFault) -> [PDFObject] {
        offset += 1
        var items: [PDFObject] = []
        while true {
            skipSpace()
            guard let byte else { throw .broken(at: offset) }
            if byte == UInt8(ascii: "]") {
                offset += 1
                return items
            }
            items.append(try object(depth: depth + 1))
        }
    }

    private mutating func dictionary(depth: Int) throws(PDFFault) -> [String: PDFObject] {
        offset += 2
        var entries: [String: PDFObject] = [:]
        while true {
            skipSpace()
            guard let byte else { throw .broken(at: offset) }
            if byte == UInt8(ascii: ">") {
                offset += 2
                return entries
            }
            guard byte == UInt8(ascii: "/") else { throw .broken(at: offset) }
            let key = try name()
            entries[key] = try object(depth: depth + 1)
        }
    }

    /// A number, or the reference that begins with it.
    private mutating func number() -> PDFObject {
        guard let first = integer() else { return .real }
        guard first >= 0 else { return .integer(first) }
        let end = offset
        skipSpace()
        if let byte, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), integer() != nil {
            skipSpace()
            if self.byte == UInt8(ascii: "R"), offset + 1 == bytes.count || !isRegular(bytes[offset + 1]) {
                offset += 1
                return .reference(first)
            }
        }
        offset = end
        return .integer(first)
    }

    /// Digits with a sign; nil where there is a point, or more digits than a number has.
    mutating func integer() -> Int? {
        var text: [UInt8] = []
        while let byte, isRegular(byte) {
            if text.count < 20 { text.append(byte) }
            offset += 1
        }
        return Int(String(decoding: text, as: UTF8.self))
    }

    mutating func word() throws(PDFFault) -> PDFObject {
        let start = offset
        while let byte, isRegular(byte), offset - start < Self.nameLimit { offset += 1 }
        guard offset > start else { throw .broken(at: offset) }
        switch String(decoding: bytes[start..<offset], as: UTF8.self) {
        case "null": return .null
        case "true": return .boolean(true)
        case "false": return .boolean(false)
        case let text: return .word(text)
        }
    }

    private mutating func name() throws(PDFFault) -> String {
        offset += 1
        var text: [UInt8] = []
        while let byte, isRegular(byte) {
            offset += 1
            if byte == UInt8(ascii: "#"), offset + 1 < bytes.count, let high = hexDigit(bytes[offset]),
                let low = hexDigit(bytes[offset + 1])
            {
                text.append(high << 4 | low)
                offset += 2
            } else {
                text.append(byte)
            }
            guard text.count <= Self.nameLimit else { throw .beyondBounds }
        }
        return String(decoding: text, as: UTF8.self)
    }

    // MARK: Strings

    private mutating func literalString() throws(PDFFault) -> [UInt8] {
        offset += 1
        var text: [UInt8] = []
        var depth = 1
        while let byte {
            offset += 1
            switch byte {
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return text }
            case UInt8(ascii: "\\"):
                escaped(into: &text)
                continue
            default: break
            }
            text.append(byte)
        }
        throw .broken(at: offset)
    }

    private mutating func escaped(into text: inout [UInt8]) {
        guard let byte else { return }
        offset += 1
        switch byte {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case 0x0A: break
        case 0x0D: if self.byte == 0x0A { offset += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = Int(byte - UInt8(ascii: "0"))
            var count = 1
            while count < 3, let next = self.byte, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(next) {
                value = value * 8 + Int(next - UInt8(ascii: "0"))
                offset += 1
                count += 1
            }
            text.append(UInt8(truncatingIfNeeded: value))
        default: text.append(byte)
        }
    }

    private mutating func hexString() throws(PDFFault) -> [UInt8] {
        offset += 1
        var digits: [UInt8] = []
        while let byte {
            offset += 1
            if byte == UInt8(ascii: ">") {
                if digits.count % 2 == 1 { digits.append(0) }
                return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
            }
            if let digit = hexDigit(byte) {
                digits.append(digit)
            } else if !isSpace(byte) {
                throw .broken(at: offset)
            }
        }
        throw .broken(at: offset)
    }

    // MARK: Between values

    /// Passes over blanks and comments.
    mutating func skipSpace() {
        while let byte {
            if byte == UInt8(ascii: "%") {
                while let byte = self.byte, byte != 0x0A, byte != 0x0D { offset += 1 }
            } else if isSpace(byte) {
                offset += 1
            } else {
                return
            }
        }
    }

    /// Passes over a word, where it stands next.
    mutating func take(_ word: String) -> Bool {
        skipSpace()
        guard bytes[min(offset, bytes.count)...].starts(with: Array(word.utf8)) else { return false }
        offset += word.utf8.count
        return true
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0 || (0x09...0x0D).contains(byte) && byte != 0x0B
    }

    private func isRegular(_ byte: UInt8) -> Bool { !isSpace(byte) && !"()<>[]{}/%".utf8.contains(byte) }

    private func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
