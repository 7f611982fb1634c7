import XMLSyntax

/// What Peppol BIS Billing 3 asks of lines, prices, allowances and payment.
let peppolLineRules: [InvoiceRule] =
    lineRules + allowanceRules + periodRules + [
        InvoiceRule(
            "PEPPOL-EN16931-R061", .paymentMeans, "A direct debit has a mandate (BT-89).",
            remedy: "Add the mandate reference."
        ) { means in
            !(means.term(.meansCode, is: "49") || means.term(.meansCode, is: "59"))
                || means.groups(.directDebit).contains { $0.has(.mandate) }
        },
        InvoiceRule(
            "PEPPOL-EN16931-R051", each: amounts,
            "Amounts are in the invoice's currency (BT-5); only BT-111 is in another.",
            remedy: "Give the amount in the invoice's currency."
        ) { value, group in group.isTotalInOtherCurrency || value.isInCurrency(of: group.invoice) },
    ]

private let lineRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-R120", .line,
        "The net amount (BT-131) is quantity times price, plus charges, less allowances, within two hundredths.",
        remedy: "Correct the line.",
        found: { "BT-131 is \($0.figure(.lineNet)), quantity \($0.figure(.quantity)), price \($0.priceFigure)" }
    ) { $0.netFollows },
    InvoiceRule(
        "PEPPOL-EN16931-R121", each: [.priceQuantity], "A price is for a quantity greater than 0 (BT-149).",
        remedy: "Correct the base quantity."
    ) { value, _ in value.figure > .zero },
    InvoiceRule(
        "PEPPOL-EN16931-R100", .line, "A line refers to no more than one invoiced object (BT-128).",
        remedy: "Keep one of them."
    ) { $0.count(of: .document) <= 1 },
    InvoiceRule(
        "PEPPOL-EN16931-R101", .line, "A document of a line is an invoiced object, so its type is 130.",
        remedy: "Set the type code to 130, or refer to the document for the invoice as a whole."
    ) { line in
        !line.has(.document) || line.groups(.document).contains { $0.values(.documentType).contains { $0.is("130") } }
    },
    InvoiceRule(
        "PEPPOL-EN16931-R130", each: [.priceQuantity],
        "The unit that a price is for (BT-150) is that of the quantity (BT-130).", remedy: "Use the same unit."
    ) { value, price in
        value.element.withAttribute("unitCode") { unit in
            guard let unit, price.parent.has(.quantity) else { return true }
            return price.parent.values(.quantity).contains {
                $0.element.withAttribute("unitCode") { $0?.elementsEqual(unit) ?? false }
            }
        }
    },
    InvoiceRule(
        "PEPPOL-EN16931-R044", .priceAllowance, "A price is lowered by a discount, never raised by a charge.",
        remedy: "Put the charge on the line instead."
    ) { $0.term(.chargeIndicator, is: "false") },
    InvoiceRule(
        "PEPPOL-EN16931-R046", .priceAllowance,
        "The net price (BT-146) is the gross price (BT-148) less the discount (BT-147).",
        remedy: "Correct one of the three."
    ) { discount in
        !discount.has(.grossPrice)
            || discount.parent.figure(.netPrice) == discount.figure(.grossPrice) - discount.figure(.priceDiscount)
    },
]

private let allowanceRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-R041", allowancesAndCharges, "An allowance or charge with a percentage has a base amount.",
        remedy: "Add the amount that the percentage is taken of."
    ) { !$0.has(.percentage) || $0.has(.baseAmount) },
    InvoiceRule(
        "PEPPOL-EN16931-R042", allowancesAndCharges, "An allowance or charge with a base amount has a percentage.",
        remedy: "Add the percentage, or leave the base amount out."
    ) { $0.has(.percentage) || !$0.has(.baseAmount) },
    InvoiceRule(
        "PEPPOL-EN16931-R040", allowancesAndCharges,
        "An allowance or charge is its base amount times its percentage, within two hundredths.",
        remedy: "Correct one of the three.",
        found: { "\($0.figure(.amount)) for \($0.figure(.percentage)) % of \($0.figure(.baseAmount))" }
    ) { item in
        guard item.has(.percentage), item.has(.baseAmount) else { return true }
        let expected = (item.figure(.baseAmount) * item.figure(.percentage)).hundredth
        return (item.has(.amount) ? item.figure(.amount) : .zero).isWithinTwoHundredths(of: expected)
    },
    InvoiceRule(
        "PEPPOL-EN16931-R043", allowancesAndCharges, "An allowance or charge says which it is by true or false.",
        remedy: "Write true for a charge, false for an allowance."
    ) { item in
        // One that lacks its base amount or its percentage is asked for that alone.
        item.has(.percentage) != item.has(.baseAmount) || item.term(.chargeIndicator, is: "true")
            || item.term(.chargeIndicator, is: "false")
    },
]

