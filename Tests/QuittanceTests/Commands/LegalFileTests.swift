import Calendars
import Documents
import Findings
import Invoicing
import Money
import Testing

@testable import Quittance

/// What the law says that invoices say, from its file to the invoice.
struct LegalFileTests {
    private func read(_ text: String) -> (texts: LegalTexts, codes: [String]) {
        var log = FindingLog()
        let texts = readLegalTexts(Array(text.utf8), &log)
        return (texts, log.findings.map(\.rule.code))
    }

    @Test func `the program's own file has every category without VAT in three languages`() {
        let (texts, codes) = read(String(decoding: Samples.bytes("legal.json"), as: UTF8.self))
        #expect(codes.isEmpty)
        for category in [VATCategory.reverseCharge, .intraCommunity, .export, .outsideScope] {
            let reasons = Set(
                ["fr", "en", "de"].map { texts.exemption(of: category, on: Samples.today, in: $0)?.reason })
            #expect(reasons.count == 3 && !reasons.contains(nil), "\(category)")
            #expect(texts.exemption(of: category, on: Samples.today, in: "fr")?.code?.hasPrefix("VATEX-EU-") == true)
        }
        #expect(texts.regionalRate(for: Percentage(20), in: "RE", on: Samples.today) == Percentage("8.5"))
        for language in ["fr", "en", "de"] {
            let offer = texts.discounts.text(on: Samples.today, in: language) ?? ""
            #expect(offer.contains("{percentage}") && offer.contains("{days}"))
        }
    }

    @Test func `the program's own file has the words of letters in three languages, and what recovery costs`() throws {
        let texts = read(String(decoding: Samples.bytes("legal.json"), as: UTF8.self)).texts
        let values = [LetterTopic.latePenalty: "{rates}", .indemnitySum: "{invoices}", .formalNotice: "{days}"]
        for topic in LetterTopic.allCases {
            let words = ["fr", "en", "de"].compactMap { texts.letters[topic]?.text(on: Samples.today, in: $0) }
            #expect(Set(words).count == 3, "\(topic)")
            for text in words { #expect(text.contains(values[topic] ?? "")) }
        }
        #expect(texts.recoveryIndemnity(on: "2013-01-01") == Money("40.00", .euro))
        #expect(texts.recoveryIndemnity(on: "2012-12-31") == nil)
    }

    @Test(arguments: [
        #"{"letters": {"greeting": "Hello"}}"#, #"{"letters": {"indemnity": [{"from": "2013-01-01"}]}}"#,
        #"{"recoveryIndemnity": [{"from": "2013-01-01", "amount": "forty", "currency": "EUR"}]}"#,
        #"{"exemptions": [{"category": "K", "code": "VATEX-EU-IC"}]}"#,
        #"{"exemptions": [{"category": "X", "from": "2020-01-01", "code": "VATEX-EU-IC"}]}"#,
        #"{"exemptions": [{"category": "K", "from": "2020-01-01"}]}"#,
        #"{"regionalRates": [{"regions": [], "from": "2014-01-01", "rate": "20", "regionalRate": "8.5"}]}"#,
        #"{"regionalRates": [{"regions": ["RE"], "from": "2014-01-01", "rate": "20", "regionalRate": "-1"}]}"#,
        #"{"exemptions": [{"category": "E", "from": "2020-01-01", "code": "X", "items": []}]}"#,
        #"{"exemptions": [{"category": "E", "from": "2020-01-01", "code": "X", "items": "A"}]}"#,
        #"""
        {"exemptions": [{"category": "E", "from": "2020-01-01", "code": "VATEX-EU-F"},
          {"category": "E", "from": "2020-01-01", "code": "VATEX-EU-132"}]}
        """#,
        #"{"regionalRates": [{"regions": ["FR-20R"], "from": "2014-01-01", "rate": "20", "regionalRate": "13", "items": [1]}]}"#,
        #"{"discounts": [{"text": "x", "from": "soon"}]}"#, #"{"discounts": [{"from": "2020-01-01"}]}"#,
    ]) func `what has no day, no category or no words is found`(text: String) {
        #expect(read(text).codes == ["CFG-058"])
    }

    @Test func `a reason and a rate that name items are theirs alone`() {
        let (texts, codes) = read(
            #"""
            {"exemptions": [
               {"category": "E", "from": "2020-01-01", "code": "VATEX-FR-CGI261-4"},
               {"category": "E", "from": "2020-01-01", "code": "VATEX-EU-F", "items": ["OC-*", "M-7"]}],
             "regionalRates": [
               {"regions": ["FR-20R"], "from": "2014-01-01", "rate": "20", "regionalRate": "13", "items": ["GO-1"]}]}
            """#)
        #expect(codes.isEmpty)
        func code(_ item: String) -> String? {
            texts.exemption(of: .exempt, for: ItemID(item), on: Samples.today, in: "fr")?.code
        }
        #expect(["OC-1", "OC-", "M-7"].map(code) == ["VATEX-EU-F", "VATEX-EU-F", "VATEX-EU-F"])
        #expect(["M-71", "T-1"].map(code) == ["VATEX-FR-CGI261-4", "VATEX-FR-CGI261-4"])
        func rate(_ item: String) -> Percentage? {
            texts.regionalRate(for: Percentage(20), of: ItemID(item), in: "FR-20R", on: Samples.today)
        }
        #expect(rate("GO-1") == Percentage(13) && rate("GO-2") == nil)
    }

    @Test func `an invoice speaks the language of its buyer: its terms, and why no VAT is taken`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        let invoices = try world.invoices()
        let french = try #require(invoices.first { $0.buyer.name.contains("Mauve") })
        #expect(french.paymentTermsNote == "45 jours, puis fin de mois")
        let belgian = try #require(invoices.first { $0.buyer.name.contains("Houtegem") })
        #expect(belgian.paymentTermsNote == "30 jours")
        #expect(belgian.vatBreakdown.map(\.exemptionCode) == ["VATEX-EU-IC"])
        #expect(belgian.vatBreakdown[0].exemptionReason?.contains("262 ter") == true)
    }

    @Test func `without a reason an invoice without VAT waits`() throws {
        let world = try World()
        world.dropInbox()
        try world.run()
        var belgian = try #require(try world.invoices().first { $0.buyer.name.contains("Houtegem") })
        #expect(checkInvoice(belgian).isEmpty)
        belgian.vatBreakdown[0].exemptionCode = nil
        belgian.vatBreakdown[0].exemptionReason = nil
        #expect(checkInvoice(belgian).map(\.rule.code) == ["INV-010"])
    }
}
