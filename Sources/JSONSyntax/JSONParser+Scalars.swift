import Findings

extension JSONParser {
    mutating func readNumber(at start: JSONPosition) throws(Abandoned) -> JSONContent {
        let literal = takeToken { isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") }
        guard literal.count <= limits.stringByteCount else {
            throw stop(.jsonSizeIsBounded, "a number has \(literal.count) characters", at: start)
        }
        if let fault = JSONNumber.fault(in: literal.span) {
            try doubt(.jsonNumberIsWellFormed, fault.message, at: start)
            return .null
        }
        return .number(JSONNumber(checked: String(decoding: literal, as: UTF8.self)))
    }

    mutating func readWord(at start: JSONPosition) throws(Abandoned) -> JSONContent {
        let word = String(decoding: takeToken(while: isWordByte), as: UTF8.self)
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        default:
            let nearest = nearestName(to: word, in: ["true", "false", "null"])
            let advice = nearest.map { "did you mean \($0)?" } ?? "a string is in double quotes"
            try doubt(.jsonWordIsKnown, "this word is not known; \(advice)", at: start)
            return .null
        }
    }

    private mutating func takeToken(while belongs: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let start = offset
        while let byte = current, belongs(byte) { offset += 1 }
        return bytes[start..<offset]
    }
}

/// Whether a byte belongs to a word: a letter, a digit, an underscore or a hyphen.
func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
}
