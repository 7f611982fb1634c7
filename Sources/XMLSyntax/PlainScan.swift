/// Reads a document that has nothing uncommon about it, in one walk over its bytes.
///
/// Most documents are in UTF-8, declare their prefixes on the root, and hold elements, attributes, texts and comments.
/// Whatever else XML allows, and every fault, is left to the parser, which then reads the document from its start: this
/// walk never says what is wrong, only that it does not know. So it may be strict, and has to be right about nothing but
/// documents that are sound.
struct PlainScan {
    private static let depthLimit = 64
    /// Half of what the parser bounds a tag and a comment to.
    private static let markupLimit = 32 << 10
    private static let textLimit = 1 << 20
    private static let attributeLimit = 16

    private let base: UnsafePointer<UInt8>
    private let count: Int
    private let handler: TreeHandler
    private let tree: XMLTree
    private let names: PlainNames
    private let schema: PlainSchema?
    private let open: UnsafeMutablePointer<OpenElement>
    private var depth = 0
    private var position = 0
    private var line: Int32 = 1

    /// An element whose end is still to come.
    private struct OpenElement: BitwiseCopyable {
        var nameStart: Int
        var nameCount: Int
        var state: PlainSchema.State
    }

    /// Reads a document into the tree of a handler; false where the parser has to.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ handler: TreeHandler, _ names: PlainNames, _ schema: PlainSchema?
    ) -> Bool {
        guard let base = bytes.baseAddress else { return false }
        return withUnsafeTemporaryAllocation(of: OpenElement.self, capacity: depthLimit) { open in
            var scan = PlainScan(base, bytes.count, handler, names, schema, open.baseAddress!)
            return scan.readAll()
        }
    }

    private init(
        _ base: UnsafePointer<UInt8>, _ count: Int, _ handler: TreeHandler, _ names: PlainNames,
        _ schema: PlainSchema?, _ open: UnsafeMutablePointer<OpenElement>
    ) {
        self.base = base
        self.count = count
        self.handler = handler
        tree = handler.tree
        self.names = names
        self.schema = schema
        self.open = open
    }

    private mutating func readAll() -> Bool {
        guard skipDeclaration() else { return false }
        var hasRoot = false
        while position < count {
            if base[position] != UInt8(ascii: "<") {
                guard depth > 0 ? takeText() : skipSpace() else { return false }
                continue
            }
            position &+= 1
            guard position < count else { return false }
            switch base[position] {
            case UInt8(ascii: "/"): guard takeEnd() else { return false }
            case UInt8(ascii: "!"): guard skipComment() else { return false }
            case UInt8(ascii: "?"): return false
            default:
                guard depth > 0 || !hasRoot, takeStart(isRoot: !hasRoot) else { return false }
                hasRoot = true
            }
        }
        return hasRoot && depth == 0
    }

    // MARK: Before the root, between elements

    private mutating func skipDeclaration() -> Bool {
        if has("\u{FEFF}") { position = 3 }
        guard has("<?xml") else { return true }
        guard let end = names.endOfDeclaration(base, position, count) else { return false }
        for offset in position..<end where base[offset] == 0x0A { line &+= 1 }
        position = end
        return true
    }

    private func has(_ word: StaticString) -> Bool {
        let size = word.utf8CodeUnitCount
        guard position &+ size <= count else { return false }
        for offset in 0..<size where base[position &+ offset] != word.utf8Start[offset] { return false }
        return true
    }

    /// Passes over white space; false where something else stands there, or a line that ends in CR alone.
    private mutating func skipSpace() -> Bool {
        let start = position
        passSpace()
        return position > start
    }

    /// Passes over white space up to something else, a CR without LF included.
    @inline(__always)
    private mutating func passSpace() {
        while position < count {
            switch base[position] {
            case 0x20, 0x09: break
            case 0x0A: line &+= 1
            case 0x0D where position &+ 1 < count && base[position &+ 1] == 0x0A: break
            default: return
            }
            position &+= 1
        }
    }

    private mutating func skipComment() -> Bool {
        guard has("!--") else { return false }
        let limit = min(count, position + Self.markupLimit)
        position += 3
        while position &+ 2 < limit {
            let byte = base[position]
            if byte == UInt8(ascii: "-"), base[position &+ 1] == UInt8(ascii: "-") {
                guard base[position &+ 2] == UInt8(ascii: ">") else { return false }
                position &+= 3
                return true
            }
            guard passCharacter(byte) else { return false }
        }
        return false
    }

    /// Passes over one character that XML allows.
    @inline(__always)
    private mutating func passCharacter(_ byte: UInt8) -> Bool {
        if byte >= 0x80 {
            let length = characterLength(position)
            position &+= length
            return length > 0
        }
        if byte < 0x20 {
            guard byte == 0x0A || byte == 0x09 || byte == 0x0D && position &+ 1 < count && base[position &+ 1] == 0x0A
            else { return false }
            if byte == 0x0A { line &+= 1 }
        }
        position &+= 1
        return true
    }

    /// How many bytes the character has that begins there; 0 where it is none, or one that XML forbids.
    private func characterLength(_ start: Int) -> Int {
        func isNext(_ offset: Int, _ least: UInt8 = 0x80, _ most: UInt8 = 0xBF) -> Bool {
            start &+ offset < count && base[start &+ offset] >= least && base[start &+ offset] <= most
        }
        switch base[start] {
        case 0xC2...0xDF: return isNext(1) ? 2 : 0
        case 0xE0: return isNext(1, 0xA0) && isNext(2) ? 3 : 0
        case 0xED: return isNext(1, 0x80, 0x9F) && isNext(2) ? 3 : 0
        // U+FFFE and U+FFFF are no characters.
        case 0xEF where isNext(1, 0xBF) && isNext(2, 0xBE): return 0
        case 0xE1...0xEF: return isNext(1) && isNext(2) ? 3 : 0
        case 0xF0: return isNext(1, 0x90) && isNext(2) && isNext(3) ? 4 : 0
        case 0xF1...0xF3: return isNext(1) && isNext(2) && isNext(3) ? 4 : 0
        case 0xF4: return isNext(1, 0x80, 0x8F) && isNext(2) && isNext(3) ? 4 : 0
        default: return 0
        }
    }

    // MARK: Texts

    private mutating func takeText() -> Bool {
        let (start, firstLine) = (position, line)
        passSpace()
        guard position < count else { return false }
        if base[position] == UInt8(ascii: "<") { return true }
        (position, line) = (start, firstLine)
        var isAsWritten = true
        while true {
            position = base.firstUncommon(from: position, to: count)
            guard position < count else { return false }
            switch base[position] {
            case UInt8(ascii: "<"): return keepText(from: start, isAsWritten: isAsWritten)
            case UInt8(ascii: "&"):
                guard let entity = entity(at: position) else { return false }
                isAsWritten = false
                position &+= entity.name.utf8CodeUnitCount
            case UInt8(ascii: "]"):
                if has("]]>") { return false }
                position &+= 1
            case let byte:
                if byte == 0x0D { isAsWritten = false }
                guard passCharacter(byte) else { return false }
            }
        }
    }

    private func keepText(from start: Int, isAsWritten: Bool) -> Bool {
        if schema != nil, !open[depth &- 1].state.takesText { return false }
        guard handler.isInnermostLast else { return true }
        guard handler.innermostText.count + position - start <= Self.textLimit else { return false }
        if isAsWritten { tree.text.append(base + start, position &- start) } else { append(from: start, to: position) }
        handler.endInnermostText()
        return true
    }

    /// Adds a text, its entities replaced and its lines ended by LF alone.
    private func append(from start: Int, to end: Int) {
        var offset = start
        while offset < end {
            let entity = base[offset] == UInt8(ascii: "&") ? entity(at: offset) : nil
            if entity != nil || base[offset] != 0x0D { tree.text.append(entity?.byte ?? base[offset]) }
            offset &+= entity?.name.utf8CodeUnitCount ?? 1
        }
    }

    /// The one of XML's five entities that begins there.
    private func entity(at start: Int) -> (name: StaticString, byte: UInt8)? {
        let rest = UnsafeBufferPointer(start: base + start, count: count &- start)
        return plainEntities.first { rest.begins(with: $0.name) }
    }

    // MARK: Tags

    private mutating func takeStart(isRoot: Bool) -> Bool {
        guard depth < Self.depthLimit else { return false }
        let start = position
        position = base.nameEnd(from: position, to: count)
        let nameCount = position &- start
        let firstAttribute = tree.attributes.count
        if isRoot { names.beginBindings() }
        while true {
            let before = position
            passSpace()
            guard position < count, position &- start < Self.markupLimit else { return false }
            if base[position] == UInt8(ascii: ">") { break }
            if base[position] == UInt8(ascii: "/") {
                guard position &+ 1 < count, base[position &+ 1] == UInt8(ascii: ">") else { return false }
                break
            }
            guard position > before, takeAttribute(isRoot: isRoot, firstAttribute) else { return false }
        }
        if isRoot { names.endBindings(for: schema) }
        guard let found = names.find(base + start, nameCount, room: count &- start) else { return false }
        guard enter(found, start, nameCount, firstAttribute) else { return false }
        if base[position] == UInt8(ascii: ">") {
            position &+= 1
            return true
        }
        position &+= 2
        return leave()
    }

    private mutating func enter(
        _ found: UnsafePointer<PlainNames.Entry>, _ start: Int, _ nameCount: Int, _ firstAttribute: Int
    ) -> Bool {
        var state = PlainSchema.State()
        if let schema {
            guard
                let entered = depth == 0
                    ? schema.begin(found.pointee.declared)
                    : schema.enter(found.pointee.declared, &open[depth &- 1].state),
                schema.allows(tree, attributesFrom: firstAttribute, in: entered)
            else { return false }
            state = entered
        }
        handler.enter(
            found.pointee.name, line: line, firstAttribute: Int32(truncatingIfNeeded: firstAttribute),
            unknown: found.pointee.unknown)
        open[depth] = OpenElement(nameStart: start, nameCount: nameCount, state: state)
        depth &+= 1
        return true
    }

    private mutating func takeEnd() -> Bool {
        position &+= 1
        guard depth > 0 else { return false }
        let element = open[depth &- 1]
        guard position &+ element.nameCount < count,
            sameBytes(base + position, base + element.nameStart, element.nameCount)
        else { return false }
        position &+= element.nameCount
        passSpace()
        guard position < count, base[position] == UInt8(ascii: ">") else { return false }
        position &+= 1
        return leave()
    }

    private mutating func leave() -> Bool {
        depth &-= 1
        if let schema, !schema.leave(open[depth].state, text: handler.innermostText) { return false }
        handler.endElement()
        return true
    }

    // MARK: Attributes

    private mutating func takeAttribute(isRoot: Bool, _ first: Int) -> Bool {
        let start = position
        while position < count, isPlainNameByte(base[position]) || base[position] == UInt8(ascii: ":") {
            position &+= 1
        }
        let name = UnsafeBufferPointer(start: base + start, count: position &- start)
        guard position &+ 1 < count, base[position] == UInt8(ascii: "="), let letter = name.first,
            isPlainNameStart(letter)
        else { return false }
        let quote = base[position &+ 1]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return false }
        position &+= 2
        let valueStart = position
        while position < count, base[position] != quote {
            let byte = base[position]
            guard byte >= 0x20, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&"), passCharacter(byte) else {
                return false
            }
        }
        guard position < count else { return false }
        let value = UnsafeBufferPointer(start: base + valueStart, count: position &- valueStart)
        position &+= 1
        if name.begins(with: "xmlns") { return isRoot && names.bind(name, value) }
        return !name.contains(UInt8(ascii: ":")) && keep(name, value, first)
    }

    private func keep(
        _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>, _ first: Int
    ) -> Bool {
        guard tree.attributes.count &- first < Self.attributeLimit else { return false }
        for other in first..<tree.attributes.count {
            let known = tree.attributes[other]
            let other = tree.bytes(from: Int(known.nameStart), to: Int(known.valueStart))
            if other.count == name.count, sameBytes(other.baseAddress!, name.baseAddress!, name.count) { return false }
        }
        tree.keepAttribute(name, value)
        return true
    }
}

