import EDISyntax
public import Findings

/// The grammars of all messages that we read or write, by type and directory.
private let grammars: [String: [DirectoryRelease: MessageGrammar]] = [
    "ORDERS": both(MessageNotation.ordersD96A, MessageNotation.ordersD01B),
    "ORDCHG": both(MessageNotation.ordchgD96A, MessageNotation.ordchgD01B),
    "ORDRSP": both(MessageNotation.ordrspD96A, MessageNotation.ordrspD01B),
    "DESADV": both(MessageNotation.desadvD96A, MessageNotation.desadvD01B),
    "INVOIC": both(MessageNotation.invoicD96A, MessageNotation.invoicD01B),
    "REMADV": both(MessageNotation.remadvD96A, MessageNotation.remadvD01B),
    "APERAK": both(MessageNotation.aperakD96A, MessageNotation.aperakD01B),
    "CONTRL": both(MessageNotation.contrl, MessageNotation.contrl),
]

private func both(_ d96A: String, _ d01B: String) -> [DirectoryRelease: MessageGrammar] {
    [.d96A: MessageGrammar(d96A, segmentsD96A), .d01B: MessageGrammar(d01B, segmentsD01B)]
}

/// What is wrong with the envelopes and the structure of interchanges, whatever their messages say.
public func structureFindings(of bytes: [UInt8]) -> [Finding] {
    bytes.withUnsafeBufferPointer { bytes in
        scanInterchanges(bytes).flatMap { interchange in
            interchange.log.findings + interchange.groups.flatMap(\.findings)
                + structureFindings(in: interchange, bytes)
        }
    }
}

private func structureFindings(in interchange: Interchange, _ bytes: UnsafeBufferPointer<UInt8>) -> [Finding] {
    var segment = interchange.reader(in: bytes)
    var findings: [Finding] = []
    for slice in interchange.messages { findings += structureFindings(of: slice, &segment) }
    return findings
}

private func structureFindings(of slice: MessageSlice, _ segment: inout SegmentReader) -> [Finding] {
    var log = FindingLog()
    log.report(contentsOf: slice.findings)
    guard let grammar = grammars[slice.type]?[DirectoryRelease(nearest: slice.release)] else {
        let place = Place.segment(1, tag: "UNH", element: 2, component: 1)
        log.report(.edifactTypeIsRead, "'\(slice.type.prefix(10))' is no type that we know", at: place)
        return log.findings
    }
    var matcher = GrammarMatcher(grammar)
    segment.move(to: slice.range)
    while segment.next() {
        guard let node = matcher.take(segment, &log), let elements = grammar.nodes[node].elements else { continue }
        segment.check(elements, &log)
    }
    matcher.finish(segment, &log)
    return log.findings
}
