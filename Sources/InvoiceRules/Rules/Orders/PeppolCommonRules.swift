import Findings
import XMLSyntax

/// What Peppol asks of every message of ordering.
let peppolCommonRules: [ElementRule] =
    peppolIdentifierElementRules + [
        ElementRule(
            "PEPPOL-COMMON-R001", [], "No element is empty.", remedy: "Leave the element out, or say something."
        ) {
            $0.hasChildren || !$0.withText(\.isEmpty)
        },
        ElementRule(
            "PEPPOL-COMMON-R003", ["ord:Order", "res:OrderResponse"], "A message names no place of its schema.",
            remedy: "Leave out xsi:schemaLocation.", severity: .warning
        ) { !$0.namesSchemaLocation },
        ElementRule(
            "PEPPOL-COMMON-R030",
            [
                "cbc:IssueDate", "cbc:DueDate", "cbc:TaxPointDate", "cbc:StartDate", "cbc:EndDate",
                "cbc:ActualDeliveryDate",
            ],
            "A date is a day of the calendar, written YYYY-MM-DD.", remedy: "Correct the date."
        ) { $0.withRawText { $0.count == 10 } && InvoiceValue(element: $0, figure: .unknown).day != nil },
    ]
