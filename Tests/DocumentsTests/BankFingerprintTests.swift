import Calendars
import Money
import Testing

@testable import Documents

/// What tells entries apart is kept for good: it must come out the same in every release.
struct BankFingerprintTests {
    private func fingerprint(_ text: String) -> UInt64 {
        var entry = BankEntry(bookedOn: "2026-11-23", amount: Money(minorUnits: 12_345, .euro))
        entry.information = text
        return entry.fingerprint
    }

    /// The rule, one byte after the other.
    private func plainly(_ text: String) -> UInt64 {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func add(_ word: UInt64) {
            let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
            state = (product.high ^ product.low) &+ 0xE703_7ED1_A0B4_28DB
        }
        let day: BusinessDate = "2026-11-23"
        add(UInt64(day.dayNumber))
        add(12_345)
        add(UInt64(Currency.euro.letters))
        var word: UInt64 = 0
        var count: UInt64 = 0
        for byte in text.utf8 where byte > 0x20 {
            word = word << 8 | UInt64(byte)
            count += 1
            guard count % 8 == 0 else { continue }
            add(word)
            word = 0
        }
        add(word)
        add(count)
        return state
    }

    @Test func `a text counts by its characters, wherever blanks stand between them`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let letters = Array("ab1 \n\u{1F}\u{21}\u{7F}\u{E9}\u{FF} ".unicodeScalars)
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in letters.randomElement(using: &random)! }
            let words = String(String.UnicodeScalarView(text))
            #expect(fingerprint(words) == plainly(words), "\(Array(words.utf8))")
        }
        #expect(fingerprint("Payment for  INV-1\nthank you") == fingerprint("Paymentfor INV-1 thankyou"))
    }
}
