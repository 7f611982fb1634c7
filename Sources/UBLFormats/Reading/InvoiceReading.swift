import Calendars
import Documents
import Findings
import Money
import XMLSyntax

/// Maps a UBL Invoice or CreditNote (2.1; EN 16931-3-2 binding) to an invoice.
struct InvoiceMapping {
    var values = UBLValues()
    private var lines: [InvoiceLine] = []
    private(set) var lineCount = 0

    init() { values.recognisesSchemes = false }

    /// Takes one line; the lines come before the root is complete.
    mutating func add(_ element: XMLElement, maxLines: Int) {
        lineCount += 1
        guard lineCount <= maxLines else {
            values.refuse(element, asLine: lineCount, of: maxLines)
            lines = []
            return
        }
        if let line = values.invoiceLine(element) { lines.append(line) }
    }

    /// The invoice, once its root is complete; nil where it lacks what no invoice can do without.
    mutating func invoice(_ root: XMLElement) -> Invoice? {
        let number = values.identifier(UBLName.id, "the invoice number", in: root)
        let issueDate = values.date(required(UBLName.issueDate, "IssueDate", in: root))
        guard let kind = kind(root), let currency = currency(root), let issueDate,
            let seller = party(UBLName.accountingSupplierParty, "the seller", in: root),
            let buyer = party(UBLName.accountingCustomerParty, "the buyer", in: root),
            let totals = values.invoiceTotals(root, currency)
        else { return nil }
        var invoice = Invoice(
            number: number, kind: kind, issueDate: issueDate, dueDate: values.date(root.child(UBLName.dueDate)),
            currency: currency, seller: seller, buyer: buyer, lines: lines,
            vatBreakdown: values.vatBreakdown(root, currency), totals: totals)
        fill(&invoice, from: root)
        return isInOneCurrency(invoice) ? invoice : nil
    }

    private mutating func fill(_ invoice: inout Invoice, from root: XMLElement) {
        invoice.accountingCurrency = accountingCurrency(root)
        invoice.taxPoint = taxPoint(root)
        invoice.process = values.text(root.child(UBLName.profileID))
        invoice.buyerReference = values.text(root.child(UBLName.buyerReference))
        invoice.references = values.references(root)
        invoice.precedingInvoices = values.precedingInvoices(root)
        invoice.accountingCost = values.text(root.child(UBLName.accountingCost))
        invoice.notes = root.children(UBLName.note).compactMap { values.text($0) }.flatMap(NoteMarks.notes)
        invoice.payee = root.child(UBLName.payeeParty).map(values.party)
        invoice.taxRepresentative = root.child(UBLName.taxRepresentative).map(values.partyByName)
        invoice.delivery = root.child(UBLName.delivery).map { values.delivery($0) }
        invoice.period = period(root)
        invoice.payments = values.payments(root)
        if kindIsCredit(root) {
            invoice.dueDate = values.date(root.descendant(UBLName.paymentMeans, UBLName.paymentDueDate))
        }
        invoice.paymentTermsNote = values.text(root.descendant(UBLName.paymentTerms, UBLName.note))
        invoice.allowanceCharges = root.children(UBLName.allowanceCharge).compactMap { values.allowanceCharge($0) }
        invoice.supportingDocuments = values.supportingDocuments(root)
        invoice.takeCreditorFromParties()
        invoice.payee?.tradingName = nil
    }

    // MARK: Parts of the head

    private func kindIsCredit(_ root: XMLElement) -> Bool { root.child(UBLName.invoiceTypeCode) == nil }

    private mutating func kind(_ root: XMLElement) -> InvoiceKind? {
        guard let element = root.child(UBLName.invoiceTypeCode) ?? root.child(UBLName.creditNoteTypeCode) else {
            values.log.report(.ublElementIsGiven, "the type of the invoice is missing", at: root.place)
            return nil
        }
        if let kind = InvoiceKind(code: element.text), kind.isCredit == kindIsCredit(root) { return kind }
        values.log.report(
            .ublTypeIsListed, "'\(element.text.prefix(10))' is no type of this document", at: element.place)
        return nil
    }

    private mutating func currency(_ root: XMLElement) -> Currency? {
        guard let element = required(UBLName.currency, "DocumentCurrencyCode", in: root) else { return nil }
        return currency(written: element)
    }

    private mutating func accountingCurrency(_ root: XMLElement) -> Currency? {
        root.child(UBLName.taxCurrency).flatMap { currency(written: $0) }
    }

    private mutating func currency(written element: XMLElement) -> Currency? {
        if let currency = Currency(element.text) { return currency }
        values.log.report(.ublAmountFitsCurrency, "'\(element.text.prefix(10))' is no currency", at: element.place)
        return nil
    }

    private mutating func taxPoint(_ root: XMLElement) -> TaxPoint? {
        if let date = values.date(root.child(UBLName.taxPointDate)) { return .date(date) }
        let code = values.text(root.descendant(UBLName.invoicePeriod, UBLName.descriptionCode))
        return TaxPoint.Event.allCases.first { $0.dateCode == code }.map(TaxPoint.event)
    }

    /// A period that holds nothing but the code of the tax point is none.
    private mutating func period(_ root: XMLElement) -> Period? {
        let period = values.period(root.child(UBLName.invoicePeriod))
        return period == Period() ? nil : period
    }

    private mutating func party(_ name: XMLName, _ words: String, in root: XMLElement) -> Party? {
        guard let element = root.descendant(name, UBLName.party) else {
            values.log.report(.ublElementIsGiven, "\(words) is missing", at: root.place)
            return nil
        }
        return values.party(element)
    }

    private mutating func required(_ name: XMLName, _ words: String, in root: XMLElement) -> XMLElement? {
        if let element = root.child(name) { return element }
        values.log.report(.ublElementIsGiven, "\(words) is missing", at: root.place)
        return nil
    }

    /// Amounts in different currencies cannot be added up.
    private mutating func isInOneCurrency(_ invoice: Invoice) -> Bool {
        for (currency, place) in values.currencies.sorted(by: { $0.key.code < $1.key.code })
        where currency != invoice.currency {
            values.log.report(
                .ublCurrencyIsOne, "an amount is in \(currency), the invoice in \(invoice.currency)", at: place)
        }
        return values.currencies.keys.allSatisfy { $0 == invoice.currency }
    }
}

extension Invoice {
    /// Moves the creditor's number from among the identifiers of who is paid to the direct debit (BT-90).
    fileprivate mutating func takeCreditorFromParties() {
        func isCreditor(_ identifier: PartyIdentifier) -> Bool { identifier.scheme == PartyIdentifier.creditor }
        let found = (payee?.identifiers ?? []).first(where: isCreditor) ?? seller.identifiers.first(where: isCreditor)
        guard let found, let index = payments.firstIndex(where: { $0.directDebit != nil }) ?? payments.indices.first
        else { return }
        payee?.identifiers.removeAll(where: isCreditor)
        seller.identifiers.removeAll(where: isCreditor)
        if payments[index].directDebit == nil { payments[index].directDebit = DirectDebit() }
        payments[index].directDebit?.creditor = found.value
    }
}
