import Findings

extension JSONParser {
    /// Reports a fault that leaves no doubt what the document says.
    ///
    /// Once the log is full the rest of the text is left unread: nobody reads the hundred and first finding.
    mutating func report(_ rule: Rule, _ message: String, at position: JSONPosition) throws(Abandoned) {
        log.report(rule, message, at: position.place(at: JSONPointer(path)))
        guard log.findings.count < log.limit else { throw Abandoned() }
    }

    /// Reports a fault after which one value is not known.
    mutating func doubt(_ rule: Rule, _ message: String, at position: JSONPosition) throws(Abandoned) {
        isCertain = false
        try report(rule, message, at: position)
    }

    /// Reports a fault after which the rest of the text means nothing.
    mutating func stop(_ rule: Rule, _ message: String, at position: JSONPosition? = nil) -> Abandoned {
        log.report(rule, message, at: (position ?? self.position).place(at: JSONPointer(path)))
        return Abandoned()
    }

    mutating func unexpected(_ expected: String) -> Abandoned {
        stop(.jsonKeepsItsGrammar, "expected \(expected), found \(foundHere)")
    }

    mutating func truncated() -> Abandoned {
        guard let innermost = open.last else { return stop(.jsonIsWhole, "the text ends before its value") }
        return stop(.jsonIsWhole, "the text ends inside \(innermost.kind) that begins at \(innermost.start)")
    }

    /// The character here, as a message names it.
    var foundHere: String {
        guard let byte = current else { return "the end of the text" }
        switch byte {
        case UInt8(ascii: "'"): return "a single quote; JSON has double quotes only"
        case 0x21...0x7E: return "'\(Unicode.Scalar(byte))'"
        default: break
        }
        let length = utf8Length(of: bytes, at: offset)
        guard length > 0 else { return "the byte \(hexadecimal(byte, digits: 2)), which is not UTF-8" }
        let scalar = String(decoding: bytes[offset..<offset + length], as: UTF8.self).unicodeScalars.first!
        let name = "U+\(hexadecimal(scalar.value, digits: 4))"
        return (0x201C...0x201F).contains(scalar.value) ? "\(name), a typographic quote" : name
    }
}

func hexadecimal(_ value: some BinaryInteger, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
