import Calendars
import Documents
import Money

extension LetterWords {
    static let english = LetterWords(
        date: { longDate($0) },
        amount: { grouped($0, group: ",", point: ".") },
        vatNumber: "VAT", reference: "Our reference:",
        registered: "Registered letter with acknowledgement of receipt",
        titles: ["Invoices that have fallen due", "Overdue invoices", "FORMAL DEMAND FOR PAYMENT (mise en demeure)"],
        columns: ["Invoice", "Order", "Date", "Due", "Amount", "Paid or credited", "Outstanding", "Days late"],
        principal: "Outstanding principal", interest: "Late-payment interest to date",
        total: "Total to pay",
        friendly: { _ in
            [
                "Dear Sir or Madam,",
                "Unless we are mistaken, the invoices below have fallen due and we have not received payment for them yet. This is probably an oversight.",
            ]
        },
        firm: { reminder in
            [
                "Dear Sir or Madam,",
                "Despite our letter\(dates(reminder)), the invoices below are still unpaid. Please settle them by \(longDate(reminder.payBy)).",
            ] + firstTime(reminder)
        },
        formal: { reminder in
            [
                "Dear Sir or Madam,",
                "Our reminders\(dates(reminder)) have had no effect. The invoices below, for the orders named, are an undisputed debt of a fixed amount that has fallen due.",
            ] + firstTime(reminder)
        },
        rate: { "\($0.percentage.value)% from \(longDate($0.from)) (\($0.source))" },
        contested: { "Of invoice \($0), \($1) that you contest are not claimed by this letter." },
        stopped: {
            "Interest on \($0), however, stopped on \($1), the day before the judgment that opened proceedings (article L622-28 of the French Commercial Code)."
        },
        payment: { reminder in
            "Please pay by credit transfer: IBAN \(inGroupsOfFour(reminder.iban))\(reminder.bic.map { ", BIC \($0)" } ?? ""), quoting \(invoiceNumbers(reminder) ?? "the numbers of the invoices")."
        },
        friendlyEnd: { _ in
            [
                "If you have paid in the meantime, please disregard this letter. If an invoice is not as it should be, write to us and we shall answer at once.",
                "Yours faithfully,",
            ]
        },
        firmEnd: { _ in
            [
                "If you do not agree with an invoice, please tell us why by return. If you are in a passing difficulty, talk to us: payment in instalments can be agreed.",
                "Yours faithfully,",
            ]
        },
        formalEnd: { _ in
            [
                "If payment is not made within that time we shall take legal action to recover the debt, at your expense; deliveries may be suspended, and any agreement to pay by instalments lapses.",
                "Yours faithfully,",
            ]
        })

    private static func firstTime(_ reminder: Reminder) -> [String] {
        let names = invoicesNamedFirst(reminder, and: " and ")
        return names.map { ["This is our first letter about \($0)."] } ?? []
    }

    private static func dates(_ reminder: Reminder) -> String {
        let letters = reminder.earlierLetters.map(longDate)
        guard let last = letters.last else { return "" }
        return letters.count == 1 ? " of \(last)" : " of \(letters.dropLast().joined(separator: ", ")) and \(last)"
    }

    private static func longDate(_ date: BusinessDate) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        let (year, month, day) = date.components
        return "\(day) \(months[month - 1]) \(year)"
    }
}
