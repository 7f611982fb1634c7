import XMLSyntax

/// Where UBL 2.1 writes what an invoice or a credit note says.
public enum UBLBinding {
    public static let invoice = SyntaxBinding(.ubl, UBLVocabulary.shared, lines)

    /// Of an order or an order response, what says which rules it follows.
    static let order = SyntaxBinding(.ubl, UBLOrderVocabulary.shared, [.term("cbc:CustomizationID", .specification)])

    static let lines: [BindingLine] =
        head + [
            .group("cac:AccountingSupplierParty", .seller, [.within("cac:Party", party)]),
            .group("cac:AccountingCustomerParty", .buyer, [.within("cac:Party", party)]),
            .group("cac:PayeeParty", .payee, party),
            .group("cac:TaxRepresentativeParty", .taxRepresentative, party),
            .group("cac:Delivery", .delivery, delivery),
            .group("cac:PaymentMeans", .paymentMeans, paymentMeans),
            .group("cac:AllowanceCharge", .allowanceCharge, allowanceCharge),
            .group("cac:TaxTotal", .vatTotal, vatTotal),
            .group("cac:LegalMonetaryTotal", .totals, totals),
            .group("cac:InvoiceLine", .line, line),
            .group("cac:CreditNoteLine", .line, line),
        ]

    private static let head: [BindingLine] = [
        .term("cbc:CustomizationID", .specification),
        .term("cbc:ProfileID", .process),
        .term("cbc:ID", .number),
        .term("cbc:IssueDate", .issueDate),
        .term("cbc:DueDate", .dueDate),
        .term("cbc:InvoiceTypeCode", .typeCode),
        .term("cbc:CreditNoteTypeCode", .typeCode),
        .group("cbc:Note", .note, [.term("", .note)]),
        .term("cbc:TaxPointDate", .taxPointDate),
        .term("cbc:DocumentCurrencyCode", .currency),
        .term("cbc:TaxCurrencyCode", .vatCurrency),
        .term("cbc:AccountingCost", .buyerAccounting),
        .term("cbc:BuyerReference", .buyerReference),
        .group("cac:InvoicePeriod", .period, period),
        .term("cac:OrderReference/cbc:ID", .purchaseOrder),
        .term("cac:OrderReference/cbc:SalesOrderID", .salesOrder),
        .group(
            "cac:BillingReference", .precedingInvoice,
            [
                .term("cac:InvoiceDocumentReference/cbc:ID", .precedingNumber),
                .term("cac:InvoiceDocumentReference/cbc:IssueDate", .precedingDate),
                .term("cac:InvoiceDocumentReference/cbc:DocumentTypeCode", .precedingType),
            ]),
        .term("cac:DespatchDocumentReference/cbc:ID", .despatchAdvice),
        .term("cac:ReceiptDocumentReference/cbc:ID", .receivingAdvice),
        .term("cac:OriginatorDocumentReference/cbc:ID", .tender),
        .term("cac:ContractDocumentReference/cbc:ID", .contract),
        .term("cac:ProjectReference/cbc:ID", .project),
        .group(
            "cac:AdditionalDocumentReference", .document,
            [
                .term("cbc:ID", .documentID),
                .term("cbc:DocumentTypeCode", .documentType),
                .term("cbc:DocumentDescription", .documentDescription),
                .term("cac:Attachment/cbc:EmbeddedDocumentBinaryObject", .attachment),
                .term("cac:Attachment/cac:ExternalReference/cbc:URI", .documentURI),
            ]),
        .term("cac:PaymentTerms/cbc:Note", .paymentTerms),
    ]

    private static let period: [BindingLine] = [
        .term("cbc:StartDate", .startDate),
        .term("cbc:EndDate", .endDate),
        .term("cbc:DescriptionCode", .taxPointCode),
    ]

    private static let party: [BindingLine] = [
        .term("cbc:EndpointID", .endpoint),
        .term("cac:PartyIdentification/cbc:ID", .partyID),
        .term("cac:PartyName/cbc:Name", .tradingName),
        .group("cac:PostalAddress", .address, address),
        .group(
            "cac:PartyTaxScheme", .taxRegistration,
            [.term("cbc:CompanyID", .registrationID), .term("cac:TaxScheme/cbc:ID", .registrationScheme)]),
        .term("cac:PartyLegalEntity/cbc:RegistrationName", .legalName),
        .term("cac:PartyLegalEntity/cbc:CompanyID", .legalID),
        .term("cac:PartyLegalEntity/cbc:CompanyLegalForm", .legalForm),
        .group(
            "cac:Contact", .contact,
            [
                .term("cbc:Name", .contactName),
                .term("cbc:Telephone", .contactTelephone),
                .term("cbc:ElectronicMail", .contactEmail),
            ]),
    ]

    private static let address: [BindingLine] = [
        .term("cbc:StreetName", .street),
        .term("cbc:AdditionalStreetName", .additionalStreet),
        .term("cac:AddressLine/cbc:Line", .addressLine),
        .term("cbc:CityName", .city),
        .term("cbc:PostalZone", .postalCode),
        .term("cbc:CountrySubentity", .subdivision),
        .term("cac:Country/cbc:IdentificationCode", .country),
    ]

