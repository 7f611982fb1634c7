import Glibc
import Pipeline
import Testing

@testable import FileExchange

struct BrokenFolderTests {
    private let bench = IntakeBench()

    @Test func `a folder that is missing is named`() throws {
        let intake = try bench.intake()
        rmdir(bench.drop)
        let error = #expect(throws: SystemError.self) { try intake.claimAll() }
        #expect(error?.description.hasPrefix("SYS-005: could not open \(bench.drop): it is not there.") == true)
    }

    @Test func `a folder that cannot be written says so, and no file is lost`() throws {
        bench.put("1", as: "a")
        chmod("\(bench.drop)/a", 0o644)
        chmod(bench.drop, 0o555)
        let intake = try intakeForNobody()
        try asNobody {
            let error = #expect(throws: SystemError.self) { try intake.claimAll() }
            #expect(error == SystemError(errno: EACCES, operation: .rename, path: "\(bench.drop)/a"))
        }
        #expect(list(bench.drop) == ["a"])
    }

    @Test func `a file that may not be read is passed over and stays`() throws {
        bench.put("1", as: "a")
        bench.put("2", as: "b")
        chmod("\(bench.drop)/a", 0)
        chmod("\(bench.drop)/b", 0o644)
        chmod(bench.drop, 0o777)
        let intake = try intakeForNobody()
        try asNobody {
            let files = try intake.claimAll()
            #expect(files.map(\.name) == ["b"])
            #expect(intake.passedOver == [PassedOver(name: "a", reason: .unreadable(errno: EACCES))])
        }
        #expect(list(bench.drop) == ["a"])
    }

    /// An intake whose own directories another user may use.
    private func intakeForNobody() throws -> FolderIntake {
        let owners = try bench.process()
        let intake = try bench.intake(owners)
        chmod(bench.scratch.path, 0o711)
        chmod(bench.spool, 0o711)
        chmod(bench.claims, 0o755)
        chmod("\(bench.claims)/\(owners.current)", 0o777)
        return intake
    }

    @Test func `a spool on another file system is got round with a hidden directory beside the files`() throws {
        let other = "/dev/shm"
        var here = stat()
        var there = stat()
        guard stat(bench.drop, &here) == 0, stat(other, &there) == 0, here.st_dev != there.st_dev else {
            print("skipped: there is no second file system at \(other)")
            return
        }
        let elsewhere = "\(other)/quittance-test-\(getpid())"
        defer {
            for name in list(elsewhere) { rmdir("\(elsewhere)/\(name)") }
            rmdir(elsewhere)
        }
        for name in ["a", "b", "c"] { bench.put(name, as: name) }
        var claim = ""
        do {
            let intake = try bench.intake(claimsPath: elsewhere)
            let files = try intake.claim(upTo: 2, bytes: .max)
            #expect(files.map(\.text).count == 2)
            #expect(list(bench.drop).contains(".quittance-claims"))
            try intake.finish([files[0].claim])
            claim = files[1].claim
        }
        let files = try bench.intake(claimsPath: elsewhere).claimAll()
        #expect(files.count == 2)
        #expect(files.first?.claim == claim, "the claim of the dead process comes first")
    }

    @Test func `a full disk stops the pack store until there is room, and loses nothing`() throws {
        guard geteuid() == 0, mount("none", bench.spool, "tmpfs", 0, "size=64k") == 0 else {
            print("skipped: only root can mount a small file system")
            return
        }
        defer { umount2(bench.spool, Int32(2)) }
        let store = try PackStore(directory: bench.spool)
        let small = [UInt8](repeating: 1, count: 1_000)
        let first = try store.append([small])
        let error = #expect(throws: SystemError.self) { try store.append([[UInt8](repeating: 2, count: 100_000)]) }
        #expect(error?.errno == ENOSPC)
        let second = try store.append([small])
        #expect(second[0].pack == first[0].pack, "what did not fit has been cut off again")
        #expect(try (first + second).map(store.original) == [small, small])
    }
}

private let nobody: uid_t = 65_534

/// Runs something without root's power to pass every permission. The kernel keeps this per thread.
private func asNobody(_ body: () throws -> Void) rethrows {
    guard geteuid() == 0 else { return try body() }
    typealias SetUser = @convention(c) (uid_t) -> Int32
    let setUser = unsafeBitCast(dlsym(nil, "setfsuid"), to: SetUser.self)
    _ = setUser(nobody)
    defer { _ = setUser(0) }
    try body()
}
