import Calendars
import Documents
import Testing

struct LegalTextsTests {
    private let texts = [
        DatedText(language: "fr", from: "2020-01-01", "ancien"),
        DatedText(language: "fr", from: "2026-07-01", "nouveau"),
        DatedText(language: "en", from: "2020-01-01", "old"), DatedText("toujours"),
    ]

    @Test func `the text of a day is the one that holds last, from its first day on`() {
        #expect(texts.text(on: "2026-06-30", in: "fr") == "ancien")
        #expect(texts.text(on: "2026-07-01", in: "fr") == "nouveau")
    }

    @Test func `where a language has none, that for every language stands, and else any`() {
        #expect(texts.text(on: "2026-07-01", in: "de") == "toujours")
        #expect(texts.text(on: "2019-12-31", in: "fr") == "toujours")
        #expect([texts[2]].text(on: "2026-07-01", in: "de") == "old")
        #expect([texts[2]].text(on: "2019-12-31", in: "en") == nil)
    }

    @Test func `an exemption has the code and the words of its day`() {
        let legal = LegalTexts(exemptions: [
            DatedExemption(.intraCommunity, from: "2020-01-01", code: "A", reasons: texts),
            DatedExemption(.intraCommunity, from: "2026-01-01", code: "B"),
        ])
        #expect(legal.exemption(of: .intraCommunity, on: "2025-12-31", in: "en")! == ("A", "old"))
        #expect(legal.exemption(of: .intraCommunity, on: "2026-01-01", in: "en")! == ("B", nil))
        #expect(legal.exemption(of: .export, on: "2026-01-01", in: "en") == nil)
    }
}
