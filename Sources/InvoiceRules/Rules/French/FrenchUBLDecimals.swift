import XMLSyntax

/// How long amounts, quantities, prices and rates in UBL may be (BR-FR-DEC).
let ublDecimalRules: [LocatedRule] = amountRules + otherRules

private let lines = ["cac:InvoiceLine", "cac:CreditNoteLine"]
private let prices = lines.map { $0 + "/cac:Price" }

private func inLines(_ path: String) -> [String] { lines.map { $0 + "/" + path } }

private let amountRules: [LocatedRule] = [
    ("BT-93_BT-100", ["cac:AllowanceCharge/cbc:BaseAmount"]), ("BT-92_BT-99", ["cac:AllowanceCharge/cbc:Amount"]),
    ("BT-106", ["cac:LegalMonetaryTotal/cbc:LineExtensionAmount"]),
    ("BT-107", ["cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount"]),
    ("BT-108", ["cac:LegalMonetaryTotal/cbc:ChargeTotalAmount"]),
    ("BT-109", ["cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount"]),
    ("BT-110", ["cac:TaxTotal/cbc:TaxAmount"] + inLines("cac:TaxTotal/cbc:TaxAmount")),
    ("BT-112", ["cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"]),
    ("BT-113", ["cac:LegalMonetaryTotal/cbc:PrepaidAmount"]),
    ("BT-114", ["cac:LegalMonetaryTotal/cbc:PayableRoundingAmount"]),
    ("BT-115", ["cac:LegalMonetaryTotal/cbc:PayableAmount"]),
    (
        "BT-116",
        ["cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount"] + inLines("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxableAmount")
    ),
    ("BT-117", ["cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount"] + inLines("cac:TaxTotal/cac:TaxSubtotal/cbc:TaxAmount")),
    ("BT-131", inLines("cbc:LineExtensionAmount")), ("BT-136_BT-141", inLines("cac:AllowanceCharge/cbc:Amount")),
    ("BT-137_BT-142", inLines("cac:AllowanceCharge/cbc:BaseAmount")),
].map(frenchAmountRule)

private let otherRules: [LocatedRule] =
    [
        LocatedRule(
            "BR-FR-DEC-02_BT-129", ["cac:InvoiceLine/cbc:InvoicedQuantity", "cac:CreditNoteLine/cbc:CreditedQuantity"],
            text: quantityStatement, remedy: rounding
        ) { FrenchValues.isDecimal($0, places: 4) },
        LocatedRule(
            "BR-FR-DEC-02_BT-149", prices.map { $0 + "/cbc:BaseQuantity" }, text: quantityStatement, remedy: rounding
        ) {
            $0.trimmed.isEmpty || FrenchValues.isDecimal($0, places: 4)
        },
        frenchPriceRule("BT-146", prices.map { $0 + "/cbc:PriceAmount" }, .ubl, mayBeBlank: true),
        frenchPriceRule("BT-147", prices.map { $0 + "/cac:AllowanceCharge/cbc:Amount" }, .ubl, mayBeBlank: true),
        frenchPriceRule("BT-148", prices.map { $0 + "/cac:AllowanceCharge/cbc:BaseAmount" }, .ubl, mayBeBlank: true),
    ]
    + [
        (
            "BT-96_BT-103",
            ["cac:AllowanceCharge/cac:TaxCategory/cbc:Percent"]
                + inLines("cac:AllowanceCharge/cac:TaxCategory/cbc:Percent")
        ),
        (
            "BT-119",
            ["cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent"]
                + inLines("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:Percent")
        ),
        ("BT-152", inLines("cac:Item/cac:ClassifiedTaxCategory/cbc:Percent")),
    ].map(frenchRateRule)

private let quantityStatement = "A quantity has no more than four decimal places and 19 digits."
private let rounding = "Round the quantity."

func frenchAmountRule(_ term: String, _ paths: [String]) -> LocatedRule {
    LocatedRule(
        "BR-FR-DEC-01_\(term)", paths, text: "An amount has no more than two decimal places and 19 digits.",
        remedy: "Round the amount."
    ) { FrenchValues.isDecimal($0, places: 2) }
}

func frenchRateRule(_ term: String, _ paths: [String]) -> LocatedRule {
    LocatedRule(
        "BR-FR-DEC-04_\(term)", paths, text: "A rate has no more than two decimal places and four digits, and no sign.",
        remedy: "Round the rate."
    ) { FrenchValues.isRate($0) }
}

/// Prices are negative only in invoices that go both ways.
func frenchPriceRule(_ term: String, _ paths: [String], _ document: FrenchDocument, mayBeBlank: Bool) -> LocatedRule {
    let modes = document.texts(document.mode)
    return LocatedRule(
        "BR-FR-DEC-03_\(term)", paths,
        "A price has no more than six decimal places and 19 digits, and is not negative.",
        remedy: "Round the price, or make the quantity negative."
    ) { price in
        let text = price.rawString
        let isBothWays = modes(price.element(at: 0)).contains { FrenchValues.bothWays.contains($0.trimmed) }
        return mayBeBlank && text.trimmed.isEmpty || FrenchValues.isDecimal(text, places: 6, negative: isBothWays)
    }
}
