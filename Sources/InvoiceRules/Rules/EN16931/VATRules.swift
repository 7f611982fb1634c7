/// The rules of each VAT category: where it must stand, who must be registered, and what its rate is.
let coreVATRules: [InvoiceRule] = VATFamily.all.flatMap { family in
    [breakdownRule(family)] + registrationRules(family) + rateRules(family) + entryRules(family)
}

private func breakdownRule(_ family: VATFamily) -> InvoiceRule {
    let (code, codes) = (family.code, VATCodes(family.code))
    return InvoiceRule(
        family.rule("01"), .invoice,
        family.isOnce
            ? "Where something is \(family.name), the VAT breakdown (BG-23) has that category exactly once."
            : "The VAT breakdown (BG-23) has \(family.name) where a line, an allowance or a charge has it, and only then.",
        remedy: "Add the category to the breakdown, or take it out."
    ) { group in
        let vat = group.invoice.vat
        if family.isOnce {
            return vat.anywhere.isDisjoint(with: codes) || vat.breakdownCounts[Int(code.rawValue)] == 1
        }
        // The rule for the standard rate does not ask which tax a category belongs to.
        let isUsed =
            code == .S
            ? !vat.linesOfAnyTax.union(vat.allowancesAndChargesOfAnyTax).isDisjoint(with: codes)
            : !vat.lines.union(vat.allowances).union(vat.charges).isDisjoint(with: codes)
        let broken = code == .M || (code == .L && !isUsed) ? vat.breakdown : vat.breakdownOfAnyTax
        return isUsed == !broken.isDisjoint(with: codes)
    }
}

// MARK: Who is registered

func registrationRules(_ family: VATFamily) -> [InvoiceRule] {
    let codes = VATCodes(family.code)
    let places: [(String, String, @Sendable (VATFacts) -> VATCodes)] = [
        ("02", "a line", { family.code == .S && $0.syntax == .ubl ? $0.linesOfAnyTax : $0.lines }),
        ("03", "an allowance", { family.code == .O && $0.syntax == .ubl ? $0.invoiceAllowances : $0.allowances }),
        ("04", "a charge", { family.code == .O && $0.syntax == .ubl ? $0.invoiceCharges : $0.charges }),
    ]
    return places.map { number, what, place in
        InvoiceRule(
            family.rule(number), .invoice, "Where \(what) is \(family.name), \(family.registrationWords).",
            remedy: family.seller == nil
                ? "Leave the VAT numbers out, or choose another category."
                : "Add the numbers, or choose another category."
        ) { group in
            let vat = group.invoice.vat
            guard !place(vat).isDisjoint(with: codes) else { return true }
            return family.isRegistered(vat) && (number != "02" || !vat.lines.isDisjoint(with: codes))
        }
    }
}

extension VATFamily {
    fileprivate var registrationWords: String {
        let number = seller == .vatNumber ? "a VAT number (BT-31, BT-63)" : "a tax number (BT-31, BT-32, BT-63)"
        return switch buyer {
        case _ where seller == nil: "neither seller nor buyer give a VAT number (BT-31, BT-48, BT-63)"
        case .none: "the seller or its tax representative has \(number)"
        case .vatNumber: "seller and buyer both have a VAT number (BT-31 or BT-63, BT-48)"
        case .vatNumberOrRegistration: "the seller has \(number), the buyer a VAT number or registration (BT-48, BT-47)"
        }
    }

    /// Whether those have numbers who must, and those have none who must not.
    fileprivate func isRegistered(_ vat: VATFacts) -> Bool {
        guard let seller else {
            return !vat.sellerHasVATNumber && !vat.representativeHasVATNumber && !vat.buyerHasVATNumber
        }
        let sellerIsRegistered = seller == .any ? vat.sellerIsRegistered : vat.sellerHasVATNumber
        guard sellerIsRegistered || vat.representativeHasVATNumber else { return false }
        return switch buyer {
        case .none: true
        case .vatNumber: vat.buyerHasVATNumber
        case .vatNumberOrRegistration: vat.buyerHasVATNumber || vat.buyerHasLegalID
        }
    }
}

// MARK: Rates

func rateRules(_ family: VATFamily) -> [InvoiceRule] {
    let places: [(String, Scope, String)] = [
        ("05", .lineClass, "line (BT-152)"), ("06", .allowanceClass, "allowance (BT-96)"),
        ("07", .chargeClass, "charge (BT-103)"),
    ]
    return places.map { number, scope, what in
        InvoiceRule(
            family.rule(number), scope, "The rate of a \(what) that is \(family.name) \(family.rateWords).",
            remedy: "Correct the rate, or choose another category.",
            found: { $0.has(.rate) ? "\($0.value(.rate)?.text.prefix(20) ?? "")" : "no rate" }
        ) { group in group.vatCode != family.code || !group.isOfVAT || family.allows(rateOf: group) }
    }
}

extension VATFamily {
    fileprivate var rateWords: String {
        switch rate {
        case .zero: "is 0"
        case .positive: "is greater than 0"
        case .notNegative: "is 0 or greater"
        case .absent: "is left out"
        }
    }

    fileprivate func allows(rateOf group: InvoiceGroup) -> Bool {
        switch rate {
        case .zero: group.figure(.rate) == .zero
        case .positive: group.figure(.rate) > .zero
        case .notNegative: group.figure(.rate) >= .zero
        case .absent: !group.has(.rate)
        }
    }
}
