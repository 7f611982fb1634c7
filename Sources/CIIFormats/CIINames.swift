import XMLSyntax

/// The elements of CII that our schema has.
enum CII {
    static let vocabulary = XMLVocabulary(namespaces: ciiNamespaces.prefixes, names: names)

    fileprivate static let names: [String] = {
        let inRoot = [
            "CrossIndustryInvoice", "ExchangedDocumentContext", "ExchangedDocument", "SupplyChainTradeTransaction",
        ]
        let values = ["DateTimeString", "DateTime", "DateString", "Date", "IndicatorString", "Indicator"]
        return inRoot.map { "rsm:" + $0 } + ciiStructure.elementNames.sorted().map { "ram:" + $0 }
            + values.map { "udt:" + $0 } + ["qdt:DateTimeString"]
    }()
}

/// The elements of the Cross Industry Order that our schema has.
///
/// Those that the invoice has too have the same numbers there, so that what reads the one reads the other.
enum CIO {
    static let vocabulary: XMLVocabulary = {
        let own = cioStructure.elementNames.subtracting(ciiStructure.elementNames).sorted()
        let names = CII.names + ["rsm:SCRDMCCBDACIOMessageStructure"] + own.map { "ram:" + $0 }
        return XMLVocabulary(namespaces: cioNamespaces.prefixes, names: names)
    }()
}

/// The names that only orders have.
enum CIOName {
    private static func name(_ text: String) -> XMLName { CIO.vocabulary["ram:" + text] }

    static let testIndicator = CIO.vocabulary["ram:TestIndicator"]
    static let purpose = name("PurposeCode")
    static let copy = name("CopyIndicator")
    static let partialDelivery = name("PartialDeliveryAllowedIndicator")
    static let effectivePeriod = name("EffectiveSpecifiedPeriod")
    static let lineStatus = name("LineStatusCode")
    static let requestedQuantity = name("RequestedQuantity")
    static let requestedDelivery = name("RequestedDeliverySupplyChainEvent")
    static let occurrencePeriod = name("OccurrenceSpecifiedPeriod")
    static let orderCurrency = name("OrderCurrencyCode")
    static let invoicee = name("InvoiceeTradeParty")
    static let requisition = name("RequisitionReferencedDocument")
    static let previousOrder = name("PreviousOrderReferencedDocument")
    static let blanketOrder = name("BlanketOrderReferencedDocument")
    static let serviceCharge = name("SpecifiedLogisticsServiceCharge")
    static let appliedAmount = name("AppliedAmount")
    static let appliedTax = name("AppliedTradeTax")
}

/// The names that the readers ask for.
enum CIIName {
    private static func name(_ text: String) -> XMLName { CII.vocabulary["ram:" + text] }

    static let context = CII.vocabulary["rsm:ExchangedDocumentContext"]
    static let document = CII.vocabulary["rsm:ExchangedDocument"]
    static let transaction = CII.vocabulary["rsm:SupplyChainTradeTransaction"]
    static let dateTimeString = CII.vocabulary["udt:DateTimeString"]
    static let dateTime = CII.vocabulary["udt:DateTime"]
    static let dateString = CII.vocabulary["udt:DateString"]
    static let date = CII.vocabulary["udt:Date"]
    static let formattedDate = CII.vocabulary["qdt:DateTimeString"]
    static let indicator = CII.vocabulary["udt:Indicator"]
    static let indicatorText = CII.vocabulary["udt:IndicatorString"]

