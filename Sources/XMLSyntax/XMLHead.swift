/// Whether a file begins like XML with a root of a name, whatever its prefix and encoding.
public func hasXMLRoot(_ name: String, in head: ArraySlice<UInt8>) -> Bool {
    // In UTF-16 every other byte is zero, which is as good as no byte.
    let bytes = head.prefix(4).contains(0) ? head.filter { $0 != 0 }[...] : head
    var index = bytes.startIndex
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
        let next = start + 1
        guard next < bytes.endIndex else { return false }
        switch bytes[next] {
        case UInt8(ascii: "?"), UInt8(ascii: "!"):
            guard let end = end(ofMarkupAt: next, in: bytes) else { return bytes[next...].containsRoot(name) }
            index = end
        default: return rootName(at: next, in: bytes) == name
        }
    }
    return false
}

private func end(ofMarkupAt start: Int, in bytes: ArraySlice<UInt8>) -> Int? {
    if bytes[start...].starts(with: Array("!--".utf8)) {
        var index = start
        while index + 2 < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-"),
                bytes[index + 2] == UInt8(ascii: ">")
            {
                return index + 3
            }
            index += 1
        }
        return nil
    }
    // A document type may hold declarations in brackets: what follows them counts.
    var depth = 0
    for index in start..<bytes.endIndex {
        switch bytes[index] {
        case UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "]"): depth -= 1
        case UInt8(ascii: ">") where depth <= 0: return index + 1
        default: break
        }
    }
    return nil
}

private func rootName(at start: Int, in bytes: ArraySlice<UInt8>) -> String {
    let end = bytes[start...].firstIndex { isXMLNameEnd($0) } ?? bytes.endIndex
    let name = String(decoding: bytes[start..<end], as: UTF8.self)
    return name.split(separator: ":").last.map(String.init) ?? name
}

private func isXMLNameEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/")
}

extension ArraySlice<UInt8> {
    /// Whether the words of a declaration that does not end name a root: `<!DOCTYPE Order [`.
    fileprivate func containsRoot(_ name: String) -> Bool {
        starts(with: Array("!DOCTYPE \(name)".utf8)) || starts(with: Array("!DOCTYPE".utf8))
    }
}
