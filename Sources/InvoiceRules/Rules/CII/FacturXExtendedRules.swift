import Findings
import XMLSyntax

/// What Factur-X EXTENDED asks in place of some rules of EN 16931: the same as EXTENDED-CTC-FR in CII, which was made
/// from it, under codes of its own.
let facturXExtendedRules: [InvoiceRule] =
    (extendedLineRules(.cii) + extendedTotalRules(.cii) + extendedVATRules(.cii, withTransport: true)).compactMap {
        rule in
        facturXCode(rule.rule.code).map(rule.called)
    } + [facturXPayableRule] + ciiDueDateRules

/// What Factur-X calls a rule of EXTENDED-CTC-FR; nil where it leaves the question to its schema.
private func facturXCode(_ code: String) -> String? {
    switch code {
    case "BR-FREXT-05": nil
    case "BR-FXEXT-S-08": "BR-FXEXT-S08b"
    case "BR-FXEXT-S-09": "BR-FXEXT-S-09b"
    case _ where code.hasPrefix("BR-FXEXT-") && code.hasSuffix("-08"): code + "b"
    default: code.replacing("BR-FREXT-", with: "BR-FXEXT-")
    }
}

private let facturXPayableRule = InvoiceRule(
    "BR-FXEXT-CO-16", .totals,
    """
    The amount to be paid (BT-115) is the total with VAT (BT-112) less what is paid (BT-113) plus rounding (BT-114) and \
    adjustments (BG-X-59).
    """,
    remedy: "Correct BT-115, or the amount that is wrong."
) { totals in
    let adjustments = adjustmentAmounts.elements(in: totals.invoice.root).map(\.figure).reduce(Figure.zero, +)
    let paid = totals.has(.prepaid) ? totals.figure(.prepaid) : .zero
    let rounding = totals.has(.rounding) ? totals.figure(.rounding) : .zero
    return totals.figure(.payable) == totals.figure(.totalWithVAT) - paid + rounding + adjustments
}

private let adjustmentAmounts = CIIPaths.path(
    "rsm:SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement/SpecifiedFinancialAdjustment/ActualAmount")
