import Findings

/// The rule sets that invoices are held to.
extension RuleSet {
    /// EN 16931, for invoices in UBL.
    static let en16931UBL = RuleSet(en16931Rules + ublStructureRules, syntax: ublSyntaxRules)

    /// Peppol BIS Billing 3 for invoices in UBL, which is EN 16931 and more.
    static let peppol = RuleSet(
        en16931Rules + ublStructureRules + peppolDocumentRules + peppolLineRules + peppolIdentifierRules
            + peppolCodeRules,
        syntax: SyntaxRules(
            UBLVocabulary.shared, unused: UBLUnusedElements.all,
            elements: ublCardinalityRules + ublElementRules + peppolElementRules, attributes: ublUnusedAttributes),
        national: NationalRules.peppol)
}

extension RuleSet {
    /// EN 16931, for invoices in CII.
    static let en16931CII = RuleSet(
        en16931CIIRules,
        syntax: SyntaxRules(CIIVocabulary.shared, unused: CIIUnusedElements.all, elements: ciiElementRules))
}

extension RuleSet {
    /// Peppol BIS Billing 3, for invoices in CII.
    static let peppolCII = RuleSet(
        en16931CIIRules + peppolCIIRules,
        syntax: SyntaxRules(CIIVocabulary.shared, unused: CIIUnusedElements.all, elements: ciiElementRules),
        national: NationalRules.peppolCII)
}

extension RuleSet {
    /// The French rules on top of EN 16931, for invoices in UBL.
    static let frenchUBL = RuleSet(
        en16931Rules + ublStructureRules,
        syntax: SyntaxRules(
            UBLVocabulary.shared, unused: UBLUnusedElements.all,
            elements: ublCardinalityRules + ublElementRules + frenchUBLElementRules, attributes: ublUnusedAttributes,
            located: frenchUBLRules, whole: [subInvoiceRules(.ubl)]))

    /// The French rules on top of EN 16931, for invoices in CII.
    static let frenchCII = RuleSet(
        en16931CIIRules,
        syntax: SyntaxRules(
            CIIVocabulary.shared, unused: CIIUnusedElements.all, elements: ciiElementRules + frenchCIIElementRules,
            located: frenchCIIRules, whole: [subInvoiceRules(.cii)]))
}

extension RuleSet {
    /// Peppol's order (T01).
    static let peppolOrder = RuleSet(
        [],
        syntax: SyntaxRules(
            UBLOrderVocabulary.shared, unused: [],
            elements: peppolCommonRules + peppolOrderRules + peppolOrderLineRules,
            located: TransactionModel.peppolOrder.located, closed: TransactionModel.peppolOrder.closed))

    /// Peppol's order response (T76).
    static let peppolOrderResponse = RuleSet(
        [],
        syntax: SyntaxRules(
            UBLOrderVocabulary.shared, unused: [], elements: peppolCommonRules + peppolOrderResponseRules,
            located: TransactionModel.peppolOrderResponse.located, closed: TransactionModel.peppolOrderResponse.closed))
}

/// The rules of EN 16931 for CII: those that it shares with UBL, and those that its official rules ask otherwise.
let en16931CIIRules: [InvoiceRule] = {
    let own = ciiCoreRules + ciiTotalRules + ciiVATRules + [ciiTypeRule]
    let codes = Set(own.map(\.rule.code))
    return en16931Rules.filter { !codes.contains($0.rule.code) && !$0.rule.code.hasPrefix("BR-CL") } + own
}()

/// The rules of EN 16931 on what an invoice says, in whatever syntax.
let en16931Rules =
    coreDocumentRules + corePartyRules + corePaymentRules + coreTotalRules + coreLineRules + coreAllowanceRules
    + coreDecimalRules + coreBreakdownRules
    + coreVATRules + coreSpecialVATRules + coreCodeRules

/// The rules of EN 16931 on how UBL is used.
private let ublSyntaxRules = SyntaxRules(
    UBLVocabulary.shared, unused: UBLUnusedElements.all, elements: ublCardinalityRules + ublElementRules,
    attributes: ublUnusedAttributes)
