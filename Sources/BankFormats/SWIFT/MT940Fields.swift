import Documents

/// A field of a message: its tag, and its content up to the next field, line ends included.
struct MT940Field {
    /// The digits of the tag: 61 for `:61:`.
    let number: Int
    /// The letter after them; 0 for none.
    let letter: UInt8
    private(set) var content: UnsafeBufferPointer<UInt8>
    let line: Int

    /// The same in UTF-8, where it came in Latin-1.
    func transcoded(in scratch: TextScratch) -> MT940Field {
        guard let text = scratch.text(latin1: content) else { return self }
        var field = self
        field.content = text.bytes
        return field
    }
}

/// Cuts a file into fields. What stands before the first field of a message, or is no field, is passed over.
struct MT940Fields {
    enum Item {
        case field(MT940Field)
        /// A line with a hyphen alone, or the end of a block of the network.
        case end
    }

    /// The first line since the last field that has words, and belongs to no block of the network; 0 for none.
    ///
    /// Before a field it is the head that some banks give to each message.
    private(set) var strayLine = 0
    /// The line that the file ends in.
    var lastLine: Int { max(1, line - 1) }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var line = 1

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func next() -> Item? {
        while offset < bytes.count {
            // A block of the network may stand before the first field of a message.
            if bytes[offset] == UInt8(ascii: "{"), let field = fieldAfterBlock() { return .field(field) }
            if let tag = tag(at: offset) { return .field(field(tag)) }
            if isEnd(at: offset) {
                skipLine()
                return .end
            }
            if strayLine == 0, bytes[offset] != UInt8(ascii: "{"), hasWords(at: offset) { strayLine = line }
            skipLine()
        }
        return nil
    }

    private mutating func fieldAfterBlock() -> MT940Field? {
        var index = offset
        let end = min(bytes.count, offset + 200)
        while index + 4 < end, bytes[index] != 0x0A {
            if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "4"),
                bytes[index + 2] == UInt8(ascii: ":"), let tag = tag(at: index + 3)
            {
                return field(tag)
            }
            index += 1
        }
        return nil
    }

    private mutating func field(_ tag: (number: Int, letter: UInt8, content: Int)) -> MT940Field {
        let first = line
        strayLine = 0
        offset = tag.content
        var end = lineEnd(from: offset)
        advance(past: end)
        while offset < bytes.count, self.tag(at: offset) == nil, !isEnd(at: offset) {
            end = lineEnd(from: offset)
            advance(past: end)
        }
        return MT940Field(
            number: tag.number, letter: tag.letter,
            content: UnsafeBufferPointer(rebasing: bytes[tag.content..<max(end, tag.content)]),
            line: first)
    }

    /// `:20:`, `:28C:`, at the beginning of a line.
    @inline(__always)
    private func tag(at start: Int) -> (number: Int, letter: UInt8, content: Int)? {
        guard start + 3 < bytes.count, bytes[start] == UInt8(ascii: ":"), isDecimal(bytes[start + 1]),
            isDecimal(bytes[start + 2])
        else { return nil }
        let number = Int(bytes[start + 1]) * 10 + Int(bytes[start + 2]) - 528
        if bytes[start + 3] == UInt8(ascii: ":") { return (number, 0, start + 4) }
        guard start + 4 < bytes.count, bytes[start + 4] == UInt8(ascii: ":"), isCapital(bytes[start + 3]) else {
            return nil
        }
        return (number, bytes[start + 3], start + 5)
    }

    /// `-`, `-}` or `-XXX`: nothing else begins with a hyphen and ends there.
    @inline(__always)
    private func isEnd(at start: Int) -> Bool {
        guard bytes[start] == UInt8(ascii: "-") else { return false }
        let end = lineEnd(from: start)
        let rest = bytes[(start + 1)..<end]
        return rest.allSatisfy { $0 <= UInt8(ascii: " ") } || rest.first == UInt8(ascii: "}")
            || rest.elementsEqual("XXX".utf8)
    }

    private func hasWords(at start: Int) -> Bool {
        bytes[start..<lineEnd(from: start)].contains { isDecimal($0) || isCapital($0 & 0xDF) }
    }

    @inline(__always)
    private func lineEnd(from start: Int) -> Int {
        guard let base = bytes.baseAddress else { return start }
        var end = firstLineFeed(base + start, bytes.count - start).map { start + $0 } ?? bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    @inline(__always)
    private mutating func advance(past end: Int) {
        offset = end
        if offset < bytes.count, bytes[offset] == 0x0D { offset += 1 }
        if offset < bytes.count, bytes[offset] == 0x0A { offset += 1 }
        line += 1
    }

    private mutating func skipLine() { advance(past: lineEnd(from: offset)) }
}
