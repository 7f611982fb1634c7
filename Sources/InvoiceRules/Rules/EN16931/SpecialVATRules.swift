import XMLSyntax

/// The rules that only one VAT category has.
let coreSpecialVATRules: [InvoiceRule] = intraCommunityRules + notSubjectRules + splitPaymentRules

private let intraCommunityRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-IC-11", .invoice,
        "An intra-community supply (K) says when it was delivered (BT-72) or which period it is for (BG-14).",
        remedy: "Add the date of delivery or the invoicing period."
    ) { invoice in
        guard invoice.breaksDown(.K) else { return true }
        return invoice.groups(.delivery).contains { $0.value(.deliveryDate)?.isLongerThanOne ?? false }
            || invoice.groups(.period).contains { $0.element.hasChildren }
    },
    InvoiceRule(
        "BR-IC-12", .invoice, "An intra-community supply (K) says to which country it was delivered (BT-80).",
        remedy: "Add the country of the place of delivery."
    ) { invoice in
        guard invoice.breaksDown(.K) else { return true }
        return invoice.groups(.delivery).contains { delivery in
            delivery.groups(.address).contains { $0.value(.country)?.isLongerThanOne ?? false }
        }
    },
]

private let notSubjectRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-O-11", .invoice, "What is not subject to VAT (O) stands alone in the VAT breakdown.",
        remedy: "Bill what is subject to VAT on another invoice."
    ) { !$0.breaksDown(.O) || !$0.invoice.vat.hasOther.breakdown },
    InvoiceRule(
        "BR-O-12", .invoice, "Where the invoice is not subject to VAT (O), so are all of its lines.",
        remedy: "Bill what is subject to VAT on another invoice."
    ) { !$0.breaksDown(.O) || !$0.invoice.vat.hasOther.lines },
    InvoiceRule(
        "BR-O-13", .invoice, "Where the invoice is not subject to VAT (O), so are all of its allowances.",
        remedy: "Bill what is subject to VAT on another invoice."
    ) { !$0.breaksDown(.O) || !$0.invoice.vat.hasOther.allowances },
    InvoiceRule(
        "BR-O-14", .invoice, "Where the invoice is not subject to VAT (O), so are all of its charges.",
        remedy: "Bill what is subject to VAT on another invoice."
    ) { !$0.breaksDown(.O) || !$0.invoice.vat.hasOther.charges },
]

private let splitPaymentRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-B-01", .invoice, "Split payment (B) is for invoices within Italy alone.",
        remedy: "Choose another VAT category."
    ) { invoice in
        guard invoice.invoice.hasSplitPayment else { return true }
        return invoice.invoice.countries.allSatisfy { $0.is("IT") }
    },
    InvoiceRule(
        "BR-B-02", .invoice, "Split payment (B) and the standard rate (S) do not go together on an invoice.",
        remedy: "Bill the two on two invoices."
    ) { invoice in
        let vat = invoice.invoice.vat
        let used = vat.linesOfAnyTax.union(vat.allowancesAndChargesOfAnyTax).union(vat.breakdownOfAnyTax)
        return !used.isSuperset(of: [VATCodes(.B), VATCodes(.S)])
    },
]

extension InvoiceGroup {
    /// Whether the breakdown of VAT has a category.
    fileprivate func breaksDown(_ code: VATCode) -> Bool { !invoice.vat.breakdown.isDisjoint(with: VATCodes(code)) }
}

extension InvoiceValue {
    fileprivate var isLongerThanOne: Bool { element.withRawText { $0.count > 1 } }
}

extension CheckedInvoice {
    fileprivate var hasSplitPayment: Bool {
        let used = vat.linesOfAnyTax.union(vat.allowancesAndChargesOfAnyTax).union(vat.breakdownOfAnyTax)
        return !used.isDisjoint(with: VATCodes(.B))
    }

    /// Every country that the invoice names.
    fileprivate var countries: [InvoiceValue] {
        let addresses = all(.address).flatMap { $0.values(.country) }
        return addresses + (all(.line) + all(.subLine)).flatMap { $0.values(.originCountry) }
    }
}

private func + (a: GroupsOfKind, b: GroupsOfKind) -> [InvoiceGroup] { Array(a) + Array(b) }