    static let process = name("BusinessProcessSpecifiedDocumentContextParameter")
    static let id = name("ID")
    static let typeCode = name("TypeCode")
    static let issueDate = name("IssueDateTime")
    static let note = name("IncludedNote")
    static let content = name("Content")
    static let subject = name("SubjectCode")
    static let line = name("IncludedSupplyChainTradeLineItem")
    static let agreement = name("ApplicableHeaderTradeAgreement")
    static let delivery = name("ApplicableHeaderTradeDelivery")
    static let settlement = name("ApplicableHeaderTradeSettlement")
    static let lineDocument = name("AssociatedDocumentLineDocument")
    static let lineID = name("LineID")
    static let product = name("SpecifiedTradeProduct")
    static let lineAgreement = name("SpecifiedLineTradeAgreement")
    static let lineDelivery = name("SpecifiedLineTradeDelivery")
    static let lineSettlement = name("SpecifiedLineTradeSettlement")
    static let globalID = name("GlobalID")
    static let sellerItem = name("SellerAssignedID")
    static let buyerItem = name("BuyerAssignedID")
    static let elementName = name("Name")
    static let description = name("Description")
    static let characteristic = name("ApplicableProductCharacteristic")
    static let value = name("Value")
    static let classification = name("DesignatedProductClassification")
    static let classCode = name("ClassCode")
    static let originCountry = name("OriginTradeCountry")
    static let grossPrice = name("GrossPriceProductTradePrice")
    static let netPrice = name("NetPriceProductTradePrice")
    static let chargeAmount = name("ChargeAmount")
    static let baseQuantity = name("BasisQuantity")
    static let priceAllowance = name("AppliedTradeAllowanceCharge")
    static let billedQuantity = name("BilledQuantity")
    static let tax = name("ApplicableTradeTax")
    static let category = name("CategoryCode")
    static let rate = name("RateApplicablePercent")
    static let exemptionReason = name("ExemptionReason")
    static let exemptionCode = name("ExemptionReasonCode")
    static let calculatedAmount = name("CalculatedAmount")
    static let basisAmount = name("BasisAmount")
    static let taxPointDate = name("TaxPointDate")
    static let dueDateCode = name("DueDateTypeCode")
    static let period = name("BillingSpecifiedPeriod")
    static let start = name("StartDateTime")
    static let end = name("EndDateTime")
    static let allowanceCharge = name("SpecifiedTradeAllowanceCharge")
    static let chargeIndicator = name("ChargeIndicator")
    static let percent = name("CalculationPercent")
    static let actualAmount = name("ActualAmount")
    static let reasonCode = name("ReasonCode")
    static let reason = name("Reason")
    static let categoryTax = name("CategoryTradeTax")
    static let lineTotals = name("SpecifiedTradeSettlementLineMonetarySummation")
    static let lineTotal = name("LineTotalAmount")
    static let additionalDocument = name("AdditionalReferencedDocument")
    static let referenceType = name("ReferenceTypeCode")
    static let account = name("ReceivableSpecifiedTradeAccountingAccount")
    static let buyerReference = name("BuyerReference")
    static let seller = name("SellerTradeParty")
    static let buyer = name("BuyerTradeParty")
    static let taxRepresentative = name("SellerTaxRepresentativeTradeParty")
    static let salesOrder = name("SellerOrderReferencedDocument")
    static let order = name("BuyerOrderReferencedDocument")
    static let contract = name("ContractReferencedDocument")
    static let number = name("IssuerAssignedID")
    static let project = name("SpecifiedProcuringProject")
    static let uri = name("URIID")
    static let attachment = name("AttachmentBinaryObject")
    static let documentDate = name("FormattedIssueDateTime")
    static let shipTo = name("ShipToTradeParty")
    static let deliveryEvent = name("ActualDeliverySupplyChainEvent")
    static let occurrence = name("OccurrenceDateTime")
    static let despatch = name("DespatchAdviceReferencedDocument")
    static let receipt = name("ReceivingAdviceReferencedDocument")
    static let creditor = name("CreditorReferenceID")
    static let paymentReference = name("PaymentReference")
    static let taxCurrency = name("TaxCurrencyCode")
    static let currency = name("InvoiceCurrencyCode")
    static let payee = name("PayeeTradeParty")
    static let paymentMeans = name("SpecifiedTradeSettlementPaymentMeans")
    static let information = name("Information")
    static let card = name("ApplicableTradeSettlementFinancialCard")
    static let cardHolder = name("CardholderName")
    static let debtorAccount = name("PayerPartyDebtorFinancialAccount")
    static let iban = name("IBANID")
    static let accountName = name("AccountName")
    static let ownAccount = name("ProprietaryID")
    static let creditorAccount = name("PayeePartyCreditorFinancialAccount")
    static let institution = name("PayeeSpecifiedCreditorFinancialInstitution")
    static let bic = name("BICID")
    static let paymentTerms = name("SpecifiedTradePaymentTerms")
    static let dueDate = name("DueDateDateTime")
    static let mandate = name("DirectDebitMandateID")
    static let discountTerms = name("ApplicableTradePaymentDiscountTerms")
    static let discountStart = name("BasisDateTime")
    static let discountDays = name("BasisPeriodMeasure")
    static let totals = name("SpecifiedTradeSettlementHeaderMonetarySummation")
    static let chargeTotal = name("ChargeTotalAmount")
    static let allowanceTotal = name("AllowanceTotalAmount")
    static let taxBasisTotal = name("TaxBasisTotalAmount")
    static let taxTotal = name("TaxTotalAmount")
    static let rounding = name("RoundingAmount")
    static let grandTotal = name("GrandTotalAmount")
    static let prepaid = name("TotalPrepaidAmount")
    static let payable = name("DuePayableAmount")
    static let precedingInvoice = name("InvoiceReferencedDocument")
    static let organisation = name("SpecifiedLegalOrganization")
    static let tradingName = name("TradingBusinessName")
    static let contact = name("DefinedTradeContact")
    static let personName = name("PersonName")
    static let departmentName = name("DepartmentName")
    static let telephone = name("TelephoneUniversalCommunication")
    static let completeNumber = name("CompleteNumber")
    static let mail = name("EmailURIUniversalCommunication")
    static let address = name("PostalTradeAddress")
    static let postcode = name("PostcodeCode")
    static let lineOne = name("LineOne")
    static let lineTwo = name("LineTwo")
    static let lineThree = name("LineThree")
    static let city = name("CityName")
    static let country = name("CountryID")
    static let subdivision = name("CountrySubDivisionName")
    static let endpoint = name("URIUniversalCommunication")
    static let taxRegistration = name("SpecifiedTaxRegistration")
}
