/// The rule sets that invoices are held to.
extension RuleSet {
    /// EN 16931, for invoices in UBL.
    static let en16931UBL = RuleSet(en16931Rules + ublStructureRules, syntax: ublSyntaxRules)
}

/// The rules of EN 16931 on what an invoice says, in whatever syntax.
private let en16931Rules =
    documentRules + partyRules + paymentRules + totalRules + lineRules + allowanceRules + decimalRules + breakdownRules
    + vatRules + specialVATRules + codeRules

/// The rules of EN 16931 on how UBL is used.
private let ublSyntaxRules = SyntaxRules(
    UBLVocabulary.shared, unused: UBLUnusedElements.all, elements: ublCardinalityRules + ublElementRules,
    attributes: ublUnusedAttributes)
