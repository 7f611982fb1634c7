/// The rule sets that invoices are held to.
extension RuleSet {
    /// EN 16931, for invoices in UBL.
    static let en16931UBL = RuleSet(en16931Rules + ublStructureRules, syntax: ublSyntaxRules)

    /// Peppol BIS Billing 3, which is EN 16931 and more.
    static let peppol = RuleSet(
        en16931Rules + ublStructureRules + peppolDocumentRules + peppolLineRules + peppolIdentifierRules
            + peppolCodeRules,
        syntax: SyntaxRules(
            UBLVocabulary.shared, unused: UBLUnusedElements.all,
            elements: ublCardinalityRules + ublElementRules + peppolElementRules, attributes: ublUnusedAttributes),
        national: NationalRules.peppol)
}

/// The rules of EN 16931 on what an invoice says, in whatever syntax.
private let en16931Rules =
    coreDocumentRules + corePartyRules + corePaymentRules + coreTotalRules + coreLineRules + coreAllowanceRules + coreDecimalRules + coreBreakdownRules
    + coreVATRules + coreSpecialVATRules + coreCodeRules

/// The rules of EN 16931 on how UBL is used.
private let ublSyntaxRules = SyntaxRules(
    UBLVocabulary.shared, unused: UBLUnusedElements.all, elements: ublCardinalityRules + ublElementRules,
    attributes: ublUnusedAttributes)
