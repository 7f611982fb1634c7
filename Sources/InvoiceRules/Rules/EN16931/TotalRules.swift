import XMLSyntax

/// What the totals of an invoice (BG-22) must come to.
let coreTotalRules: [InvoiceRule] = presentTotals + computedTotals

private let presentTotals: [InvoiceRule] = [
    InvoiceRule(
        "BR-12", .totals, "The sum of the lines (BT-106) is given.",
        remedy: "Add the sum of the net amounts of the lines."
    ) { $0.has(.linesTotal) },
    InvoiceRule(
        "BR-13", .totals, "The total before VAT (BT-109) is given.", remedy: "Add the total amount without VAT."
    ) { $0.has(.totalBeforeVAT) },
    InvoiceRule(
        "BR-14", .totals, "The total with VAT (BT-112) is given.", remedy: "Add the total amount with VAT."
    ) { $0.has(.totalWithVAT) },
    InvoiceRule(
        "BR-15", .totals, "The amount to be paid (BT-115) is given.", remedy: "Add the amount due for payment."
    ) { $0.has(.payable) },
    InvoiceRule(
        "BR-CO-18", .invoice, "An invoice has a breakdown of VAT (BG-23).",
        remedy: "Add taxable amount and VAT for each category and rate."
    ) { $0.groups(.vatTotal).contains { $0.has(.breakdown) } },
]

private let computedTotals: [InvoiceRule] = [
    InvoiceRule(
        "BR-CO-10", .totals, "The sum of the lines (BT-106) is what the net amounts of the lines (BT-131) add up to.",
        remedy: "Correct BT-106, or the line that is wrong.",
        found: { "BT-106 is \($0.figure(.linesTotal)), the lines come to \($0.sumOfLines.rounded(to: 2))" }
    ) { $0.figure(.linesTotal) == $0.sumOfLines.rounded(to: 2) },
    InvoiceRule(
        "BR-CO-11", .totals, "The sum of allowances (BT-107) is what the allowances of the invoice (BT-92) add up to.",
        remedy: "Correct BT-107, or the allowance that is wrong.",
        found: { "BT-107 is \($0.figure(.allowancesTotal)), the allowances come to \($0.sum(ofCharges: false))" }
    ) { $0.keepsSum(.allowancesTotal, ofCharges: false) },
    InvoiceRule(
        "BR-CO-12", .totals, "The sum of charges (BT-108) is what the charges of the invoice (BT-99) add up to.",
        remedy: "Correct BT-108, or the charge that is wrong.",
        found: { "BT-108 is \($0.figure(.chargesTotal)), the charges come to \($0.sum(ofCharges: true))" }
    ) { $0.keepsSum(.chargesTotal, ofCharges: true) },
    InvoiceRule(
        "BR-CO-13", .totals,
        "The total before VAT (BT-109) is the sum of the lines (BT-106) less allowances (BT-107) plus charges (BT-108).",
        remedy: "Correct BT-109, or the sum that is wrong.",
        found: { "BT-109 is \($0.figure(.totalBeforeVAT)), it should be \($0.expectedBeforeVAT)" }
    ) { $0.figure(.totalBeforeVAT) == $0.expectedBeforeVAT },
    InvoiceRule(
        "BR-CO-14", .vatTotal, "The VAT of the invoice (BT-110) is what the breakdown (BT-117) adds up to.",
        remedy: "Correct BT-110, or the VAT of the category that is wrong.",
        found: { "it is \($0.figure(.vatTotal)), the breakdown comes to \($0.sumOfBreakdown)" }
    ) { !$0.has(.breakdown) || $0.figure(.vatTotal) == $0.sumOfBreakdown },
    InvoiceRule(
        "BR-CO-15", .invoice, "The total with VAT (BT-112) is the total before VAT (BT-109) plus the VAT (BT-110).",
        remedy: "Correct the total that is wrong, and give VAT in the invoice's currency (BT-5) once."
    ) { $0.totalWithVATFollows },
    InvoiceRule(
        "BR-CO-16", .totals,
        "The amount to be paid (BT-115) is the total with VAT (BT-112) less what is paid (BT-113) plus rounding (BT-114).",
        remedy: "Correct BT-115, or the amount that is wrong.",
        found: { "BT-115 is \($0.figure(.payable)), BT-112 is \($0.figure(.totalWithVAT))" }
    ) { $0.payableFollows },
]

extension InvoiceGroup {
    /// The net amounts of all lines of the invoice, added up.
    fileprivate var sumOfLines: Figure { .init(sumOf: .lineNet, in: invoice.all(.line)) }

    /// The allowances or the charges of the invoice, added up.
    fileprivate func sum(ofCharges isCharge: Bool) -> Figure {
        Figure(sumOf: .amount, in: parent.groups(.allowanceCharge).lazy.filter { $0.isCharge == isCharge }).rounded(
            to: 2)
    }

    fileprivate func keepsSum(_ term: Term, ofCharges isCharge: Bool) -> Bool {
        if figure(term) == sum(ofCharges: isCharge) { return true }
        return !has(term) && !parent.groups(.allowanceCharge).contains { $0.isCharge == isCharge }
    }

    fileprivate var expectedBeforeVAT: Figure {
        let (hasCharges, hasAllowances) = (has(.chargesTotal), has(.allowancesTotal))
        var total = figure(.linesTotal)
        if hasCharges { total = total + figure(.chargesTotal) }
        if hasAllowances { total = total - figure(.allowancesTotal) }
        return hasCharges || hasAllowances ? total.rounded(to: 2) : total
    }

    fileprivate var sumOfBreakdown: Figure { Figure(sumOf: .tax, in: groups(.breakdown)).rounded(to: 2) }

    /// Whether the total with VAT follows from the total before, in each currency that the invoice says it is in.
    fileprivate var totalWithVATFollows: Bool {
        values(.currency).allSatisfy { currency in
            currency.element.withRawText { code in
                let taxes = invoice.vatTotals(in: code)
                guard taxes.count == 1, let totals = first(.totals) else { return false }
                return totals.figure(.totalWithVAT) == (totals.figure(.totalBeforeVAT) + taxes[0].figure).rounded(to: 2)
            }
        }
    }

    fileprivate var payableFollows: Bool {
        let (isPrepaid, isRounded) = (has(.prepaid), has(.rounding))
        var payable = figure(.payable)
        var owed = figure(.totalWithVAT)
        if isRounded { payable = (payable - figure(.rounding)).rounded(to: 2) }
        if isPrepaid { owed = (owed - figure(.prepaid)).rounded(to: 2) }
        return payable == owed
    }
}

extension Figure {
    /// The sum of a term over groups; those without it add nothing.
    init(sumOf term: Term, in groups: some Sequence<InvoiceGroup>) {
        self = groups.reduce(.zero) { sum, group in group.value(term).map { sum + $0.figure } ?? sum }
    }
}
