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
    let (code, codes, numbers) = (family.code, VATCodes(family.code), family.numbers)
    let places: [(String, String, VATPlace)] = [
        ("02", "a line", .line), ("03", "an allowance", .allowance), ("04", "a charge", .charge),
    ]
    return places.map { number, what, place in
        InvoiceRule(
            family.rule(number), .invoice, "Where \(what) is \(family.name), \(family.registrationWords).",
            remedy: family.seller == nil
                ? "Leave the VAT numbers out, or choose another category."
                : "Add the numbers, or choose another category."
        ) { group in
            let vat = group.invoice.vat
            guard !vat.codes(at: place, asRulesOf: code).isDisjoint(with: codes) else { return true }
            return numbers.areGiven(vat) && (place != .line || !vat.lines.isDisjoint(with: codes))
        }
    }
}

/// Where something may be of a category.
private enum VATPlace { case line, allowance, charge }

extension VATFacts {
    /// The categories in use at a place, as the rules of a category count them.
    fileprivate func codes(at place: VATPlace, asRulesOf code: VATCode) -> VATCodes {
        switch place {
        case .line: code == .S && syntax == .ubl ? linesOfAnyTax : lines
        case .allowance: code == .O && syntax == .ubl ? invoiceAllowances : allowances
        case .charge: code == .O && syntax == .ubl ? invoiceCharges : charges
        }
    }
}

extension VATFamily {
    fileprivate var numbers: VATNumbers { VATNumbers(seller: seller, buyer: buyer) }

    fileprivate var registrationWords: String {
        let number = seller == .vatNumber ? "a VAT number (BT-31, BT-63)" : "a tax number (BT-31, BT-32, BT-63)"
        return switch buyer {
        case _ where seller == nil: "neither seller nor buyer give a VAT number (BT-31, BT-48, BT-63)"
        case .none: "the seller or its tax representative has \(number)"
        case .vatNumber: "seller and buyer both have a VAT number (BT-31 or BT-63, BT-48)"
        case .vatNumberOrRegistration: "the seller has \(number), the buyer a VAT number or registration (BT-48, BT-47)"
        }
    }
}

/// The numbers that a category asks for.
private struct VATNumbers {
    let seller: VATFamily.Registration?
    let buyer: VATFamily.BuyerNumber

    /// Whether those have numbers who must, and those have none who must not.
    func areGiven(_ vat: VATFacts) -> Bool {
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
    let (code, rate) = (family.code, family.rate)
    return places.map { number, scope, what in
        InvoiceRule(
            family.rule(number), scope, "The rate of a \(what) that is \(family.name) \(family.rateWords).",
            remedy: "Correct the rate, or choose another category.",
            found: { $0.has(.rate) ? "\($0.value(.rate)?.text.prefix(20) ?? "")" : "no rate" }
        ) { group in group.vatCode != code || !group.isOfVAT || rate.isKept(by: group) }
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
}

extension VATFamily.Rate {
    /// Whether the rate of a group is as it must be.
    fileprivate func isKept(by group: InvoiceGroup) -> Bool {
        switch self {
        case .zero: group.figure(.rate) == .zero
        case .positive: group.figure(.rate) > .zero
        case .notNegative: group.figure(.rate) >= .zero
        case .absent: !group.has(.rate)
        }
    }
}
