public import Documents
public import Money
public import Receivables

/// The prepayment invoice (386) for a share of what an invoice would come to: a line for each VAT class.
public func prepaymentInvoice(of whole: Invoice, _ share: Percentage, calling text: String) -> Invoice {
    var prepayment = whole
    prepayment.kind = whole.kind.isSelfBilled ? .selfBilledPrepayment : .prepayment
    prepayment.lines = whole.vatBreakdown.enumerated().compactMap { index, subtotal in
        let amount = share.of(subtotal.taxable)
        return amount.isZero ? nil : lumpSum("\(index + 1)", text, amount, subtotal.vat)
    }
    prepayment.allowanceCharges = []
    prepayment.delivery = nil
    prepayment.references.despatch = nil
    prepayment.recount(exemptions: whole.vatBreakdown)
    return prepayment
}

/// The final invoice: what was delivered, less what prepayment invoices asked for and were paid.
///
/// It names them (BG-3) and takes their amounts with tax off what is to be paid (BT-113); in France its process says
/// that it is final (BT-23: `B4`, `S4`, `M4`).
public func finalInvoice(_ whole: Invoice, deducting prepayments: [PrepaymentUse]) -> Invoice {
    var final = whole
    let paid = prepayments.map(\.amount).sum(in: whole.currency)
    final.totals.prepaid += paid
    final.totals.payable -= paid
    final.precedingInvoices += prepayments.map { PrecedingInvoice(number: $0.invoice, issueDate: $0.issueDate) }
    if let process = whole.process, process.utf8.count == 2, !prepayments.isEmpty {
        final.process = "\(process.prefix(1))4"
    }
    return final
}

/// The corrective invoice (384): it stands in the place of one that was wrong, which it names with its date.
public func correctiveInvoice(_ right: Invoice, replacing wrong: Invoice) -> Invoice {
    var corrective = right
    corrective.kind = wrong.kind.isSelfBilled ? .selfBilledCorrected : .corrected
    corrective.precedingInvoices = [PrecedingInvoice(number: wrong.number, issueDate: wrong.issueDate)]
    return corrective
}
