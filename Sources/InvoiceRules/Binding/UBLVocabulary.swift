import XMLSyntax

/// The elements of UBL that rules speak of.
enum UBLVocabulary {
    static let shared = XMLVocabulary(
        namespaces: [
            ("ubl", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"),
            ("cn", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"),
            ("cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"),
            ("cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"),
            ("ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2"),
        ], names: names.sorted(), open: "ext:ExtensionContent")

    private static let names = SyntaxBinding.names(in: UBLBinding.lines).union(UBLUnusedElements.names).union(others)
        .union(french)

    /// What stands in no table.
    private static let others = [
        "ubl:Invoice", "cn:CreditNote", "cbc:UBLVersionID", "ext:ExtensionContent", "cac:FinancialInstitution",
        "cbc:NetworkID",
        "cac:PayerFinancialAccount", "cac:Address", "cac:PostalAddress",
    ]

    /// What the French rules speak of beyond EN 16931.
    private static let french = """
        cac:AgentParty cac:ServiceProviderParty cac:Party cac:PayerParty cac:DeliveryParty cbc:DocumentStatusCode cbc:ValueQuantity
        cac:DeliveryTerms cac:TaxExchangeRate cbc:NameCode cac:PartyIdentification cac:PartyLegalEntity cbc:EndpointID cac:DeliveryLocation cac:BillingReferenceLine
        cac:ManufacturerParty cbc:TaxInclusiveLineExtensionAmount
        """.words

    /// Amounts that are no prices.
    static let amounts = names.filter { $0.hasSuffix("Amount") && !$0.hasSuffix("PriceAmount") }.sorted()
}

/// Names that rules ask for by hand.
enum UBLName {
    static let creditNote = name("cn:CreditNote")
    static let id = name("cbc:ID")
    static let invoiceTypeCode = name("cbc:InvoiceTypeCode")
    static let party = name("cac:Party")
    static let companyID = name("cbc:CompanyID")
    static let partyIdentification = name("cac:PartyIdentification")
    static let legalEntity = name("cac:PartyLegalEntity")
    static let deliveryLocation = name("cac:DeliveryLocation")
    static let documentTypeCode = name("cbc:DocumentTypeCode")
    static let documentDescription = name("cbc:DocumentDescription")
    static let chargeIndicator = name("cbc:ChargeIndicator")
    static let externalReference = name("cac:ExternalReference")
    static let attachment = name("cac:Attachment")
    static let invoiceDocumentReference = name("cac:InvoiceDocumentReference")
    static let taxScheme = name("cac:TaxScheme")
    static let taxTotal = name("cac:TaxTotal")
    static let taxAmount = name("cbc:TaxAmount")
    static let allowanceCharge = name("cac:AllowanceCharge")
    static let price = name("cac:Price")
    static let country = name("cac:Country")
    static let paymentMeans = name("cac:PaymentMeans")
    static let paymentMandate = name("cac:PaymentMandate")
    static let payerFinancialAccount = name("cac:PayerFinancialAccount")

    private static func name(_ text: String) -> XMLName { UBLVocabulary.shared[text] }
}
