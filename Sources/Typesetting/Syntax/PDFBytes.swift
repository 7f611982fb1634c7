/// Writes the tokens of PDF (ISO 32000-1, 7.2 and 7.3) into a buffer.
struct PDFBytes {
    var bytes: [UInt8] = []

    init(reserving capacity: Int = 1 << 10) { bytes.reserveCapacity(capacity) }

    var count: Int { bytes.count }

    /// Text of the program, copied as it is.
    mutating func put(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func put(_ byte: UInt8) { bytes.append(byte) }

    mutating func put(_ number: Int) {
        if number >= 0, number < 10 { return bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number)) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
            var rest = number.magnitude
            var index = 20
            repeat {
                index -= 1
                buffer[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            if number < 0 { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[index...]))
        }
    }

    /// A length in points, to the hundredth, and a blank.
    mutating func put(_ length: Length) {
        let hundredths = (length.thousandths.magnitude + 5) / 10
        if length.thousandths < 0, hundredths > 0 { bytes.append(UInt8(ascii: "-")) }
        put(decimal: Int(hundredths), places: 2)
        bytes.append(UInt8(ascii: " "))
    }

    /// A number that is not negative, without zeros at its end.
    mutating func put(decimal units: Int, places: Int) {
        var power = 1
        for _ in 0..<places { power *= 10 }
        put(units / power)
        var rest = units % power
        guard rest > 0 else { return }
        bytes.append(UInt8(ascii: "."))
        while rest > 0 {
            power /= 10
            bytes.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest / power))
            rest %= power
        }
    }

    /// A reference to an object.
    mutating func put(_ object: ObjectNumber) {
        put(object.value)
        put(" 0 R")
    }

    /// A name; what is not a regular character is written by its number.
    mutating func name(_ text: String) {
        put("/")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "_"),
                UInt8(ascii: "."):
                put(byte)
            default:
                put("#")
                hex(UInt16(byte), digits: 2)
            }
        }
    }

    /// A text string: as it is where it is plain ASCII, else in UTF-16.
    mutating func textString(_ text: String) {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return wideTextString(text) }
        put("(")
        for byte in text.utf8 { putEscaped(byte) }
        put(")")
    }

    private mutating func wideTextString(_ text: String) {
        put("<FEFF")
        for unit in text.utf16 { hex(unit, digits: 4) }
        put(">")
    }

    /// One byte of a string between parentheses.
    @inline(__always) mutating func putEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0D: put("\\r")
        default: bytes.append(byte)
        }
    }

    mutating func hex(_ number: UInt16, digits: Int) {
        for place in stride(from: digits - 1, through: 0, by: -1) {
            let digit = UInt8(truncatingIfNeeded: number >> (4 * place)) & 0xF
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
    }

    /// A date string in UTC (7.9.4).
    mutating func date(_ moment: PDFDate) {
        put("(D:")
        for part in moment.parts { putPadded(part.value, digits: part.digits) }
        put("Z)")
    }

    mutating func putPadded(_ number: Int, digits: Int) {
        var power = 10
        for _ in 1..<digits {
            if number < power { put("0") }
            power *= 10
        }
        put(number)
    }
}
