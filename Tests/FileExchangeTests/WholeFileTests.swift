import Foundation
import Pipeline
import Testing

@testable import FileExchange

struct WholeFileTests {
    private let scratch = Scratch()
    private var path: String { "\(scratch.path)/file" }

    @Test func `a file of the limit is read, and one of a byte more is not`() throws {
        put("twelve bytes", at: path)
        #expect(try readFile(path, upTo: 12)?.array == Array("twelve bytes".utf8))
        #expect(try readFile(path, upTo: 11) == nil)
    }

    @Test func `a large file is read as it is`() throws {
        let bytes = (0..<(mappedFrom + 5)).map { UInt8(truncatingIfNeeded: $0) }
        put(bytes, at: path)
        #expect(try readFile(path, upTo: bytes.count)?.array == bytes)
    }

    @Test func `an empty file has no bytes`() throws {
        put("", at: path)
        #expect(try readFile(path, upTo: 0)?.array == [])
    }

    @Test func `what shows no size is read as far as the limit`() throws {
        #expect(try (readFile("/proc/self/maps", upTo: 1 << 24)?.count ?? 0) > 1000)
        #expect(try readFile("/dev/zero", upTo: 1 << 20) == nil)
        #expect(try readFile("/dev/null", upTo: 0)?.count == 0)
    }

    @Test func `a pipe is read to its end`() throws {
        #expect(mkfifo(path, 0o600) == 0)
        let path = path
        let writer = Thread { put("through a pipe", at: path) }
        writer.start()
        #expect(try readFile(path, upTo: 100)?.array == Array("through a pipe".utf8))
    }

    @Test func `a directory, and what is not there, cannot be read`() {
        #expect(throws: SystemError.self) { try readFile(scratch.path, upTo: 10) }
        #expect(throws: SystemError.self) { try readFile("\(scratch.path)/nothing", upTo: 10) }
    }
}