/// Those of the invoice and of its lines, whatever they say of themselves.
private let allowancesAndCharges: [Scope] = [
    .allowance, .charge, .lineAllowance, .lineCharge, .undecidedAllowanceCharge,
]

private let periodRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-R110", each: [.startDate], in: [.linePeriod],
        "The period of a line starts (BT-134) within that of the invoice (BT-73).", remedy: "Correct one of the dates."
    ) { value, period in
        guard let whole = period.invoice.whole.periodValue(.startDate) else { return true }
        return value.day.map { day in whole.day.map { day >= $0 } ?? false } ?? false
    },
    InvoiceRule(
        "PEPPOL-EN16931-R111", each: [.endDate], in: [.linePeriod],
        "The period of a line ends (BT-135) within that of the invoice (BT-74).", remedy: "Correct one of the dates."
    ) { value, period in
        guard let whole = period.invoice.whole.periodValue(.endDate) else { return true }
        return value.day.map { day in whole.day.map { day <= $0 } ?? false } ?? false
    },
]

extension InvoiceGroup {
    /// A date of the period of the whole invoice.
    fileprivate func periodValue(_ term: Term) -> InvoiceValue? {
        groups(.period).lazy.compactMap { $0.value(term) }.first
    }

    fileprivate var priceFigure: Figure { netPrice?.figure(.netPrice) ?? .unknown }

    /// The price that counts: CII has the gross price beside it.
    private var netPrice: InvoiceGroup? { groups(.price).first { $0.has(.netPrice) } ?? first(.price) }

    /// Whether the net amount of a line follows; what it does not say counts as nothing, or as one.
    fileprivate var netFollows: Bool {
        let price = netPrice
        let net = has(.lineNet) ? figure(.lineNet) : .zero
        let quantity = has(.quantity) ? figure(.quantity) : Figure(1)
        let perQuantity = price.flatMap { $0.has(.netPrice) ? $0.figure(.netPrice) : nil } ?? .zero
        var base = price.flatMap { $0.has(.priceQuantity) ? $0.figure(.priceQuantity) : nil } ?? Figure(1)
        if base == .zero { base = Figure(1) }
        let effects = has(.allowanceCharge) ? total("true") - total("false") : .zero
        // Multiplied by the base quantity instead of divided: nothing is lost.
        let gross = quantity * perQuantity
        let low = (net - effects - Figure(2).hundredth) * base
        let high = (net - effects + Figure(2).hundredth) * base
        return base > .zero ? low <= gross && high >= gross : low >= gross && high <= gross
    }

    /// The charges or the allowances of a line, by what they say to the letter.
    private func total(_ indicator: StaticString) -> Figure {
        Figure(sumOf: .amount, in: groups(.allowanceCharge).lazy.filter { $0.term(.chargeIndicator, is: indicator) })
            .rounded(to: 2)
    }

    /// Whether this is a total of VAT without breakdown, which may be in the accounting currency.
    fileprivate var isTotalInOtherCurrency: Bool { kind == .vatTotal && !has(.breakdown) }
}

extension InvoiceValue {
    /// Whether an amount is in the currency that an invoice names.
    fileprivate func isInCurrency(of invoice: CheckedInvoice) -> Bool {
        element.withAttribute("currencyID") { code in
            guard let code, let currency = invoice.whole.value(.currency) else { return false }
            return currency.element.withRawText { $0.elementsEqual(code) }
        }
    }
}
