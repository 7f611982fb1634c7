/// What EN 16931 does not use of the lines of an invoice in CII.
extension CIIUnusedElements {
    static let lineDocument = table(
        below: "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/AssociatedDocumentLineDocument",
        """
        CII-SR-041 IncludedNote/SubjectCode
        CII-SR-042 IncludedNote/ID
        CII-SR-043 IncludedNote/Subject
        CII-SR-044 IncludedNote/ContentCode
        """)

    static let product = table(
        below: "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedTradeProduct",
        """
        CII-SR-045 ID
        CII-SR-048 ManufacturerAssignedID
        CII-SR-049 TradeName
        CII-SR-050 TypeCode
        CII-SR-051 NetWeightMeasure
        CII-SR-052 GrossWeightMeasure
        CII-SR-053 ProductGroupID
        CII-SR-054 EndItemTypeCode
        CII-SR-055 EndItemName
        CII-SR-056 AreaDensityMeasure
        CII-SR-057 UseDescription
        CII-SR-058 BrandName
        CII-SR-059 SubBrandName
        CII-SR-060 DrainedNetWeightMeasure
        CII-SR-061 VariableMeasureIndicator
        CII-SR-062 ColourCode
        CII-SR-063 ColourDescription
        CII-SR-064 Designation
        CII-SR-065 FormattedCancellationAnnouncedLaunchDateTime
        CII-SR-066 FormattedLatestProductDataChangeDateTime
        CII-SR-067 ApplicableProductCharacteristic/ID
        CII-SR-068 ApplicableProductCharacteristic/TypeCode
        CII-SR-070 ApplicableProductCharacteristic/ValueMeasure
        CII-SR-071 ApplicableProductCharacteristic/MeasurementMethodCode
        CII-SR-073 ApplicableProductCharacteristic/ValueCode
        CII-SR-074 ApplicableProductCharacteristic/ValueDateTime
        CII-SR-075 ApplicableProductCharacteristic/ValueIndicator
        CII-SR-076 ApplicableProductCharacteristic/ContentTypeCode
        CII-SR-077 ApplicableProductCharacteristic/ValueSpecifiedBinaryFile
        CII-SR-078 ApplicableProductCharacteristic/ApplicableProductCharacteristicCondition
        CII-SR-079 ApplicableProductCharacteristic/ApplicableReferencedStandard
        CII-SR-080 ApplicableMaterialGoodsCharacteristic
        CII-SR-081 DesignatedProductClassification/SystemID
        CII-SR-082 DesignatedProductClassification/SystemName
        CII-SR-083 DesignatedProductClassification/ClassName
        CII-SR-084 DesignatedProductClassification/SubClassCode
        CII-SR-085 DesignatedProductClassification/ClassProductCharacteristic
        CII-SR-086 DesignatedProductClassification/ApplicableReferencedStandard
        CII-SR-087 IndividualTradeProductInstance
        CII-SR-088 CertificationEvidenceReferenceReferencedDocument
        CII-SR-089 InspectionReferenceReferencedDocument
        CII-SR-091 OriginTradeCountry/Name
        CII-SR-092 OriginTradeCountry/SubordinateTradeCountrySubDivision
        CII-SR-093 LinearSpatialDimension
        CII-SR-094 MinimumLinearSpatialDimension
        CII-SR-095 MaximumLinearSpatialDimension
        CII-SR-096 ManufacturerTradeParty
        CII-SR-097 PresentationSpecifiedBinaryFile
        CII-SR-098 MSDSReferenceReferencedDocument
        CII-SR-099 AdditionalReferenceReferencedDocument
        CII-SR-100 LegalRightsOwnerTradeParty
        CII-SR-101 BrandOwnerTradeParty
        CII-SR-102 IncludedReferencedProduct
        CII-SR-103 InformationNote
        """)

