/// Where CII writes what is to be paid, and the lines.
extension CIIBinding {
    static let settlement: [BindingLine] = [
        .term("ram:InvoiceCurrencyCode", .currency),
        .term("ram:TaxCurrencyCode", .vatCurrency),
        .term("ram:PaymentReference", .remittance),
        .term("ram:CreditorReferenceID", .creditorID),
        .group(
            "ram:PayeeTradeParty", .payee,
            [
                .term("ram:Name", .tradingName),
                .term("ram:ID", .partyID),
                .term("ram:GlobalID", .partyID),
                .term("ram:SpecifiedLegalOrganization/ram:ID", .legalID),
            ]),
        .group("ram:SpecifiedTradeSettlementPaymentMeans", .paymentMeans, paymentMeans),
        .group(
            "ram:ApplicableTradeTax", .breakdown,
            [
                .outerTerm("ram:BasisAmount", .taxable),
                .outerTerm("ram:CalculatedAmount", .tax),
                .outerTerm("ram:TaxPointDate/udt:DateString", .taxPointDate),
                .outerTerm("ram:DueDateTypeCode", .taxPointCode),
                .group("", .vatClass, vatClass),
            ]),
        .group("ram:BillingSpecifiedPeriod", .period, period),
        .group("ram:SpecifiedTradeAllowanceCharge", .allowanceCharge, allowanceCharge),
        .group(
            "ram:SpecifiedLogisticsServiceCharge", .logisticsCharge,
            [.term("ram:AppliedAmount", .amount), .group("ram:AppliedTradeTax", .vatClass, vatClass)]),
        .within(
            "ram:SpecifiedTradePaymentTerms",
            [
                .term("ram:Description", .paymentTerms),
                .term("ram:DueDateDateTime/udt:DateTimeString", .dueDate),
                .group("ram:DirectDebitMandateID", .directDebit, [.term("", .mandate)]),
            ]),
        .group("ram:SpecifiedTradeSettlementHeaderMonetarySummation", .totals, totals),
        .group(
            "ram:InvoiceReferencedDocument", .precedingInvoice,
            [
                .term("ram:IssuerAssignedID", .precedingNumber),
                .term("ram:TypeCode", .precedingType),
                .term("ram:FormattedIssueDateTime/qdt:DateTimeString", .precedingDate),
            ]),
        .term("ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", .buyerAccounting),
    ]

    private static let paymentMeans: [BindingLine] = [
        .term("ram:TypeCode", .meansCode),
        .group(
            "ram:ApplicableTradeSettlementFinancialCard", .card,
            [.term("ram:ID", .cardNumber), .term("ram:CardholderName", .cardHolder)]),
        .group(
            "ram:PayeePartyCreditorFinancialAccount", .creditTransfer,
            [
                .term("ram:IBANID", .account),
                .term("ram:ProprietaryID", .account),
                .term("ram:AccountName", .accountName),
            ]),
        .term("ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID", .serviceProvider),
        .term("ram:PayerPartyDebtorFinancialAccount/ram:IBANID", .debitedAccount),
    ]

    private static let totals: [BindingLine] = [
        .term("ram:LineTotalAmount", .linesTotal),
        .term("ram:ChargeTotalAmount", .chargesTotal),
        .term("ram:AllowanceTotalAmount", .allowancesTotal),
        .term("ram:TaxBasisTotalAmount", .totalBeforeVAT),
        .group("ram:TaxTotalAmount", .vatTotal, [.term("", .vatTotal)]),
        .term("ram:RoundingAmount", .rounding),
        .term("ram:GrandTotalAmount", .totalWithVAT),
        .term("ram:TotalPrepaidAmount", .prepaid),
        .term("ram:DuePayableAmount", .payable),
    ]

    static let line: [BindingLine] = [
        .within(
            "ram:AssociatedDocumentLineDocument",
            [
                .term("ram:LineID", .lineID),
                .term("ram:ParentLineID", .parentLine),
                .term("ram:LineStatusReasonCode", .lineStatus),
                .term("ram:IncludedNote/ram:Content", .lineNote),
            ]),
        .within("ram:SpecifiedTradeProduct", product),
        .within(
            "ram:SpecifiedLineTradeAgreement",
            [
                .term("ram:BuyerOrderReferencedDocument/ram:LineID", .orderLine),
                .group(
                    "ram:NetPriceProductTradePrice", .price,
                    [.term("ram:ChargeAmount", .netPrice), .term("ram:BasisQuantity", .priceQuantity)]),
                .group("ram:GrossPriceProductTradePrice", .price, [.group("", .allowanceCharge, grossPrice)]),
            ]),
        .term("ram:SpecifiedLineTradeDelivery/ram:BilledQuantity", .quantity),
        .within(
            "ram:SpecifiedLineTradeSettlement",
            [
                .group("ram:ApplicableTradeTax", .vatClass, vatClass),
                .group("ram:BillingSpecifiedPeriod", .period, period),
                .group("ram:SpecifiedTradeAllowanceCharge", .allowanceCharge, allowanceCharge),
                .term("ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount", .lineNet),
                .group(
                    "ram:AdditionalReferencedDocument", .document,
                    [
                        .term("ram:IssuerAssignedID", .lineObject),
                        .term("ram:TypeCode", .documentType),
                        .term("ram:ReferenceTypeCode", .documentScheme),
                    ]),
                .term("ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID", .lineAccounting),
            ]),
    ]

    private static let grossPrice: [BindingLine] = [
        .term("ram:ChargeAmount", .grossPrice),
        .term("ram:AppliedTradeAllowanceCharge/ram:ActualAmount", .priceDiscount),
    ]

    private static let product: [BindingLine] = [
        .term("ram:GlobalID", .standardItem),
        .term("ram:SellerAssignedID", .sellerItem),
        .term("ram:BuyerAssignedID", .buyerItem),
        .term("ram:Name", .itemName),
        .term("ram:Description", .itemDescription),
        .group(
            "ram:ApplicableProductCharacteristic", .itemAttribute,
            [.term("ram:Description", .attributeName), .term("ram:Value", .attributeValue)]),
        .term("ram:DesignatedProductClassification/ram:ClassCode", .classification),
        .term("ram:OriginTradeCountry/ram:ID", .originCountry),
    ]
}
