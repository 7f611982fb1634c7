import Testing

@testable import EDISyntax

private let printed = ServiceCharacters.edifact
private let lined = ServiceCharacters(component: 0x3A, element: 0x2B, terminator: 0x0A)
private let plain = ServiceCharacters.x12

/// Envelopes are found by terminators alone: that must find the segments that reading finds.
struct SegmentSkimTests {
    private func read(_ bytes: [UInt8], _ characters: ServiceCharacters) -> [[Int]] {
        bytes.withUnsafeBufferPointer { bytes in
            var reader = SegmentReader(bytes, characters)
            var found: [[Int]] = []
            while reader.next() { found.append([reader.number, reader.offset, reader.endOffset]) }
            return found + [[reader.fault == nil ? 0 : 1]]
        }
    }

    private func skim(_ bytes: [UInt8], _ characters: ServiceCharacters) -> [[Int]] {
        bytes.withUnsafeBufferPointer { bytes in
            var skim = SegmentSkim(bytes, from: 0, characters)
            var found: [[Int]] = []
            while skim.advance() { found.append([skim.number, skim.range.lowerBound, skim.range.upperBound]) }
            return found + [[skim.fault == nil ? 0 : 1]]
        }
    }

    @Test(arguments: [printed, lined, plain])
    func `the segments are those that are read, whatever stands between and in them`(_ characters: ServiceCharacters) {
        var random = SystemRandomNumberGenerator()
        let letters = Array("UNHAB12++::''??~~**>\n\n\r ".utf8) + [0xE9]
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...60, using: &random)).map { _ in letters.randomElement(using: &random)! }
            #expect(skim(bytes, characters) == read(bytes, characters), "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    @Test func `each second release character before a terminator stands for itself`() {
        for (text, count) in [("A+1?'2'", 1), ("A+1??'2'", 2), ("A+1???'2'", 1), ("?'A'", 1), ("A'??'", 2)] {
            #expect(skim(Array(text.utf8), printed).count == count + 1, "\(text)")
        }
    }

    @Test func `a reader that moves reads as a new one does`() {
        let bytes = Array("UNH+1'LIN+1?'2:3'UNT+2'LIN+?".utf8) + Array("\n4'BGM+\u{E9}'".utf8)
        bytes.withUnsafeBufferPointer { buffer in
            var moving = SegmentReader(buffer, in: 0..<0, printed)
            for range in [6..<17, 0..<6, 23..<buffer.count, 6..<buffer.count, 0..<0] {
                var fresh = SegmentReader(buffer, in: range, printed)
                moving.move(to: range)
                while fresh.next() {
                    let goesOn = moving.next()
                    #expect(goesOn)
                    #expect(moving.number == fresh.number && moving.offset == fresh.offset)
                    #expect(moving.text(1) == fresh.text(1) && moving.text(1, 2) == fresh.text(1, 2))
                }
                let goesOn = moving.next()
                #expect(!goesOn)
                #expect(moving.danglingRelease == fresh.danglingRelease && moving.fault == fresh.fault)
            }
        }
    }
}
