import Documents
import Foundation
import Pipeline
import Testing

@testable import BankFormats

/// A file that is too large to be held is read twice, and gives what it gives when it is held.
struct LargeStatementTests {
    private static let formats: [(held: any ReadingFormat, readTwice: any ReadingFormat)] = {
        var (camt, cfonb, mt940) = (CamtFormat.statement, CFONBFormat(), MT940Format())
        camt.heldBytes = 0
        cfonb.heldBytes = 0
        mt940.heldBytes = 0
        return [(CamtFormat.statement, camt), (CFONBFormat(), cfonb), (MT940Format(), mt940)]
    }()

    @Test(arguments: [1, 2, 10_000]) func `two readings give what one does`(maxLines: Int) throws {
        var (read, parts) = (0, 0)
        for path in bankSamples() + ["camt", "cfonb120", "mt940"].flatMap({ corpus($0, endingIn: "") }) {
            let bytes = [UInt8](try Data(contentsOf: path))
            for (held, readTwice) in Self.formats where held.recognises(bytes.prefix(4096)) {
                for end in [bytes.count, bytes.count / 2, bytes.count * 9 / 10] {
                    let expected = held.read(Array(bytes[..<end]), maxLines: maxLines)
                    let found = readTwice.read(Array(bytes[..<end]), maxLines: maxLines)
                    #expect(found.map(Told.init) == expected.map(Told.init), "\(path.lastPathComponent), \(end) bytes")
                    read += 1
                    parts = max(parts, expected.count)
                }
            }
        }
        #expect(read > 20)
        #expect(parts > 1)
    }

    @Test func `a file in Latin-1 gives what the same file in UTF-8 does`() {
        let entries = (1...3).map { ":61:2611\(10 + $0)C1,00NTRFNONREF\n:86:Société Müller n° \($0)\n" }.joined()
        let text =
            ":20:É\n:25:FR7630006000011234567890189\n:28C:1/1\n:60F:C261101EUR0,00\n\(entries):62F:C261130EUR3,00\n-\n"
        let latin1 = text.unicodeScalars.map { UInt8($0.value) }
        let expected = MT940Format().read(Array(text.utf8), maxLines: 10)
        #expect(expected.first?.statement?.entries.count == 3)
        #expect(MT940Format().read(latin1, maxLines: 10).map(Told.init) == expected.map(Told.init))
    }
}

/// What a message tells.
private struct Told: Equatable {
    let document: Document?
    let status: ReadMessage.Status
    let findings: [String]
    let dropped: Int

    init(_ message: ReadMessage) {
        document = message.document
        status = message.status
        findings = message.findings.map { "\($0)" }
        dropped = message.droppedFindings
    }
}
