extension InvoiceWords {
    static let german = InvoiceWords(
        language: "de-DE", numbers: .german, dates: .german, invoice: "Rechnung", creditNote: "Gutschrift",
        corrective: "Korrekturrechnung", prepayment: "Anzahlungsrechnung", prepaymentCredit: "Gutschrift zur Anzahlung",
        selfBilled: "Gutschrift (Selbstfakturierung)", selfBilledCredit: "Storno (Selbstfakturierung)",
        globalAllowance: "Gutschrift – Bonus", number: "Nr.", page: "Seite", of: "von", billedTo: "Rechnung an",
        deliveredTo: "Lieferung an", vatNumber: "USt-IdNr.", register: "Handelsregister", telephone: "Tel.",
        payee: "Zahlbar an", taxRepresentative: "Steuervertreter", issueDate: "Rechnungsdatum", dueDate: "Fällig am",
        order: "Ihre Bestellung", salesOrder: "Unser Auftrag", despatch: "Lieferschein", deliveryDate: "Lieferdatum",
        contract: "Vertrag", buyerReference: "Ihr Zeichen", project: "Projekt", correctedInvoice: "Ursprungsrechnung",
        period: "Zeitraum", taxPoint: "Steuerzeitpunkt", taxPointPayment: "bei Zahlung", accountingCost: "Kostenstelle",
        position: "Pos.", description: "Bezeichnung", quantity: "Menge", unitPrice: "Einzelpreis", vat: "USt.",
        net: "Nettobetrag", itemNumber: "Art.-Nr.", yourItemNumber: "Ihre Art.-Nr.", discount: "Rabatt",
        originCountry: "Ursprung", orderLine: "Bestellposition", carriedForward: "Übertrag", broughtForward: "Übertrag",
        allowance: "Rabatt", charge: "Zuschlag", linesTotal: "Summe der Positionen", netTotal: "Nettosumme",
        vatRate: "Steuersatz", vatBase: "Netto", vatAmount: "Steuerbetrag", vatTotal: "Umsatzsteuer",
        grossTotal: "Bruttosumme", prepaid: "Bereits bezahlt", rounding: "Rundung", payable: "Zahlbetrag",
        creditable: "Gutschriftsbetrag", inAccountingCurrency: "USt. in", exempt: "Steuerfrei", payment: "Zahlung",
        means: "Zahlungsart",
        transfer: "Überweisung", directDebit: "Lastschrift", card: "Zahlungskarte", iban: "IBAN", account: "Konto",
        bic: "BIC", holder: "Kontoinhaber", reference: "Verwendungszweck", mandate: "Mandat",
        creditor: "Gläubiger-ID", cardNumber: "Karte", scan: "Zum Bezahlen scannen",
        earlyPayment: "Skonto", until: "bis", attachments: "Anlagen", notes: "Hinweise", terms: .german)
}
