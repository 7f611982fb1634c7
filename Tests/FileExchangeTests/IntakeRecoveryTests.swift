import Glibc
import Pipeline
import Testing

@testable import FileExchange

struct IntakeRecoveryTests {
    private let bench = IntakeBench()

    @Test func `what a dead process had claimed comes first and keeps its claim`() throws {
        let second = try bench.leaveClaimOfTheDead("b", as: "b%20c.xml", number: 10)
        let first = try bench.leaveClaimOfTheDead("a", as: "a.xml", number: 9)
        bench.put("new", as: "0.xml")
        let owners = try bench.process()
        let files = try bench.intake(owners).claimAll()
        #expect(files.map(\.name) == ["a.xml", "b c.xml", "0.xml"])
        #expect(files.prefix(2).map(\.claim) == [first, second])
        #expect(files.map(\.text) == ["a", "b", "new"])
        #expect(list(bench.claims).count == 1, "the dead process's directory is gone")
    }

    @Test func `what a living process has claimed stays with it`() throws {
        bench.put("1", as: "a")
        let living = try bench.process()
        let theirs = try bench.intake(living)
        let claimed = try theirs.claimAll()
        #expect(try bench.intake().claimAll().isEmpty)
        try theirs.finish(claimed.map(\.claim))
    }

    @Test func `a process that ends without a word leaves its claims to the next one`() throws {
        bench.put("1", as: "a")
        let long = String(repeating: "n", count: 255)
        bench.put("2", as: long)
        let child = try dieHoldingClaims()
        let files = try bench.intake().claimAll()
        #expect(Set(files.map(\.name)) == ["a", long])
        #expect(files.allSatisfy { $0.claim.hasPrefix(child) })
        #expect(list(bench.claims).count == 1)
    }

    /// Claims everything under an owner whose lock is then let go while its claims stay, as at a SIGKILL.
    private func dieHoldingClaims() throws -> String {
        let owners = try bench.process()
        let intake = try bench.intake(owners)
        #expect(try intake.claimAll().count == 2)
        return owners.current
    }

    @Test func `two processes that find the same dead one share what it left, each file once`() async throws {
        for number in 1...200 { _ = try bench.leaveClaimOfTheDead("\(number)", as: "f\(number)", number: number) }
        let intakes = [try bench.intake(), try bench.intake()]
        let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
            for intake in intakes { group.addTask { try intake.claimAll().map(\.claim) } }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(claimed.count == 200 && Set(claimed).count == 200)
    }

    @Test func `claims that do not fit in one call come with the next`() throws {
        for number in 1...5 { _ = try bench.leaveClaimOfTheDead("\(number)", as: "f", number: number) }
        let intake = try bench.intake()
        #expect(try intake.claim(upTo: 2, bytes: .max).map(\.text) == ["1", "2"])
        #expect(try intake.claim(upTo: 9, bytes: 2).map(\.text) == ["3", "4"])
        #expect(try intake.claimAll().map(\.text) == ["5"])
    }

    @Test func `what nobody of ours put among the claims is left alone`() throws {
        let claim = try bench.leaveClaimOfTheDead("1", as: "a")
        let directory = "\(bench.claims)/\(claim.prefix(32))"
        put("note", at: "\(directory)/README")
        put("note", at: "\(directory)/\(claim.prefix(32))-1_a")
        put("note", at: "\(bench.claims)/notes.txt")
        #expect(try bench.intake().claimAll().map(\.text) == ["1"])
        #expect(list(directory).count == 2)
    }

    @Test func `a link that lies among the claims is put back and not followed`() throws {
        let claim = try bench.leaveClaimOfTheDead("1", as: "a")
        symlink("/etc/hostname", "\(bench.claims)/\(claim.prefix(32))/\(claim.dropLast())7__link")
        let intake = try bench.intake()
        #expect(try intake.claimAll().map(\.text) == ["1"])
        #expect(intake.passedOver == [PassedOver(name: "link", reason: .notARegularFile)])
        #expect(list(bench.drop) == ["link"])
    }

    @Test func `after a failed sync nothing more is done, for what is durable can no longer be known`() throws {
        let settings = FolderIntakeSettings(path: bench.drop, claimsPath: bench.claims)
        var claims = try FolderClaims(settings, try bench.process())
        let failure = SystemError(errno: EIO, operation: .sync, path: bench.drop)
        #expect(throws: failure) { try claims.unlessBroken { _ throws(SystemError) in throw failure } }
        #expect(throws: failure) { try claims.unlessBroken { state throws(SystemError) in try state.finish([]) } }
    }
}
