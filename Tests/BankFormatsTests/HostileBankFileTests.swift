import Documents
import Foundation
import Pipeline
import QuittanceTesting
import Testing

@testable import BankFormats

private let formats: [(name: String, format: any ReadingFormat, sample: String)] = [
    ("camt", CamtFormat.statement, "camt-053.xml"), ("cfonb", CFONBFormat(), "cfonb-120.txt"),
    ("mt940", MT940Format(), "mt940.sta"),
    ("mt942", MT940Format(), "mt942.sta"),
]

/// The same numbers from the same seed.
private struct Randomness: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

struct HostileBankFileTests {
    @Test(arguments: 0..<4) func `a damaged file is read or refused with a code, and never breaks the reader`(
        index: Int
    ) throws {
        let (name, format, sample) = formats[index]
        let bytes = try bankSample(sample)
        var random = Randomness(state: 20_261_123)
        for number in 0..<300 {
            var mutant = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&mutant, &random) }
            for message in format.read(mutant, maxLines: 5) {
                if message.document == nil { #expect(!message.findings.isEmpty, "\(name), mutant \(number)") }
                if let document = message.document {
                    #expect(try Document(coded: document.coded) == document, "\(name), mutant \(number)")
                }
            }
        }
    }

    /// Changes a byte, takes a stretch away, writes one twice, or puts the signs of the format where they do not belong.
    private func damage(_ bytes: inout [UInt8], _ random: inout Randomness) {
        guard bytes.count > 2 else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let length = min(Int.random(in: 1...40, using: &random), bytes.count - place)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.removeSubrange(place..<(place + length))
        case 2: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
        case 3: bytes[place] = Array("0123456789,.:/?-+<>\n\r{}ACDJR ".utf8).randomElement(using: &random)!
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        }
    }

    @Test func `no format takes the file of another`() throws {
        for (index, one) in formats.prefix(3).enumerated() {
            let head = try bankSample(one.sample).prefix(4096)
            #expect(formats.prefix(3).map { $0.format.recognises(head) } == (0..<3).map { $0 == index }, "\(one.name)")
        }
    }

    @Test(arguments: 0..<3) func `twice the entries take about twice the time`(index: Int) throws {
        let format = formats[index].format
        func file(_ count: Int) -> (bytes: [UInt8], count: Int) { (longFile(index, count), count) }
        let ratio = growth(from: file(3000), to: file(6000)) { file in
            #expect(format.read(file.bytes, maxLines: 1_000_000).first?.statement?.entries.count == file.count)
        }
        #expect(ratio <= 2.6)
    }

    private func longFile(_ index: Int, _ count: Int) -> [UInt8] {
        switch index {
        case 0:
            let entry =
                "<Ntry><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-11-20</Dt></BookgDt></Ntry>"
            return Array(camt(String(repeating: entry, count: count)).utf8)
        case 1:
            let blanks = String(repeating: " ", count: 50)
            let balance = "99999    00417EUR2 0004160Q118  201126\(blanks)0000000001000{\n"
            let entry =
                "0499999B1  00417EUR2 0004160Q11805201126  201126VIR" + String(repeating: " ", count: 39)
                + "0000000001000{\n"
            return Array(("01" + balance + String(repeating: entry, count: count) + "07" + balance).utf8)
        default:
            return Array(
                (":20:R\n:25:1\n:28C:1\n:60F:C261119EUR1,\n"
                    + String(repeating: ":61:261120C5,NTRFNONREF\n:86:text of it\n", count: count)
                    + ":62F:C261119EUR1,\n-\n").utf8)
        }
    }
}
