/// What each entry of the breakdown of VAT (BG-23) says, of whatever category.
let coreBreakdownRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-45", entries, "An entry of the VAT breakdown has a taxable amount (BT-116).",
        remedy: "Add the taxable amount of the category."
    ) { $0.has(.taxable) },
    InvoiceRule(
        "BR-46", entries, "An entry of the VAT breakdown has an amount of VAT (BT-117).",
        remedy: "Add the VAT of the category."
    ) { $0.has(.tax) },
    InvoiceRule(
        "BR-47", entries, "An entry of the VAT breakdown names its category (BT-118).",
        remedy: "Add the VAT category code."
    ) { entry in entry.groups(.vatClass).contains { $0.isOfVAT && $0.has(.category) } },
    InvoiceRule(
        "BR-48", entries, "An entry of the VAT breakdown has a rate (BT-119), unless it is not subject to VAT.",
        remedy: "Add the rate, be it 0."
    ) { entry in entry.groups(.vatClass).contains { $0.isOfVAT && ($0.has(.rate) || $0.vatCode == .O) } },
    InvoiceRule(
        "BR-CO-17", entries,
        "The VAT of a category (BT-117) is its taxable amount (BT-116) times its rate (BT-119), within one unit of currency.",
        remedy: "Correct the VAT, the rate or the taxable amount.",
        found: { entry in
            let rate = entry.first(.vatClass, where: \.isOfVAT)?.figure(.rate) ?? .unknown
            return "VAT of \(entry.figure(.tax)) on \(entry.figure(.taxable)) at \(rate) %"
        }
    ) { $0.taxFollowsFromRate },
]

/// BR-45 and its like hold for the VAT of a line too, where somebody gives it.
private let entries: [Scope] = [.breakdown, .lineBreakdown]

extension InvoiceGroup {
    fileprivate var taxFollowsFromRate: Bool {
        let tax = figure(.tax)
        guard let rate = first(.vatClass, where: { $0.isOfVAT && $0.has(.rate) })?.figure(.rate) else {
            return tax.rounded(to: 0) == .zero
        }
        if rate.rounded(to: 0) == .zero { return tax.rounded(to: 0) == .zero }
        return tax.isTax(on: figure(.taxable), at: rate)
    }

    func first(_ kind: GroupKind, where condition: (InvoiceGroup) -> Bool) -> InvoiceGroup? {
        groups(kind).first(where: condition)
    }
}

extension Figure {
    /// Whether an amount is the tax at a rate, give or take less than one unit of the currency.
    func isTax(on taxable: Figure, at rate: Figure) -> Bool {
        let expected = (taxable.magnitude * rate.hundredth).rounded(to: 2)
        let said = magnitude
        return said - Figure(1) < expected && said + Figure(1) > expected
    }
}
