import Glibc
import Testing

@testable import FileExchange

struct SystemTests {
    @Test func `an error reads as a person would say it`() {
        let error = SystemError(errno: ENOSPC, operation: .sync, path: "/in/a\nb")
        #expect(
            error.description.hasPrefix(
                "SYS-001: could not make durable /in/a%0Ab: there is no space left on the disk. Make room"))
    }

    @Test func `a failed sync ends the process, and nothing else does`() {
        #expect(SystemError(errno: EIO, operation: .sync, path: "x").isFatal)
        #expect(!SystemError(errno: EIO, operation: .read, path: "x").isFatal)
    }

    @Test func `a name is shown as it is unless it could do harm`() {
        #expect(FileName.shown("Bestellung für Łódź 100%.xml") == "Bestellung für Łódź 100%.xml")
        #expect(FileName.shown("a\n100%") == "a%0A100%25")
        #expect(FileName.shown("fdp.\u{202E}lmx") == "fdp.%E2%80%AElmx")
        #expect(FileName.shown([0x61, 0xFF, 0x20, 0x25]) == "a%FF %25")
    }

    @Test func `what is encoded decodes to the same bytes`() {
        let bytes = (1...255).map { UInt8($0) }
        #expect(PercentEncoding.decode(PercentEncoding.encode(bytes, keeping: PercentEncoding.isPlain).utf8) == bytes)
        #expect(PercentEncoding.decode("50%".utf8) == Array("50%".utf8))
        #expect(PercentEncoding.decode("%2".utf8) == Array("%2".utf8))
        #expect(PercentEncoding.decode("%2G%zz".utf8) == Array("%2G%zz".utf8))
    }

    @Test func `directories are made from the top down, and only where they are missing`() throws {
        let scratch = Scratch()
        try makeDirectories("\(scratch.path)/a/b//c/")
        try makeDirectories("\(scratch.path)/a/b/c")
        #expect(list("\(scratch.path)/a/b") == ["c"])
        put("", at: "\(scratch.path)/file")
        #expect(throws: SystemError.self) { try makeDirectories("\(scratch.path)/file/below") }
    }
}
