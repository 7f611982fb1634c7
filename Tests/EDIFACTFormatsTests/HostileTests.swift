import Documents
import EDIFACTFormats
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing

private let samples = ["orders.edi", "ordchg.edi", "desadv.edi", "remadv.edi", "contrl.edi", "aperak.edi"]

/// What holds of everything that was read, however broken it is.
private func checkLaws(_ messages: [ReadMessage], _ words: String) {
    #expect(!messages.isEmpty, "\(words)")
    for message in messages {
        let isFatal = message.findings.contains { $0.severity == .fatal } || message.droppedFindings > 0
        if message.document == nil { #expect(message.status == .refused && isFatal, "\(words)") }
        if message.kind != "interchange", message.document != nil { #expect(message.status != .refused, "\(words)") }
        if message.status == .partly, message.kind != "interchange" { #expect(isFatal, "\(words)") }
    }
}

@Suite struct HostileInterchangeTests {
    @Test func `a file that ends at any byte is refused`() throws {
        for name in samples {
            let bytes = try sample(name)
            for length in 0..<(bytes.count - 2) {
                let messages = read(Array(bytes.prefix(length)), as: everything)
                checkLaws(messages, "\(name) cut after \(length) bytes")
                let isRefused =
                    messages[0].status == .refused
                    && messages.allSatisfy { $0.document == nil || $0.interchange != nil }
                #expect(isRefused, "\(name) cut after \(length) bytes")
            }
        }
    }

    @Test func `an interchange that is broken in any way gives findings and never a crash`() throws {
        for (index, name) in samples.enumerated() {
            let random = SeededRandomness(seed: 90 + UInt64(index))
            let text = String(decoding: try sample(name).map { $0 < 0x80 ? $0 : 0x65 }, as: UTF8.self)
            for round in 0..<400 {
                checkLaws(read(Array(broken(text, random).utf8), as: everything), "\(name) in round \(round)")
            }
        }
    }

    /// A text with a few segments, elements or bytes changed; the counts follow in half of the cases.
    private func broken(_ text: String, _ random: SeededRandomness) -> String {
        var segments = text.split(separator: "\n").map(String.init)
        for _ in 0...random.place(below: 3) {
            let place = random.place(below: segments.count)
            switch random.place(below: 8) {
            case 0: segments.remove(at: place)
            case 1: segments.insert(segments[place], at: place)
            case 2: segments.swapAt(place, random.place(below: segments.count))
            case 3: segments[place] = edit(segments[place], "+", random)
            case 4: segments[place] = edit(segments[place], ":", random)
            case 5: segments[place] = String(segments[place].dropLast(random.place(below: 6)))
            case 6:
                segments[place] = segments[place].replacing(
                    "1", with: ["", "9", "?", "-", ",.", "99999999999999999999"][random.place(below: 6)])
            default:
                segments[place] = segments[place].replacing("+", with: ["++", ":", "'", "*"][random.place(below: 4)])
            }
            if segments.isEmpty { segments = ["UNB"] }
        }
        if random.place(below: 2) == 0 { recount(&segments) }
        return segments.joined(separator: "\n")
    }

    /// One of the parts between two separators taken away, doubled or changed.
    private func edit(_ segment: String, _ separator: Character, _ random: SeededRandomness) -> String {
        var parts = segment.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
        let place = random.place(below: parts.count)
        switch random.place(below: 3) {
        case 0: parts.remove(at: place)
        case 1: parts.insert(parts[place], at: place)
        default:
            parts[place] =
                ["", "ZZZ", "20269999", "-1", "0", "é", String(repeating: "x", count: 600)][random.place(below: 7)]
        }
        return parts.joined(separator: String(separator))
    }

    /// Makes the trailer of the message count its segments again, so that what is in it is looked at.
    private func recount(_ segments: inout [String]) {
        guard let first = segments.firstIndex(where: { $0.hasPrefix("UNH") }),
            let last = segments.firstIndex(where: { $0.hasPrefix("UNT") }), first < last
        else { return }
        segments[last] = "UNT+\(last - first + 1)+M1'"
    }

    @Test func `twice the lines cost twice the time, and not more`() {
        let head = "UNH+M1+ORDERS:D:96A:UN'BGM+220+1+9'DTM+137:20261123:102'NAD+BY+5412345000013::9'CUX+2:EUR'"
        func text(_ count: Int) -> [UInt8] {
            let line = "LIN+1++9520417130103:EN'IMD+F++:::Grid ?'steel?''QTY+21:10:PCE'MOA+203:98.5'PRI+AAA:9.85'"
            return Array(interchange(head + String(repeating: line, count: count) + "UNS+S'").utf8)
        }
        let ratio = growth(from: text(1500), to: text(3000)) { bytes in
            #expect(EDIFACTFormat.orders.read(bytes, maxLines: 10_000)[0].order != nil)
        }
        #expect(ratio <= 2.6)
    }
}

extension SeededRandomness {
    fileprivate func place(below bound: Int) -> Int { Int(number(below: UInt64(bound))) }
}
