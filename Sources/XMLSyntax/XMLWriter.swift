/// Writes XML in UTF-8 into a buffer, element by element, one to a line.
///
/// Names are constants of the program and are copied as they are; texts and attribute values are escaped. Characters
/// that XML 1.0 forbids are left out: whoever reads a document has refused them.
public struct XMLWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    /// - Parameter isFragment: whether what is written becomes a part of another document, and declares nothing.
    public init(reserving capacity: Int = 16 << 10, isFragment: Bool = false) {
        bytes.reserveCapacity(capacity)
        guard !isFragment else { return }
        append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    }

    /// The document.
    public consuming func finish() -> [UInt8] { bytes }

    // MARK: Elements

    public mutating func element(_ name: StaticString, text: String) {
        open(name)
        bytes.append(UInt8(ascii: ">"))
        appendEscaped(text)
        close(name)
    }

    public mutating func element(_ name: StaticString, _ attribute: (StaticString, String), text: String) {
        open(name)
        append(attribute)
        bytes.append(UInt8(ascii: ">"))
        appendEscaped(text)
        close(name)
    }

    /// An element with any number of attributes.
    public mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)], text: String) {
        open(name)
        for attribute in attributes { append(attribute) }
        bytes.append(UInt8(ascii: ">"))
        appendEscaped(text)
        close(name)
    }

    /// An element whose content is binary.
    public mutating func element(_ name: StaticString, _ attributes: [(StaticString, String)], base64 content: [UInt8])
    {
        open(name)
        for attribute in attributes { append(attribute) }
        bytes.append(UInt8(ascii: ">"))
        Base64.append(content, to: &bytes)
        close(name)
    }

    public mutating func element(_ name: StaticString, digits: UnsafeBufferPointer<UInt8>) {
        open(name)
        bytes.append(UInt8(ascii: ">"))
        bytes.append(contentsOf: digits)
        close(name)
    }

    public mutating func element(
        _ name: StaticString, _ attribute: (StaticString, String), digits: UnsafeBufferPointer<UInt8>
    ) {
        open(name)
        append(attribute)
        bytes.append(UInt8(ascii: ">"))
        bytes.append(contentsOf: digits)
        close(name)
    }

    /// Begins an element that has elements in it.
    public mutating func begin(_ name: StaticString, _ attributes: [(StaticString, String)] = []) {
        open(name)
        for attribute in attributes { append(attribute) }
        append(">\n")
    }

    public mutating func end(_ name: StaticString) {
        close(name)
    }

    // MARK: Parts

    private mutating func open(_ name: StaticString) {
        bytes.append(UInt8(ascii: "<"))
        append(name)
    }

    private mutating func close(_ name: StaticString) {
        append("</")
        append(name)
        append(">\n")
    }

    private mutating func append(_ attribute: (StaticString, String)) {
        bytes.append(UInt8(ascii: " "))
        append(attribute.0)
        append("=\"")
        appendEscaped(attribute.1)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            if utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0xEF }) {
                return bytes.append(contentsOf: utf8)
            }
            for (index, byte) in utf8.enumerated() {
                switch byte {
                case UInt8(ascii: "&"): append("&amp;")
                case UInt8(ascii: "<"): append("&lt;")
                case UInt8(ascii: ">"): append("&gt;")
                case UInt8(ascii: "\""): append("&quot;")
                case 0x0D: append("&#13;")
                case 0x09, 0x0A, 0x20...0xFF:
                    if !isNoncharacter(utf8, index) { bytes.append(byte) }
                default: break
                }
            }
        }
    }
}

/// Whether a byte belongs to U+FFFE or U+FFFF, which XML 1.0 forbids.
private func isNoncharacter(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    for start in max(0, index - 2)...index where start + 2 < utf8.count {
        if utf8[start] == 0xEF, utf8[start + 1] == 0xBF, utf8[start + 2] >= 0xBE { return true }
    }
    return false
}
