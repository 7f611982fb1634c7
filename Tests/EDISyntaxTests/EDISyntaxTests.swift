import EDISyntax
import Findings
import Testing

let order = """
    UNB+UNOC:3+4012345000009:14+5412345000013:14+261123:0930+REF1++ORDERS++1+EANCOM+1'
    UNH+M1+ORDERS:D:96A:UN:EAN008'
    BGM+220+PO-1+9'
    DTM+137:20261123:102'
    LIN+1++4000862141404:EN'
    IMD+F++:::Five ?+ five?'s ??'
    QTY+21:10.5:PCE'
    UNS+S'
    UNT+8+M1'
    UNZ+1+REF1'
    """

func interchanges(_ text: String) -> [Interchange] { Array(text.utf8).interchanges() }

/// What is said at every level, as code and place.
func codes(_ interchange: Interchange) -> [String] {
    let all =
        interchange.log.findings + interchange.groups.flatMap(\.findings) + interchange.messages.flatMap(\.findings)
    return all.map { "\($0.rule.code) \($0.place)" }
}

/// The segments of a text, each as its elements joined by `|` and their components by `^`.
func segments(_ text: String, _ characters: ServiceCharacters = .edifact) -> [String] {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
        var reader = SegmentReader(bytes, characters)
        var all: [String] = []
        while reader.next() {
            var elements: [String] = [reader.tag.description]
            for element in 0..<reader.elementCount {
                var components: [String] = []
                for component in 0..<reader.componentCount(element + 1) {
                    components.append(reader.text(element + 1, component + 1) ?? "")
                }
                elements.append(components.joined(separator: "^"))
            }
            all.append(elements.joined(separator: "|"))
        }
        return all
    }
}

@Suite struct TokenTests {
    @Test func `a released separator belongs to the text`() {
        #expect(segments("FTX+AAI+++a?+b?:c??:d?'e'") == ["FTX|AAI|||a+b:c?^d'e"])
    }

    @Test func `line ends between segments are no part of them`() {
        #expect(segments("A1+b'\r\nC1+d'\n\nE1'") == ["A1|b", "C1|d", "E1"])
    }

    @Test func `the same segments come out wherever the windows end`() {
        let line = "LIN+1++4000862141404:EN'IMD+F++:::Ten ?'tens??'"
        let text = String(repeating: line, count: 3000)
        #expect(
            segments(text)
                == Array(repeating: ["LIN|1||4000862141404^EN", "IMD|F||^^^Ten 'tens?"], count: 3000).flatMap(\.self))
    }

    @Test func `a segment longer than a window is read whole`() {
        let long = String(repeating: "x", count: 200_000)
        #expect(segments("FTX+AAI+++\(long)'UNS+S'") == ["FTX|AAI|||\(long)", "UNS|S"])
    }

    @Test func `each element may occur several times where a separator says so`() {
        var characters = ServiceCharacters.edifact
        characters.repetition = UInt8(ascii: "*")
        Array("COM+a:AA*b:BB*c:CC+z'".utf8).withUnsafeBufferPointer { bytes in
            var reader = SegmentReader(bytes, characters)
            while reader.next() {
                let count = reader.occurrenceCount(1)
                let texts = [
                    reader.text(1, 2), reader.text(1, occurrence: 2, 1), reader.text(1, occurrence: 3, 2),
                    reader.text(1, occurrence: 4), reader.text(2),
                ]
                #expect(count == 3)
                #expect(texts == ["AA", "b", "CC", nil, "z"])
            }
        }
    }

    @Test func `a byte is read in the set that the interchange declares`() {
        let bytes: [UInt8] = [0x4B, 0xA4]
        let texts = [EDICharset.latin(1), .latin(2), .latin(5), .latin(15), .ascii].map { set in
            bytes.withUnsafeBufferPointer { set.decode($0) }
        }
        #expect(texts == ["K¤", "K¤", "KЄ", "K€", "K¤"])
        for part in [2, 3, 4, 5, 7, 9, 15] {
            let upper = (0xA0...0xFF).map { UInt8($0) }
            #expect(upper.withUnsafeBufferPointer { EDICharset.latin(part).decode($0) }.unicodeScalars.count == 96)
        }
    }
}

@Suite struct EnvelopeTests {
    @Test func `a sound interchange gives its header and its messages`() throws {
        let interchange = try #require(interchanges(order).first)
        #expect(codes(interchange) == [])
        #expect(interchange.header.sender == "4012345000009")
        #expect(interchange.header.controlReference == "REF1")
        #expect(interchange.header.isTest && interchange.header.asksForAcknowledgement)
        #expect(interchange.charset == .latin(1))
        #expect(interchange.messages.map(\.type) == ["ORDERS"])
        #expect(interchange.messages.map(\.release) == ["96A"])
        #expect(interchange.messages.map(\.segmentCount) == [8])
    }

