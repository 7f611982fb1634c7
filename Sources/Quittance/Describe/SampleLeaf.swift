/// A value in a sample: where it stands, in the words of its syntax, and its bytes.
struct SampleLeaf {
    let path: String
    let range: Range<Int>
}

/// The values of a sample, whatever its syntax; none where the syntax has no places that could be named.
func leaves(of bytes: [UInt8], as format: String) -> [SampleLeaf] {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if bytes[start...].first(where: { $0 > 0x20 }) == UInt8(ascii: "<") { return XMLLeaves(bytes, from: start).leaves }
    if format.hasPrefix("edifact") || format.hasPrefix("x12") { return EDILeaves(bytes).leaves }
    if format.hasPrefix("cfonb") { return recordLeaves(bytes) }
    if format.hasPrefix("mt940") { return fieldLeaves(bytes) }
    return []
}

/// The columns of records of 120 characters, each kind of record by its code, details by their qualifier too.
private func recordLeaves(_ bytes: [UInt8]) -> [SampleLeaf] {
    var leaves: [SampleLeaf] = []
    for line in lines(bytes) where line.count >= 48 {
        let text = { (range: Range<Int>) in
            String(
                decoding: bytes[(line.lowerBound + range.lowerBound)..<(line.lowerBound + range.upperBound)],
                as: UTF8.self)
        }
        let code = text(0..<2)
        let kind = code == "05" ? "05 \(text(45..<48))" : code
        for column in 0..<line.count {
            leaves.append(
                SampleLeaf(
                    path: "\(kind) \(column + 1)", range: (line.lowerBound + column)..<(line.lowerBound + column + 1)))
        }
    }
    return leaves
}

/// The words of fields that begin a line with a tag between colons.
private func fieldLeaves(_ bytes: [UInt8]) -> [SampleLeaf] {
    var leaves: [SampleLeaf] = []
    var tag = ""
    for line in lines(bytes) {
        var start = line.lowerBound
        if bytes[start] == UInt8(ascii: ":"),
            let end = bytes[(start + 1)..<line.upperBound].firstIndex(of: UInt8(ascii: ":")), end - start <= 4
        {
            tag = String(decoding: bytes[start...end], as: UTF8.self)
            start = end + 1
        }
        guard !tag.isEmpty else { continue }
        leaves += words(bytes, start..<line.upperBound).map { SampleLeaf(path: tag, range: $0) }
    }
    return leaves
}

/// Runs of digits, and of letters.
private func words(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = range.lowerBound
    func kind(_ byte: UInt8) -> Int { isDigit(byte) ? 1 : isLetter(byte) ? 2 : 0 }
    for index in range where index == range.upperBound - 1 || kind(bytes[index]) != kind(bytes[index + 1]) {
        if kind(bytes[index]) > 0 { words.append(start..<(index + 1)) }
        start = index + 1
    }
    return words
}

private func lines(_ bytes: [UInt8]) -> [Range<Int>] {
    bytes.indices.split { bytes[$0] == 0x0A || bytes[$0] == 0x0D }.map { $0.startIndex..<$0.endIndex }
}

func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") <= 9 }
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

/// The texts and attributes of an XML sample; the sample is known to be well-formed.
struct XMLLeaves {
    private let bytes: [UInt8]
    private(set) var leaves: [SampleLeaf] = []
    private var stack: [String] = []
    private var offset: Int

    init(_ bytes: [UInt8], from start: Int) {
        self.bytes = bytes
        offset = start
        while let open = next("<") { takeTag(open) }
    }

    private func next(_ character: Unicode.Scalar) -> Int? { bytes[offset...].firstIndex(of: UInt8(ascii: character)) }

    private mutating func takeTag(_ open: Int) {
        takeText(open)
        offset = open + 1
        if bytes[offset...].starts(with: "!--".utf8) { return skip(to: "-->") }
        guard let close = next(">") else {
            offset = bytes.count
            return
        }
        defer { offset = close + 1 }
        switch bytes[open + 1] {
        case UInt8(ascii: "!"), UInt8(ascii: "?"): return
        case UInt8(ascii: "/"): stack.removeLast()
        default: takeStart((open + 1)..<close)
        }
    }

