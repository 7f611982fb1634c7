import Testing

@testable import PDFSyntax

private let invoice = Array("<Invoice>…</Invoice>".utf8)

/// What is taken out of PDF files, and what is said where nothing is.
struct EmbeddedDocumentTests {
    private func fault(_ bytes: [UInt8]) -> PDFFault? {
        do {
            _ = try embeddedDocument(in: bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: SamplePDF.Index.allCases, [false, true])
    func `the document is found, however the file is put together`(index: SamplePDF.Index, isCompressed: Bool) throws {
        let file = SamplePDF([("note.pdf", [1, 2]), ("factur-x.xml", invoice)], isCompressed: isCompressed)
        #expect(try embeddedDocument(in: file.bytes(index)) == invoice)
    }

    @Test(arguments: ["factur-x.xml", "ZUGFeRD-invoice.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml"])
    func `each agreed name is known`(name: String) throws {
        #expect(try embeddedDocument(in: SamplePDF([(name, invoice)]).bytes()) == invoice)
    }

    @Test func `bytes before the header do not matter`() throws {
        let bytes = Array("junk\n".utf8) + SamplePDF([("factur-x.xml", invoice)]).bytes()
        #expect(try embeddedDocument(in: bytes) == invoice)
    }

    @Test func `a wrong length is made good by the end of the stream`() throws {
        var file = SamplePDF([("factur-x.xml", invoice)])
        let text = String(decoding: file.objects[1], as: UTF8.self)
        file.objects[1] = Array(text.replacing("/Length \(invoice.count)", with: "/Length 9999").utf8)
        #expect(try embeddedDocument(in: file.bytes()).starts(with: invoice))
    }

    @Test func `a file without the document, or with two, says so`() {
        #expect(fault(SamplePDF().bytes()) == .noDocument(attachments: 0))
        #expect(fault(SamplePDF([("other.xml", invoice)]).bytes()) == .noDocument(attachments: 1))
        #expect(fault(SamplePDF([("factur-x.xml", invoice), ("xrechnung.xml", [])]).bytes()) == .severalDocuments(2))
    }

    @Test func `an encrypted file is refused`() {
        var file = SamplePDF([("factur-x.xml", invoice)])
        file.trailerExtras = "/Encrypt<</Filter/Standard>>"
        for index in SamplePDF.Index.allCases { #expect(fault(file.bytes(index)) == .encrypted) }
    }

    @Test func `what is no PDF, or only the start of one, is refused`() {
        #expect(fault([]) == .notWhole(at: 0))
        #expect(fault(Array("<Invoice/>".utf8)) == .notWhole(at: 0))
        let bytes = SamplePDF([("factur-x.xml", invoice)]).bytes()
        #expect(fault(Array(bytes.prefix(bytes.count / 2))) == .notWhole(at: bytes.count / 2))
    }

    @Test func `a cross-reference that leads astray is a fault with its place`() {
        let bytes = SamplePDF([("factur-x.xml", invoice)]).bytes()
        let text = String(decoding: bytes, as: Unicode.ASCII.self)
        let wrong = text.replacing(#/startxref\n\d+/#, with: "startxref\n7")
        guard case .broken? = fault(Array(wrong.utf8)) else {
            Issue.record("\(String(describing: fault(Array(wrong.utf8))))")
            return
        }
    }

    @Test func `references in a circle come to an end`() {
        var file = SamplePDF()
        file.objects[0] = Array("<</Names 2 0 R/AF 3 0 R>>".utf8)
        file.objects[1] = Array("<</EmbeddedFiles<</Kids[4 0 R]>>>>".utf8)
        _ = file.add("3 0 R")
        _ = file.add("<</Kids[4 0 R]>>")
        #expect(fault(file.bytes()) == .beyondBounds)
        let looped = SamplePDF([("factur-x.xml", invoice)])
        let start = looped.bytes().firstRange(of: Array("xref\n0 ".utf8))!.lowerBound
        var again = looped
        again.trailerExtras = "/Prev \(start)"
        #expect(fault(again.bytes()) == .beyondBounds)
    }

    @Test func `a stream that unpacks to more than an attachment may have is refused`() throws {
        #expect(throws: PDFFault.beyondBounds) {
            try inflate(stored([UInt8](repeating: 0, count: 5000))[...], limit: 4999)
        }
        #expect(try inflate(stored([UInt8](repeating: 7, count: 200_000))[...], limit: 200_000).count == 200_000)
        #expect(throws: PDFFault.undecodable) { try inflate([1, 2, 3][...], limit: 100) }
    }

    @Test func `a filter that we do not read is said to be one`() {
        var file = SamplePDF([("factur-x.xml", invoice)])
        let text = String(decoding: file.objects[1], as: UTF8.self)
        file.objects[1] = Array(text.replacing("/Type/EmbeddedFile", with: "/Type/EmbeddedFile/Filter/LZWDecode").utf8)
        #expect(fault(file.bytes()) == .undecodable)
    }

    @Test func `no damage makes reading fail in any other way than by a fault`() {
        var random = SystemlessRandomness(state: 20_261_124)
        for index in SamplePDF.Index.allCases {
            let bytes = SamplePDF([("factur-x.xml", invoice), ("b.pdf", [9])], isCompressed: true).bytes(index)
            for length in stride(from: 0, to: bytes.count, by: 7) { _ = fault(Array(bytes.prefix(length))) }
            for _ in 0..<1500 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(
                        in: 0...255, using: &random)
                }
                _ = fault(damaged)
            }
        }
    }
}

/// Gives the same numbers everywhere.
private struct SystemlessRandomness: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 29)) &* 0x9E37_79B9_7F4A_7C15
    }
}
