import Documents
import Money

extension LetterWords {
    static let german = LetterWords(
        date: { numericDate($0, ".") },
        amount: { grouped($0, group: ".", point: ",") },
        vatNumber: "USt-IdNr.", reference: "Unser Zeichen:",
        registered: "Einschreiben mit Rückschein",
        titles: [
            "Fällige Rechnungen", "Zahlungserinnerung: überfällige Rechnungen", "FÖRMLICHE MAHNUNG (mise en demeure)",
        ],
        columns: [
            "Rechnung", "Bestellung", "Datum", "Fällig am", "Betrag", "Bezahlt oder Gutschrift", "Offen", "Tage Verzug",
        ],
        principal: "Offene Hauptforderung", interest: "Verzugszinsen bis heute",
        total: "Zu zahlen",
        friendly: { _ in
            [
                "Sehr geehrte Damen und Herren,",
                "die unten genannten Rechnungen sind fällig, und wir konnten bisher keinen Zahlungseingang feststellen. Sicherlich handelt es sich um ein Versehen.",
            ]
        },
        firm: { reminder in
            [
                "Sehr geehrte Damen und Herren,",
                "trotz unseres Schreibens\(dates(reminder)) sind die unten genannten Rechnungen noch offen. Wir bitten um Zahlung bis zum \(numericDate(reminder.payBy, ".")).",
            ] + firstTime(reminder)
        },
        formal: { reminder in
            [
                "Sehr geehrte Damen und Herren,",
                "unsere Erinnerungen\(dates(reminder)) blieben ohne Erfolg. Die unten genannten Rechnungen zu den angegebenen Bestellungen sind fällig und der Höhe nach bestimmt.",
            ] + firstTime(reminder)
        },
        rate: {
            String("\($0.percentage.value)".map { $0 == "." ? "," : $0 })
                + "\u{A0}% ab dem \(numericDate($0.from, ".")) (\($0.source))"
        },
        contested: { "Von Rechnung \($0) werden \($1), die Sie bestreiten, mit diesem Schreiben nicht gefordert." },
        stopped: {
            "Die Zinsen auf \($0) laufen jedoch seit dem \($1), dem Vortag des Eröffnungsurteils, nicht weiter (Artikel L622-28 des französischen Code de commerce)."
        },
        payment: { reminder in
            "Bitte überweisen Sie auf IBAN \(inGroupsOfFour(reminder.iban))\(reminder.bic.map { ", BIC \($0)" } ?? ""), unter Angabe \(invoiceNumbers(reminder).map { "von \($0)" } ?? "der Rechnungsnummern")."
        },
        friendlyEnd: { _ in
            [
                "Sollten Sie inzwischen gezahlt haben, betrachten Sie dieses Schreiben bitte als gegenstandslos. Wenn eine Rechnung zu beanstanden ist, schreiben Sie uns; wir antworten umgehend.",
                "Mit freundlichen Grüßen",
            ]
        },
        firmEnd: { _ in
            [
                "Wenn Sie mit einer Rechnung nicht einverstanden sind, nennen Sie uns bitte umgehend den Grund. Bei einem vorübergehenden Engpass sprechen Sie uns an: Ratenzahlung kann vereinbart werden.",
                "Mit freundlichen Grüßen",
            ]
        },
        formalEnd: { _ in
            [
                "Geht die Zahlung nicht fristgerecht ein, werden wir die Forderung auf Ihre Kosten gerichtlich geltend machen; Lieferungen können ausgesetzt werden, und eine vereinbarte Ratenzahlung entfällt.",
                "Mit freundlichen Grüßen",
            ]
        })

    private static func firstTime(_ reminder: Reminder) -> [String] {
        let names = invoicesNamedFirst(reminder, and: " und ")
        return names.map { ["An \($0) erinnern wir hiermit zum ersten Mal."] } ?? []
    }

    private static func dates(_ reminder: Reminder) -> String {
        let letters = reminder.earlierLetters.map { numericDate($0, ".") }
        guard let last = letters.last else { return "" }
        return letters.count == 1 ? " vom \(last)" : " vom \(letters.dropLast().joined(separator: ", ")) und \(last)"
    }
}
