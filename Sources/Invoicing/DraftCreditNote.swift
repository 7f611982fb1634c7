import Calendars
import Documents
import Money
import Receivables

/// Writes the credit note for a part of an invoice, under a provisional number.
///
/// The amount is shared out over the invoice's VAT classes as the invoice was; what rounding leaves of a class is in the rounding of the
/// document (BT-114), so that the credit note comes to the amount to the cent.
func draftCreditNote(
    of amount: Money, on item: OpenItem, because reason: DisputeReason, to customer: Customer, from company: Company,
    on date: BusinessDate, numbered provisional: String
) -> Invoice {
    let weights = item.vat.map { max(0, ($0.taxable + $0.tax).minorUnits) }
    let shares = amount.split(by: weights.contains { $0 > 0 } ? weights : weights.map { _ in 1 })
    let lines = zip(item.vat, shares).filter { !$1.isZero }.enumerated().map { index, share in
        creditLine(index + 1, share.1, share.0.vat, on: item, reason)
    }
    let country = customer.party.address?.country ?? company.party.address?.country
    let language = InvoiceWords.words(for: country, company.stationery).shortLanguage
    let breakdown = vatBreakdown(of: lines, [], in: amount.currency) {
        company.legal.exemption(of: $0, on: date, in: language)
    }
    var totals = invoiceTotals(lines: lines, [], vat: breakdown, prepaid: .zero(amount.currency), in: amount.currency)
    totals.rounding = amount - totals.withTax
    totals.payable = amount
    var note = Invoice(
        number: provisional, issueDate: date, dueDate: nil, currency: amount.currency, seller: company.party,
        buyer: customer.party, lines: lines, vatBreakdown: breakdown, totals: totals)
    note.kind = .creditNote
    note.precedingInvoices = [PrecedingInvoice(number: item.number, issueDate: item.issueDate)]
    note.buyerReference = customer.buyerReference
    note.orderReference = item.order?.number
    note.notes = company.notes(on: date, in: language)
    return note
}

private func creditLine(
    _ id: Int, _ gross: Money, _ vat: VATClass, on item: OpenItem, _ reason: DisputeReason
) -> InvoiceLine {
    let net = gross.beforeTax(at: vat.rate)
    return InvoiceLine(
        id: "\(id)", quantity: Quantity(1, "C62"), netAmount: net, price: UnitPrice(net.decimal, net.currency),
        item: ItemReference(name: "Credit on \(item.number): \(reason.inWords)"), vat: vat)
}

extension Money {
    /// What an amount is without the tax in it, rounded half away from zero.
    fileprivate func beforeTax(at rate: Percentage?) -> Money {
        guard let rate, !rate.value.isZero else { return self }
        return share(of: ExactDecimal(100), in: ExactDecimal(100) + rate.value)
    }
}
