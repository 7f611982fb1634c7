import Findings
import XMLSyntax

/// What EN 16931 does not use within some elements of CII, wherever these stand (CII-DT).
let ciiLocalRules: [ElementRule] =
    local(within: CIIVocabulary.named("TypeCode"), "CII-DT-008 @name fatal\nCII-DT-009 @listURI fatal")
    + local(
        within: CIIVocabulary.names(endingIn: "ReferencedDocument"),
        """
        CII-DT-016 StatusCode fatal
        CII-DT-017 CopyIndicator fatal
        CII-DT-019 GlobalID fatal
        CII-DT-020 RevisionID fatal
        CII-DT-023 Information fatal
        CII-DT-025 SectionName fatal
        CII-DT-026 PreviousRevisionID fatal
        CII-DT-028 EffectiveSpecifiedPeriod fatal
        CII-DT-029 IssuerTradeParty fatal
        CII-DT-030 AttachedSpecifiedBinaryFile fatal
        """)
    + local(
        within: CIIVocabulary.names(endingIn: "Amount").filter { $0 != "ram:TaxTotalAmount" },
        "CII-DT-031 @currencyID fatal\nCII-DT-032 @currencyCodeListVersionID fatal")
    + local(
        within: CIIVocabulary.names(endingIn: "Quantity"),
        "CII-DT-034 @unitCodeListID fatal\nCII-DT-035 @unitCodeListAgencyID fatal\nCII-DT-036 @unitCodeListAgencyName fatal"
    )
    + local(
        within: CIIVocabulary.names(endingIn: "TradeTax"),
        """
        CII-DT-038 CalculatedRate
        CII-DT-039 CalculationSequenceNumeric
        CII-DT-040 BasisQuantity
        CII-DT-042 UnitBasisAmount
        CII-DT-043 LineTotalBasisAmount
        CII-DT-044 AllowanceChargeBasisAmount
        CII-DT-049 CurrencyCode
        CII-DT-050 Jurisdiction
        CII-DT-051 CustomsDutyIndicator
        CII-DT-053 TaxBasisAllowanceRate
        CII-DT-055 Type
        CII-DT-056 InformationAmount
        CII-DT-057 CategoryName
        CII-DT-059 RateApplicablePercent/@format
        CII-DT-060 SpecifiedTradeAccountingAccount
        CII-DT-061 ServiceSupplyTradeCountry
        CII-DT-062 BuyerRepayableTaxSpecifiedTradeAccountingAccount
        CII-DT-063 SellerPayableTaxSpecifiedTradeAccountingAccount
        CII-DT-064 SellerRefundableTaxSpecifiedTradeAccountingAccount
        CII-DT-065 BuyerDeductibleTaxSpecifiedTradeAccountingAccount
        CII-DT-066 BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount
        CII-DT-067 PlaceApplicableTradeLocation
        """)
    + local(
        within: CIIVocabulary.named("BillingSpecifiedPeriod"),
        """
        CII-DT-068 StartDateTime/udt:DateTime fatal
        CII-DT-069 DurationMeasure fatal
        CII-DT-070 InclusiveIndicator fatal
        CII-DT-071 Description fatal
        CII-DT-072 EndDateTime/udt:DateTime fatal
        CII-DT-073 CompleteDateTime fatal
        CII-DT-074 OpenIndicator fatal
        CII-DT-075 SeasonCode fatal
        CII-DT-076 ID fatal
        CII-DT-077 Name fatal
        CII-DT-078 SequenceNumeric fatal
        CII-DT-079 StartDateFlexibilityCode fatal
        CII-DT-080 ContinuousIndicator fatal
        CII-DT-081 PurposeCode fatal
        """)
    + local(
        within: CIIVocabulary.named("PostalTradeAddress"),
        """
        CII-DT-082 ID fatal
        CII-DT-083 PostOfficeBox fatal
        CII-DT-084 BuildingName fatal
        CII-DT-086 LineFour fatal
        CII-DT-087 LineFive fatal
        CII-DT-088 StreetName fatal
        CII-DT-089 CitySubDivisionName fatal
        CII-DT-090 CountryName fatal
        CII-DT-091 CountrySubDivisionID fatal
        CII-DT-092 AttentionOf fatal
        CII-DT-093 CareOf fatal
        CII-DT-094 BuildingNumber fatal
        CII-DT-095 DepartmentName fatal
        CII-DT-096 AdditionalStreetName fatal
        """)
    + local(
        within: CIIVocabulary.names(endingIn: "ID"),
        """
        CII-DT-101 @schemeName fatal
        CII-DT-102 @schemeAgencyName fatal
        CII-DT-103 @schemeDataURI fatal
        CII-DT-104 @schemeURI fatal
        """)
    + local(
        within: CIIVocabulary.names(endingIn: "DocumentContextParameter"),
        "CII-SR-04 Value\nCII-SR-05 SpecifiedDocumentVersion")
    + local(
        within: CIIVocabulary.named("SpecifiedTradeSettlementPaymentMeans"),
        "CII-SR-464 PayerSpecifiedDebtorFinancialInstitution")

private func local(within names: [String], _ lines: String) -> [ElementRule] {
    lines.split(separator: "\n").map { line in
        let cells = line.split(separator: " ").map(String.init)
        let isPlain = cells[0].hasPrefix("CII-DT-10")
        let path = ElementPath(ciiPath(cells[1]), CIIVocabulary.shared)
        return ElementRule(
            cells[0], names,
            "EN 16931 does not use \(cells[1]) within \(names.count == 1 ? names[0] : "such an element").",
            remedy: "Leave it out: who receives the invoice may pass over it.",
            severity: cells.last == "fatal" ? .fatal : .warning
        ) { path.count(in: $0) == 0 || isPlain && CIIUnusedElements.isPlainIdentifier($0) }
    }
}
