import Findings

/// How an invoice is to be paid.
let corePaymentRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-49", .paymentMeans, "Payment instructions (BG-16) name the means of payment (BT-81).",
        remedy: "Add the code of the means of payment, such as 30 or 58 for a credit transfer."
    ) { $0.has(.meansCode) },
    InvoiceRule(
        "BR-50", .creditTransfer, "The account for a credit transfer (BG-17) has a number (BT-84).",
        remedy: "Add the IBAN."
    ) { !$0.parent.isCreditTransfer || $0.says(.account) },
    InvoiceRule(
        "BR-51", each: [.cardNumber], "A card number (BT-87) shows no more than its first six and last four digits.",
        remedy: "Shorten the card number to its last digits.", severity: .warning
    ) { value, _ in value.characterCount <= 10 },
    InvoiceRule(
        "BR-61", .paymentMeans, "A credit transfer says to which account (BT-84).", remedy: "Add the IBAN."
    ) { means in !means.isCreditTransfer || means.groups(.creditTransfer).contains { $0.has(.account) } },
]

/// The official rules have left it out since version 1.3.16; those of the extended French profile have it.
let coreDueDateRules: [InvoiceRule] = [
    InvoiceRule(
        "BR-CO-25", .totals,
        "An invoice with an amount to be paid (BT-115) says when: by a date (BT-9) or by terms (BT-20).",
        remedy: "Add the due date or the terms of payment.",
        found: { "\($0.figure(.payable)) to be paid" }
    ) { totals in
        guard totals.has(.payable), !totals.invoice.isCreditNote, !(totals.figure(.payable) <= .zero) else {
            return true
        }
        return totals.figure(.payable) > .zero && (totals.parent.has(.dueDate) || totals.parent.has(.paymentTerms))
    }
]

extension InvoiceGroup {
    /// Whether a means of payment is a transfer, inside SEPA or not.
    var isCreditTransfer: Bool { term(.meansCode, is: "30") || term(.meansCode, is: "58") }
}
