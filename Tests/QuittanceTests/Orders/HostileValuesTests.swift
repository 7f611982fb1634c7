import Documents
import Foundation
import Money
import Pipeline
import QuittanceTesting
import Receivables
import SQLLedger
import Testing

@testable import Quittance

/// Orders and despatch advices whose values were tampered with go through the whole house.
struct HostileValuesTests {
    private static let numbers = [
        "0", "-1", "0.00", "0.000000001", "-0.01", "99999999999.99", "-99999999999.99", "100000000000000000",
        "170141183460469231731687303715884105727", "1E5", "1e400", "NaN", "1.005", "33333333.333333333", "12abc", "",
    ]
    private static let dates = ["0001-01-01", "9999-12-31", "2026-02-30", "1899-12-31", "2026-11-24Z", "x"]
    private static let codes = ["JPY", "BHD", "XXX", "eur", "", "EURO", "C62", "KGM", "S", "AE", "?"]

    /// The text of an element or the value of an attribute, replaced by one that no honest sender writes.
    private func mutant(of bytes: [UInt8], number: Int, _ random: inout some RandomNumberGenerator) -> [UInt8] {
        var text = String(decoding: bytes, as: UTF8.self)
        // Each mutant is an order of its own, so that none is merely a resend.
        text = text.replacingOccurrences(of: "<cbc:Note>", with: "<cbc:Note>\(number) ")
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let values = [
                (#/>(-?[0-9]+(?:\.[0-9]+)?)</#, Self.numbers), (#/>([0-9]{4}-[0-9]{2}-[0-9]{2})</#, Self.dates),
            ]
            let (pattern, replacements) = values[random.next() % 4 == 0 ? 1 : 0]
            let matches = text.matches(of: pattern)
            if random.next() % 5 == 0 {
                let attributes = text.matches(of: #/(?:currencyID|unitCode)="([A-Z0-9]+)"/#)
                guard let match = attributes.randomElement(using: &random) else { continue }
                text.replaceSubrange(
                    match.output.1.startIndex..<match.output.1.endIndex, with: Self.codes.randomElement(using: &random)!
                )
            } else if let match = matches.randomElement(using: &random) {
                text.replaceSubrange(
                    match.output.1.startIndex..<match.output.1.endIndex,
                    with: replacements.randomElement(using: &random)!)
            }
        }
        return Array(text.utf8)
    }

    @Test func `tampered values end in a named state, and the book stays whole`() throws {
        var random = SplitMix(seed: 42)
        let count = rounds(400)
        let world = try World()
        let honest = Samples.files(in: "inbox").filter { $0.bytes.count > 1500 }
        for number in 0..<count {
            let (name, bytes) = honest[Int(random.next() % UInt64(honest.count))]
            world.intake.drop("\(number)-\(name)", mutant(of: bytes, number: number, &random))
        }
        try world.run()
        try world.checkInvariants()
        let states = try world.ledger.read { ledger in
            try (0..<count).flatMap { number in try honest.flatMap { try ledger.intakes(named: "\(number)-\($0.name)") }
            }
            .map { try ledger.standing(DocumentOrigin(intake: $0.id, index: 0)) }
        }
        #expect(states.count == count)
        #expect(states.allSatisfy { $0 != nil && $0?.state != "poison" && $0?.state != "active" })
        for invoice in try world.invoices() {
            #expect(invoice.totals.payable.minorUnits > 0, "\(invoice.number)")
            #expect(
                invoice.lines.map(\.netAmount).sum(in: invoice.currency) == invoice.totals.lines, "\(invoice.number)")
        }
    }
}

struct SplitMix: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