/// Hands over the root of a document, with the namespaces that it binds by their prefixes, where it can be read in the
/// plain way.
func withPlainXML(
    _ bytes: [UInt8], _ vocabulary: XMLVocabulary, _ body: (XMLElement, _ namespaces: [String: String]) -> Void
) {
    let (handler, names) = (TreeHandler(vocabulary), PlainNames(vocabulary))
    handler.begin(XMLReading()) { _ in }
    guard bytes.withUnsafeBufferPointer({ PlainScan.read($0, handler, names, nil) }), let root = handler.root else {
        return
    }
    body(root, names.namespaces)
}

private let plainEntities: [(name: StaticString, byte: UInt8)] = [
    ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
    ("&quot;", UInt8(ascii: "\"")), ("&apos;", UInt8(ascii: "'")),
]

/// Whether a name may begin with a byte, and what it may hold: the common part of what XML allows.
@inline(__always)
func isPlainNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
}

@inline(__always)
func isPlainNameByte(_ byte: UInt8) -> Bool {
    isPlainNameStart(byte) || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".")
}

/// Whether two stretches are the same, eight bytes at a time.
@inline(__always)
func sameBytes(_ one: UnsafePointer<UInt8>, _ other: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let (first, second) = (UnsafeRawPointer(one), UnsafeRawPointer(other))
    var offset = 0
    while offset &+ 8 <= count {
        if first.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            != second.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        {
            return false
        }
        offset &+= 8
    }
    while offset < count {
        if one[offset] != other[offset] { return false }
        offset &+= 1
    }
    return true
}

