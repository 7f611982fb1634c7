/// The rules of each VAT category, as the official set for CII asks them.
let ciiVATRules: [InvoiceRule] =
    VATFamily.all.map(\.inCII).flatMap { family in
        [ciiBreakdownRule(family)] + registrationRules(family) + rateRules(family) + ciiEntryRules(family)
    } + ciiSpecialVATRules

extension VATFamily {
    /// The Canary Islands' tax has no rate of 0 in CII.
    fileprivate var inCII: VATFamily {
        guard code == .L else { return self }
        return VATFamily(
            family: family, code: code, words: words, isOnce: isOnce, seller: seller, buyer: buyer, rate: .positive,
            needsReason: needsReason)
    }
}

private func ciiBreakdownRule(_ family: VATFamily) -> InvoiceRule {
    let code = family.code
    return InvoiceRule(
        family.rule("01"), .invoice,
        family.isOnce
            ? "Where something is \(family.name), the VAT breakdown (BG-23) has that category exactly once, and only then."
            : "The VAT breakdown (BG-23) has \(family.name) where a line, an allowance or a charge has it.",
        remedy: "Add the category to the breakdown, or take it out."
    ) { group in
        let counts = CategoryCounts(group.invoice, of: code)
        if family.isOnce {
            let isUsed = counts.lines + counts.items > 0
            if counts.entries == 0 { return code == .O || !isUsed }
            return counts.entries == 1 && isUsed
        }
        return (counts.lines == 0 || counts.lines + counts.entries >= 2)
            && (counts.items == 0 || counts.items + counts.entries >= 2)
    }
}

/// How often a category stands where, whatever tax it belongs to.
private struct CategoryCounts {
    var lines = 0
    var entries = 0
    /// Allowances and charges.
    var items = 0

    init(_ invoice: CheckedInvoice, of code: VATCode) {
        for group in invoice.all(.vatClass) where group.vatCode == code {
            switch group.parent.kind {
            case .line: lines += 1
            case .breakdown: entries += 1
            case .allowanceCharge: items += 1
            default: break
            }
        }
    }
}

private func ciiEntryRules(_ family: VATFamily) -> [InvoiceRule] {
    let code = family.code
    let isByRate = family.rate == .positive || family.rate == .notNegative
    return [
        InvoiceRule(
            family.rule("08"), .breakdownClass,
            "The taxable amount (BT-116) of \(family.name) is what its lines (BT-131) and charges (BT-99) less its allowances (BT-92) come to.",
            remedy: "Correct the taxable amount, or the line that has another category.",
            found: { "BT-116 is \($0.parent.figure(.taxable))" }
        ) { entry in
            guard entry.vatCode == code, entry.isOfVAT || asksNoTax(code) else { return true }
            let taxable = entry.parent.figure(.taxable)
            if isByRate {
                return entry.values(.rate).allSatisfy { rate in
                    taxable == entry.invoice.sumInCII { $0.vatCode == code && $0.figure(.rate) == rate.figure }
                }
            }
            let sum = entry.invoice.sumInCII { $0.vatCode == code }
            return code == .O ? taxable == sum : taxable.isWithinOneInBinary(of: sum)
        },
        InvoiceRule(
            family.rule("09"), .breakdownClass,
            "The VAT (BT-117) of \(family.name) is \(isByRate ? "its taxable amount times its rate, within one unit of currency" : "0").",
            remedy: "Correct the VAT of the category.", found: { "BT-117 is \($0.parent.figure(.tax))" }
        ) { entry in
            guard entry.vatCode == code, entry.isOfVAT || asksNoTax(code) else { return true }
            let tax = entry.parent.figure(.tax)
            if isByRate { return code != .S || tax.isTax(on: entry.parent.figure(.taxable), at: entry.figure(.rate)) }
            return tax == .zero
        },
        reasonRule(family),
    ]
}

/// Whether the rules on entries of a category do not ask which tax it belongs to.
private func asksNoTax(_ code: VATCode) -> Bool { code == .S || code == .Z }

