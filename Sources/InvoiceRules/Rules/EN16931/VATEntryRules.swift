/// The rules of an entry of the breakdown, by its category: its taxable amount, its VAT, and the reason for none.
func entryRules(_ family: VATFamily) -> [InvoiceRule] {
    let code = family.code
    let isByRate = family.rate == .positive || family.rate == .notNegative
    return [
        InvoiceRule(
            family.rule("08"), .breakdownClass,
            """
            The taxable amount (BT-116) of \(family.name) is what its lines (BT-131) and charges (BT-99) less its \
            allowances (BT-92) come to\(isByRate ? ", for each rate, within one unit of currency" : "").
            """,
            remedy: "Correct the taxable amount, or the line that has another category.",
            found: { "BT-116 is \($0.parent.figure(.taxable))" }
        ) { entry in
            guard entry.isEntry(of: code) else { return true }
            return isByRate ? entry.taxableFollowsByRate(code) : entry.taxableFollows(code)
        },
        InvoiceRule(
            family.rule("09"), .breakdownClass,
            isByRate
                ? "The VAT (BT-117) of \(family.name) is its taxable amount times its rate, within one unit of currency."
                : "The VAT (BT-117) of \(family.name) is 0.",
            remedy: "Correct the VAT of the category.", found: { "BT-117 is \($0.parent.figure(.tax))" }
        ) { entry in
            guard entry.isEntry(of: code) else { return true }
            let tax = entry.parent.figure(.tax)
            return isByRate ? tax.isTax(on: entry.parent.figure(.taxable), at: entry.figure(.rate)) : tax == .zero
        },
        InvoiceRule(
            family.rule("10"), .breakdownClass,
            family.needsReason
                ? "The VAT breakdown says why \(family.name) bears no VAT, as text (BT-120) or code (BT-121)."
                : "The VAT breakdown gives no exemption reason (BT-120, BT-121) for \(family.name).",
            remedy: family.needsReason ? "Add the reason for the exemption." : "Take the exemption reason out."
        ) { entry in
            guard entry.isEntry(of: code) else { return true }
            return family.needsReason == (entry.has(.exemptionReason) || entry.has(.exemptionReasonCode))
        },
    ]
}

extension InvoiceGroup {
    fileprivate func isEntry(of code: VATCode) -> Bool { vatCode == code && isOfVAT }

    /// Whether the taxable amount is that of everything of the category, to the cent.
    fileprivate func taxableFollows(_ code: VATCode) -> Bool {
        invoice.has(.line) && parent.figure(.taxable) == invoice.taxableSum { $0.vatCode == code }
    }

    /// Whether the taxable amount is that of everything of the category at the rate, within one unit of currency.
    fileprivate func taxableFollowsByRate(_ code: VATCode) -> Bool {
        // Without a rate there is nothing that the amount could be compared with.
        guard has(.rate) else { return true }
        let rate = figure(.rate)
        guard invoice.hasSomething(of: code, at: rate) else { return false }
        let sum = invoice.taxableSum { $0.vatCode == code && $0.figure(.rate) == rate }
        return parent.figure(.taxable).isWithinOne(of: sum)
    }
}

extension CheckedInvoice {
    /// The net amounts of lines and charges less allowances, of those with a VAT class of a sort.
    fileprivate func taxableSum(where condition: (InvoiceGroup) -> Bool) -> Figure {
        let lines = whole.groups(.line).reduce(Figure.zero) { sum, line in
            guard let net = line.value(.lineNet)?.figure, line.groups(.vatClass).contains(where: condition) else {
                return sum
            }
            return sum + net
        }
        return whole.groups(.allowanceCharge).reduce(lines) { sum, item in
            guard let isCharge = item.isCharge, let amount = item.value(.amount)?.figure,
                item.groups(.vatClass).contains(where: condition)
            else { return sum }
            return isCharge ? sum + amount : sum - amount
        }
    }

    /// Whether there is a line, an allowance or a charge of a category at a rate. Only the standard rate asks for it.
    fileprivate func hasSomething(of code: VATCode, at rate: Figure) -> Bool {
        guard code == .S else { return has(.line) }
        return all(.vatClass).contains {
            [.line, .allowanceCharge].contains($0.parent.kind) && $0.vatCode == code && $0.figure(.rate) == rate
        }
    }
}
