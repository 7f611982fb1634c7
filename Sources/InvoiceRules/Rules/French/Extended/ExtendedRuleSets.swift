import Findings
import XMLSyntax

extension RuleSet {
    /// EXTENDED-CTC-FR, for invoices in UBL: EN 16931 with more freedom, and rules of its own in place of some.
    static let extendedUBL = RuleSet(extendedUBLInvoiceRules, syntax: extendedUBLSyntax())

    /// EXTENDED-CTC-FR, for invoices in CII.
    static let extendedCII = RuleSet(extendedCIIInvoiceRules, syntax: extendedCIISyntax())

    /// The French rules on top of EXTENDED-CTC-FR, for invoices in UBL.
    static let frenchExtendedUBL = RuleSet(
        extendedUBLInvoiceRules,
        syntax: extendedUBLSyntax(
            frenchUBLElementRules, located: frenchUBLRules, whole: [subInvoiceRules(.ubl)]))

    /// The French rules on top of EXTENDED-CTC-FR, for invoices in CII.
    static let frenchExtendedCII = RuleSet(
        extendedCIIInvoiceRules,
        syntax: extendedCIISyntax(
            frenchCIIElementRules, located: frenchCIIRules, whole: [subInvoiceRules(.cii)]))

    private static let extendedUBLInvoiceRules =
        en16931Rules.without(replacedInUBL) + ublStructureRules.without(replacedInUBL) + ownRules(.ubl)
        + [
            InvoiceRule(
                "UBL-FREXT-SR-48", .line, "A line that counts has one VAT category, and no line has more.",
                remedy: "Keep one VAT category."
            ) { line in
                let count = line.count(of: .vatClass)
                return line.isDetail ? count == 1 : count <= 1
            }
        ]

    private static let extendedCIIInvoiceRules = en16931CIIRules.without(replacedInCII) + ownRules(.cii)

    private static func extendedUBLSyntax(
        _ more: [ElementRule] = [], located: [LocatedRule] = [], whole: [WholeDocumentRules] = []
    ) -> SyntaxRules {
        SyntaxRules(
            UBLVocabulary.shared, unused: UBLUnusedElements.all.filter { !replacedInUBL.contains($0.rule.code) },
            elements: (ublCardinalityRules + ublElementRules).without(replacedInUBL).map(\.onHeaderReferences)
                + extendedElementRules(.ubl) + more,
            attributes: ublUnusedAttributes, located: located, whole: whole)
    }

    private static func extendedCIISyntax(
        _ more: [ElementRule] = [], located: [LocatedRule] = [], whole: [WholeDocumentRules] = []
    ) -> SyntaxRules {
        SyntaxRules(
            CIIVocabulary.shared, unused: CIIUnusedElements.all.filter { !replacedInCII.contains($0.rule.code) },
            elements: ciiElementRules.without(replacedInCII) + extendedElementRules(.cii) + more, located: located,
            whole: whole)
    }

    private static func ownRules(_ syntax: InvoiceSyntax) -> [InvoiceRule] {
        extendedLineRules(syntax) + extendedTotalRules(syntax) + extendedVATRules(syntax)
            + (syntax == .ubl ? coreDueDateRules : ciiDueDateRules)
    }
}

extension InvoiceGroup {
    /// Whether a line refers to no invoice, or to this one as a detail.
    fileprivate var isDetail: Bool {
        ElementPath.referred.elements(in: element).isEmpty || ExtendedLine.statusCodes(of: self).contains("DETAIL")
    }
}

