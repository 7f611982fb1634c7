extension JSONWriter {
    public mutating func string(_ text: String) {
        beginValue()
        appendString(text)
        endValue()
    }

    public mutating func number(_ value: some FixedWidthInteger) { plain(String(value)) }

    public mutating func number(_ number: JSONNumber) { plain(number.literal) }

    /// Writes a number from its digits in ASCII, such as an exact decimal hands over.
    public mutating func number(digits: UnsafeBufferPointer<UInt8>) {
        precondition(JSONNumber.fault(in: digits.span) == nil, "these digits are no JSON number")
        beginValue()
        append(digits)
        endValue()
    }

    public mutating func bool(_ flag: Bool) { plain(flag ? "true" : "false") }

    public mutating func null() { plain("null") }

    /// Writes a value that was read, or built, with all that is in it.
    public mutating func node(_ node: JSONNode) {
        switch node.content {
        case .object(let object):
            self.object { writer in
                for member in object.members {
                    writer.key(member.key)
                    writer.node(member.value)
                }
            }
        case .array(let elements): array { for element in elements { $0.node(element) } }
        case .string(let text): string(text)
        case .number(let number): self.number(number)
        case .bool(let flag): bool(flag)
        case .null: null()
        }
    }

    private mutating func plain(_ text: String) {
        beginValue()
        var text = text
        text.withUTF8 { append($0) }
        endValue()
    }
}

// MARK: Members

extension JSONWriter {
    public mutating func member(_ key: String, _ text: String) {
        self.key(key)
        string(text)
    }

    public mutating func member(_ key: String, _ value: some FixedWidthInteger) {
        self.key(key)
        number(value)
    }

    public mutating func member(_ key: String, _ value: JSONNumber) {
        self.key(key)
        number(value)
    }

    public mutating func member(_ key: String, _ flag: Bool) {
        self.key(key)
        bool(flag)
    }

    /// Writes a member whose value the body writes.
    public mutating func member<E: Error>(
        _ key: String, _ value: (inout JSONWriter) throws(E) -> Void
    ) throws(E) {
        self.key(key)
        try value(&self)
    }
}

// MARK: Strings

extension JSONWriter {
    /// Appends a text in quotes, copying what needs no escape in runs.
    mutating func appendString(_ text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { appendEscaping($0) }
        append(UInt8(ascii: "\""))
    }

    private mutating func appendEscaping(_ text: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            append(UnsafeBufferPointer(rebasing: text[runStart..<index]))
            appendEscape(of: byte)
            runStart = index + 1
        }
        append(UnsafeBufferPointer(rebasing: text[runStart...]))
    }

    private mutating func appendEscape(of byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        default:
            append(UInt8(ascii: "u"))
            for digit in hexadecimal(byte, digits: 4).utf8 { append(digit) }
        }
    }
}