private func reasonRule(_ family: VATFamily) -> InvoiceRule {
    InvoiceRule(
        family.rule("10"), .breakdownClass,
        family.needsReason
            ? "The VAT breakdown says why \(family.name) bears no VAT, as text (BT-120) or code (BT-121)."
            : "The VAT breakdown gives no exemption reason (BT-120, BT-121) for \(family.name).",
        remedy: family.needsReason ? "Add the reason for the exemption." : "Take the exemption reason out."
    ) { entry in
        guard entry.vatCode == family.code, entry.isOfVAT || asksNoTax(family.code) else { return true }
        return family.needsReason == (entry.has(.exemptionReason) || entry.has(.exemptionReasonCode))
    }
}

extension CheckedInvoice {
    /// The net amounts of lines and charges less allowances, of those with a VAT class of a sort.
    func sumInCII(where condition: (InvoiceGroup) -> Bool) -> Figure {
        let ofSort = { (group: InvoiceGroup) in group.groups(.vatClass).contains(where: condition) }
        let items = whole.groups(.allowanceCharge).filter(ofSort)
        let lines = Figure(sumOf: .lineNet, in: whole.groups(.line).filter(ofSort)).rounded(to: 2)
        let charges = Figure(sumOf: .amount, in: items.filter { $0.isCharge == true }).rounded(to: 2)
        return lines + charges - Figure(sumOf: .amount, in: items.filter { $0.isCharge == false }).rounded(to: 2)
    }
}

private let ciiSpecialVATRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-IC-11", .breakdownClass,
        "An intra-community supply (K) says when it was delivered (BT-72) or which period it is for (BG-14).",
        remedy: "Add the date of delivery or the invoicing period."
    ) { entry in
        guard entry.isOfVAT, entry.vatCode == .K else { return true }
        let whole = entry.invoice.whole
        return whole.has(.deliveryDate)
            || whole.groups(.period).contains {
                CIIPaths.start.isThere(in: $0.element) || CIIPaths.end.isThere(in: $0.element)
            }
    },
    InvoiceRule(
        "BR-IC-12", .breakdownClass, "An intra-community supply (K) says to which country it was delivered (BT-80).",
        remedy: "Add the country of the place of delivery."
    ) { entry in
        guard entry.isOfVAT, entry.vatCode == .K else { return true }
        return entry.invoice.whole.groups(.delivery).contains { $0.groups(.address).contains { $0.has(.country) } }
    },
    alone("BR-O-11", "What is not subject to VAT (O) stands alone in the VAT breakdown.", [.line, .breakdown]),
    alone("BR-O-12", "Where the invoice is not subject to VAT (O), so are all of its lines.", [.line, .breakdown]),
    alone("BR-O-13", "Where the invoice is not subject to VAT (O), so are all of its allowances.", [.allowanceCharge]),
    alone("BR-O-14", "Where the invoice is not subject to VAT (O), so are all of its charges.", [.allowanceCharge]),
    InvoiceRule(
        "BR-B-01", .invoice, "Split payment (B) is for invoices within Italy alone.",
        remedy: "Choose another VAT category."
    ) { group in
        guard group.invoice.all(.vatClass).contains(where: { $0.vatCode == .B }) else { return true }
        return group.invoice.all(.address).allSatisfy { $0.values(.country).allSatisfy { $0.rawText == "IT" } }
    },
    InvoiceRule(
        "BR-B-02", .invoice, "Split payment (B) and the standard rate (S) do not go together on an invoice.",
        remedy: "Bill the two on two invoices."
    ) { group in
        let codes = group.invoice.all(.vatClass).map(\.vatCode)
        return !codes.contains(.B) || !codes.contains(.S)
    },
]

/// Nothing of another category where something is not subject to VAT.
private func alone(_ code: String, _ statement: String, _ kinds: [GroupKind]) -> InvoiceRule {
    InvoiceRule(code, .breakdownClass, statement, remedy: "Bill what is subject to VAT on another invoice.") { entry in
        guard entry.isOfVAT, entry.vatCode == .O else { return true }
        return entry.invoice.all(.vatClass).allSatisfy { group in
            !kinds.contains(group.parent.kind) || group.values(.category).allSatisfy { $0.is("O") }
        }
    }
}