extension UnsafeBufferPointer<UInt8> {
    func begins(with word: StaticString) -> Bool {
        let size = word.utf8CodeUnitCount
        return count >= size && UnsafeBufferPointer(rebasing: self[..<size]).spells(word)
    }
}

extension UnsafePointer<UInt8> {
    private static var ones: UInt64 { 0x0101_0101_0101_0101 }
    private static var tops: UInt64 { 0x8080_8080_8080_8080 }

    @inline(__always)
    private func word(at offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(self).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The highest bit of each byte that is another one; those above the first may be wrong.
    @inline(__always)
    private static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
        let difference = word ^ (UInt64(byte) &* ones)
        return (difference &- ones) & ~difference & tops
    }

    /// Where the first byte stands that a text does not simply hold: markup, a bracket, a control, or one beyond ASCII.
    @inline(__always)
    fileprivate func firstUncommon(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset &+ 8 <= end {
            let word = word(at: offset)
            let controls = (word &- 0x20 &* Self.ones) & ~word
            let found =
                (controls | word) & Self.tops | Self.marks(of: UInt8(ascii: "<"), in: word)
                | Self.marks(of: UInt8(ascii: "&"), in: word) | Self.marks(of: UInt8(ascii: "]"), in: word)
            if found != 0 { return offset &+ found.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < end {
            let byte = self[offset]
            if byte < 0x20 || byte >= 0x80 || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&")
                || byte == UInt8(ascii: "]")
            {
                return offset
            }
            offset &+= 1
        }
        return offset
    }

    /// Where the name of a tag ends: at white space or a control, at a slash, or at the end of the tag.
    @inline(__always)
    fileprivate func nameEnd(from start: Int, to end: Int) -> Int {
        var offset = start
        while offset &+ 8 <= end {
            let word = word(at: offset)
            let found =
                (word &- 0x21 &* Self.ones) & ~word & Self.tops | Self.marks(of: UInt8(ascii: ">"), in: word)
                | Self.marks(of: UInt8(ascii: "/"), in: word)
            if found != 0 { return offset &+ found.trailingZeroBitCount / 8 }
            offset &+= 8
        }
        while offset < end, self[offset] > 0x20, self[offset] != UInt8(ascii: ">"), self[offset] != UInt8(ascii: "/") {
            offset &+= 1
        }
        return offset
    }
}