    private static let delivery: [BindingLine] = [
        .term("cbc:ActualDeliveryDate", .deliveryDate),
        .term("cac:DeliveryLocation/cbc:ID", .deliveryLocation),
        .group("cac:DeliveryLocation/cac:Address", .address, address),
        .term("cac:DeliveryParty/cac:PartyName/cbc:Name", .deliveryName),
    ]

    private static let paymentMeans: [BindingLine] = [
        .term("cbc:PaymentMeansCode", .meansCode),
        .term("cbc:PaymentDueDate", .dueDate),
        .term("cbc:PaymentID", .remittance),
        .group(
            "cac:CardAccount", .card,
            [.term("cbc:PrimaryAccountNumberID", .cardNumber), .term("cbc:HolderName", .cardHolder)]),
        .group(
            "cac:PayeeFinancialAccount", .creditTransfer,
            [
                .term("cbc:ID", .account),
                .term("cbc:Name", .accountName),
                .term("cac:FinancialInstitutionBranch/cbc:ID", .serviceProvider),
            ]),
        .group(
            "cac:PaymentMandate", .directDebit,
            [.term("cbc:ID", .mandate), .term("cac:PayerFinancialAccount/cbc:ID", .debitedAccount)]),
    ]

    private static let allowanceCharge: [BindingLine] = [
        .term("cbc:ChargeIndicator", .chargeIndicator),
        .term("cbc:AllowanceChargeReasonCode", .reasonCode),
        .term("cbc:AllowanceChargeReason", .reason),
        .term("cbc:MultiplierFactorNumeric", .percentage),
        .term("cbc:Amount", .amount),
        .term("cbc:BaseAmount", .baseAmount),
        .group("cac:TaxCategory", .vatClass, vatClass),
    ]

    private static let vatClass: [BindingLine] = [
        .term("cbc:ID", .category),
        .term("cbc:Percent", .rate),
        .term("cbc:TaxExemptionReasonCode", .exemptionReasonCode),
        .term("cbc:TaxExemptionReason", .exemptionReason),
        .term("cac:TaxScheme/cbc:ID", .categoryScheme),
    ]

    private static let vatTotal: [BindingLine] = [
        .term("cbc:TaxAmount", .vatTotal),
        .group(
            "cac:TaxSubtotal", .breakdown,
            [
                .term("cbc:TaxableAmount", .taxable),
                .term("cbc:TaxAmount", .tax),
                .group("cac:TaxCategory", .vatClass, vatClass),
            ]),
    ]

    private static let totals: [BindingLine] = [
        .term("cbc:LineExtensionAmount", .linesTotal),
        .term("cbc:TaxExclusiveAmount", .totalBeforeVAT),
        .term("cbc:TaxInclusiveAmount", .totalWithVAT),
        .term("cbc:AllowanceTotalAmount", .allowancesTotal),
        .term("cbc:ChargeTotalAmount", .chargesTotal),
        .term("cbc:PrepaidAmount", .prepaid),
        .term("cbc:PayableRoundingAmount", .rounding),
        .term("cbc:PayableAmount", .payable),
    ]

    private static let line: [BindingLine] =
        lineTerms + [
            .group("cac:SubInvoiceLine", .subLine, lineTerms),
            .group("cac:SubCreditNoteLine", .subLine, lineTerms),
        ]

    private static let lineTerms: [BindingLine] = [
        .term("cbc:ID", .lineID),
        .term("cbc:Note", .lineNote),
        .term("cbc:InvoicedQuantity", .quantity),
        .term("cbc:CreditedQuantity", .quantity),
        .term("cbc:LineExtensionAmount", .lineNet),
        .term("cbc:AccountingCost", .lineAccounting),
        .group("cac:InvoicePeriod", .period, period),
        .term("cac:OrderLineReference/cbc:LineID", .orderLine),
        .group(
            "cac:DocumentReference", .document,
            [.term("cbc:ID", .lineObject), .term("cbc:DocumentTypeCode", .documentType)]),
        .group("cac:AllowanceCharge", .allowanceCharge, allowanceCharge),
        .group("cac:TaxTotal", .vatTotal, vatTotal),
        .term("cac:Item/cbc:Description", .itemDescription),
        .term("cac:Item/cbc:Name", .itemName),
        .term("cac:Item/cac:BuyersItemIdentification/cbc:ID", .buyerItem),
        .term("cac:Item/cac:SellersItemIdentification/cbc:ID", .sellerItem),
        .term("cac:Item/cac:StandardItemIdentification/cbc:ID", .standardItem),
        .term("cac:Item/cac:OriginCountry/cbc:IdentificationCode", .originCountry),
        .term("cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode", .classification),
        .group("cac:Item/cac:ClassifiedTaxCategory", .vatClass, vatClass),
        .group(
            "cac:Item/cac:AdditionalItemProperty", .itemAttribute,
            [.term("cbc:Name", .attributeName), .term("cbc:Value", .attributeValue)]),
        .group(
            "cac:Price", .price,
            [
                .term("cbc:PriceAmount", .netPrice),
                .term("cbc:BaseQuantity", .priceQuantity),
                .group(
                    "cac:AllowanceCharge", .allowanceCharge,
                    [
                        .term("cbc:ChargeIndicator", .chargeIndicator),
                        .term("cbc:Amount", .priceDiscount),
                        .term("cbc:BaseAmount", .grossPrice),
                        .term("cbc:AllowanceChargeReasonCode", .reasonCode),
                        .term("cbc:AllowanceChargeReason", .reason),
                    ]),
            ]),
    ]
}
