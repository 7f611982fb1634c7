import XMLSyntax

/// What Peppol asks of sellers in the Netherlands.
let dutchRules = [
    NationalRules({ $0.nations.isDutchSeller }, sellerRules),
    NationalRules({ $0.nations.isDutchSeller && $0.nations.isDutchBuyer }, domesticRules),
    NationalRules(
        { $0.nations.isDutchSeller && $0.hasDutchRepresentative },
        [
            addressRule("NL-R-006", .representativeAddress, "a Dutch tax representative (BG-12)")
        ]),
]

private let sellerRules: [InvoiceRule] = [
    InvoiceRule(
        "NL-R-001", .invoice, "A Dutch credit note refers to the invoice that it corrects (BT-25).",
        remedy: "Add the number of the invoice."
    ) { invoice in
        let isCredit =
            invoice.syntax == .cii
            ? invoice.invoice.isCredit(["81", "83", "381", "396", "532"])
            : invoice.values(.typeCode).contains { $0.element.name != UBLName.invoiceTypeCode }
        return !isCredit || invoice.groups(.precedingInvoice).contains { $0.has(.precedingNumber) }
    },
    addressRule("NL-R-002", .sellerAddress, "a Dutch seller (BG-5)"),
    registrationRule("NL-R-003", .seller, "a Dutch seller (BT-30)"),
    InvoiceRule(
        "NL-R-007", .totals, "A Dutch seller says how it is to be paid (BG-16), where it is.",
        remedy: "Add the payment instructions."
    ) { totals in
        let payable = totals.figure(.payable)
        let isSettled = totals.invoice.isCredit() ? payable >= .zero : payable <= .zero
        return isSettled || totals.invoice.has(.paymentMeans)
    },
    InvoiceRule(
        "NL-R-009", each: [.orderLine], "A Dutch invoice with order lines (BT-132) names the order (BT-13).",
        remedy: "Add the purchase order."
    ) { _, line in line.invoice.whole.has(.purchaseOrder) },
]

private let domesticRules: [InvoiceRule] = [
    addressRule("NL-R-004", .buyerAddress, "a Dutch buyer (BG-8)"),
    registrationRule("NL-R-005", .buyer, "a Dutch buyer (BT-47)"),
    InvoiceRule(
        "NL-R-008", .paymentMeans, "The means of payment (BT-81) is one that Dutch parties use.",
        remedy: "Use 30, 48, 49, 57, 58 or 59."
    ) { ["30", "48", "49", "57", "58", "59"].contains($0.value(.meansCode)?.text ?? "") },
]

private func addressRule(_ code: String, _ scope: Scope, _ whose: String) -> InvoiceRule {
    InvoiceRule(
        code, scope, "The address of \(whose) has street, city and post code.", remedy: "Complete the address."
    ) { $0.has(.street) && $0.has(.city) && $0.has(.postalCode) }
}

private func registrationRule(_ code: String, _ scope: Scope, _ whose: String) -> InvoiceRule {
    InvoiceRule(
        code, each: [.legalID], in: [scope], "The registration of \(whose) is a KVK (0106) or OIN number (0190).",
        remedy: "Correct the number or its scheme."
    ) { value, _ in
        (value.attribute("schemeID", is: "0106") || value.attribute("schemeID", is: "0190")) && !value.isBlank
    }
}

extension CheckedInvoice {
    fileprivate var hasDutchRepresentative: Bool {
        let country = whole.first(.taxRepresentative)?.first(.address)?.value(.country)
        return country?.text.uppercased() == "NL"
    }
}
