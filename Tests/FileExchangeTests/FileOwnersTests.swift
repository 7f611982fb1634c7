import Glibc
import Testing

@testable import FileExchange

struct FileOwnersTests {
    private let scratch = Scratch()

    @Test func `an owner is alive for as long as it holds its lock, and dead ever after`() throws {
        let us = try FileOwners(directory: scratch.path)
        var other: FileOwners? = try FileOwners(directory: scratch.path)
        let name = try #require(other?.current)
        #expect(name != us.current)
        #expect(us.isAlive(name) && us.isAlive(us.current))
        #expect(try #require(other).isAlive(us.current))
        other = nil
        #expect(!us.isAlive(name))
    }

    @Test func `the lock file that a crash left behind is a dead owner's, and goes at the next start`() throws {
        let dead = String(repeating: "d", count: 32)
        let us = try FileOwners(directory: scratch.path)
        put("", at: "\(scratch.path)/\(dead).lock")
        #expect(!us.isAlive(dead))
        let next = try FileOwners(directory: scratch.path)
        #expect(list(scratch.path) == ["\(us.current).lock", "\(next.current).lock"].sorted())
    }

    @Test func `a name that is no identifier leads nowhere`() throws {
        let us = try FileOwners(directory: scratch.directory("locks"))
        put("", at: "\(scratch.path)/elsewhere.lock")
        #expect(!us.isAlive("../elsewhere"))
        #expect(!us.isAlive(""))
    }

    @Test func `an owner that cannot be looked at counts as alive`() throws {
        let us = try FileOwners(directory: scratch.path)
        let unclear = String(repeating: "e", count: 32)
        symlink("nowhere", "\(scratch.path)/\(unclear).lock")
        #expect(us.isAlive(unclear))
    }

    @Test func `claims are numbered under the owner`() throws {
        let us = try FileOwners(directory: scratch.path)
        #expect([us.nextClaim(), us.nextClaim()] == ["\(us.current)-1", "\(us.current)-2"])
    }
}
