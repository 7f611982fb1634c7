import Glibc
import Pipeline
import Testing

@testable import FileExchange

struct HostileFolderTests {
    private let bench = IntakeBench()

    @Test func `links, pipes, directories and giants are passed over, and nothing hangs`() throws {
        bench.put("secret", as: ".secret")
        symlink(".secret", "\(bench.drop)/symlink")
        link("\(bench.drop)/.secret", "\(bench.drop)/hardlink")
        mkfifo("\(bench.drop)/pipe", 0o600)
        mkdir("\(bench.drop)/directory", 0o700)
        bench.put(String(repeating: "x", count: 1_000), as: "limit")
        bench.put(String(repeating: "x", count: 1_001), as: "giant")
        let intake = try bench.intake()
        #expect(try intake.claimAll().map(\.name) == ["limit"])
        #expect(
            Set(intake.passedOver) == [
                PassedOver(name: "symlink", reason: .notARegularFile),
                PassedOver(name: "hardlink", reason: .linkedElsewhere),
                PassedOver(name: "pipe", reason: .notARegularFile),
                PassedOver(name: "directory", reason: .notARegularFile),
                PassedOver(name: "giant", reason: .largerThan(bytes: 1_000)),
            ])
        #expect(list(bench.drop) == [".secret", "directory", "giant", "hardlink", "pipe", "symlink"])
    }

    @Test func `any name is taken, and shown so that it breaks no line`() throws {
        let long = [UInt8](repeating: UInt8(ascii: "%"), count: 255)
        let strange: [[UInt8]] = [
            Array("new\nline".utf8), Array("\"quote' $(x) ;".utf8), Array("-rf".utf8), Array("%2e.%2f..".utf8),
            Array("\u{202E}lmx.exe".utf8), [0xFF, 0xFE, 0x41], long, Array("ümlaut".utf8), [0x1B, 0x5B],
        ]
        for (index, name) in strange.enumerated() {
            bench.put("\(index)", as: name)
        }
        let intake = try bench.intake()
        let files = try intake.claimAll().sorted { $0.text < $1.text }
        #expect(
            files.map(\.name) == [
                "new%0Aline", "\"quote' $(x) ;", "-rf", "%2e.%2f..", "%E2%80%AElmx.exe", "%FF%FEA",
                String(repeating: "%", count: 255), "ümlaut", "%1B[",
            ])
        try intake.release(files.map(\.claim))
        #expect(Set(names(in: bench.drop)) == Set(strange.map { $0.map { CChar(bitPattern: $0) } }))
        try intake.finish(try intake.claimAll().map(\.claim))
        #expect(list(bench.drop).isEmpty)
    }

    @Test(arguments: [ReadyRule.renamed, .quiet(seconds: 0)])
    func `a file with an open writer waits, and nothing signals us`(ready: ReadyRule) throws {
        let writer = open("\(bench.drop)/a", O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        _ = write(writer, "half", 4)
        let intake = try bench.intake(ready: ready)
        #expect(try intake.claimAll().isEmpty)
        #expect(list(bench.drop) == ["a"])
        _ = write(writer, "-whole", 6)
        close(writer)
        #expect(try intake.claimAll().map(\.text) == ["half-whole"])
    }

    @Test func `under the quiet rule a file that changed a moment ago waits, whatever time its bytes bear`() throws {
        bench.put("1", as: "a")
        setChanged("\(bench.drop)/a", to: 1_000_000_000)
        #expect(try bench.intake(ready: .quiet(seconds: 60)).claimAll().isEmpty)
        #expect(try bench.intake(ready: .quiet(seconds: 0)).claimAll().count == 1)
    }

    @Test func `a file that grows or is exchanged while it is read is not handed out`() throws {
        bench.put("12345", as: "a")
        let settings = FolderIntakeSettings(path: bench.drop, claimsPath: bench.claims)
        let folder = try Descriptor(directory: bench.drop)
        let name = FileName("a")
        func isUnsettled(after change: () -> Void) throws -> Bool {
            let source = try SourceFile.open(name, in: folder, settings)
            change()
            do throws(Setback) {
                _ = try source.contents(claimedAs: name, in: folder)
                return false
            } catch {
                guard case .unsettled = error else { return false }
                return true
            }
        }
        #expect(try !isUnsettled(after: {}))
        #expect(try isUnsettled(after: { setChanged("\(bench.drop)/a", to: 1_600_000_000) }))
        #expect(try isUnsettled(after: { bench.put("123456", as: "a") }))
        #expect(try isUnsettled(after: { truncate("\(bench.drop)/a", 2) }))
        #expect(
            try isUnsettled(after: {
                unlink("\(bench.drop)/a")
                bench.put("12", as: "a")
            }))
    }
}
