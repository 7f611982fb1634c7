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

private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A ZIP file whose members are stored as they are.
private func zipped(_ members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var (file, directory): ([UInt8], [UInt8]) = ([], [])
    for (name, bytes) in members {
        let common =
            little(0, 8) + little(Int(libdeflate_crc32(0, bytes, bytes.count)), 4) + little(bytes.count, 4)
            + little(bytes.count, 4) + little(name.utf8.count, 2) + little(0, 2)
        directory += [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + common + little(0, 10)
        directory += little(file.count, 4) + Array(name.utf8)
        file += [0x50, 0x4B, 3, 4] + little(20, 2) + common + Array(name.utf8) + bytes
    }
    return file + directory + [0x50, 0x4B, 5, 6] + little(0, 4) + little(members.count, 2)
        + little(members.count, 2) + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
}

struct CompressedFileTests {
    private let order = Array("ORDER 1".utf8)

    @Test func `a compressed file is read as what it holds, two layers deep and no deeper`() {
        #expect(read(gzipped(order), as: [WordFormat()]).map(\.kind) == ["ORDER 1"])
        #expect(read(gzipped(gzipped(order)), as: [WordFormat()]).map(\.kind) == ["ORDER 1"])
        let deep = read(gzipped(gzipped(gzipped(order))), as: [WordFormat()])
        #expect(deep.map(\.status) == [.refused] && deep[0].findings.map(\.rule.code) == ["ARC-002"])
    }

    @Test func `what is found in a file within another names it, and steers no terminal`() {
        let zip = zipped([("jan/a.xml", order), ("jan/\u{1B}[2Jb.xml", Array("LETTER".utf8))])
        let messages = read(zip, as: [WordFormat()])
        #expect(messages.map(\.member) == ["jan/a.xml", "jan/\\u{1b}[2Jb.xml"])
        #expect(messages.map(\.status) == [.accepted, .refused])
        #expect(read(gzipped(zip), as: [WordFormat()]).map(\.member) == messages.map(\.member))
        #expect(read(order, as: [WordFormat()]).map(\.member) == [nil])
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
