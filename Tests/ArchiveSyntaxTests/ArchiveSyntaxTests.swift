import ArchiveSyntax
import CDeflate
import Findings
import Testing

private func deflated(_ bytes: [UInt8]) -> [UInt8] {
    compressed(bytes, libdeflate_deflate_compress_bound, libdeflate_deflate_compress)
}
private func gzipped(_ bytes: [UInt8]) -> [UInt8] {
    compressed(bytes, libdeflate_gzip_compress_bound, libdeflate_gzip_compress)
}

private func compressed(
    _ bytes: [UInt8], _ bound: (OpaquePointer?, Int) -> Int,
    _ compress: (OpaquePointer?, UnsafeRawPointer?, Int, UnsafeMutableRawPointer?, Int) -> Int
) -> [UInt8] {
    let compressor = libdeflate_alloc_compressor(6)
    defer { libdeflate_free_compressor(compressor) }
    let room = bound(compressor, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        count = compress(compressor, bytes, bytes.count, buffer.baseAddress, room)
    }
}

private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// A member of a ZIP file to be written, with what its directory says of it.
private struct Written {
    var name: String
    var content: [UInt8]
    var method = 8
    var flags = 0
    var size: Int?
    var checkSum: UInt32?
}

/// A ZIP file, written by hand so that it can lie.
private func zip(_ members: [Written], count: Int? = nil, comment: String = "") -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for member in members {
        let data = member.method == 8 ? deflated(member.content) : member.content
        let sum = member.checkSum ?? libdeflate_crc32(0, member.content, member.content.count)
        let name = Array(member.name.utf8)
        let common =
            little(member.flags, 2) + little(member.method, 2) + little(0, 4) + little(Int(sum), 4)
            + little(data.count, 4)
            + little(member.size ?? member.content.count, 4) + little(name.count, 2) + little(0, 2)
        directory +=
            [0x50, 0x4B, 1, 2] + little(20, 2) + little(20, 2) + common + little(0, 10) + little(file.count, 4) + name
        file += [0x50, 0x4B, 3, 4] + little(20, 2) + common + name + data
    }
    let end =
        [0x50, 0x4B, 5, 6] + little(0, 4) + little(count ?? members.count, 2) + little(count ?? members.count, 2)
        + little(directory.count, 4) + little(file.count, 4) + little(comment.utf8.count, 2) + Array(comment.utf8)
    return file + directory + end
}

private func code(_ bytes: [UInt8], _ limits: ArchiveLimits = ArchiveLimits()) -> String? {
    do throws(ArchiveFault) {
        _ = isZip(bytes[...]) ? try unzip(bytes, within: limits).count : try gunzip(bytes, within: limits).count
        return nil
    } catch {
        return error.finding.rule.code
    }
}

private let text = Array("order 1\norder 2\n".utf8)

struct ArchiveTests {
    @Test func `what was compressed comes out as it went in`() throws {
        #expect(try gunzip(gzipped(text)) == text)
        #expect(try gunzip(gzipped(text) + gzipped([1, 2])) == text + [1, 2], "members follow one another")
        #expect(try gunzip(gzipped([])) == [])
        let file = zip(
            [
                Written(name: "a.xml", content: text), Written(name: "folder/", content: [], method: 0),
                Written(name: "b", content: [7], method: 0),
            ],
            comment: "by hand")
        #expect(try unzip(file).map(\.name) == ["a.xml", "b"])
        #expect(try unzip(file).map(\.bytes) == [text, [7]])
        #expect(try unzip(zip([])).isEmpty)
        let large = (0..<1_000_000).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 16) }
        #expect(try gunzip(gzipped(large)) == large)
    }

    @Test func `what breaks off, or is changed, is refused`() {
        for file in [gzipped(text), zip([Written(name: "a.xml", content: text)])] {
            for count in 4..<file.count { #expect(code(Array(file[..<count])) == "ARC-001", "\(count)") }
        }
        #expect(code(zip([Written(name: "a", content: text, checkSum: 1)])) == "ARC-001")
        #expect(code(zip([Written(name: "a", content: text, size: 15)])) == "ARC-001")
        #expect(code(zip([Written(name: "a", content: text, size: 17)])) == "ARC-001")
        #expect(code(zip([Written(name: "a", content: text)], count: 2)) == "ARC-001")
    }

    @Test func `what grows beyond the limits is refused before it does`() {
        let limits = ArchiveLimits(members: 2, byteCount: 1 << 20, ratio: 10)
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        #expect(code(gzipped(zeros), limits) == "ARC-002", "a ratio of a thousand")
        #expect(code(zip([Written(name: "a", content: zeros)]), limits) == "ARC-002")
        #expect(code(gzipped([UInt8](repeating: 0, count: 64 << 10)), limits) == nil, "small files may grow to 64 KiB")
        #expect(code(gzipped([UInt8](repeating: 0, count: 64 << 10 + 1)), limits) == "ARC-002")
        let one = Written(name: "a", content: text)
        #expect(code(zip([one, one]), limits) == nil)
        #expect(code(zip([one, one, one]), limits) == "ARC-002")
    }

    @Test func `members that share their bytes are refused`() {
        var file = zip([Written(name: "a", content: text, method: 0), Written(name: "b", content: text, method: 0)])
        // The second entry of the directory says of itself that it holds more than the file has.
        let entry = file.lastIndex(of: 0x62)! - 46
        file.replaceSubrange((entry + 20)..<(entry + 24), with: little(file.count, 4))
        file.replaceSubrange((entry + 24)..<(entry + 28), with: little(file.count, 4))
        #expect(code(file) == "ARC-002")
    }

    @Test func `what is encrypted, or compressed in a way of its own, is not opened`() {
        #expect(code(zip([Written(name: "a", content: text, flags: 1)])) == "ARC-003")
        #expect(code(zip([Written(name: "a", content: text, method: 12)])) == "ARC-003")
    }

    @Test func `bytes changed at random are opened or refused`() {
        var state: UInt64 = 20_261_124
        func random(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        for file in [
            gzipped(text + text),
            zip([Written(name: "a.xml", content: text), Written(name: "b", content: [7], method: 0)]),
        ] {
            for _ in 0..<3000 {
                var hostile = file
                for _ in 0...random(3) { hostile[4 + random(file.count - 4)] = UInt8(random(256)) }
                _ = code(hostile)
            }
        }
    }
}
