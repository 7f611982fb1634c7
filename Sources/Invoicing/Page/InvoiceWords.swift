import Documents

/// What the page of an invoice says besides its data, in one language.
struct InvoiceWords: Sendable {
    /// BCP 47.
    let language: String
    let numbers: NumberStyle
    let dates: DateStyle

    // Titles
    let invoice, creditNote, corrective, prepayment, prepaymentCredit, selfBilled, selfBilledCredit,
        globalAllowance: String
    let number, page: String
    /// `Page 2 of 3`, without the numbers.
    let of: String

    // Parties
    let billedTo, deliveredTo, vatNumber, register, telephone, payee, taxRepresentative: String

    // What it refers to
    let issueDate, creditDate, dueDate, order, salesOrder, despatch, deliveryDate, contract, buyerReference,
        project: String
    let correctedInvoice, period, taxPoint, taxPointPayment, accountingCost: String

    // The table
    let position, description, quantity, unitPrice, vat, net: String
    let itemNumber, yourItemNumber, discount, originCountry, orderLine: String
    let carriedForward, broughtForward: String

    // Totals
    let allowance, charge, linesTotal, netTotal, vatRate, vatBase, vatAmount, vatTotal, grossTotal: String
    let prepaid, rounding, payable, creditable, refundable, inAccountingCurrency, exempt: String
    /// What was taxed with prepayment invoices, and what is left to tax.
    let vatPrepaid, vatLeft: String

    // Payment
    /// What becomes of a credit (BT-20).
    let creditTerms: String
    /// What a line is called that credits an amount, before the number of the invoice.
    let creditOn: String
    let payment, paymentTerms, means, transfer, directDebit, card, iban, account, bic, holder, reference, mandate,
        creditor,
        cardNumber: String
    let scan, earlyPayment, until, attachments, notes: String
    let terms: TermWords
    let exemptions: ExemptionWords

    static func words(for language: String) -> InvoiceWords {
        switch language {
        case "fr": .french
        case "de": .german
        default: .english
        }
    }

    /// The language of a page: the company's choice, or that of the buyer's country.
    static func words(for invoice: Invoice, _ stationery: Stationery) -> InvoiceWords {
        words(for: invoice.buyer.address?.country ?? invoice.seller.address?.country, stationery)
    }

    /// The company's choice, or the language of a country.
    static func words(for country: String?, _ stationery: Stationery) -> InvoiceWords {
        if let language = stationery.language { return words(for: language) }
        switch country {
        case "FR", "BE", "LU", "MC", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF": return .french
        case "DE", "AT", "LI", "CH": return .german
        default: return .english
        }
    }

    /// `fr`.
    var shortLanguage: String { String(language.prefix(2)) }

    /// What stands between a label and its value: French sets a blank before the colon.
    var colon: String { numbers == .french ? "\u{A0}: " : ": " }

    func name(of vat: VATClass) -> String {
        switch (vat.category, vat.rate) {
        case (.standard, let rate?): numbers.percentage(rate)
        case (let category, let rate?): "\(category.code) \(numbers.percentage(rate))"
        case (let category, nil): category.code
        }
    }

    func title(of kind: InvoiceKind) -> String {
        switch kind {
        case .corrected, .selfBilledCorrected: corrective
        case .prepayment, .selfBilledPrepayment: prepayment
        case .prepaymentCreditNote: prepaymentCredit
        case .selfBilled: selfBilled
        case .selfBilledCreditNote: selfBilledCredit
        case .globalAllowance: globalAllowance
        default: kind.isCredit ? creditNote : invoice
        }
    }
}
