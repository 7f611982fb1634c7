import XMLSyntax

/// What the totals of an invoice must come to, as the official rules for CII compute it.
let ciiTotalRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-53", .totals, "Where a currency for VAT accounting (BT-6) is named, the VAT is totalled in it (BT-111).",
        remedy: "Add the VAT total in the accounting currency, or leave the currency out."
    ) { totals in
        let (accounting, currencies) = (totals.parent.values(.vatCurrency), totals.parent.values(.currency))
        guard totals.parent.has(.vatCurrency) else { return true }
        let isTotalled = accounting.contains { code in totals.groups(.vatTotal).contains { $0.isIn(code) } }
        return isTotalled && !accounting.contains { code in currencies.contains { $0.rawText == code.rawText } }
    },
    InvoiceRule(
        "BR-CO-11", .totals, "The sum of allowances (BT-107) is what the allowances of the invoice (BT-92) add up to.",
        remedy: "Correct BT-107, or the allowance that is wrong."
    ) { $0.keepsSumOfCII(.allowancesTotal, ofCharges: false) },
    InvoiceRule(
        "BR-CO-12", .totals, "The sum of charges (BT-108) is what the charges of the invoice (BT-99) add up to.",
        remedy: "Correct BT-108, or the charge that is wrong."
    ) { $0.keepsSumOfCII(.chargesTotal, ofCharges: true) },
    InvoiceRule(
        "BR-CO-13", .totals,
        "The total before VAT (BT-109) is the sum of the lines (BT-106) less allowances (BT-107) plus charges (BT-108).",
        remedy: "Correct BT-109, or the sum that is wrong."
    ) { totals in
        var total = totals.figure(.linesTotal)
        if totals.has(.chargesTotal) { total = total + totals.figure(.chargesTotal) }
        if totals.has(.allowancesTotal) { total = total - totals.figure(.allowancesTotal) }
        return totals.figure(.totalBeforeVAT) == total.rounded(to: 2)
    },
    InvoiceRule(
        "BR-CO-14", .vatTotal, "The VAT of the invoice (BT-110) is what the breakdown (BT-117) adds up to.",
        remedy: "Correct BT-110, or the VAT of the category that is wrong."
    ) { total in
        let whole = total.invoice.whole
        guard whole.values(.currency).contains(where: { total.isIn($0) }) else { return true }
        return total.figure(.vatTotal) == Figure(sumOf: .tax, in: whole.groups(.breakdown)).rounded(to: 2)
    },
    InvoiceRule(
        "BR-CO-15", .totals, "The total with VAT (BT-112) is the total before VAT (BT-109) plus the VAT (BT-110).",
        remedy: "Correct the total that is wrong, and give VAT in the invoice's currency (BT-5) once."
    ) { totals in
        totals.parent.values(.currency).allSatisfy { currency in
            let (before, with) = (totals.figure(.totalBeforeVAT), totals.figure(.totalWithVAT))
            let taxes = totals.groups(.vatTotal).filter { $0.isIn(currency) }
            return with == before || taxes.count == 1 && with == (before + taxes[0].figure(.vatTotal)).rounded(to: 2)
        }
    },
    InvoiceRule(
        "BR-CO-16", .totals,
        "The amount to be paid (BT-115) is the total with VAT (BT-112) less what is paid (BT-113) plus rounding (BT-114).",
        remedy: "Correct BT-115, or the amount that is wrong."
    ) { totals in
        var owed = totals.figure(.totalWithVAT)
        if totals.has(.prepaid) { owed = owed - totals.figure(.prepaid) }
        if totals.has(.rounding) { owed = owed + totals.figure(.rounding) }
        return totals.figure(.payable) == owed
    },
    InvoiceRule(
        "BR-CO-17", .breakdown,
        "The VAT of a category (BT-117) is its taxable amount (BT-116) times its rate (BT-119), within one unit of currency.",
        remedy: "Correct the VAT, the rate or the taxable amount."
    ) { $0.taxFollowsFromRateOfCII },
    decimals("BR-DEC-13", "The VAT of the invoice (BT-110) has no more than two decimal places.", .currency),
    decimals(
        "BR-DEC-15", "The VAT in the accounting currency (BT-111) has no more than two decimal places.", .vatCurrency),
]

/// A rule that the official set has for CII alone: one total of VAT with two decimal places is enough for it.
private func decimals(_ code: String, _ statement: String, _ term: Term) -> InvoiceRule {
    InvoiceRule(code, .totals, statement, remedy: "Round the amount.") { totals in
        let (codes, taxes) = (totals.parent.values(term), Array(totals.groups(.vatTotal)))
        return taxes.isEmpty
            || taxes.contains { tax in
                let isNamed = codes.contains { tax.isIn($0) }
                if isNamed { return tax.figure(.vatTotal) == tax.figure(.vatTotal).rounded(to: 2) }
                return term == .currency || !totals.parent.has(term)
            }
    }
}

extension InvoiceGroup {
    /// Whether a total of VAT is in the currency that a value names.
    func isIn(_ currency: InvoiceValue) -> Bool {
        element.withAttribute("currencyID") { code in currency.element.withRawText { code?.elementsEqual($0) ?? false }
        }
    }

    fileprivate func keepsSumOfCII(_ term: Term, ofCharges isCharge: Bool) -> Bool {
        let items = parent.groups(.allowanceCharge).filter { $0.isCharge == isCharge }
        if items.isEmpty, !has(term) { return true }
        var sum = Figure(sumOf: .amount, in: items).rounded(to: 2)
        if isCharge { sum = sum + Figure(sumOf: .amount, in: parent.groups(.logisticsCharge)).rounded(to: 2) }
        let said = isCharge ? figure(term).rounded(to: 2) : figure(term)
        return said == sum
    }

    fileprivate var taxFollowsFromRateOfCII: Bool {
        let tax = figure(.tax)
        guard let rate = first(.vatClass, where: { $0.isOfVATInCapitals && $0.has(.rate) })?.figure(.rate) else {
            return tax.rounded(to: 0) == .zero
        }
        if rate.rounded(to: 0) == .zero { return tax.rounded(to: 0) == .zero }
        let expected = (figure(.taxable).magnitude * rate.hundredth).rounded(to: 2)
        return tax.magnitude - Figure(1) <= expected && tax.magnitude + Figure(1) >= expected
    }

    /// Whether the tax is VAT with white space around it passed over.
    private var isOfVATInCapitals: Bool {
        value(.categoryScheme)?.element.withText { $0.spellsIgnoringCase("VAT") } ?? false
    }
}
