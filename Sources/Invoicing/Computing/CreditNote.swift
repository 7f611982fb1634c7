public import Calendars
public import Documents
public import Findings
import Money
import Receivables

/// Why an invoice cannot be credited so.
public struct CreditFault: Error, Hashable, Sendable {
    public let message: String
    public var finding: Finding { Finding(.creditIsPossible, message, at: .document) }
}

/// The credit note for an invoice: all of it, some of its lines, or an amount before tax.
///
/// Its amounts are positive, as those of the invoice were: that it is a credit says its kind (BT-3). What was paid is
/// no part of it, and it asks for no money.
public func creditNote(
    for original: Invoice, crediting extent: CreditExtent, because reason: String, numbered number: String,
    on date: BusinessDate
) throws(CreditFault) -> Invoice {
    guard !original.kind.isCredit else { throw CreditFault(message: "\(original.number) is a credit note") }
    guard date >= original.issueDate else {
        throw CreditFault(
            message: "\(original.number) is of \(original.issueDate), the credit note would be of \(date)")
    }
    var credit = original
    switch extent {
    case .whole: break
    case .lines(let lines): try credit.keep(lines)
    case .amount(let amount): try credit.keep(amount)
    }
    credit.kind = original.kind.ofCredit
    credit.number = number
    credit.issueDate = date
    credit.dueDate = nil
    credit.precedingInvoices = [PrecedingInvoice(number: original.number, issueDate: original.issueDate)]
    credit.payments = []
    credit.paymentTermsNote = nil
    credit.earlyPayment = nil
    credit.notes = original.notes + [InvoiceNote(reason)]
    credit.recount(exemptions: original.vatBreakdown, roundingTo: extent == .whole ? original.totals.rounding : nil)
    credit.keepAccountingCurrency(of: original)
    return credit
}

extension InvoiceKind {
    /// What a credit for an invoice of this kind is.
    fileprivate var ofCredit: InvoiceKind {
        switch self {
        case .selfBilled, .selfBilledCorrected, .selfBilledPrepayment: .selfBilledCreditNote
        case .factored: .factoredCreditNote
        case .prepayment: .prepaymentCreditNote
        default: .creditNote
        }
    }
}

extension Invoice {
    /// Keeps so much of some lines, with their share of what the document takes off or adds.
    fileprivate mutating func keep(_ wanted: [CreditExtent.Line]) throws(CreditFault) {
        let before = lines
        var kept: [InvoiceLine] = []
        for want in wanted {
            guard let line = lines.first(where: { $0.id == want.line }) else {
                throw CreditFault(message: "\(number) has no line \(want.line)")
            }
            guard !want.quantity.isZero, want.quantity.isNegative == line.quantity.value.isNegative,
                want.quantity.magnitude <= line.quantity.value.magnitude, !kept.contains(where: { $0.id == want.line })
            else {
                throw CreditFault(
                    message: "line \(want.line) has \(line.quantity), \(want.quantity) are to be credited")
            }
            kept.append(line.part(want.quantity))
        }
        guard !kept.isEmpty else { throw CreditFault(message: "no line of \(number) is named") }
        lines = kept
        allowanceCharges = allowanceCharges.compactMap { item in
            func net(_ lines: [InvoiceLine]) -> Money {
                lines.filter { $0.vat == item.vat }.map(\.netAmount).sum(in: currency)
            }
            return item.part(net(kept).decimal, of: net(before).decimal)
        }
    }

    /// Keeps a line for each VAT class, which together come to an amount before tax.
    fileprivate mutating func keep(_ amount: Money) throws(CreditFault) {
        let classes = vatBreakdown.filter { $0.taxable.isPositive }
        guard amount.currency == currency, amount.isPositive, amount <= totals.beforeTax, !classes.isEmpty else {
            throw CreditFault(
                message: "\(number) comes to \(totals.beforeTax) before tax, \(amount) are to be credited")
        }
        let parts = amount.split(by: classes.map(\.taxable.minorUnits))
        let text = number
        lines = zip(classes, parts).filter { !$1.isZero }.enumerated().map { index, part in
            lumpSum("\(index + 1)", text, part.1, part.0.vat)
        }
        allowanceCharges = []
    }

    /// Adds up what there is; the reasons for exemptions stay those that there were.
    mutating func recount(exemptions: [VATSubtotal], roundingTo rounding: Money? = nil) {
        vatBreakdown = Invoicing.vatBreakdown(of: lines, allowanceCharges, in: currency).map { subtotal in
            guard let known = exemptions.first(where: { $0.vat == subtotal.vat }) else { return subtotal }
            var subtotal = subtotal
            subtotal.exemptionCode = known.exemptionCode
            subtotal.exemptionReason = known.exemptionReason
            return subtotal
        }
        totals = invoiceTotals(
            lines: lines, allowanceCharges, vat: vatBreakdown, prepaid: .zero(currency), in: currency)
        if let rounding {
            totals.rounding = rounding
            totals.payable += rounding
        }
    }

    /// The VAT in the accounting currency, in the proportion that it was in.
    mutating func keepAccountingCurrency(of original: Invoice) {
        guard let tax = original.totals.taxInAccountingCurrency else { return }
        totals.taxInAccountingCurrency = tax.share(of: totals.tax.decimal, in: original.totals.tax.decimal)
    }
}

/// A line that stands for an amount.
func lumpSum(_ id: String, _ name: String, _ amount: Money, _ vat: VATClass) -> InvoiceLine {
    InvoiceLine(
        id: id, quantity: Quantity(1, "C62"), netAmount: amount, price: UnitPrice(amount.decimal, amount.currency),
        item: ItemReference(name: name), vat: vat)
}

extension InvoiceLine {
    /// So much of the line: the price stays, and what is taken off or added follows the quantity.
    fileprivate func part(_ quantity: ExactDecimal) -> InvoiceLine {
        guard quantity != self.quantity.value else { return self }
        var part = self
        part.quantity = Quantity(quantity, self.quantity.unit)
        part.allowanceCharges = allowanceCharges.compactMap { $0.part(quantity, of: self.quantity.value) }
        let product = price.amount(for: quantity) ?? .zero(netAmount.currency)
        part.netAmount = product + part.allowanceCharges.map(\.effect).sum(in: product.currency)
        return part
    }
}

extension AllowanceCharge {
    /// The share that a part of a whole bears; nil where it is nothing.
    fileprivate func part(_ part: ExactDecimal, of whole: ExactDecimal) -> AllowanceCharge? {
        guard part != whole else { return self }
        var share = self
        share.amount = amount.share(of: part, in: whole)
        share.base = nil
        share.percentage = nil
        return share.amount.isZero ? nil : share
    }
}
