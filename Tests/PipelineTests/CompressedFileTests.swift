import CDeflate
import Calendars
import Documents
import Findings
import Pipeline
import Testing

/// A format of files that begin with `ORDER`.
private struct WordFormat: ReadingFormat {
    let name = "word"
    let summary = "A word."
    let kinds: Set<DocumentKind> = [.order]
    func recognises(_ head: ArraySlice<UInt8>) -> Bool { head.starts(with: Array("ORDER".utf8)) }
    var charset = ""
    func senders(of head: ArraySlice<UInt8>) -> [PartyIdentifier] {
        [PartyIdentifier(scheme: "word", String(decoding: head.dropFirst(6), as: UTF8.self))]
    }
    func reading(as terms: PartnerTerms) -> any ReadingFormat {
        var format = self
        format.charset = terms.charset ?? ""
        return format
    }
    func read(_ bytes: [UInt8], maxLines: Int) -> [ReadMessage] {
        [
            ReadMessage(
                kind: String(decoding: bytes, as: UTF8.self) + charset, status: .accepted, document: nil, findings: [])
        ]
    }
}

private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    let compressor = libdeflate_alloc_compressor(6)
    defer { libdeflate_free_compressor(compressor) }
    let room = libdeflate_gzip_compress_bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        count = libdeflate_gzip_compress(compressor, bytes, bytes.count, buffer.baseAddress, room)
    }
}

struct CompressedFileTests {
    private let order = Array("ORDER 1".utf8)

    @Test func `a compressed file is read as what it holds, two layers deep and no deeper`() {
        #expect(read(gzipped(order), as: [WordFormat()]).map(\.kind) == ["ORDER 1"])
        #expect(read(gzipped(gzipped(order)), as: [WordFormat()]).map(\.kind) == ["ORDER 1"])
        let deep = read(gzipped(gzipped(gzipped(order))), as: [WordFormat()])
        #expect(deep.map(\.status) == [.refused] && deep[0].findings.map(\.rule.code) == ["ARC-002"])
    }

    @Test func `what it holds is recognised like any other file`() {
        #expect(read(gzipped(Array("LETTER".utf8)), as: [WordFormat()])[0].findings.map(\.rule.code) == ["FIL-002"])
        #expect(read(gzipped([]), as: [WordFormat()])[0].findings.map(\.rule.code) == ["FIL-001"])
    }

    @Test func `what is agreed with a sender holds within a compressed file too`() {
        var terms = PartnerTerms(from: "2026-01-01")
        terms.charset = " in UNOE"
        func agreed(_ names: [PartyIdentifier]) -> PartnerTerms? { names.first?.value == "1" ? terms : nil }
        for file in [order, gzipped(order), gzipped(gzipped(order))] {
            #expect(read(file, as: [WordFormat()], agreed: agreed).map(\.kind) == ["ORDER 1 in UNOE"])
        }
        #expect(read(gzipped(Array("ORDER 2".utf8)), as: [WordFormat()], agreed: agreed).map(\.kind) == ["ORDER 2"])
    }
}
