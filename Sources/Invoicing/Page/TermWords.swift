import Calendars

/// How payment terms are said (BT-20), in one language.
struct TermWords: Sendable {
    let onReceipt: String
    let days: @Sendable (Int) -> String
    /// After the days: the end of the month that they lead to.
    let thenEndOfMonth: String
    /// Before the days: the end of the month that they are counted from.
    let endOfMonthThen: String
    let dayOfNextMonth: @Sendable (Int) -> String
    let fromDelivery, fromDecadeOfDelivery, fromMonthOfDelivery: String
    /// Before a date: what the terms are counted from, where that is not the date of the invoice.
    let countedFrom: String

    static let english = TermWords(
        onReceipt: "on receipt", days: { "\($0) days" }, thenEndOfMonth: ", then end of month",
        endOfMonthThen: "end of month, then ", dayOfNextMonth: { ", on day \($0) of the next month" },
        fromDelivery: " from delivery", fromDecadeOfDelivery: " from the end of the ten-day period of delivery",
        fromMonthOfDelivery: " from the end of the month of delivery", countedFrom: ", counted from ")

    static let french = TermWords(
        onReceipt: "à réception", days: { "\($0) jours" }, thenEndOfMonth: ", puis fin de mois",
        endOfMonthThen: "fin de mois, puis ", dayOfNextMonth: { ", le \($0) du mois suivant" },
        fromDelivery: " à compter de la livraison",
        fromDecadeOfDelivery: " à compter de la fin de la décade de livraison",
        fromMonthOfDelivery: " à compter de la fin du mois de livraison", countedFrom: ", à compter du ")

    static let german = TermWords(
        onReceipt: "bei Erhalt", days: { "\($0) Tage" }, thenEndOfMonth: ", dann Monatsende",
        endOfMonthThen: "Monatsende, dann ", dayOfNextMonth: { ", am \($0). des Folgemonats" },
        fromDelivery: " ab Lieferung", fromDecadeOfDelivery: " ab Ende der Dekade der Lieferung",
        fromMonthOfDelivery: " ab Ende des Monats der Lieferung", countedFrom: ", gerechnet ab dem ")
}

extension InvoiceWords {
    /// What an invoice says of its terms: `45 jours, puis fin de mois`.
    func text(of terms: PaymentTerms) -> String {
        let days = self.terms.days(terms.days)
        var text =
            switch terms.endOfMonth {
            case .ignored: terms.days == 0 ? self.terms.onReceipt : days
            case .afterDays: days + self.terms.thenEndOfMonth
            case .beforeDays: self.terms.endOfMonthThen + days
            }
        if let day = terms.dayOfNextMonth { text += self.terms.dayOfNextMonth(day) }
        switch terms.anchor {
        case .invoiceDate: break
        case .deliveryDate: text += self.terms.fromDelivery
        case .endOfDecadeOfDelivery: text += self.terms.fromDecadeOfDelivery
        case .endOfMonthOfDelivery: text += self.terms.fromMonthOfDelivery
        }
        return text
    }

    /// What terms say on an invoice that is written anew, where they are counted from the date of the first all the same.
    func text(of terms: String, countedFrom date: BusinessDate) -> String {
        let words = self.terms
        let others = [
            words.countedFrom, words.fromDelivery, words.fromDecadeOfDelivery, words.fromMonthOfDelivery,
        ]
        return others.contains(where: terms.contains) ? terms : terms + words.countedFrom + dates.text(date)
    }
}
