import Findings

/// How an interchange begins: its dialect, its separators, and where its first segment stands.
struct InterchangeStart {
    var dialect: EDIDialect
    var characters: ServiceCharacters
    /// The offset of UNB or ISA.
    var firstSegment: Int
    /// What is wrong with the separators or with a header of fixed length, and whether it is.
    var fault: Rule?
}

/// Whether bytes begin like an EDIFACT interchange, a byte order mark and blanks passed over.
public func beginsLikeEDIFACT(_ head: ArraySlice<UInt8>) -> Bool { hasTag(head, ["UNA", "UNB"]) }

/// Whether bytes begin like an X12 interchange, a byte order mark and blanks passed over.
public func beginsLikeX12(_ head: ArraySlice<UInt8>) -> Bool { hasTag(head, ["ISA"]) }

private func hasTag(_ head: ArraySlice<UInt8>, _ tags: [String]) -> Bool {
    head.withUnsafeBufferPointer { bytes in
        let start = skipBlanks(bytes, from: 0)
        guard start + 3 < bytes.count, !isAlphanumeric(bytes[start + 3]) else { return false }
        let tag = String(decoding: bytes[start..<(start + 3)], as: UTF8.self)
        return tags.contains(tag)
    }
}

/// The offset of the first byte that is neither a blank nor part of a byte order mark.
func skipBlanks(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var offset = start
    if offset + 2 < bytes.count, bytes[offset] == 0xEF, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF {
        offset += 3
    }
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    return offset
}

/// Reads how the interchange at an offset begins; nil where nothing begins there.
func interchangeStart(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> InterchangeStart? {
    guard offset + 9 <= bytes.count else { return nil }
    switch String(decoding: bytes[offset..<(offset + 3)], as: UTF8.self) {
    case "UNA": return edifactStart(bytes, at: offset)
    case "UNB":
        var characters = ServiceCharacters.edifact
        // UNB+UNOA:4: from version 4 on the asterisk repeats, where no advice says otherwise.
        if bytes[offset + 8] == characters.component, offset + 9 < bytes.count, bytes[offset + 9] == UInt8(ascii: "4") {
            characters.repetition = UInt8(ascii: "*")
        }
        return InterchangeStart(dialect: .edifact, characters: characters, firstSegment: offset)
    case "ISA": return x12Start(bytes, at: offset)
    default: return nil
    }
}

private func edifactStart(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> InterchangeStart {
    let release = bytes[offset + 6]
    let repetition = bytes[offset + 7]
    let characters = ServiceCharacters(
        component: bytes[offset + 3], element: bytes[offset + 4], terminator: bytes[offset + 8],
        repetition: repetition == UInt8(ascii: " ") || isAlphanumeric(repetition) ? nil : repetition,
        release: release == UInt8(ascii: " ") ? nil : release, decimalMark: bytes[offset + 5])
    let marks: [UInt8] = [UInt8(ascii: "."), UInt8(ascii: ",")]
    let isSound = characters.areDistinct && marks.contains(characters.decimalMark)
    return InterchangeStart(
        dialect: .edifact, characters: characters, firstSegment: skipBlanks(bytes, from: offset + 9),
        fault: isSound ? nil : .interchangeBegins)
}

/// The separators of ISA: by its fixed lengths, or else by counting its sixteen elements.
private func x12Start(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> InterchangeStart? {
    let element = bytes[offset + 3]
    var separators: [Int] = []
    var index = offset + 3
    // ISA has 106 characters; one that is not padded has fewer, one that is padded wrongly a few more.
    while index < min(bytes.count, offset + 256), separators.count < 16 {
        if bytes[index] == element { separators.append(index) }
        index += 1
    }
    guard separators.count == 16, let last = separators.last, last + 2 < bytes.count else { return nil }
    var characters = ServiceCharacters(component: bytes[last + 1], element: element, terminator: bytes[last + 2])
    characters.repetition = repetitionSeparator(bytes[(separators[10] + 1)..<separators[11]], characters)
    let isSound = characters.areDistinct || characters.terminator == 0x0A
    let isFixed = last - offset == 103
    return InterchangeStart(
        dialect: .x12, characters: characters, firstSegment: offset,
        fault: isSound ? (isFixed ? nil : .interchangeHeaderIsFixed) : .interchangeBegins)
}

/// ISA11 holds the repetition separator from version 00402 on; before, the letter U.
private func repetitionSeparator(_ field: Slice<UnsafeBufferPointer<UInt8>>, _ characters: ServiceCharacters) -> UInt8?
{
    guard field.count == 1, let byte = field.first, byte > 0x20, !isAlphanumeric(byte) else { return nil }
    // A sign or a decimal mark stands in numbers, and separates nothing whatever ISA says.
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { return nil }
    return byte == characters.component || byte == characters.element || byte == characters.terminator ? nil : byte
}
