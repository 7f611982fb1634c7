public import Documents
public import Money

/// Takes the VAT of lines and document allowances and charges, once per category and rate, on the sum
/// (BR-CO-17; BR-S-08 and its siblings).
///
/// `exemption` says why no tax is taken in a class (BT-120, BT-121). The order is that in which the classes first occur, so that the same invoice reads the same each time.
public func vatBreakdown(
    of lines: [InvoiceLine], _ allowanceCharges: [AllowanceCharge], in currency: Currency,
    exempting exemption: (VATClass) -> (code: String?, reason: String?)? = { _ in nil }
) -> [VATSubtotal] {
    var classes: [VATClass] = []
    var sums: [VATClass: Money] = [:]
    func add(_ amount: Money, _ vat: VATClass) {
        if sums[vat] == nil { classes.append(vat) }
        sums[vat, default: .zero(currency)] += amount
    }
    for line in lines { add(line.netAmount, line.vat) }
    for item in allowanceCharges {
        if let vat = item.vat { add(item.effect, vat) }
    }
    return classes.map { vat in
        let taxable = sums[vat] ?? .zero(currency)
        let exemption = exemption(vat)
        return VATSubtotal(
            vat: vat, taxable: taxable, tax: vat.rate?.of(taxable) ?? .zero(currency),
            exemptionReason: exemption?.reason, exemptionCode: exemption?.code)
    }
}

/// The document totals (BT-106 to BT-115), from the lines up: nothing is rounded twice.
public func invoiceTotals(
    lines: [InvoiceLine], _ allowanceCharges: [AllowanceCharge], vat: [VATSubtotal], prepaid: Money,
    in currency: Currency
) -> InvoiceTotals {
    let net = lines.map(\.netAmount).sum(in: currency)
    let allowances = allowanceCharges.filter { !$0.isCharge }.map(\.amount).sum(in: currency)
    let charges = allowanceCharges.filter(\.isCharge).map(\.amount).sum(in: currency)
    let beforeTax = net - allowances + charges
    let tax = vat.map(\.tax).sum(in: currency)
    let withTax = beforeTax + tax
    return InvoiceTotals(
        lines: net, allowances: allowances, charges: charges, beforeTax: beforeTax, tax: tax, withTax: withTax,
        prepaid: prepaid, rounding: .zero(currency), payable: withTax - prepaid)
}
