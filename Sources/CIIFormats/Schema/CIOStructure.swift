/// How Cross Industry Order (D20B) puts its aggregates together: the part of it that Order-X uses.
let cioStructure = CrossIndustryStructure(
    """
    DocumentContextParameter = ID:id
    DocumentLineDocument = LineID:id LineStatusCode?:code IncludedNote*:Note
    ExchangedDocumentContext = TestIndicator?:indicator
        BusinessProcessSpecifiedDocumentContextParameter?:DocumentContextParameter
        GuidelineSpecifiedDocumentContextParameter:DocumentContextParameter
    ExchangedDocument = ID:id Name?:text TypeCode:code StatusCode?:code IssueDateTime:dateTime
        CopyIndicator?:indicator LanguageID*:id PurposeCode?:code RequestedResponseTypeCode?:code IncludedNote*:Note
        EffectiveSpecifiedPeriod?:SpecifiedPeriod
    HeaderTradeAgreement = BuyerReference?:text SellerTradeParty:TradeParty BuyerTradeParty:TradeParty
        BuyerRequisitionerTradeParty?:TradeParty ProductEndUserTradeParty?:TradeParty
        ApplicableTradeDeliveryTerms?:TradeDeliveryTerms SellerOrderReferencedDocument?:ReferencedDocument
        BuyerOrderReferencedDocument?:ReferencedDocument QuotationReferencedDocument?:ReferencedDocument
        ContractReferencedDocument?:ReferencedDocument RequisitionReferencedDocument?:ReferencedDocument
        AdditionalReferencedDocument*:ReferencedDocument BuyerAgentTradeParty?:TradeParty
        CatalogueReferencedDocument?:ReferencedDocument BlanketOrderReferencedDocument?:ReferencedDocument
        PreviousOrderReferencedDocument?:ReferencedDocument
        PreviousOrderChangeReferencedDocument?:ReferencedDocument
        PreviousOrderResponseReferencedDocument?:ReferencedDocument SpecifiedProcuringProject?:ProcuringProject
        UltimateCustomerOrderReferencedDocument*:ReferencedDocument
    HeaderTradeDelivery = ShipToTradeParty?:TradeParty UltimateShipToTradeParty?:TradeParty
        ShipFromTradeParty?:TradeParty RequestedDeliverySupplyChainEvent*:SupplyChainEvent
        RequestedDespatchSupplyChainEvent*:SupplyChainEvent
    HeaderTradeSettlement = TaxCurrencyCode?:code OrderCurrencyCode:code InvoiceCurrencyCode?:code
        InvoicerTradeParty?:TradeParty InvoiceeTradeParty?:TradeParty
        SpecifiedTradeSettlementPaymentMeans?:TradeSettlementPaymentMeans ApplicableTradeTax*:TradeTax
        SpecifiedTradeAllowanceCharge*:TradeAllowanceCharge SpecifiedLogisticsServiceCharge*:LogisticsServiceCharge
        SpecifiedTradePaymentTerms?:TradePaymentTerms
        SpecifiedTradeSettlementHeaderMonetarySummation:TradeSettlementHeaderMonetarySummation
        ReceivableSpecifiedTradeAccountingAccount?:TradeAccountingAccount
    LegalOrganization = ID?:id TradingBusinessName?:text PostalTradeAddress?:TradeAddress
    LineTradeAgreement = MinimumProductOrderableQuantity?:quantity MaximumProductOrderableQuantity?:quantity
        BuyerRequisitionerTradeParty?:TradeParty BuyerOrderReferencedDocument?:ReferencedDocument
        QuotationReferencedDocument?:ReferencedDocument ContractReferencedDocument?:ReferencedDocument
        AdditionalReferencedDocument*:ReferencedDocument GrossPriceProductTradePrice?:TradePrice
        NetPriceProductTradePrice:TradePrice CatalogueReferencedDocument?:ReferencedDocument
        BlanketOrderReferencedDocument?:ReferencedDocument
        UltimateCustomerOrderReferencedDocument?:ReferencedDocument
    LineTradeDelivery = PartialDeliveryAllowedIndicator?:indicator RequestedQuantity:quantity
        AgreedQuantity?:quantity PackageQuantity?:quantity PerPackageUnitQuantity?:quantity
        ShipToTradeParty?:TradeParty UltimateShipToTradeParty?:TradeParty ShipFromTradeParty?:TradeParty
        RequestedDespatchSupplyChainEvent*:SupplyChainEvent RequestedDeliverySupplyChainEvent*:SupplyChainEvent
    LineTradeSettlement = ApplicableTradeTax?:TradeTax SpecifiedTradeAllowanceCharge*:TradeAllowanceCharge
        SpecifiedTradeSettlementLineMonetarySummation:TradeSettlementLineMonetarySummation
        ReceivableSpecifiedTradeAccountingAccount?:TradeAccountingAccount
    LogisticsServiceCharge = Description:text AppliedAmount:amount AppliedTradeTax*:TradeTax
    Note = ContentCode?:code Content+:text SubjectCode?:code
    ProcuringProject = ID:id Name:text
    ProductCharacteristic = TypeCode?:code Description+:text ValueMeasure?:measure Value+:text
    ProductClassification = ClassCode:code ClassName?:text
    ReferencedDocument = IssuerAssignedID?:id URIID?:id LineID?:id TypeCode?:code Name?:text
        AttachmentBinaryObject?:binary ReferenceTypeCode?:code FormattedIssueDateTime?:formattedDate
    ReferencedProduct = ID?:id GlobalID*:id SellerAssignedID?:id BuyerAssignedID?:id IndustryAssignedID?:id
        Name?:text Description?:text UnitQuantity?:quantity
    SpatialDimension = WidthMeasure?:measure LengthMeasure?:measure HeightMeasure?:measure
    SpecifiedPeriod = StartDateTime?:dateTime EndDateTime?:dateTime
    SupplyChainEvent = OccurrenceDateTime?:dateTime UnitQuantity?:quantity
        OccurrenceSpecifiedPeriod?:SpecifiedPeriod
    SupplyChainPackaging = TypeCode?:code LinearSpatialDimension?:SpatialDimension
    SupplyChainTradeLineItem = AssociatedDocumentLineDocument:DocumentLineDocument
        SpecifiedTradeProduct?:TradeProduct SubstitutedReferencedProduct?:ReferencedProduct
        SpecifiedLineTradeAgreement:LineTradeAgreement SpecifiedLineTradeDelivery:LineTradeDelivery
        SpecifiedLineTradeSettlement:LineTradeSettlement
    SupplyChainTradeTransaction = IncludedSupplyChainTradeLineItem*:SupplyChainTradeLineItem
        ApplicableHeaderTradeAgreement:HeaderTradeAgreement ApplicableHeaderTradeDelivery:HeaderTradeDelivery
        ApplicableHeaderTradeSettlement:HeaderTradeSettlement
    TaxRegistration = ID:id
    TradeAccountingAccount = ID:id TypeCode?:code
    TradeAddress = PostcodeCode?:code LineOne?:text LineTwo?:text LineThree?:text CityName?:text CountryID:id
        CountrySubDivisionName?:text
    TradeAllowanceCharge = ChargeIndicator:indicator SequenceNumeric?:number CalculationPercent?:number
        BasisAmount?:amount BasisQuantity?:quantity ActualAmount:amount ReasonCode?:code Reason?:text
        CategoryTradeTax?:TradeTax
    TradeContact = PersonName?:text DepartmentName?:text TypeCode?:code
        TelephoneUniversalCommunication?:UniversalCommunication FaxUniversalCommunication?:UniversalCommunication
        EmailURIUniversalCommunication?:UniversalCommunication
    TradeCountry = ID:id
    TradeDeliveryTerms = DeliveryTypeCode?:code Description?:text FunctionCode?:code
        RelevantTradeLocation?:TradeLocation
    TradeLocation = ID?:id Name?:text
    TradeParty = ID?:id GlobalID*:id Name?:text Description?:text SpecifiedLegalOrganization?:LegalOrganization
        DefinedTradeContact*:TradeContact PostalTradeAddress?:TradeAddress
        URIUniversalCommunication?:UniversalCommunication SpecifiedTaxRegistration*:TaxRegistration
    TradePaymentTerms = Description+:text
    TradePrice = ChargeAmount:amount BasisQuantity?:quantity MinimumQuantity?:quantity MaximumQuantity?:quantity
        AppliedTradeAllowanceCharge*:TradeAllowanceCharge IncludedTradeTax*:TradeTax
    TradeProductInstance = BatchID?:id SerialID?:id
    TradeProduct = ID?:id GlobalID*:id SellerAssignedID?:id BuyerAssignedID?:id IndustryAssignedID?:id ModelID?:id
        Name?:text Description?:text BatchID?:id BrandName?:text ModelName?:text
        ApplicableProductCharacteristic*:ProductCharacteristic
        DesignatedProductClassification*:ProductClassification IndividualTradeProductInstance*:TradeProductInstance
        ApplicableSupplyChainPackaging?:SupplyChainPackaging OriginTradeCountry?:TradeCountry
        AdditionalReferenceReferencedDocument*:ReferencedDocument IncludedReferencedProduct*:ReferencedProduct
    TradeSettlementHeaderMonetarySummation = LineTotalAmount:amount ChargeTotalAmount?:amount
        AllowanceTotalAmount?:amount TaxBasisTotalAmount:amount TaxTotalAmount*:amount RoundingAmount?:amount
        GrandTotalAmount?:amount TotalPrepaidAmount?:amount DuePayableAmount?:amount
    TradeSettlementLineMonetarySummation = LineTotalAmount:amount ChargeTotalAmount?:amount
        AllowanceTotalAmount?:amount TaxTotalAmount?:amount TotalAllowanceChargeAmount?:amount
    TradeSettlementPaymentMeans = TypeCode?:code Information*:text
    TradeTax = CalculatedAmount?:amount TypeCode:code ExemptionReason?:text BasisAmount?:amount
        LineTotalBasisAmount?:amount AllowanceChargeBasisAmount?:amount CategoryCode:code ExemptionReasonCode?:code
        DueDateTypeCode?:code RateApplicablePercent?:number
    UniversalCommunication = URIID?:id CompleteNumber?:text
    """)
