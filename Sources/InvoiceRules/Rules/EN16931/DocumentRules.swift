import XMLSyntax

/// What every invoice says about itself.
let coreDocumentRules: [InvoiceRule] =
    [
        InvoiceRule(
            "BR-01", .invoice, "An invoice names the specification that it follows (BT-24).",
            remedy: "Add the specification identifier."
        ) { $0.says(.specification) },
        InvoiceRule("BR-02", .invoice, "An invoice has a number (BT-1).", remedy: "Give the invoice its number.") {
            $0.says(.number)
        },
        InvoiceRule("BR-03", .invoice, "An invoice has an issue date (BT-2).", remedy: "Add the date of issue.") {
            $0.says(.issueDate)
        },
        InvoiceRule(
            "BR-04", .invoice, "An invoice says what kind of invoice it is (BT-3).",
            remedy: "Add the type code, such as 380 for an invoice or 381 for a credit note."
        ) { $0.says(.typeCode) },
        InvoiceRule(
            "BR-05", .invoice, "An invoice names its currency (BT-5).", remedy: "Add the currency code, such as EUR."
        ) { $0.says(.currency) },
        InvoiceRule(
            "BR-16", .invoice, "An invoice has at least one line (BG-25).", remedy: "Add the lines that are billed."
        ) { $0.has(.line) },
        InvoiceRule(
            "BR-53", .invoice,
            "Where a currency for VAT accounting (BT-6) is named, the VAT is totalled in it (BT-111).",
            remedy: "Add the VAT total in the accounting currency, or leave the currency out."
        ) { invoice in
            invoice.values(.vatCurrency).allSatisfy { currency in
                currency.element.withRawText { code in invoice.invoice.hasVATTotal(in: code) }
            }
        },
        InvoiceRule(
            "BR-CO-03", .invoice, "The date of VAT liability (BT-7) and the code for it (BT-8) exclude each other.",
            remedy: "Keep either the date or the code."
        ) { invoice in
            !invoice.has(.taxPointDate) || !invoice.groups(.period).contains { $0.has(.taxPointCode) }
        },
        InvoiceRule(
            "BR-52", .document, "A document that goes with the invoice (BG-24) has a reference (BT-122).",
            remedy: "Add the reference of the document."
        ) { $0.says(.documentID) },
    ]
    + [Scope.invoicePeriod].flatMap { scope in
        [
            InvoiceRule(
                "BR-29", scope, "The invoicing period does not end (BT-74) before it starts (BT-73).",
                remedy: "Correct the dates of the period."
            ) { $0.periodIsInOrder },
            InvoiceRule(
                "BR-CO-19", scope, "An invoicing period (BG-14) has a start (BT-73), an end (BT-74) or both.",
                remedy: "Add a date of the period, or leave the period out."
            ) { $0.has(.startDate) || $0.has(.endDate) || $0.has(.taxPointCode) },
        ]
    }

extension InvoiceGroup {
    /// Whether a period ends on the day it starts or later, as far as it says both.
    var periodIsInOrder: Bool {
        guard let start = value(.startDate), let end = value(.endDate) else { return true }
        guard let first = start.day, let last = end.day else { return false }
        return first <= last
    }
}