    @Test func `the advice at the beginning declares the separators`() throws {
        let text = "UNA|^,! ~UNB^UNOA|2^A^B^261123|0930^1~UNH^1^ORDERS|D|96A|UN~UNT^2^1~UNZ^1^1~"
        let interchange = try #require(interchanges(text).first)
        #expect(codes(interchange) == [])
        #expect(interchange.characters.decimalMark == UInt8(ascii: ","))
        #expect(interchange.header.sender == "A")
    }

    @Test(arguments: [
        ("UNZ+1+REF1", "UNZ+2+REF1", "EDI-004 segment 10 UNZ element 1"),
        ("UNZ+1+REF1", "UNZ+1+REF2", "EDI-003 segment 10 UNZ element 2"),
        ("UNT+8+M1", "UNT+9+M1", "EDI-018 segment 8 UNT element 1"),
        ("UNT+8+M1", "UNT+8+M2", "EDI-017 segment 8 UNT element 2"),
        ("UNT+8+M1'\n", "", "EDI-016 segment 7 UNT"),
        ("UNZ+1+REF1'", "", "EDI-002 segment 9 UNT"),
        ("+REF1++ORDERS", "+++ORDERS", "EDI-005 segment 1 UNB element 5"),
        ("UNOC:3", "UNOX:3", "EDI-006 segment 1 UNB element 1"),
        ("UNH+M1+ORDERS:D:96A:UN:EAN008'\n", "", "EDI-011 segment 2 BGM"),
        ("UNB+", "UNX+", "EDI-001 byte 0"),
    ])
    func `a fault is reported at its level and place`(_ part: String, _ replacement: String, _ expected: String) throws
    {
        let interchange = try #require(interchanges(order.replacing(part, with: replacement)).first)
        #expect(codes(interchange).first == expected)
    }

    @Test func `a fault of the trailer of a message leaves the interchange alone`() throws {
        let interchange = try #require(interchanges(order.replacing("UNT+8", with: "UNT+7")).first)
        #expect(!interchange.isRefused)
        #expect(interchange.messages.map(\.isRefused) == [true])
    }

    @Test func `a file may hold several interchanges`() {
        let all = interchanges(order + "\n" + order)
        #expect(all.map(\.messages.count) == [1, 1])
        #expect(all.flatMap(codes) == [])
    }

    @Test func `a byte that the declared set lacks is reported at its offset`() throws {
        var bytes = Array(order.replacing("UNOC", with: "UNOA").utf8)
        let place = try #require(bytes.lastIndex(of: UInt8(ascii: "v")))
        bytes[place] = 0xE9
        #expect(bytes.interchanges().flatMap(codes) == ["EDI-007 byte \(place)"])
    }

    @Test func `cutting the file short at any byte refuses it`() {
        let bytes = Array(order.utf8)
        for length in 0..<(bytes.count - 1) {
            let cut = Array(bytes.prefix(length)).interchanges()
            #expect(cut.allSatisfy { $0.isRefused } && !cut.isEmpty, "cut after \(length) bytes")
        }
    }

    @Test func `X12 takes its separators from ISA and counts its groups`() throws {
        let isa =
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *261123*0930*U*00401*000000055*0*T*>~"
        let rest =
            "GS*PO*S*R*20261123*0930*2*X*004010~ST*850*0001~BEG*00*SA*4600**20261123~SE*3*0001~GE*1*2~IEA*1*000000055~"
        let interchange = try #require(interchanges(isa + rest).first)
        #expect(codes(interchange) == [])
        #expect(interchange.header.sender == "SENDER")
        #expect(interchange.groups.map(\.identifier) == ["PO"])
        #expect(interchange.messages.map(\.type) == ["850"])
        #expect(interchange.messages.map(\.version) == ["004010"])
        let wrong = try #require(interchanges(isa + rest.replacing("IEA*1*000000055", with: "IEA*1*000000056")).first)
        #expect(codes(wrong) == ["EDI-003 segment 7 IEA element 2"])
        let few = try #require(
            interchanges(isa + rest.replacing("SE*3", with: "SE*4").replacing("GE*1*2", with: "GE*2*3")).first)
        #expect(
            codes(few) == [
                "EDI-014 segment 6 GE element 1", "EDI-013 segment 6 GE element 2", "EDI-018 segment 3 SE element 1",
            ])
    }
}

@Suite struct ShortNumberTests {
    @Test func `a number that fits stays, and others stay apart where they are cut`() {
        let whole = String(repeating: "A", count: 35)
        #expect(shortened(whole, to: 35) == whole)
        let numbers = ["B\(whole)/0", "B\(whole)/1", "C\(whole)/0"].map { shortened($0, to: 35) }
        #expect(Set(numbers).count == 3 && numbers.allSatisfy { $0.count == 35 })
        #expect(numbers[1].hasSuffix("AAAA/1") && numbers[0].prefix(9) != numbers[2].prefix(9))
    }
}
