import Calendars
import Documents
import Money
import Receivables

/// Writes the credit note for a part of an invoice, under a provisional number.
///
/// The amount is shared out over what is left of the invoice's VAT classes; what rounding leaves of a class is in the
/// rounding of the document (BT-114), so that the credit note comes to the amount to the cent.
func draftCreditNote(
    of amount: Money, on item: OpenItem, because reason: DisputeReason, to customer: Customer, from company: Company,
    on date: BusinessDate, numbered provisional: String
) -> Invoice {
    let room = CreditRoom(of: item)
    let country = customer.party.address?.country ?? company.party.address?.country
    let words = InvoiceWords.words(for: country, company.stationery)
    let why = reason.words(in: words.shortLanguage).map { " – \($0)" } ?? ""
    let lines = lumpSums(
        of: room.classes(comingTo: amount), calling: "\(words.creditOn) \(item.number)\(why)")
    var note = Invoice(
        number: provisional, issueDate: date, dueDate: nil, currency: amount.currency, seller: company.party,
        buyer: customer.party, lines: lines, vatBreakdown: [],
        totals: invoiceTotals(lines: [], [], vat: [], prepaid: .zero(amount.currency), in: amount.currency))
    note.count(within: room)
    note.totals.rounding = amount - note.totals.withTax
    note.totals.payable = amount
    note.process = BillingFrame.ofCredit(item.process)
    note.kind = item.kind.isPrepayment ? .prepaymentCreditNote : .creditNote
    note.precedingInvoices = [PrecedingInvoice(number: item.number, issueDate: item.issueDate)]
    note.buyerReference = customer.buyerReference
    note.orderReference = item.order?.number
    note.notes = company.notes(on: date, in: words.shortLanguage)
    return note
}

extension CreditRoom {
    /// What is taken off each class so that an amount with tax comes of it, as nearly as cents allow.
    fileprivate func classes(comingTo amount: Money) -> [VATSubtotal] {
        let classes = leftOfClasses.filter { ($0.taxable + $0.tax).isPositive }
        guard amount < left, !classes.isEmpty else { return leftOfClasses }
        let shares = amount.split(by: classes.map { ($0.taxable + $0.tax).minorUnits })
        return zip(classes, shares).map { part, gross in
            VATSubtotal(vat: part.vat, taxable: min(gross.beforeTax(at: part.vat.rate), part.taxable), tax: part.tax)
        }
    }
}

extension Money {
    /// What an amount is without the tax in it, rounded half away from zero.
    fileprivate func beforeTax(at rate: Percentage?) -> Money {
        guard let rate, !rate.value.isZero else { return self }
        return share(of: ExactDecimal(100), in: ExactDecimal(100) + rate.value)
    }
}
