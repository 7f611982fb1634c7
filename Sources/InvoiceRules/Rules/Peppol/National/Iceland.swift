import Findings
import XMLSyntax

/// What Peppol asks of sellers in Iceland.
let icelandicRules = [
    NationalRules({ $0.nations.sellerAddress == "IS" }, sellerRules + dueDateRules),
    NationalRules({ $0.nations.sellerAddress == "IS" && $0.nations.buyerAddress == "IS" }, buyerRules),
]

private let sellerRules: [InvoiceRule] = [
    InvoiceRule(
        "IS-R-001", .invoice, "The kind of an Icelandic invoice (BT-3) is 380 or 381.", remedy: "Use 380 or 381.",
        severity: .warning
    ) { $0.values(.typeCode).contains { $0.is("380") || $0.is("381") } },
    InvoiceRule(
        "IS-R-002", .invoice, "An Icelandic seller gives its kennitala (BT-30, scheme 0196).",
        remedy: "Add the kennitala."
    ) { $0.first(.seller)?.hasKennitala ?? false },
    InvoiceRule(
        "IS-R-003", .invoice, "The address of an Icelandic seller has street (BT-35) and post code (BT-38).",
        remedy: "Complete the address."
    ) { $0.first(.seller)?.hasStreetAndPostCode ?? false },
    accountRule("IS-R-006", "9", "a claim"),
    accountRule("IS-R-007", "42", "a transfer"),
]

private func accountRule(_ code: String, _ means: StaticString, _ what: String) -> InvoiceRule {
    InvoiceRule(
        code, .invoice, "An Icelandic seller paid by \(what) (\(means)) gives an account of twelve characters (BT-84).",
        remedy: "Correct the account."
    ) { invoice in
        let paid = invoice.groups(.paymentMeans).filter { $0.term(.meansCode, is: means) }
        let accounts = paid.flatMap { $0.groups(.creditTransfer).flatMap { $0.values(.account) } }
        return paid.isEmpty || accounts.first.map { $0.characterCount == 12 } ?? false
    }
}

/// The final due date (eindagi) is given as a document of that description.
private let dueDateRules: [InvoiceRule] = [
    InvoiceRule(
        "IS-R-008", .document, "The final due date (EINDAGI) is written YYYY-MM-DD.", remedy: "Correct the date."
    ) { document in
        !document.isFinalDueDate
            || document.value(.documentID).map { $0.rawText.unicodeScalars.count == 10 && $0.day != nil } ?? false
    },
    InvoiceRule(
        "IS-R-009", .invoice, "Where there is a final due date (EINDAGI), there is a due date (BT-9).",
        remedy: "Add the due date."
    ) { invoice in !invoice.groups(.document).contains(where: \.isFinalDueDate) || invoice.has(.dueDate) },
    InvoiceRule(
        "IS-R-010", .invoice, "The final due date (EINDAGI) is not before the due date (BT-9).",
        remedy: "Correct one of the dates."
    ) { invoice in
        let final = invoice.groups(.document).filter(\.isFinalDueDate)
        guard !final.isEmpty else { return true }
        return invoice.values(.dueDate).contains { due in
            final.contains { $0.values(.documentID).contains { due.rawText <= $0.rawText } }
        }
    },
]

private let buyerRules: [InvoiceRule] = [
    InvoiceRule(
        "IS-R-004", .buyer, "The invoice to an Icelandic buyer gives its kennitala (BT-47, scheme 0196).",
        remedy: "Add the kennitala."
    ) { $0.hasKennitala },
    InvoiceRule(
        "IS-R-005", .buyer, "The address of an Icelandic buyer has street (BT-50) and post code (BT-53).",
        remedy: "Complete the address."
    ) { $0.hasStreetAndPostCode },
]

extension InvoiceGroup {
    fileprivate var hasKennitala: Bool { values(.legalID).contains { $0.attribute("schemeID", is: "0196") } }
    fileprivate var hasStreetAndPostCode: Bool {
        groups(.address).contains { $0.has(.street) } && groups(.address).contains { $0.has(.postalCode) }
    }
    fileprivate var isFinalDueDate: Bool { values(.documentDescription).contains { $0.rawText == "EINDAGI" } }
}
