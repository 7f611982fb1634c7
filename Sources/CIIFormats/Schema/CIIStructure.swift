/// How Cross Industry Invoice (D22B) puts its aggregates together: the part of it that invoices of EN 16931 and of the
/// extended profiles use.
let ciiStructure = CrossIndustryStructure(
    """
    CreditorFinancialAccount = IBANID?:id AccountName?:text ProprietaryID?:id
    CreditorFinancialInstitution = BICID?:id
    DebtorFinancialAccount = IBANID?:id AccountName?:text
    DebtorFinancialInstitution = BICID?:id
    DocumentContextParameter = ID?:id
    DocumentLineDocument = LineID?:id ParentLineID?:id LineStatusCode?:code LineStatusReasonCode?:code
        IncludedNote*:Note
    ExchangedDocument = ID?:id Name*:text TypeCode?:code IssueDateTime:dateTime CopyIndicator?:indicator
        LanguageID*:id IncludedNote*:Note EffectiveSpecifiedPeriod?:SpecifiedPeriod
    ExchangedDocumentContext = TestIndicator?:indicator
        BusinessProcessSpecifiedDocumentContextParameter*:DocumentContextParameter
        GuidelineSpecifiedDocumentContextParameter*:DocumentContextParameter
    HeaderTradeAgreement = BuyerReference?:text SellerTradeParty?:TradeParty BuyerTradeParty?:TradeParty
        SalesAgentTradeParty?:TradeParty BuyerTaxRepresentativeTradeParty?:TradeParty
        SellerTaxRepresentativeTradeParty?:TradeParty ProductEndUserTradeParty?:TradeParty
        SellerOrderReferencedDocument?:ReferencedDocument BuyerOrderReferencedDocument?:ReferencedDocument
        QuotationReferencedDocument?:ReferencedDocument ContractReferencedDocument?:ReferencedDocument
        AdditionalReferencedDocument*:ReferencedDocument BuyerAgentTradeParty?:TradeParty
        SpecifiedProcuringProject?:ProcuringProject UltimateCustomerOrderReferencedDocument*:ReferencedDocument
    HeaderTradeDelivery = ShipToTradeParty?:TradeParty UltimateShipToTradeParty?:TradeParty
        ShipFromTradeParty?:TradeParty ActualDeliverySupplyChainEvent?:SupplyChainEvent
        DespatchAdviceReferencedDocument?:ReferencedDocument ReceivingAdviceReferencedDocument?:ReferencedDocument
        DeliveryNoteReferencedDocument?:ReferencedDocument
    HeaderTradeSettlement = CreditorReferenceID?:id PaymentReference*:text TaxCurrencyCode?:code
        InvoiceCurrencyCode?:code InvoiceIssuerReference?:text InvoicerTradeParty?:TradeParty
        InvoiceeTradeParty?:TradeParty PayeeTradeParty?:TradeParty PayerTradeParty?:TradeParty
        TaxApplicableTradeCurrencyExchange?:TradeCurrencyExchange
        SpecifiedTradeSettlementPaymentMeans*:TradeSettlementPaymentMeans ApplicableTradeTax*:TradeTax
        BillingSpecifiedPeriod?:SpecifiedPeriod SpecifiedTradeAllowanceCharge*:TradeAllowanceCharge
        SpecifiedLogisticsServiceCharge*:LogisticsServiceCharge SpecifiedTradePaymentTerms*:TradePaymentTerms
        SpecifiedTradeSettlementHeaderMonetarySummation?:TradeSettlementHeaderMonetarySummation
        InvoiceReferencedDocument*:ReferencedDocument
        ReceivableSpecifiedTradeAccountingAccount*:TradeAccountingAccount
    LegalOrganization = ID?:id TradingBusinessName?:text PostalTradeAddress?:TradeAddress
    LineTradeAgreement = SellerOrderReferencedDocument?:ReferencedDocument
        BuyerOrderReferencedDocument?:ReferencedDocument QuotationReferencedDocument?:ReferencedDocument
        ContractReferencedDocument?:ReferencedDocument AdditionalReferencedDocument*:ReferencedDocument
        GrossPriceProductTradePrice?:TradePrice NetPriceProductTradePrice?:TradePrice
        ItemSellerTradeParty?:TradeParty UltimateCustomerOrderReferencedDocument*:ReferencedDocument
    LineTradeDelivery = BilledQuantity?:quantity ChargeFreeQuantity?:quantity PackageQuantity?:quantity
        PerPackageUnitQuantity?:quantity ShipToTradeParty?:TradeParty UltimateShipToTradeParty?:TradeParty
        ActualDeliverySupplyChainEvent?:SupplyChainEvent DespatchAdviceReferencedDocument?:ReferencedDocument
        ReceivingAdviceReferencedDocument?:ReferencedDocument DeliveryNoteReferencedDocument?:ReferencedDocument
    LineTradeSettlement = ApplicableTradeTax*:TradeTax BillingSpecifiedPeriod?:SpecifiedPeriod
        SpecifiedTradeAllowanceCharge*:TradeAllowanceCharge
        SpecifiedTradeSettlementLineMonetarySummation?:TradeSettlementLineMonetarySummation
        InvoiceReferencedDocument*:ReferencedDocument AdditionalReferencedDocument*:ReferencedDocument
        ReceivableSpecifiedTradeAccountingAccount*:TradeAccountingAccount
    LogisticsServiceCharge = Description*:text AppliedAmount*:amount AppliedTradeTax*:TradeTax
    Note = ContentCode?:code Content*:text SubjectCode*:code
    ProcuringProject = ID:id Name:text
    ProductCharacteristic = TypeCode?:code Description*:text ValueMeasure?:measure Value*:text
    ProductClassification = ClassCode?:code ClassName*:text
    ReferencedDocument = IssuerAssignedID?:id URIID?:id LineID?:id TypeCode?:code Name*:text
        AttachmentBinaryObject*:binary ReferenceTypeCode?:code FormattedIssueDateTime?:formattedDate
    SpecifiedPeriod = Description*:text StartDateTime?:dateTime EndDateTime?:dateTime CompleteDateTime?:dateTime
    SupplyChainEvent = OccurrenceDateTime?:dateTime
    SupplyChainTradeLineItem = AssociatedDocumentLineDocument?:DocumentLineDocument
        SpecifiedTradeProduct?:TradeProduct SpecifiedLineTradeAgreement?:LineTradeAgreement
        SpecifiedLineTradeDelivery?:LineTradeDelivery SpecifiedLineTradeSettlement:LineTradeSettlement
    SupplyChainTradeTransaction = IncludedSupplyChainTradeLineItem*:SupplyChainTradeLineItem
        ApplicableHeaderTradeAgreement:HeaderTradeAgreement ApplicableHeaderTradeDelivery:HeaderTradeDelivery
        ApplicableHeaderTradeSettlement:HeaderTradeSettlement
    TaxRegistration = ID?:id
    TradeAccountingAccount = ID:id TypeCode?:code
    TradeAddress = PostcodeCode?:code LineOne?:text LineTwo?:text LineThree?:text CityName?:text CountryID?:id
        CountrySubDivisionName*:text
    TradeAllowanceCharge = ChargeIndicator?:indicator SequenceNumeric?:number CalculationPercent?:number
        BasisAmount?:amount BasisQuantity?:quantity ActualAmount*:amount ReasonCode?:code Reason?:text
        CategoryTradeTax*:TradeTax
    TradeContact = PersonName?:text DepartmentName?:text TypeCode?:code
        TelephoneUniversalCommunication?:UniversalCommunication FaxUniversalCommunication?:UniversalCommunication
        EmailURIUniversalCommunication?:UniversalCommunication
    TradeCountry = ID?:id
    TradeCurrencyExchange = SourceCurrencyCode:code TargetCurrencyCode:code ConversionRate:number
        ConversionRateDateTime?:dateTime
    TradeParty = ID*:id GlobalID*:id Name?:text RoleCode*:code Description*:text
        SpecifiedLegalOrganization?:LegalOrganization DefinedTradeContact*:TradeContact
        PostalTradeAddress?:TradeAddress URIUniversalCommunication*:UniversalCommunication
        SpecifiedTaxRegistration*:TaxRegistration
    TradePaymentDiscountTerms = BasisDateTime?:dateTime BasisPeriodMeasure?:measure BasisAmount?:amount
        CalculationPercent?:number ActualDiscountAmount?:amount
    TradePaymentPenaltyTerms = BasisDateTime?:dateTime BasisPeriodMeasure?:measure BasisAmount?:amount
        CalculationPercent?:number ActualPenaltyAmount?:amount
    TradePaymentTerms = Description*:text DueDateDateTime?:dateTime DirectDebitMandateID*:id
        PartialPaymentAmount*:amount ApplicableTradePaymentPenaltyTerms?:TradePaymentPenaltyTerms
        ApplicableTradePaymentDiscountTerms?:TradePaymentDiscountTerms PayeeTradeParty*:TradeParty
    TradePrice = ChargeAmount+:amount BasisQuantity?:quantity AppliedTradeAllowanceCharge*:TradeAllowanceCharge
        IncludedTradeTax*:TradeTax
    TradeProduct = ID?:id GlobalID?:id SellerAssignedID?:id BuyerAssignedID?:id IndustryAssignedID?:id ModelID?:id
        Name*:text Description*:text BatchID*:id BrandName?:text ModelName?:text
        ApplicableProductCharacteristic*:ProductCharacteristic
        DesignatedProductClassification*:ProductClassification OriginTradeCountry?:TradeCountry
        ManufacturerTradeParty?:TradeParty
    TradeSettlementFinancialCard = ID?:id CardholderName?:text
    TradeSettlementHeaderMonetarySummation = LineTotalAmount*:amount ChargeTotalAmount*:amount
        AllowanceTotalAmount*:amount TaxBasisTotalAmount*:amount TaxTotalAmount*:amount RoundingAmount*:amount
        GrandTotalAmount*:amount TotalPrepaidAmount*:amount DuePayableAmount*:amount
    TradeSettlementLineMonetarySummation = LineTotalAmount*:amount ChargeTotalAmount*:amount
        AllowanceTotalAmount*:amount TaxTotalAmount*:amount GrandTotalAmount*:amount
        TotalAllowanceChargeAmount*:amount
    TradeSettlementPaymentMeans = TypeCode?:code Information*:text
        ApplicableTradeSettlementFinancialCard?:TradeSettlementFinancialCard
        PayerPartyDebtorFinancialAccount?:DebtorFinancialAccount
        PayeePartyCreditorFinancialAccount*:CreditorFinancialAccount
        PayerSpecifiedDebtorFinancialInstitution?:DebtorFinancialInstitution
        PayeeSpecifiedCreditorFinancialInstitution?:CreditorFinancialInstitution
    TradeTax = CalculatedAmount*:amount TypeCode?:code ExemptionReason?:text BasisAmount*:amount
        LineTotalBasisAmount*:amount AllowanceChargeBasisAmount*:amount CategoryCode?:code
        ExemptionReasonCode?:code TaxPointDate?:date DueDateTypeCode?:code RateApplicablePercent?:number
    UniversalCommunication = URIID?:id CompleteNumber?:text
    """)
