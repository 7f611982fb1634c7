import XMLSyntax

/// What Peppol BIS Billing 3 asks of every invoice, beyond EN 16931.
let peppolDocumentRules: [InvoiceRule] = processRules + referenceRules + vatTotalRules

private let billing = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"

private let processRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-R001", .invoice, "An invoice names its business process (BT-23).",
        remedy: "Add urn:fdc:peppol.eu:2017:poacc:billing:01:1.0 as the profile."
    ) { $0.has(.process) },
    InvoiceRule(
        "PEPPOL-EN16931-R007", .invoice, "The business process (BT-23) is one that Peppol has approved.",
        remedy: "Use urn:fdc:peppol.eu:2017:poacc:billing:01:1.0."
    ) { $0.isOfKnownProcess },
    InvoiceRule(
        "PEPPOL-EN16931-R004", .invoice, "The specification (BT-24) is Peppol BIS Billing 3, or an extension of it.",
        remedy: "Use \(billing)."
    ) { invoice in
        invoice.value(.specification)?.element.withText { $0.starts(with: billing.utf8) && !$0.hasTwoColons } ?? false
    },
]

private let referenceRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-R002", .invoice,
        "An invoice has no more than one note (BT-22), and in CII no subject code (BT-21), but between Germans.",
        remedy: "Join the notes."
    ) { $0.count(of: .note) <= 1 || $0.invoice.nations.areBothGerman },
    InvoiceRule(
        "PEPPOL-EN16931-R003", .invoice, "An invoice has a buyer reference (BT-10) or a purchase order (BT-13).",
        remedy: "Ask the buyer for the reference to state, and add it."
    ) { $0.has(.buyerReference) || $0.has(.purchaseOrder) },
    InvoiceRule(
        "PEPPOL-EN16931-R010", .buyer, "The buyer has an electronic address (BT-49).",
        remedy: "Add the address that the buyer is registered under."
    ) { $0.lacksParty || $0.has(.endpoint) },
    InvoiceRule(
        "PEPPOL-EN16931-R020", .seller, "The seller has an electronic address (BT-34).",
        remedy: "Add the address that the seller is registered under."
    ) { $0.lacksParty || $0.has(.endpoint) },
    InvoiceRule(
        "PEPPOL-EN16931-R080", .invoice,
        "A credit note refers to no more than one project (BT-11), an invoice in CII to no more than one tender (BT-17).",
        remedy: "Keep one of them."
    ) { invoice in
        !invoice.invoice.isCreditNote
            || invoice.groups(.document).count { $0.values(.documentType).contains { $0.is("50") } } <= 1
    },
]

private let vatTotalRules: [InvoiceRule] = [
    InvoiceRule(
        "PEPPOL-EN16931-R005", each: [.vatCurrency], in: [.invoice],
        "The currency of VAT accounting (BT-6) is another than that of the invoice (BT-5).", remedy: "Leave BT-6 out."
    ) { value, invoice in value.text != invoice.value(.currency)?.text ?? "" },
    InvoiceRule(
        "PEPPOL-EN16931-R053", .invoice, "One total of VAT, and only one, has the breakdown (BG-23).",
        remedy: "Give the breakdown with the total in the invoice's currency."
    ) { $0.groups(.vatTotal).count { $0.has(.breakdown) } == 1 },
    InvoiceRule(
        "PEPPOL-EN16931-R054", .invoice,
        "One total of VAT is without breakdown where a currency of VAT accounting (BT-6) is named, and none else.",
        remedy: "Give the total in the accounting currency (BT-111), or leave BT-6 out."
    ) { invoice in
        invoice.groups(.vatTotal).count { !$0.has(.breakdown) } == (invoice.has(.vatCurrency) ? 1 : 0)
    },
    InvoiceRule(
        "PEPPOL-EN16931-R055", .invoice, "The VAT has the same sign in both currencies (BT-110, BT-111).",
        remedy: "Correct the sign of one of them."
    ) { $0.vatSignsAgree },
]

extension InvoiceGroup {
    /// Whether the process is one of those that Peppol has for invoices.
    var isOfKnownProcess: Bool {
        guard let process = value(.process) else { return false }
        return process.is("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0")
            || process.is("urn:peppol:france:billing:regulated")
            || process.is("urn:peppol:france:billing:non-regulated")
            || process.is("urn:peppol:bis:billing_with_response")
    }

    /// Whether there is no party in the element around it, and so nobody to ask: only UBL has such an element.
    var lacksParty: Bool { syntax == .ubl && element.child(UBLName.party) == nil }

    fileprivate var vatSignsAgree: Bool {
        guard let accounting = value(.vatCurrency), let currency = value(.currency) else { return !has(.vatCurrency) }
        let inAccounting = totals(in: accounting), inCurrency = totals(in: currency)
        return inAccounting.contains { $0 <= .zero } && inCurrency.contains { $0 <= .zero }
            || inAccounting.contains { $0 >= .zero } && inCurrency.contains { $0 >= .zero }
    }

    private func totals(in currency: InvoiceValue) -> [Figure] {
        currency.element.withText { invoice.vatTotals(in: $0) }.map(\.figure)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether there are two colons in a row.
    fileprivate var hasTwoColons: Bool {
        indices.dropLast().contains { self[$0] == UInt8(ascii: ":") && self[$0 + 1] == UInt8(ascii: ":") }
    }
}
