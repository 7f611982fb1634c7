import Glibc
import Pipeline
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

    @Test func `the lock file that a crash left behind is a dead owner's, and goes once it is forgotten`() throws {
        let dead = String(repeating: "d", count: 32)
        let us = try FileOwners(directory: scratch.path)
        put("", at: "\(scratch.path)/\(dead).lock")
        #expect(!us.isAlive(dead))
        let next = try FileOwners(directory: scratch.path)
        try next.forgetDead()
        #expect(list(scratch.path) == ["\(us.current).lock", "\(next.current).lock"].sorted())
    }

    @Test func `a process that is killed is dead at once`() throws {
        let us = try FileOwners(directory: scratch.path)
        let other = String(repeating: "a", count: 32)
        let arguments = ["flock", "--no-fork", "\(scratch.path)/\(other).lock", "sleep", "60"]
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawnp(&child, "flock", nil, nil, &pointers, environ) == 0 else {
            print("skipped: there is no flock command")
            return
        }
        while !us.isAlive(other) { usleep(1_000) }
        kill(child, SIGKILL)
        waitpid(child, nil, 0)
        #expect(!us.isAlive(other))
    }

    @Test func `the lock file tells how its owner came to its end`() throws {
        let us = try FileOwners(directory: scratch.path)
        var other: FileOwners? = try FileOwners(directory: scratch.path)
        let orderly = try #require(other?.current)
        other = nil
        other = try FileOwners(directory: scratch.path)
        try other?.announce(configuration: "abc")
        let broken = try #require(other?.current)
        other?.breakDown()
        other = nil
        let killed = String(repeating: "d", count: 32)
        put("abc", at: "\(scratch.path)/\(killed).lock")
        #expect([orderly, broken, killed].map(us.end) == [.stopped, .broke, .killed])
    }

    @Test func `those who live say what they work under`() throws {
        let us = try FileOwners(directory: scratch.path)
        let (first, second) = (try FileOwners(directory: scratch.path), try FileOwners(directory: scratch.path))
        put("dead", at: "\(scratch.path)/\(String(repeating: "d", count: 32)).lock")
        #expect(try us.configurationsOfOthers() == [])
        try us.announce(configuration: "ours")
        try first.announce(configuration: "theirs")
        #expect(try us.configurationsOfOthers() == ["theirs"])
        #expect(try second.configurationsOfOthers() == ["ours", "theirs"])
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
