// What the headers of both dialects say.

/// A text without the blanks that pad it.
func trimmed(_ text: String?) -> String {
    guard let text else { return "" }
    guard text.utf8.last == 0x20 || text.utf8.first == 0x20 else { return text }
    let inner = text.drop { $0 == " " }
    return String(inner.prefix(inner.count - inner.reversed().prefix { $0 == " " }.count))
}

func edifactHeader(_ reader: borrowing SegmentReader) -> InterchangeHeader {
    InterchangeHeader(
        syntax: trimmed(reader.text(1)), syntaxVersion: trimmed(reader.text(1, 2)), sender: trimmed(reader.text(2)),
        senderQualifier: trimmed(reader.text(2, 2)), recipient: trimmed(reader.text(3)),
        recipientQualifier: trimmed(reader.text(3, 2)), date: trimmed(reader.text(4)), time: trimmed(reader.text(4, 2)),
        controlReference: trimmed(reader.text(5)), application: trimmed(reader.text(7)),
        asksForAcknowledgement: reader.says("1", 9), isTest: reader.says("1", 11))
}

func x12Header(_ reader: borrowing SegmentReader) -> InterchangeHeader {
    InterchangeHeader(
        syntax: trimmed(reader.text(12)), sender: trimmed(reader.text(6)), senderQualifier: trimmed(reader.text(5)),
        recipient: trimmed(reader.text(8)), recipientQualifier: trimmed(reader.text(7)), date: trimmed(reader.text(9)),
        time: trimmed(reader.text(10)), controlReference: trimmed(reader.text(13)),
        asksForAcknowledgement: reader.says("1", 14), isTest: reader.says("T", 15))
}

func edifactGroup(_ reader: borrowing SegmentReader) -> FunctionalGroup {
    FunctionalGroup(
        identifier: trimmed(reader.text(1)), reference: trimmed(reader.text(5)),
        version: trimmed(reader.text(7)) + trimmed(reader.text(7, 2)), sender: trimmed(reader.text(2)),
        recipient: trimmed(reader.text(3)))
}

func x12Group(_ reader: borrowing SegmentReader) -> FunctionalGroup {
    FunctionalGroup(
        identifier: trimmed(reader.text(1)), reference: trimmed(reader.text(6)), version: trimmed(reader.text(8)),
        sender: trimmed(reader.text(2)), recipient: trimmed(reader.text(3)))
}

func edifactMessage(_ reader: borrowing SegmentReader, at range: Range<Int>) -> MessageSlice {
    MessageSlice(
        type: trimmed(reader.text(2)), reference: trimmed(reader.text(1)), version: trimmed(reader.text(2, 2)),
        release: trimmed(reader.text(2, 3)), agency: trimmed(reader.text(2, 4)),
        association: trimmed(reader.text(2, 5)), range: range, firstSegment: reader.number)
}

func x12Message(_ reader: borrowing SegmentReader, at range: Range<Int>, groupVersion: String?) -> MessageSlice {
    MessageSlice(
        type: trimmed(reader.text(1)), reference: trimmed(reader.text(2)), version: groupVersion ?? "",
        association: trimmed(reader.text(3)), range: range, firstSegment: reader.number)
}
