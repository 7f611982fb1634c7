/// The most of an answer that is shown, in bytes.
private let mostShown = 2000

/// What a receiver answered, in one line for people: the beginning of a text, or what there is in place of one; nil where
/// it said nothing.
///
/// It comes from outside: what would steer a terminal or hide words is shown by its number.
func words(ofAnswer body: [UInt8], _ type: String?) -> String? {
    guard !body.isEmpty else { return nil }
    guard let text = text(of: body.prefix(mostShown)) else {
        return "\(body.count) bytes that are no text\(type.map { " (\(inOneLine($0.prefix(100))))" } ?? "")"
    }
    let line = inOneLine(text[...])
    guard !line.isEmpty else { return nil }
    return body.count > mostShown ? line + " …" : line
}

/// The text in UTF-8, without the character that it may be cut in; nil where it is none.
private func text(of bytes: ArraySlice<UInt8>) -> String? {
    guard !bytes.contains(0) else { return nil }
    for cut in 0...min(3, bytes.count - 1) {
        if let text = String(validating: bytes.dropLast(cut), as: UTF8.self) { return text }
        guard bytes.count == mostShown else { return nil }
    }
    return nil
}

/// White space in a row is one space, and what has no shape is shown as `\u{…}`.
func inOneLine(_ text: Substring) -> String {
    var line = ""
    var isSpaced = true
    for scalar in text.unicodeScalars {
        if scalar.properties.isWhitespace {
            if !isSpaced { line.append(" ") }
            isSpaced = true
            continue
        }
        isSpaced = false
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned:
            line += "\\u{\(String(scalar.value, radix: 16))}"
        default: line.unicodeScalars.append(scalar)
        }
    }
    return line.hasSuffix(" ") ? String(line.dropLast()) : line
}
