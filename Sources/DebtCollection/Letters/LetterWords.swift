import Calendars
import Documents
import Money

/// The words of letters in one language.
struct LetterWords: Sendable {
    let date: @Sendable (BusinessDate) -> String
    let amount: @Sendable (Money) -> String
    let vatNumber: String
    let reference: String
    /// How a formal demand is sent.
    let registered: String
    /// Friendly, firm, formal.
    let titles: [String]
    let columns: [String]
    /// Of the sums: principal, interest, total.
    let principal: String
    let interest: String
    let total: String
    let friendly: @Sendable (Reminder) -> [String]
    let firm: @Sendable (Reminder) -> [String]
    let formal: @Sendable (Reminder) -> [String]
    /// A rate of interest, and from when on.
    let rate: @Sendable (DatedRate) -> String
    /// What of an invoice the letter leaves out because the customer contests it.
    let contested: @Sendable (_ invoice: String, _ amount: String) -> String
    /// Up to which day invoices bear interest, where a judgment stopped it.
    let stopped: @Sendable (_ invoices: String, _ date: String) -> String
    /// How to pay.
    let payment: @Sendable (Reminder) -> String
    let friendlyEnd: @Sendable (Reminder) -> [String]
    let firmEnd: @Sendable (Reminder) -> [String]
    let formalEnd: @Sendable (Reminder) -> [String]

    static func of(_ language: LetterLanguage) -> LetterWords {
        switch language {
        case .french: .french
        case .english: .english
        case .german: .german
        }
    }

    /// 0 friendly, 1 firm, 2 formal.
    private func tone(of reminder: Reminder) -> Int { reminder.isFormal ? 2 : reminder.level > 1 ? 1 : 0 }

    func title(_ reminder: Reminder) -> String { titles[tone(of: reminder)] }

    func opening(_ reminder: Reminder) -> [String] { [friendly, firm, formal][tone(of: reminder)](reminder) }

    func closing(_ reminder: Reminder) -> [String] {
        let left = reminder.lines.filter { $0.claim != $0.open }
        return left.map { contested($0.invoice, amount($0.open - $0.claim)) } + [payment(reminder)]
            + [friendlyEnd, firmEnd, formalEnd][tone(of: reminder)](reminder)
    }

    /// A sentence for each judgment that stopped the interest of invoices.
    func stops(_ reminder: Reminder) -> [String] {
        let ended = Dictionary(grouping: reminder.lines.filter { $0.interestEnd != nil }, by: \.interestEnd)
        return ended.compactMap { day, lines in day.map { ($0, lines.map(\.invoice).joined(separator: ", ")) } }
            .sorted { $0.0 < $1.0 }.map { stopped($0.1, date($0.0)) }
    }

    func rates(_ charges: LateCharges) -> String { charges.rates.map(rate).joined(separator: ", ") }

    func row(_ line: ReminderLine) -> [String] {
        [
            line.invoice, line.order ?? "", date(line.issueDate), date(line.dueDate), amount(line.amount),
            amount(line.paid),
            amount(line.claim), "\(line.daysLate)",
        ]
    }

    func sums(_ reminder: Reminder) -> [(name: String, amount: String)] {
        var sums = [(name: principal, amount: amount(reminder.principal))]
        guard let charges = reminder.charges else { return sums }
        if let sum = charges.interest { sums.append((interest, amount(sum))) }
        if let sum = reminder.total { sums.append((total, amount(sum))) }
        return sums
    }
}

/// A whole amount in groups of three, and its decimals.
func grouped(_ money: Money, group: String, point: String) -> String {
    let digits = money.magnitude.decimal.description.split(separator: ".")
    let whole = Array(digits[0])
    let groups = stride(from: whole.count, to: 0, by: -3).map { String(whole[max(0, $0 - 3)..<$0]) }.reversed()
    return (money.isNegative ? "-" : "") + groups.joined(separator: group)
        + (digits.count > 1 ? point + digits[1] : "") + " \(money.currency)"
}

func numericDate(_ date: BusinessDate, _ separator: String) -> String {
    let (year, month, day) = date.components
    return (day < 10 ? "0" : "") + "\(day)" + separator + (month < 10 ? "0" : "") + "\(month)" + separator + "\(year)"
}

func days(_ reminder: Reminder) -> Int { reminder.date.days(until: reminder.payBy) }

/// An account in groups that can be read aloud; the blanks in it do not break.
func inGroupsOfFour(_ account: String) -> String {
    let digits = Array(account)
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
        .joined(separator: "\u{A0}")
}

/// The invoices of a later letter that no letter before it named; nil where it names none for the first time.
func invoicesNamedFirst(_ reminder: Reminder, and conjunction: String) -> String? {
    let names = reminder.lines.filter { $0.level == 1 }.map(\.invoice)
    guard let last = names.last, reminder.level > 1 else { return nil }
    return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + conjunction + last
}

/// The numbers of the invoices that a letter is about; nothing where there are so many that the table is the place for them.
func invoiceNumbers(_ reminder: Reminder) -> String? {
    reminder.lines.count > 6 ? nil : reminder.lines.map(\.invoice).joined(separator: ", ")
}
