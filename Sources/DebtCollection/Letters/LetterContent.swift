import Calendars
import Documents
import Money
import Pipeline

/// What stands in a letter, whatever it is set in.
struct LetterContent {
    var title: String
    var sender: [String]
    var recipient: [String]
    /// Place and date, how it is sent, and its number.
    var heading: [String]
    var opening: [String]
    /// The head of each column, and a row for each invoice.
    var columns: [String]
    var rows: [[String]]
    /// What it comes to, the last one the sum.
    var sums: [(name: String, amount: String)]
    var closing: [String]
    var signature: [String]
    /// Who sends it, in a few words.
    var footer: [String]

    init(_ reminder: Reminder, under texts: LegalTexts) throws(WritingFault) {
        let words = LetterWords.of(reminder.language)
        let law = LetterLaw(for: reminder, texts)
        let isAbroad = reminder.creditor.address?.country != reminder.debtor.address?.country
        title = words.title(reminder)
        let language = isAbroad ? reminder.language : nil
        sender = reminder.creditor.lines(words, withCountryIn: language)
        recipient = reminder.debtor.lines(words, withCountryIn: language)
        let place = reminder.creditor.address?.city
        heading = [(place.map { "\($0), " } ?? "") + words.date(reminder.date)]
        if reminder.isFormal { heading.append(words.registered) }
        heading.append("\(words.reference) \(reminder.number)")
        opening = words.opening(reminder)
        if reminder.isFormal { opening.append(try law.text(.formalNotice, ["days": "\(days(reminder))"])) }
        columns = words.columns
        rows = reminder.lines.map { words.row($0) }
        sums = words.sums(reminder)
        closing = words.closing(reminder)
        if let charges = reminder.charges {
            closing = try law.charges(charges, rates: words.rates(charges), stops: words.stops(reminder)) + closing
            if !charges.indemnity.isZero {
                let name = try law.text(.indemnitySum, ["invoices": "\(charges.indemnified)"])
                let place = sums.count - (reminder.total == nil ? 0 : 1)
                sums.insert((name, words.amount(charges.indemnity)), at: place)
            }
        }
        footer = reminder.creditor.footer(words)
        signature = [reminder.creditor.contact?.name, reminder.creditor.name].compactMap(\.self)
    }
}

extension LetterContent {
    /// The currency of all amounts of the rows; nothing where they have several.
    private var currency: String? {
        let currencies = Set(rows.flatMap { $0[4...6] }.map { String($0.suffix(3)) })
        return currencies.count == 1 ? currencies.first : nil
    }

    /// The head of each column, with the currency of the amounts where it is the same for all.
    var figureColumns: [String] {
        guard let currency else { return columns }
        return columns.enumerated().map { index, head in (4...6).contains(index) ? "\(head) (\(currency))" : head }
    }

    /// The rows without a currency that stands in the head.
    var figureRows: [[String]] {
        guard currency != nil else { return rows }
        return rows.map { row in
            row.enumerated().map { index, cell in (4...6).contains(index) ? String(cell.dropLast(4)) : cell }
        }
    }
}

extension Party {
    /// Who it is and where, and its numbers: two lines.
    fileprivate func footer(_ words: LetterWords) -> [String] {
        let town = address?.townLines.joined(separator: " ") ?? ""
        let place = [name, address?.street ?? "", town].filter { !$0.isEmpty }
        let numbers = [
            legalInformation, registration.map { ($0.scheme == PartyIdentifier.siren ? "SIREN\u{A0}" : "") + $0.value },
            vatNumber.map { "\(words.vatNumber)\u{A0}\($0)" },
        ].compactMap(\.self)
        return [place, numbers].map { $0.joined(separator: " · ") }.filter { !$0.isEmpty }
    }

    /// Name, register and address, a line each.
    fileprivate func lines(_ words: LetterWords, withCountryIn language: LetterLanguage?) -> [String] {
        let numbers = [
            registration.map { ($0.scheme == PartyIdentifier.siren ? "SIREN " : "") + $0.value },
            vatNumber.map { "\(words.vatNumber) \($0)" },
        ].compactMap(\.self)
        let town = address?.townLines ?? []
        let country = language.flatMap { language in address.map { countryName($0.country, in: language) } } ?? ""
        let street = [address?.street, address?.additionalStreet, address?.line].compactMap(\.self)
        return
            ([name, legalInformation].compactMap(\.self) + street + town + [country]
            + numbers + [contact?.email, contact?.telephone].compactMap(\.self)).filter { !$0.isEmpty }
    }
}