extension ElementPath {
    fileprivate static let referred = ElementPath("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
}

extension [InvoiceRule] {
    fileprivate func without(_ codes: Set<String>) -> Self { filter { !codes.contains($0.rule.code) } }
}

extension [ElementRule] {
    fileprivate func without(_ codes: Set<String>) -> Self { filter { !codes.contains($0.rule.code) } }
}

extension ElementRule {
    /// The rules on references to invoices, asked of those of the whole invoice alone: lines have theirs for other ends.
    fileprivate var onHeaderReferences: ElementRule {
        guard ["BR-55", "UBL-SR-06", "UBL-SR-07"].contains(rule.code) else { return self }
        return ElementRule(
            rule.code, names, rule.statement, remedy: rule.remedy, severity: rule.severity
        ) { $0.parentPosition > 0 || holds($0) }
    }
}

private func codes(_ text: String) -> Set<String> { Set(text.words) }

/// The rules of EN 16931 that EXTENDED-CTC-FR has others for, or none.
private let replaced = codes(
    """
    BR-22 BR-23 BR-24 BR-26 BR-27 BR-28 BR-54 BR-AE-08 BR-AF-01 BR-AF-08 BR-AG-08 BR-CL-10 BR-CL-20 BR-CL-24 BR-CO-04 BR-CO-10
    BR-CO-11 BR-CO-12 BR-CO-13 BR-CO-15 BR-CO-17 BR-E-01 BR-E-08 BR-G-01 BR-G-08 BR-IC-01 BR-IC-08 BR-O-01 BR-O-02 BR-O-03 BR-O-04
    BR-O-08 BR-O-11 BR-O-12 BR-O-13 BR-O-14 BR-S-01 BR-S-08 BR-S-09 BR-S-10 BR-Z-01 BR-Z-08 BR-Z-10
    """)

private let replacedInUBL = replaced.union(
    codes(
        """
        UBL-CR-018 UBL-CR-026 UBL-CR-047 UBL-CR-096 UBL-CR-099 UBL-CR-194 UBL-CR-195 UBL-CR-258 UBL-CR-259 UBL-CR-269 UBL-CR-270
        UBL-CR-271 UBL-CR-272 UBL-CR-273 UBL-CR-274 UBL-CR-288 UBL-CR-410 UBL-CR-439 UBL-CR-480 UBL-CR-481 UBL-CR-490 UBL-CR-523
        UBL-CR-524 UBL-CR-525 UBL-CR-528 UBL-CR-529 UBL-CR-530 UBL-CR-531 UBL-CR-550 UBL-CR-561 UBL-CR-563 UBL-CR-600 UBL-CR-601
        UBL-CR-609 UBL-CR-611 UBL-CR-619 UBL-CR-633 UBL-CR-634 UBL-CR-645 UBL-CR-662 UBL-CR-669 UBL-CR-670 UBL-SR-04 UBL-SR-16
        UBL-SR-20 UBL-SR-34 UBL-SR-37 UBL-SR-48 UBL-SR-52
        """))

private let replacedInCII = replaced.union(
    codes(
        """
        BR-38 BR-44 BR-AE-01 BR-AF-10 BR-AG-01 BR-AG-10 BR-CL-07 BR-CO-22 BR-CO-24 BR-O-09 BR-O-10 CII-DT-018 CII-DT-024 CII-DT-027
        CII-DT-052 CII-DT-058 CII-DT-098 CII-SR-039 CII-SR-040 CII-SR-041 CII-SR-068 CII-SR-069 CII-SR-070 CII-SR-072 CII-SR-106
        CII-SR-107 CII-SR-108 CII-SR-127 CII-SR-128 CII-SR-148 CII-SR-156 CII-SR-164 CII-SR-170 CII-SR-173 CII-SR-174 CII-SR-175
        CII-SR-200 CII-SR-201 CII-SR-210 CII-SR-278 CII-SR-293 CII-SR-305 CII-SR-333 CII-SR-334 CII-SR-350 CII-SR-351 CII-SR-352
        CII-SR-353 CII-SR-354 CII-SR-355 CII-SR-356 CII-SR-357 CII-SR-358 CII-SR-359 CII-SR-360 CII-SR-361 CII-SR-362 CII-SR-363
        CII-SR-365 CII-SR-366 CII-SR-422 CII-SR-439 CII-SR-458 CII-SR-470 CII-SR-474
        """))
