import Documents
import Findings
import Pipeline
import QuittanceTesting
import Testing

@testable import Quittance

/// What every format keeps, whoever wrote it.
enum FormatLaws {
    /// Nothing that comes in may stop the program, in whatever format somebody takes it for.
    static func check(_ format: any ReadingFormat, on samples: [[UInt8]], _ random: inout SplitMix) {
        for _ in 0..<rounds(20) {
            var bytes = samples[Int(random.next() % UInt64(samples.count))]
            for _ in 0..<4 where !bytes.isEmpty {
                bytes[Int(random.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: random.next())
            }
            let messages = format.read(Array(bytes.prefix(Int(random.next() % 6000))), maxLines: 100)
            #expect(!messages.isEmpty, "\(format.name)")
            for message in messages { check(message, of: format) }
        }
    }

    private static func check(_ message: ReadMessage, of format: any ReadingFormat) {
        let isReport = message.document?.kind == .interchange
        #expect((message.document == nil) == (message.status == .refused) || isReport, "\(format.name)")
        // What is read in part may leave the words to the messages beside it, as an interchange does.
        #expect(message.status != .refused || !message.findings.isEmpty, "\(format.name) refuses without a word")
        let foreign = Set(message.findings.map(\.rule)).subtracting(format.guide.rules)
        #expect(foreign.isEmpty, "\(format.name) reports \(foreign.map(\.code)), which its guide does not name")
        if let kind = message.document?.kind {
            #expect(format.kinds.contains(kind), "\(format.name) gives \(kind.name)")
        }
    }
}
