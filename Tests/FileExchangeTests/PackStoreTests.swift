import Findings
import Glibc
import Pipeline
import Testing

@testable import FileExchange

struct PackStoreTests {
    private let scratch = Scratch()
    private let originals: [[UInt8]] = [Array("first".utf8), [], Array(repeating: 7, count: 70_000)]

    private var first: String { "\(scratch.path)/pack-000001.qpk" }

    private func entries(of store: PackStore) throws -> [PackEntry] {
        var entries = [PackEntry]()
        try store.forEachEntry { entries.append($0) }
        return entries
    }

    @Test func `a large original lies where it was put, behind small ones and before others`() throws {
        let store = try PackStore(directory: scratch.path)
        let large = (0..<(mappedFrom + 12_345)).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let batch = [Array("small".utf8), large, Array("after".utf8)]
        let references = try store.append(batch) + store.append([large])
        #expect(try references.map(store.original) == batch + [large])
        #expect(try PackStore(directory: scratch.path).original(references[3]) == large)
    }

    @Test func `what was appended reads back, also after a restart`() throws {
        let references = try PackStore(directory: scratch.path).append(originals)
        let store = try PackStore(directory: scratch.path)
        let more = try store.append([Array("later".utf8)])
        #expect(try (references + more).map(store.original) == originals + [Array("later".utf8)])
        #expect(list(scratch.path) == ["pack-000001.qpk"])
        #expect(try entries(of: store) == (references + more).map(PackEntry.sound))
    }

    @Test func `the digest is that of sha256sum`() throws {
        let reference = try PackStore(directory: scratch.path).append([Array("abc".utf8)])[0]
        #expect(reference.digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `a batch that does not fit begins a new pack, and one larger than any pack has one to itself`() throws {
        let store = try PackStore(directory: scratch.path, packLimit: 100)
        let small = [[UInt8](repeating: 1, count: 10)]
        let references = try [small, small, originals, small].flatMap(store.append)
        #expect(references.map(\.pack) == [1, 2, 3, 3, 3, 4])
        #expect(try references.map(store.original) == small + small + originals + small)
    }

    @Test func `each process appends to a pack of its own`() throws {
        let stores = try (0..<3).map { _ in try PackStore(directory: scratch.path) }
        let references = try stores.flatMap { try $0.append([[1, 2, 3]]) }
        #expect(references.map(\.pack) == [1, 2, 3])
        #expect(try references.map(stores[0].original) == [[1, 2, 3], [1, 2, 3], [1, 2, 3]])
    }

    @Test func `wherever the last batch is torn, the ones before it stay and new ones read back`() throws {
        let kept = try PackStore(directory: scratch.path).append([Array("kept".utf8)])
        let soundSize = try #require(contents(of: first)).count
        let torn = try PackStore(directory: scratch.path).append([Array("torn".utf8), Array("off".utf8)])
        let whole = try #require(contents(of: first))
        for size in soundSize..<whole.count {
            put(Array(whole.prefix(size)), at: first)
            do {
                let store = try PackStore(directory: scratch.path)
                let new = try store.append([Array("new".utf8)])
                #expect(try (kept + new).map(store.original) == [Array("kept".utf8), Array("new".utf8)])
                #expect(new[0].pack == (size == soundSize ? 1 : 2), "cut at \(size)")
                let found = Set(try entries(of: store))
                #expect(found.isSuperset(of: (kept + new).map(PackEntry.sound)))
                #expect(!found.contains(.sound(torn[1])) || size >= whole.count - BatchMark.size)
            }
            unlink("\(scratch.path)/pack-000002.qpk")
        }
    }

    @Test func `a tail of zeros, as some file systems leave it, is not added to`() throws {
        _ = try PackStore(directory: scratch.path).append([Array("kept".utf8)])
        put(try #require(contents(of: first)) + [UInt8](repeating: 0, count: 4096), at: first)
        #expect(try PackStore(directory: scratch.path).append([[1]])[0].pack == 2)
    }

    @Test func `a mark whose batch is not whole is not trusted`() throws {
        _ = try PackStore(directory: scratch.path).append([Array("kept".utf8)])
        var bytes = try #require(contents(of: first))
        bytes[RecordHeader.size] ^= 1
        put(bytes, at: first)
        #expect(try PackStore(directory: scratch.path).append([[1]])[0].pack == 2)
    }

    @Test func `any flipped bit is noticed, and the other originals still read`() throws {
        let references = try PackStore(directory: scratch.path).append(
            [Array("one".utf8), Array("two".utf8), Array("three".utf8)])
        let whole = try #require(contents(of: first))
        let second = Int(references[1].offset)..<Int(references[2].offset)
        for bit in (second.lowerBound * 8)..<(second.upperBound * 8) {
            var bytes = whole
            bytes[bit / 8] ^= 1 << (bit % 8)
            put(bytes, at: first)
            let store = try PackStore(directory: scratch.path)
            let isInHeader = bit / 8 < second.lowerBound + RecordHeader.size
            let rule = isInHeader ? Rule.recordIsThere : .originalIsUnchanged
            #expect(throws: PackFault(rule, pack: 1, offset: references[1].offset)) { try store.read(references[1]) }
            #expect(try store.original(references[0]) == Array("one".utf8))
            #expect(try store.original(references[2]) == Array("three".utf8))
            let found = try entries(of: store)
            #expect(found.contains(.sound(references[0])) && found.contains(.sound(references[2])))
            #expect(!found.contains(.sound(references[1])) && found.count == 3)
        }
    }

    @Test func `a fault names the rule, the pack and the offset`() throws {
        let store = try PackStore(directory: scratch.path)
        let reference = try store.append([[1]])[0]
        let elsewhere = BlobReference(pack: 9, offset: 40, length: 1, digest: reference.digest)
        #expect(throws: PackFault(.packIsThere, pack: 9, offset: 40)) { try store.read(elsewhere) }
        let behind = BlobReference(pack: 1, offset: 5_000, length: 1, digest: reference.digest)
        #expect(throws: PackFault(.recordIsThere, pack: 1, offset: 5_000)) { try store.read(behind) }
        #expect(
            PackFault(.originalIsUnchanged, pack: 1, offset: 40).description
                == "PACK-003: pack pack-000001.qpk, offset 40: this does not hold: "
                + "An original has the digest it came in with.")
    }

    @Test func `a link in place of a pack is not followed`() throws {
        put("elsewhere", at: "\(scratch.path)/target")
        symlink("target", first)
        #expect(throws: SystemError(errno: ELOOP, operation: .open, path: first)) {
            try PackStore(directory: scratch.path).append([[1]])
        }
        #expect(contents(of: "\(scratch.path)/target") == Array("elsewhere".utf8))
    }
}

extension PackStore {
    /// A copy of an original.
    func original(_ reference: BlobReference) throws -> [UInt8] { try read(reference).array }
}
