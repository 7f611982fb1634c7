import Documents
import Findings
import Foundation
import Pipeline
import QuittanceTesting
import Testing

@testable import X12Formats

/// A generator of chance that gives the same numbers each time.
struct Chance: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }
}

/// What must hold of anything that was read.
private func holds(_ read: [ReadMessage], _ words: String) {
    #expect(!read.isEmpty, "\(words)")
    for message in read {
        let isReport = message.document?.kind == .interchange
        #expect((message.document == nil) == (message.status == .refused) || isReport, "\(words)")
        #expect(message.status != .refused || message.findings.contains { $0.severity == .fatal }, "\(words)")
    }
}

@Suite struct X12HostileTests {
    @Test func `a file that is cut anywhere is refused, and nothing of it is used`() throws {
        for (name, bytes) in try x12Samples() {
            let whole = everything.read(bytes, maxLines: 100)
            #expect(whole[0].status == .accepted)
            // After the last terminator only the line end is missing.
            for length in 1..<(bytes.count - 1) {
                let read = everything.read(Array(bytes.prefix(length)), maxLines: 100)
                holds(read, "\(name) cut at \(length)")
                #expect(read[0].status == .refused, "\(name) cut at \(length)")
            }
        }
    }

    @Test func `whatever becomes of its segments and elements, a file is answered and no more is kept than it says`()
        throws
    {
        var chance = Chance(seed: 12)
        let samples = try x12Samples().map(\.bytes)
        for round in 0..<1500 {
            let bytes = mutant(of: samples[chance.below(samples.count)], &chance)
            let read = everything.read(bytes, maxLines: 50)
            holds(read, "round \(round)")
            for case .order(let order)? in read.map(\.document) { #expect(order.lines.count <= 50) }
            answer(read)
        }
    }

    /// What was read can be acknowledged, and the acknowledgement is sound itself.
    private func answer(_ read: [ReadMessage]) {
        guard let report = interchangeReport(read), !report.messages.contains(where: { $0.type.hasPrefix("9") }) else {
            return
        }
        for format in [X12OutFormat.acknowledgement, .implementationAcknowledgement] {
            let bytes = format.write(.interchange(report))
            let found = format.check(bytes).filter { $0.severity == .fatal }
            #expect(found.isEmpty, "\(found) in \(String(decoding: bytes, as: UTF8.self))")
        }
    }

    /// One to three edits: of a segment, of an element, or of a byte.
    private func mutant(of bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
        var segments = bytes.split(separator: UInt8(ascii: "~"), omittingEmptySubsequences: false).map(Array.init)
        for _ in 0...chance.below(3) {
            let at = chance.below(segments.count)
            switch chance.below(6) {
            case 0: segments.remove(at: at)
            case 1: segments.insert(segments[chance.below(segments.count)], at: at)
            case 2: segments.swapAt(at, chance.below(segments.count))
            case 3: editElement(of: &segments[at], &chance)
            case 4: segments[at].append(contentsOf: "*1*A>B*".utf8)
            default:
                guard !segments[at].isEmpty else { continue }
                segments[at][chance.below(segments[at].count)] = UInt8(truncatingIfNeeded: chance.next())
            }
            if segments.isEmpty { segments = [[]] }
        }
        return Array(segments.joined(separator: [UInt8(ascii: "~")]))
    }

    private func editElement(of segment: inout [UInt8], _ chance: inout Chance) {
        var elements = segment.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
        let values = [
            "", "0", "-1", "99999999999999999999", "1.2.3", "00", "20261301", "ZZZZZZZZZZZZ", "-", ".", "EUR", "\u{e9}",
        ]
        elements[chance.below(elements.count)] = Array(values[chance.below(values.count)].utf8)
        segment = Array(elements.joined(separator: [UInt8(ascii: "*")]))
    }

    @Test func `reading takes time in proportion to the size`() {
        func file(_ lines: Int) -> [UInt8] {
            let body =
                orderHead
                + (1...lines).map { "PO1*\($0)*1*EA*1.25*PE*VP*A-\($0)~PID*F****Thing number \($0)~" }.joined()
            return Array(interchange([("850", body + "CTT*\(lines)~")]).utf8)
        }
        let ratio = growth(from: file(4000), to: file(8000)) { bytes in
            #expect(everything.read(bytes, maxLines: 1_000_000).first?.document != nil)
        }
        #expect(ratio <= 2.6)
    }

    @Test func `amounts at their bounds end in findings`() {
        let nines = String(repeating: "9", count: 18)
        for line in [
            "PO1*1*\(nines)*EA*\(nines)~", "PO1*1*1*EA*1~SAC*C*D240***\(nines)~", "PO1*1*1*EA*1~AMT*1*\(nines)~",
        ] {
            holds(x12(interchange([("850", orderHead + line + "CTT*1~AMT*1*\(nines)~")])), line)
        }
        let shipped = "BSN*00*B-1*20261123*0715~HL*1**S~HL*2*1*I~SN1**.000000000001*EA**999999999999999*EA~CTT*2~"
        holds(x12(interchange([("856", shipped)], group: "SH"), everything), "856")
        let adjustments = String(repeating: "ADX*99999999999.99*01~", count: 60)
        let paid = "BPR*I*1*C*ACH************20261123~TRN*1*T-1~ENT*1~" + adjustments
        holds(x12(interchange([("820", paid)], group: "RA"), everything, maxLines: 50), "820")
    }
}
