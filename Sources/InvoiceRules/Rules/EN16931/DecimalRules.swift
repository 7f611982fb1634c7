import XMLSyntax

/// Amounts have no more than two decimal places, as they are written.
let coreDecimalRules: [InvoiceRule] = decimalPlaces.map { code, scopes, term, business in
    InvoiceRule(
        code, each: [term], in: scopes, "This amount (\(business)) has no more than two decimal places.",
        remedy: "Round the amount."
    ) { value, _ in value.hasTwoPlacesAtMost }
}

private let decimalPlaces: [(String, [Scope], Term, String)] = [
    ("BR-DEC-01", [.allowance], .amount, "BT-92"),
    ("BR-DEC-02", [.allowance], .baseAmount, "BT-93"),
    ("BR-DEC-05", [.charge], .amount, "BT-99"),
    ("BR-DEC-06", [.charge], .baseAmount, "BT-100"),
    ("BR-DEC-09", [.totals], .linesTotal, "BT-106"),
    ("BR-DEC-10", [.totals], .allowancesTotal, "BT-107"),
    ("BR-DEC-11", [.totals], .chargesTotal, "BT-108"),
    ("BR-DEC-12", [.totals], .totalBeforeVAT, "BT-109"),
    ("BR-DEC-14", [.totals], .totalWithVAT, "BT-112"),
    ("BR-DEC-16", [.totals], .prepaid, "BT-113"),
    ("BR-DEC-17", [.totals], .rounding, "BT-114"),
    ("BR-DEC-18", [.totals], .payable, "BT-115"),
    ("BR-DEC-19", [.breakdown, .lineBreakdown], .taxable, "BT-116"),
    ("BR-DEC-20", [.breakdown, .lineBreakdown], .tax, "BT-117"),
    ("BR-DEC-23", [.line], .lineNet, "BT-131"),
    ("BR-DEC-24", [.lineAllowance], .amount, "BT-136"),
    ("BR-DEC-25", [.lineAllowance], .baseAmount, "BT-137"),
    ("BR-DEC-27", [.lineCharge], .amount, "BT-141"),
    ("BR-DEC-28", [.lineCharge], .baseAmount, "BT-142"),
]

extension InvoiceValue {
    /// Whether no more than two characters follow the first point.
    var hasTwoPlacesAtMost: Bool {
        element.withRawText { text in
            guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return true }
            return text.count - point - 1 <= 2
        }
    }
}
