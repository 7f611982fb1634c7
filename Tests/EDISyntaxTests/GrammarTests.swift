import EDISyntax
import Findings
import Testing

private let directory = SegmentDirectory(
    """
    UNH an..14 (an..6 an..3 an..3 an..2 ?an..6)
    BGM ?(?an..3) ?an..35 ?an..3
    DTM (an..3 ?an..35 ?an..3)
    RFF (an..3 ?an..35)
    LIN ?an..6 ?an..3 ?(?an..35 ?an..3)
    QTY (an..3 n..15 ?an..3)
    PRI ?(an..3 ?n..15)
    CUX ?(an..3 ?an..3)
    MOA (an..3 ?n..18)
    UNS a1
    UNT n..6 an..14
    """)

private let grammar = MessageGrammar(
    "UNH BGM DTM*2 (RFF DTM?)?*2 (LIN QTY?*2 MOA? (PRI CUX?)?*2)?*3 UNS MOA?*2 UNT", directory)

/// The paths that segments take, and what is reported.
private func match(_ segments: String) -> (paths: [String], findings: [String]) {
    Array(segments.utf8).withUnsafeBufferPointer { bytes in
        var reader = SegmentReader(bytes, .edifact)
        var matcher = GrammarMatcher(grammar)
        var log = FindingLog()
        var paths: [String] = []
        while reader.next() {
            let node = matcher.take(reader, &log)
            paths.append(node.map { grammar.nodes[$0].path } ?? "-")
            if let node, let elements = grammar.nodes[node].elements { reader.check(elements, &log) }
        }
        matcher.finish(reader, &log)
        return (paths, log.findings.map { "\($0.rule.code) \($0.place)" })
    }
}

private let head = "UNH+1+ORDERS:D:96A:UN'BGM+220+1+9'DTM+137:20261123:102'"

@Suite struct GrammarTests {
    @Test func `a segment belongs to the group that it follows`() {
        let read = match(
            head + "LIN+1'QTY+21:1'PRI+AAA:2'LIN+2'QTY+21:1'MOA+203:1'PRI+AAA:2'CUX+2:EUR'UNS+S'MOA+86:1'UNT+1+1'")
        #expect(read.findings == [])
        #expect(
            read.paths == [
                "UNH", "BGM", "DTM", "LIN", "LIN/QTY", "LIN/PRI", "LIN", "LIN/QTY", "LIN/MOA", "LIN/PRI", "LIN/PRI/CUX",
                "UNS", "MOA", "UNT",
            ])
    }

    @Test func `the date after a reference is the date of the reference`() {
        #expect(match(head + "RFF+ON:1'DTM+171:20261123:102'UNS+S'UNT+1+1'").paths[4] == "RFF/DTM")
    }

    @Test(arguments: [
        ("BGM+220+1+9'", "", "EDI-023 segment 2 BGM"),
        ("UNS+S'", "", "EDI-023 segment 5 UNS"),
        ("UNS+S'", "UNS+S'BGM+220'", "EDI-022 segment 6 BGM"),
        ("UNS+S'", "ZZZ'UNS+S'", "EDI-022 segment 5 ZZZ"),
        ("UNS+S'", "'UNS+S'", "EDI-021 segment 5"),
        ("LIN+1'", "LIN+1'LIN+2'LIN+3'LIN+4'", "EDI-025 segment 7 LIN"),
        ("LIN+1'", "LIN+1'QTY+21:1'QTY+12:1'QTY+59:1'", "EDI-024 segment 7 QTY"),
        ("LIN+1'", "LIN+1'QTY+21:x'", "EDI-030 segment 5 QTY element 1 component 2"),
        ("LIN+1'", "LIN+1'QTY+21:.5'", "EDI-031 segment 5 QTY element 1 component 2"),
        ("LIN+1'", "LIN+1'QTY+21'", "EDI-026 segment 5 QTY element 1 component 2"),
        ("LIN+1'", "LIN+1234567'", "EDI-027 segment 4 LIN element 1"),
        ("LIN+1'", "LIN+1++1:EN:9'", "EDI-029 segment 4 LIN element 3 component 3"),
        ("LIN+1'", "LIN+1++1:EN+9'", "EDI-029 segment 4 LIN element 4"),
        ("UNS+S'", "UNS+1'", "EDI-030 segment 5 UNS element 1"),
    ])
    func `a fault of structure is reported where it is`(_ part: String, _ replacement: String, _ expected: String) {
        let text = head + "LIN+1'UNS+S'UNT+1+1'"
        #expect(match(text).findings == [])
        #expect(match(text.replacing(part, with: replacement)).findings == [expected])
    }

    @Test func `what is missing in a turn of a group is reported, where the next turn begins as where it ends`() {
        let grammar = MessageGrammar("UNH (LIN QTY PRI?)*9 UNS UNT", directory)
        for (segments, missing) in [
            ("LIN+1'QTY+21:1'LIN+2'QTY+21:1'", []), ("LIN+1'LIN+2'QTY+21:1'", ["EDI-023 segment 3 QTY"]),
            ("LIN+1'QTY+21:1'LIN+2'", ["EDI-023 segment 5 QTY"]),
        ] {
            let found = Array(("UNH+1+ORDERS:D:96A:UN'" + segments + "UNS+S'UNT+1+1'").utf8).withUnsafeBufferPointer {
                bytes in
                var reader = SegmentReader(bytes, .edifact)
                var matcher = GrammarMatcher(grammar)
                var log = FindingLog()
                while reader.next() { _ = matcher.take(reader, &log) }
                return log.findings.map { "\($0.rule.code) \($0.place)" }
            }
            #expect(found == missing, "\(segments)")
        }
    }

    @Test func `what is missing at the end is reported`() {
        #expect(match(head).findings == ["EDI-023 segment 3 UNS", "EDI-023 segment 3 UNT"])
    }

    @Test func `a segment that stands once too often may have a later place`() {
        let read = match(head + "UNS+S'MOA+1:1'MOA+2:1'UNT+1+1'")
        #expect(read.findings == [])
    }
}
