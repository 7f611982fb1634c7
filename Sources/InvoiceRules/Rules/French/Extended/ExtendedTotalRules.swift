import XMLSyntax

/// What the totals of an invoice of EXTENDED-CTC-FR must come to: a hundredth is given for each amount that is added up.
func extendedTotalRules(_ syntax: InvoiceSyntax) -> [InvoiceRule] {
    [
        InvoiceRule(
            "BR-FREXT-CO-10", .totals,
            "The sum of the lines (BT-106) is what the lines that count add up to, give or take a hundredth each.",
            remedy: "Correct BT-106, or a line."
        ) { totals in
            let parts = ExtendedParts(totals)
            let count = syntax == .cii ? totals.invoice.whole.count(of: .line) : parts.lineAmounts
            return Tolerance(count, syntax).allows(totals.figure(.linesTotal), parts.lines)
        },
        InvoiceRule(
            "BR-FREXT-CO-11", .totals,
            "The sum of allowances (BT-107) is what they add up to, give or take a hundredth each.",
            remedy: "Correct BT-107, or an allowance."
        ) { totals in
            let parts = ExtendedParts(totals)
            if parts.allowanceCount == 0, !totals.has(.allowancesTotal) { return true }
            return Tolerance(Int(parts.allowanceCount), syntax)
                .isWithin(totals.figure(.allowancesTotal), of: parts.allowances)
        },
        InvoiceRule(
            "BR-FREXT-CO-12", .totals,
            "The sum of charges (BT-108) is what they add up to, give or take a hundredth each.",
            remedy: "Correct BT-108, or a charge."
        ) { totals in
            let parts = ExtendedParts(totals)
            if parts.hasNoCharge, !totals.has(.chargesTotal) { return true }
            return Tolerance(Int(parts.chargeCount), syntax).isWithin(totals.figure(.chargesTotal), of: parts.charges)
        },
        InvoiceRule(
            "BR-FREXT-CO-13", .totals,
            "The total before VAT (BT-109) is the lines less allowances plus charges, give or take a hundredth each.",
            remedy: "Correct BT-109."
        ) { totals in
            let parts = ExtendedParts(totals)
            let difference = [totals.figure(.totalBeforeVAT), -parts.lines, parts.allowances, -parts.charges]
            return Tolerance(parts.count(syntax), syntax).allows(difference)
        },
        InvoiceRule(
            "BR-FREXT-CO-15", .totals,
            "The total with VAT (BT-112) is that before VAT (BT-109) and the VAT (BT-110), give or take a hundredth for each amount.",
            remedy: "Correct the total that is wrong."
        ) { syntax == .cii ? $0.keepsTotalOfCII : $0.keepsTotalOfUBL },
    ]
}

/// What the totals are made of.
struct ExtendedParts {
    let lines: Figure
    let allowances: Figure
    let charges: Figure
    let allowanceCount: Int64
    let chargeCount: Int64
    /// How many lines count, and how many amounts they have.
    let lineCount: Int
    let lineAmounts: Int
    /// Whether there is no charge but those for transport.
    let hasNoCharge: Bool

    init(_ totals: InvoiceGroup) {
        let whole = totals.invoice.whole
        let counted = totals.countedLines
        lineCount = counted.count
        lineAmounts = counted.reduce(0) { $0 + $1.count(.lineNet) }
        lines = counted.reduce(Figure.zero) { sum, line in line.values(.lineNet).reduce(sum) { $0 + $1.figure } }
            .rounded(to: 2)
        let items = Array(whole.groups(.allowanceCharge))
        let (lowering, raising) = (items.filter { $0.isCharge == false }, items.filter { $0.isCharge == true })
        let transport = Array(whole.groups(.logisticsCharge))
        allowances = Figure(sumOf: .amount, in: lowering).rounded(to: 2)
        charges =
            Figure(sumOf: .amount, in: raising).rounded(to: 2) + Figure(sumOf: .amount, in: transport).rounded(to: 2)
        allowanceCount = Int64(lowering.count)
        chargeCount = Int64(raising.count + transport.count)
        hasNoCharge = raising.isEmpty
    }

    /// How many amounts the totals are made of.
    func count(_ syntax: InvoiceSyntax) -> Int {
        (syntax == .cii ? lineCount : lineAmounts) + Int(allowanceCount + chargeCount)
    }
}

/// How far a sum may be off.
struct Tolerance {
    private let limit: Figure
    private let syntax: InvoiceSyntax

    /// A hundredth for each of so many amounts.
    init(_ count: Int, _ syntax: InvoiceSyntax) {
        limit = Figure(Int64(count)).hundredth
        self.syntax = syntax
    }

    func allows(_ total: Figure, _ sum: Figure) -> Bool { allows([total, -sum]) }

    /// Whether a total is no further from a sum, which in UBL is computed in binary.
    func isWithin(_ total: Figure, of sum: Figure) -> Bool {
        syntax == .cii ? (total - sum).magnitude <= limit : total.isWithin(limit, ofBinary: sum)
    }

    /// Whether some amounts add up to no more than that; in UBL rounded, and in binary.
    func allows(_ amounts: [Figure]) -> Bool {
        if syntax == .cii { return amounts.reduce(Figure.zero, +).magnitude <= limit }
        return limit.isAtLeast(binarySumOf: amounts, roundedToHundredths: true)
    }
}

extension InvoiceGroup {
    private func vatTotals(in currency: InvoiceValue?) -> [InvoiceGroup] {
        guard let currency else { return [] }
        let totals = invoice.syntax == .cii ? Array(groups(.vatTotal)) : Array(parent.groups(.vatTotal))
        return totals.filter { total in
            total.values(.vatTotal).contains {
                $0.element.withAttribute("currencyID") { code in
                    currency.element.withRawText { code?.elementsEqual($0) ?? false }
                }
            }
        }
    }

    fileprivate var keepsTotalOfUBL: Bool {
        let totals = vatTotals(in: invoice.whole.value(.currency))
        guard !totals.isEmpty else { return true }
        let vat = totals.count == 1 ? totals[0].figure(.vatTotal) : .unknown
        let limit = Figure(Int64(ExtendedParts(self).count(.ubl))).hundredth
        return (figure(.totalWithVAT) - vat - figure(.totalBeforeVAT)).magnitude <= limit
    }

    fileprivate var keepsTotalOfCII: Bool {
        guard let currency = invoice.whole.value(.currency) else { return false }
        let (before, with) = (figure(.totalBeforeVAT), figure(.totalWithVAT))
        let taxes = vatTotals(in: currency)
        guard taxes.count == 1 else { return taxes.count > 1 && before == with }
        let limit = Figure(Int64(ExtendedParts(self).count(.cii))).hundredth
        return (with - taxes[0].figure(.vatTotal) - before).magnitude <= limit
    }
}
