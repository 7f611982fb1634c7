import XMLSyntax

/// The elements of CII that rules speak of.
enum CIIVocabulary {
    static let shared = XMLVocabulary(
        namespaces: [
            ("rsm", "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"),
            ("ram", "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"),
            ("udt", "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100"),
            ("qdt", "urn:un:unece:uncefact:data:standard:QualifiedDataType:100"),
        ], names: all)

    private static let all =
        SyntaxBinding.names(in: CIIBinding.lines).union(CIIUnusedElements.names).union((others + rare).map(ciiPath))
        .sorted()

    /// The names that end in a word.
    static func names(endingIn suffix: String) -> [String] {
        all.filter { $0.hasPrefix("ram:") && $0.hasSuffix(suffix) }
    }

    static func named(_ name: String) -> [String] { [ciiPath(name)] }

    /// What stands in no table of paths, or only as the end of a name.
    private static let others = """
        rsm:CrossIndustryInvoice udt:DateTime udt:Indicator StatusCode CopyIndicator GlobalID RevisionID Information SectionName
        PreviousRevisionID EffectiveSpecifiedPeriod IssuerTradeParty AttachedSpecifiedBinaryFile CalculatedRate
        CalculationSequenceNumeric BasisQuantity UnitBasisAmount LineTotalBasisAmount AllowanceChargeBasisAmount CurrencyCode
        Jurisdiction CustomsDutyIndicator TaxBasisAllowanceRate Type InformationAmount CategoryName SpecifiedTradeAccountingAccount
        ServiceSupplyTradeCountry BuyerRepayableTaxSpecifiedTradeAccountingAccount SellerPayableTaxSpecifiedTradeAccountingAccount
        SellerRefundableTaxSpecifiedTradeAccountingAccount BuyerDeductibleTaxSpecifiedTradeAccountingAccount
        BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount PlaceApplicableTradeLocation DurationMeasure InclusiveIndicator
        Description CompleteDateTime OpenIndicator SeasonCode ID Name SequenceNumeric StartDateFlexibilityCode ContinuousIndicator
        PurposeCode PostOfficeBox BuildingName LineFour LineFive StreetName CitySubDivisionName CountryName CountrySubDivisionID
        AttentionOf CareOf BuildingNumber DepartmentName AdditionalStreetName Value SpecifiedDocumentVersion
        PayerSpecifiedDebtorFinancialInstitution ReferenceTypeCode FormattedIssueDateTime ExemptionReason ExemptionReasonCode
        DueDateTypeCode TaxPointDate RateApplicablePercent GrossLineTotalAmount NetLineTotalAmount TotalDiscountAmount
        TotalAllowanceChargeAmount AppliedTradeTax ContractReferencedDocument ChargeFreeQuantity PackageQuantity
        SalesAgentTradeParty BuyerAgentTradeParty PayerTradeParty InvoiceeTradeParty InvoicerTradeParty ShipToTradeParty
        ActualDeliverySupplyChainEvent OccurrenceDateTime udt:DateTimeString udt:DateString ValueMeasure
        DeliveryTypeCode ApplicableTradeDeliveryTerms RelevantTradeLocation TaxApplicableTradeCurrencyExchange LineStatusReasonCode
        ParentLineID ContractReferencedDocument InvoiceSpecifiedReferencedDocument ItemSellerTradeParty TaxTotalAmount GrandTotalAmount
        """.words

    /// What invoices hardly ever have, but rules on all amounts, quantities, taxes and references look at.
    private static let rare = """
        ActualDiscountAmount ActualPenaltyAmount ActualQuantity AddedAdjustmentAmount AdditionalHazardClassificationID
        AssociatedInvoiceAmount AustralianBSBID AustrianBankleitzahlID BICID BatchID
        BuyerSuppliedPartsReferenceReferencedDocument CHIPSParticipantID CHIPSUniversalID
        CanadianPaymentsAssociationID CarrierAssignedBookingID CityID ContentAmount ContentLayerQuantity
        ContentUnitQuantity CustomerAssignedID CustomerFacingTotalUnitQuantity DeclaredValueForCustomsAmount
        DeclaredValueForStatisticsAmount DeductedAdjustmentAmount DepositValueSpecifiedAmount DisbursementAmount EMSID
        ElementVersionID FedwireRoutingNumberID GermanBankleitzahlID GlobalSerialID HazardClassificationID
        HellenicBankID HongKongBankID IOSSID IncludingTaxesLineTotalAmount IndianFinancialSystemID IndustryAssignedID
        InsuranceChargeTotalAmount InsurancePremiumAmount InvoiceAmount InvoiceReferenceReferencedDocument IrishNSCID
        ItalianDomesticID JapanFinancialInstitutionCommonID KanbanID LayerTotalUnitQuantity MarketID MaterialID
        MaximumID MaximumStackabilityQuantity MeasurementMethodID ModelID NewZealandNCCID NonTariffChargeAmount
        OtherChargeAmount PageID PaidAmount PartID PolishNationalClearingID PortugueseNCCID
        PreviousAdministrativeReferencedDocument PriceListID PriceListItemID QueryID ReferenceID
        ReferenceReferencedDocument RegisteredID RegistrationID RelatedTradeTax RussianCentralBankID SICID SerialID
        SouthAfricanNCCID SpanishDomesticInterbankingID SubordinateLineID SupplierAssignedSerialID SwissBCID
        TariffAmount TariffQuantity TotalChargeAmount TotalQuantity TransportContractReferencedDocument UKSortCodeID
        UltimateCustomerAssignedExtensionID UserSpecifiedDocumentContextParameter WebsiteURIID
        """.words
}

/// Names that rules ask for by hand.
enum CIIName {
    static let typeCode = name("TypeCode")
    static let additionalDocument = name("AdditionalReferencedDocument")
    static let invoiceDocument = name("InvoiceReferencedDocument")
    static let settlement = name("ApplicableHeaderTradeSettlement")
    static let id = name("ID")
    static let iban = name("IBANID")
    static let proprietaryAccount = name("ProprietaryID")
    static let globalID = name("GlobalID")
    static let personName = name("PersonName")
    static let departmentName = name("DepartmentName")
    static let product = name("SpecifiedTradeProduct")
    static let shipTo = name("ShipToTradeParty")
    static let registration = name("SpecifiedTaxRegistration")
    static let chargeIndicator = name("ChargeIndicator")
    static let indicator = name("udt:Indicator")
    static let actualAmount = name("ActualAmount")
    static let dateString = name("udt:DateTimeString")

    static func name(_ text: String) -> XMLName { CIIVocabulary.shared[ciiPath(text)] }
}
