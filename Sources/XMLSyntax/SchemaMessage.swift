import CXML
import Findings

/// What libxml2 says against a document, in our words.
struct SchemaMessage {
    let code: Int32
    let message: String

    /// The local name of the element that a message begins with.
    static func elementName(in message: String) -> String {
        guard let start = message.firstIndex(of: "'"),
            let end = message[message.index(after: start)...].firstIndex(of: "'")
        else { return "" }
        let name = message[message.index(after: start)..<end]
        return name.split(separator: "}").last.map(String.init) ?? String(name)
    }

    var element: String { Self.elementName(in: message) }

    var rule: Rule {
        switch Int(code) {
        case 1871, 1872: .elementIsInPlace
        case 1868: .attributeIsGiven
        case 1866, 1867: .attributeIsKnown
        case 1845: .documentIsOfSchema
        case 1824...1843, 1874...1879: .valueHasType
        default: .schemaIsKept
        }
    }

    /// The message without namespaces and the library's own words.
    var words: String {
        var text = firstLine(of: message)
        if let end = text.range(of: "': ") { text = String(text[end.upperBound...]) }
        text = withoutNamespaces(text)
        switch Int(code) {
        case 1871 where text.hasPrefix("This element is not expected. Expected is"):
            return "\(element) is not expected here; expected is \(list(in: text))"
        case 1871 where text.hasPrefix("This element is not expected"): return "\(element) is not expected here"
        case 1871 where text.hasPrefix("Missing child element"):
            return "\(element) ends too early; expected is \(list(in: text))"
        case 1845: return "\(element) is no document of the schema"
        default: return "\(element): \(text.hasSuffix(".") ? String(text.dropLast()) : text)"
        }
    }

    private func list(in text: String) -> String {
        // The library writes `Missing child element(s). Expected is one of ( a, b ).`
        guard let said = text.range(of: "Expected is"), let start = text[said.upperBound...].firstIndex(of: "("),
            let end = text.lastIndex(of: ")"), start < end
        else { return "another element" }
        return text[text.index(after: start)..<end].split(separator: ",")
            .map { $0.trimmingSpaces() }.joined(separator: " or ")
    }

    private func withoutNamespaces(_ text: String) -> String {
        var result = ""
        var isInside = false
        for character in text {
            if character == "{" { isInside = true }
            if !isInside { result.append(character) }
            if character == "}" { isInside = false }
        }
        return result
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}

extension String {
    fileprivate func range(of pattern: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(pattern) { return start..<index(start, offsetBy: pattern.count) }
            start = index(after: start)
        }
        return nil
    }
}