    static let lineAgreement = table(
        below: "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeAgreement",
        """
        CII-SR-104 BuyerReference
        CII-SR-105 BuyerRequisitionerTradeParty
        CII-SR-106 ApplicableTradeDeliveryTerms
        CII-SR-107 SellerOrderReferencedDocument
        CII-SR-108 BuyerOrderReferencedDocument/IssuerAssignedID
        CII-SR-109 QuotationReferencedDocument
        CII-SR-110 ContractReferencedDocument
        CII-SR-111 DemandForecastReferencedDocument
        CII-SR-112 PromotionalDealReferencedDocument
        CII-SR-113 AdditionalReferencedDocument
        CII-SR-114 GrossPriceProductTradePrice/TypeCode
        CII-SR-115 GrossPriceProductTradePrice/MinimumQuantity
        CII-SR-116 GrossPriceProductTradePrice/MaximumQuantity
        CII-SR-117 GrossPriceProductTradePrice/ChangeReason
        CII-SR-118 GrossPriceProductTradePrice/OrderUnitConversionFactorNumeric
        CII-SR-120 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/ID
        CII-SR-121 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/SequenceNumeric
        CII-SR-122 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/CalculationPercent
        CII-SR-123 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/BasisAmount
        CII-SR-124 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/BasisQuantity
        CII-SR-125 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/PrepaidIndicator
        CII-SR-126 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/UnitBasisAmount
        CII-SR-127 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/ReasonCode
        CII-SR-128 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/Reason
        CII-SR-129 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/TypeCode
        CII-SR-130 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/CategoryTradeTax
        CII-SR-131 GrossPriceProductTradePrice/AppliedTradeAllowanceCharge/ActualTradeCurrencyExchange
        CII-SR-132 GrossPriceProductTradePrice/ValiditySpecifiedPeriod
        CII-SR-133 GrossPriceProductTradePrice/DeliveryTradeLocation
        CII-SR-134 GrossPriceProductTradePrice/TradeComparisonReferencePrice
        CII-SR-135 GrossPriceProductTradePrice/AssociatedReferencedDocument
        CII-SR-136 NetPriceProductTradePrice/TypeCode
        CII-SR-138 NetPriceProductTradePrice/MinimumQuantity
        CII-SR-139 NetPriceProductTradePrice/MaximumQuantity
        CII-SR-140 NetPriceProductTradePrice/ChangeReason
        CII-SR-141 NetPriceProductTradePrice/OrderUnitConversionFactorNumeric
        CII-SR-142 NetPriceProductTradePrice/AppliedTradeAllowanceCharge
        CII-SR-143 NetPriceProductTradePrice/ValiditySpecifiedPeriod
        CII-SR-144 NetPriceProductTradePrice/DeliveryTradeLocation
        CII-SR-145 NetPriceProductTradePrice/TradeComparisonReferencePrice
        CII-SR-146 NetPriceProductTradePrice/AssociatedReferencedDocument
        CII-SR-147 RequisitionerReferencedDocument
        CII-SR-148 ItemSellerTradeParty
        CII-SR-149 ItemBuyerTradeParty
        CII-SR-150 IncludedSpecifiedMarketplace
        CII-SR-445 GrossPriceProductTradePrice/IncludedTradeTax
        CII-SR-446 NetPriceProductTradePrice/IncludedTradeTax
        CII-SR-447 UltimateCustomerOrderReferencedDocument
        """)

    static let lineDelivery = table(
        below: "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeDelivery",
        """
        CII-SR-151 RequestedQuantity
        CII-SR-152 ReceivedQuantity
        CII-SR-153 ChargeFreeQuantity
        CII-SR-154 PackageQuantity
        CII-SR-155 ProductUnitQuantity
        CII-SR-156 PerPackageUnitQuantity
        CII-SR-157 NetWeightMeasure
        CII-SR-158 GrossWeightMeasure
        CII-SR-159 TheoreticalWeightMeasure
        CII-SR-160 DespatchedQuantity
        CII-SR-161 SpecifiedDeliveryAdjustment
        CII-SR-162 IncludedSupplyChainPackaging
        CII-SR-163 RelatedSupplyChainConsignment
        CII-SR-164 ShipToTradeParty
        CII-SR-165 UltimateShipToTradeParty
        CII-SR-166 ShipFromTradeParty
        CII-SR-167 ActualDespatchSupplyChainEvent
        CII-SR-168 ActualPickUpSupplyChainEvent
        CII-SR-169 RequestedDeliverySupplyChainEvent
        CII-SR-170 ActualDeliverySupplyChainEvent
        CII-SR-171 ActualReceiptSupplyChainEvent
        CII-SR-172 AdditionalReferencedDocument
        CII-SR-173 DespatchAdviceReferencedDocument
        CII-SR-174 ReceivingAdviceReferencedDocument
        CII-SR-175 DeliveryNoteReferencedDocument
        CII-SR-176 ConsumptionReportReferencedDocument
        CII-SR-177 PackingListReferencedDocument
        """)

