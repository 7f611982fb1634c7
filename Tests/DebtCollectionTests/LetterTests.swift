import Calendars
import DebtCollection
import Documents
import Money
import Pipeline
import Testing

private func euros(_ amount: ExactDecimal) -> Money { Money(amount, .euro)! }

private func reminder(
    _ language: LetterLanguage, level: Int = 1, isFormal: Bool = false, charges: LateCharges? = nil,
    name: String = "Debtor & <Co>"
) -> Reminder {
    Reminder(
        number: "C-1-1", customer: CustomerID("C-1"), date: "2026-11-23", level: level, isFormal: isFormal,
        language: language,
        creditor: Party(name: "Creditor", address: PostalAddress(city: "Lyon", country: "FR")),
        debtor: Party(name: name, address: PostalAddress(city: "Gent", country: "BE")), iban: "FR76", bic: nil,
        lines: [
            ReminderLine(
                invoice: "INV-1", order: "PO-1", issueDate: "2026-09-01", dueDate: "2026-10-01",
                amount: euros("12345.60"),
                open: euros("1234.50"), claim: euros("1234.50"), level: level, daysLate: 53, interest: nil)
        ], charges: charges, payBy: "2026-12-01", earlierLetters: level > 1 ? ["2026-11-01"] : [])
}

private let charges = LateCharges(
    interest: euros("21.78"), rates: [DatedRate(from: "2026-07-01", Percentage("12.15"), source: "BCE")],
    indemnity: euros("40.00"), indemnified: 1)

private func text(_ reminder: Reminder) throws -> String {
    String(decoding: try TextLetterFormat().write(.reminder(reminder), issuedBy: .ofLetters), as: UTF8.self)
}
private func page(_ reminder: Reminder) throws -> String {
    String(decoding: try HTMLLetterFormat().write(.reminder(reminder), issuedBy: .ofLetters), as: UTF8.self)
}

struct LetterTests {
    @Test(arguments: [
        (LetterLanguage.french, "1\u{202F}234,50 EUR", "01/10/2026", "lang=\"fr\""),
        (.english, "1,234.50 EUR", "1 October 2026", "lang=\"en\""),
        (.german, "1.234,50 EUR", "01.10.2026", "lang=\"de\""),
    ]) func `amounts and dates stand as the reader's language has them`(
        language: LetterLanguage, amount: String, due: String, mark: String
    ) throws {
        for letter in [try text(reminder(language)), try page(reminder(language))] {
            #expect(letter.contains(amount))
            #expect(letter.contains(due))
            #expect(letter.contains("INV-1"))
            #expect(letter.contains("FR76"))
        }
        #expect(try page(reminder(language)).contains(mark))
    }

    @Test(arguments: [
        (LetterLanguage.french, "De la facture INV-1, 34,50 EUR que vous contestez"),
        (.english, "Of invoice INV-1, 34.50 EUR that you contest"),
        (.german, "Von Rechnung INV-1 werden 34,50 EUR, die"),
    ]) func `what the customer contests is named, so that each row adds up`(language: LetterLanguage, words: String)
        throws
    {
        var part = reminder(language)
        #expect(try !text(part).contains(words))
        part.lines[0].claim = euros("1200.00")
        let letter = try text(part).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(letter.contains(words), "\(letter)")
    }

    @Test(arguments: [
        (LetterLanguage.french, "premier qui vous rappelle INV-2."),
        (.english, "first letter about INV-2."), (.german, "An INV-2 erinnern wir"),
    ]) func `a later letter says which invoices no letter before it named`(language: LetterLanguage, words: String)
        throws
    {
        var later = reminder(language, level: 2)
        #expect(try !text(later).contains(words))
        var line = later.lines[0]
        line.invoice = "INV-2"
        line.level = 1
        later.lines.append(line)
        for isFormal in [false, true] {
            later.isFormal = isFormal
            let letter = try text(later).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(letter.contains(words), "\(letter)")
        }
    }

    @Test(arguments: LetterLanguage.allCases) func `the first letter threatens with nothing and counts no letters`(
        language: LetterLanguage
    ) throws {
        let letter = try text(reminder(language))
        for word in ["mise en demeure", "premi", "first", "erste", "40", "Pénalit", "nterest", "zinsen"] {
            #expect(!letter.contains(word))
        }
    }

    @Test(arguments: LetterLanguage.allCases) func `a formal demand says what it is, what it comes to, and until when`(
        language: LetterLanguage
    ) throws {
        let letter = try text(reminder(language, level: 3, isFormal: true, charges: charges)).replacing("\n", with: " ")
        #expect(letter.contains("mise en demeure"))
        #expect(letter.contains("296,28") || letter.contains("296.28"))
        #expect(letter.contains("8 jours") || letter.contains("8 days") || letter.contains("8 Tagen"))
        #expect(letter.contains("L441-10") && letter.contains("D441-5"))
    }

    @Test(arguments: LetterLanguage.allCases) func `where a rate is not known, no amount of interest is asked`(
        language: LetterLanguage
    ) throws {
        let unknown = LateCharges(interest: nil, rates: [], indemnity: euros("40.00"), indemnified: 1)
        let letter = try text(reminder(language, level: 2, charges: unknown))
        #expect(!letter.contains("12,15") && !letter.contains("12.15"))
        #expect(letter.contains("274,50") || letter.contains("274.50"))
    }

    @Test func `without the words of the law no letter leaves that needs them`() throws {
        for format in [TextLetterFormat(), HTMLLetterFormat()] as [any WritingFormat] {
            #expect(throws: WritingFault.self) {
                try format.write(.reminder(reminder(.french, level: 3, isFormal: true, charges: charges)))
            }
            _ = try format.write(.reminder(reminder(.french)))
        }
    }

    @Test func `a name is never markup`() throws {
        let letter = try page(reminder(.english, name: "<script>alert(1)</script> & \"Co\""))
        #expect(!letter.contains("<script>"))
        #expect(letter.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;"))
    }
}