    private mutating func takeText(_ open: Int) {
        guard !stack.isEmpty, offset < open, bytes[offset..<open].contains(where: { $0 > 0x20 }) else { return }
        leaves.append(SampleLeaf(path: stack.joined(separator: "/"), range: offset..<open))
    }

    private mutating func takeStart(_ tag: Range<Int>) {
        let isEmpty = bytes[tag.upperBound - 1] == UInt8(ascii: "/")
        let nameEnd = bytes[tag].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: "/") } ?? tag.upperBound
        stack.append(String(decoding: bytes[tag.lowerBound..<nameEnd], as: UTF8.self))
        offset = nameEnd
        while let equals = bytes[offset..<tag.upperBound].firstIndex(of: UInt8(ascii: "=")) {
            let quote = bytes[equals + 1]
            guard let end = bytes[(equals + 2)..<tag.upperBound].firstIndex(of: quote) else { break }
            let name = String(decoding: bytes[offset..<equals].filter { $0 > 0x20 }, as: UTF8.self)
            if !name.hasPrefix("xmlns"), !name.hasPrefix("xsi:"), end > equals + 2 {
                leaves.append(
                    SampleLeaf(path: (stack + ["@" + name]).joined(separator: "/"), range: (equals + 2)..<end))
            }
            offset = end + 1
        }
        if isEmpty { stack.removeLast() }
    }

    private mutating func skip(to end: String) {
        while offset < bytes.count, !bytes[offset...].starts(with: end.utf8) { offset += 1 }
    }
}

/// The components of an EDI sample, each by its segment, the code that the segment begins with, and its number.
struct EDILeaves {
    private(set) var leaves: [SampleLeaf] = []
    private let bytes: [UInt8]
    private var line = ""

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let isX12 = bytes.starts(with: "ISA".utf8)
        var marks = (component: UInt8(ascii: ":"), element: UInt8(ascii: "+"), end: UInt8(ascii: "'"))
        var offset = 0
        if isX12 { marks = (bytes[104], bytes[3], bytes[105]) }
        if bytes.starts(with: "UNA".utf8) {
            marks = (bytes[3], bytes[4], bytes[8])
            offset = 9
        }
        for segment in ranges(offset..<bytes.count, between: marks.end) {
            let start = segment.first { bytes[$0] > 0x20 } ?? segment.upperBound
            take(start..<segment.upperBound, marks.element, marks.component)
        }
    }

    private func ranges(_ range: Range<Int>, between mark: UInt8) -> [Range<Int>] {
        range.split(omittingEmptySubsequences: false) { bytes[$0] == mark }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    private mutating func take(_ segment: Range<Int>, _ element: UInt8, _ component: UInt8) {
        let elements = ranges(segment, between: element)
        let tag = text(elements[0])
        guard !tag.isEmpty else { return }
        enter(tag)
        var code = ""
        for (number, whole) in elements.enumerated().dropFirst() {
            let parts = ranges(whole, between: component)
            for (index, part) in parts.enumerated() where !part.isEmpty {
                if number == 1, index == 0, part.count <= 3, tag != "LIN", tag != "PO1" { code = "+" + text(part) }
                let place = parts.count > 1 ? "\(number).\(index + 1)" : "\(number)"
                leaves.append(SampleLeaf(path: "\(line)\(tag)\(code) \(place)", range: part))
            }
        }
    }

    /// Whether the segments that follow are those of a line.
    private mutating func enter(_ tag: String) {
        switch tag {
        case "LIN", "PO1", "POC", "DOC", "RMR": line = tag + "/"
        case "UNS", "CTT", "UNT", "SE", "UNH", "ST": line = ""
        default: break
        }
    }
}
