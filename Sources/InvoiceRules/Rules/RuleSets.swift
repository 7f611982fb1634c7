/// The rule sets that invoices are held to.
extension RuleSet {
    /// EN 16931, for invoices in UBL.
    public static let en16931 = RuleSet(
        documentRules + partyRules + paymentRules + totalRules + lineRules + allowanceRules + decimalRules
            + breakdownRules + vatRules + specialVATRules + codeRules)
}
