/// What allowances and charges say, of the invoice and of a line.
let coreAllowanceRules: [InvoiceRule] =
    documentLevel(
        .allowance, "an allowance of the invoice (BG-20)", amount: "BT-92", category: "BT-95", ("BT-97", "BT-98"),
        codes: ("BR-31", "BR-32", "BR-33", "BR-CO-05", "BR-CO-21"))
    + documentLevel(
        .charge, "a charge of the invoice (BG-21)", amount: "BT-99", category: "BT-102", ("BT-104", "BT-105"),
        codes: ("BR-36", "BR-37", "BR-38", "BR-CO-06", "BR-CO-22"))
    + lineLevel(
        .lineAllowance, "an allowance of a line (BG-27)", amount: "BT-136", ("BT-139", "BT-140"),
        codes: ("BR-41", "BR-42", "BR-CO-07", "BR-CO-23"))
    + lineLevel(
        .lineCharge, "a charge of a line (BG-28)", amount: "BT-141", ("BT-144", "BT-145"),
        codes: ("BR-43", "BR-44", "BR-CO-08", "BR-CO-24"))

private func documentLevel(
    _ scope: Scope, _ what: String, amount: String, category: String, _ reasons: (String, String),
    codes: (String, String, String, String, String)
) -> [InvoiceRule] {
    [
        amountIsGiven(codes.0, scope, what, amount),
        InvoiceRule(
            codes.1, scope, "There is a VAT category (\(category)) for \(what).",
            remedy: "Add its VAT category, such as S."
        ) { item in item.groups(.vatClass).contains { $0.isOfVAT && $0.has(.category) } },
        reasonIsGiven(codes.2, scope, what, reasons), reasonsAgree(codes.3, what, reasons),
        reasonIsGiven(codes.4, scope, what, reasons),
    ]
}

private func lineLevel(
    _ scope: Scope, _ what: String, amount: String, _ reasons: (String, String), codes: (String, String, String, String)
) -> [InvoiceRule] {
    [
        amountIsGiven(codes.0, scope, what, amount), reasonIsGiven(codes.1, scope, what, reasons),
        reasonsAgree(codes.2, what, reasons), reasonIsGiven(codes.3, scope, what, reasons),
    ]
}

private func amountIsGiven(_ code: String, _ scope: Scope, _ what: String, _ amount: String) -> InvoiceRule {
    InvoiceRule(code, scope, "There is an amount (\(amount)) for \(what).", remedy: "Add the amount.") {
        $0.has(.amount)
    }
}

private func reasonIsGiven(_ code: String, _ scope: Scope, _ what: String, _ reasons: (String, String)) -> InvoiceRule {
    InvoiceRule(
        code, scope, "There is a reason for \(what), as text (\(reasons.0)) or as code (\(reasons.1)).",
        remedy: "Add a reason."
    ) { $0.has(.reason) || $0.has(.reasonCode) }
}

/// No program can tell whether a text and a code mean the same: the rule is here to be explained.
private func reasonsAgree(_ code: String, _ what: String, _ reasons: (String, String)) -> InvoiceRule {
    InvoiceRule(
        forPeople: code, "Text (\(reasons.0)) and code (\(reasons.1)) give the same reason for \(what).",
        remedy: "Correct the one that is wrong.")
}
