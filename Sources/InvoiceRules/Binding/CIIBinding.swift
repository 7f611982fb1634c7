import XMLSyntax

/// Where UN/CEFACT CII (D16B to D22B) writes what an invoice says.
public enum CIIBinding {
    public static let invoice = SyntaxBinding(.cii, CIIVocabulary.shared, lines)

    static let lines: [BindingLine] = [
        .within("rsm:ExchangedDocumentContext", context),
        .within("rsm:ExchangedDocument", document),
        .within(
            "rsm:SupplyChainTradeTransaction",
            [
                .group("ram:IncludedSupplyChainTradeLineItem", .line, line),
                .within("ram:ApplicableHeaderTradeAgreement", agreement),
                .within("ram:ApplicableHeaderTradeDelivery", delivery),
                .within("ram:ApplicableHeaderTradeSettlement", settlement),
            ]),
    ]

    private static let context: [BindingLine] = [
        .term("ram:GuidelineSpecifiedDocumentContextParameter/ram:ID", .specification),
        .term("ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID", .process),
    ]

    private static let document: [BindingLine] = [
        .term("ram:ID", .number),
        .term("ram:TypeCode", .typeCode),
        .term("ram:IssueDateTime/udt:DateTimeString", .issueDate),
        .group("ram:IncludedNote", .note, [.term("ram:Content", .note), .term("ram:SubjectCode", .noteSubject)]),
    ]

    private static let agreement: [BindingLine] = [
        .term("ram:BuyerReference", .buyerReference),
        .group(
            "ram:SellerTradeParty", .seller,
            [.term("ram:Name", .legalName), .term("ram:Description", .legalForm)] + party),
        .group("ram:BuyerTradeParty", .buyer, [.term("ram:Name", .legalName)] + party),
        .group("ram:SellerTaxRepresentativeTradeParty", .taxRepresentative, [.term("ram:Name", .tradingName)] + party),
        .term("ram:SellerOrderReferencedDocument/ram:IssuerAssignedID", .salesOrder),
        .term("ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID", .purchaseOrder),
        .term("ram:ContractReferencedDocument/ram:IssuerAssignedID", .contract),
        .group("ram:AdditionalReferencedDocument", .document, reference(.documentID)),
        .term("ram:SpecifiedProcuringProject/ram:ID", .project),
    ]

    private static func reference(_ id: Term) -> [BindingLine] {
        [
            .term("ram:IssuerAssignedID", id),
            .term("ram:URIID", .documentURI),
            .term("ram:TypeCode", .documentType),
            .term("ram:Name", .documentDescription),
            .term("ram:ReferenceTypeCode", .documentScheme),
            .term("ram:AttachmentBinaryObject", .attachment),
        ]
    }

    private static let party: [BindingLine] = [
        .term("ram:ID", .partyID),
        .term("ram:GlobalID", .partyID),
        .term("ram:SpecifiedLegalOrganization/ram:ID", .legalID),
        .term("ram:SpecifiedLegalOrganization/ram:TradingBusinessName", .tradingName),
        .group(
            "ram:DefinedTradeContact", .contact,
            [
                .term("ram:PersonName", .contactName),
                .term("ram:DepartmentName", .contactName),
                .term("ram:TelephoneUniversalCommunication/ram:CompleteNumber", .contactTelephone),
                .term("ram:EmailURIUniversalCommunication/ram:URIID", .contactEmail),
            ]),
        .group("ram:PostalTradeAddress", .address, address),
        .term("ram:URIUniversalCommunication/ram:URIID", .endpoint),
        .group("ram:SpecifiedTaxRegistration", .taxRegistration, [.term("ram:ID", .registrationID)]),
    ]

    private static let address: [BindingLine] = [
        .term("ram:LineOne", .street),
        .term("ram:LineTwo", .additionalStreet),
        .term("ram:LineThree", .addressLine),
        .term("ram:CityName", .city),
        .term("ram:PostcodeCode", .postalCode),
        .term("ram:CountrySubDivisionName", .subdivision),
        .term("ram:CountryID", .country),
    ]

    private static let delivery: [BindingLine] = [
        .group(
            "ram:ShipToTradeParty", .delivery,
            [
                .term("ram:ID", .deliveryLocation),
                .term("ram:GlobalID", .deliveryLocation),
                .term("ram:Name", .deliveryName),
                .group("ram:PostalTradeAddress", .address, address),
            ]),
        .term("ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString", .deliveryDate),
        .term("ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID", .despatchAdvice),
        .term("ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID", .receivingAdvice),
    ]

    static let period: [BindingLine] = [
        .term("ram:StartDateTime/udt:DateTimeString", .startDate),
        .term("ram:EndDateTime/udt:DateTimeString", .endDate),
    ]

    static let allowanceCharge: [BindingLine] = [
        .term("ram:ChargeIndicator/udt:Indicator", .chargeIndicator),
        .term("ram:ReasonCode", .reasonCode),
        .term("ram:Reason", .reason),
        .term("ram:CalculationPercent", .percentage),
        .term("ram:ActualAmount", .amount),
        .term("ram:BasisAmount", .baseAmount),
        .group("ram:CategoryTradeTax", .vatClass, vatClass),
    ]

    static let vatClass: [BindingLine] = [
        .term("ram:CategoryCode", .category),
        .term("ram:RateApplicablePercent", .rate),
        .term("ram:ExemptionReasonCode", .exemptionReasonCode),
        .term("ram:ExemptionReason", .exemptionReason),
        .term("ram:TypeCode", .categoryScheme),
    ]
}
