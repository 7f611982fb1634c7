import Calendars
import Documents
import Money

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

    init(_ reminder: Reminder) {
        let words = LetterWords.of(reminder.language)
        let isAbroad = reminder.creditor.address?.country != reminder.debtor.address?.country
        title = words.title(reminder)
        sender = reminder.creditor.lines(words, withCountry: isAbroad)
        recipient = reminder.debtor.lines(words, withCountry: isAbroad)
        let place = reminder.creditor.address?.city
        heading = [(place.map { "\($0), " } ?? "") + words.date(reminder.date)]
        if reminder.isFormal { heading.append(words.registered) }
        heading.append("\(words.reference) \(reminder.number)")
        opening = words.opening(reminder)
        columns = words.columns
        rows = reminder.lines.map { words.row($0) }
        sums = words.sums(reminder)
        closing = words.closing(reminder)
        signature = [reminder.creditor.contact?.name, reminder.creditor.name].compactMap(\.self)
    }
}

extension Party {
    /// Name, register and address, a line each.
    fileprivate func lines(_ words: LetterWords, withCountry: Bool) -> [String] {
        let numbers = [
            registration.map { ($0.scheme == PartyIdentifier.siren ? "SIREN " : "") + $0.value },
            vatNumber.map { "\(words.vatNumber) \($0)" },
        ].compactMap(\.self)
        let town = [address?.postalCode, address?.city].compactMap(\.self).joined(separator: " ")
        let street = [address?.street, address?.additionalStreet, address?.line].compactMap(\.self)
        return
            ([name, legalInformation].compactMap(\.self) + street + [town, withCountry ? address?.country ?? "" : ""]
            + numbers + [contact?.email, contact?.telephone].compactMap(\.self)).filter { !$0.isEmpty }
    }
}
