public import Documents
public import Findings
import Money

/// What every invoice must hold before it takes a number: the mentions of the law, and totals that follow.
public func checkInvoice(_ invoice: Invoice) -> [Finding] {
    var log = FindingLog()
    checkMentions(invoice, &log)
    checkTotals(invoice, &log)
    checkDecimalPlaces(invoice, &log)
    return log.findings
}

/// Where the totals of an invoice, which somebody else wrote, do not follow from its lines.
func checkTotals(of invoice: Invoice) -> [Finding] {
    var log = FindingLog()
    checkTotals(invoice, &log)
    return log.findings
}

private func checkMentions(_ invoice: Invoice, _ log: inout FindingLog) {
    let seller = invoice.seller
    let lacksVATNumber = seller.vatNumber == nil && !invoice.isOutsideScope
    if seller.name.isEmpty || seller.address == nil || seller.registration == nil || lacksVATNumber {
        log.report(
            .invoiceHasSeller, "the seller's name, address, register number or VAT number is missing", at: .document)
    }
    if invoice.buyer.name.isEmpty || invoice.buyer.address == nil {
        log.report(.invoiceHasBuyer, "the buyer's name or address is missing", at: .document)
    }
    let required = ["PMD", "PMT", "AAB"]
    let missing = required.filter { subject in !invoice.notes.contains { $0.subject == subject } }
    if !missing.isEmpty, invoice.seller.address?.country == "FR" {
        log.report(.invoiceHasMentions, "no note under \(missing.joined(separator: ", "))", at: .document)
    }
    for subtotal in invoice.vatBreakdown where subtotal.vat.category.needsReason {
        if subtotal.exemptionCode == nil, subtotal.exemptionReason == nil {
            log.report(
                .exemptionHasReason, "nothing says why no VAT is taken under \(subtotal.vat.category.code)",
                at: .document)
        }
    }
    if invoice.lines.contains(where: { $0.vat.category == .intraCommunity }), invoice.buyer.vatNumber == nil {
        log.report(.buyerHasVATNumber, "the buyer has no VAT number", at: .document)
    }
}

/// EN 16931 has two decimal places for every currency: an amount with a third one is not rounded behind anybody's back.
private func checkDecimalPlaces(_ invoice: Invoice, _ log: inout FindingLog) {
    guard invoice.currency.minorDigits > 2 else { return }
    func check(_ amount: Money, _ name: String) {
        guard amount.invoiceDecimal.scale > 2 else { return }
        log.report(.amountsAreHundredths, "\(name) is \(amount), which has a third decimal place", at: .document)
    }
    for line in invoice.lines { check(line.netAmount, "line \(line.id) (BT-131)") }
    for item in invoice.allowanceCharges {
        check(item.amount, item.isCharge ? "a charge (BT-99)" : "an allowance (BT-92)")
    }
    for subtotal in invoice.vatBreakdown { check(subtotal.tax, "the VAT at \(subtotal.vat) (BT-117)") }
    check(invoice.totals.payable, "what is to be paid (BT-115)")
}

extension VATCategory {
    /// Whether an invoice says why no VAT is taken (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10).
    fileprivate var needsReason: Bool {
        [.exempt, .reverseCharge, .intraCommunity, .export, .outsideScope].contains(self)
    }
}

/// Adds everything up once more, by the formulas of EN 16931 and not by those that made the invoice.
private func checkTotals(_ invoice: Invoice, _ log: inout FindingLog) {
    let totals = invoice.totals
    let currency = invoice.currency
    let charges = invoice.allowanceCharges.filter(\.isCharge).map(\.amount).sum(in: currency)
    let allowances = invoice.allowanceCharges.filter { !$0.isCharge }.map(\.amount).sum(in: currency)
    let sums: [(String, Money, Money)] = [
        ("BT-106", totals.lines, invoice.lines.map(\.netAmount).sum(in: currency)),
        ("BT-107", totals.allowances, allowances), ("BT-108", totals.charges, charges),
        ("BT-109", totals.beforeTax, totals.lines - totals.allowances + totals.charges),
        ("BT-109 by VAT class", totals.beforeTax, invoice.vatBreakdown.map(\.taxable).sum(in: currency)),
        ("BT-110", totals.tax, invoice.vatBreakdown.map(\.tax).sum(in: currency)),
        ("BT-112", totals.withTax, totals.beforeTax + totals.tax),
        ("BT-115", totals.payable, totals.withTax - totals.prepaid + totals.rounding),
    ]
    for (term, said, sum) in sums where said != sum {
        log.report(.totalsAreConsistent, "\(term) is \(said), it should be \(sum)", at: .document)
    }
    for line in invoice.lines {
        guard let product = line.price.amount(for: line.quantity.value) else { continue }
        let net = product + line.allowanceCharges.map(\.effect).sum(in: currency)
        if net != line.netAmount {
            log.report(.totalsAreConsistent, "line \(line.id) is \(line.netAmount), it should be \(net)", at: .document)
        }
    }
    if totals.payable.isNegative, !invoice.kind.isCredit {
        log.report(.amountIsOwed, "the invoice comes to \(totals.payable)", at: .document)
    }
}
