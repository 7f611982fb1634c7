import Documents
import Findings
import Pipeline
import Receivables
import Testing

@testable import Quittance

/// What answers by EDIFACT and X12 are written in: the buyer's units and bases, its character set, numbers that fit.
struct EDIAnswerTests {
    private let grille = "9520417130103"

    @Test func `an answer stays in the character set of the order, whatever signs our names have`() throws {
        let desk = try EDIDesk()
        let line = ["LIN+1++9520417130608:EN", "QTY+21:2:PCE", "PRI+AAA:34.20"]
        #expect(try desk.take(EDIDesk.orders("N-1", [line]), as: "N-1.edi") == "released")
        let answer = try #require(desk.posted("ORDRSP").last)
        #expect(answer.contains("UNB+UNOC:3+") && answer.contains("-40/?+200"), "\(answer)")
    }
}
