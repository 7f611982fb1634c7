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
    /// What EN 16931 asks of all but the lines, for a Factur-X that has none (BASIC WL).
    static let withoutLinesCII = RuleSet(
        rulesWithoutLines,
        syntax: SyntaxRules(CIIVocabulary.shared, unused: CIIUnusedElements.all, elements: ciiElementRules))

    /// What EN 16931 asks of parties and totals, for a Factur-X that has neither lines nor a breakdown (MINIMUM).
    static let minimumCII = RuleSet(
        rulesWithoutLines.filter { !ofBreakdownsAndBuyers.contains($0.rule.code) },
        syntax: SyntaxRules(CIIVocabulary.shared, unused: CIIUnusedElements.all, elements: ciiElementRules))
}

extension RuleSet {
    /// What EN 16931 asks that Factur-X EXTENDED asks too: rules of its own take the place of the others, and it uses
    /// more of CII.
    static let facturXExtendedCII = RuleSet(
        en16931CIIRules.filter { !replacedInFacturXExtended.contains($0.rule.code) } + facturXExtendedRules,
        syntax: SyntaxRules(
            CIIVocabulary.shared, unused: [],
            elements: ciiElementRules.filter {
                !$0.rule.code.hasPrefix("CII-") || structureOfFacturXExtended.contains($0.rule.code)
            } + facturXElementRules))
}

private let replacedInFacturXExtended: Set<String> = {
    let families = ["AE", "AF", "AG", "E", "G", "IC", "O", "S", "Z"].flatMap { ["BR-\($0)-01", "BR-\($0)-08"] }
    let others = """
        BR-22 BR-23 BR-24 BR-26 BR-27 BR-28 BR-38 BR-44 BR-54 BR-AF-10 BR-AG-10 BR-CO-04 BR-CO-06 BR-CO-08 BR-CO-10 BR-CO-11
        BR-CO-12 BR-CO-13 BR-CO-15 BR-CO-16 BR-CO-17 BR-CO-22 BR-CO-24 BR-O-02 BR-O-03 BR-O-04 BR-O-11 BR-O-12 BR-O-13
        BR-O-14 BR-S-09 BR-S-10 BR-Z-10
        """
    return Set(families + others.split(whereSeparator: \.isWhitespace).map(String.init))
}()

private let structureOfFacturXExtended: Set<String> = Set(
    ([463, 464, 465, 466, 467, 468, 469, 471, 472, 473, 475, 476] as [Int]).map { "CII-SR-\($0)" } + ["CII-DT-097"])

/// Without those that compare lines with what stands in the head.
private let rulesWithoutLines: [InvoiceRule] = {
    let categories = ["S", "Z", "E", "AE", "IC", "G", "O", "AF", "AG", "B"]
    let compared = Set(categories.flatMap { ["BR-\($0)-01", "BR-\($0)-08"] } + ["BR-16", "BR-CO-10", "BR-CO-18"])
    return en16931CIIRules.filter { !compared.contains($0.rule.code) } + [breakdownWithoutLines]
}()

/// The level MINIMUM has no address of the buyer, no sum of lines and no breakdown, and says nothing of what is paid.
private let ofBreakdownsAndBuyers: Set<String> = [
    "BR-10", "BR-11", "BR-12", "BR-CO-13", "BR-CO-14", "BR-CO-16", "BR-CO-18",
]

extension RuleSet {
    /// Peppol BIS Billing 3, for invoices in CII.
    static let peppolCII = RuleSet(
        en16931CIIRules + peppolCIIRules,
        syntax: SyntaxRules(
            CIIVocabulary.shared, unused: CIIUnusedElements.all, elements: ciiElementRules + peppolCIIElementRules),
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
