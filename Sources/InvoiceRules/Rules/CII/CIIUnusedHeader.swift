/// What EN 16931 does not use of the head of an invoice in CII.
extension CIIUnusedElements {
    static let context = table(
        below: "rsm:ExchangedDocumentContext",
        """
        CII-SR-001 SpecifiedTransactionID
        CII-SR-002 TestIndicator
        CII-SR-006 BIMSpecifiedDocumentContextParameter
        CII-SR-007 ScenarioSpecifiedDocumentContextParameter
        CII-SR-008 ApplicationSpecifiedDocumentContextParameter
        CII-SR-011 SubsetSpecifiedDocumentContextParameter
        CII-SR-012 MessageStandardSpecifiedDocumentContextParameter
        """)

    static let document = table(
        below: "rsm:ExchangedDocument",
        """
        CII-DT-010 TypeCode/@listID fatal
        CII-DT-011 TypeCode/@listAgencyID fatal
        CII-DT-012 TypeCode/@listVersionID fatal
        CII-SR-013 Name
        CII-SR-015 IssueDateTime/udt:DateTime
        CII-SR-016 CopyIndicator
        CII-SR-017 Purpose
        CII-SR-018 ControlRequirementIndicator
        CII-SR-019 LanguageID
        CII-SR-020 PurposeCode
        CII-SR-021 RevisionDateTime
        CII-SR-022 VersionID
        CII-SR-023 GlobalID
        CII-SR-024 RevisionID
        CII-SR-025 PreviousRevisionID
        CII-SR-026 CategoryCode
        CII-SR-027 IncludedNote/Subject
        CII-SR-028 IncludedNote/ContentCode
        CII-SR-032 IncludedNote/ID
        CII-SR-033 EffectiveSpecifiedPeriod
        CII-SR-034 IssuerTradeParty
        """)

    static let elsewhere = table(
        below: "",
        """
        CII-DT-013 @languageID fatal
        CII-DT-014 @languageLocaleID fatal
        CII-SR-438 ValuationBreakdownStatement
        """)
}
