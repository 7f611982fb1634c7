import Glibc
import Testing

@testable import FileExchange

struct OutboxFolderTests {
    private let scratch = Scratch()
    private let owners: FileOwners
    private let outbox: OutboxFolder

    private var path: String { "\(scratch.path)/out" }

    init() throws {
        owners = try FileOwners(directory: "\(scratch.path)/locks")
        outbox = try OutboxFolder(path: "\(scratch.path)/out", owners: owners)
    }

    @Test func `what is published lies there whole, and nothing else does`() throws {
        try outbox.publish([("a.xml", Array("first".utf8)), ("INV/2026:1.xml", [])])
        #expect(list(path) == ["INV~2F2026~3A1.xml", "a.xml"])
        #expect(contents(of: "\(path)/a.xml") == Array("first".utf8))
    }

    @Test func `publishing the same again changes nothing`() throws {
        try outbox.publish([("a.xml", Array("first".utf8))])
        try outbox.publish([("a.xml", Array("first".utf8)), ("b.xml", [1])])
        #expect(list(path) == ["a.xml", "b.xml"])
    }

    @Test func `a name with other bytes is never replaced, and the others are published all the same`() throws {
        put("other", at: "\(path)/a.xml")
        symlink("a.xml", "\(path)/b.xml")
        mkfifo("\(path)/c.xml", 0o600)
        let files = ["a.xml", "b.xml", "c.xml", "d.xml"].map { (name: $0, bytes: Array("first".utf8)) }
        #expect(try outbox.publish(files) == ["a.xml", "b.xml", "c.xml"])
        #expect(contents(of: "\(path)/a.xml") == Array("other".utf8))
        #expect(list(path) == ["a.xml", "b.xml", "c.xml", "d.xml"])
    }

    @Test func `what a dead process left half written is cleared away, what a living one writes is not`() throws {
        let dead = ".quittance-draft-\(String(repeating: "d", count: 32))-1"
        let living = ".quittance-draft-\(owners.current)-1"
        for name in [dead, living, ".mine"] { put("half", at: "\(path)/\(name)") }
        _ = try OutboxFolder(path: path, owners: try FileOwners(directory: "\(scratch.path)/locks"))
        #expect(list(path) == [".mine", living].sorted())
    }

    @Test func `different keys have different names, none of them leads out of the folder or hides`() {
        let long = String(repeating: "ü", count: 300)
        let keys = [
            "a", "..", ".", "../a", "a/b", "a%2Fb", "/etc/passwd", ".hidden", "%2Ehidden", "a\nb", "Ä", "-rf",
            long + "1.xml", long + "2.xml",
        ]
        let names = keys.map(OutboxFolder.fileName)
        #expect(Set(names).count == keys.count)
        #expect(names.allSatisfy { !$0.hasPrefix(".") && !$0.contains("/") && $0.utf8.count <= 255 })
        #expect(names.suffix(2).allSatisfy { $0.hasSuffix(".xml") })
        #expect(OutboxFolder.fileName(for: "INV-2026_01.xml") == "INV-2026_01.xml")
    }

    @Test func `what is encoded already is not encoded again`() {
        #expect(OutboxFolder.fileName(for: "order-%3DHYPERLINK%28.xml") == "order-%3DHYPERLINK%28.xml")
        #expect(OutboxFolder.fileName(for: "100%.xml") == "100~25.xml")
        #expect(OutboxFolder.fileName(for: "%2Fa/b") == "~252Fa~2Fb")
    }

    @Test func `a folder that cannot be written to is named`() throws {
        let outbox = try OutboxFolder(path: "\(scratch.path)/gone", owners: owners)
        rmdir("\(scratch.path)/gone")
        #expect(throws: SystemError(errno: ENOENT, operation: .open, path: "\(scratch.path)/gone")) {
            try outbox.publish([("a", [1])])
        }
    }
}