    static let lineSettlement = table(
        below: "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem/SpecifiedLineTradeSettlement",
        """
        CII-DT-045 ApplicableTradeTax/CategoryCode/@listID
        CII-DT-046 ApplicableTradeTax/CategoryCode/@listAgencyID
        CII-DT-047 ApplicableTradeTax/CategoryCode/@listVersionID
        CII-DT-048 ApplicableTradeTax/CategoryCode/@listURI
        CII-SR-178 PaymentReference
        CII-SR-179 InvoiceIssuerReference
        CII-SR-180 TotalAdjustmentAmount
        CII-SR-181 DiscountIndicator
        CII-SR-182 ApplicableTradeTax/CalculatedAmount
        CII-SR-183 SpecifiedTradeAllowanceCharge/ChargeIndicator/udt:IndicatorString
        CII-SR-184 SpecifiedTradeAllowanceCharge/ID
        CII-SR-185 SpecifiedTradeAllowanceCharge/SequenceNumeric
        CII-SR-186 SpecifiedTradeAllowanceCharge/CalculationPercent/@format
        CII-SR-187 SpecifiedTradeAllowanceCharge/BasisQuantity
        CII-SR-188 SpecifiedTradeAllowanceCharge/PrepaidIndicator
        CII-SR-189 SpecifiedTradeAllowanceCharge/UnitBasisAmount
        CII-SR-190 SpecifiedTradeAllowanceCharge/TypeCode
        CII-SR-191 SpecifiedTradeAllowanceCharge/CategoryTradeTax
        CII-SR-192 SpecifiedTradeAllowanceCharge/ActualTradeCurrencyExchange
        CII-SR-193 SpecifiedTradeAllowanceCharge/ID
        CII-SR-194 SubtotalCalculatedTradeTax
        CII-SR-195 SpecifiedLogisticsServiceCharge
        CII-SR-196 SpecifiedTradePaymentTerms
        CII-SR-197 SpecifiedTradeSettlementLineMonetarySummation/ChargeTotalAmount
        CII-SR-198 SpecifiedTradeSettlementLineMonetarySummation/AllowanceTotalAmount
        CII-SR-199 SpecifiedTradeSettlementLineMonetarySummation/TaxBasisTotalAmount
        CII-SR-200 SpecifiedTradeSettlementLineMonetarySummation/TaxTotalAmount
        CII-SR-201 SpecifiedTradeSettlementLineMonetarySummation/GrandTotalAmount
        CII-SR-202 SpecifiedTradeSettlementLineMonetarySummation/InformationAmount
        CII-SR-203 SpecifiedTradeSettlementLineMonetarySummation/TotalAllowanceChargeAmount
        CII-SR-204 SpecifiedTradeSettlementLineMonetarySummation/TotalRetailValueInformationAmount
        CII-SR-205 SpecifiedTradeSettlementLineMonetarySummation/GrossLineTotalAmount
        CII-SR-206 SpecifiedTradeSettlementLineMonetarySummation/NetLineTotalAmount
        CII-SR-207 SpecifiedTradeSettlementLineMonetarySummation/NetIncludingTaxesLineTotalAmount
        CII-SR-208 SpecifiedTradeSettlementLineMonetarySummation/ProductWeightLossInformationAmount
        CII-SR-209 SpecifiedFinancialAdjustment
        CII-SR-210 InvoiceReferencedDocument
        CII-SR-212 PayableSpecifiedTradeAccountingAccount
        CII-SR-213 ReceivableSpecifiedTradeAccountingAccount/SetTriggerCode
        CII-SR-214 ReceivableSpecifiedTradeAccountingAccount/TypeCode
        CII-SR-215 ReceivableSpecifiedTradeAccountingAccount/AmountTypeCode
        CII-SR-216 ReceivableSpecifiedTradeAccountingAccount/Name
        CII-SR-217 ReceivableSpecifiedTradeAccountingAccount/CostReferenceDimensionPattern
        CII-SR-218 PurchaseSpecifiedTradeAccountingAccount
        CII-SR-219 SalesSpecifiedTradeAccountingAccount
        CII-SR-220 SpecifiedTradeSettlementFinancialCard
        """)

    static let line = table(
        below: "rsm:SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem",
        """
        CII-SR-035 DescriptionCode
        CII-SR-036 ParentLineID
        CII-SR-037 LineStatusCode
        CII-SR-038 LineStatusReasonCode
        CII-SR-221 IncludedSubordinateTradeLineItem
        """)
}
